//! What concerns the text, and where a token lies.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let live = signed(GOOD);
    let hex = "9f86d081884c7d65";
    vec![
        text("live-token", Info, Whole(live.clone()), live.clone(), signed(GOOD.replace("1795176600", &NOW.to_string()))),
        text("not-a-token", Error, Whole("hello".to_owned()), "hello", live),
        text("opaque-token", Info, Whole(hex.to_owned()), hex, &hex[..15]),
        text("size-limit", Error, Whole(".".repeat(MAX_TEXT + 1)), ".".repeat(MAX_TEXT + 1), ".".repeat(MAX_TEXT)),
    ]
}
