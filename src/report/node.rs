//! The tree of a part: values with their places, digit for digit in the part's text.

use serde::Serialize;

use super::Span;

/// A JSON value with its place in the part's `text`; the text at `span` is the value, digit for digit.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum JsonNode {
    /// An object.
    Object {
        /// From brace to brace.
        span: Span,
        /// In the order of the text, duplicates included.
        members: Vec<Member>,
        /// How many there are, for the view, which gets the first ones only.
        #[serde(skip)]
        #[cfg_attr(test, ts(skip))]
        total: usize,
    },
    /// An array.
    Array {
        /// From bracket to bracket.
        span: Span,
        /// In the order of the text.
        items: Vec<JsonNode>,
        /// How many there are, likewise.
        #[serde(skip)]
        #[cfg_attr(test, ts(skip))]
        total: usize,
    },
    /// A string, quotes and escapes included.
    String {
        /// From quote to quote.
        span: Span,
    },
    /// A number.
    Number {
        /// Its digits.
        span: Span,
    },
    /// `true` or `false`.
    Boolean {
        /// The word.
        span: Span,
    },
    /// `null`.
    Null {
        /// The word.
        span: Span,
    },
}

/// A member of an object.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// The name, unescaped; lone surrogates become U+FFFD, the text at the name's span has them as they stand.
    pub name: String,
    /// Where the name stands, quotes included.
    pub name_span: Span,
    /// Whether another member of the same object has the same name.
    pub duplicate: bool,
    /// Whether none after it has the same name, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub last: bool,
    /// The value.
    pub value: JsonNode,
}
