//! `NumericDate` (RFC 7519 §2): seconds since 1970-01-01T00:00:00Z, and the words for times and durations.
//!
//! Reads decimal text exactly, fractions and exponents included; arithmetic stops at the ends of 64 bits. It reads no
//! clock: everything that depends on the present takes it as an argument. Leap seconds are not counted, as in POSIX.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

mod parse;
pub mod piece;
mod words;
pub mod zone;

pub use parse::{Beyond, ParseDateError};
use words::push_number;
pub use words::{coarse_relative, distance, duration, next_change, relative, short_relative};

/// The first second with a four-digit year, 0000-01-01T00:00:00Z.
const FIRST_CALENDAR_SECOND: i64 = -62_167_219_200;
/// The last second with a four-digit year, 9999-12-31T23:59:59Z.
pub const LAST_CALENDAR_SECOND: i64 = 253_402_300_799;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const YEAR: u64 = 365 * DAY;

/// Room for the words of a time, in bytes.
const ROOM: usize = 32;

/// A point in time, in seconds since the Unix epoch, to the nanosecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumericDate {
    seconds: i64,
    /// From 0 up to a second, added to `seconds`, for times before 1970 too.
    nanos: u32,
}

impl NumericDate {
    /// A date at a whole second.
    pub const fn from_seconds(seconds: i64) -> NumericDate {
        NumericDate { seconds, nanos: 0 }
    }

    /// The date for a clock reading in seconds, fractions allowed; the epoch for what is no number.
    ///
    /// Of the decimals that are this float it is the shortest, as JavaScript prints it: a clock that says 0.3 has
    /// reached a claim of `0.3`, though both floats are a little less.
    pub fn from_f64(seconds: f64) -> NumericDate {
        let whole = seconds.floor();
        let fraction = seconds - whole;
        let nanos = (0..=9u32).find_map(|digits| {
            let nanos = ((fraction * 10f64.powi(digits as i32)).round() * 10f64.powi(9 - digits as i32)) as u32;
            (nanos < 1_000_000_000 && whole + f64::from(nanos) / 1e9 == seconds).then_some(nanos)
        });
        // `as` saturates and takes NaN to zero, which is what a broken clock deserves.
        NumericDate { seconds: whole as i64, nanos: nanos.unwrap_or(((fraction * 1e9) as u32).min(999_999_999)) }
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Seconds since the epoch as a float, for what crosses to JavaScript.
    pub fn as_f64(self) -> f64 {
        self.seconds as f64 + f64::from(self.nanos) / 1e9
    }

    /// The first float that is not before it: a clock that is set to it has come there.
    #[doc(hidden)]
    pub fn ceil_f64(self) -> f64 {
        let near = self.as_f64();
        if NumericDate::from_f64(near) < self { near.next_up() } else { near }
    }

    /// Whether the value is not a whole second.
    pub const fn has_fraction(self) -> bool {
        self.nanos != 0
    }

    /// Seconds from `earlier` until this date; negative where it lies before.
    pub fn since(self, earlier: NumericDate) -> f64 {
        (self.seconds.saturating_sub(earlier.seconds)) as f64 + (f64::from(self.nanos) - f64::from(earlier.nanos)) / 1e9
    }

    /// This date moved by whole seconds, as far as it goes.
    pub fn plus_seconds(self, seconds: i64) -> NumericDate {
        NumericDate { seconds: self.seconds.saturating_add(seconds), ..self }
    }

    /// This date moved by seconds, fractions allowed, as far as it goes.
    pub fn plus(self, seconds: f64) -> NumericDate {
        const SECOND: u32 = 1_000_000_000;
        let more = NumericDate::from_f64(seconds);
        let nanos = self.nanos + more.nanos;
        let whole = self.seconds.saturating_add(more.seconds).saturating_add((nanos / SECOND).into());
        NumericDate { seconds: whole, nanos: nanos % SECOND }
    }

    /// The calendar date and time in UTC; `None` outside the years 0 to 9999.
    pub fn calendar(self) -> Option<Calendar> {
        (FIRST_CALENDAR_SECOND..=LAST_CALENDAR_SECOND).contains(&self.seconds).then(|| Calendar::of(self.seconds))
    }
}

impl From<Duration> for NumericDate {
    /// The date so far after the epoch: `SystemTime::now().duration_since(UNIX_EPOCH)?.into()`.
    fn from(since_epoch: Duration) -> NumericDate {
        let seconds = i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX);
        NumericDate { seconds, nanos: since_epoch.subsec_nanos() }
    }
}

/// A date and time of the proleptic Gregorian calendar, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// 0 to 9999.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Calendar {
    /// The calendar date of `seconds` since the epoch. For another zone than UTC, add its offset first.
    pub fn of(seconds: i64) -> Calendar {
        let days = seconds.div_euclid(DAY as i64);
        let rest = seconds.rem_euclid(DAY as i64);
        // Days are counted from 0000-03-01, so that the leap day is the last of a year; years go in eras of 400.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        Calendar {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month: month as u8,
            day: (day_of_year - (153 * march_month + 2) / 5 + 1) as u8,
            hour: (rest / 3_600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
        }
    }

    /// The date alone, such as `17 Nov 2026`.
    pub fn date(self) -> String {
        let mut text = String::with_capacity(ROOM);
        self.push_date(&mut text);
        text
    }

    /// The time alone, such as `12:00:05`.
    pub fn clock(self) -> String {
        let mut text = String::with_capacity(ROOM);
        self.push_clock(&mut text);
        text
    }

    /// Date, time and zone, such as `17 Nov 2026, 12:00:05 UTC`, of what is in UTC.
    pub fn utc(self) -> String {
        let mut text = String::with_capacity(ROOM);
        self.push_date(&mut text);
        text.push_str(", ");
        self.push_clock(&mut text);
        text.push_str(" UTC");
        text
    }

    fn push_date(self, text: &mut String) {
        push_number(text, self.day.into(), 1);
        text.push(' ');
        text.push_str(self.month_name());
        text.push(' ');
        push_number(text, self.year, 1);
    }

    fn push_clock(self, text: &mut String) {
        for (joint, number) in [("", self.hour), (":", self.minute), (":", self.second)] {
            text.push_str(joint);
            push_number(text, number.into(), 2);
        }
    }

    /// RFC 3339 in UTC, such as `2026-11-17T12:00:05Z`.
    pub fn rfc3339(self) -> String {
        format!("{:04}-{:02}-{:02}T{}Z", self.year, self.month, self.day, self.clock())
    }

    /// The first three letters of the English month.
    pub fn month_name(self) -> &'static str {
        const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        NAMES.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or("?")
    }
}

impl Display for Calendar {
    /// Such as `17 Nov 2026, 12:00:05`.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}", self.date(), self.clock())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_calendar(seconds: i64, expected: &str) {
        let found = NumericDate::from_seconds(seconds).calendar().map(Calendar::rfc3339);
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn calendar_dates() {
        check_calendar(0, "1970-01-01T00:00:00Z");
        check_calendar(-1, "1969-12-31T23:59:59Z");
        check_calendar(1_483_228_800, "2017-01-01T00:00:00Z");
        check_calendar(1_709_164_800, "2024-02-29T00:00:00Z");
        check_calendar(951_782_400, "2000-02-29T00:00:00Z");
        check_calendar(4_107_542_400, "2100-03-01T00:00:00Z");
        check_calendar(FIRST_CALENDAR_SECOND, "0000-01-01T00:00:00Z");
        check_calendar(LAST_CALENDAR_SECOND, "9999-12-31T23:59:59Z");
        assert_eq!(NumericDate::from_seconds(LAST_CALENDAR_SECOND + 1).calendar(), None);
        assert_eq!(NumericDate::from_seconds(i64::MIN).calendar(), None);
    }

    #[test]
    fn durations_in_words() {
        for (seconds, expected) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (61, "1 minute and 1 second"),
            (299, "4 minutes and 59 seconds"),
            (300, "5 minutes"),
            (725, "12 minutes"),
            (3_600, "1 hour"),
            (7_380, "2 hours and 3 minutes"),
            (86_400, "1 day"),
            (2 * 86_400 + 23 * 3_600 + 5, "2 days and 23 hours"),
            (30 * 86_400, "30 days"),
            (729 * 86_400, "729 days"),
            (3 * 365 * 86_400, "3 years"),
            (12_345 * 365 * 86_400, "12\u{202f}345 years"),
        ] {
            assert_eq!(duration(seconds), expected);
        }
    }

    #[test]
    fn dates_as_seen_from_now() {
        let now = NumericDate::from_f64(1_000.5);
        let short = |seconds| short_relative(NumericDate::from_seconds(seconds), now);
        assert_eq!(
            [short(1_000), short(1_237), short(936)],
            ["now", "in 3\u{a0}min 56\u{a0}s", "1\u{a0}min 4\u{a0}s ago"]
        );
        assert_eq!(
            [short(1_001 + 2 * 86_400 + 3_600), short(1_000 - 86_400)],
            ["in 2\u{a0}days 1\u{a0}h", "1\u{a0}day ago"]
        );
        let coarse = |seconds| coarse_relative(NumericDate::from_seconds(seconds), now);
        assert_eq!(
            [coarse(1_000), coarse(1_030), coarse(1_237), coarse(936), coarse(1_001 + 3_700)],
            ["now", "in less than a minute", "in 3 minutes", "1 minute ago", "in 1 hour and 1 minute"]
        );
        assert_eq!(relative(NumericDate::from_f64(1_000.9), now), "now");
        assert_eq!(relative(NumericDate::from_seconds(1_600), now), "in 9 minutes");
        assert_eq!(relative(NumericDate::from_seconds(400), now), "10 minutes ago");
        assert_eq!(
            relative(NumericDate::from_seconds(i64::MIN), NumericDate::from_seconds(i64::MAX)),
            "292\u{202f}471\u{202f}208\u{202f}677 years ago"
        );
    }

    /// The promise of `next_change`, tried second by second: the words stand until then, and differ right after.
    #[test]
    fn words_change_exactly_when_announced() {
        for gap in
            [1.0, 59.0, 60.0, 61.5, 299.0, 300.0, 301.0, 3_599.0, 3_600.0, 86_399.0, 86_400.0, 604_800.5, 70_000_000.0]
        {
            for (at, sign) in [(gap, "future"), (-gap, "past")] {
                let at = NumericDate::from_f64(at);
                let origin = NumericDate::from_seconds(0);
                let wait = next_change(at, origin);
                assert!(wait > 0.0, "{gap} {sign}");
                assert_eq!(
                    relative(at, origin),
                    relative(at, NumericDate::from_f64(wait - 0.01).max(origin)),
                    "{gap} {sign}"
                );
                assert_ne!(
                    duration(distance(at, origin)),
                    duration(distance(at, NumericDate::from_f64(wait + 0.01))),
                    "{gap} {sign}"
                );
            }
        }
    }
}
