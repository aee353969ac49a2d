// The one WebAssembly instance of this module, ready as soon as the module is: its bytes are inlined, so nothing is fetched.
import * as core from "#core";
import wasm from "#wasm";

const bytes = Uint8Array.fromBase64?.(wasm) ?? Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));

/** The exports of the instance that are not wrapped by wasm-bindgen; `memory` is what matters. */
export const { memory } = core.initSync({ module: bytes });
export { core };
