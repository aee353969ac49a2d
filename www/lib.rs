//! The exports of the core, linked into one WebAssembly program: they are in `src/web`.

pub use jotglass;
