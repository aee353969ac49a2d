//! Where something stands: half-open byte ranges of a text, and the same range in UTF-16 code units.
//!
//! Rust counts bytes, JavaScript counts UTF-16 units (ECMA-262 §6.1.4); [`Utf16`] converts at the boundary. Spans say
//! nothing about *which* text they belong to: the field that holds one does.

/// A half-open range of bytes, `start..end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The empty range at `at`.
    pub const fn at(at: usize) -> Span {
        Span { start: at, end: at }
    }

    /// The length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The part of `text` that the range covers; empty where it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same range, moved `by` bytes to the right.
    pub const fn shift(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

/// Converts byte offsets of one text to UTF-16 offsets, in any order, in logarithmic time.
///
/// ASCII text needs no table at all, which is the common case and free.
#[derive(Clone, Debug, Default)]
pub struct Utf16 {
    /// After each character that is not ASCII: its end in bytes, and by how much the UTF-16 offset lags from there on.
    /// Half as wide as places are elsewhere, for there may be one for every other byte.
    lags: Vec<(u32, u32)>,
}

/// So many bytes are looked at together: even where not all is ASCII, most is.
const BLOCK: usize = 32;

impl Utf16 {
    /// Reads `text` once.
    pub fn new(text: &str) -> Utf16 {
        if text.is_ascii() {
            return Utf16::default();
        }
        let mut lag = 0;
        let mut lags = Vec::with_capacity(text.bytes().filter(|&byte| byte >= 0xC0).count());
        for (index, block) in text
            .as_bytes()
            .chunks(BLOCK)
            .enumerate()
            .filter(|(_, block)| block.iter().fold(0, |all, byte| all | byte) >= 0x80)
        {
            // The first byte of each character beyond ASCII tells its length: the rest of a character is below 0xC0.
            for (start, first) in (index * BLOCK..).zip(block).filter(|&(_, &byte)| byte >= 0xC0) {
                let (bytes, units) = match first {
                    0xC0..=0xDF => (2, 1),
                    0xE0..=0xEF => (3, 1),
                    _ => (4, 2),
                };
                lag += bytes - units;
                lags.push(((start + bytes) as u32, lag as u32));
            }
        }
        Utf16 { lags }
    }

    /// The UTF-16 offset of the byte offset `at`.
    pub fn offset(&self, at: usize) -> usize {
        match self
            .lags
            .partition_point(|&(end, _)| end as usize <= at)
            .checked_sub(1)
            .and_then(|last| self.lags.get(last))
        {
            Some(&(_, lag)) => at - lag as usize,
            None => at,
        }
    }

    /// Turns byte offsets into UTF-16 offsets, where each is at or after the one before: in one pass, and so for all
    /// members of a payload in half the time.
    pub fn turn<'a>(&self, ascending: impl Iterator<Item = &'a mut usize>) {
        let mut lags = self.lags.iter().peekable();
        let mut lag = 0;
        for offset in ascending {
            while let Some(&(_, next)) = lags.next_if(|&&(end, _)| end as usize <= *offset) {
                lag = next as usize;
            }
            *offset -= lag;
        }
    }

    /// The UTF-16 range of the byte range `span`.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_units() {
        let text = "aé😀z";
        let units = Utf16::new(text);
        let found: Vec<usize> = text.char_indices().map(|(at, _)| units.offset(at)).collect();
        assert_eq!(found, [0, 1, 2, 4]);
        assert_eq!(units.offset(text.len()), text.encode_utf16().count());
        let mut all: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len(), text.len()]).collect();
        units.turn(all.iter_mut());
        assert_eq!(all, [0, 1, 2, 4, 5, 5]);
    }

    #[test]
    fn a_span_outside_its_text_is_empty() {
        assert_eq!(Span::new(1, 9).of("abc"), "");
        assert_eq!(Span::new(1, 3).of("abc"), "bc");
    }
}
