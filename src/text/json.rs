//! JSON as it stands (RFC 8259): every value with its place in the text, members in order, duplicates kept, numbers and
//! strings as they are spelled.
//!
//! Strict: what RFC 8259 does not allow is an [`Error`] with its place. But an error never hides what came before it:
//! the document holds all values read up to there. Not recursive; nesting beyond [`MAX_DEPTH`] is an error like any
//! other. It builds no values: a number is its digits, a string its source, and [`unescape`] is called where text is
//! wanted.

use std::borrow::Cow;

use crate::text::span::Span;

mod duplicates;
mod error;
pub mod names;
mod node;
mod number;
mod pointer;
mod reader;
mod review;
mod sinks;

pub use error::{Error, ErrorKind};
pub use number::{Loss, loss};
pub use pointer::CUT;
pub use review::{JsonFlaw, JsonFlawKind};

use node::PackedNode;

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 128;
/// The longest text that is read, in bytes: places are 32-bit numbers, so that a node takes 24 bytes.
const MAX_TEXT: usize = i32::MAX as usize;
/// The nesting beyond which recursive parsers get into trouble.
pub const DEEP: usize = 32;

/// The kinds of JSON value (RFC 8259 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// `{...}`
    Object,
    /// `[...]`
    Array,
    /// `"..."`
    String,
    /// `-1.5e3`
    Number,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

/// A text read as JSON.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    /// In the order of the text, containers before their contents.
    nodes: Vec<PackedNode>,
    error: Option<Error>,
    first_space: Option<usize>,
}

impl Document {
    /// Reads `text`.
    pub fn read(text: String) -> Document {
        if text.len() > MAX_TEXT {
            let error = Some(Error { kind: ErrorKind::TooLong, at: 0 });
            return Document { text, nodes: Vec::new(), error, first_space: None };
        }
        let mut tree = sinks::Tree::for_text(&text);
        let outcome = reader::read(&text, &mut tree);
        Document { nodes: tree.finish(), text, error: outcome.error, first_space: outcome.first_space }
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where and why reading stopped; `None` for well-formed JSON.
    pub fn error(&self) -> Option<Error> {
        self.error
    }

    /// The outermost value; `None` where not even its beginning could be read.
    pub fn root(&self) -> Option<Value<'_>> {
        self.value(0)
    }

    /// All values, in the order of the text.
    pub fn values(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.nodes.len()).filter_map(|index| self.value(index))
    }

    /// The last member called `name` of the outermost object: what most readers would take.
    pub fn member(&self, name: &str) -> Option<Value<'_>> {
        self.root()?.member(name)
    }

    /// The JSON pointer (RFC 6901) of a value of this document; one that would be longer than 4 KiB ends in [`CUT`].
    pub fn pointer(&self, target: Value<'_>) -> String {
        pointer::pointer(self, target)
    }

    /// What is legal but unwise, or hard on other readers.
    pub fn review(&self) -> Vec<JsonFlaw> {
        review::review(self)
    }

    fn value(&self, index: usize) -> Option<Value<'_>> {
        self.nodes.get(index).map(|node| Value { document: self, index, node })
    }
}

/// A JSON value as it is written: order, duplicates, digits and escapes.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    document: &'a Document,
    index: usize,
    node: &'a PackedNode,
}

impl<'a> Value<'a> {
    /// Its kind.
    pub fn kind(self) -> JsonKind {
        self.node.kind
    }

    /// Whether it is a value of this very document.
    #[doc(hidden)]
    pub fn is_of(self, document: &Document) -> bool {
        std::ptr::eq(self.document, document)
    }

    /// Where it is in the document's text.
    pub fn span(self) -> Span {
        self.node.source().span
    }

    /// Its text, as it stands.
    pub fn source(self) -> &'a str {
        self.span().of(&self.document.text)
    }

    /// Where its name stands, quotes included; `None` outside objects.
    pub fn name_span(self) -> Option<Span> {
        self.node.name().map(|name| name.span)
    }

    /// Its name, unescaped; `None` outside objects.
    pub fn name(self) -> Option<Cow<'a, str>> {
        self.node.name().map(|name| name.value(&self.document.text))
    }

    /// Whether it is a member of this name; cheaper than to ask for the name.
    #[inline]
    #[doc(hidden)]
    pub fn is_named(self, name: &str) -> bool {
        let is_it = |found: node::Quoted| found.escaped || found.span.len() == name.len() + 2;
        self.node.name().is_some_and(|found| is_it(found) && found.is(name, &self.document.text))
    }

    /// Whether its source has escapes, or is a string that is cut off.
    #[doc(hidden)]
    pub fn is_escaped(self) -> bool {
        self.node.is_escaped
    }

    /// The text of a string, unescaped; `None` for other kinds.
    pub fn string(self) -> Option<Cow<'a, str>> {
        (self.node.kind == JsonKind::String).then(|| self.node.source().value(&self.document.text))
    }

    /// The values directly inside an object or array.
    pub fn children(self) -> impl Iterator<Item = Value<'a>> + Clone + use<'a> {
        Children { document: self.document, at: self.index + 1, end: self.node.next as usize }
    }

    /// Its number among all values of its document, in the order of the text.
    #[inline]
    #[doc(hidden)]
    pub fn number(self) -> u32 {
        // Lossless: there are fewer values than bytes, and `MAX_TEXT` bounds those.
        self.index as u32
    }

    /// The value of this document that has this number.
    #[inline]
    #[doc(hidden)]
    pub fn numbered(self, number: u32) -> Option<Value<'a>> {
        self.document.value(number as usize)
    }

    /// The members whose name stood earlier in the same object (RFC 8259 §4), compared after unescaping, in the order
    /// of the text: the [number](Value::number) of each, after that of the first of its name.
    #[doc(hidden)]
    pub fn duplicates(self) -> Vec<(u32, u32)> {
        duplicates::duplicates(self)
    }

    /// The last member called `name`; `None` without one, or where this is not an object.
    pub fn member(self, name: &str) -> Option<Value<'a>> {
        self.children().filter(|child| child.is_named(name)).last()
    }
}

/// The values directly inside another, in the order of the text.
#[derive(Clone, Debug)]
struct Children<'a> {
    document: &'a Document,
    at: usize,
    end: usize,
}

impl<'a> Iterator for Children<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let value = (self.at < self.end).then(|| self.document.value(self.at)).flatten()?;
        self.at = value.node.next as usize;
        Some(value)
    }
}

/// The members of the outermost object, found without building a tree: where name and value begin and end, each as it
/// is spelled. They take the place of what is in `members`, so that its memory can be used again.
///
/// # Errors
/// Where the text is not one JSON object.
pub fn index(text: &str, members: &mut Vec<[usize; 4]>) -> Result<(), Error> {
    let mut sink = sinks::MemberIndex::into(members);
    match reader::read(text, &mut sink).error {
        Some(error) => Err(error),
        None if sink.is_object => Ok(()),
        None => Err(Error { kind: ErrorKind::NotAnObject, at: 0 }),
    }
}

/// The text of a string source such as `"a\u0062"`, quotes included; the closing one may be missing.
///
/// A lone surrogate (RFC 8259 §8.2) becomes U+FFFD, because a Rust string cannot hold it; the source still shows it.
pub fn unescape(source: &str) -> Cow<'_, str> {
    let inner = source.strip_prefix('"').unwrap_or(source);
    let Some(first) = inner.find('\\') else {
        return Cow::Borrowed(inner.strip_suffix('"').unwrap_or(inner));
    };
    let (plain, mut rest) = inner.split_at(first);
    let mut text = plain.to_owned();
    while let Some(at) = rest.find('\\') {
        text.push_str(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at + 1..).unwrap_or_default();
        let (found, length) = reader::escape(escape);
        text.push(found);
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest.strip_suffix('"').unwrap_or(rest));
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        Document::read(text.to_owned())
    }

    #[test]
    fn order_duplicates_and_digits_are_kept() {
        let text = r#"{"id":100002348117421473,"w":3.0,"b":1,"2":"x","1":"y","b":2}"#;
        let document = read(text);
        assert_eq!(document.error(), None);
        let root = document.root().expect("an object");
        let members: Vec<_> =
            root.children().map(|child| (child.name().unwrap_or_default().into_owned(), child.source())).collect();
        let expected =
            [("id", "100002348117421473"), ("w", "3.0"), ("b", "1"), ("2", "\"x\""), ("1", "\"y\""), ("b", "2")];
        assert_eq!(members, expected.map(|(name, source)| (name.to_owned(), source)));
        assert_eq!(document.member("b").map(Value::source), Some("2"));
        assert_eq!(root.source(), text);
    }

    #[test]
    fn what_precedes_an_error_is_kept() {
        let document = read(r#"{"sub":"u_42","realm":{"roles":["a","b"],"exp":17"#);
        let error = document.error().expect("cut off");
        assert!(error.is_end(document.text()));
        let sources: Vec<_> = document.values().map(Value::source).collect();
        assert_eq!(sources[1], "\"u_42\"");
        assert_eq!(sources[3], r#"["a","b"]"#);
        assert_eq!(sources.last(), Some(&"17"));
        assert_eq!(document.member("sub").and_then(Value::string).as_deref(), Some("u_42"));
    }

    #[test]
    fn strings_are_unescaped_on_demand() {
        for (source, expected) in [
            (r#""""#, ""),
            (r#""http:\/\/a""#, "http://a"),
            (r#""\u0041\n\t\"\\""#, "A\n\t\"\\"),
            (r#""\ud83d\ude00!""#, "😀!"),
            (r#""\ud83d!""#, "\u{fffd}!"),
            (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
            (r#""cut\u00"#, "cut\u{fffd}"),
            (r#""cut\"#, "cut\u{fffd}"),
        ] {
            assert_eq!(unescape(source), expected, "{source}");
        }
    }

    #[test]
    fn the_index_finds_top_level_members_only() {
        let text = r#"{ "a" : {"b":[1,{"c":2}]}, "d":[] , "a":3 }"#;
        let mut members = Vec::new();
        assert_eq!(index(text, &mut members), Ok(()));
        let found: Vec<_> =
            members.iter().map(|&[name, colon, value, end]| (&text[name..colon], &text[value..end])).collect();
        assert_eq!(found, [("\"a\"", r#"{"b":[1,{"c":2}]}"#), ("\"d\"", "[]"), ("\"a\"", "3")]);
        assert_eq!(index("[1]", &mut members).map_err(|error| error.kind), Err(ErrorKind::NotAnObject));
        assert_eq!(index("{\"a\":}", &mut members).map_err(|error| error.at), Err(5));
        assert_eq!((index("{}", &mut members), members.len()), (Ok(()), 0));
    }
}
