//! Nodes and plain values as bytes, for the way from the worker that reads long texts to the page.
//!
//! Names of elements and attributes travel as their places in `NAMES`, so that reading can make no other: text stays
//! text on this way too. Reading answers `None` for bytes that nothing here wrote.

use super::node::{Element, Node, el, svg};
use crate::judge::verdict::Piece;
use crate::text::time::NumericDate;
use crate::text::time::zone::Wording;

/// The names of elements and attributes that views use; a test finds any that is missing.
#[rustfmt::skip]
const NAMES: [&str; 98] = [
    "a", "article", "b", "button", "circle", "code", "dd", "details", "div", "dl", "dt", "h2", "h3", "h4", "i",
    "input", "label", "li", "line", "ol", "p", "pre", "rect", "section", "small", "span", "strong", "summary",
    "svg", "text", "textarea", "time", "tspan", "ul", "aria-controls", "aria-describedby", "aria-expanded",
    "aria-hidden", "aria-keyshortcuts", "aria-labelledby", "aria-selected",
    "aria-label", "aria-live", "aria-pressed", "autocapitalize", "autocomplete", "autocorrect", "class", "cx", "cy",
    "data-at", "data-clock", "data-do", "data-expect", "data-key", "data-live", "data-open", "data-part", "data-place",
    "data-private", "data-rule", "data-what", "datetime", "dir", "for", "height", "hidden", "href", "id", "lang",
    "max", "min", "open", "part", "placeholder", "r", "readonly", "rel", "role", "rows", "rx", "spellcheck",
    "start", "step", "tabindex", "target", "text-anchor", "title", "type", "value", "width", "wrap", "x", "x1",
    "x2", "y", "y1", "y2",
];

const TEXT: u64 = 0;
const HTML: u64 = 1;
const SVG: u64 = 2;
const DISTANCE: u64 = 3;
const RELATIVE: u64 = 4;
const LOCAL: u64 = 5;
const SHORT: u64 = 6;
const COARSE: u64 = 7;

/// Writes values one after the other.
#[derive(Debug, Default)]
pub struct Packer {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Packer {
    /// A number: seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A yes or no.
    pub fn flag(&mut self, flag: bool) {
        self.number(u64::from(flag));
    }

    /// Bytes after their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// A text after its length in bytes.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// A float, bit by bit.
    pub fn float(&mut self, float: f64) {
        self.bytes.extend_from_slice(&float.to_bits().to_le_bytes());
    }

    /// A moment, as exactly as words tell moments apart.
    pub fn moment(&mut self, moment: NumericDate) {
        self.float(moment.as_f64());
    }

    /// What may be absent.
    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Packer, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Things after their number.
    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Packer, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| write(self, item));
    }

    /// Nodes with all that is inside them.
    pub fn nodes(&mut self, nodes: &[Node]) {
        self.list(nodes, Packer::node);
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(words) => self.worded(words),
            Node::Live(Piece::Text(words)) => self.worded(words),
            Node::Live(Piece::Distance(at)) => self.timed(DISTANCE, *at),
            Node::Live(Piece::Relative(at)) => self.timed(RELATIVE, *at),
            Node::Live(Piece::Short(at)) => self.timed(SHORT, *at),
            Node::Live(Piece::Coarse(at)) => self.timed(COARSE, *at),
            Node::Local(at, wording) => {
                self.timed(LOCAL, *at);
                self.number(Wording::ALL.iter().position(|known| known == wording).unwrap_or_default() as u64);
            }
            Node::Element(element) => {
                self.number(if element.svg { SVG } else { HTML });
                self.name(element.name);
                self.list(&element.attributes, |out, (name, value)| {
                    out.name(name);
                    out.text(value);
                });
                self.nodes(&element.children);
            }
        }
    }

    fn worded(&mut self, words: &str) {
        self.number(TEXT);
        self.text(words);
    }

    fn timed(&mut self, kind: u64, at: NumericDate) {
        self.number(kind);
        self.moment(at);
    }

    fn name(&mut self, name: &str) {
        // A name that is missing would read as none: the node is left out, and the test of the table fails.
        self.number(NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len()) as u64);
    }
}

/// Reads what a [`Packer`] wrote, in the same order.
#[derive(Debug)]
pub struct Unpacker<'a> {
    rest: &'a [u8],
}

impl<'a> Unpacker<'a> {
    /// Of these bytes.
    pub fn new(bytes: &'a [u8]) -> Unpacker<'a> {
        Unpacker { rest: bytes }
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A yes or no.
    pub fn flag(&mut self) -> Option<bool> {
        Some(self.number()? == 1)
    }

    /// Bytes.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.count()?;
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.bytes()?).ok().map(str::to_owned)
    }

    /// A float.
    pub fn float(&mut self) -> Option<f64> {
        let (bits, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(f64::from_bits(u64::from_le_bytes(*bits)))
    }

    /// A moment.
    pub fn moment(&mut self) -> Option<NumericDate> {
        self.float().map(NumericDate::from_f64)
    }

    /// What may be absent.
    pub fn option<T>(&mut self, read: impl FnOnce(&mut Unpacker<'a>) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    /// Things.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Unpacker<'a>) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        // Each takes a byte at least.
        let mut items = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            items.push(read(self)?);
        }
        Some(items)
    }

    /// Nodes.
    pub fn nodes(&mut self) -> Option<Vec<Node>> {
        self.list(Unpacker::node)
    }

    fn node(&mut self) -> Option<Node> {
        Some(match self.number()? {
            TEXT => Node::Text(self.text()?.into()),
            HTML => self.element(el)?.into(),
            SVG => self.element(svg)?.into(),
            DISTANCE => Node::Live(Piece::Distance(self.moment()?)),
            RELATIVE => Node::Live(Piece::Relative(self.moment()?)),
            SHORT => Node::Live(Piece::Short(self.moment()?)),
            COARSE => Node::Live(Piece::Coarse(self.moment()?)),
            LOCAL => Node::Local(self.moment()?, *Wording::ALL.get(self.count()?)?),
            _ => return None,
        })
    }

    fn element(&mut self, make: fn(&'static str) -> Element) -> Option<Element> {
        let mut element = make(self.name()?);
        for (name, value) in self.list(|from| Some((from.name()?, from.text()?)))? {
            element = element.with(name, value);
        }
        Some(element.children(self.nodes()?))
    }

    fn name(&mut self) -> Option<&'static str> {
        NAMES.get(self.count()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut out = Packer::default();
        for number in [0, 127, 128, 300, u64::MAX] {
            out.number(number);
        }
        out.float(-1.5);
        out.option(Some("é"), |out, text| out.text(text));
        out.option(None::<&str>, |out, text| out.text(text));
        let mut from = Unpacker::new(&out.bytes);
        for number in [0, 127, 128, 300, u64::MAX] {
            assert_eq!(from.number(), Some(number));
        }
        assert_eq!(from.float(), Some(-1.5));
        assert_eq!(
            (from.option(Unpacker::text), from.option(Unpacker::text)),
            (Some(Some("é".to_owned())), Some(None))
        );
        assert_eq!(from.number(), None);
    }

    #[test]
    fn bytes_of_others_are_refused() {
        for bytes in [&[9][..], &[1, 9], &[1, 1, NAMES.len() as u8, 0, 0], &[0xff; 12], &[1, 0, 5, b'a']] {
            assert!(Unpacker::new(bytes).nodes().is_none(), "{bytes:?}");
        }
    }

    /// Every name in quotes that the files of the view give to an element or an attribute is in the table.
    #[test]
    fn the_table_has_every_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view");
        let mut found = 0;
        for file in std::fs::read_dir(folder).expect("the folder is there").filter_map(Result::ok) {
            let source = Some(file.path()).filter(|path| !path.ends_with("tests.rs"));
            let Some(source) = source.and_then(|path| std::fs::read_to_string(path).ok()) else { continue };
            let source = source.split("#[cfg(test)]").next().unwrap_or_default();
            for start in ["el(\"", "svg(\"", ".with(\"", ".with_if("] {
                for rest in source.split(start).skip(1) {
                    // Of `with_if` the name is the second argument, after a condition that may have quotes of its own.
                    let rest =
                        if start == ".with_if(" { rest.split_once(", \"").map_or("", |(_, rest)| rest) } else { rest };
                    let name = rest.split('"').next().unwrap_or_default();
                    assert!(NAMES.contains(&name), "{name:?} of {:?} is missing", file.path());
                    found += 1;
                }
            }
        }
        assert!(found > 300, "{found} names");
    }
}
