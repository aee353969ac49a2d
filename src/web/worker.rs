//! A worker that reads a text, as an owned value: dropping it ends the worker. It is made by `www/desk.js`.

use std::cell::Cell;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

thread_local! {
    /// What opens a desk: see `www/desk.js`.
    static OPEN: Cell<Option<Function>> = const { Cell::new(None) };
}

/// Takes what opens a text in a worker.
#[wasm_bindgen]
pub fn employ(open: Function) {
    OPEN.set(Some(open));
}

#[wasm_bindgen]
extern "C" {
    /// What `openDesk` of `www/desk.js` answers.
    type Worker;

    #[wasm_bindgen(method)]
    fn ask(this: &Worker, id: u32, question: Uint8Array);

    #[wasm_bindgen(method)]
    fn end(this: &Worker);
}

/// A worker that has a text; it ends with this value.
pub struct Desk {
    worker: Worker,
    /// Kept alive for the worker's answers.
    _tell: Closure<dyn FnMut(JsValue, JsValue)>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.worker.end();
    }
}

impl Desk {
    /// Opens `text`, in UTF-8; nothing where no worker is to be had. `tell` gets the number of a question and the answer: none where
    /// the worker broke on it, and not even a number where it did not start.
    pub fn open(text: &[u8], tell: impl Fn(Option<u32>, Option<Vec<u8>>) + 'static) -> Option<Desk> {
        let open = OPEN.take()?;
        OPEN.set(Some(open.clone()));
        let tell = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |id: JsValue, answer: JsValue| {
            let answer = answer.dyn_into::<Uint8Array>().ok();
            tell(id.as_f64().map(|id| id as u32), answer.map(|bytes| bytes.to_vec()));
        });
        let opened = open.call2(&JsValue::NULL, &Uint8Array::from(text), tell.as_ref()).ok()?;
        (!opened.is_undefined()).then(|| Desk { worker: opened.unchecked_into(), _tell: tell })
    }

    /// Asks a question, by a number of its own.
    pub fn ask(&self, id: u32, question: &[u8]) {
        self.worker.ask(id, Uint8Array::from(question));
    }
}

/// Tries no more workers: a policy has refused one, and each attempt would write to the console.
pub fn refuse() {
    OPEN.set(None);
}
