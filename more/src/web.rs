//! The exports behind `www/more.js`: plain numbers, as in the core's own exports of this kind, because nothing else has
//! to cross.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Algorithm, verify};

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for `length` bytes, and says where in memory: for a key, a signature and a message, one after the other.
#[wasm_bindgen]
pub fn reserve(length: usize) -> usize {
    INPUT.with_borrow_mut(|input| {
        *input = vec![0; length];
        input.as_ptr() as usize
    })
}

/// Checks what was written to the reserved place, and frees it: 1 valid, 0 invalid, -1 where the key is malformed.
///
/// The algorithm is its place in [`Algorithm::ALL`]; no other is asked for, nor lengths beyond what was reserved.
#[wasm_bindgen]
pub fn verify_reserved(algorithm: usize, key_length: usize, signature_length: usize) -> i32 {
    let input = INPUT.take();
    let parts = input
        .split_at_checked(key_length)
        .and_then(|(key, rest)| Some((key, rest.split_at_checked(signature_length)?)));
    let (Some(&algorithm), Some((key, (signature, message)))) = (Algorithm::ALL.get(algorithm), parts) else {
        return -1;
    };
    verify(algorithm, key, signature, message).map_or(-1, i32::from)
}
