// The core compiled, once for all its instances. Its bytes are inlined, so nothing is fetched.
import { bytes } from "#wasm";

let module;

/** Compiles it where its bytes take a moment to read, as in a page. */
export async function prepare() {
  module ??= new WebAssembly.Module(await bytes());
}

export const compiled = () => (module ??= new WebAssembly.Module(bytes()));
