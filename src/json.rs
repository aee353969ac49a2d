//! JSON as it stands (RFC 8259): every value with its place in the text, members in order, duplicates kept, numbers and
//! strings as they are spelled.
//!
//! Strict: what RFC 8259 does not allow is an [`Error`] with its place. But an error never hides what came before it: the
//! document holds all values read up to there. Not recursive; nesting beyond [`MAX_DEPTH`] is an error like any other.
//! It builds no values: a number is its digits, a string its source, and [`unescape`] is called where text is wanted.

use std::borrow::Cow;

use crate::span::Span;

mod error;
pub mod names;
mod number;
mod reader;
mod review;

pub use error::{Error, ErrorKind};
pub use number::{Loss, loss};
pub use review::{Flaw, FlawKind};

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 128;
/// Up to so many members it is cheaper to compare all names than to sort them.
const FEW: usize = 24;
/// The longest text that is read, in bytes: places are 32-bit numbers, so that a node takes 24 bytes.
const MAX_TEXT: usize = u32::MAX as usize;
/// The longest pointer that is made, in bytes. Names may be as long as the text, and many values may be asked for theirs.
const MAX_POINTER: usize = 4_096;
/// The nesting beyond which recursive parsers get into trouble.
pub const DEEP: usize = 32;

/// The kinds of JSON value (RFC 8259 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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

/// A place in the text, and whether what stands there has escapes: most has not, and then is its own value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quoted {
    /// Quotes included.
    span: Span,
    escaped: bool,
}

impl Quoted {
    /// The characters between the quotes, as they stand.
    fn inner(self, text: &str) -> &[u8] {
        text.as_bytes().get(self.span.start + 1..self.span.end.saturating_sub(1)).unwrap_or_default()
    }

    /// The text it stands for.
    fn value(self, text: &str) -> Cow<'_, str> {
        if self.escaped {
            return unescape(self.span.of(text));
        }
        Cow::Borrowed(text.get(self.span.start + 1..self.span.end.saturating_sub(1)).unwrap_or_default())
    }

    /// Whether it stands for `wanted`.
    fn is(self, wanted: &str, text: &str) -> bool {
        if self.escaped { self.value(text) == wanted } else { self.inner(text) == wanted.as_bytes() }
    }

    /// Whether two stand for the same text.
    fn is_same(self, other: Quoted, text: &str) -> bool {
        match self.escaped || other.escaped {
            true => self.value(text) == other.value(text),
            // Most names differ in length.
            false => self.span.len() == other.span.len() && self.inner(text) == other.inner(text),
        }
    }
}

/// A value of a [`Document`]. There may be one for every other byte of the text: it is packed into 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    /// Where it stands, delimiters included.
    start: u32,
    end: u32,
    /// Where its name stands, for a member of an object; both zero for others.
    name_start: u32,
    name_end: u32,
    /// The index of the first node that is not inside this one.
    next: u32,
    kind: Kind,
    is_escaped: bool,
    is_name_escaped: bool,
}

const _: () = assert!(size_of::<Node>() == 24);

impl Node {
    /// A value at `source`, whose contents end before the node `next`.
    fn new(kind: Kind, source: Quoted, name: Option<Quoted>, next: usize) -> Node {
        // Lossless: `MAX_TEXT` bounds all places, and there are fewer nodes than bytes.
        let name_span = name.map_or(Span::at(0), |name| name.span);
        Node {
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

    fn source(&self) -> Quoted {
        Quoted { span: Span::new(self.start as usize, self.end as usize), escaped: self.is_escaped }
    }

    #[inline]
    fn name(&self) -> Option<Quoted> {
        let span = Span::new(self.name_start as usize, self.name_end as usize);
        (self.name_end > 0).then_some(Quoted { span, escaped: self.is_name_escaped })
    }
}

/// A text read as JSON.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    /// In the order of the text, containers before their contents.
    nodes: Vec<Node>,
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
        let mut tree = reader::Tree::for_text(&text);
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

    /// The JSON pointer (RFC 6901) of a value of this document; where it would be longer than 4 KiB, that of the innermost
    /// value around it whose pointer is not.
    pub fn pointer(&self, target: Value<'_>) -> String {
        let mut pointer = String::new();
        let mut here = self.root();
        while let Some(container) = here.filter(|value| value.index < target.index) {
            let holds = |child: &Value<'_>| target.index < child.node.next as usize;
            here = container.children().enumerate().find(|(_, child)| holds(child)).and_then(|(position, child)| {
                let step = child.name().unwrap_or_else(|| Cow::Owned(position.to_string()));
                push_step(&mut pointer, &step).then_some(child)
            });
        }
        pointer
    }

    /// What is legal but unwise, or hard on other readers.
    pub fn review(&self) -> Vec<Flaw> {
        review::review(self)
    }

    fn value(&self, index: usize) -> Option<Value<'_>> {
        self.nodes.get(index).map(|node| Value { document: self, index, node })
    }

    /// The name of the node `index`; empty for one that has none.
    fn name_of(&self, index: u32) -> Cow<'_, str> {
        self.nodes.get(index as usize).and_then(Node::name).map_or(Cow::Borrowed(""), |name| name.value(&self.text))
    }
}

/// Adds a step to a JSON pointer; whether there was room for it.
fn push_step(pointer: &mut String, step: &str) -> bool {
    if pointer.len() + 1 + step.len() > MAX_POINTER {
        return false;
    }
    pointer.push('/');
    match step.contains(['~', '/']) {
        true => pointer.push_str(&step.replace('~', "~0").replace('/', "~1")),
        false => pointer.push_str(step),
    }
    true
}

/// A value in its document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    document: &'a Document,
    index: usize,
    node: &'a Node,
}

impl<'a> Value<'a> {
    /// Its kind.
    pub fn kind(self) -> Kind {
        self.node.kind
    }

    /// Whether it is a value of this very document.
    pub fn is_of(self, document: &Document) -> bool {
        std::ptr::eq(self.document, document)
    }

    /// Where it stands in the document's text.
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
    pub fn is_named(self, name: &str) -> bool {
        let is_it = |found: Quoted| found.escaped || found.span.len() == name.len() + 2;
        self.node.name().is_some_and(|found| is_it(found) && found.is(name, &self.document.text))
    }

    /// Whether its source has escapes, or is a string that is cut off.
    pub fn is_escaped(self) -> bool {
        self.node.is_escaped
    }

    /// The text of a string, unescaped; `None` for other kinds.
    pub fn string(self) -> Option<Cow<'a, str>> {
        (self.node.kind == Kind::String).then(|| self.node.source().value(&self.document.text))
    }

    /// The values directly inside an object or array.
    pub fn children(self) -> Children<'a> {
        Children { document: self.document, at: self.index + 1, end: self.node.next as usize }
    }

    /// Its number among all values of its document, in the order of the text.
    #[inline]
    pub fn number(self) -> u32 {
        // Lossless: there are fewer values than bytes, and `MAX_TEXT` bounds those.
        self.index as u32
    }

    /// The value of this document that has this number.
    #[inline]
    pub fn numbered(self, number: u32) -> Option<Value<'a>> {
        self.document.value(number as usize)
    }

    /// The members whose name stood earlier in the same object (RFC 8259 §4), compared after unescaping, in the order of
    /// the text: the [number](Value::number) of each, after that of the first of its name.
    pub fn duplicates(self) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let document = self.document;
        let text = &document.text;
        if self.children().nth(FEW).is_none() {
            let mut earlier = names::Names::default();
            for (position, value) in self.children().enumerate() {
                let Some(name) = value.node.name() else { continue };
                let key = names::key(&name.value(text));
                if earlier.may_have(names::bit(key)) {
                    let is_same = |first: &Value<'a>| first.node.name().is_some_and(|first| first.is_same(name, text));
                    let first = self.children().take(position).find(is_same);
                    found.extend(first.map(|first| (first.number(), value.number())));
                }
                earlier.add(key);
            }
            return found;
        }
        // No names are kept, for there may be as many as there is memory: a digest and a number for each.
        let digested = |value: Value<'a>| value.name().map(|name| (digest(&name), value.number()));
        let mut members: Vec<(u32, u32)> = Vec::with_capacity(self.children().count());
        members.extend(self.children().filter_map(digested));
        members.sort_unstable();
        for alike in members.chunk_by_mut(|one, next| one.0 == next.0).filter(|alike| alike.len() > 1) {
            // Most names differ in their digests already; those that share one may still be many.
            let name = |&(_, number): &(u32, u32)| document.name_of(number);
            alike.sort_unstable_by(|one, other| name(one).cmp(&name(other)).then(one.1.cmp(&other.1)));
            for same in alike.chunk_by(|one, next| name(one) == name(next)) {
                let [(_, first), rest @ ..] = same else { continue };
                found.extend(rest.iter().map(|&(_, number)| (*first, number)));
            }
        }
        found.sort_unstable_by_key(|&(_, number)| number);
        found
    }

    /// The last member called `name`; `None` where there is none, or this is no object.
    pub fn member(self, name: &str) -> Option<Value<'a>> {
        self.children().filter(|child| child.is_named(name)).last()
    }
}

/// A number that is the same for the same name, and mostly another for others.
fn digest(name: &str) -> u32 {
    let (blocks, rest) = name.as_bytes().as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(place, &byte)| *place = byte);
    let mix = |digest: u64, block: &[u8; 8]| (digest ^ u64::from_le_bytes(*block)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let digest = mix(blocks.iter().fold(name.len() as u64, mix), &last);
    (digest ^ digest >> 32) as u32
}

/// The values directly inside another, in the order of the text.
#[derive(Clone, Debug)]
pub struct Children<'a> {
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

/// The members of the outermost object, found without building a tree: where name and value begin and end, each as it is
/// spelled. They take the place of what is in `members`, so that its memory can be used again.
///
/// # Errors
/// Where the text is not one JSON object.
pub fn index(text: &str, members: &mut Vec<[usize; 4]>) -> Result<(), Error> {
    let mut sink = reader::Members::into(members);
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
        let members: Vec<_> = root.children().map(|child| (child.name().unwrap_or_default().into_owned(), child.source())).collect();
        let expected = [("id", "100002348117421473"), ("w", "3.0"), ("b", "1"), ("2", "\"x\""), ("1", "\"y\""), ("b", "2")];
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
    fn pointers_name_the_way() {
        let document = read(r#"{"a":[0,{"b/c":{"~":1}}],"d":2}"#);
        let pointers: Vec<_> = document.values().map(|value| document.pointer(value)).collect();
        assert_eq!(pointers, ["", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/1/b~1c/~0", "/d"]);
    }

    #[test]
    fn a_pointer_that_would_be_long_ends_at_a_value_around_it() {
        let document = read(&format!(r#"{{"a":{{"{}":{{"b":1}}}}}}"#, "n".repeat(MAX_POINTER)));
        let pointers: Vec<_> = document.values().map(|value| document.pointer(value)).collect();
        assert_eq!(pointers, ["", "/a", "/a", "/a"]);
    }

    /// Few names are compared, many are sorted: both answer the same.
    #[test]
    fn duplicates_come_after_the_first_of_their_name() {
        let names = ["a", "b", r"\u0061", "", "c", "", "b", r"a\u0000", "a"];
        let expected = [("a", 2), ("", 5), ("b", 6), ("a", 8)];
        for others in [0, FEW] {
            let member = |name: &str| format!("\"{name}\":[0]");
            let names = names.iter().map(|name| member(name)).chain((0..others).map(|number| member(&format!("x{number}"))));
            let document = read(&format!("{{{}}}", names.collect::<Vec<_>>().join(",")));
            let root = document.root().expect("an object");
            let value = |number| root.numbered(number).expect("a value");
            let position = |number| root.children().position(|child| child.number() == number).expect("a member");
            let found = root.duplicates().into_iter().map(|(first, number)| {
                assert_eq!(value(first).name(), value(number).name());
                (value(number).name().unwrap_or_default().into_owned(), position(number))
            });
            assert_eq!(found.collect::<Vec<_>>(), expected.map(|(name, position)| (name.to_owned(), position)));
        }
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
        let found: Vec<_> = members.iter().map(|&[name, colon, value, end]| (&text[name..colon], &text[value..end])).collect();
        assert_eq!(found, [("\"a\"", r#"{"b":[1,{"c":2}]}"#), ("\"d\"", "[]"), ("\"a\"", "3")]);
        assert_eq!(index("[1]", &mut members).map_err(|error| error.kind), Err(ErrorKind::NotAnObject));
        assert_eq!(index("{\"a\":}", &mut members).map_err(|error| error.at), Err(5));
        assert_eq!((index("{}", &mut members), members.len()), (Ok(()), 0));
    }
}
