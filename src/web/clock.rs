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

/// A date and time without a zone, as a form field gives it, in seconds as if it were UTC.
pub fn field_seconds(value: &str) -> Option<i64> {
    let milliseconds = Date::parse(&format!("{value}Z"));
    milliseconds.is_finite().then_some((milliseconds / 1_000.0).floor() as i64)
}
