//! The elements of the input: the field, and what stands there when a text is too big for one.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, ShadowRoot};

/// The elements of the input.
pub struct Entry {
    /// The field.
    pub field: HtmlTextAreaElement,
    /// What stands in for it.
    pub held: HtmlElement,
    /// The way to choose a file.
    pub file: HtmlInputElement,
}

impl Entry {
    /// Finds them in a root where the shell was drawn.
    pub fn find(root: &ShadowRoot) -> Result<Entry, JsValue> {
        let find = |selector: &str| -> Result<Element, JsValue> {
            Ok(root.query_selector(selector)?.ok_or("the shell is not drawn")?)
        };
        Ok(Entry {
            field: find("#field")?.unchecked_into(),
            held: find(".held")?.unchecked_into(),
            file: find("#file")?.unchecked_into(),
        })
    }

    /// Shows what is of use with a text, or without one.
    pub fn mark(&self, filled: bool) {
        if let Ok(Some(entry)) = self.field.closest(".entry") {
            // Errs only on an invalid attribute name.
            let _ = entry.toggle_attribute_with_force("data-filled", filled);
        }
    }

    /// Whether a text is held in memory instead of the field.
    pub fn is_holding(&self) -> bool {
        !self.held.hidden()
    }
}
