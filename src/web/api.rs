//! The functions behind `www/api.js`.
//!
//! What counts in microseconds goes through two buffers here, without wasm-bindgen. JavaScript writes a text, or the
//! bytes of base64url, straight into the one ([`reserve`]); the other holds what goes out: JSON or words ([`output`]),
//! or numbers instead of objects ([`numbers`], [`offsets`]).

use std::cell::RefCell;

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use super::check::Check;
use crate::jose::token::explain;
use crate::report::{self, Catalogue, wire};
use crate::text::base64url;
use crate::text::json;
use crate::text::span::Utf16;
use crate::text::time::NumericDate;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static NUMBERS: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    static OFFSETS: RefCell<Vec<[usize; 4]>> = const { RefCell::new(Vec::new()) };
}

/// The standing texts, as JSON.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn catalogue() -> Result<String, JsError> {
    Ok(serde_json::to_string(&Catalogue::new())?)
}

/// Why `token` cannot be decoded: the id of a rule, a line break, and a sentence.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn explain_malformed(token: &str) -> Result<String, JsError> {
    let (code, message) = explain::malformed(token);
    Ok(format!("{code}\n{message}"))
}

/// Makes room for `length` bytes and says where in memory. The place stays until more room is asked for.
///
/// This and all that follow answer in plain numbers, without the `Result` of other exports: a `Result` costs an array
/// and a check in JavaScript, which is more than the calls themselves, and none of them can fail.
#[wasm_bindgen]
pub fn reserve(length: usize) -> usize {
    INPUT.with_borrow_mut(|input| {
        if input.len() < length {
            input.resize(length, 0);
        }
        input.as_mut_ptr() as usize
    })
}

/// Decodes the `length` reserved bytes as base64url text, in place, and says how many bytes came out; -1 where the text
/// is not canonical base64url.
#[wasm_bindgen]
pub fn decode_reserved(length: usize) -> i32 {
    INPUT.with_borrow_mut(|input| {
        let text = input
            .get(..length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .filter(|text| base64url::is_well_formed(text));
        let Some(bytes) = text.map(|text| base64url::decode(text).bytes) else { return -1 };
        if let Some(place) = input.get_mut(..bytes.len()) {
            place.copy_from_slice(&bytes);
        }
        i32::try_from(bytes.len()).unwrap_or(-1)
    })
}

/// The names that numbers of a report stand for, as JSON.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn vocabulary() -> Result<String, JsError> {
    Ok(serde_json::to_string(&wire::VOCABULARY)?)
}

/// Reports on the `length` reserved bytes of text as of `now`, and says how many bytes of words that is; they are at
/// [`output`], and the numbers at [`numbers`].
#[wasm_bindgen]
pub fn inspect_reserved(length: usize, now: f64) -> usize {
    answer(length, |text, out| {
        *out = NUMBERS.with_borrow_mut(|numbers| wire::write(text, NumericDate::from_f64(now), numbers)).into_bytes();
        Ok(())
    })
}

/// Where in memory the numbers of the last report are, each of 32 bits.
#[wasm_bindgen]
pub fn numbers() -> usize {
    NUMBERS.with_borrow(|numbers| numbers.as_ptr() as usize)
}

/// The claims of a payload's reserved text, explained as those of the provider at this place in the catalogue, as JSON,
/// likewise.
#[wasm_bindgen]
pub fn claims_reserved(length: usize, provider: Option<usize>, now: f64) -> usize {
    answer(length, |text, out| serde_json::to_writer(out, &report::claims(text, provider, NumericDate::from_f64(now))))
}

/// The parameters of a header's reserved text, explained, likewise.
#[wasm_bindgen]
pub fn parameters_reserved(length: usize, is_encrypted: bool) -> usize {
    answer(length, |text, out| serde_json::to_writer(out, &report::parameters(text, is_encrypted)))
}

/// The tree of a part's reserved text, likewise.
#[wasm_bindgen]
pub fn tree_reserved(length: usize) -> usize {
    answer(length, |text, out| serde_json::to_writer(out, &report::tree(text)))
}

/// Writes what `work` makes of the reserved text; how many bytes that is. Nothing of it can fail: JavaScript writes
/// UTF-8, and all that is answered can be written as JSON.
fn answer(length: usize, work: impl FnOnce(&str, &mut Vec<u8>) -> serde_json::Result<()>) -> usize {
    INPUT.with_borrow(|input| {
        let text = input.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        OUTPUT.with_borrow_mut(|out| {
            out.clear();
            work(text, out).map_or(0, |()| out.len())
        })
    })
}

/// Begins to check the signature of the token number `place` of `text` with what is in `keys`.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn check(text: String, keys: &str, place: usize) -> Result<Check, JsError> {
    Ok(Check::of(text, place, keys))
}

/// The answer alone as of `now`, as JSON: the verdict, and who vouches for the key; `expected` is JSON too.
///
/// # Errors
/// Where `expected` is not what it should be.
#[wasm_bindgen]
pub fn answer_of(check: &Check, now: f64, expected: &str) -> Result<String, JsError> {
    let expected = report::verification::Expected::read(expected)?;
    let answer = report::verification::answer(check.trial.as_ref(), NumericDate::from_f64(now), &expected.into());
    Ok(serde_json::to_string(&answer)?)
}

/// What it came to as of `now`, as JSON; `expected`, of what a server expects, is JSON too.
///
/// # Errors
/// Where `expected` is not what it should be: see [`report::verification::Expected::read`].
#[wasm_bindgen]
pub fn conclude(check: &Check, now: f64, expected: &str) -> Result<String, JsError> {
    let Check { trial, text, .. } = check;
    let expected = report::verification::Expected::read(expected)?.into();
    let report = report::verification::verification(trial.as_ref(), text, NumericDate::from_f64(now), &expected);
    Ok(serde_json::to_string(&report)?)
}

/// Where in memory the last answer is.
#[wasm_bindgen]
pub fn output() -> usize {
    OUTPUT.with_borrow(|out| out.as_ptr() as usize)
}

/// Indexes the `length` reserved bytes as one JSON object: how many members there are, or -1 where it is not one. Their
/// offsets, in UTF-16 units, four for each member (the name with its quotes, the value), are at [`offsets`].
#[wasm_bindgen]
pub fn index_reserved(length: usize) -> i32 {
    INPUT.with_borrow(|input| {
        let Some(text) = input.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return -1 };
        OFFSETS.with_borrow_mut(|members| {
            if json::index(text, members).is_err() {
                return -1;
            }
            Utf16::new(text).turn(members.iter_mut().flatten());
            i32::try_from(members.len()).unwrap_or(-1)
        })
    })
}

/// Where in memory the offsets of the last index are, each of 32 bits.
#[wasm_bindgen]
pub fn offsets() -> usize {
    OFFSETS.with_borrow(|offsets| offsets.as_ptr() as usize)
}
