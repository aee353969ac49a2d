// The JavaScript API: `inspect`, `decode`, `claims` and `catalogue`. See jotglass.d.ts for what they promise.
//
// `decode` leaves base64, UTF-8 and JSON to the engine, which does them fastest when plain objects are wanted; everything
// that is strict or explains is Rust. `claims` builds no objects: Rust finds the members, JavaScript parses those asked for.
import { core, memory } from "./instance.js";

/** Thrown on a malformed token; `code` is the id of a finding. */
export class MalformedToken extends Error {
  constructor(code, message) {
    super(message);
    this.name = "MalformedToken";
    this.code = code;
  }
}

let texts;

function words() {
  if (!texts) {
    const all = JSON.parse(core.catalogue());
    const byName = (rows) => new Map(rows.map((row) => [row.name, row]));
    texts = { all, rules: new Map(all.rules.map((rule) => [rule.id, rule])), claims: byName(all.claims), parameters: byName(all.parameters) };
  }
  return texts;
}

export function catalogue() {
  return structuredClone(words().all);
}

export function inspect(text, { now = Date.now() / 1000 } = {}) {
  const source = String(text);
  const report = JSON.parse(core.inspect(source, Number(now)));
  const { rules, claims, parameters } = words();
  report.findings.forEach((finding) => explainFinding(finding, rules));
  for (const token of report.tokens) {
    token.text ??= source.slice(...token.source);
    token.header = withTree(token.header);
    token.payload = withTree(token.payload);
    token.findings.forEach((finding) => explainFinding(finding, rules));
    token.claims.forEach((claim) => explainClaim(claim, claims));
    token.parameters.forEach((parameter) => explainClaim(parameter, parameters));
  }
  return report;
}

/** A part whose tree is made when it is asked for: most callers want the verdict, the findings or the text. */
function withTree(part) {
  if (part === null) return null;
  const { format, text, invalid } = part;
  let tree = format === "json" ? undefined : null;
  return {
    format,
    text,
    invalid,
    get tree() {
      if (tree === undefined) tree = JSON.parse(core.tree(text));
      return tree;
    },
  };
}

function explainFinding(finding, rules) {
  const { title, explanation, fix, references } = rules.get(finding.id);
  finding.title = title;
  finding.explanation = explanation;
  finding.fix = fix;
  finding.references = references;
}

function explainClaim(claim, terms) {
  const term = claim.known ? terms.get(claim.name) : undefined;
  claim.title = term?.title ?? null;
  claim.explanation = term?.explanation ?? null;
  claim.reference = term?.reference ?? null;
}

// A byte order mark is a flaw, so it must not vanish.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const canDecode = typeof Uint8Array.prototype.setFromBase64 === "function";
const base64url = { alphabet: "base64url" };

// A view of all of WASM memory, made anew when the memory has grown and the old view lost its buffer.
let view = new Uint8Array(memory.buffer);
let words32 = new Uint32Array(memory.buffer);

function bytes() {
  if (view.buffer !== memory.buffer) {
    view = new Uint8Array(memory.buffer);
    words32 = new Uint32Array(memory.buffer);
  }
  return view;
}

// What the unused bits of a last character may be: none (RFC 4648 §3.5).
const LAST_OF_2 = "AQgw";
const LAST_OF_3 = "AEIMQUYcgkosw048";

/** Decodes a part into WASM memory at `at`; the number of bytes, or -1 where the text is not canonical base64url. */
function decodeInto(part, at) {
  const { length } = part;
  const tail = length & 3;
  if (tail === 1 || (tail === 2 && !LAST_OF_2.includes(part[length - 1])) || (tail === 3 && !LAST_OF_3.includes(part[length - 1]))) return -1;
  const expected = (length * 3) >> 2;
  // The engine skips white space and takes padding; either way fewer bytes come out than the length promises.
  const { written } = bytes().subarray(at, at + expected).setFromBase64(part, base64url);
  return written === expected ? expected : -1;
}

/** The dots of a token of three parts. */
function dots(token) {
  const first = token.indexOf(".");
  const second = token.indexOf(".", first + 1);
  if (first <= 0 || second < 0 || token.indexOf(".", second + 1) >= 0) throw malformed(token);
  return [first, second];
}

function malformed(token) {
  const [code, message] = core.explain_malformed(token).split(/\n(.*)/s);
  return new MalformedToken(code, message);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export function decode(token) {
  if (typeof token !== "string") throw new TypeError("expected a token as a string");
  const [first, second] = dots(token);
  let header, payload;
  try {
    if (canDecode) {
      // Both parts go into one text, with a NUL between them, because decoding a text costs more than its bytes do. JSON
      // has no raw NUL, so that nothing in a part can pass for the boundary and still parse.
      const at = core.reserve(token.length);
      const head = decodeInto(token.slice(0, first), at);
      const body = head < 0 ? -1 : decodeInto(token.slice(first + 1, second), at + head + 1);
      if (body < 0) throw malformed(token);
      const memory = bytes();
      memory[at + head] = 0;
      const text = utf8.decode(memory.subarray(at, at + head + 1 + body));
      const boundary = text.indexOf("\0");
      header = JSON.parse(text.slice(0, boundary));
      payload = JSON.parse(text.slice(boundary + 1));
    } else {
      header = JSON.parse(utf8.decode(decodePart(token.slice(0, first))));
      payload = JSON.parse(utf8.decode(decodePart(token.slice(first + 1, second))));
    }
  } catch {
    throw malformed(token);
  }
  if (!isObject(header) || !isObject(payload)) throw malformed(token);
  return { header, payload };
}

/** The bytes of a part, in WASM memory; for engines without `setFromBase64`. */
function decodePart(part) {
  const at = core.reserve(part.length * 3);
  const { written } = encoder.encodeInto(part, bytes().subarray(at, at + part.length * 3));
  const length = core.decode_reserved(written);
  return bytes().subarray(at, at + length);
}

const NOT_AN_OBJECT = -(2 ** 31);

export function claims(token) {
  if (typeof token !== "string") throw new TypeError("expected a token as a string");
  const [first, second] = dots(token);
  const part = token.slice(first + 1, second);
  let at, length;
  try {
    if (canDecode) {
      at = core.reserve(part.length);
      length = decodeInto(part, at);
    } else {
      const found = decodePart(part);
      [at, length] = [found.byteOffset, found.length];
    }
  } catch {
    length = -1;
  }
  const count = length < 0 ? NOT_AN_OBJECT : core.index_reserved(length);
  if (count === NOT_AN_OBJECT) throw malformed(token);
  const text = utf8.decode(bytes().subarray(at, at + length));
  const start = core.offsets() >> 2;
  return new Claims(text, words32.slice(start, start + 4 * Math.abs(count)));
}

class Claims {
  #text;
  /** Four offsets for each member: the name with its quotes, the value. */
  #offsets;
  /** From name to the place of its offsets; of duplicates the last, as `JSON.parse` has it. */
  #places;

  constructor(text, offsets) {
    this.#text = text;
    this.#offsets = offsets;
  }

  #index() {
    if (!this.#places) {
      this.#places = new Map();
      for (let place = 0; place < this.#offsets.length; place += 4) {
        const name = this.#text.slice(this.#offsets[place] + 1, this.#offsets[place + 1] - 1);
        this.#places.set(name.includes("\\") ? JSON.parse(`"${name}"`) : name, place);
      }
    }
    return this.#places;
  }

  keys() {
    return [...this.#index().keys()];
  }

  has(name) {
    return this.#index().has(name);
  }

  raw(name) {
    const place = this.#index().get(name);
    return place === undefined ? undefined : this.#text.slice(this.#offsets[place + 2], this.#offsets[place + 3]);
  }

  get(name) {
    const source = this.raw(name);
    return source === undefined ? undefined : JSON.parse(source);
  }
}
