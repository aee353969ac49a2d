//! Slices a text by UTF-16 ranges, which is what a report speaks, without reading it again for each slice.

use std::borrow::Cow;

use crate::report::Span;

/// From this many bytes on, a text is held in memory and shown by its beginning: browsers are slow at laying out a field
/// with one word that long.
pub const HELD: usize = 16 * 1024;

/// A text that can be cut at UTF-16 offsets.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The whole text.
    pub text: &'a str,
    /// For text that is not ASCII: each such character's end in UTF-16 units, and how many bytes it is ahead from there.
    leads: Cow<'a, [(usize, usize)]>,
}

impl<'a> Source<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Source<'a> {
        let mut leads = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            let mut lead = 0;
            for found in text.chars() {
                units += found.len_utf16();
                if !found.is_ascii() {
                    lead += found.len_utf8() - found.len_utf16();
                    leads.push((units, lead));
                }
            }
        }
        Source { text, leads: Cow::Owned(leads) }
    }

    /// The text at `span`; empty where the span does not fit.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(self.byte(span.0)..self.byte(span.1)).unwrap_or_default()
    }

    /// The byte offset of a UTF-16 offset.
    pub fn byte(&self, units: usize) -> usize {
        let passed = self.leads.partition_point(|&(end, _)| end <= units);
        units + passed.checked_sub(1).and_then(|last| self.leads.get(last)).map_or(0, |&(_, lead)| lead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span as Bytes, Utf16};

    #[test]
    fn slices_are_the_inverse_of_utf16_spans() {
        let text = "aé😀z\u{fffd}!";
        let (units, source) = (Utf16::new(text), Source::new(text));
        for (start, found) in text.char_indices() {
            let span = units.span(Bytes::new(start, start + found.len_utf8()));
            assert_eq!(source.slice((span.start, span.end)), found.to_string());
        }
        assert_eq!(source.slice((4, 99)), "");
    }
}
