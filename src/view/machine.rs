//! The time machine: judges the token as of another moment, and says so for as long as it does.

use super::node::{Element, button, el};
use super::options::Layout;
use super::timeline::Validity;
use super::{Context, action, moment};
use crate::text::time::NumericDate;

/// The part of the token's life that the slider goes beyond it, on both sides.
const MARGIN: i64 = 4;
/// The least that the slider spans, in seconds.
const LEAST_SPAN: i64 = 600;
/// The least distance between the first and last of a token's times for which they count as one life, in seconds.
const MINUTE: i64 = 60;
/// The label of the field for a moment, by the clock that moments are shown on.
const UTC: &str = "Moment (UTC), or Unix seconds";
const LOCAL: &str = "Moment (your time), or Unix seconds";

/// The notice that the clock is not the real one.
pub fn banner(context: &Context<'_>) -> Element {
    let when = el("strong").child(moment::whole(context.now, context));
    let here = moment::here(context.now, context).map(|here| el("span").class("soft").child(here));
    let back = button(action::CLOCK, "Back to now").with("data-key", "back");
    el("div")
        .class("pinned")
        .child(el("p").text("Showing the token as of ").child(when).children(here).text(", not now."))
        .child(back)
}

/// The same in a sample, where the clock was set for good.
pub fn remark(context: &Context<'_>) -> Element {
    el("p").class("as-of").text("As of ").child(moment::whole(context.now, context)).text(".")
}

/// The controls; nothing for a token without times, and in samples.
pub fn controls(times: Validity, context: &Context<'_>) -> Option<Element> {
    if context.options.layout != Layout::Full {
        return None;
    }
    let (first, last) = range(times)?;
    let step = ((last - first) / 2_000).max(1);
    let value = context.now.seconds().clamp(first, last);
    let slider = el("input")
        .with("type", "range")
        .with("data-clock", "seconds")
        .with("data-key", "slider")
        .with("aria-label", "Moment");
    let slider = slider
        .with("min", first.to_string())
        .with("max", last.to_string())
        .with("step", step.to_string())
        .with("value", value.to_string());
    let field = el("input")
        .with("type", "text")
        .with("data-clock", "iso")
        .with("data-key", "moment")
        .with("autocomplete", "off")
        .with("spellcheck", "false")
        .with("value", moment::field(context.now, context));
    let jump = |label: &'static str, at: NumericDate| {
        button(action::CLOCK, label).with("data-what", at.seconds().to_string()).with("data-key", label)
    };
    let mut jumps = el("div").class("jumps");
    jumps = jumps.children(times.issued.map(|at| jump("When issued", at)));
    jumps =
        jumps.children(times.not_before.filter(|at| Some(*at) != times.issued).map(|at| jump("When valid from", at)));
    jumps = jumps.children(times.expires.map(|at| jump("A second before it expires", at.plus_seconds(-1))));
    jumps = jumps.children(times.expires.map(|at| jump("When it expires", at)));
    let explain = el("p")
        .class("soft")
        .text("Read the token as of another moment: what a server with that clock would make of it.");
    let label = if context.options.is_local { LOCAL } else { UTC };
    let moment = el("label").class("moment-field").child(el("span").text(label)).child(field);
    Some(
        el("div")
            .class("machine")
            .with("part", "time-machine")
            .child(explain)
            .child(slider)
            .child(el("div").class("settings").child(moment).child(jumps)),
    )
}

/// The first and last moment of the slider.
fn range(times: Validity) -> Option<(i64, i64)> {
    let all = times.all();
    let (first, last) =
        (all.first()?.calendar().and(all.first())?.seconds(), all.last()?.calendar().and(all.last())?.seconds());
    let span = (last - first).max(if last - first > MINUTE { 0 } else { LEAST_SPAN });
    Some((first - span / MARGIN, last + span / MARGIN))
}
