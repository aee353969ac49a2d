//! The desk as the worker drives it, see [`crate::view::desk`] and `www/desk.js`: plain numbers and one buffer, for in
//! the worker nothing of wasm-bindgen is there.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::view::desk::Desk;

struct Opened {
    desk: Option<Desk>,
    /// What came in last.
    room: Vec<u8>,
    answer: Vec<u8>,
}

thread_local! {
    static OPENED: RefCell<Opened> =
        const { RefCell::new(Opened { desk: None, room: Vec::new(), answer: Vec::new() }) };
}

/// Makes room for so many bytes and says where in memory.
#[wasm_bindgen]
pub fn desk_room(length: usize) -> usize {
    OPENED.with_borrow_mut(|opened| {
        opened.room = vec![0; length];
        opened.room.as_mut_ptr() as usize
    })
}

/// Opens the text that is in the room.
#[wasm_bindgen]
pub fn desk_open() {
    OPENED.with_borrow_mut(|opened| {
        // JavaScript has written UTF-8.
        opened.desk = String::from_utf8(std::mem::take(&mut opened.room)).ok().map(Desk::new);
    });
}

/// Answers the question in the room; how many bytes that is.
#[wasm_bindgen]
pub fn desk_ask() -> usize {
    OPENED.with_borrow_mut(|opened| {
        let question = std::mem::take(&mut opened.room);
        opened.answer = opened.desk.as_mut().map(|desk| desk.answer(&question)).unwrap_or_default();
        opened.answer.len()
    })
}

/// Where in memory the last answer is.
#[wasm_bindgen]
pub fn desk_answer() -> usize {
    OPENED.with_borrow(|opened| opened.answer.as_ptr() as usize)
}
