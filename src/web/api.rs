//! The functions behind `www/api.js`. Text comes in once, one JSON text goes out.
//!
//! For `claims` the payload's bytes are written straight into a buffer here ([`reserve`]), because that is the cheapest way
//! in: JavaScript decodes base64url into WASM memory without a copy. What goes out are offsets, not objects.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, UnwrapThrowExt};

use crate::json;
use crate::report::{self, Catalogue};
use crate::span::{Span, Utf16};
use crate::time::NumericDate;
use crate::token::explain;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OFFSETS: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// The report on `text` as of `now`, as JSON.
///
/// # Errors
/// None on any text; the type is that of every export.
#[wasm_bindgen]
pub fn inspect(text: &str, now: f64) -> Result<String, JsError> {
    Ok(serde_json::to_string(&report::report_without_trees(text, NumericDate::from_f64(now)))?)
}

/// The tree of a part's text, as JSON.
///
/// # Errors
/// None on any text; the type is that of every export.
#[wasm_bindgen]
pub fn tree(text: &str) -> Result<String, JsError> {
    Ok(serde_json::to_string(&report::tree(text))?)
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

/// Makes room for `length` bytes and says where in memory.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn reserve(length: usize) -> Result<usize, JsError> {
    INPUT.with_borrow_mut(|input| {
        if input.len() < length {
            input.resize(length, 0);
        }
        Ok(input.as_mut_ptr() as usize)
    })
}

/// Decodes the `length` reserved bytes as base64url text, in place, and says how many bytes came out.
///
/// # Errors
/// Where the text is not base64url.
#[wasm_bindgen]
pub fn decode_reserved(length: usize) -> Result<usize, JsError> {
    INPUT.with_borrow_mut(|input| {
        let text =
            input.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).filter(|text| crate::base64url::is_well_formed(text));
        let bytes = crate::base64url::decode(text.ok_or_else(|| JsError::new("malformed"))?).bytes;
        input.get_mut(..bytes.len()).unwrap_throw().copy_from_slice(&bytes);
        Ok(bytes.len())
    })
}

/// Indexes the `length` reserved bytes as one JSON object: how many members there are, negative where the text has
/// characters beyond ASCII. Their offsets, in UTF-16 units, four for each member (the name with its quotes, the value),
/// are at [`offsets`]. -2^31 where it is not one JSON object.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn index_reserved(length: usize) -> Result<i32, JsError> {
    INPUT.with_borrow(|input| {
        let Some(text) = input.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return Ok(i32::MIN) };
        let Ok(members) = json::index(text) else { return Ok(i32::MIN) };
        let is_ascii = text.is_ascii();
        let units = if is_ascii { Utf16::default() } else { Utf16::new(text) };
        OFFSETS.with_borrow_mut(|offsets| {
            offsets.clear();
            offsets.extend(members.iter().flat_map(|&(name, value)| {
                let (Span { start, end }, value) = (units.span(name), units.span(value));
                [start, end, value.start, value.end].map(|offset| offset as u32)
            }));
        });
        let count = members.len() as i32;
        Ok(if is_ascii { count } else { -count })
    })
}

/// Where in memory the offsets of the last index are.
///
/// # Errors
/// None; the type is that of every export.
#[wasm_bindgen]
pub fn offsets() -> Result<usize, JsError> {
    OFFSETS.with_borrow(|offsets| Ok(offsets.as_ptr() as usize))
}
