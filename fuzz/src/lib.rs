//! What holds for every input: one target for each parser, with what it must agree with.
//!
//! A target is a function of bytes that panics where something does not hold. `cargo xtask fuzz` runs each under
//! libFuzzer; `tests/smoke.rs` runs all of them on stable Rust, over the inputs of [`seeds`] with a few slips, and over
//! every input that once failed.

pub mod base64url;
pub mod certificate;
pub mod date;
pub mod der;
pub mod inspect;
pub mod json;
pub mod key;
pub mod sd_jwt;
pub mod seeds;
pub mod trial;
pub mod url;
pub mod weave;
pub mod wire;
pub mod words;

use jotglass::NumericDate;

/// A target: its name, and what must hold for any bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 12] = [
    ("base64url", base64url::holds),
    ("certificate", certificate::holds),
    ("date", date::holds),
    ("der", der::holds),
    ("inspect", inspect::holds),
    ("json", json::holds),
    ("key", key::holds),
    ("sd_jwt", sd_jwt::holds),
    ("trial", trial::holds),
    ("url", url::holds),
    ("wire", wire::holds),
    ("words", words::holds),
];

/// The moment of judgement: 2026-11-20T12:00:00Z.
pub const NOW: NumericDate = NumericDate::from_seconds(1_795_176_000);

/// The text at a range of UTF-16 units; `None` where the range is not one of whole characters inside the text.
pub fn slice(text: &str, (start, end): (usize, usize)) -> Option<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(units.get(start..end)?).ok()
}
