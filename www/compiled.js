// The core compiled, once for all its instances. Its bytes are inlined, so nothing is fetched.
import { bytes } from "#wasm";

let module;

export const compiled = () => (module ??= new WebAssembly.Module(bytes()));
