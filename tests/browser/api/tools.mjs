// What the cases of the API share: tokens, comparisons, and random numbers that are the same everywhere.

/** The moment at which the cases look, in Unix seconds: 20 November 2026, 12:00:00 UTC. */
export const NOW = 1_795_176_000;

const encoder = new TextEncoder();

/** Bytes, a text, or the JSON of a value, as base64url. */
export function encode(value) {
  const bytes =
    value instanceof Uint8Array ? value : encoder.encode(typeof value === "string" ? value : JSON.stringify(value));
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export const SIGNATURE = encode(Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256));

/** A compact token. Payload and header are values, or texts and bytes that stand as they are. */
export const token = (payload, header = { alg: "HS256", typ: "JWT" }, signature = SIGNATURE) =>
  `${encode(header)}.${encode(payload)}.${signature}`;

/** A value in a form that can be compared: what JSON drops is named. */
const form = (value) =>
  value === undefined
    ? "undefined"
    : Object.is(value, -0)
      ? "-0"
      : typeof value === "number"
        ? String(value)
        : JSON.stringify(value);

export function same(found, expected, what = "the value") {
  if (form(found) !== form(expected)) throw new Error(`${what}: expected ${form(expected)}, but found ${form(found)}`);
}

export function ok(condition, what) {
  if (!condition) throw new Error(`expected: ${what}`);
}

/** What `work` throws; fails where it throws nothing. */
export function thrown(work, what = String(work)) {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error(`expected an exception, but found none: ${what}`);
}

/** mulberry32: numbers from 0 to 1, the same for the same seed in every engine. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
