//! What is judged: a token at a moment, with the facts that rules and verdict both ask for, gathered once.

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
        Subject { token, now, alg, algorithm, is_unsecured, times: Times::of(token) }
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
