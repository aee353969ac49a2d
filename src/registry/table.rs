//! Rows as they are kept: the words of all in one string, and a few bytes each for where theirs are.
//!
//! Rows are written as plain consts and packed when the crate is compiled; a row that cannot be packed does not
//! compile.

use std::ops::Range;

use super::documents::DOCUMENTS;
use super::{Row, Sensitivity, SourceRow, ValueKind};
use crate::registry::spec::Reference;

/// A table of rows.
#[derive(Debug)]
pub struct Table {
    text: &'static str,
    rows: &'static [PackedRow],
}

/// A row whose name, title, explanation and section of its document follow one another in the table's text.
#[derive(Clone, Copy, Debug)]
pub struct PackedRow {
    at: u16,
    name: u8,
    title: u8,
    explanation: u8,
    section: u8,
    value: ValueKind,
    sensitivity: Sensitivity,
    /// The number of an RFC, or [`FIRST`] and the position in [`DOCUMENTS`].
    document: u16,
}

/// The RFCs with this number and on are no RFCs.
const FIRST: u16 = 20_000;

impl Table {
    /// The row at a position.
    pub fn get(&self, position: usize) -> Option<Row> {
        self.rows.get(position).map(|row| self.row(row))
    }

    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.rows.iter().map(|row| self.row(row))
    }

    /// The row with this very name.
    pub fn find(&self, name: &str) -> Option<Row> {
        self.find_in(0..self.rows.len(), name)
    }

    /// The same among the rows at some positions.
    pub fn find_in(&self, positions: Range<usize>, name: &str) -> Option<Row> {
        let is_it = |row: &&PackedRow| usize::from(row.name) == name.len() && self.slice(row.at, row.name) == name;
        self.rows.get(positions)?.iter().find(is_it).map(|row| self.row(row))
    }

    fn slice(&self, at: u16, length: u8) -> &'static str {
        let start = usize::from(at);
        self.text.get(start..start + usize::from(length)).unwrap_or_default()
    }

    fn row(&self, packed: &PackedRow) -> Row {
        let mut at = packed.at;
        let mut next = |length: u8| {
            let words = self.slice(at, length);
            at += u16::from(length);
            words
        };
        let (name, title, explanation) = (next(packed.name), next(packed.title), next(packed.explanation));
        let section = next(packed.section);
        Row {
            name,
            title,
            explanation,
            value: packed.value,
            sensitivity: packed.sensitivity,
            document: packed.document,
            section,
        }
    }
}

/// The reference to a section of the document that is packed so.
pub(super) fn reference(document: u16, section: &'static str) -> Reference {
    match document.checked_sub(FIRST).and_then(|position| DOCUMENTS.get(usize::from(position))) {
        None => Reference::Rfc(document, section),
        Some(Reference::OpenId(document, _)) => Reference::OpenId(*document, section),
        Some(Reference::Draft(name, _)) => Reference::Draft(name, section),
        Some(page) => *page,
    }
}

/// Packs groups of rows into a static table; `$groups` is the path of a const.
macro_rules! table {
    ($(#[$meta:meta])* $visibility:vis static $name:ident = $groups:path;) => {
        $(#[$meta])*
        $visibility static $name: $crate::registry::table::Table = {
            use $crate::registry::table;
            static TEXT: [u8; table::length($groups)] = table::text($groups);
            static PACKED: [table::PackedRow; table::count($groups)] = table::pack($groups);
            table::new(&TEXT, &PACKED)
        };
    };
}
pub(super) use table;

// What follows runs when the crate is compiled: what panics there is a build that fails.

#[allow(clippy::panic, reason = "it runs when the crate is compiled")]
pub(super) const fn new(text: &'static [u8], rows: &'static [PackedRow]) -> Table {
    match str::from_utf8(text) {
        Ok(text) => Table { text, rows },
        Err(_) => panic!("words were cut"),
    }
}

/// How many rows the groups have.
pub(super) const fn count(groups: &[&[SourceRow]]) -> usize {
    let (mut count, mut group) = (0, 0);
    while group < groups.len() {
        count += groups[group].len();
        group += 1;
    }
    count
}

/// The row at a position, counted through all groups.
pub(super) const fn nth(groups: &[&[SourceRow]], mut position: usize) -> SourceRow {
    let mut group = 0;
    while position >= groups[group].len() {
        position -= groups[group].len();
        group += 1;
    }
    groups[group][position]
}

/// Only the catalogue of the npm module tells where a row is defined, so the page does without.
const fn section(reference: Reference) -> &'static str {
    match reference {
        _ if !cfg!(feature = "api") => "",
        Reference::Rfc(_, section) | Reference::OpenId(_, section) | Reference::Draft(_, section) => section,
        _ => "",
    }
}

const fn words(row: SourceRow) -> [&'static str; 4] {
    [row.name, row.title, row.explanation, section(row.reference)]
}

/// How many bytes the words of all rows have.
pub(super) const fn length(groups: &[&[SourceRow]]) -> usize {
    let (mut length, mut row) = (0, 0);
    while row < count(groups) {
        let words = words(nth(groups, row));
        length += words[0].len() + words[1].len() + words[2].len() + words[3].len();
        row += 1;
    }
    length
}

/// The words of all rows, one after another.
pub(super) const fn text<const LENGTH: usize>(groups: &[&[SourceRow]]) -> [u8; LENGTH] {
    let mut text = [0; LENGTH];
    let (mut at, mut row) = (0, 0);
    while row < count(groups) {
        let words = words(nth(groups, row));
        let mut word = 0;
        while word < words.len() {
            let bytes = words[word].as_bytes();
            let mut byte = 0;
            while byte < bytes.len() {
                text[at] = bytes[byte];
                at += 1;
                byte += 1;
            }
            word += 1;
        }
        row += 1;
    }
    text
}

/// All rows, packed.
pub(super) const fn pack<const COUNT: usize>(groups: &[&[SourceRow]]) -> [PackedRow; COUNT] {
    const NONE: PackedRow = PackedRow {
        at: 0,
        name: 0,
        title: 0,
        explanation: 0,
        section: 0,
        value: ValueKind::Any,
        sensitivity: Sensitivity::Open,
        document: 0,
    };
    let mut packed = [NONE; COUNT];
    let (mut at, mut position) = (0, 0);
    while position < COUNT {
        let row = nth(groups, position);
        let words = words(row);
        let mut lengths = [0; 4];
        let mut word = 0;
        assert!(at <= u16::MAX as usize, "the words of the table are too long");
        packed[position].at = at as u16;
        while word < words.len() {
            assert!(words[word].len() < 256, "a word of the row is too long");
            lengths[word] = words[word].len() as u8;
            at += words[word].len();
            word += 1;
        }
        [packed[position].name, packed[position].title, packed[position].explanation, packed[position].section] =
            lengths;
        packed[position].value = row.value;
        packed[position].sensitivity = row.sensitivity;
        packed[position].document = document(row.reference);
        position += 1;
    }
    packed
}

#[allow(clippy::panic, reason = "it runs when the crate is compiled")]
const fn document(reference: Reference) -> u16 {
    if let Reference::Rfc(number, _) = reference {
        return number;
    }
    let mut position = 0;
    while position < DOCUMENTS.len() {
        let is_same = match (reference, DOCUMENTS[position]) {
            (Reference::OpenId(one, _), Reference::OpenId(other, _)) => one as u8 == other as u8,
            (Reference::Draft(one, _), Reference::Draft(other, _))
            | (Reference::Page(_, one), Reference::Page(_, other)) => is_equal(one.as_bytes(), other.as_bytes()),
            _ => false,
        };
        if is_same {
            return FIRST + position as u16;
        }
        position += 1;
    }
    panic!("a row's document is not in DOCUMENTS")
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}
