// The one WebAssembly instance of this module, ready as soon as the module is: its bytes are inlined, so nothing is fetched.
//
// They come as text, one character a byte, because that compresses far better than base64; xtask/js/bundle.mjs writes it so.
import * as core from "#core";
import { moduleOf, swaps, text } from "#wasm";

/** Through base64 where the browser has both ways: that is native code. */
function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(btoa(text));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const bytes = bytesOf(text);
const table = new Uint8Array(256).map((_, byte) => byte);
for (const [one, other] of swaps) [table[one], table[other]] = [other, one];
for (let at = 0; at < bytes.length; at++) bytes[at] = table[bytes[at]];

/** WASM memory, for what goes in and out without wasm-bindgen. */
export const { memory } = core.initSync({ module: moduleOf(bytes) });
export { core };
