//! Sentences in pieces, so that the parts that follow the clock can be worded anew without judging again.

use std::borrow::Cow;

use super::{NumericDate, coarse_relative, distance, duration, relative, short_relative};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words.
    Text(Cow<'static, str>),
    /// The time between now and `at`, worded by [`duration`]: `12 minutes`.
    Distance(NumericDate),
    /// `at` as seen from now, worded by [`relative`]: `3 days ago`.
    Relative(NumericDate),
    /// The same where there is little room, worded by [`short_relative`]: `in 12 min`.
    Short(NumericDate),
    /// The same where nothing should tick, worded by [`coarse_relative`]: `in less than a minute`.
    Coarse(NumericDate),
}

impl Piece {
    /// The words for this piece at `now`.
    pub fn words(&self, now: NumericDate) -> Cow<'_, str> {
        match self {
            Piece::Text(text) => Cow::Borrowed(text),
            Piece::Distance(at) => duration(distance(*at, now)).into(),
            Piece::Relative(at) => relative(*at, now).into(),
            Piece::Coarse(at) => coarse_relative(*at, now).into(),
            Piece::Short(at) => short_relative(*at, now).into(),
        }
    }
}

/// The sentence as it reads at `now`.
pub fn words(pieces: &[Piece], now: NumericDate) -> String {
    pieces.iter().map(|piece| piece.words(now)).collect()
}

/// Words as a piece.
pub fn text(words: impl Into<Cow<'static, str>>) -> Piece {
    Piece::Text(words.into())
}
