//! The exports behind `www/search.js`, which has an instance of the core for each search, in a worker or beside the page's own.
//!
//! They speak in plain numbers and in one buffer, and call nothing of JavaScript: that instance has no glue. None of them can fail.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::mac::Hash;
use crate::weak::{Progress, Search};

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static SEARCH: RefCell<Option<Search>> = const { RefCell::new(None) };
}

/// Makes room for `length` bytes and says where in memory. The place stays until more room is asked for.
#[wasm_bindgen]
pub fn search_buffer(length: usize) -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        buffer.as_mut_ptr() as usize
    })
}

/// Begins a search for the secret under which HS256, HS384 or HS512, as `bits` says, makes a tag of a message: the bytes of both stand in the buffer, one
/// after the other.
#[wasm_bindgen]
pub fn search_begin(bits: u32, message: usize, tag: usize) {
    let hash = match bits {
        384 => Hash::Sha384,
        512 => Hash::Sha512,
        _ => Hash::Sha256,
    };
    let search = BUFFER.with_borrow(|buffer| {
        let (message, rest) = buffer.split_at_checked(message)?;
        Some(Search::new(hash, message, rest.get(..tag)?))
    });
    SEARCH.set(search);
}

/// Tries so many of the bundled candidates: 0 where there are more, 1 where there are none, 2 where the secret is found.
#[wasm_bindgen]
pub fn search_known(budget: usize) -> u32 {
    step(|search, _| search.try_known(budget))
}

/// Tries the lines of a piece of a wordlist, the first `length` bytes of the buffer, likewise.
#[wasm_bindgen]
pub fn search_words(length: usize) -> u32 {
    step(|search, buffer| search.try_words(buffer.get(..length).unwrap_or_default()))
}

/// Tries the last line of the wordlist, likewise.
#[wasm_bindgen]
pub fn search_end() -> u32 {
    step(|search, _| search.end_words())
}

/// How many keys have been tried.
#[wasm_bindgen]
pub fn search_tried() -> f64 {
    SEARCH.with_borrow(|search| search.as_ref().map_or(0.0, |search| search.tried() as f64))
}

/// How many lines were too long to be tried.
#[wasm_bindgen]
pub fn search_skipped() -> f64 {
    SEARCH.with_borrow(|search| search.as_ref().map_or(0.0, |search| search.skipped() as f64))
}

/// Writes the secret that was found into the buffer, and says how many bytes that is.
#[wasm_bindgen]
pub fn search_found() -> usize {
    SEARCH.with_borrow(|search| give(search.as_ref().and_then(Search::found).map_or(&[], |found| &found.key)))
}

/// Writes where that secret is known from into the buffer, likewise; 0 bytes where that is nowhere in particular.
#[wasm_bindgen]
pub fn search_source() -> usize {
    SEARCH.with_borrow(|search| {
        let candidate = search.as_ref().and_then(Search::found).and_then(|found| found.candidate);
        give(candidate.and_then(|candidate| candidate.source()).unwrap_or_default().as_bytes())
    })
}

fn step(work: impl FnOnce(&mut Search, &[u8]) -> Progress) -> u32 {
    let progress = BUFFER.with_borrow(|buffer| SEARCH.with_borrow_mut(|search| search.as_mut().map(|search| work(search, buffer))));
    match progress {
        Some(Progress::Going) => 0,
        Some(Progress::Exhausted) | None => 1,
        Some(Progress::Found) => 2,
    }
}

fn give(bytes: &[u8]) -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        buffer.resize(buffer.len().max(bytes.len()), 0);
        buffer[..bytes.len()].copy_from_slice(bytes);
    });
    bytes.len()
}
