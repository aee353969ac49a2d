//! Reads JSON Web Tokens: says what is in them, what is wrong with them, and where.
//!
//! ```
//! use jotglass::{NumericDate, inspect, judge::verdict};
//!
//! let now = NumericDate::from_seconds(1_795_176_000);
//! let inspection = inspect("Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTUxNzIwMDB9.", now);
//! let token = &inspection.tokens[0];
//! assert_eq!(verdict::words(&token.verdict.sentence, now), "Not signed: anyone could have written this");
//! assert_eq!(token.findings[0].rule.id, "alg-none");
//! ```
//!
//! # Scope
//! It decodes and explains. It does not check signatures yet, decrypts nothing, makes no tokens, opens no connection,
//! stores nothing, and reads no clock: the present is an argument.
//!
//! # Layers
//! Each folder of `src/` is a layer. A module imports only from the layers before its own, and no modules beside each
//! other import in a circle: a test reads every `use`.
//!
//! 1. `text`: bytes and characters, base64url, JSON, times, addresses. It knows nothing of tokens.
//! 2. `registry`: claims, header parameters, algorithms, providers and documents, as tables.
//! 3. `jose`: the syntax of tokens, keys and certificates.
//! 4. `intake`: finds tokens in any text.
//! 5. `check`: what it takes to check a signature, as data for an engine; weak secrets.
//! 6. `judge`: what a token means at a moment, what is wrong with it, and the verdict.
//! 7. `report`: versioned twins of these types for the wire; the only place with serde.
//! 8. `view`: a report as a tree of nodes; pure, and tested without a browser.
//! 9. `web`: the browser.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly"))]

pub mod check;
pub mod intake;
pub mod jose;
pub mod judge;
pub mod registry;
pub mod report;
pub mod text;
pub mod view;
#[cfg(target_arch = "wasm32")]
mod web;

#[doc = include_str!("../ARCHITECTURE.md")]
pub mod architecture {}

pub use judge::inspection::{Inspection, Judged, inspect};
pub use text::time::NumericDate;
