//! What is said beside a line of JSON, in a few words, and what opens below it.

use super::encoded::{self, Encoded};
use super::json::{Aside, pretty};
use super::node::{Node, el, text};
use super::row::{Flag, RowPlace, said};
use super::source::Source;
use super::value;
use super::visible::{head, visible};
use super::{Context, copy_button, known, moment};
use crate::judge::verdict::Piece;
use crate::report::{Claim, JsonNode, Member, Severity};
use crate::text::json;
use crate::text::time::zone::Wording;
use crate::text::time::{Calendar, NumericDate};

/// The characters of a note.
const MAX_NOTE: usize = 60;
/// The longest string that is unfolded because it holds JSON.
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
    let mut is_plain = false;
    let encoded = encoded::read(&member.value, source);
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
        (_, false) => {
            let (note, is_title) = note(place, member, claim, (source, encoded.as_ref()), context);
            is_plain = is_title;
            note
        }
    };
    let copy = copy_button(format!("{} {} {}", place.name, span.0, span.1), format!("Copy {}", head(&member.name, 40)))
        .with("data-key", format!("copy {} {index}", place.name));
    // An address leads somewhere from here, and not from the line, which is a button itself.
    let link = known::shown(&member.value, claim, source, place.is_claim).filter(|_| place.is_claim);
    let link = link.filter(|_| matches!(member.value, JsonNode::String { .. }));
    // What the site says of it stands beside the line.
    let unlabelled = RowPlace { is_claim: false, ..*place };
    let link = el("div").children(link.map(|link| el("p").child(link)));
    let mut more = said(link, &unlabelled, member, claim, (source, flags), context);
    more = more.children(
        inner_json(&member.value, encoded, source)
            .map(|inner| el("pre").class("raw").with("tabindex", "0").children(visible(&inner, &[], true))),
    );
    more = more.child(el("p").child(copy));
    let is_private = known::is_private(&member.value, claim);
    Aside {
        note,
        is_plain,
        worst,
        more: std::mem::take(more.inside()),
        is_private,
        is_lit: context.options.is_highlighted(&member.name),
    }
}

/// What the site says of it; else its moment as seen from now, what its value stands for, or what it is called, and
/// whether it is that.
fn note(
    place: &RowPlace<'_>,
    member: &Member,
    claim: Option<&Claim>,
    (source, encoded): (&Source<'_>, Option<&Encoded>),
    context: &Context<'_>,
) -> (Vec<Node>, bool) {
    let labels: Vec<Node> = context.options.labels(&member.name).filter(|_| place.is_claim).map(Node::from).collect();
    if !labels.is_empty() {
        return (labels, false);
    }
    let Some(claim) = claim else { return Default::default() };
    if let Some(at) = claim.time.as_ref().and_then(|time| time.at) {
        return (moment_note(&claim.name, claim.row.map(|row| row.title), at, context), false);
    }
    match (&claim.meaning, claim.row) {
        (Some(meaning), _) => (visible(head(meaning, MAX_NOTE), &[], false), false),
        (None, Some(row)) => {
            let count = known::count(&member.value, row.value, source).map(|count| text(format!(": {count}")));
            ([text(row.title)].into_iter().chain(count).collect(), true)
        }
        (None, None) => {
            (encoded.map(|encoded| text(["Base64 of ", encoded.what].concat())).into_iter().collect(), false)
        }
    }
}

/// `Expires in 3 min`.
fn moment_note(name: &str, title: Option<&'static str>, at: NumericDate, context: &Context<'_>) -> Vec<Node> {
    let has_come = at <= context.now;
    let word = match name {
        "exp" if has_come => "Expired",
        "exp" => "Expires",
        "nbf" if has_come => "Started",
        "nbf" => "Starts",
        "iat" => "Issued",
        "auth_time" => "Signed in",
        _ => title.unwrap_or_default(),
    };
    let timed = |utc: Calendar| el("time").with("datetime", utc.rfc3339()).with("title", moment::spoken(at, context));
    let words = [Piece::Text(format!("{word} ").into()), Piece::Short(at)];
    let line = at.calendar().map_or_else(|| el("span"), timed).child(el("b").words(&words));
    vec![line.child(moment::written(at, Wording::Near, context)).into()]
}

/// The JSON that a string holds, in base64 or not, pretty-printed; nothing for any other value.
fn inner_json(node: &JsonNode, encoded: Option<Encoded>, source: &Source<'_>) -> Option<String> {
    let JsonNode::String { span } = node else { return None };
    let quoted = source.slice(*span);
    if quoted.len() > MAX_INNER {
        return None;
    }
    let inner = match quoted.trim_start_matches(['"', ' ']).chars().next()? {
        '{' | '[' => json::unescape(quoted),
        _ => encoded.filter(|encoded| encoded.what == "JSON")?.text?.into(),
    };
    let tree = crate::report::tree(&inner).filter(|_| json::Document::read(inner.to_string()).error().is_none())?;
    Some(pretty(&tree, &Source::new(&inner)))
}
