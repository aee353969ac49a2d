//! The times of a token's claims (RFC 7519 §4.1.4 to §4.1.6), read but not judged.

use crate::json::{Kind, Value};
use crate::time::{Beyond, NumericDate};
use crate::token::members::Members;

/// The claims that hold a NumericDate: RFC 7519's (first, in this order), OpenID Connect's, and those of security events.
pub const NAMES: [&str; 6] = ["exp", "nbf", "iat", "auth_time", "updated_at", "toe"];

/// Clocks differ by about this much, in seconds (RFC 7519 §4.1.4 allows "some small leeway").
pub const SKEW: f64 = 60.0;
/// Lifetimes, in seconds, beyond which a leaked token is worth a note, a warning and a strong one.
pub const LONG_LIVES: [f64; 3] = [900.0, 5_400.0, 86_400.0];

/// What a time claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A moment.
    At(NumericDate),
    /// A number beyond every clock.
    Beyond(Beyond),
    /// No number.
    NotANumber,
}

impl Reading {
    /// Reads a claim's value.
    pub fn of(value: Value<'_>) -> Reading {
        match value.kind() {
            Kind::Number => NumericDate::parse(value.source()).map_or_else(Reading::Beyond, Reading::At),
            _ => Reading::NotANumber,
        }
    }

    /// The moment, where it is one.
    pub fn at(self) -> Option<NumericDate> {
        match self {
            Reading::At(at) => Some(at),
            Reading::Beyond(_) | Reading::NotANumber => None,
        }
    }
}

/// The unit in which a number makes sense as a time of our age, where it is not seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 10^-3 s.
    Milliseconds,
    /// 10^-6 s.
    Microseconds,
    /// 10^-9 s.
    Nanoseconds,
}

impl Unit {
    /// The unit that takes the number of seconds `at` to a year from 1973 to 2286; `None` for plausible seconds and for
    /// what makes no sense in any unit.
    pub fn guess(at: NumericDate) -> Option<Unit> {
        match at.seconds().unsigned_abs() {
            100_000_000_000..=10_000_000_000_000 => Some(Unit::Milliseconds),
            100_000_000_000_000..=10_000_000_000_000_000 => Some(Unit::Microseconds),
            100_000_000_000_000_000.. => Some(Unit::Nanoseconds),
            _ => None,
        }
    }

    /// How many of it make a second.
    pub fn per_second(self) -> i64 {
        match self {
            Unit::Milliseconds => 1_000,
            Unit::Microseconds => 1_000_000,
            Unit::Nanoseconds => 1_000_000_000,
        }
    }

    /// The English plural.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Milliseconds => "milliseconds",
            Unit::Microseconds => "microseconds",
            Unit::Nanoseconds => "nanoseconds",
        }
    }
}

/// A time claim as it was found; of duplicates the last, as most readers do.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Which of [`NAMES`].
    pub name: &'static str,
    /// The value in the payload.
    pub value: Value<'a>,
    /// What it says.
    pub reading: Reading,
}

/// The time claims of a token.
#[derive(Clone, Debug)]
pub struct Times<'a> {
    claims: [Option<Claim<'a>>; NAMES.len()],
}

impl<'a> Times<'a> {
    /// Reads the times among the claims of a token.
    pub fn of(claims: &Members<'a>) -> Times<'a> {
        Times { claims: NAMES.map(|name| claims.get(name).map(|value| Claim { name, value, reading: Reading::of(value) })) }
    }

    /// Those that are there.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'a>> {
        self.claims.into_iter().flatten()
    }

    /// From then on the token must be refused.
    pub fn exp(&self) -> Option<Reading> {
        let [exp, ..] = self.claims;
        exp.map(|claim| claim.reading)
    }

    /// Until then the token must be refused.
    pub fn nbf(&self) -> Option<Reading> {
        let [_, nbf, ..] = self.claims;
        nbf.map(|claim| claim.reading)
    }

    /// When it was made.
    pub fn iat(&self) -> Option<Reading> {
        let [_, _, iat, ..] = self.claims;
        iat.map(|claim| claim.reading)
    }

    /// The moments of `exp`, `nbf` and `iat`, where they are moments.
    pub fn moments(&self) -> [Option<NumericDate>; 3] {
        [self.exp(), self.nbf(), self.iat()].map(|reading| reading.and_then(Reading::at))
    }

    /// The lifetime that the issuer meant: from `iat`, else from `nbf`, until `exp`, in seconds.
    pub fn lifetime(&self) -> Option<f64> {
        let [exp, nbf, iat] = self.moments();
        Some(exp?.since(iat.or(nbf)?)).filter(|&seconds| seconds > 0.0)
    }
}
