//! How good or bad something is: the one scale of the headline and of the panel for signatures.

use crate::report::VerdictState;
use crate::report::verification::{SignatureState, Verification};

/// What colour and mark say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A signature that fits a key somebody vouches for, and nothing that speaks against the token.
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
    pub fn of_state(state: VerdictState) -> Option<Tone> {
        match state {
            VerdictState::Empty => None,
            VerdictState::NotAToken | VerdictState::NotYetValid | VerdictState::Endless => Some(Tone::Warn),
            VerdictState::Broken | VerdictState::Unsigned | VerdictState::Expired => Some(Tone::Bad),
            VerdictState::Encrypted | VerdictState::NotClaims | VerdictState::Current => Some(Tone::Neutral),
        }
    }

    /// Of an answer: only what is valid is green, and that is decided elsewhere.
    pub fn of_answer(checked: &Verification) -> Tone {
        match checked.verdict.state {
            SignatureState::Valid => Tone::Good,
            // The one passes, the other takes a new key; neither is a forgery.
            SignatureState::Invalid if matches!(checked.verdict.reason, "not-yet-valid" | "weak-key") => Tone::Warn,
            SignatureState::Invalid => Tone::Bad,
            SignatureState::Unchecked if checked.verdict.fits => Tone::Warn,
            SignatureState::Unchecked => Tone::Neutral,
        }
    }
}
