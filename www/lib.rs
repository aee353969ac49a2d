//! The exports of the core, linked into one WebAssembly program: they are in `src/web`.

#[cfg(all(target_arch = "wasm32", feature = "element"))]
mod memory;

pub use jotglass;
