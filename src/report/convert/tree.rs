//! The tree of a part, on the wire: values by their places, members with what their twins mean for them.

use super::super::{Extent, JsonNode, Member, Span};
use super::pair;
use crate::text::json::{self, Document, Value};
use crate::text::span::{self, Utf16};

/// The tree of a document, as much of it as `extent` has room for; `None` where it has no value.
pub fn tree(document: &Document, units: &Utf16, extent: &Extent) -> Option<JsonNode> {
    let mut room = Room { units, extent, values: extent.values };
    document.root().map(|root| room.node(root, extent.members))
}

/// What a tree still has room for.
struct Room<'a> {
    units: &'a Utf16,
    extent: &'a Extent,
    values: usize,
}

impl Room<'_> {
    /// A value, with at most `length` of those in it.
    fn node(&mut self, value: Value<'_>, length: usize) -> JsonNode {
        self.values = self.values.saturating_sub(1);
        let span = self.span(value.span());
        match value.kind() {
            json::JsonKind::Object => {
                JsonNode::Object { span, members: self.members(value, length), total: value.children().count() }
            }
            json::JsonKind::Array => {
                JsonNode::Array { span, items: self.items(value, length), total: value.children().count() }
            }
            json::JsonKind::String => JsonNode::String { span },
            json::JsonKind::Number => JsonNode::Number { span },
            json::JsonKind::Boolean => JsonNode::Boolean { span },
            json::JsonKind::Null => JsonNode::Null { span },
        }
    }

    fn span(&self, span: span::Span) -> Span {
        pair(self.units.span(span))
    }

    fn items(&mut self, array: Value<'_>, length: usize) -> Vec<JsonNode> {
        // In the exact room: there may be as many as there is memory.
        let mut items = Vec::with_capacity(array.children().take(length).count());
        for child in array.children().take(length) {
            if self.values == 0 {
                break;
            }
            items.push(self.node(child, self.extent.list));
        }
        items
    }

    fn members(&mut self, object: Value<'_>, length: usize) -> Vec<Member> {
        let twins = Twins::of(object);
        let mut members = Vec::with_capacity(object.children().take(length).count());
        for child in object.children().take(length) {
            if self.values == 0 {
                break;
            }
            let last = twins.last(child.number());
            members.push(Member {
                name: child.name().unwrap_or_default().into_owned(),
                name_span: child.name_span().map(|span| self.span(span)).unwrap_or_default(),
                duplicate: last.is_some(),
                last: last.is_none_or(|last| last == child.number()),
                value: self.node(child, self.extent.list),
            });
        }
        members
    }
}

/// The members of an object that share their name with another, by number.
struct Twins {
    /// Each but the first of its name: its number, and that of the first; in the order of the text.
    later: Vec<(u32, u32)>,
    /// The same pairs the other way round, in the order of the first.
    by_first: Vec<(u32, u32)>,
}

impl Twins {
    fn of(object: Value<'_>) -> Twins {
        let mut by_first = object.duplicates();
        let later = by_first.iter().map(|&(first, number)| (number, first)).collect();
        by_first.sort_unstable();
        Twins { later, by_first }
    }

    /// The last member of the same name; `None` where no other has it.
    fn last(&self, number: u32) -> Option<u32> {
        let place = self.later.binary_search_by_key(&number, |&(later, _)| later);
        let first = place.ok().and_then(|place| self.later.get(place)).map_or(number, |&(_, first)| first);
        let end = self.by_first.partition_point(|&(other, _)| other <= first);
        self.by_first.get(..end)?.last().filter(|(other, _)| *other == first).map(|&(_, last)| last)
    }
}
