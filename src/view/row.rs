//! A member as a row: its name, its value, what both mean, and what was found there.

use super::moment;
use super::node::{Element, el};
use super::source::Source;
use super::value::{self, Budget};
use super::visible::head;
use super::{Context, copy_button, known};
use crate::registry;
use crate::report::{Claim, Member, Severity};

/// The members explained inside one claim.
const MAX_INNER: usize = 24;

/// Where a row stands.
pub struct RowPlace<'a> {
    /// The name of what it is a part of, as [`super::copy`] has it.
    pub name: &'a str,
    /// Whether it is a claim.
    pub is_claim: bool,
}

/// An error or warning at a member: its severity and its title.
pub type Flag = (Severity, &'static str);

/// A member with what it means.
pub fn row(
    &RowPlace { name, is_claim }: &RowPlace<'_>,
    (index, member): (usize, &Member),
    claim: Option<&Claim>,
    (source, invalid): (&Source<'_>, &[(usize, u8)]),
    flags: Vec<Flag>,
    context: &Context<'_>,
    budget: &mut Budget,
) -> Element {
    let span = value::span(&member.value);
    let claim = claim.filter(|claim| claim.span == span);
    let label = format!("Copy {}", head(&member.name, 40));
    let options = context.options;
    let copy =
        || copy_button(format!("{name} {} {}", span.0, span.1), label).with("data-key", format!("copy {name} {index}"));
    let copy = (!options.is_brief()).then(copy);
    let own = known::shown(&member.value, claim, source, is_claim).filter(|_| invalid.is_empty());
    let shown = match own {
        Some(own) => vec![own],
        None => value::value(&member.value, source, invalid, &format!("{name} {index}"), budget),
    };
    let is_private = known::is_private(&member.value, claim);
    let value = el("dd").children(copy).child(el("div").with_if(is_private, "data-private", "").children(shown));
    let value = said(value, &RowPlace { name, is_claim }, member, claim, (source, flags), context);
    let title = value::name(member, source, invalid);
    el("div")
        .class(if options.is_highlighted(&member.name) { "row lit" } else { "row" })
        .with("data-at", format!("{name} {index}"))
        .with("tabindex", "-1")
        .child(el("dt").children(title))
        .child(value)
}

/// Adds all that is said of a member: what it holds, what it means, what was found there.
pub fn said(
    value: Element,
    &RowPlace { name, is_claim }: &RowPlace<'_>,
    member: &Member,
    claim: Option<&Claim>,
    (source, flags): (&Source<'_>, Vec<Flag>),
    context: &Context<'_>,
) -> Element {
    let span = value::span(&member.value);
    let mut value =
        value.children(known::notes(&member.value, claim, source, &format!("{name} {} {}", span.0, span.1)));
    if is_claim {
        value = value.children(context.options.labels(&member.name));
    }
    value = explanations(value, claim, context);
    if let Some(words) = value::name_note(member, source) {
        value = value.child(el("p").class("soft").children(words));
    }
    if member.duplicate {
        let words = if member.last {
            "Twice in this object; most readers take this one, the last."
        } else {
            "Twice in this object; most readers skip this one."
        };
        value = value.child(el("p").class("flag warning").text(words));
    }
    value.children(flags.into_iter().map(|(severity, title)| flag(severity, title)))
}

/// Adds what is known of a claim: its moment, what its value stands for, what its name means.
pub fn explanations(mut value: Element, claim: Option<&Claim>, context: &Context<'_>) -> Element {
    let Some(claim) = claim else { return value };
    if let Some(at) = claim.time.as_ref().and_then(|time| time.at) {
        value = value.child(el("p").class("when").child(moment::moment(at, context)));
    }
    if context.options.is_brief() {
        return value;
    }
    if let Some(meaning) = &claim.meaning {
        value = value.child(el("p").class("soft").text(format!("{meaning}.")));
    }
    if let Some(row) = claim.row {
        value = value.child(explained(el("p").class("soft"), &row));
    }
    for inner in claim.members.iter().take(MAX_INNER) {
        if let Some(row) = inner.row {
            let name = el("p").class("soft").child(el("code").text(inner.name.clone())).text(" ");
            value = value.child(explained(name, &row));
        }
    }
    value
}

/// Adds what a row's name means.
fn explained(words: Element, row: &registry::Row) -> Element {
    words.child(el("b").text(format!("{}. ", row.title))).text(row.explanation)
}

/// The title of an error or warning, at the row that it points at.
pub fn flag(severity: Severity, title: &'static str) -> Element {
    el("p").class(if severity == Severity::Error { "flag error" } else { "flag warning" }).text(title)
}

/// How many members are not shown, where there are any.
pub fn more(total: usize, shown: usize) -> Option<Element> {
    let words = || format!("{} more members: copy has all of them.", total - shown);
    (total > shown)
        .then(|| el("div").class("row").child(el("dt").text("…")).child(el("dd").class("soft").text(words())))
}
