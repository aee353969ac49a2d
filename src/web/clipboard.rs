//! Copies: by the clipboard, else by the old command, else by selecting the text for the user.
//!
//! The clipboard answers in its own time: the element's class asks it, and tells the result by [`State::copied`].

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::clean;
use super::later::Timer;
use super::state::State;
use crate::view::entry::by_hand;

/// How long a button says that it has copied, in seconds.
const SHOWN: f64 = 1.6;

impl State {
    /// Copies `text`; `button` says so.
    pub fn copy(&self, text: String, button: HtmlElement) {
        let words = text.as_str().into();
        self.copying.replace(Some((text, button)));
        self.ask("copy", &words);
    }

    /// Goes on where the clipboard has taken the text, or refused it.
    pub fn copied(&self, taken: bool) {
        let Some((text, button)) = self.copying.take() else { return };
        if taken || select(self, &text, &button) {
            confirm(self, button);
        }
    }
}

/// Puts the text into a field of its own and selects it; whether the old command could copy it.
fn select(state: &State, text: &str, button: &Element) -> bool {
    state.notify(&[by_hand().into()]);
    let field = state
        .root
        .query_selector(".by-hand textarea")
        .ok()
        .flatten()
        .map(|field| field.unchecked_into::<HtmlTextAreaElement>());
    let Some(field) = field else { return false };
    field.set_value(text);
    let _ = field.focus();
    field.select();
    let copied = state
        .root
        .owner_document()
        .is_some_and(|document| clean::exec_command(&document, "copy", false, "").unwrap_or(false));
    if copied {
        state.notify(&[]);
        let _ = button.unchecked_ref::<HtmlElement>().focus();
    }
    copied
}

fn confirm(state: &State, button: HtmlElement) {
    // A button that is still confirming has its own words in the timer that is dropped here: give them back first.
    if button.has_attribute("data-done") {
        return;
    }
    let words = button.text_content();
    button.set_text_content(Some("Copied"));
    let _ = button.set_attribute("data-done", "");
    state.say("Copied.".to_owned());
    let restore = move || {
        button.set_text_content(words.as_deref());
        let _ = button.remove_attribute("data-done");
    };
    let mut timers = state.restore.borrow_mut();
    timers.retain(Timer::is_running);
    timers.push(Timer::after(SHOWN, restore));
}
