//! One moment in three ways together: UTC, the reader's own clock, and as seen from now.

use super::Context;
use super::node::{Element, Node, el, text};
use crate::judge::verdict::Piece;
use crate::text::time::{Calendar, NumericDate};

/// Between two ways of saying it; a line may end after the dot, not before it.
const DOT: &str = "\u{a0}· ";

/// `17 Nov 2026, 13:00:00 UTC · 14:00:00 here · 2 days ago`, the last part live.
pub fn moment(at: NumericDate, context: &Context<'_>) -> Element {
    let mut line = el("span").class("moment");
    if let Some(utc) = at.calendar() {
        let date_time = utc.rfc3339();
        line = line.child(el("time").with("datetime", date_time).text(format!("{utc} UTC")));
        // In a sample that others read too, the reader's own clock would only distract.
        if let Some(here) = here(at, true, context).filter(|_| !context.options.is_brief()) {
            line = line.child(el("span").child(here));
        }
    } else {
        line = line.child(el("span").text("outside the calendar"));
    }
    line.text(DOT).child(el("span").class("relative").words(&[Piece::Relative(at)]))
}

/// `at` on the reader's clock, in words where that clock is known here; nothing outside the calendar, and where that
/// clock shows UTC.
pub fn here(at: NumericDate, is_beside: bool, context: &Context<'_>) -> Option<Node> {
    at.calendar()?;
    let Some(offset) = context.offset else { return Some(Node::Local(at, is_beside)) };
    Some(text(local_words(at, is_beside, offset))).filter(|_| offset(at.seconds()) != 0 && local(at, offset).is_some())
}

/// `at` on a reader's clock: ` · 14:00:00 here` beside the same in UTC, with the date where that is another;
/// ` (... here)` alone; nothing where that clock shows UTC.
pub fn local_words(at: NumericDate, is_beside: bool, offset: &dyn Fn(i64) -> i32) -> String {
    let (Some(utc), Some(here)) = (at.calendar(), local(at, offset)) else { return String::new() };
    match is_beside {
        _ if offset(at.seconds()) == 0 => String::new(),
        false => format!(" ({here} here)"),
        true if here.date() == utc.date() => [DOT, &here.clock(), "\u{a0}here"].concat(),
        true => [DOT, &here.to_string(), "\u{a0}here"].concat(),
    }
}

/// The reader's calendar at `at`; `None` outside the years that a calendar has.
pub fn local(at: NumericDate, offset: &dyn Fn(i64) -> i32) -> Option<Calendar> {
    let offset = i64::from(offset(at.seconds()));
    at.calendar().and(at.plus_seconds(offset).calendar())
}
