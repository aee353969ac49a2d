//! What is registered: claims, header parameters, algorithms and providers, one const row each, with the text that defines it.
//!
//! A row explains; it does not restrict. Names without a row stay first-class everywhere.

use crate::spec::Reference;

pub mod algorithms;
pub mod claims;
pub mod headers;
pub mod providers;

/// What kind of value a claim or header parameter holds (RFC 7519 §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Any JSON string.
    String,
    /// A string that is a URI where it contains a colon.
    StringOrUri,
    /// One StringOrURI, or an array of them.
    Audience,
    /// Seconds since the epoch, as a JSON number.
    NumericDate,
}

/// A registered claim or header parameter.
#[derive(Debug)]
pub struct Row {
    /// The member name, case-sensitive.
    pub name: &'static str,
    /// What people call it: `Expiration time`.
    pub title: &'static str,
    /// One sentence: what it means to the reader of a token.
    pub explanation: &'static str,
    /// The value that the specification asks for.
    pub value: ValueKind,
    /// Where it is defined.
    pub reference: Reference,
}

/// The row with this very name.
pub fn find(rows: &'static [Row], name: &str) -> Option<&'static Row> {
    rows.iter().find(|row| row.name == name)
}
