//! What is said beside a line of JSON, in a few words, and what opens below it.

use super::json::{Aside, pretty};
use super::node::{Node, el, text};
use super::row::{Flag, RowPlace, said};
use super::source::Source;
use super::value;
use super::visible::{head, visible};
use super::{Context, copy_button, known};
use crate::judge::verdict::Piece;
use crate::report::{Claim, JsonNode, Member, Severity};
use crate::text::json;
use crate::text::time::NumericDate;

/// The characters of a note.
const MAX_NOTE: usize = 60;
/// The longest text of a value that is unfolded because JSON stands in it.
const MAX_INNER: usize = 16 * 1024;

/// Of a member of the header or the payload.
pub fn aside(
    place: &RowPlace<'_>,
    (index, member): (usize, &Member),
    claim: Option<&Claim>,
    (source, flags): (&Source<'_>, Vec<Flag>),
    context: &Context<'_>,
) -> Aside {
    let span = value::span(&member.value);
    let claim = claim.filter(|claim| claim.span == span);
    let mut worst = flags.iter().map(|(severity, _)| *severity).min_by_key(|severity| *severity != Severity::Error);
    let is_time = claim.is_some_and(|claim| claim.time.as_ref().is_some_and(|time| time.at.is_some()));
    let note = match (flags.first(), member.duplicate) {
        (Some((_, title)), false) if !is_time => vec![text(*title)],
        (Some((_, title)), true) => vec![text(*title)],
        (None, true) => {
            worst = Some(Severity::Warning);
            vec![text(if member.last {
                "Twice: most readers take this one"
            } else {
                "Twice: most readers skip this one"
            })]
        }
        (_, false) => note(place, member, claim, context),
    };
    let copy = copy_button(format!("{} {} {}", place.name, span.0, span.1), format!("Copy {}", head(&member.name, 40)))
        .with("data-key", format!("copy {} {index}", place.name));
    let mut more = said(el("div"), place, member, claim, (source, flags), context);
    more = more.children(
        inner_json(&member.value, source)
            .map(|inner| el("pre").class("raw").with("tabindex", "0").children(visible(&inner, &[], true))),
    );
    more = more.child(el("p").child(copy));
    let is_private = known::is_private(&member.value, claim);
    Aside { note, worst, more: std::mem::take(more.inside()), is_private }
}

/// What the site says of it; else its moment as seen from now, what its value stands for, or what it is called.
fn note(place: &RowPlace<'_>, member: &Member, claim: Option<&Claim>, context: &Context<'_>) -> Vec<Node> {
    let labels: Vec<Node> =
        context.options.own_label(&member.name).filter(|_| place.is_claim).map(Node::from).into_iter().collect();
    if !labels.is_empty() {
        return labels;
    }
    let Some(claim) = claim else { return Vec::new() };
    if let Some(at) = claim.time.as_ref().and_then(|time| time.at) {
        return moment_note(&claim.name, claim.row.map(|row| row.title), at, context);
    }
    match (&claim.meaning, claim.row) {
        (Some(meaning), _) => visible(head(meaning, MAX_NOTE), &[], false),
        (None, Some(row)) => vec![text(row.title)],
        (None, None) => Vec::new(),
    }
}

/// `Expires in 3 min`.
fn moment_note(name: &str, title: Option<&'static str>, at: NumericDate, context: &Context<'_>) -> Vec<Node> {
    let has_come = at <= context.now;
    let word = match name {
        "exp" => {
            if has_come {
                "Expired"
            } else {
                "Expires"
            }
        }
        "nbf" => {
            if has_come {
                "Started"
            } else {
                "Starts"
            }
        }
        "iat" => "Issued",
        "auth_time" => "Signed in",
        _ => title.unwrap_or_default(),
    };
    let date = at.calendar().map(|utc| el("time").with("datetime", utc.rfc3339()).with("title", format!("{utc} UTC")));
    let clock = at.calendar().zip(context.now.calendar()).map(|(utc, now)| {
        let is_today = utc.date() == now.date();
        [" \u{b7} ", &if is_today { utc.clock() } else { utc.date() }].concat()
    });
    let words = [Piece::Text(format!("{word} ").into()), Piece::Short(at)];
    let line = date.unwrap_or_else(|| el("span")).child(el("b").words(&words));
    vec![line.text(clock.unwrap_or_default()).into()]
}

/// The JSON that a string holds, pretty-printed; nothing for any other value.
fn inner_json(node: &JsonNode, source: &Source<'_>) -> Option<String> {
    let JsonNode::String { span } = node else { return None };
    let quoted = source.slice(*span);
    let first = quoted.trim_start_matches(['"', ' ']).chars().next()?;
    if !matches!(first, '{' | '[') || quoted.len() > MAX_INNER {
        return None;
    }
    let inner = json::unescape(quoted);
    let tree = crate::report::tree(&inner).filter(|_| json::Document::read(inner.to_string()).error().is_none())?;
    Some(pretty(&tree, &Source::new(&inner)))
}
