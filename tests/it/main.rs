//! The native integration tests, one binary: one file for each area, and the conformance vectors that lie beside the
//! project.
//!
//! The vectors of `tests/vectors` are our own and always run. Suites from outside are read from `../shared/vectors`, or
//! from the folder that `JOTGLASS_VECTORS` names. Where one is missing, each test that needs it says so on standard
//! error, past libtest's capture, by one line that begins with `skipped: `.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod acceptance;
mod architecture;
mod changes;
mod docs;
mod doubling_keys;
mod findings;
mod hostile;
mod json_suite;
mod key_trials;
mod keys;
mod lines;
mod more;
mod nasty;
mod native;
mod primitives;
mod properties;
mod quiet;
mod rfc7515;
mod sd_jwt;
mod snapshots;
mod support;
mod terms;
mod time_claims;
mod vectors;
mod verdicts;
mod verification;
mod words;
mod wycheproof;
