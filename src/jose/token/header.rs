//! The JOSE header (RFC 7515 §4, RFC 7516 §4): one set of parameters, whichever part of a token each stands in.
//!
//! A compact token has the protected header alone. The JSON serializations add unprotected parameters, for all
//! recipients or for one (RFC 7515 §7.2.1, RFC 7516 §7.2.1); the JOSE header is the union of the three. Where a name
//! stands in two of them, which the standards forbid, the protected one counts here, and the token has a flaw.

use crate::jose::token::content::Content;
use crate::jose::token::{Role, Site};
use crate::text::json::{Document, JsonKind, Value};

pub mod critical;

/// The part of the JOSE header that a parameter stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderPart {
    /// Under the signature or the authentication tag: the member `protected`, or the first part of a compact token.
    Protected,
    /// Of this signature or recipient alone, and unprotected: the member `header`.
    Own,
    /// Of all recipients of a JWE, and unprotected: the member `unprotected`.
    Shared,
}

impl HeaderPart {
    /// The member of the JSON serialization that holds it.
    pub fn member(self) -> &'static str {
        match self {
            HeaderPart::Protected => "protected",
            HeaderPart::Own => "header",
            HeaderPart::Shared => "unprotected",
        }
    }
}

/// Unprotected parameters, as they stand in the token's text.
#[derive(Clone, Debug)]
pub struct Unprotected {
    /// [`HeaderPart::Own`] or [`HeaderPart::Shared`].
    pub part: HeaderPart,
    /// The object that holds them.
    pub document: Document,
    /// Where it starts in the token's text, in bytes.
    pub start: usize,
}

/// The parameters of a token, from all parts of its header.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// The protected header, as far as it could be decoded; `None` for a token without one.
    pub protected: Option<Content>,
    /// What is unprotected: at most one of each part.
    pub unprotected: Vec<Unprotected>,
}

impl Header {
    /// The documents that hold parameters, the one that counts most first.
    fn documents(&self) -> impl Iterator<Item = &Document> {
        let protected = self.protected.as_ref().and_then(Content::document);
        protected.into_iter().chain(self.unprotected.iter().map(|unprotected| &unprotected.document))
    }

    /// The outermost values of these documents: objects, but for a protected header that is malformed.
    pub fn objects(&self) -> impl Iterator<Item = Value<'_>> {
        self.documents().filter_map(Document::root)
    }

    /// The parameter `name`; of duplicates the last, as most readers do.
    pub fn parameter(&self, name: &str) -> Option<Value<'_>> {
        self.documents().find_map(|document| document.member(name))
    }

    /// The parameter `name` of the protected header: what must be under the signature is looked for there alone.
    pub fn protected_parameter(&self, name: &str) -> Option<Value<'_>> {
        self.protected.as_ref()?.document()?.member(name)
    }

    /// Whether there is no header at all.
    pub fn is_absent(&self) -> bool {
        self.protected.is_none() && self.unprotected.is_empty()
    }

    /// Whether there is JSON in it without an error.
    pub fn is_readable(&self) -> bool {
        let is_whole = |document: &Document| document.error().is_none();
        !self.is_absent() && self.protected.as_ref().is_none_or(|content| content.document().is_some_and(is_whole))
    }

    /// The part that `value`, one of its values, stands in.
    pub fn part_of(&self, value: Value<'_>) -> HeaderPart {
        self.unprotected_of(value).map_or(HeaderPart::Protected, |unprotected| unprotected.part)
    }

    /// The site of `value`, one of its values.
    pub fn site(&self, value: Value<'_>) -> Site {
        match (self.unprotected_of(value), self.protected.as_ref().and_then(Content::document)) {
            (Some(unprotected), _) => Site::Text(Role::Header, value.span().shift(unprotected.start)),
            (None, Some(document)) => Site::Inside(Role::Header, value.span(), document.pointer(value)),
            (None, None) => Site::Token,
        }
    }

    fn unprotected_of(&self, value: Value<'_>) -> Option<&Unprotected> {
        self.unprotected.iter().find(|unprotected| value.is_of(&unprotected.document))
    }

    /// The names that stand in two parts (RFC 7515 §7.2.1: they must be disjoint), as far as `most` are compared.
    pub fn overlap(&self, most: usize) -> Vec<String> {
        let mut twice = Vec::new();
        for (place, unprotected) in self.unprotected.iter().enumerate() {
            let others = || {
                self.protected
                    .iter()
                    .filter_map(Content::document)
                    .chain(self.unprotected.iter().take(place).map(|other| &other.document))
            };
            let names = unprotected.document.root().into_iter().flat_map(Value::children).filter_map(Value::name);
            twice.extend(
                names.take(most).filter(|name| others().any(|other| other.member(name).is_some())).map(String::from),
            );
        }
        twice
    }
}

impl Unprotected {
    /// Reads the value of the member for `part` that starts at `start`; `None` where it is no object.
    pub fn read(part: HeaderPart, value: Value<'_>) -> Option<Unprotected> {
        let is_object = value.kind() == JsonKind::Object;
        is_object.then(|| Unprotected {
            part,
            document: Document::read(value.source().to_owned()),
            start: value.span().start,
        })
    }

    /// The names of its parameters.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.document.root().into_iter().flat_map(Value::children).filter_map(Value::name).map(String::from)
    }
}
