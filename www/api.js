// The JavaScript API. See jotglass.d.ts for what it promises: `inspect` and `catalogue` are here, the fast paths beside.
import { textOf } from "./fast.js";
import { core } from "./instance.js";

export { decode, claims, MalformedToken } from "./fast.js";

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
  const report = JSON.parse(core.inspect(source, moment(now)));
  const { all, rules, profiles, claims, members, parameters, encryptedParameters } = words();
  const explained = (finding) => withWords(finding, rules);
  report.findings = report.findings.map(explained);
  report.verdict ??= report.tokens[0].verdict;
  for (const token of report.tokens) {
    token.profile = copied(profiles.get(token.profile));
    token.provider = copied(all.providers[token.provider]);
    token.text ??= source.slice(...token.source);
    token.header = part(token, "header");
    token.payload = part(token, "payload");
    token.disclosures ??= [];
    token.findings = token.findings.map(explained);
    token.claims = token.claims.map((claim) => withTerm(claim, claims.get(key(claim)), members));
    const terms = token.kind === "jwe" || token.kind === "jweJson" ? encryptedParameters : parameters;
    token.parameters = token.parameters.map((parameter) => withTerm(parameter, terms.get(parameter.name)));
  }
  return report;
}

/** Unix seconds: what was asked for, else the present. A moment that is no number must not pass for 1970. */
function moment(now) {
  if (now === undefined || now === null) return Date.now() / 1000;
  if (typeof now !== "number" || !Number.isFinite(now)) throw new TypeError(`expected now in Unix seconds, but found ${String(now)}`);
  return now;
}

/** A part whose text and tree are made when they are asked for: most callers want the verdict or the findings. */
function part(token, role) {
  if (token[role] === null) return null;
  let { format, invalid, text } = token[role];
  let tree = format === "json" ? undefined : null;
  return {
    format,
    get text() {
      text ??= textOf(token.text.slice(...token.segments.find((segment) => segment.role === role).span));
      return text;
    },
    set text(other) {
      text = other;
    },
    invalid,
    get tree() {
      if (tree === undefined) tree = JSON.parse(core.tree(this.text));
      return tree;
    },
    set tree(other) {
      tree = other;
    },
  };
}

// Objects are written out anew rather than added to: one literal is cheaper than four new properties.

function withWords({ id, severity, detail, place }, rules) {
  const { title, explanation, fix, references } = rules.get(id);
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
