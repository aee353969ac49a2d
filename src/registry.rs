//! What is registered: claims, header parameters, algorithms and providers, one const row each, with the text that
//! defines it; and what well-known values stand for.
//!
//! A row explains; it does not restrict. Names without a row stay first-class everywhere.

use crate::registry::spec::Reference;
use crate::text::json::JsonKind;

pub mod algorithms;
pub mod claims;
pub mod curves;
mod documents;
pub mod headers;
pub mod providers;
pub mod spec;
pub mod table;
pub mod values;

/// What kind of value a claim or header parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Any JSON string.
    Text,
    /// A string that is a URI.
    Uri,
    /// A string that is a URI where it contains a colon (RFC 7519 §2).
    StringOrUri,
    /// A string that is an e-mail address.
    Email,
    /// A string that is a telephone number.
    Phone,
    /// A string that is a date: `YYYY-MM-DD`, or the year alone.
    CalendarDate,
    /// A string of base64url: a digest, an identifier, a nonce.
    Bytes,
    /// A string that is a token itself.
    Token,
    /// A string of names with spaces between them (RFC 6749 §3.3).
    ScopeList,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A number of seconds that is a length of time.
    Seconds,
    /// Seconds since the epoch (RFC 7519 §2).
    NumericDate,
    /// A number, or a string.
    TextOrNumber,
    /// An array.
    List,
    /// An array of strings.
    TextList,
    /// One string, or an array of them.
    TextOrList,
    /// One StringOrURI, or an array of them.
    Audience,
    /// An array of certificates, in base64 with padding (RFC 7515 §4.1.6).
    Certificates,
    /// An object.
    Object,
    /// An object, or an array of them.
    ObjectOrList,
    /// A key (RFC 7517).
    Jwk,
    /// Anything: no text says, or the name is an everyday word that many use for things of their own.
    Any,
}

impl ValueKind {
    /// Whether a value of this JSON kind can be one; what stands in a string or array is not looked at.
    pub fn accepts(self, kind: JsonKind) -> bool {
        use ValueKind::*;
        match self {
            Text | Uri | StringOrUri | Email | Phone | CalendarDate | Bytes | Token | ScopeList => {
                kind == JsonKind::String
            }
            Boolean => kind == JsonKind::Boolean,
            Number | Seconds | NumericDate => kind == JsonKind::Number,
            TextOrNumber => matches!(kind, JsonKind::String | JsonKind::Number),
            List | TextList | Certificates => kind == JsonKind::Array,
            TextOrList | Audience => matches!(kind, JsonKind::String | JsonKind::Array),
            Object | Jwk => kind == JsonKind::Object,
            ObjectOrList => matches!(kind, JsonKind::Object | JsonKind::Array),
            Any => true,
        }
    }
}

/// Whom a value concerns when others look on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Nobody in particular.
    Open,
    /// It says something about a person, or tells their device from others.
    Personal,
    /// It says what the subject may do.
    Privilege,
    /// It may hold another token, which works for whoever has it.
    Secret,
}

/// A claim or header parameter.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The member name, case-sensitive.
    pub name: &'static str,
    /// What people call it: `Expires`.
    pub title: &'static str,
    /// One sentence: what it means to the reader of a token; empty where the title says it all.
    pub explanation: &'static str,
    /// The value that the text at the reference asks for.
    pub value: ValueKind,
    /// Whom it concerns.
    pub sensitivity: Sensitivity,
    document: u16,
    section: &'static str,
}

impl Row {
    /// Where it is defined.
    pub fn reference(&self) -> Reference {
        table::reference(self.document, self.section)
    }
}

/// A [`Row`] as it is written in a table's source.
#[derive(Clone, Copy)]
struct SourceRow {
    name: &'static str,
    title: &'static str,
    explanation: &'static str,
    value: ValueKind,
    sensitivity: Sensitivity,
    reference: Reference,
}

const fn row(
    name: &'static str,
    value: ValueKind,
    sensitivity: Sensitivity,
    reference: Reference,
    title: &'static str,
    explanation: &'static str,
) -> SourceRow {
    SourceRow { name, title, explanation, value, sensitivity, reference }
}

#[cfg(test)]
mod tests {
    use super::claims::{CLAIMS, MEMBERS, by_provider};
    use super::headers::{JWE, JWS};
    use super::*;

    /// Every table of rows; names are unique in each.
    fn tables() -> Vec<Vec<Row>> {
        let registered = [&CLAIMS, &MEMBERS, &JWS, &JWE].map(|table| table.rows().collect());
        registered.into_iter().chain(by_provider::providers().map(|(_, rows)| rows.collect())).collect()
    }

    #[test]
    fn names_are_unique_in_each_table() {
        for rows in tables() {
            for row in &rows {
                assert_eq!(rows.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
            }
        }
    }

    #[test]
    fn words_are_short_sentences() {
        for row in tables().into_iter().flatten() {
            let Row { name, title, explanation, .. } = row;
            assert!(
                explanation.is_empty() || explanation.ends_with('.') && explanation.len() <= 60,
                "{name}: {explanation}"
            );
            assert!(!title.is_empty() && title.len() <= 45 && !title.ends_with('.'), "{name}: {title}");
            for words in [title, explanation] {
                assert!(!words.starts_with(char::is_lowercase) && !words.contains("  "), "{name}: {words}");
            }
        }
    }

    #[test]
    fn every_reference_has_a_label_and_a_link() {
        for row in tables().into_iter().flatten() {
            assert!(row.reference().link().starts_with("https://"), "{}", row.name);
            assert!(
                !row.reference().to_string().is_empty() && !row.reference().to_string().ends_with('§'),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn kinds_accept_what_the_texts_allow() {
        let accepts = |name, kind| claims::find(name).is_some_and(|row| row.value.accepts(kind));
        assert!(accepts("exp", JsonKind::Number) && !accepts("exp", JsonKind::String));
        assert!(
            accepts("aud", JsonKind::String) && accepts("aud", JsonKind::Array) && !accepts("aud", JsonKind::Object)
        );
        assert!(accepts("email_verified", JsonKind::Boolean) && !accepts("email_verified", JsonKind::String));
        assert!(accepts("status", JsonKind::String), "an everyday word");
    }
}
