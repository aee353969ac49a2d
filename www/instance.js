// The one WebAssembly instance of this module, ready as soon as the module is: its bytes are inlined, so nothing is fetched.
//
// They come as text, one character a byte, because that compresses far better than base64. Bytes that must not stand in a
// script are U+0100 and on; xtask/js/bundle.mjs writes it so.
import * as core from "#core";
import wasm from "#wasm";

const MOVED = [0, 10, 13, 34, 60, 92];

const bytes = new Uint8Array(wasm.length);
for (let at = 0; at < bytes.length; at++) {
  const unit = wasm.charCodeAt(at);
  bytes[at] = unit < 256 ? unit : MOVED[unit - 256];
}

/** WASM memory, for what goes in and out without wasm-bindgen. */
export const { memory } = core.initSync({ module: bytes });
export { core };
