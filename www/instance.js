// The one WebAssembly instance of this module, ready as soon as the module is: its bytes are inlined, so nothing is fetched.
import * as core from "#core";
import { bytes } from "#wasm";

/** The core compiled, for further instances. */
export const module = new WebAssembly.Module(bytes());

/** WASM memory, for what goes in and out without wasm-bindgen. */
export const { memory } = core.initSync({ module });
export { core };
