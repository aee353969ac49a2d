//! Reads JSON Web Tokens.
pub mod base64url;
pub mod json;
pub mod lint;
pub mod registry;
pub mod report;
pub mod scan;
pub mod span;
pub mod spec;
pub mod time;
pub mod token;
pub mod utf8;
pub mod verdict;
pub mod view;
#[cfg(target_arch = "wasm32")]
mod web;
