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
//! A module imports only from layers below its own; a test reads every `use` and fails on an edge that points up or
//! sideways.
//!
//! | layer | modules |
//! |---|---|
//! | 0 primitives | `span`, `visible`, and above them `base64url`, `utf8`, `json`, `time`, `spec`, `url`, `der`, `mac` |
//! | 1 vocabulary and syntax | `registry`, `token`, `jwk`, `x509`, `weak`, and above them `key`, `times` and `profile`, and above them `subject` |
//! | 2 judgement | `scan`, `verify` and `acceptance`, and above them `lint`, `verdict` and `expect`, and above them `inspection` and `verification` |
//! | 3 the wire | `report` |
//! | 4 the picture | `view` |
//! | 5 the browser | `web` |
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
