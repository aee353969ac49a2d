//! The size of the token, and how many there are.

use super::*;

/// A token of about this many bytes.
fn sized(bytes: usize) -> String {
    let fill = |count: usize| signed(format!("{{\"x\":\"{}\"}}", "A".repeat(count)));
    let text = fill((bytes - fill(0).len()) * 3 / 4);
    assert!(text.len().abs_diff(bytes) < 4);
    text
}

pub(super) fn rows() -> Vec<Row> {
    let whole = |text: &str| Whole(text.to_owned());
    let (usual, big, cookie, line, huge) = (sized(2_040), sized(2_056), sized(4_104), sized(8_176), sized(16_370));
    let two = format!("{} {}", signed(GOOD), signed(ALIGNED));
    vec![
        text("size-big", Info, whole(&big), big.clone(), usual),
        text("size-cookie", Warning, whole(&cookie), cookie.clone(), sized(4_088)),
        text("size-cookie", Warning, whole(&cookie), cookie.clone(), format!("Authorization: Bearer {cookie}")),
        text("size-header", Warning, whole(&line), line.clone(), cookie),
        text("size-header", Error, whole(&huge), huge.clone(), big),
        text("multi-token", Info, whole(&two), two, format!("{} and more", signed(GOOD))),
    ]
}
