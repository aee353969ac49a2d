//! Slices a text by UTF-16 ranges, which is what a report speaks, without reading it again for each slice.

use crate::report::Span;

/// From this many bytes on, a text is held in memory and shown by its beginning: browsers are slow at laying out a
/// field with one word that long.
pub const HELD: usize = 16 * 1024;

/// Bytes between two marks.
const BLOCK: usize = 1024;

/// A text that can be cut at UTF-16 offsets.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The whole text.
    pub text: &'a str,
    /// For text that is not ASCII: how many UTF-16 units stand before each block.
    marks: Vec<usize>,
}

/// The UTF-16 units of the character that begins with this byte; none for the rest of a character.
fn units(byte: u8) -> usize {
    match byte {
        0x80..0xC0 => 0,
        0xF0.. => 2,
        _ => 1,
    }
}

impl<'a> Source<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Source<'a> {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                marks.push(sum);
                sum += block.iter().map(|&byte| units(byte)).sum::<usize>();
            }
        }
        Source { text, marks }
    }

    /// The text at `span`; empty where the span does not fit.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(self.byte(span.0)..self.byte(span.1)).unwrap_or_default()
    }

    /// The byte offset of a UTF-16 offset; beyond the text for one that is.
    pub fn byte(&self, offset: usize) -> usize {
        // The last block that begins before it, or there.
        let Some(block) = self.marks.partition_point(|&before| before <= offset).checked_sub(1) else { return offset };
        let mut passed = self.marks.get(block).copied().unwrap_or_default();
        let start = block * BLOCK;
        for (at, &byte) in self.text.as_bytes().iter().enumerate().skip(start) {
            let units = units(byte);
            if units > 0 && passed >= offset {
                return at;
            }
            passed += units;
        }
        self.text.len() + offset.saturating_sub(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::{Span as Bytes, Utf16};

    #[test]
    fn slices_are_the_inverse_of_utf16_spans() {
        for text in
            ["aé😀z\u{fffd}!".to_owned(), "aé😀z\u{fffd}!".repeat(BLOCK), "😀".repeat(BLOCK), "ééa".repeat(BLOCK)]
        {
            let (units, source) = (Utf16::new(&text), Source::new(&text));
            for (start, found) in text.char_indices().take(3 * BLOCK) {
                let span = units.span(Bytes::new(start, start + found.len_utf8()));
                assert_eq!(source.slice((span.start, span.end)), found.to_string());
            }
            let end = units.offset(text.len());
            assert_eq!(
                (source.byte(end), source.slice((end, end + 1)), source.slice((4, end + 95))),
                (text.len(), "", "")
            );
        }
    }
}
