//! What keeps a signature from being checked, whatever the key.

use super::algorithm;
use crate::jose::token::Token;

/// Why no key can check a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is encrypted: what is inside may be signed.
    Encrypted,
    /// It does not say how it was signed.
    NoAlgorithm,
    /// It is not signed, on purpose.
    Unsecured,
    /// The signature is missing.
    NoSignature,
    /// Nobody registered the algorithm, or nothing here knows it.
    UnknownAlgorithm,
}

impl Obstacle {
    /// That of a token whose `alg` is this one.
    pub(super) fn of(token: &Token, alg: &str) -> Option<Obstacle> {
        if token.kind.is_encrypted() {
            Some(Obstacle::Encrypted)
        } else if alg.is_empty() {
            Some(Obstacle::NoAlgorithm)
        } else if alg.eq_ignore_ascii_case("none") {
            Some(Obstacle::Unsecured)
        } else if token.signature.is_empty() {
            Some(Obstacle::NoSignature)
        } else if !algorithm::is_known(alg) {
            Some(Obstacle::UnknownAlgorithm)
        } else {
            None
        }
    }
}
