//! The one sentence that a reader needs: may this token be used now, and what does the answer rest on?
//!
//! Sentences are kept as pieces, so that the parts that depend on the clock can be worded anew without judging again.

use std::borrow::Cow;

use crate::time::{self, NumericDate};

/// What the verdict comes to, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was pasted.
    Empty,
    /// The text is not a token.
    NotAToken,
    /// A token that cannot be read in full.
    Broken,
    /// `alg` is none, or the signature is missing.
    Unsigned,
    /// Past its `exp`.
    Expired,
    /// Before its `nbf`.
    NotYetValid,
    /// Encrypted: the claims cannot be seen.
    Encrypted,
    /// Signed content that is not a set of claims.
    NotClaims,
    /// Within its times; the signature was not checked.
    Current,
    /// It has no `exp`; the signature was not checked.
    Endless,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words.
    Text(Cow<'static, str>),
    /// The time between now and `at`, worded by [`time::duration`]: `12 minutes`.
    Distance(NumericDate),
    /// `at` as seen from now, worded by [`time::relative`]: `3 days ago`.
    Relative(NumericDate),
}

impl Piece {
    /// The words for this piece at `now`.
    pub fn words(&self, now: NumericDate) -> Cow<'_, str> {
        match self {
            Piece::Text(text) => Cow::Borrowed(text),
            Piece::Distance(at) => time::duration(time::distance(*at, now)).into(),
            Piece::Relative(at) => time::relative(*at, now).into(),
        }
    }
}

/// The judgement on one token, or on a text that holds none.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What it comes to.
    pub state: State,
    /// One plain sentence, without a full stop.
    pub sentence: Vec<Piece>,
    /// One to three sentences more: from whom, for whom, signed how, and what was not checked.
    pub summary: Vec<Piece>,
}

/// The sentence as it reads at `now`.
pub fn words(pieces: &[Piece], now: NumericDate) -> String {
    pieces.iter().map(|piece| piece.words(now)).collect()
}
