//! What the element's class drives: a decoder in a shadow root.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{FocusOptions, ShadowRoot};

use super::events;
use super::state::{Cause, State};
use super::ticker;
use crate::report::Severity;
use crate::view::check::Guess;
use crate::view::options::{Layout, Options};

#[wasm_bindgen]
extern "C" {
    /// What is set together, and so judged and drawn together; a member that is undefined stays as it is.
    pub type Change;
    #[wasm_bindgen(method, getter)]
    fn options(this: &Change) -> Option<Asked>;
    /// A function that answers Unix seconds; null for the system's clock.
    #[wasm_bindgen(method, getter)]
    fn clock(this: &Change) -> JsValue;
    /// Unix seconds; null for the present.
    #[wasm_bindgen(method, getter)]
    fn now(this: &Change) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn keys(this: &Change) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Change) -> Option<String>;

    /// What a site asks for: see [`Options`].
    pub type Asked;
    #[wasm_bindgen(method, getter)]
    fn view(this: &Asked) -> String;
    #[wasm_bindgen(method, getter, js_name = isReadOnly)]
    fn is_read_only(this: &Asked) -> bool;
    #[wasm_bindgen(method, getter, js_name = isLocal)]
    fn is_local(this: &Asked) -> bool;
    #[wasm_bindgen(method, getter, js_name = isPresenting)]
    fn is_presenting(this: &Asked) -> bool;
    #[wasm_bindgen(method, getter)]
    fn caption(this: &Asked) -> String;
    #[wasm_bindgen(method, getter)]
    fn highlights(this: &Asked) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn severities(this: &Asked) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn heading(this: &Asked) -> u8;
    /// Names of claims, each followed by its label.
    #[wasm_bindgen(method, getter)]
    fn labels(this: &Asked) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn language(this: &Asked) -> String;
}

impl Asked {
    fn into_options(self) -> Options {
        let names = [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];
        let wanted = self.severities();
        let severities = names
            .iter()
            .filter(|(name, _)| wanted.iter().any(|one| one == name))
            .map(|(_, severity)| *severity)
            .collect();
        let mut words = self.labels().into_iter();
        let labels = std::iter::from_fn(|| Some([words.next()?, words.next()?])).collect();
        let (layout, language) = (Layout::named(&self.view()), self.language());
        let (caption, highlights) = (self.caption(), self.highlights());
        let (is_read_only, is_local, heading) = (self.is_read_only(), self.is_local(), self.heading());
        Options { layout, is_read_only, is_local, caption, highlights, severities, labels, language, heading }
    }
}

/// A decoder in a shadow root; `free()` takes its listeners and timers away.
#[wasm_bindgen]
pub struct Decoder {
    state: Rc<State>,
}

#[wasm_bindgen]
impl Decoder {
    /// Draws an empty decoder in a shadow root. `host` is that of www/host.js: it has `copy(text)`, answered by
    /// [`Decoder::copied`], `read(file)`, answered by [`Decoder::take_file`], `key(file)`, answered by new keys,
    /// `check(check)`, `guess` and `stop` for signatures, `open(address)` for links, `text(dataTransfer)`, which
    /// returns its text in UTF-8, `openDesk(text)`, `askDesk([id, question])` and `leaveDesk()` for the worker that
    /// reads a long text, and `decoded(words)` and `verified(words)`, which get what [`crate::view::told`] has to tell.
    ///
    /// # Errors
    /// Where the root belongs to no document.
    #[wasm_bindgen(constructor)]
    pub fn new(root: ShadowRoot, host: JsValue) -> Result<Decoder, JsValue> {
        let state = State::new(root, host)?;
        events::listen(&state);
        Ok(Decoder { state })
    }

    /// Takes all that is set together: nothing is judged by half of it.
    pub fn update(&self, change: &Change) {
        let state = &self.state;
        let (options, clock, now, keys) = (change.options(), change.clock(), change.now(), change.keys());
        let is_moment = !clock.is_undefined() || !now.is_undefined();
        let (is_drawn, is_checked) = (options.is_some(), keys.is_some());
        state.wait_for_text(true);
        if let Some(options) = options {
            state.show_presenting(options.is_presenting());
            state.configure(options.into_options());
        }
        if !clock.is_undefined() {
            state.set_clock(clock.is_function().then(|| clock.unchecked_into::<Function>()));
        }
        if !now.is_undefined() {
            state.pin(now.as_f64());
        }
        if let Some(keys) = keys {
            state.show_keys(keys);
        }
        state.wait_for_text(false);
        if let Some(text) = change.text() {
            return state.set(text);
        }
        if is_moment {
            state.judge(Cause::Time);
        }
        match (is_drawn, is_checked) {
            (true, _) => state.redraw(),
            (false, true) => state.check(),
            (false, false) => {}
        }
    }

    /// Says that a text was what stopped the decoder before this one, or the worker that read it.
    pub fn refuse(&self) {
        self.state.refuse();
    }

    /// Takes what the worker of a long text answers to the question of this number; nothing where it did not start.
    pub fn answered(&self, id: Option<u32>, answer: Option<Vec<u8>>) {
        self.state.hear(id, answer);
    }

    /// Goes to the input, or, without one, to the verdict or what replaces it.
    pub fn focus(&self, options: &FocusOptions) {
        self.state.focus(options);
    }

    /// The text that `what` names, see [`crate::view::copy`]: of the token that is shown, as it stands. Of a long text
    /// only what events disclose.
    pub fn text(&self, what: &str) -> Option<String> {
        self.state.named(what)
    }

    /// The text that is shown.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> String {
        self.state.text.borrow().clone()
    }

    /// Shows another text, in a way that undo takes back.
    pub fn replace(&self, text: String) {
        self.state.put(text);
    }

    /// The moment that the clock was set to, in Unix seconds; nothing while it follows the present.
    #[wasm_bindgen(getter)]
    pub fn now(&self) -> Option<f64> {
        self.state.pinned()
    }

    /// The keys to check with, as they stand in their box.
    #[wasm_bindgen(getter)]
    pub fn keys(&self) -> String {
        self.state.keys()
    }

    /// Tells whether the clipboard took what it was asked to.
    pub fn copied(&self, taken: bool) {
        self.state.copied(taken);
    }

    /// Tells how a search that `host.guess([number, alg, message, tag, words])` was asked for goes: what was tried, and
    /// how many a second; at its end in vain in how many seconds; nothing where it was stopped.
    pub fn guessing(&self, number: u32, tried: Option<f64>, rate: f64, is_over: bool) {
        let guess = match tried {
            Some(tried) if is_over => Guess::Vain(tried, rate),
            Some(tried) => Guess::Going(tried, rate),
            None if is_over => Guess::Failed,
            None => Guess::Stopped,
        };
        self.state.guessing(number, guess);
    }

    /// Takes the secret that it found.
    pub fn guessed(&self, number: u32, secret: Vec<u8>) {
        self.state.guessed(number, secret);
    }

    /// Takes a check that `host.check(check)` was asked to bring to its end.
    pub fn checked(&self, check: super::check::Check) {
        self.state.checked(check);
    }

    /// Shows the text of a file, cut where it was too big; nothing where it could not be read.
    #[wasm_bindgen(js_name = takeFile)]
    pub fn take_file(&self, text: Option<String>, cut: bool) {
        self.state.take_file(text, cut);
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.state.listeners.borrow_mut().clear();
        self.state.restore.borrow_mut().clear();
        ticker::leave(&self.state);
    }
}
