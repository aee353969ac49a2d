// A WebAssembly module that comes inlined, as text, one character a byte, because that compresses far better than base64;
// xtask/js/bundle.mjs writes it so.

/** The bytes that `text` stands for, after the pairs of `swaps` have changed places. */
export function bytesOf(text, swaps) {
  const bytes = codesOf(text);
  const table = new Uint8Array(256).map((_, byte) => byte);
  for (const [one, other] of swaps) [table[one], table[other]] = [other, one];
  for (let at = 0; at < bytes.length; at++) bytes[at] = table[bytes[at]];
  return bytes;
}

/** Through base64 where the browser has both ways: that is native code. */
function codesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(btoa(text));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
