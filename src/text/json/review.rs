//! What RFC 8259 allows but readers disagree on: duplicate names, lone surrogates, numbers that floats cannot hold,
//! deep nesting, names that act in JavaScript, white space (RFC 7493 is the profile that forbids most of it).

use super::{DEEP, Document, JsonKind, Loss, Value, loss, reader};
use crate::text::span::Span;

/// How many flaws of one kind are kept, the first ones; a token made of nothing else must not fill the page.
const MAX_OF_A_KIND: usize = 8;

/// A thing that readers disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFlawKind {
    /// The name stood earlier in the same object (RFC 8259 §4); compared after unescaping.
    DuplicateMember,
    /// A `\uD800` to `\uDFFF` without its partner (RFC 8259 §8.2).
    LoneSurrogate,
    /// A number that a 64-bit float changes (RFC 8259 §6).
    NumberRange(Loss),
    /// Nested deeper than [`DEEP`].
    Deep,
    /// `__proto__`, `constructor` or `prototype`.
    PrototypeName,
    /// Space, tab or line break between tokens.
    Whitespace,
}

/// A flaw and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFlaw {
    /// What readers disagree on.
    pub kind: JsonFlawKind,
    /// Its bytes in the text of the document.
    pub span: Span,
    /// The JSON pointer (RFC 6901) of the value it concerns.
    pub pointer: String,
    /// How many more of this kind there are that are not listed.
    pub more: usize,
}

pub(super) fn review(document: &Document) -> Vec<JsonFlaw> {
    let mut review = Review { document, flaws: Vec::new() };
    review.values();
    if let Some(at) = document.first_space {
        review.flaws.push(JsonFlaw {
            kind: JsonFlawKind::Whitespace,
            span: Span::new(at, at + 1),
            pointer: String::new(),
            more: 0,
        });
    }
    review.flaws
}

struct Review<'a> {
    document: &'a Document,
    flaws: Vec<JsonFlaw>,
}

impl<'a> Review<'a> {
    fn values(&mut self) {
        let mut ends: Vec<usize> = Vec::new();
        for value in self.document.values() {
            while ends.last().is_some_and(|&end| end <= value.index) {
                ends.pop();
            }
            if let Some(name) = value.node.name() {
                if name.escaped && has_lone_surrogate(name.span.of(self.document.text())) {
                    self.note(JsonFlawKind::LoneSurrogate, name.span, value);
                }
                if ["__proto__", "constructor", "prototype"].iter().any(|acting| value.is_named(acting)) {
                    self.note(JsonFlawKind::PrototypeName, name.span, value);
                }
            }
            match value.kind() {
                JsonKind::Object | JsonKind::Array => {
                    ends.push(value.node.next as usize);
                    if ends.len() == DEEP + 1 {
                        self.note(JsonFlawKind::Deep, value.span(), value);
                    }
                    if value.kind() == JsonKind::Object {
                        self.duplicates(value);
                    }
                }
                JsonKind::String if value.is_escaped() && has_lone_surrogate(value.source()) => {
                    self.note(JsonFlawKind::LoneSurrogate, value.span(), value);
                }
                JsonKind::Number => {
                    if let Some(loss) = loss(value.source()) {
                        self.note(JsonFlawKind::NumberRange(loss), value.span(), value);
                    }
                }
                _ => {}
            }
        }
    }

    fn duplicates(&mut self, object: Value<'a>) {
        for value in object.duplicates().into_iter().filter_map(|(_, number)| object.numbered(number)) {
            self.note(JsonFlawKind::DuplicateMember, value.name_span().unwrap_or_default(), value);
        }
    }

    fn note(&mut self, kind: JsonFlawKind, span: Span, value: Value<'_>) {
        let mut same =
            self.flaws.iter_mut().filter(|flaw| std::mem::discriminant(&flaw.kind) == std::mem::discriminant(&kind));
        match same.nth(MAX_OF_A_KIND - 1) {
            Some(last) => last.more += 1,
            None => self.flaws.push(JsonFlaw { kind, span, pointer: self.document.pointer(value), more: 0 }),
        }
    }
}

/// Whether a string source has a surrogate escape that is not half of a pair.
fn has_lone_surrogate(source: &str) -> bool {
    let mut rest = source;
    while let Some(at) = rest.find('\\') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let (_, length) = reader::escape(rest);
        let unit = rest.strip_prefix('u').and_then(reader::code_unit);
        if matches!(unit, Some(0xD800..=0xDFFF)) && length < 11 {
            return true;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(JsonFlawKind, &str, &str)]) {
        let document = Document::read(text.to_owned());
        let flaws = document.review();
        let found: Vec<_> = flaws.iter().map(|flaw| (flaw.kind, flaw.pointer.as_str(), flaw.span.of(text))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_flaw_points_to_its_value() {
        check(r#"{"a":1,"b":[true,null,"\ud83d\ude00"],"c":{"a":1}}"#, &[]);
        check(
            r#"{"a":1,"\u0061":2,"b":{"c":0,"c":0}}"#,
            &[(JsonFlawKind::DuplicateMember, "/a", "\"\\u0061\""), (JsonFlawKind::DuplicateMember, "/b/c", "\"c\"")],
        );
        check(
            r#"["\ud83d","\\ud83d","\ude00\ud83d\ude00"]"#,
            &[
                (JsonFlawKind::LoneSurrogate, "/0", "\"\\ud83d\""),
                (JsonFlawKind::LoneSurrogate, "/2", "\"\\ude00\\ud83d\\ude00\""),
            ],
        );
        check(r#"{"x":9007199254740993}"#, &[(JsonFlawKind::NumberRange(Loss::Integer), "/x", "9007199254740993")]);
        check(
            r#"{"a":{"__proto__":1,"\u005f_proto__":2}}"#,
            &[
                (JsonFlawKind::DuplicateMember, "/a/__proto__", "\"\\u005f_proto__\""),
                (JsonFlawKind::PrototypeName, "/a/__proto__", "\"__proto__\""),
                (JsonFlawKind::PrototypeName, "/a/__proto__", "\"\\u005f_proto__\""),
            ],
        );
        check("{\"a\": 1}", &[(JsonFlawKind::Whitespace, "", " ")]);
    }

    #[test]
    fn nesting_is_deep_from_the_33rd_level() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        check(&nested(32), &[]);
        assert_eq!(Document::read(nested(33)).review().len(), 1);
        assert_eq!(Document::read(nested(128)).error(), None);
    }

    #[test]
    fn many_of_a_kind_are_counted_not_listed() {
        let text = format!("[{}1e999]", "1e999,".repeat(99));
        let flaws = Document::read(text).review();
        assert_eq!(flaws.len(), MAX_OF_A_KIND);
        assert_eq!(flaws.last().map(|flaw| flaw.more), Some(92));
    }
}
