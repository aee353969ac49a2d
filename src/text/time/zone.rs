//! A moment on the clock of a zone, in words that name it.

use super::{Calendar, NumericDate};

/// Between two ways of saying it; a line may end after the dot, not before it.
pub const DOT: &str = "\u{a0}· ";
/// What is said of a moment that no calendar has.
const OUTSIDE: &str = "outside the calendar";

/// Seconds east of UTC at a moment in Unix seconds.
pub type Offset<'a> = &'a dyn Fn(i64) -> i32;

/// How a moment is written on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// `17 Nov 2026, 14:00:00 UTC+1`.
    Whole,
    /// ` · 14:00:00`, or ` · 17 Nov 2026` where that is not the day of now.
    Near,
    /// ` · 14:00:00 here`, beside the same in UTC: with the date where that is another, nothing where they agree.
    Beside,
}

impl Wording {
    /// All of them, for what is written as a number.
    pub const ALL: [Wording; 3] = [Wording::Whole, Wording::Near, Wording::Beside];

    /// The words for `at`; none outside the calendar, but for the whole moment.
    pub fn words(self, at: NumericDate, now: NumericDate, offset: Offset<'_>) -> String {
        let (Some(utc), Some(shown)) = (at.calendar(), shifted(at, offset)) else {
            return if self == Wording::Whole { OUTSIDE.to_owned() } else { String::new() };
        };
        match self {
            Wording::Whole => [&shown.to_string(), " ", &name(offset(at.seconds()))].concat(),
            Wording::Near => {
                let is_today = shifted(now, offset).is_some_and(|now| now.date() == shown.date());
                [" · ", &if is_today { shown.clock() } else { shown.date() }].concat()
            }
            Wording::Beside if offset(at.seconds()) == 0 => String::new(),
            Wording::Beside if shown.date() == utc.date() => [DOT, &shown.clock(), "\u{a0}here"].concat(),
            Wording::Beside => [DOT, &shown.to_string(), "\u{a0}here"].concat(),
        }
    }
}

/// The calendar of a clock at `at`; `None` outside the years that a calendar has.
pub fn shifted(at: NumericDate, offset: Offset<'_>) -> Option<Calendar> {
    let offset = i64::from(offset(at.seconds()));
    at.calendar().and(at.plus_seconds(offset).calendar())
}

/// The zone so many seconds east of UTC: `UTC`, `UTC+1`, `UTC−3:30`.
pub fn name(offset: i32) -> String {
    let (sign, minutes) = (if offset < 0 { "−" } else { "+" }, offset.unsigned_abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::time::LAST_CALENDAR_SECOND;

    /// 2026-11-17T22:00:00Z.
    const AT: NumericDate = NumericDate::from_seconds(1_794_952_800);

    #[track_caller]
    fn check(wording: Wording, minutes: i32, expected: &str) {
        let now = AT.plus_seconds(3_600);
        assert_eq!(wording.words(AT, now, &|_| minutes * 60), expected);
    }

    #[test]
    fn zones_are_named() {
        check(Wording::Whole, 0, "17 Nov 2026, 22:00:00 UTC");
        check(Wording::Whole, 60, "17 Nov 2026, 23:00:00 UTC+1");
        check(Wording::Whole, -210, "17 Nov 2026, 18:30:00 UTC−3:30");
        check(Wording::Whole, 345, "18 Nov 2026, 03:45:00 UTC+5:45");
    }

    /// The day of now is one of the same clock.
    #[test]
    fn today_has_no_date() {
        check(Wording::Near, 0, " · 22:00:00");
        check(Wording::Near, 120, " · 00:00:00");
        // Now is the next day there.
        check(Wording::Near, 60, " · 17 Nov 2026");
    }

    #[test]
    fn here_is_said_where_it_differs() {
        check(Wording::Beside, 0, "");
        check(Wording::Beside, 60, "\u{a0}· 23:00:00\u{a0}here");
        check(Wording::Beside, 180, "\u{a0}· 18 Nov 2026, 01:00:00\u{a0}here");
    }

    #[test]
    fn the_end_of_the_calendar() {
        let last = NumericDate::from_seconds(LAST_CALENDAR_SECOND);
        for (at, offset) in [(last, 60), (last.plus_seconds(1), 0), (last.plus_seconds(60), -3_600)] {
            let said = Wording::ALL.map(|wording| wording.words(at, AT, &|_| offset));
            assert_eq!(said, ["outside the calendar", "", ""]);
        }
    }
}
