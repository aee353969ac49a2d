//! The input: the field, its buttons, and what stands in for it when the text is too big for a field.

use super::node::{Element, Node, button, el};
use super::visible::{head, visible};
use super::{action, bytes, copy_button};

/// From this many bytes on, a text is held in memory and shown by its beginning: browsers are slow at laying out a field
/// with one word that long.
pub const HELD: usize = 16 * 1024;
/// The characters shown of a text that is held.
const MAX_EXCERPT: usize = 400;

/// What the field says when it is empty.
const PLACEHOLDER: &str = "Paste a token, or anything with one inside: a header, a cookie, a curl command, a log line";

/// The persistent frame of the element: the input, and the places that are drawn anew.
pub fn shell() -> Vec<Node> {
    let field = el("textarea")
        .with("id", "field")
        .with("part", "input")
        .with("rows", "4")
        .with("placeholder", PLACEHOLDER)
        .with("spellcheck", "false");
    let field = field
        .with("autocomplete", "off")
        .with("autocapitalize", "off")
        .with("autocorrect", "off")
        .with("aria-describedby", "hint")
        .with("wrap", "soft");
    let label = el("label").with("for", "field").text("Token");
    let file = el("input")
        .with("type", "file")
        .with("hidden", "")
        .with("id", "file")
        .with("tabindex", "-1")
        .with("aria-label", "File with a token");
    let tools = el("div")
        .class("tools")
        .child(button(action::FILE, "Open a file"))
        .child(copy_button("input".to_owned(), "Copy the input".to_owned()))
        .child(button(action::CLEAR, "Clear").with("aria-keyshortcuts", "Escape"));
    let examples = el("div").class("examples").child(el("span").text("Or look at an example:")).children(
        [("valid", "valid"), ("expired", "expired"), ("unsigned", "unsigned")].map(|(what, label)| {
            button(action::EXAMPLE, label).with("data-what", what).with("aria-label", format!("Example: a token that is {label}"))
        }),
    );
    let hint = el("p").class("hint").with("id", "hint").text("Escape clears it, undo brings it back. Nothing leaves this page.");
    let input = el("div")
        .class("entry")
        .child(el("div").class("bar").child(label).child(tools))
        .child(
            el("div").class("field").child(field).child(
                el("div")
                    .class("held")
                    .with("hidden", "")
                    .with("tabindex", "0")
                    .with("role", "group")
                    .with("aria-label", "The text that is held"),
            ),
        )
        .child(el("div").class("below").child(examples).child(hint))
        .child(file);
    let said = el("p").class("said").with("role", "status").with("aria-live", "polite");
    let notice = el("div").class("notice").with("role", "alert");
    let place = |name: &'static str| el("div").class(name).with("data-place", name);
    [input, said, notice, place("head"), place("controls"), place("body")].map(Node::from).into()
}

/// The excerpt of a text that is held in memory.
pub fn held(text: &str) -> Vec<Node> {
    let shown = head(text, MAX_EXCERPT);
    let excerpt = el("code").children(visible(shown, &[], false)).text(" …");
    let remark = format!("{} are held in memory; this is the beginning.", bytes(text.len()));
    vec![excerpt.into(), el("p").class("remark").text(remark).into()]
}

/// What is said when the clipboard was refused: the text itself, to be copied by hand.
pub fn by_hand() -> Element {
    let close = button(action::CLOSE, "Close").with("aria-label", "Close this notice");
    let words =
        el("p").text("The browser did not let this page write to the clipboard. The text is selected: copy it with Ctrl+C or Cmd+C.");
    el("div")
        .class("by-hand")
        .child(words)
        .child(el("textarea").with("readonly", "").with("rows", "3").with("aria-label", "Text to copy"))
        .child(close)
}
