//! The input: the field, its buttons, and what stands in for it when the text is too big for a field.

use super::example::KINDS;
use super::node::{Element, Node, button, el};
use super::visible::{head, visible};
use super::{action, bytes, copy_button, part_name};
use crate::report::Role;

/// The characters shown of a text that is held.
const MAX_EXCERPT: usize = 400;

/// What the field says when it is empty.
const PLACEHOLDER: &str = "Paste a token, or anything with one inside: a header, a cookie, a curl command, a log line";

/// The persistent frame of the element: the input, and the places that are drawn anew.
pub fn shell() -> Vec<Node> {
    let field = el("textarea")
        .with("id", "field")
        .with("part", "input")
        .with("rows", "1")
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
        .with("aria-label", "File");
    let tools = el("div")
        .class("tools")
        .child(button(action::FILE, "Open a file"))
        .child(button(action::PRESENT, "Hide private").with("aria-pressed", "false"))
        .child(copy_button("input".to_owned(), "Copy the input".to_owned()))
        .child(button(action::CLEAR, "Clear").with("aria-keyshortcuts", "Escape"));
    let mut examples = el("div").class("examples").child(el("span").text("Sample tokens"));
    for (what, label) in [("live", "Live"), ("expired", "Expired"), ("unsigned", "Unsigned")] {
        examples = examples.child(button(action::EXAMPLE, label).with("data-what", what));
    }
    let hint = el("p").class("hint").with("id", "hint").text("Escape clears it, undo brings it back.");
    let all = button(action::ALL, "Show all").with("data-key", "all").with("aria-expanded", "false");
    let held = el("div")
        .class("held")
        .with("hidden", "")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", "The text that is held");
    let place = |name: &'static str| el("div").with("data-place", name);
    // The colours lie under the field, letter upon letter: what is typed is the field's, what is seen is this.
    let paint = place("paint").class("paint").with("aria-hidden", "true");
    let input = el("div")
        .class("entry")
        .child(el("div").class("bar").child(label).child(tools))
        .child(el("div").class("field").child(el("div").class("scroll").child(paint).child(field).child(held)))
        .child(el("div").class("below").child(examples).child(place("parts").class("parts")).child(all).child(hint))
        .child(kinds())
        .child(anatomy())
        .child(file);
    let said = el("p").class("said").with("role", "status").with("aria-live", "polite");
    let notice = el("div").class("notice").with("role", "alert");
    // All words are English, whatever the language of the page around them and the side it is written from.
    let frame = el("div").class("frame").with("lang", "en").with("dir", "ltr");
    let instrument = el("div").class("instrument").child(input).child(said).child(notice);
    let instrument =
        instrument.child(place("printed")).child(place("head")).child(place("found")).child(super::check::shell());
    vec![frame.child(instrument).child(place("body").class("document")).into()]
}

/// What can be pasted, each kind with a sample of it; styles hide it once there is something to read.
fn kinds() -> Element {
    let mut list = el("ul").class("kinds").with("aria-label", "It finds tokens in");
    for (what, name, start) in KINDS {
        let kind = button(action::EXAMPLE, "").with("data-what", what).child(el("b").text(name)).text(" ");
        list = list.child(el("li").child(kind.child(el("code").text(start))));
    }
    el("div")
        .class("finds")
        .child(el("p").child(el("b").text("It finds tokens in")).text(" \u{b7} a click tries it"))
        .child(list)
}

/// What a token is, for who has none yet; styles hide it once there is something to read.
fn anatomy() -> Element {
    let mut list = el("ul").class("anatomy");
    for (role, sample, name, meaning) in [
        (Role::Header, "eyJhbGciOiJIUzI1NiJ9", "Header", "How it is signed, and with which of the issuer's keys."),
        (
            Role::Payload,
            "eyJzdWIiOiJhZGEiLCJleHAi…",
            "Payload",
            "Who made it, about whom, for whom, until when. Anyone who holds the token can read this.",
        ),
        (
            Role::Signature,
            "X3nQe0m8Yp1rT5vKc9…",
            "Signature",
            "Shows whether anyone changed the token. Checking it takes the key.",
        ),
    ] {
        let sample = el("code").with("aria-hidden", "true").text(sample);
        let words = el("p").child(el("b").text(name)).text(meaning);
        list = list.child(el("li").with("data-part", part_name(role)).child(sample).child(words));
    }
    list
}

/// The excerpt of a text that is held in memory.
pub fn held(text: &str) -> Vec<Node> {
    let shown = head(text, MAX_EXCERPT);
    let excerpt = el("code").children(visible(shown, &[], false)).text(" …");
    let remark = bytes(text.len()) + " are held in memory; this is the beginning.";
    vec![excerpt.into(), el("p").class("remark").text(remark).into()]
}

/// What is said while a long text is read.
pub fn reading(length: usize) -> Node {
    el("p").class("soft").text(["Reading ", &bytes(length), " …"].concat()).into()
}

/// What is said of a text that is too long to be read here.
pub fn unread(length: usize, limit: usize) -> Node {
    let why = " were not read: a text that long takes a worker, and this page allows none, or it failed.";
    let words = [&*bytes(length), why, " Up to ", &bytes(limit), " can be read without one."];
    el("p").class("soft").text(words.concat()).into()
}

/// What is said when the clipboard was refused: the text itself, to be copied by hand.
pub fn by_hand() -> Element {
    let close = button(action::CLOSE, "Close").with("aria-label", "Close this notice");
    let words = el("p").text(
        "The browser did not let this page write to the clipboard. The text is selected: copy it with Ctrl+C or Cmd+C.",
    );
    el("div")
        .class("by-hand")
        .child(words)
        .child(el("textarea").with("readonly", "").with("rows", "3").with("aria-label", "Text to copy"))
        .child(close)
}
