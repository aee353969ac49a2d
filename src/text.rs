//! Text primitives: bytes and characters, and what they encode. Nothing here knows what a token is.
//!
//! Inside, `span` and `visible` are the lowest; the others rest on them and not on each other.

pub mod base64url;
pub mod json;
pub mod span;
pub mod time;
pub mod url;
pub mod utf8;
pub mod visible;
pub mod withheld;
