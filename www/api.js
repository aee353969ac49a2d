// The JavaScript API. See jotglass.d.ts for what it promises: `inspect` and `catalogue` are here, the fast paths and the
// search for secrets beside.
import { answerTo, answerToPart, textOf } from "./fast.js";
import { core } from "./instance.js";
import { lazily } from "./lazy.js";
import { run } from "./verify.js";

export { decode, claims, MalformedToken } from "./fast.js";
export { findSecret } from "./secret.js";

let texts;

function words() {
  if (!texts) {
    const all = JSON.parse(core.catalogue());
    const byName = (rows) => new Map(rows.map((row) => [key(row), row]));
    const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
    texts = {
      all,
      rules: byId(all.rules),
      profiles: byId(all.profiles),
      claims: byName(all.claims),
      members: byName(all.members),
      parameters: byName(all.parameters),
      encryptedParameters: byName(all.encryptedParameters),
    };
  }
  return texts;
}

/** What a term goes by: its name, and before it the provider that means something of its own by it. */
function key({ name, provider }) {
  return provider ? `${provider} ${name}` : name;
}

export function catalogue() {
  return structuredClone(words().all);
}

export function inspect(text, { now } = {}) {
  const source = String(text);
  // See src/report/wire.rs for what stands where.
  const asOf = moment(now);
  const lines = answerTo(source, (length) => core.inspect_reserved(length, asOf)).split("\n");
  const [at, changesAt, outcome, verdict, findings] = JSON.parse(lines[0]);
  const report = { version: 1, now: at, changesAt, outcome, verdict: judgement(verdict), findings: findings.map(finding) };
  return withTokens(report, { source, lines, now: at, verdict: report.verdict });
}

export async function verify(text, key, { now, expected, verifyMore } = {}) {
  const check = core.check(String(text), asText(key), moment(now), JSON.stringify(expected ?? {}));
  try {
    await run(check, verifyMore);
    const report = JSON.parse(core.conclude(check));
    return { ...report, findings: report.findings.map(({ id, severity, detail, place }) => withRule(id, { id, severity, detail, place })) };
  } finally {
    check.free();
  }
}

/** A key as text: objects are JWKs or sets of them, bytes are a secret. */
function asText(key) {
  if (key === undefined || key === null) return "";
  if (typeof key === "string") return key;
  if (key instanceof Uint8Array) return JSON.stringify({ kty: "oct", k: base64url(key) });
  if (typeof key === "object") return JSON.stringify(key);
  throw new TypeError("expected a key as text, an object or bytes");
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

// Most callers want the verdict, or the findings. So the tokens are made of their lines when they are asked for, and what is
// longer than a line is asked of the core only then: the claims and parameters with their meaning, and the trees.

const withTokens = lazily({
  tokens(from) {
    const tokens = [];
    for (let at = 1; at + 1 < from.lines.length; at += 2) tokens.push(token(JSON.parse(from.lines[at]), from.lines[at + 1], from));
    return tokens;
  },
});

function token([kind, profile, provider, span, own, parts, header, payload, verdict, disclosures], findings, report) {
  const { profiles, all } = words();
  const text = own ?? report.source.slice(span[0], span[1]);
  const segments = parts.map(([role, span, bytes]) => ({ role, span, bytes }));
  const content = (part, role) => {
    if (part === null) return null;
    const [format, own, invalid] = part;
    return { format, own, invalid, encoded: () => text.slice(...parts.find(([other]) => other === role)[1]) };
  };
  const made = {
    kind,
    profile: copied(profiles.get(profile)),
    provider: copied(all.providers[provider]),
    source: span,
    text,
    segments,
    disclosures,
    verdict: verdict ? judgement(verdict) : report.verdict,
  };
  return withContents(made, {
    isEncrypted: kind === "jwe" || kind === "jweJson",
    provider,
    now: report.now,
    header: content(header, "header"),
    payload: content(payload, "payload"),
    findings,
  });
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
  findings: ({ findings }) => JSON.parse(findings).map(finding),
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

const judgement = ([state, sentence, summary]) => ({ state, sentence, summary });

function finding([id, severity, detail, segment, pointer, span, inner]) {
  return withRule(id, { id, severity, detail, place: { segment, pointer, span, inner } });
}

function withRule(id, found) {
  const { title, explanation, fix, references } = words().rules.get(id);
  return { ...found, title, explanation, fix, references: references.map((one) => ({ ...one })) };
}

const copied = (row) => (row ? { ...row, reference: { ...row.reference } } : null);

const UNKNOWN = { title: null, explanation: null, sensitivity: "open", reference: null };

function withTerm({ name, span, time = null, meaning = null, provider = null, members: inner }, term, terms) {
  const { title, explanation, sensitivity, reference } = term ?? UNKNOWN;
  const members = inner ? inner.map((member) => withTerm(member, terms.get(`${name}.${member.name}`))) : [];
  const known = term !== undefined;
  return { name, span, time, meaning, provider, members, known, title, explanation, sensitivity, reference: reference && { ...reference } };
}
