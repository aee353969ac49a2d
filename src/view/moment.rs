//! One moment on a clock that is named, UTC's or the reader's, and as seen from now.

use super::Context;
use super::node::{Element, Node, el, text};
use crate::judge::verdict::Piece;
use crate::text::time::zone::{self, DOT, Offset, Wording, shifted};
use crate::text::time::{Calendar, NumericDate};

/// `17 Nov 2026, 13:00:00 UTC · 14:00:00 here · 2 days ago`, the last part live.
pub fn moment(at: NumericDate, context: &Context<'_>) -> Element {
    let line = el("span").class("moment").child(whole(at, context)).children(here(at, context));
    line.text(DOT).child(el("span").class("relative").words(&[Piece::Relative(at)]))
}

/// `17 Nov 2026, 13:00:00 UTC`, or the same on the reader's clock where that is wanted.
pub fn whole(at: NumericDate, context: &Context<'_>) -> Element {
    let words = written(at, Wording::Whole, context);
    match at.calendar() {
        Some(utc) => el("time").with("datetime", utc.rfc3339()).child(words),
        None => el("span").child(words),
    }
}

/// The moment on the clock that is wanted.
pub fn written(at: NumericDate, wording: Wording, context: &Context<'_>) -> Node {
    match clock(context) {
        Some(offset) => text(wording.words(at, context.now, offset)),
        None => Node::Local(at, wording),
    }
}

/// The same in words alone: in UTC where only the page knows the reader's clock.
pub fn spoken(at: NumericDate, context: &Context<'_>) -> String {
    Wording::Whole.words(at, context.now, clock(context).unwrap_or(&utc))
}

/// The calendar of the clock that is wanted at `at`, and the name of its zone.
pub fn dated(at: NumericDate, context: &Context<'_>) -> Option<(Calendar, String)> {
    let offset = clock(context).unwrap_or(&utc);
    Some((shifted(at, offset)?, zone::name(offset(at.seconds()))))
}

/// `at` on the reader's clock beside UTC; nothing where all is on that clock, where the two agree, and in samples,
/// which look the same to every reader.
pub fn here(at: NumericDate, context: &Context<'_>) -> Option<Node> {
    let options = context.options;
    at.calendar().filter(|_| !options.is_local && !options.is_brief() && !options.is_read_only)?;
    let Some(offset) = context.offset else { return Some(Node::Local(at, Wording::Beside)) };
    let words = Wording::Beside.words(at, context.now, offset);
    (!words.is_empty()).then(|| text(words))
}

/// What a field for a moment shows: RFC 3339, in UTC or with the offset of the reader's clock.
pub fn field(at: NumericDate, context: &Context<'_>) -> String {
    let offset = clock(context).map_or(0, |offset| offset(at.seconds()));
    let Some(shown) = shifted(at, &|_| offset) else { return String::new() };
    let text = shown.rfc3339();
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
    match text.strip_suffix('Z') {
        Some(text) if offset != 0 => format!("{text}{sign}{:02}:{:02}", minutes / 60, minutes % 60),
        _ => text,
    }
}

/// The clock that moments are shown on; `None` where only the page knows it.
fn clock<'a>(context: &Context<'a>) -> Option<Offset<'a>> {
    if context.options.is_local { context.offset } else { Some(&utc) }
}

fn utc(_: i64) -> i32 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::options::Options;
    use crate::view::rendition::Rendition;

    /// 2026-11-17T22:00:00Z.
    const AT: NumericDate = NumericDate::from_seconds(1_794_952_800);

    #[test]
    fn fields_can_be_read_back() {
        let field = |is_local, minutes: i32| {
            let options = Options { is_local, ..Options::default() };
            let offset = |_| minutes * 60;
            let (now, rendition) = (AT, Rendition::default());
            field(AT, &Context { now, pinned: false, offset: Some(&offset), chosen: 0, options: &options, rendition })
        };
        assert_eq!(field(false, 60), "2026-11-17T22:00:00Z");
        assert_eq!(field(true, 0), "2026-11-17T22:00:00Z");
        assert_eq!(field(true, 60), "2026-11-17T23:00:00+01:00");
        assert_eq!(field(true, -210), "2026-11-17T18:30:00-03:30");
    }
}
