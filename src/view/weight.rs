//! A session id or this token: how heavy it is next to the one and to the limits that bite, and what a leak of it would
//! mean.

use super::measure;
use super::node::{Element, el, svg};
use super::source::Source;
use super::{bytes, leak, part_name, segments};
use crate::report::{Role, Token};
use crate::text::time::NumericDate;

/// The size of a random session id, as most servers make them, in bytes.
pub const SESSION: usize = 32;
/// What a browser stores of one cookie at least, name and attributes included, in bytes (RFC 6265 §6.1).
pub const COOKIE: usize = 4_096;
/// What common servers accept as all headers of a request together, in bytes.
pub const HEADERS: usize = 8_192;

/// The section with the drawing and the parts' sizes.
pub fn weight(token: &Token, whole: &Source<'_>, now: NumericDate) -> Element {
    let size = whole.text.len();
    let scale = size.max(HEADERS) as f64;
    let percent = |count: usize| measure::percent(count as f64 / scale);
    let line = svg("rect")
        .with("class", "track")
        .with("x", "0")
        .with("y", "20")
        .with("width", "100%")
        .with("height", "10")
        .with("rx", "5");
    let mut drawing = svg("svg").with("class", "scale").with("aria-hidden", "true").with("height", "52").child(line);
    let mut end = 0;
    let mut legend = el("ul").class("legend");
    let mut parts: Vec<(Role, usize)> = Vec::new();
    for segment in &token.segments {
        let length = whole.slice(segment.span).len();
        match parts.last_mut() {
            Some((role, sum)) if *role == segment.role => *sum += 1 + length,
            _ => parts.push((segment.role, length)),
        }
    }
    for (role, length) in parts.into_iter().take(8) {
        let name = part_name(role);
        let bar = svg("rect").with("data-part", name).with("class", "bar").with("x", percent(end)).with("y", "20");
        drawing = drawing.child(bar.with("width", percent(length)).with("height", "10"));
        end += length + 1;
        if length > 0 {
            let item = el("li").with("data-part", name).child(el("i").with("aria-hidden", "true"));
            legend = legend.child(item.text(segments::title(role)).text(" ").text(bytes(length)));
        }
    }
    for (limit, label, low) in [(COOKIE, "Cookie 4096", false), (HEADERS, "Headers 8192", true)] {
        let at = percent(limit);
        let anchor = match limit as f64 / scale {
            share if share < 0.2 => "start",
            share if share > 0.8 => "end",
            _ => "middle",
        };
        drawing = drawing
            .child(
                svg("line")
                    .with("class", "limit")
                    .with("x1", at.clone())
                    .with("x2", at.clone())
                    .with("y1", "15")
                    .with("y2", "35"),
            )
            .child(
                svg("text")
                    .with("x", at)
                    .with("y", if low { "49" } else { "10" })
                    .with("text-anchor", anchor)
                    .text(label),
            );
    }
    let heading = el("div").class("heading").child(el("h3").text("Size ").child(el("small").text(bytes(size))));
    el("section")
        .class("weight")
        .with("data-at", "weight")
        .with("part", "weight")
        .child(heading)
        .child(drawing)
        .child(legend)
        .child(el("p").class("soft").text(comparison(size)))
        .children(leak::leak(token, now))
}

/// The sizes in a sentence.
fn comparison(size: usize) -> String {
    let times = (size as f64 / SESSION as f64).round().max(1.0) as usize;
    let session = format!("{times}\u{d7} the size of a {SESSION}-byte session ID, sent with every request.");
    let limit = if size > HEADERS {
        "Too big for a cookie (4096 bytes) and for the headers that many servers accept (8 KB in all)."
    } else if size > COOKIE {
        "Too big for a cookie (4096 bytes); it still fits the headers that many servers accept (8 KB in all)."
    } else if size * 4 > COOKIE * 3 {
        "It just fits a cookie (4096 bytes with its name and attributes)."
    } else {
        "It fits a cookie (4096 bytes) and a request's headers (8 KB)."
    };
    format!("{session} {limit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons() {
        assert!(comparison(486).starts_with("15\u{d7} the size of a 32-byte session ID"));
        assert!(comparison(486).ends_with("It fits a cookie (4096 bytes) and a request's headers (8 KB)."));
        assert!(comparison(4_000).contains("just fits"));
        assert!(comparison(4_097).contains("Too big for a cookie (4096 bytes); it still fits"));
        assert!(comparison(9_000).contains("Too big for a cookie (4096 bytes) and for the headers"));
    }
}
