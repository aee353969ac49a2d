//! JSON people can read: a line for each value, indented and coloured, with what it means beside it.
//!
//! The lines are cut from the text itself, so nothing but white space between its tokens is changed: order, duplicates,
//! digits and escapes are the token's. Folds only hide lines; what is beyond the limits here stands as it is in the
//! text, at the end of what it belongs to, or is said to be left out.

use super::action;
use super::counted;
use super::known;
use super::node::{Element, Node, el, text};
use super::source::Source;
use super::value;
use crate::report::{JsonNode, Member, Severity, Span};
use crate::text::json::MAX_DEPTH as MAX_NESTING;

/// The levels that are indented; deeper values are one line.
const MAX_DEPTH: usize = 16;
/// The lines of a part: some nine nodes each, and the other parts need room among the nodes of a view, too.
const MAX_LINES: usize = 800;
/// The lists of a part that fold: each costs a browser more than many lines.
const MAX_FOLDS: usize = 200;
/// The characters shown of one value, or of what is beyond the limits.
const MAX_TEXT: usize = 20_000;
/// A list with more values than this is folded from the start.
const OPEN_VALUES: usize = 24;
/// A list whose text is no longer than this is one line, which may wrap.
const LINE: usize = 120;
/// The lists inside one another in such a line.
const LINE_DEPTH: usize = 3;

/// What is said of a line.
#[derive(Debug, Default)]
pub struct Aside {
    /// What stands beside it.
    pub note: Vec<Node>,
    /// Whether that only says what the name means, so that it can be left out where there is little room.
    pub is_plain: bool,
    /// The worst that was found there.
    pub worst: Option<Severity>,
    /// What opens below it.
    pub more: Vec<Node>,
    /// Whether it is to be looked at.
    pub is_lit: bool,
    /// Whether others who see the screen should not see the value.
    pub is_private: bool,
}

/// Writes the lines of one part.
#[derive(Debug)]
pub struct Writer<'a> {
    source: &'a Source<'a>,
    invalid: &'a [(usize, u8)],
    /// What it is a part of, as [`super::copy`] has it.
    name: &'a str,
    lines: usize,
    folds: usize,
    /// Whether a line can be reached by Tab: one of all, the keys of arrows go on from there.
    has_stop: bool,
}

/// A value with what stands before and after it in its line.
struct Slot<'a> {
    lead: Vec<Node>,
    node: &'a JsonNode,
    tail: &'static str,
    /// Names it for what must survive drawing anew.
    key: String,
    depth: usize,
}

impl<'a> Writer<'a> {
    /// Of a part of this name.
    pub fn new(source: &'a Source<'a>, invalid: &'a [(usize, u8)], name: &'a str) -> Writer<'a> {
        Writer { source, invalid, name, lines: MAX_LINES, folds: MAX_FOLDS, has_stop: false }
    }

    /// The whole; `aside` answers what is said of a member of the object that it is.
    pub fn write(mut self, node: &'a JsonNode, aside: &mut dyn FnMut(usize, &Member) -> Aside) -> Element {
        let json = el("div").class("json");
        let JsonNode::Object { members, total, span } = node else {
            let piece = Slot { lead: Vec::new(), node, tail: "", key: self.name.to_owned(), depth: 0 };
            return json.children(self.value(piece, Aside::default()));
        };
        if members.is_empty() {
            return json.child(self.line(vec![self.scalar(node)], Aside::default(), String::new()));
        }
        let mut list = vec![self.line(vec![text("{")], Aside::default(), String::new())];
        let mut end = None;
        for (index, member) in members.iter().enumerate() {
            if self.lines == 0 {
                break;
            }
            let tail = if index + 1 == *total { "" } else { "," };
            let key = format!("{} {index}", self.name);
            let piece = Slot { lead: self.lead(member), node: &member.value, tail, key: key.clone(), depth: 1 };
            let aside = aside(index, member);
            let class = if aside.is_lit { "member lit" } else { "member" };
            let lines = self.value(piece, aside);
            list.push(el("div").class(class).with("data-at", key).with("tabindex", "-1").children(lines));
            end = Some((index + 1, value::span(&member.value).1));
        }
        list.extend(self.rest(end, *total, *span));
        list.push(self.line(vec![text("}")], Aside::default(), String::new()));
        json.children(list)
    }

    /// The lines of a value, and what opens below them.
    fn value(&mut self, piece: Slot<'a>, mut aside: Aside) -> Vec<Element> {
        let Slot { mut lead, node, tail, key, depth } = piece;
        let more = (!aside.more.is_empty()).then(|| el("div").class("more").children(std::mem::take(&mut aside.more)));
        let line_key = if more.is_some() { format!("line {key}") } else { String::new() };
        let (open, close, total, span) = match node {
            JsonNode::Object { total, span, .. } => ("{", "}", *total, *span),
            JsonNode::Array { total, span, .. } => ("[", "]", *total, *span),
            _ => ("", "", 0, (0, 0)),
        };
        if total == 0 || depth >= MAX_DEPTH || self.folds == 0 || self.lines < 3 || is_short(node) {
            let shown = self.scalar(node);
            lead.push(el("span").with_if(aside.is_private, "data-private", "").child(shown).into());
            lead.push(text(tail));
            return vec![self.line(lead, aside, line_key)].into_iter().chain(more).collect();
        }
        self.folds -= 1;
        self.lines -= 1;
        let is_private = aside.is_private;
        lead.push(text(open));
        let mut lines = vec![self.line(lead, aside, line_key)];
        let fold = el("details").class("nest").with("data-key", format!("nest {key}"));
        let is_open = total <= OPEN_VALUES && depth < 3;
        let what = if open == "{" { counted(total, "member") } else { counted(total, "item") };
        let mut fold = fold.with_if(is_open, "open", "").with_if(is_private, "data-private", "");
        fold = fold.child(el("summary").child(el("span").text(what)));
        let (mut end, mut index) = (None, 0);
        for (member, inner) in inside(node) {
            if self.lines == 0 {
                break;
            }
            let tail = if index + 1 == total { "" } else { "," };
            let lead = member.map(|member| self.lead(member)).unwrap_or_default();
            let slot = Slot { lead, node: inner, tail, key: format!("{key}/{index}"), depth: depth + 1 };
            fold = fold.children(self.value(slot, member.map(twice).unwrap_or_default()));
            index += 1;
            end = Some((index, value::span(inner).1));
        }
        fold = fold.children(self.rest(end, total, span));
        lines.push(fold);
        lines.push(self.line(vec![text(close), text(tail)], Aside::default(), String::new()));
        lines.extend(more);
        lines
    }

    /// One line; a button where something opens below it, for which it has a key.
    fn line(&mut self, code: Vec<Node>, aside: Aside, key: String) -> Element {
        self.lines = self.lines.saturating_sub(1);
        let class = match aside.worst {
            Some(Severity::Error) => "line error",
            Some(Severity::Warning) => "line warning",
            _ => "line",
        };
        let mut line = el("div").class(class);
        if !key.is_empty() {
            line = line
                .with("data-do", action::EXPLAIN)
                .with("data-key", key)
                .with("role", "button")
                .with("aria-expanded", "false")
                .with("tabindex", if std::mem::replace(&mut self.has_stop, true) { "-1" } else { "0" });
        }
        let note = (!aside.note.is_empty())
            .then(|| el("div").class(if aside.is_plain { "note plain" } else { "note" }).children(aside.note));
        line.child(el("code").children(code)).children(note)
    }

    /// The name of a member and its colon.
    fn lead(&self, member: &Member) -> Vec<Node> {
        vec![el("span").class("name").children(self.shown(member.name_span)).into(), text(": ")]
    }

    /// A value in one go.
    fn scalar(&self, node: &JsonNode) -> Node {
        let class = match node {
            JsonNode::String { .. } => "string",
            JsonNode::Number { .. } => "number",
            JsonNode::Boolean { .. } | JsonNode::Null { .. } => "word",
            JsonNode::Array { items, .. } if is_short(node) && !items.is_empty() => {
                let mut list = el("span").text("[");
                for (index, item) in items.iter().enumerate() {
                    list = list.text(if index == 0 { "" } else { ", " }).child(self.scalar(item));
                }
                return list.text("]").into();
            }
            JsonNode::Object { members, .. } if is_short(node) && !members.is_empty() => {
                let mut list = el("span").text("{ ");
                for (index, member) in members.iter().enumerate() {
                    list = list.text(if index == 0 { "" } else { ", " }).children(self.lead(member));
                    list = list.child(self.scalar(&member.value));
                }
                return list.text(" }").into();
            }
            JsonNode::Object { .. } | JsonNode::Array { .. } => "nested",
        };
        if let Some(address) = known::address_in(node, self.source) {
            return address;
        }
        el("span").class(class).children(self.shown(value::span(node))).into()
    }

    /// The text as it stands, cut where it is very long.
    fn shown(&self, span: Span) -> Vec<Node> {
        value::cut(self.source.slice(span), span.0, self.invalid, MAX_TEXT, false)
    }

    /// What is beyond the limits, as it stands: after so many of `total` values, from where the last of them ends.
    fn rest(&mut self, end: Option<(usize, usize)>, total: usize, (open, close): Span) -> Option<Element> {
        let (count, from) = end.unwrap_or((0, open + 1));
        if count == total {
            return None;
        }
        let all = self.source.slice((from, close - 1));
        // The comma before it stands behind the last value that is shown.
        let whole = all.trim_start().strip_prefix(',').filter(|_| count > 0).unwrap_or(all).trim_start();
        let from = from + all.len() - whole.len();
        let code = el("code").children(value::cut(whole, from, self.invalid, MAX_TEXT, true));
        Some(el("div").class("line").child(code))
    }
}

/// What is said of a member inside a value: nothing, unless another of the same name stands beside it.
fn twice(member: &Member) -> Aside {
    match member.duplicate {
        true => Aside { note: vec![text("Twice in this object")], worst: Some(Severity::Warning), ..Aside::default() },
        false => Aside::default(),
    }
}

/// What is inside a list, each with the member that holds it, of an object; nothing for a plain value.
fn inside(node: &JsonNode) -> impl ExactSizeIterator<Item = (Option<&Member>, &JsonNode)> {
    let (members, items): (&[Member], &[JsonNode]) = match node {
        JsonNode::Object { members, .. } => (members, &[]),
        JsonNode::Array { items, .. } => (&[], items),
        _ => (&[], &[]),
    };
    // One of the two is empty.
    let one = |at: usize| members.get(at).map_or_else(|| (None, &items[at]), |member| (Some(member), &member.value));
    (0..members.len() + items.len()).map(one)
}

/// Whether a value is one line: plain ones are, and short lists; duplicates need a line each.
fn is_short(node: &JsonNode) -> bool {
    fits(node, LINE_DEPTH)
}

fn fits(node: &JsonNode, depth: usize) -> bool {
    let (JsonNode::Object { span, total, .. } | JsonNode::Array { span, total, .. }) = node else { return true };
    let mut all = inside(node);
    let is_small = depth > 0 && span.1 - span.0 <= LINE && all.len() == *total;
    *total == 0
        || is_small
            && all.all(|(member, inner)| member.is_none_or(|member| !member.duplicate) && fits(inner, depth - 1))
}

/// The JSON of a value, indented by two spaces a level, with nothing but white space changed; as it stands where it is
/// nested deeper than is indented here.
pub fn pretty(node: &JsonNode, source: &Source<'_>) -> String {
    let mut out = String::new();
    indented(node, source, 0, &mut out);
    out
}

fn indented(node: &JsonNode, source: &Source<'_>, depth: usize, out: &mut String) {
    let all = inside(node);
    if all.len() == 0 || depth >= MAX_NESTING {
        return out.push_str(source.slice(value::span(node)));
    }
    let (open, close) = if matches!(node, JsonNode::Object { .. }) { ('{', '}') } else { ('[', ']') };
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    out.push(open);
    for (index, (member, inner)) in all.enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        line(out, depth + 1);
        if let Some(member) = member {
            out.push_str(source.slice(member.name_span));
            out.push_str(": ");
        }
        indented(inner, source, depth + 1, out);
    }
    line(out, depth);
    out.push(close);
}
