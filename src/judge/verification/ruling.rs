//! The answers that a check of a signature can come to, and how each is kept.

use super::SignatureState;
use crate::check::signature::Trial;
use crate::jose::key::Key;
use crate::text::visible::quoted;

/// An answer as it is kept.
#[derive(Debug)]
pub struct Ruling {
    /// The answer.
    pub state: SignatureState,
    /// Why, as a stable code in kebab case.
    pub reason: &'static str,
    /// The answer as one plain sentence, without a full stop.
    pub sentence: &'static str,
    /// What it means; `{}` stands for what the token and the keys say.
    pub(super) summary: &'static str,
}

pub(super) const fn valid(sentence: &'static str, summary: &'static str) -> Ruling {
    Ruling { state: SignatureState::Valid, reason: "signature", sentence, summary }
}

pub(super) const fn invalid(reason: &'static str, sentence: &'static str, summary: &'static str) -> Ruling {
    Ruling { state: SignatureState::Invalid, reason, sentence, summary }
}

pub(super) const fn unchecked(reason: &'static str, sentence: &'static str, summary: &'static str) -> Ruling {
    Ruling { state: SignatureState::Unchecked, reason, sentence, summary }
}

/// The key that fits, in words.
pub(super) fn fitting_key(trial: &Trial) -> String {
    trial.fitting().map(named).unwrap_or_default()
}

/// A key in words: `RSA, 2048 bits, kid "a"`.
pub(super) fn named(key: &Key) -> String {
    match &key.kid {
        Some(kid) => [&*key.words(), ", kid ", &quoted(kid)].concat(),
        None => key.words(),
    }
}
