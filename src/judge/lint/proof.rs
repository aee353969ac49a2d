//! Tokens that belong together: a DPoP proof (RFC 9449) beside the token that it is to prove.

use sha2::{Digest, Sha256};

use super::Method::Together;
use super::{Rule, Severity};
use crate::jose::jwk::Jwk;
use crate::jose::token::Token;
use crate::registry::spec::Reference::Rfc;
use crate::text::base64url;
use crate::text::json::Value;
use crate::text::visible::visible;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "dpop-binding",
    severity: Severity::Error,
    title: "The proof is not for this token",
    why: "It was made with another key, or for another token.",
    fix: "Refuse both.",
    references: &[Rfc(9449, "4.3")],
    check: Together(|tokens| {
        let proof = tokens
            .iter()
            .find(|token| token.string_parameter("typ").is_some_and(|typ| typ.eq_ignore_ascii_case("dpop+jwt")))?;
        let token = tokens.iter().find(|token| bound_to(token).is_some())?;
        let (wanted, found) = (bound_to(token)?, proof.parameter("jwk").and_then(Jwk::of).and_then(Jwk::thumbprint)?);
        if wanted != found {
            return Some(format!("the token wants the key {wanted}, but the proof has {found}"));
        }
        let (wanted, found) = (text(proof.claim("ath")?)?, base64url::encode(&Sha256::digest(token.text.as_bytes())));
        (wanted != found).then(|| format!("the proof is for a token whose hash is {wanted}, but this one's is {found}"))
    }),
}];

/// The thumbprint of the key that a token is bound to.
fn bound_to(token: &Token) -> Option<String> {
    text(token.claim("cnf")?.member("jkt")?)
}

fn text(value: Value<'_>) -> Option<String> {
    value.string().map(|text| visible(&text))
}
