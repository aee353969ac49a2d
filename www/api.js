// The JavaScript API. See jotglass.d.ts for what it promises: `inspect`, `verify` and `catalogue` are here, the fast paths and the
// search for secrets beside.
import { answerTo, answerToPart, numbersAt, textOf } from "./fast.js";
import { core } from "./instance.js";
import { lazily } from "./lazy.js";
import { run } from "./verify.js";
import { Wire } from "./wire.js";

export { decode, claims, MalformedToken } from "./fast.js";
export { findSecret } from "./secret.js";

let texts;

function words() {
  if (!texts) {
    const all = JSON.parse(core.catalogue());
    const byName = (rows) => new Map(rows.map((row) => [key(row), row]));
    texts = {
      all,
      claims: byName(all.claims),
      members: byName(all.members),
      parameters: byName(all.parameters),
      encryptedParameters: byName(all.encryptedParameters),
    };
  }
  return texts;
}

const rules = () => words().all.rules;

/** What a term goes by: its name, and before it the provider that means something of its own by it. */
function key({ name, provider }) {
  return provider ? `${provider} ${name}` : name;
}

export function catalogue() {
  return structuredClone(words().all);
}

export function inspect(text, { now } = {}) {
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
}

export async function verify(text, key, { now, expected, verifyMore } = {}) {
  const asked = { text: String(text), keys: asText(key), asOf: moment(now), expected: asExpected(expected), answers: [] };
  const check = core.check(asked.text, asked.keys);
  try {
    await run(check, verifyMore, asked.answers);
    const [verdict, trust] = JSON.parse(core.answer_of(check));
    // What is asked for wrongly is refused now, and not when it is read.
    if (expected !== undefined && expected !== null) details(asked);
    return withDetails({ version: 1, now: asked.asOf, verdict, trust }, asked);
  } finally {
    check.free();
  }
}

// Most callers want the answer. The rest is made when somebody asks for it, of a second check that gets the answers of the first: to keep the
// first would fill memory that nobody else can free.
function details(asked) {
  if (!asked.made) {
    const check = core.check(asked.text, asked.keys);
    try {
      for (const answer of asked.answers) {
        check.next();
        check.tell(answer);
      }
      check.next();
      asked.made = JSON.parse(core.conclude(check, asked.asOf, asked.expected));
    } finally {
      check.free();
    }
  }
  return asked.made;
}

const withDetails = lazily({
  keys: (asked) => details(asked).keys,
  problems: (asked) => details(asked).problems,
  checks: (asked) => details(asked).checks,
  findings: (asked) => details(asked).findings.map(withRule),
});

/** A key as text: objects are JWKs or sets of them, bytes are a secret. */
function asText(key) {
  if (key === undefined || key === null) return "";
  if (typeof key === "string") return key;
  if (key instanceof Uint8Array) return JSON.stringify({ kty: "oct", k: base64url(key) });
  if (typeof key === "object") return JSON.stringify(key);
  throw new TypeError("expected a key as text, an object or bytes");
}

// What a server expects, as JSON; the core refuses members that it does not know. JSON would write NaN as null, which
// is nothing.
function asExpected(expected) {
  if (expected === undefined || expected === null) return "{}";
  if (typeof expected !== "object") throw new TypeError(`expected an object for expected, but found ${String(expected)}`);
  return JSON.stringify(expected, (name, value) => {
    const isLost = typeof value === "number" ? !Number.isFinite(value) : ["function", "symbol", "bigint"].includes(typeof value);
    if (isLost) throw new TypeError(`expected text, lists or seconds for ${name}, but found ${String(value)}`);
    return value;
  });
}

function base64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Unix seconds: what was asked for, else the present. A moment that is no number must not pass for 1970. */
function moment(now) {
  if (now === undefined || now === null) return Date.now() / 1000;
  if (typeof now !== "number" || !Number.isFinite(now)) throw new TypeError(`expected now in Unix seconds, but found ${String(now)}`);
  return now;
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
  const own = wire.verdict() ?? verdict;
  const disclosures = wire.list((wire) => wire.disclosure());
  const made = { kind, profile, provider: copied(providers[provider]), source: span, text, segments, disclosures, verdict: own };
  return withContents(made, { isEncrypted: kind === "jwe" || kind === "jweJson", provider, now, header, payload, wire, at: wire.skipFindings() });
}

const withContents = lazily({
  header: ({ header }) => header && withText({ format: header.format, invalid: header.invalid }, header),
  payload: ({ payload }) => payload && withText({ format: payload.format, invalid: payload.invalid }, payload),
  parameters({ header, isEncrypted }) {
    if (header === null) return [];
    const { parameters, encryptedParameters } = words();
    const terms = isEncrypted ? encryptedParameters : parameters;
    return ask(header, (length) => core.parameters_reserved(length, isEncrypted)).map((parameter) => withTerm(parameter, terms.get(parameter.name)));
  },
  claims({ payload, provider, now }) {
    if (payload?.format !== "json") return [];
    const { claims, members } = words();
    return ask(payload, (length) => core.claims_reserved(length, provider ?? undefined, now)).map((claim) => withTerm(claim, claims.get(key(claim)), members));
  },
  findings({ wire, at }) {
    wire.at = at;
    return wire.findings(rules());
  },
});

const withText = lazily({
  text,
  tree: (part) => (part.format === "json" ? ask(part, core.tree_reserved) : null),
});

/** The text of a part: as it came, or else its segment decoded. */
function text(part) {
  part.own ??= textOf(part.encoded());
  return part.own;
}

/** What the core answers to a part. */
function ask(part, work) {
  return JSON.parse(part.own === null ? answerToPart(part.encoded(), work) : answerTo(part.own, work));
}

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
  return { name, span, time, meaning, provider, members, known, title, explanation, sensitivity, reference: reference && { ...reference } };
}
