// The JavaScript API. See jotglass.d.ts for what it promises: `inspect`, `verify` and `catalogue` are here, the fast paths and the
// search for secrets beside.
import { answerTo, answerToPart, numbersAt, textOf } from "./fast.js";
import { isSlip } from "./guard.js";
import { core, recovered, recovering } from "./instance.js";
import { lazily } from "./lazy.js";
import { MOMENT, secondsOf } from "./moment.js";
import { run } from "./verify.js";
import { Wire } from "./wire.js";

export { claims, decode, MalformedToken } from "./fast.js";
export { findSecret } from "./secret.js";

let texts;

function words() {
  if (!texts) {
    const all = JSON.parse(core.catalogue());
    const byName = (rows) => new Map(rows.map((row) => [row.name, row]));
    texts = {
      all,
      claims: byProvider(all.claims),
      members: byName(all.members),
      parameters: byName(all.parameters),
      encryptedParameters: byName(all.encryptedParameters),
    };
  }
  return texts;
}

const rules = () => words().all.rules;

/** Terms by the provider that means something of its own by them, null where nobody does, and then by their names, which may be any text. */
function byProvider(rows) {
  const all = new Map();
  for (const row of rows) {
    const provider = row.provider ?? null;
    if (!all.has(provider)) all.set(provider, new Map());
    all.get(provider).set(row.name, row);
  }
  return all;
}

export const catalogue = recovering(() => structuredClone(words().all));

export const inspect = recovering((text, { now } = /** @type {any} */ ({})) => {
  const source = String(text);
  const asOf = moment(now);
  const words = answerTo(source, (length) => core.inspect_reserved(length, asOf));
  const wire = new Wire(numbersAt(core.numbers()), words);
  const report = {
    version: 1,
    now: wire.moment(),
    changesAt: wire.moment(),
    outcome: wire.outcome(),
    verdict: wire.verdict(),
    findings: wire.findings(rules()),
  };
  return withTokens(report, { source, wire, at: wire.at, now: report.now, verdict: report.verdict });
});

/** The most computations for all signatures of a text before no further signature is tried. */
const MAX_COMPUTATIONS = 256;

export async function verify(text, key, { now, expected, verifyMore } = /** @type {any} */ ({})) {
  /** @type {any} Answers and signatures follow. */
  const asked = { text: String(text), keys: asText(key), asOf: moment(now), expected: asExpected(expected), place: 0 };
  let best = await answered(asked, verifyMore);
  // Of a JSON serialization one good signature is enough (RFC 7515 §5.2); where none is, one that fits says more than others.
  for (
    let place = 1, tried = asked.answers.length;
    place < asked.signatures && best.verdict.state !== "valid";
    place++
  ) {
    // All of them together take no more computations than one may.
    if (tried > MAX_COMPUTATIONS) break;
    const other = { ...asked, place };
    const next = await answered(other, verifyMore);
    tried += other.answers.length;
    if (next.verdict.state === "valid" || (next.verdict.fits && !best.verdict.fits)) best = next;
  }
  return best;
}

async function answered(asked, verifyMore, isAgain = false) {
  const used = core;
  asked.answers = [];
  let check;
  try {
    check = used.check(asked.text, asked.keys, asked.place);
    asked.signatures = check.signatures();
    await run(check, { verifyMore, answers: asked.answers });
    // Another text has stopped this core meanwhile: what was left of it proves nothing.
    if (used !== core) return await answered(asked, verifyMore, isAgain);
    const [verdict, trust] = JSON.parse(used.answer_of(check, asked.asOf, asked.expected));
    return withDetails({ version: 1, now: asked.asOf, token: asked.place, verdict, trust }, asked);
  } catch (error) {
    const thrown = recovered(error, used);
    if (isSlip(error) && !isAgain) return await answered(asked, verifyMore, true);
    throw thrown;
  } finally {
    // A core that has stopped is not entered again, and goes away as a whole.
    if (used === core) check?.free();
  }
}

// Most callers want the answer. The rest is made when somebody asks for it, of a second check that gets the answers of the first: to keep the
// first would fill memory that nobody else can free.
const details = recovering((asked) => {
  if (!asked.made) {
    const used = core;
    const check = used.check(asked.text, asked.keys, asked.place);
    for (const answer of asked.answers) {
      check.next();
      check.tell(answer);
    }
    check.next();
    try {
      asked.made = JSON.parse(used.conclude(check, asked.asOf, asked.expected));
    } finally {
      check.free();
    }
  }
  return asked.made;
});

const withDetails = lazily({
  changesAt: (asked) => details(asked).changesAt,
  keys: (asked) => details(asked).keys,
  problems: (asked) => details(asked).problems,
  checks: (asked) => details(asked).checks,
  findings: (asked) => details(asked).findings.map(withRule),
});

/** A key as text: objects are JWKs or sets of them, bytes are a secret. */
function asText(key) {
  if (key === undefined || key === null) return "";
  if (typeof key === "string") return key;
  const bytes =
    key instanceof ArrayBuffer
      ? new Uint8Array(key)
      : ArrayBuffer.isView(key) && new Uint8Array(key.buffer, key.byteOffset, key.byteLength);
  if (bytes) return JSON.stringify({ kty: "oct", k: base64url(bytes) });
  if (Array.isArray(key) || isPlain(key)) return JSON.stringify(key);
  throw new TypeError("expected a key as text, a plain object or bytes");
}

/** Whether JSON has all that an object holds: instances of classes, as maps and keys of engines, would be written as nothing. */
function isPlain(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// What a server expects, as JSON; the core refuses members that it does not know. JSON would write NaN as null, which
// is nothing.
function asExpected(expected) {
  if (expected === undefined || expected === null) return "{}";
  if (!isPlain(expected)) throw new TypeError(`expected an object for expected, but found ${String(expected)}`);
  return JSON.stringify(expected, (name, value) => {
    const isLost =
      typeof value === "number"
        ? !Number.isFinite(value)
        : value === null || ["function", "symbol", "bigint"].includes(typeof value);
    if (isLost) throw new TypeError(`expected text, lists or seconds for ${name}, but found ${String(value)}`);
    return value;
  });
}

function base64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Unix seconds: what was asked for, else the present. What is no moment must not pass for 1970. */
function moment(now) {
  if (now === undefined || now === null) return Date.now() / 1000;
  const seconds = secondsOf(now);
  if (Number.isNaN(seconds)) throw new TypeError(`expected now to be ${MOMENT}, but found ${String(now)}`);
  return seconds;
}

// Most callers want the verdict, or the findings. So the tokens are made of their numbers when they are asked for, and what
// depends on a part's text alone is asked of the core only then: the claims and parameters with their meaning, and the trees.

const withTokens = lazily({
  tokens(report) {
    const { wire } = report;
    wire.at = report.at;
    return wire.list(() => token(report));
  },
});

function token({ wire, source, now, verdict }) {
  const { profiles, providers } = words().all;
  const kind = wire.kind();
  const profile = copied(profiles[wire.place()]);
  const provider = wire.place();
  const span = wire.span();
  const text = wire.text() ?? source.slice(span[0], span[1]);
  const segments = wire.list((wire) => wire.segment());
  const encoded = (role) => text.slice(...segments.find((segment) => segment.role === role).span);
  const content = (role) => {
    const part = wire.part();
    if (part !== null) part.encoded = () => encoded(role);
    return part;
  };
  const header = content("header");
  const payload = content("payload");
  const unprotected = wire.list((wire) => wire.unprotected());
  const own = wire.verdict() ?? verdict;
  const disclosures = wire.list((wire) => wire.disclosure());
  const made = {
    kind,
    profile,
    provider: copied(providers[provider]),
    source: span,
    text,
    segments,
    disclosures,
    verdict: own,
  };
  made.unprotected = unprotected.map((part) =>
    withParameters(
      { member: part.member, text: part.own },
      { ...part, isEncrypted: kind === "jwe" || kind === "jweJson" },
    ),
  );
  return withContents(made, {
    isEncrypted: kind === "jwe" || kind === "jweJson",
    provider,
    now,
    header,
    payload,
    wire,
    at: wire.skipFindings(),
  });
}

const withContents = lazily({
  header: ({ header }) => header && withText({ format: header.format, invalid: header.invalid }, header),
  payload: ({ payload }) => payload && withText({ format: payload.format, invalid: payload.invalid }, payload),
  parameters: ({ header, isEncrypted }) => (header === null ? [] : parametersOf(header, isEncrypted)),
  claims({ payload, provider, now }) {
    if (payload?.format !== "json") return [];
    const { claims, members } = words();
    return ask(payload, (length) => core.claims_reserved(length, provider ?? undefined, now)).map((claim) =>
      withTerm(claim, claims.get(claim.provider ?? null)?.get(claim.name), members),
    );
  },
  findings({ wire, at }) {
    wire.at = at;
    return wire.findings(rules());
  },
});

const withParameters = lazily({
  tree: (part) => ask(part, core.tree_reserved),
  parameters: (part) => parametersOf(part, part.isEncrypted),
});

/** The members of a part of the header, explained. */
function parametersOf(part, isEncrypted) {
  const { parameters, encryptedParameters } = words();
  const terms = isEncrypted ? encryptedParameters : parameters;
  return ask(part, (length) => core.parameters_reserved(length, isEncrypted)).map((one) =>
    withTerm(one, terms.get(one.name)),
  );
}

const withText = lazily({
  text: (part) => text(part),
  tree: (part) => (part.format === "json" ? ask(part, core.tree_reserved) : null),
});

/** The text of a part: as it came, or else its segment decoded. */
const text = recovering((part) => (part.own ??= textOf(part.encoded())));

/** What the core answers to a part. */
const ask = recovering((part, work) =>
  JSON.parse(part.own === null ? answerToPart(part.encoded(), work) : answerTo(part.own, work)),
);

function withRule({ id, severity, detail, place }) {
  const { title, explanation, fix, references } = rules().find((rule) => rule.id === id);
  return { id, severity, title, explanation, fix, detail, place, references: references.map((one) => ({ ...one })) };
}

const copied = (row) => (row ? { ...row, reference: { ...row.reference } } : null);

const UNKNOWN = { title: null, explanation: null, sensitivity: "open", reference: null };

function withTerm({ name, span, time = null, meaning = null, provider = null, members: inner }, term, terms) {
  const { title, explanation, sensitivity, reference } = term ?? UNKNOWN;
  const members = inner ? inner.map((member) => withTerm(member, terms.get(`${name}.${member.name}`))) : [];
  const known = term !== undefined;
  return {
    name,
    span,
    time,
    meaning,
    provider,
    members,
    known,
    title,
    explanation,
    sensitivity,
    reference: reference && { ...reference },
  };
}
