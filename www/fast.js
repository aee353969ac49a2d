// The fast paths of the API: `decode` to plain objects, and `claims` by an index.
//
// `decode` leaves base64, UTF-8 and JSON to the engine, which does them fastest when plain objects are wanted; everything
// that is strict or explains is Rust. `claims` builds no objects: Rust finds the members, JavaScript parses those asked for.
import { core, memory, recovering, whenReplaced } from "./instance.js";

/** Thrown on a malformed token; `code` is the id of a finding. */
export class MalformedToken extends Error {
  constructor(code, message) {
    super(message);
    this.name = "MalformedToken";
    this.code = code;
  }
}

// A byte order mark is a flaw, so it must not vanish.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const canDecode = typeof Uint8Array.prototype.setFromBase64 === "function";
/** @type {{ alphabet: "base64url" }} */
const base64url = { alphabet: "base64url" };

// Views of WASM memory: the buffer that texts and payloads are written into, and all of it, for what comes out. A view is
// empty once the memory has grown; then it is made anew.
let input = new Uint8Array(0);
let bytes = new Uint8Array(0);
let numbers = new Uint32Array(0);

whenReplaced(() => {
  input = bytes = new Uint8Array(0);
  numbers = new Uint32Array(0);
});

/** Makes room for `length` bytes in `input`. */
function reserve(length) {
  if (length < input.length) return;
  const room = Math.max(length + 1, 8192);
  const at = core.reserve(room);
  input = new Uint8Array(memory.buffer, at, room);
}

function refresh() {
  if (bytes.length > 0) return;
  bytes = new Uint8Array(memory.buffer);
  numbers = new Uint32Array(memory.buffer);
}

// What the last character of a part may be where some of its bits belong to no byte (RFC 4648 §3.5).
const LAST_OF_2 = "AQgw";
const LAST_OF_3 = "AEIMQUYcgkosw048";

/** Decodes a part into `input`; the number of bytes. Throws, or gives -1, where it is not canonical base64url. */
function decodePart(part) {
  const { length } = part;
  if (!canDecode) return core.decode_reserved(write(part));
  const tail = length & 3;
  if (
    tail === 1 ||
    (tail === 2 && !LAST_OF_2.includes(part[length - 1])) ||
    (tail === 3 && !LAST_OF_3.includes(part[length - 1]))
  )
    return -1;
  const expected = (length * 3) >> 2;
  reserve(expected);
  // The engine skips white space and takes padding; either way fewer bytes come out than the length promises.
  return input.setFromBase64(part, base64url).written === expected ? expected : -1;
}

/** What the core answers, by `work`, to a text. */
export function answerTo(text, work) {
  return answer(work(write(text)));
}

/** What it answers to a well-formed part, which need not become a text for that. */
export function answerToPart(part, work) {
  return answer(work(decodePart(part)));
}

/** The numbers that are at a place in memory, the first of which tells how many. They stay when the core works again. */
export function numbersAt(place) {
  refresh();
  const start = place >> 2;
  return copyOf(start, numbers[start]);
}

/** For a few numbers a plain array is far cheaper to make than a typed one. */
function copyOf(start, size) {
  if (size > 4 * FEW) return numbers.slice(start, start + size);
  const copy = new Array(size);
  for (let place = 0; place < size; place++) copy[place] = numbers[start + place];
  return copy;
}

function answer(length) {
  // Working may have made the memory grow.
  refresh();
  const start = core.output();
  return utf8.decode(bytes.subarray(start, start + length));
}

/** Writes a text into `input`; the number of bytes. */
function write(text) {
  // ASCII needs as many bytes as it has characters; nothing needs more than three times as many.
  reserve(text.length);
  const { read, written } = encoder.encodeInto(text, input);
  if (read === text.length) return written;
  reserve(text.length * 3);
  return encoder.encodeInto(text, input).written;
}

/** The bytes of `input` as text; throws where they are not UTF-8. */
function decoded(length) {
  // Decoding in WASM may have made the memory grow.
  reserve(length);
  return utf8.decode(input.subarray(0, length));
}

/** The bytes of a part; null where it is not canonical base64url. */
export const bytesOf = recovering((part) => {
  const length = decodePart(part);
  // Decoding in WASM may have made the memory grow.
  reserve(length);
  return length < 0 ? null : input.slice(0, length);
});

/** The text of a part. Throws on what is not canonical base64url of UTF-8. */
export function textOf(part) {
  const length = decodePart(part);
  if (length < 0) throw new TypeError("not base64url");
  return decoded(length);
}

// The header that was decoded last, as it is encoded and as text: an issuer's tokens mostly have the same.
const last = { part: "", text: "" };
const MAX_REMEMBERED = 1024;

function headerText(part) {
  if (part === last.part) return last.text;
  const text = textOf(part);
  if (part.length <= MAX_REMEMBERED) Object.assign(last, { part, text });
  return text;
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

export const decode = recovering((token) => {
  if (typeof token !== "string") throw new TypeError("expected a token as a string");
  const [first, second] = dots(token);
  let header, payload;
  try {
    header = JSON.parse(headerText(token.slice(0, first)));
    payload = JSON.parse(textOf(token.slice(first + 1, second)));
  } catch (error) {
    throw error instanceof WebAssembly.RuntimeError ? error : malformed(token);
  }
  if (!isObject(header) || !isObject(payload)) throw malformed(token);
  return { header, payload };
});

export const claims = recovering((token) => {
  if (typeof token !== "string") throw new TypeError("expected a token as a string");
  const [first, second] = dots(token);
  let length, count;
  try {
    length = decodePart(token.slice(first + 1, second));
    count = length < 0 ? -1 : core.index_reserved(length);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    count = -1;
  }
  if (count < 0) throw malformed(token);
  const text = decoded(length);
  refresh();
  return new Claims(text, copyOf(core.offsets() >> 2, 4 * count));
});

/** Up to so many members a name is looked for one by one, which is cheaper than to build a map. */
const FEW = 256;

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

  #name(place) {
    const name = this.#text.slice(this.#offsets[place] + 1, this.#offsets[place + 1] - 1);
    return name.includes("\\") ? JSON.parse(`"${name}"`) : name;
  }

  #index() {
    if (!this.#places) {
      this.#places = new Map();
      for (let place = 0; place < this.#offsets.length; place += 4) this.#places.set(this.#name(place), place);
    }
    return this.#places;
  }

  #place(name) {
    const offsets = this.#offsets;
    const text = this.#text;
    // Names may be spelled with escapes only where there is a backslash at all.
    if (this.#places || offsets.length > 4 * FEW || text.includes("\\")) return this.#index().get(name);
    for (let place = offsets.length - 4; place >= 0; place -= 4) {
      const start = offsets[place] + 1;
      if (offsets[place + 1] - 1 - start === name.length && text.startsWith(name, start)) return place;
    }
    return undefined;
  }

  keys() {
    return [...this.#index().keys()];
  }

  has(name) {
    return this.#place(name) !== undefined;
  }

  raw(name) {
    const place = this.#place(name);
    return place === undefined ? undefined : this.#text.slice(this.#offsets[place + 2], this.#offsets[place + 3]);
  }

  get(name) {
    const source = this.raw(name);
    return source === undefined ? undefined : JSON.parse(source);
  }
}
