//! How a value is kept: where it and its name stand. Nothing of the text is copied.

use std::borrow::Cow;

use super::{JsonKind, unescape};
use crate::text::span::Span;

/// A value of a [`Document`]. There may be one for every other byte of the text: it is packed into 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PackedNode {
    /// Where it is, delimiters included.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where its name stands, for a member of an object; both zero for others.
    name_start: u32,
    name_end: u32,
    /// The index of the first node that is not inside this one.
    pub(super) next: u32,
    pub(super) kind: JsonKind,
    pub(super) is_escaped: bool,
    is_name_escaped: bool,
}

const _: () = assert!(size_of::<PackedNode>() == 24);

impl PackedNode {
    /// A value at `source`, whose contents end before the node `next`.
    pub(super) fn new(kind: JsonKind, source: Quoted, name: Option<Quoted>, next: usize) -> PackedNode {
        // Lossless: `MAX_TEXT` bounds all places, and there are fewer nodes than bytes.
        let name_span = name.map_or(Span::at(0), |name| name.span);
        PackedNode {
            start: source.span.start as u32,
            end: source.span.end as u32,
            name_start: name_span.start as u32,
            name_end: name_span.end as u32,
            next: next as u32,
            kind,
            is_escaped: source.escaped,
            is_name_escaped: name.is_some_and(|name| name.escaped),
        }
    }

    pub(super) fn source(&self) -> Quoted {
        Quoted { span: Span::new(self.start as usize, self.end as usize), escaped: self.is_escaped }
    }

    #[inline]
    pub(super) fn name(&self) -> Option<Quoted> {
        let span = Span::new(self.name_start as usize, self.name_end as usize);
        (self.name_end > 0).then_some(Quoted { span, escaped: self.is_name_escaped })
    }
}

/// A place in the text, and whether what stands there has escapes: most has not, and then is its own value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Quotes included.
    pub(super) span: Span,
    pub(super) escaped: bool,
}

impl Quoted {
    /// The characters between the quotes, as they stand.
    fn inner(self, text: &str) -> &[u8] {
        text.as_bytes().get(self.span.start + 1..self.span.end.saturating_sub(1)).unwrap_or_default()
    }

    /// The text it stands for.
    pub(super) fn value(self, text: &str) -> Cow<'_, str> {
        if self.escaped {
            return unescape(self.span.of(text));
        }
        Cow::Borrowed(text.get(self.span.start + 1..self.span.end.saturating_sub(1)).unwrap_or_default())
    }

    /// Whether it stands for `wanted`.
    pub(super) fn is(self, wanted: &str, text: &str) -> bool {
        if self.escaped { self.value(text) == wanted } else { self.inner(text) == wanted.as_bytes() }
    }

    /// Whether two stand for the same text.
    pub(super) fn is_same(self, other: Quoted, text: &str) -> bool {
        match self.escaped || other.escaped {
            true => self.value(text) == other.value(text),
            // Most names differ in length.
            false => self.span.len() == other.span.len() && self.inner(text) == other.inner(text),
        }
    }
}
