//! What the element's class drives: a decoder in a shadow root.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::app::App;
use super::{events, ticker};
use crate::report::Severity;
use crate::view::check::Guess;
use crate::view::options::{Layout, Options};

/// A decoder in a shadow root; `free()` takes its listeners and timers away.
#[wasm_bindgen]
pub struct Decoder {
    app: Rc<App>,
}

#[wasm_bindgen]
impl Decoder {
    /// Draws an empty decoder in an empty shadow root. `host` has `copy(text)`, answered by [`Decoder::copied`],
    /// `read(file)`, answered by [`Decoder::take_file`], `key(file)`, answered by [`Decoder::set_keys`], `check(check)`, `guess` and
    /// `stop` for signatures, `text(dataTransfer)`, which returns its text in UTF-8, and `decoded(words)` and `verified(words)`, which
    /// get what [`crate::view::told`] has to tell.
    ///
    /// # Errors
    /// Where the root belongs to no document.
    #[wasm_bindgen(constructor)]
    pub fn new(root: ShadowRoot, host: JsValue) -> Result<Decoder, JsValue> {
        let app = App::new(root, host)?;
        events::listen(&app);
        Ok(Decoder { app })
    }

    /// Takes what the site asks for: the name of a view, whether there is no input, the names of severities, the level of the first heading,
    /// names of claims each followed by its label, parted by NUL, and the language of those. It shows with the next text, or [`Decoder::redraw`].
    pub fn configure(&self, view: &str, is_read_only: bool, severities: &str, heading: u8, labels: &str, language: String) {
        let names = [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];
        let is_wanted = |name: &str| severities.split(' ').any(|word| word == name);
        let severities = names.iter().filter(|(name, _)| is_wanted(name)).map(|(_, severity)| *severity).collect();
        let mut words = labels.split('\0').map(str::to_owned);
        let labels = std::iter::from_fn(|| Some([words.next()?, words.next()?])).collect();
        self.app.configure(Options { layout: Layout::named(view), is_read_only, severities, labels, language, heading });
    }

    /// Lets what is set now wait for the text that follows.
    #[wasm_bindgen(js_name = waitForText)]
    pub fn wait_for_text(&self, is_waiting: bool) {
        self.app.wait_for_text(is_waiting);
    }

    /// Draws anew what [`Decoder::configure`] has changed.
    pub fn redraw(&self) {
        self.app.redraw();
    }

    /// The text that `what` names, see [`crate::view::copy`]: of the token that is shown, as it stands. Of a long text only what events
    /// disclose.
    pub fn text(&self, what: &str) -> Option<String> {
        self.app.named(what)
    }

    /// The text that is shown.
    #[wasm_bindgen(getter)]
    pub fn value(&self) -> String {
        self.app.text.borrow().clone()
    }

    /// Shows another text.
    #[wasm_bindgen(setter)]
    pub fn set_value(&self, value: String) {
        self.app.set(value);
    }

    /// Shows another text, in a way that undo takes back.
    pub fn replace(&self, text: String) {
        self.app.put(text);
    }

    /// The moment that the clock was set to, in Unix seconds; nothing while it follows the present.
    #[wasm_bindgen(getter)]
    pub fn now(&self) -> Option<f64> {
        self.app.pinned()
    }

    /// Sets the clock to a moment in Unix seconds, or back to the present.
    #[wasm_bindgen(setter)]
    pub fn set_now(&self, now: Option<f64>) {
        self.app.pin(now);
    }

    /// Takes the present from a function that answers Unix seconds, or again from the system.
    pub fn follow(&self, clock: Option<Function>) {
        self.app.set_clock(clock);
    }

    /// Tells whether the clipboard took what it was asked to.
    pub fn copied(&self, taken: bool) {
        self.app.copied(taken);
    }

    /// Takes the keys to check with, as a user would paste them.
    #[wasm_bindgen(js_name = setKeys)]
    pub fn set_keys(&self, keys: String) {
        self.app.show_keys(keys);
    }

    /// Tells how a search that `host.guess([number, alg, message, tag, words])` was asked for goes: what was tried, and how many a second; at its end in vain in how
    /// many seconds; nothing where it was stopped.
    pub fn guessing(&self, number: u32, tried: Option<f64>, rate: f64, is_over: bool) {
        let guess = match tried {
            Some(tried) if is_over => Guess::Vain(tried, rate),
            Some(tried) => Guess::Going(tried, rate),
            None if is_over => Guess::Failed,
            None => Guess::Stopped,
        };
        self.app.guessing(number, guess);
    }

    /// Takes the secret that it found.
    pub fn guessed(&self, number: u32, secret: Vec<u8>) {
        self.app.guessed(number, secret);
    }

    /// Takes a check that `host.check(check)` was asked to bring to its end.
    pub fn checked(&self, check: super::check::Check) {
        self.app.checked(check);
    }

    /// Shows the text of a file, cut where it was too big; nothing where it could not be read.
    #[wasm_bindgen(js_name = takeFile)]
    pub fn take_file(&self, text: Option<String>, cut: bool) {
        self.app.take_file(text, cut);
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.app.listeners.borrow_mut().clear();
        drop(self.app.remote.take());
        self.app.restore.borrow_mut().clear();
        ticker::leave(&self.app);
    }
}
