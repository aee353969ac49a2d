//! How good or bad something is: the one scale of the headline and of the panel for signatures.

use crate::report::verification::{SignatureState, Trust, Verification};
use crate::report::{Severity, State};

/// What colour and mark say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A signature that fits a key somebody vouches for, and nothing that is broken beside.
    Good,
    /// Neither good nor bad.
    Neutral,
    /// Worth a change.
    Warn,
    /// Broken or dangerous.
    Bad,
}

impl Tone {
    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Neutral => "neutral",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
        }
    }

    /// Of a verdict; none where there is nothing to judge. Nothing is ever good here: no signature has been checked.
    pub fn of_state(state: State) -> Option<Tone> {
        match state {
            State::Empty => None,
            State::NotAToken | State::NotYetValid | State::Endless => Some(Tone::Warn),
            State::Broken | State::Unsigned | State::Expired => Some(Tone::Bad),
            State::Encrypted | State::NotClaims | State::Current => Some(Tone::Neutral),
        }
    }

    /// Of an answer: green takes a key that somebody vouches for, and nothing that is broken beside.
    pub fn of_answer(checked: &Verification) -> Tone {
        let is_clean = checked.findings.iter().all(|finding| finding.severity != Severity::Error);
        match (checked.verdict.state, checked.trust) {
            (SignatureState::Valid, Some(Trust::Given)) if is_clean => Tone::Good,
            (SignatureState::Valid, Some(Trust::Given | Trust::Token)) => Tone::Warn,
            (SignatureState::Valid, _) | (SignatureState::Invalid, _) => Tone::Bad,
            (SignatureState::Unchecked, _) => Tone::Neutral,
        }
    }
}
