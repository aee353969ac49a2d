// The core compiled, once for all its instances. Its bytes are inlined, so nothing is fetched.
import { read } from "#wasm";

let module;

/** Compiles it where its bytes take a moment to read, as in a page. */
export async function prepare() {
  module ??= await read();
}

export const compiled = () => (module ??= read());
