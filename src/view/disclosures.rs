//! What the holder of an SD-JWT discloses: claims as rows, each with where it belongs and its salt; and the proof of
//! the key.

use super::node::{Element, Node, button, el};
use super::source::Source;
use super::value::{self, Budget};
use super::visible::{head, visible};
use super::{Context, action, copy_button, part_name, row, section};
use crate::report::{Disclosure, Role, Token};

/// The characters shown of a name, a place or a salt.
const MAX_WORD: usize = 200;

/// The section; nothing for a token that is no SD-JWT.
pub fn disclosures(token: &Token, whole: &Source<'_>, context: &Context<'_>) -> Option<Element> {
    let binding = token.segments.iter().any(|segment| segment.role == Role::KeyBinding);
    if token.disclosures.is_empty() && !binding {
        return None;
    }
    let name = part_name(Role::Disclosure);
    let remark = match token.withheld {
        Some(0) | None => String::new(),
        Some(count) => format!("{} disclosed, up to {count} withheld", token.disclosures.len()),
    };
    let mut section = section(super::DISCLOSURES, "Disclosed claims", remark, None)
        .with("data-part", name)
        .with("part", super::DISCLOSURES);
    if !token.disclosures.is_empty() {
        let mut budget = Budget::default();
        let rows =
            token.disclosures.iter().enumerate().map(|(index, one)| row(index, one, whole, context, &mut budget));
        section = section.child(el("dl").children(rows));
    }
    if binding {
        let open = button(action::UNWRAP, "Open it")
            .with("data-what", part_name(Role::KeyBinding))
            .with("data-key", "open binding");
        let words = el("p").class("as-is").text("Includes a key-binding JWT (not verified). ");
        section = section.child(words.child(open));
    }
    Some(section)
}

fn row(index: usize, one: &Disclosure, whole: &Source<'_>, context: &Context<'_>, budget: &mut Budget) -> Element {
    let mut shown = el("dd");
    match (&one.value, &one.tree) {
        (Some(source), Some(tree)) => {
            let what = format!("disclosure {index}");
            let copy =
                || copy_button(what.clone(), "Copy the value".to_owned()).with("data-key", format!("copy {what}"));
            let copy = (!context.options.is_brief()).then(copy);
            let value = value::value(tree, &Source::new(source), &[], &what, budget);
            shown = shown.children(copy).child(el("div").with("data-private", "").children(value));
        }
        _ => shown = shown.child(el("code").children(visible(head(whole.slice(one.span), MAX_WORD), &[], false))),
    }
    shown = row::explanations(shown, one.claim.as_ref(), context);
    if let Some(place) = one.place.as_deref().filter(|place| !place.is_empty()) {
        shown = shown.child(labelled(if one.name.is_some() { "In " } else { "At " }, place));
    }
    shown = shown.children(one.salt.as_deref().map(|salt| labelled("Salt ", salt)));
    let flags = one.rules.iter().map(|rule| (rule.severity.into(), rule.title));
    let flags = flags.filter(|(severity, _)| context.options.severities.contains(severity));
    shown = shown.children(flags.map(|(severity, title)| row::flag(severity, title)));
    let title = match &one.name {
        Some(name) => el("dt").children(visible(head(name, MAX_WORD), &[], false)),
        None => el("dt").class("words").text(if one.value.is_some() { "Array item" } else { "Unreadable" }),
    };
    el("div").class("row").child(title).child(shown)
}

fn labelled(label: &'static str, word: &str) -> Node {
    el("p").class("soft").text(label).child(el("code").children(visible(head(word, MAX_WORD), &[], false))).into()
}
