//! The times of a token's claims (RFC 7519 §4.1.4 to §4.1.6), read but not judged.

use crate::jose::token::members::Members;
use crate::jose::token::sd_jwt::SdJwt;
use crate::text::json::{JsonKind, Value};
use crate::text::time::{Beyond, LAST_CALENDAR_SECOND, NumericDate, ParseDateError};

/// The claims that hold a NumericDate: RFC 7519's (first, in this order), OpenID Connect's, and those of security
/// events.
pub const NAMES: [&str; 6] = ["exp", "nbf", "iat", "auth_time", "updated_at", "toe"];

/// Clocks differ by about this much, in seconds (RFC 7519 §4.1.4 allows "some small leeway").
pub const SKEW: f64 = 60.0;
/// Lifetimes, in seconds, beyond which a leaked token is worth a note, a warning and a strong one.
pub const LONG_LIVES: [f64; 3] = [900.0, 5_400.0, 86_400.0];

/// What a time claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeValue {
    /// A moment.
    At(NumericDate),
    /// A number beyond every clock.
    Beyond(Beyond),
    /// No number.
    NotANumber,
}

impl TimeValue {
    /// Reads a claim's value.
    pub fn of(value: Value<'_>) -> TimeValue {
        match value.kind() {
            JsonKind::Number => match value.source().parse() {
                Ok(at) => TimeValue::At(at),
                Err(ParseDateError::Beyond(beyond)) => TimeValue::Beyond(beyond),
                Err(ParseDateError::Syntax) => TimeValue::NotANumber,
            },
            _ => TimeValue::NotANumber,
        }
    }

    /// The moment, where it is one.
    pub fn at(self) -> Option<NumericDate> {
        match self {
            TimeValue::At(at) => Some(at),
            TimeValue::Beyond(_) | TimeValue::NotANumber => None,
        }
    }
}

/// Whether a date stands for "never": the last day of the year 9999, which databases and .NET write for it, in whatever
/// time zone it was taken; or the last moment that a widespread clock can hold.
pub fn means_never(at: NumericDate) -> bool {
    is_end_of_calendar(at.seconds()) || LAST_MOMENTS.contains(&at.seconds())
}

/// Whether a number of seconds lies on 9999-12-31, or is the second after.
fn is_end_of_calendar(seconds: i64) -> bool {
    const DAY: i64 = 86_400;
    (LAST_CALENDAR_SECOND + 1 - DAY..=LAST_CALENDAR_SECOND + 1).contains(&seconds)
}

/// The last moments of clocks: 64 bits of seconds, of milliseconds (a `Date` of Java) and of microseconds; the greatest
/// safe integer of JavaScript, and its last `Date`; the last `Instant` of Java.
const LAST_MOMENTS: [i64; 6] =
    [i64::MAX, i64::MAX / 1_000, i64::MAX / 1_000_000, (1 << 53) - 1, 8_640_000_000_000, 31_556_889_864_403_199];

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
    /// The unit that takes the number of seconds `at` to a year from 1973 to 2286, or to a date that [`means_never`];
    /// `None` for plausible seconds and for what makes no sense in any unit.
    pub fn guess(at: NumericDate) -> Option<Unit> {
        if means_never(at) {
            return None;
        }
        let is_never_in = |unit: &Unit| is_end_of_calendar(at.seconds() / unit.per_second());
        if let Some(unit) = [Unit::Milliseconds, Unit::Microseconds].into_iter().find(is_never_in) {
            return Some(unit);
        }
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
pub struct TimeClaim<'a> {
    /// Which of [`NAMES`].
    pub name: &'static str,
    /// The value in the payload.
    pub value: Value<'a>,
    /// What it says.
    pub reading: TimeValue,
}

/// The time claims of a token.
#[derive(Clone, Debug)]
pub struct Times<'a> {
    claims: [Option<TimeClaim<'a>>; NAMES.len()],
    /// `exp`, `nbf` and `iat` as an SD-JWT discloses them, where they are not among the claims.
    disclosed: [Option<TimeValue>; 3],
}

impl<'a> Times<'a> {
    /// Reads the times among the claims of a token.
    pub fn of(claims: &Members<'a>) -> Times<'a> {
        let claims =
            NAMES.map(|name| claims.get(name).map(|value| TimeClaim { name, value, reading: TimeValue::of(value) }));
        Times { claims, disclosed: [None; 3] }
    }

    /// The same with what is disclosed beside them: a verifier judges the claims that an SD-JWT comes to (RFC 9901
    /// §7.1).
    pub fn with_disclosed(self, sd_jwt: &SdJwt) -> Times<'a> {
        let [exp, nbf, iat, ..] = NAMES;
        let read = |name| sd_jwt.disclosed(name).and_then(|document| document.root().map(TimeValue::of));
        Times { disclosed: [exp, nbf, iat].map(read), ..self }
    }

    /// Those that are there.
    pub fn claims(&self) -> impl Iterator<Item = TimeClaim<'a>> {
        self.claims.into_iter().flatten()
    }

    /// From then on the token must be refused.
    pub fn exp(&self) -> Option<TimeValue> {
        let [exp, ..] = self.claims;
        exp.map(|claim| claim.reading).or(self.disclosed[0])
    }

    /// Until then the token must be refused.
    pub fn nbf(&self) -> Option<TimeValue> {
        let [_, nbf, ..] = self.claims;
        nbf.map(|claim| claim.reading).or(self.disclosed[1])
    }

    /// When it was made.
    pub fn iat(&self) -> Option<TimeValue> {
        let [_, _, iat, ..] = self.claims;
        iat.map(|claim| claim.reading).or(self.disclosed[2])
    }

    /// The moments of `exp`, `nbf` and `iat`, where they are moments.
    pub fn moments(&self) -> [Option<NumericDate>; 3] {
        [self.exp(), self.nbf(), self.iat()].map(|reading| reading.and_then(TimeValue::at))
    }

    /// The lifetime that the issuer meant: from `iat`, else from `nbf`, until `exp`, in seconds.
    pub fn lifetime(&self) -> Option<f64> {
        let [exp, nbf, iat] = self.moments();
        Some(exp?.since(iat.or(nbf)?)).filter(|&seconds| seconds > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_guessed_from_the_year() {
        for (seconds, expected) in [
            (0, None),
            (1_795_176_000, None),
            (-62_135_596_800, None),
            (99_999_999_999, None),
            (1_795_176_000_000, Some(Unit::Milliseconds)),
            (-1_795_176_000_000, Some(Unit::Milliseconds)),
            (1_795_176_000_000_000, Some(Unit::Microseconds)),
            (1_795_176_000_000_000_000, Some(Unit::Nanoseconds)),
            (20_000_000_000_000, None),
            (i64::MIN, Some(Unit::Nanoseconds)),
        ] {
            assert_eq!(Unit::guess(NumericDate::from_seconds(seconds)), expected, "{seconds}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_means_never() {
        for seconds in
            [253_402_214_400, 253_402_300_799, 253_402_300_800, i64::MAX, i64::MAX / 1_000, 9_007_199_254_740_991]
        {
            let at = NumericDate::from_seconds(seconds);
            assert!(means_never(at) && Unit::guess(at).is_none(), "{seconds}");
        }
        for (seconds, expected) in [
            (253_402_214_399, Some(Unit::Milliseconds)),
            (253_402_300_801, Some(Unit::Milliseconds)),
            (-253_402_300_799, Some(Unit::Milliseconds)),
            (4_102_444_800, None),
            (2_147_483_647, None),
            // Never, and in another unit.
            (253_402_300_799_999, Some(Unit::Milliseconds)),
            (253_402_300_799_999_999, Some(Unit::Microseconds)),
            (9_223_372_036_854_774, Some(Unit::Microseconds)),
        ] {
            let at = NumericDate::from_seconds(seconds);
            assert!(!means_never(at), "{seconds}");
            assert_eq!(Unit::guess(at), expected, "{seconds}");
        }
    }

    #[test]
    fn fractions_of_the_last_second_mean_never_too() {
        assert!(means_never("253402300799.9999999".parse().unwrap()));
    }
}
