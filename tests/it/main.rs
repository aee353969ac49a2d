//! The native integration tests, one binary: one file for each area, and the conformance vectors that lie beside the
//! project.
//!
//! Vectors are read from `../shared/vectors`, or from the folder that `JOTGLASS_VECTORS` names. Where a suite is missing
//! its test says so on standard error, past libtest's capture, by a line that begins with `skipped: `.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod architecture;
mod docs;
mod doubling_keys;
mod findings;
mod hostile;
mod json_suite;
mod key_trials;
mod keys;
mod more;
mod nasty;
mod properties;
mod quiet;
mod rfc7515;
mod sd_jwt;
mod snapshots;
mod support;
mod terms;
mod verification;
mod wycheproof;
