//! A JSON value as it stands in the token: scalars as their very text, objects and arrays as lists that fold.
//!
//! Nesting deeper than `MAX_DEPTH`, more than `MAX_VALUES` values and more than `MAX_FOLDS` lists are shown as plain
//! text, cut with a remark.

use super::counted;
use super::node::{Node, el, text};
use super::source::Source;
use super::visible::{head, visible};
use crate::report::{self, Extent, Member, Span};

/// The levels that fold one in another; deeper ones are shown as text.
const MAX_DEPTH: usize = 16;
/// The values shown in lists, for a whole part.
const MAX_VALUES: usize = 1_000;
/// The lists that fold, for a whole part: each costs a browser more than many values.
const MAX_FOLDS: usize = 200;
/// The characters shown of one value.
const MAX_VALUE: usize = 1_000;
/// A list with no more values than this is open from the start.
const OPEN_VALUES: usize = 16;
/// An array of plain values whose text is no longer than this stands in one line.
const LINE: usize = 72;

/// What may still be shown of a part.
#[derive(Debug)]
pub struct Budget {
    values: usize,
    folds: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { values: MAX_VALUES, folds: MAX_FOLDS }
    }
}

/// The value, shown. `key` names it for what must survive drawing anew: which lists are open.
pub fn value(
    node: &report::JsonNode,
    source: &Source<'_>,
    invalid: &[(usize, u8)],
    key: &str,
    budget: &mut Budget,
) -> Vec<Node> {
    nested(node, source, invalid, key, budget, 0)
}

fn nested(
    node: &report::JsonNode,
    source: &Source<'_>,
    invalid: &[(usize, u8)],
    key: &str,
    budget: &mut Budget,
    depth: usize,
) -> Vec<Node> {
    budget.values = budget.values.saturating_sub(1);
    let count = match node {
        report::JsonNode::Object { total, .. } | report::JsonNode::Array { total, .. } => *total,
        _ => 0,
    };
    if count == 0 || depth >= MAX_DEPTH || budget.values == 0 || budget.folds == 0 || fits_a_line(node) {
        return scalar(node, source, invalid);
    }
    budget.folds -= 1;
    let open = count <= OPEN_VALUES && depth < 2;
    let (summary, list) = match node {
        report::JsonNode::Object { members, .. } => {
            let mut list = el("dl").class("members");
            let mut left = count;
            for (index, member) in members.iter().enumerate().take(Extent::SHOWN.list) {
                if budget.values == 0 {
                    break;
                }
                left -= 1;
                let inner = nested(&member.value, source, invalid, &format!("{key}/{index}"), budget, depth + 1);
                let mut shown = el("dd").children(inner);
                if member.duplicate {
                    shown = shown.child(el("p").class("flag warning").text("Twice in this object"));
                }
                list = list.child(el("dt").children(name(member, source, invalid))).child(shown);
            }
            if left > 0 {
                list = list.child(el("dt").text("…")).child(el("dd").class("soft").text(more(left)));
            }
            (format!("{{ {} }}", counted(count, "member")), list)
        }
        report::JsonNode::Array { items, .. } => {
            let mut list = el("ol").class("items").with("start", "0");
            let mut left = count;
            for (index, item) in items.iter().enumerate().take(Extent::SHOWN.list) {
                if budget.values == 0 {
                    break;
                }
                left -= 1;
                list = list.child(el("li").children(nested(
                    item,
                    source,
                    invalid,
                    &format!("{key}/{index}"),
                    budget,
                    depth + 1,
                )));
            }
            if left > 0 {
                list = list.child(el("li").class("soft").text(more(left)));
            }
            (format!("[ {} ]", counted(count, "item")), list)
        }
        _ => return scalar(node, source, invalid),
    };
    let details = el("details").class("nest").with("data-key", format!("nest {key}")).with_if(open, "open", "");
    vec![details.child(el("summary").text(summary)).child(list).into()]
}

fn more(left: usize) -> String {
    format!("{left} more: copy has all of them")
}

/// A value in one go: its text, cut where it is long.
fn scalar(node: &report::JsonNode, source: &Source<'_>, invalid: &[(usize, u8)]) -> Vec<Node> {
    let class = match node {
        report::JsonNode::Object { .. } | report::JsonNode::Array { .. } => "nested",
        report::JsonNode::String { .. } => "string",
        report::JsonNode::Number { .. } => "number",
        report::JsonNode::Boolean { .. } | report::JsonNode::Null { .. } => "word",
    };
    let span = span(node);
    let whole = source.slice(span);
    let shown = head(whole, MAX_VALUE);
    let mut nodes =
        vec![el("code").class(class).children(visible(shown, &within(invalid, span.0, shown), false)).into()];
    if shown.len() < whole.len() {
        nodes.push(el("span").class("cut").text(format!(" … {} more", super::bytes(whole.len() - shown.len()))).into());
    }
    nodes
}

fn fits_a_line(node: &report::JsonNode) -> bool {
    let plain =
        |item: &report::JsonNode| !matches!(item, report::JsonNode::Object { .. } | report::JsonNode::Array { .. });
    match node {
        report::JsonNode::Array { items, span, .. } => span.1 - span.0 <= LINE && items.iter().all(plain),
        report::JsonNode::Object { total, .. } => *total == 0,
        _ => true,
    }
}

/// The member's name as it stands, without the quotes.
pub fn name(member: &Member, source: &Source<'_>, invalid: &[(usize, u8)]) -> Vec<Node> {
    let quoted = source.slice(member.name_span);
    let bare = quoted.strip_prefix('"').map_or(quoted, |rest| rest.strip_suffix('"').unwrap_or(rest));
    let shown = head(bare, MAX_VALUE);
    if bare.is_empty() {
        return vec![el("span").class("chip").text("empty name").into()];
    }
    let mut nodes = visible(shown, &within(invalid, member.name_span.0 + 1, shown), false);
    if shown.len() < bare.len() {
        nodes.push(text(" …"));
    }
    nodes
}

/// What the name says, where it is written with escapes.
pub fn name_note(member: &Member, source: &Source<'_>) -> Option<Vec<Node>> {
    let escaped = source.slice(member.name_span).contains('\\');
    escaped.then(|| {
        let mut words = vec![text("The name reads: ")];
        words.extend(visible(head(&member.name, 200), &[], false));
        words
    })
}

/// Where a value stands in its part's text.
pub fn span(node: &report::JsonNode) -> Span {
    match node {
        report::JsonNode::Object { span, .. }
        | report::JsonNode::Array { span, .. }
        | report::JsonNode::String { span }
        | report::JsonNode::Number { span }
        | report::JsonNode::Boolean { span }
        | report::JsonNode::Null { span } => *span,
    }
}

/// A text that stands at `start` of its part, cut after `most` bytes, where that is said; `breaks` as of [`visible`].
pub fn cut(whole: &str, start: usize, invalid: &[(usize, u8)], most: usize, breaks: bool) -> Vec<Node> {
    let shown = head(whole, most);
    let mut nodes = visible(shown, &within(invalid, start, shown), breaks);
    if shown.len() < whole.len() {
        let words = [" … ", &super::bytes(whole.len() - shown.len()), " more: copy has all of it"].concat();
        nodes.push(el("span").class("cut").text(words).into());
    }
    nodes
}

/// The invalid bytes inside what is shown of the text from `start` on, counted from there.
fn within(invalid: &[(usize, u8)], start: usize, shown: &str) -> Vec<(usize, u8)> {
    // A text has at least as many bytes as UTF-16 units; what is beyond it is not looked at.
    let end = start + shown.len();
    let first = invalid.partition_point(|(at, _)| *at < start);
    let inside = invalid.get(first..).unwrap_or_default().iter().take_while(|(at, _)| *at < end);
    inside.map(|&(at, byte)| (at - start, byte)).collect()
}
