//! The input field, what stands in for it when the text is too big for a field, and taking back.
//!
//! Small texts are put in by the browser's own editing commands, so that its own undo knows them. What the browser
//! cannot know (a text that was held in memory, a field that refused the command) is kept in a short [`History`] of
//! ours.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::clean;
use super::dom;
use super::state::State;
use crate::view::entry::held;
use crate::view::node::text;
use crate::view::source::HELD;

impl State {
    /// Makes `text` the input, in a way that can be taken back.
    pub fn put(&self, text: String) {
        if *self.text.borrow() == text {
            return;
        }
        let held = self.entry.is_holding();
        if text.len() < HELD && !held && self.edit(&text) {
            return;
        }
        let before = self.text.borrow().clone();
        self.history.borrow_mut().push(before, text.clone());
        self.set(text);
    }

    /// Makes `text` the input; not to be taken back.
    pub fn set(&self, text: String) {
        let big = text.len() >= HELD;
        let focus = self.root.active_element();
        self.entry.field.set_value(if big { "" } else { &text });
        self.entry.field.set_hidden(big);
        let excerpt = if big { held(&text) } else { Vec::new() };
        // The place is in the document for as long as this value lives.
        let _ = dom::replace(&self.entry.held, &excerpt, self.now());
        self.entry.held.set_hidden(!big);
        // Whoever was in one is in the other now: keys must not be lost.
        if focus.is_some_and(|focus| {
            focus == *self.entry.field.unchecked_ref::<Element>()
                || focus == *self.entry.held.unchecked_ref::<Element>()
        }) {
            let _ = if big { self.entry.held.focus() } else { self.entry.field.focus() };
        }
        self.decode(text);
    }

    /// Replaces the field's text by an editing command of the browser; the `input` event that follows decodes it.
    fn edit(&self, text: &str) -> bool {
        let Some(document) = self.root.owner_document() else { return false };
        let field = &self.entry.field;
        let _ = field.focus();
        // The command goes where the focus is: where the field cannot have it, as in a sample, that would be a field of
        // the page.
        if self.root.active_element().as_ref() != Some(field.unchecked_ref::<Element>()) {
            return false;
        }
        field.select();
        let done = if text.is_empty() {
            clean::exec_command(&document, "delete", false, "")
        } else {
            clean::exec_command(&document, "insertText", false, text)
        };
        done.unwrap_or(false) && field.value() == text
    }

    /// Goes to the input, or, without one, to the verdict or what replaces it.
    pub fn focus(&self, options: &FocusOptions) {
        let place = match (self.options().is_read_only, self.entry.is_holding()) {
            (true, _) => self.root.query_selector("[data-at=verdict], [data-place=body] [data-at]").ok().flatten(),
            (false, true) => Some(self.entry.held.clone().into()),
            (false, false) => Some(self.entry.field.clone().into()),
        };
        if let Some(place) = place {
            let _ = place.unchecked_into::<HtmlElement>().focus_with_options(options);
        }
    }

    /// Shows that what is private is hidden, or is not.
    pub fn show_presenting(&self, is_presenting: bool) {
        if let Ok(Some(button)) = self.root.query_selector("[data-do=present]") {
            // Errs only on an invalid attribute name.
            let _ = button.set_attribute("aria-pressed", if is_presenting { "true" } else { "false" });
        }
    }

    /// Shows that a file would be taken here, or no more.
    pub fn mark_drop(&self, is_over: bool) {
        if let Ok(Some(entry)) = self.root.query_selector(".entry") {
            // Errs only on an invalid attribute name.
            let _ = entry.toggle_attribute_with_force("data-drop", is_over);
        }
    }

    /// Scrolls the field to the token that is coloured in it.
    pub fn show_painted(&self) {
        // Where there are others to choose from: to lay out before the verdict is painted costs milliseconds.
        if self.report.borrow().tokens.len() < 2 {
            return;
        }
        let Ok(Some(tint)) = self.root.query_selector(".paint .tint") else { return };
        let Ok(Some(scroll)) = self.root.query_selector(".scroll") else { return };
        let (tint, scroll): (HtmlElement, HtmlElement) = (tint.unchecked_into(), scroll.unchecked_into());
        scroll.set_scroll_top(tint.offset_top() - scroll.offset_top());
    }

    /// Shows all of the input, or its beginning again.
    pub fn show_all(&self, button: &Element) {
        let is_open = button.get_attribute("aria-expanded").as_deref() == Some("true");
        button.set_text_content(Some(if is_open { "Show all" } else { "Show less" }));
        // Both err only on an invalid attribute name.
        let _ = button.set_attribute("aria-expanded", if is_open { "false" } else { "true" });
        if let Ok(Some(entry)) = self.root.query_selector(".entry") {
            let _ = entry.toggle_attribute_with_force("data-all", !is_open);
        }
    }

    /// Empties all that was put in: the token, which undo brings back, and the keys, which are gone.
    pub fn clear(&self) {
        let had_keys = self.clear_keys();
        match (self.clear_text(), had_keys) {
            (true, true) => self.say("Cleared. Undo brings the token back, and not the key.".to_owned()),
            (true, false) | (false, true) => {}
            (false, false) => return,
        }
        let _ = self.entry.field.focus();
    }

    /// Empties the input, in a way that can be taken back; whether there was anything.
    pub fn clear_text(&self) -> bool {
        if self.text.borrow().is_empty() {
            return false;
        }
        self.put(String::new());
        self.notify(&[]);
        let _ = self.entry.field.focus();
        self.say("Cleared. Undo brings it back.".to_owned());
        true
    }

    /// Empties the box for keys, for good: a secret that is cleared is to be found nowhere. Whether there was any.
    pub fn clear_keys(&self) -> bool {
        if self.keys().is_empty() {
            return false;
        }
        self.show_keys(String::new());
        self.say("The key is cleared.".to_owned());
        true
    }

    /// Takes the last step back, or does it again; `false` where that is the browser's to do.
    pub fn undo(&self, again: bool) -> bool {
        let step = {
            let (text, mut history) = (self.text.borrow(), self.history.borrow_mut());
            if again { history.forth(&text) } else { history.back(&text) }
        };
        let Some(text) = step else { return false };
        self.set(text);
        let _ = if self.entry.is_holding() { self.entry.held.focus() } else { self.entry.field.focus() };
        true
    }

    /// What the field would hold if `pasted` replaced its selection, where that is too big for a field.
    pub fn too_big(&self, pasted: &str) -> Option<String> {
        let field = &self.entry.field;
        if self.entry.is_holding() {
            return Some(pasted.to_owned());
        }
        let value = field.value();
        if value.len() + pasted.len() < HELD {
            return None;
        }
        let units: Vec<u16> = value.encode_utf16().collect();
        let cut = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
        let start = field.selection_start().ok().flatten().unwrap_or(0) as usize;
        let end = field.selection_end().ok().flatten().unwrap_or(0) as usize;
        Some(format!("{}{pasted}{}", cut(0, start), cut(end, units.len())))
    }

    /// Makes the text of a file the input; `None` where it could not be read.
    pub fn take_file(&self, content: Option<String>, cut: bool) {
        match content {
            Some(content) => {
                self.put(content);
                let notice = text("The file is bigger than 16 MB; the first 16 MB were read.");
                self.notify(if cut { std::slice::from_ref(&notice) } else { &[] });
            }
            None => self.notify(&[text("The file could not be read.")]),
        }
    }
}
