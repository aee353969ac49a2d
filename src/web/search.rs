//! The exports behind `www/search.js`, which has an instance of the core for each search, in a worker or beside the
//! page's own.
//!
//! They speak in plain numbers and in one buffer, and call nothing of JavaScript: that instance has no glue. None of
//! them can fail.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::check::mac::Hash;
use crate::check::weak::{Progress, Search};

/// What crosses, and the search; none before it begins.
struct Searching {
    buffer: Vec<u8>,
    search: Option<Search>,
}

thread_local! {
    static SEARCHING: RefCell<Searching> = const { RefCell::new(Searching { buffer: Vec::new(), search: None }) };
}

/// Makes room for `length` bytes and says where in memory. The place stays until more room is asked for.
#[wasm_bindgen]
pub fn search_buffer(length: usize) -> usize {
    SEARCHING.with_borrow_mut(|searching| {
        if searching.buffer.len() < length {
            searching.buffer.resize(length, 0);
        }
        searching.buffer.as_mut_ptr() as usize
    })
}

/// Begins a search for the secret under which HS256, HS384 or HS512, as `bits` says, makes a tag of a message: the
/// bytes of both stand in the buffer, one after the other.
#[wasm_bindgen]
pub fn search_begin(bits: u32, message: usize, tag: usize) {
    let hash = match bits {
        384 => Hash::Sha384,
        512 => Hash::Sha512,
        _ => Hash::Sha256,
    };
    SEARCHING.with_borrow_mut(|searching| {
        let parts = searching.buffer.get(..message + tag).and_then(|given| given.split_at_checked(message));
        searching.search = parts.map(|(message, tag)| Search::new(hash, message, tag));
    });
}

/// Goes on by one step, and says 0 where there is more to try, 1 where there is not, 2 where the secret is found. Step
/// 0 tries `count` of the bundled candidates, 1 a piece of a wordlist, the first `count` bytes of the buffer, and 2 the
/// last line of that.
#[wasm_bindgen]
pub fn search_step(step: u32, count: usize) -> u32 {
    SEARCHING.with_borrow_mut(|Searching { buffer, search }| {
        let Some(search) = search else { return 1 };
        let progress = match step {
            0 => search.try_known(count),
            1 => search.try_words(buffer.get(..count).unwrap_or_default()),
            _ => search.end_words(),
        };
        match progress {
            Progress::Going => 0,
            Progress::Exhausted => 1,
            Progress::Found => 2,
        }
    })
}

/// How many keys have been tried.
#[wasm_bindgen]
pub fn search_tried() -> f64 {
    SEARCHING.with_borrow(|searching| searching.search.as_ref().map_or(0.0, |search| search.tried() as f64))
}

/// How many lines were too long to be tried.
#[wasm_bindgen]
pub fn search_skipped() -> f64 {
    SEARCHING.with_borrow(|searching| searching.search.as_ref().map_or(0.0, |search| search.skipped() as f64))
}

/// Writes the secret that was found into the buffer, or where it is known from, and says how many bytes that is; none
/// where there is nothing to say.
#[wasm_bindgen]
pub fn search_found(source: bool) -> usize {
    SEARCHING.with_borrow_mut(|Searching { buffer, search }| {
        let Some(found) = search.as_ref().and_then(Search::found) else { return 0 };
        buffer.clear();
        buffer.extend_from_slice(if source { found.source().unwrap_or_default().as_bytes() } else { &found.key });
        buffer.len()
    })
}
