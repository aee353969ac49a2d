//! Times against floats and the grammar of JSON's numbers, and the calendar against a count of days.

use jotglass::NumericDate;
use jotglass::text::time::{Calendar, ParseDateError, distance, duration, next_change, relative};
use serde::de::IgnoredAny;

use crate::NOW;

/// What is read as a time is a JSON number, and the float that is nearest to it; its words stand as long as they say.
pub fn holds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match text.parse::<NumericDate>() {
        Err(ParseDateError::Syntax) => assert!(!is_json_number(text), "{text:?} was refused"),
        Err(ParseDateError::Beyond(beyond)) => {
            let value: f64 = text.parse().expect("a JSON number is a float");
            assert!(is_json_number(text) && value.abs() >= 9.2e18, "{text:?}");
            assert_eq!(beyond.negative, value < 0.0, "{text:?}");
        }
        Ok(at) => {
            assert!(is_json_number(text), "{text:?}");
            let value: f64 = text.parse().expect("a JSON number is a float");
            assert!((at.as_f64() - value).abs() <= 1.001e-9 + value.abs() * 1e-15, "{text:?}: {at:?} is not {value}");
            if let Ok(whole) = text.parse::<i64>() {
                assert_eq!(at, NumericDate::from_seconds(whole), "{text}");
            }
            words(at);
            if let Some(calendar) = at.calendar() {
                assert_eq!(seconds(&calendar), at.seconds(), "{calendar:?}");
            }
        }
        Err(_) => unreachable!("an unknown error"),
    }
}

/// The words of a distance stand until they are said to change, and the clock that is set to a time has come there.
fn words(at: NumericDate) {
    assert!(NumericDate::from_f64(at.ceil_f64()) >= at || at.seconds() > 1 << 52, "{at:?}");
    let wait = next_change(at, NOW);
    assert!(wait > 0.0, "{at:?}");
    // A clock that stands on the very change asks again after a millisecond.
    // Beyond 2^40 seconds, 30,000 years, floats are too coarse for it.
    if (0.01..1e9).contains(&wait) && at.seconds().unsigned_abs() < 1 << 40 {
        let before = NOW.plus(wait - 0.005);
        assert_eq!(duration(distance(at, NOW)), duration(distance(at, before)), "{at:?} after {wait} s");
    }
    assert!(!relative(at, NOW).is_empty());
}

fn is_json_number(text: &str) -> bool {
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    // What is read over is not converted, so that no number is too big.
    is_bare && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// The seconds since the epoch, counted by years and months.
fn seconds(calendar: &Calendar) -> i64 {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = |year: i64| 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    let lengths = [31, if is_leap(calendar.year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let months: i64 = lengths[..usize::from(calendar.month) - 1].iter().sum();
    let days = before(calendar.year) - before(1970) + months + i64::from(calendar.day) - 1;
    days * 86_400 + i64::from(calendar.hour) * 3_600 + i64::from(calendar.minute) * 60 + i64::from(calendar.second)
}
