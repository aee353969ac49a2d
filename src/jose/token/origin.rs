//! Where a token's text came from: which characters of the pasted text it is made of, and what was removed on the way.

use crate::text::span::Span;

/// Something that was removed or replaced to reach a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// White space before or after.
    Space,
    /// Quotation marks around it.
    Quotes,
    /// A scheme such as `Bearer`.
    Scheme,
    /// A header name such as `Authorization:`.
    HeaderName,
    /// Other text before or after.
    OtherText,
    /// Line breaks and indentation inside.
    LineBreaks,
    /// Blanks inside, as a slip of a hand leaves them.
    Gaps,
    /// Percent-encoding.
    PercentEncoding,
    /// Characters inside that nobody can see.
    Invisible,
    /// Base64 of the whole, or of the text around it.
    Base64,
}

impl Repair {
    /// Whether servers, which close no gaps, refuse the token for it.
    pub fn is_inside(self) -> bool {
        matches!(self, Repair::Gaps | Repair::Invisible)
    }

    /// Plain words for what was removed.
    pub fn name(self) -> &'static str {
        match self {
            Repair::Space => "white space around it",
            Repair::Quotes => "quotation marks",
            Repair::Scheme => "the scheme before it",
            Repair::HeaderName => "the header name",
            Repair::OtherText => "other text around it",
            Repair::LineBreaks => "line breaks inside it",
            Repair::Gaps => "blanks inside it",
            Repair::PercentEncoding => "percent-encoding",
            Repair::Invisible => "invisible characters inside it",
            Repair::Base64 => "base64 around it",
        }
    }
}

/// How a token's text maps to the pasted text.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The range of the pasted text that holds the token.
    pub span: Span,
    /// What was removed or replaced, each once.
    pub repairs: Vec<Repair>,
    /// The first invisible characters, each with how many characters of the token stand before it.
    pub hidden: Vec<(char, usize)>,
    /// Where the mapping changes: from this offset in the token's text on, the source continues at that offset. Both
    /// are below `scan::MAX_TEXT`, and there may be one for every other character.
    pieces: Vec<(u32, u32)>,
}

impl Origin {
    /// The origin of a text that stands at `span` as it is.
    pub fn verbatim(span: Span) -> Origin {
        Origin { span, repairs: Vec::new(), hidden: Vec::new(), pieces: vec![(0, span.start as u32)] }
    }

    /// Adds a repair, once.
    pub fn note(&mut self, repair: Repair) {
        if !self.repairs.contains(&repair) {
            self.repairs.push(repair);
        }
    }

    /// Says that from `at` in the token's text on, the source continues at `source`.
    pub fn resume(&mut self, at: usize, source: usize) {
        if self
            .pieces
            .last()
            .is_none_or(|&(last_at, last_source)| source - last_source as usize != at - last_at as usize)
        {
            self.pieces.push((at as u32, source as u32));
        }
    }

    /// The range of the pasted text that a range of the token's text came from.
    pub fn source(&self, span: Span) -> Span {
        let start = self.offset(span.start);
        if span.is_empty() {
            return Span::at(start);
        }
        // The last character of the range, plus one: what was removed right after the range stays outside of it.
        Span::new(start, self.offset(span.end - 1) + 1)
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self
            .pieces
            .partition_point(|&(start, _)| start as usize <= at)
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index));
        piece.map_or(at, |&(start, source)| source as usize + (at - start as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_map_back_over_what_was_removed() {
        // "ab" at 10, then a line break and two spaces, then "cd" at 15.
        let mut origin = Origin::verbatim(Span::new(10, 17));
        origin.resume(2, 15);
        assert_eq!(origin.source(Span::new(0, 2)), Span::new(10, 12));
        assert_eq!(origin.source(Span::new(1, 3)), Span::new(11, 16));
        assert_eq!(origin.source(Span::new(2, 4)), Span::new(15, 17));
        assert_eq!(origin.source(Span::at(2)), Span::at(15));
    }
}
