//! The words for durations, and for a date as seen from another.

use std::cmp::Ordering;

use super::{DAY, HOUR, MINUTE, NumericDate, ROOM, YEAR};

/// How many digits 64 bits have at most.
const MAX_DIGITS: usize = 20;

/// The step in seconds at which the words of [`duration`] change.
fn granularity(seconds: u64) -> u64 {
    match seconds {
        0..300 => 1,
        300..DAY => MINUTE,
        _ if seconds < 7 * DAY => HOUR,
        _ if seconds < 2 * YEAR => DAY,
        _ => YEAR,
    }
}

/// A length of time in at most two units, rounded down: `2 days and 23 hours`, `12 minutes`, `45 seconds`.
pub fn duration(seconds: u64) -> String {
    let (first, second) = units(seconds);
    let mut text = String::with_capacity(ROOM);
    for (joint, (count, unit)) in [("", first), (" and ", second)] {
        if count == 0 && !joint.is_empty() {
            break;
        }
        text.push_str(joint);
        push_grouped(&mut text, count);
        text.push(' ');
        text.push_str(unit);
        if count != 1 {
            text.push('s');
        }
    }
    text
}

/// The same where there is little room: `2 days 23 h`, `12 min`, `45 s`.
fn short_duration(seconds: u64) -> String {
    let (first, second) = units(seconds);
    let mut text = String::with_capacity(ROOM);
    for (count, unit) in [first, second] {
        if count == 0 && !text.is_empty() {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        push_grouped(&mut text, count);
        text.push('\u{a0}');
        text.push_str(match unit {
            "second" => "s",
            "minute" => "min",
            "hour" => "h",
            unit => unit,
        });
        if count != 1 && matches!(unit, "day" | "year") {
            text.push('s');
        }
    }
    text
}

/// A length of time in at most two units, rounded down.
fn units(seconds: u64) -> ((u64, &'static str), (u64, &'static str)) {
    match seconds {
        0..MINUTE => ((seconds, "second"), (0, "")),
        MINUTE..300 => ((seconds / MINUTE, "minute"), (seconds % MINUTE, "second")),
        300..HOUR => ((seconds / MINUTE, "minute"), (0, "")),
        HOUR..DAY => ((seconds / HOUR, "hour"), (seconds % HOUR / MINUTE, "minute")),
        _ if seconds < 7 * DAY => ((seconds / DAY, "day"), (seconds % DAY / HOUR, "hour")),
        _ if seconds < 2 * YEAR => ((seconds / DAY, "day"), (0, "")),
        _ => ((seconds / YEAR, "year"), (0, "")),
    }
}

/// The distance between two dates in whole seconds, the fraction cut.
pub fn distance(at: NumericDate, now: NumericDate) -> u64 {
    at.since(now).abs() as u64
}

/// A date as seen from `now`: `in 12 minutes`, `3 days ago`, `now`.
pub fn relative(at: NumericDate, now: NumericDate) -> String {
    seen(at, now, duration)
}

/// The same where there is little room: `in 12 min`, `3 days ago`, `now`.
pub fn short_relative(at: NumericDate, now: NumericDate) -> String {
    seen(at, now, short_duration)
}

/// The same in one unit and without seconds: `in 3 minutes`, `less than a minute ago`.
pub fn coarse_relative(at: NumericDate, now: NumericDate) -> String {
    seen(at, now, |seconds| match seconds {
        0..MINUTE => "less than a minute".to_owned(),
        MINUTE..HOUR => duration(seconds - seconds % MINUTE),
        _ => duration(seconds),
    })
}

fn seen(at: NumericDate, now: NumericDate, duration: fn(u64) -> String) -> String {
    let words = duration(distance(at, now));
    match at.since(now) {
        gap if gap >= 1.0 => ["in ", &words].concat(),
        gap if gap <= -1.0 => words + " ago",
        _ => "now".to_owned(),
    }
}

/// Seconds from `now` until the words of [`duration`] or [`relative`] for `at` change; always above zero.
pub fn next_change(at: NumericDate, now: NumericDate) -> f64 {
    let gap = at.since(now);
    let whole = gap.abs().floor();
    let step = granularity(whole as u64) as f64;
    let shown = (whole / step).floor() * step;
    match gap.partial_cmp(&0.0) {
        // Counting down: the words change just after the gap falls below what is shown.
        Some(Ordering::Greater) => gap - shown + 0.001,
        // Counting up: they change when the next step is reached.
        _ => shown + step - gap.abs(),
    }
}

/// Adds a number with zeros in front, up to `width` digits. Times are part of many sentences, and `format!` takes a
/// hundred steps for each number.
pub(super) fn push_number(text: &mut String, number: i64, width: usize) {
    if number < 0 {
        text.push('-');
    }
    push_digits(text, number.unsigned_abs(), width, MAX_DIGITS);
}

/// Adds a count with thin spaces between groups of three digits, from five digits up.
fn push_grouped(text: &mut String, count: u64) {
    push_digits(text, count, 1, if count < 10_000 { MAX_DIGITS } else { 3 });
}

/// Adds at least `width` digits, with thin spaces between groups of `group`.
fn push_digits(text: &mut String, number: u64, width: usize, group: usize) {
    let (mut digits, mut count, mut rest) = ([b'0'; MAX_DIGITS], 0, number);
    for digit in digits.iter_mut().rev() {
        if rest == 0 && count >= width {
            break;
        }
        *digit += (rest % 10) as u8;
        rest /= 10;
        count += 1;
    }
    for (place, &digit) in digits.iter().enumerate().skip(MAX_DIGITS - count) {
        if place > MAX_DIGITS - count && (MAX_DIGITS - place).is_multiple_of(group) {
            text.push('\u{202f}');
        }
        text.push(char::from(digit));
    }
}
