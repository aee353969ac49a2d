//! Reads JSON Web Tokens: says what is in them, what is wrong with them, and whether their signature fits.
//!
//! ```
//! use jotglass::{Keys, NumericDate, Token, inspect, verify};
//!
//! let now = NumericDate::from_seconds(1_795_176_000);
//! let inspection = inspect("Authorization: Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTUxNzIwMDB9.", now);
//! let judged = &inspection.tokens[0];
//! assert_eq!(judged.verdict.sentence(now), "Not signed: anyone could have written this");
//! assert_eq!(judged.findings[0].rule.id, "alg-none");
//!
//! let token = Token::parse(
//!     "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjE3OTUxNzY2MDB9.\
//!      0udhC5r6b89N7Bv1OA5ZSsOmMo5V9IrwEK1Z8HtdFKY",
//! )?;
//! assert_eq!(token.string_claim("iss").as_deref(), Some("joe"));
//! let verification = verify(&token, &Keys::parse("kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU")?, &(), now);
//! assert!(verification.is_valid(), "{}", verification.sentence());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Token::parse`] reads one token: claims, header parameters and payload, as they are written.
//! - [`inspect`] finds the tokens of any text and judges each: verdict, findings, and when they change.
//! - [`verify`] checks a signature with [`Keys`] and an [`Engine`], and says why it does not fit.
//! - [`rules`] lists all that can be found.
//!
//! # Scope
//! It decodes, judges, and checks signatures: HMACs by itself, all others by the engine that it is given, since it
//! brings no further cryptography along. It decrypts nothing and makes neither tokens nor keys. It opens no connection,
//! stores nothing, and reads no clock: the present is an argument. Reading never fails where something can be shown,
//! and time and memory grow linearly with the input.
//!
//! What is listed below is the crate for other programs. Its modules are hidden: they are for the page, the JavaScript
//! module and the tests, and change without notice.
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

#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod intake;
#[doc(hidden)]
pub mod jose;
#[doc(hidden)]
pub mod judge;
#[doc(hidden)]
pub mod registry;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod view;
#[cfg(target_arch = "wasm32")]
mod web;

#[doc = include_str!("../ARCHITECTURE.md")]
pub mod architecture {}

// To read a token.
pub use intake::ParseTokenError;
pub use jose::token::{Role, Site, Token};
pub use text::json::{JsonKind, Value};
pub use text::span::Span;
pub use text::time::{Calendar, NumericDate, ParseDateError};

// To judge it.
pub use judge::inspection::{Inspection, Judged, inspect};
pub use judge::lint::{Finding, Rule, Severity, rules};
pub use judge::verdict::{Verdict, VerdictState};
pub use registry::spec::Reference;

// To check its signature.
pub use check::engine::{Engine, EngineError};
pub use check::signature::SignatureAlgorithm;
pub use jose::key::{Key, Keys, ParseKeysError};
pub use judge::expect::{CheckState, Expected, ServerCheck};
pub use judge::verification::{SignatureState, Trust, Verification, verify, verify_expecting};
