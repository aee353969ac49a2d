//! The parts of the header that are not under the signature (RFC 7515 §7.2.1, RFC 7516 §7.2.1), below the one that is.

use super::node::{Element, el};
use super::row::{RowPlace, more, row};
use super::source::Source;
use super::value::{self, Budget};
use super::{Context, copy_button};
use crate::report::{Extent, JsonNode, Kind, Token, Unprotected};

/// What they are called where a copy is asked for, each with its number.
pub const NAME: &str = "unprotected";

/// A section for each part.
pub fn parts<'a>(token: &'a Token, context: &'a Context<'_>) -> impl Iterator<Item = Element> + 'a {
    token.unprotected.iter().enumerate().map(move |(index, part)| section(index, part, token.kind, context))
}

fn section(index: usize, part: &Unprotected, kind: Kind, context: &Context<'_>) -> Element {
    let name = format!("{NAME} {index}");
    let (title, label) = match part.member {
        "unprotected" => {
            ("Unprotected header, for all recipients", "Copy the unprotected header for all recipients as it stands")
        }
        _ => ("Unprotected header", "Copy the unprotected header as it stands"),
    };
    let words = match kind {
        Kind::Jwe | Kind::JweJson => "Not under the authentication tag: anyone who carries the token can change it.",
        Kind::Jws | Kind::JwsJson => "Not under the signature: anyone who carries the token can change it.",
    };
    let heading =
        el("div").class("heading").child(el("h4").text(title)).child(copy_button(name.clone(), label.to_owned()));
    let section = el("div").class("unprotected").with("data-at", name.clone()).with("tabindex", "-1").child(heading);
    section.child(el("p").class("soft").text(words)).child(rows(&name, part, context))
}

fn rows(name: &str, part: &Unprotected, context: &Context<'_>) -> Element {
    let source = Source::new(&part.text);
    let mut budget = Budget::default();
    let (members, total) = match &part.tree {
        Some(JsonNode::Object { members, total, .. }) => (&**members, *total),
        _ => (&[][..], 0),
    };
    if members.is_empty() {
        return el("p").class("soft").text("No members: {}");
    }
    let place = RowPlace { name, is_claim: false };
    let mut list = el("dl");
    for (index, member) in members.iter().enumerate().take(Extent::SHOWN.members) {
        let span = value::span(&member.value);
        let claim = part.parameters.get(index).filter(|claim| claim.span == span);
        list = list.child(row(&place, (index, member), claim, (&source, &[]), Vec::new(), context, &mut budget));
    }
    list.children(more(total, members.len()))
}
