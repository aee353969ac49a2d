//! In which form the decoded parts are shown: a reader's choice, for all parts of all tokens on the page.

use super::action;
use super::node::{Element, button, el};

/// A form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rendition {
    /// The JSON, a line for each value, with what it means beside it.
    #[default]
    Json,
    /// The members as rows, with all that is known of them.
    Table,
    /// The text as it stands.
    Raw,
}

impl Rendition {
    /// Their names, as buttons have them in `data-what`.
    pub const NAMES: [(&'static str, Rendition); 3] =
        [("json", Rendition::Json), ("table", Rendition::Table), ("raw", Rendition::Raw)];

    /// The form of this name; the first for any other.
    pub fn named(name: &str) -> Rendition {
        Rendition::NAMES.iter().find(|(own, _)| *own == name).map(|(_, form)| *form).unwrap_or_default()
    }
}

/// The buttons that choose a form.
pub fn chooser(chosen: Rendition) -> Element {
    let labels = ["JSON", "Table", "Raw"];
    let buttons = Rendition::NAMES.iter().zip(labels).map(|((name, form), label)| {
        button(action::SHOW, label)
            .with("data-what", *name)
            .with("data-key", format!("show {name}"))
            .with("aria-pressed", if *form == chosen { "true" } else { "false" })
    });
    el("div").class("forms").with("role", "group").with("aria-label", "Form of the decoded parts").children(buttons)
}
