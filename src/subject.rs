//! What is judged: a token at a moment, with the facts that rules and verdict both ask for, gathered once.

use std::borrow::Cow;

use crate::json::Value;
use crate::profile::Profile;
use crate::registry::algorithms::{self, Algorithm, Usage};
use crate::time::NumericDate;
use crate::times::Times;
use crate::token::{Role, Site, Token};

/// A token at a moment, with what every judgement asks for.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The token.
    pub token: &'a Token,
    /// The moment of judgement.
    pub now: NumericDate,
    /// The text of `alg`, where it is a string.
    pub alg: Option<String>,
    /// The row of `alg`, where it is registered.
    pub algorithm: Option<&'static Algorithm>,
    /// Whether `alg` is none, or looks like it (RFC 8725 §3.2).
    pub is_unsecured: bool,
    /// The time claims.
    pub times: Times<'a>,
    /// What kind of token it is.
    pub profile: Profile,
    header: Members<'a>,
    claims: Members<'a>,
}

/// An object of which most rules ask for a member that is not there.
#[derive(Clone, Copy, Debug)]
struct Members<'a> {
    object: Option<Value<'a>>,
    /// A bit for each name that is there; names may share one. It makes a vain question nearly free.
    names: u64,
}

impl<'a> Members<'a> {
    fn of(object: Option<Value<'a>>) -> Members<'a> {
        let names = object.into_iter().flat_map(Value::children).filter_map(Value::name).fold(0, |names, name| names | bit(&name));
        Members { object, names }
    }

    #[inline]
    fn get(&self, name: &str) -> Option<Value<'a>> {
        if self.names & bit(name) == 0 { None } else { self.object?.member(name) }
    }
}

/// The bit of a name, from its length and its ends.
#[inline]
fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let end = |byte: Option<&u8>| byte.map_or(0, |&byte| usize::from(byte));
    1 << ((bytes.len() + 3 * end(bytes.first()) + 11 * end(bytes.last())) % 64)
}

impl<'a> Subject<'a> {
    /// Gathers it from `token`.
    pub fn new(token: &'a Token, now: NumericDate) -> Subject<'a> {
        let alg = token.string_parameter("alg");
        let algorithm = alg.as_deref().and_then(algorithms::find);
        let is_unsecured = match algorithm {
            Some(row) => row.usage == Usage::Unsecured,
            None => alg.as_deref().is_some_and(algorithms::is_disguised_none),
        };
        let header = token.header.as_ref().and_then(|header| header.document()).and_then(|document| document.root());
        Subject {
            token,
            now,
            alg,
            algorithm,
            is_unsecured,
            times: Times::of(token),
            profile: Profile::of(token),
            header: Members::of(header),
            claims: Members::of(token.claims()),
        }
    }

    /// The header parameter `name`; nearly free where there is none.
    #[inline]
    pub fn parameter(&self, name: &str) -> Option<Value<'a>> {
        self.header.get(name)
    }

    /// The header parameter `name`, where it is a string.
    pub fn parameter_text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.parameter(name).and_then(Value::string)
    }

    /// The header parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.header.object.into_iter().flat_map(Value::children)
    }

    /// The claim `name`; nearly free where there is none.
    #[inline]
    pub fn claim(&self, name: &str) -> Option<Value<'a>> {
        self.claims.get(name)
    }

    /// The claim `name`, where it is a string.
    pub fn claim_text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.claim(name).and_then(Value::string)
    }

    /// The claims, in order; none where the payload is no object.
    pub fn claims(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.claims.object.into_iter().flat_map(Value::children)
    }

    /// Whether the payload is a set of claims, so that a claim can be missing from it.
    pub fn has_claims(&self) -> bool {
        self.claims.object.is_some()
    }

    /// The site of a value of a part.
    pub fn site_of(&self, role: Role, value: Value<'_>) -> Site {
        let pointer = self.token.content(role).and_then(|content| content.document()).map(|document| document.pointer(value));
        Site::Inside(role, value.span(), pointer.unwrap_or_default())
    }

    /// The site of a header parameter or claim; the token as a whole where there is none.
    pub fn site(&self, role: Role, name: &str) -> Site {
        let document = self.token.content(role).and_then(|content| content.document());
        match document.and_then(|document| Some((document, document.member(name)?))) {
            Some((document, value)) => Site::Inside(role, value.span(), document.pointer(value)),
            None => Site::Token,
        }
    }

    /// The site of a whole segment.
    pub fn segment(&self, role: Role) -> Site {
        self.token.segment(role).map_or(Site::Token, |segment| Site::Text(role, segment.span))
    }
}
