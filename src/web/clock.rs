//! The clock and the time zone of the reader: the only file that reads either.

use js_sys::{Date, Function};
use wasm_bindgen::JsValue;

/// The present in Unix seconds, by `clock` where there is one that answers a number, else by the system's.
pub fn now(clock: Option<&Function>) -> f64 {
    let asked = clock.and_then(|clock| clock.call0(&JsValue::NULL).ok()).and_then(|answer| answer.as_f64());
    asked.filter(|seconds| seconds.is_finite()).unwrap_or_else(system)
}

#[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn system() -> f64 {
    Date::now() / 1_000.0
}

/// Seconds east of UTC that the reader's clock shows at `seconds` since the epoch.
pub fn offset(seconds: i64) -> i32 {
    let minutes = Date::new(&JsValue::from_f64(seconds as f64 * 1_000.0)).get_timezone_offset();
    // No number for a moment that the browser's calendar does not reach: `as` makes it zero.
    -(minutes * 60.0) as i32
}

/// The moment that a user has typed, in Unix seconds: ISO 8601, on the reader's clock where that is shown and no zone
/// is given, else in UTC; or the seconds themselves.
pub fn typed(text: &str, is_local: bool) -> Option<i64> {
    let text = text.trim().replace(' ', "T");
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    // Browsers take much more for a date, each something else.
    let is_date = text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    // To browsers a day alone is one of UTC, and a day with a time is local.
    let end = match text.split_once('T') {
        Some((_, time)) if time.contains(['Z', 'z', '+', '-']) => "",
        None if is_local => "T00:00",
        _ if is_local => "",
        None => "",
        Some(_) => "Z",
    };
    let milliseconds = Date::parse(&[&*text, end].concat());
    (is_date && milliseconds.is_finite()).then_some((milliseconds / 1_000.0).floor() as i64)
}
