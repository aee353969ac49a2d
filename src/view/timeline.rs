//! The drawing of a token's times: when it was issued, from when and until when it may be used, and where now is.
//!
//! Positions are percentages, so that the drawing stretches and the words do not. It is laid out twice, for wide and
//! for narrow places, and styles show one of the two. Gaps too small to see are widened; the drawing then says so by a
//! dashed line where time was left out.

use super::measure::{self, in_order};
use super::node::{Element, el, svg};
use super::{Context, moment};
use crate::report::Token;
use crate::text::time::{self, NumericDate};

/// The share of the width that the smallest gap gets.
const LEAST_GAP: f64 = 0.12;
/// The width of a letter of a label, in pixels, on the generous side.
const LETTER: f64 = 6.6;
/// The steps of the drawing that `now` is seen to move by.
const STEPS: f64 = 800.0;
/// The space between two labels in one line, in pixels.
const LABEL_GAP: f64 = 14.0;

/// The three times of a token that decide when it may be used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Validity {
    /// When it was made.
    pub issued: Option<NumericDate>,
    /// From when on it may be used.
    pub not_before: Option<NumericDate>,
    /// From when on it must be refused.
    pub expires: Option<NumericDate>,
}

impl Validity {
    /// The times of a token; of members that occur twice the last, as most readers have it.
    pub fn of(token: &Token) -> Validity {
        let read = |name| token.claims.iter().rev().find(|claim| claim.name == name)?.time.as_ref()?.at;
        Validity { issued: read("iat"), not_before: read("nbf"), expires: read("exp") }
    }

    /// The times there are, in order.
    pub fn all(self) -> Vec<NumericDate> {
        in_order([self.issued, self.not_before, self.expires].into_iter().flatten().collect(), |&at| at)
    }

    /// From when on it may be used.
    pub fn start(self) -> Option<NumericDate> {
        self.not_before.or(self.issued)
    }
}

/// Seconds until `now` has visibly moved, as seen from `now`.
pub fn next_step(times: Validity, now: NumericDate) -> Option<f64> {
    let all = times.all();
    let (first, last) = (all.first()?.min(&now), all.last()?.max(&now));
    Some((last.since(*first) / STEPS).max(1.0))
}

/// The drawing in both layouts; nothing where the token has no times.
pub fn timeline(times: Validity, context: &Context<'_>) -> Option<Element> {
    let now = context.now;
    let scale = Scale::new(times, now)?;
    let drawings =
        [("wide", 680.0), ("narrow", 290.0)].map(|(class, width)| drawing(times, context, &scale, class, width));
    Some(
        el("div")
            .class("timeline")
            .with("part", "timeline")
            .with("role", "img")
            .with("aria-label", spoken(times, context))
            .children(drawings),
    )
}

/// The text alternative.
fn spoken(times: Validity, context: &Context<'_>) -> String {
    let now = [(context.now, "now".to_owned())];
    let marks = marks(times, context.now).into_iter().chain(now);
    let words: Vec<String> = marks.map(|(at, word)| [&word, " ", &moment::spoken(at, context)].concat()).collect();
    format!("Timeline: {}", words.join("; "))
}

/// The marks below the line: what happens when, equal times as one.
fn marks(times: Validity, now: NumericDate) -> Vec<(NumericDate, String)> {
    let mut marks: Vec<(NumericDate, String)> = Vec::new();
    let expiry = if times.expires.is_some_and(|at| at <= now) { "expired" } else { "expires" };
    for (at, word) in [(times.issued, "issued"), (times.not_before, "valid from"), (times.expires, expiry)] {
        let Some(at) = at else { continue };
        match marks.iter_mut().find(|(other, _)| *other == at) {
            Some((_, words)) => *words = format!("{words}, {word}"),
            None => marks.push((at, word.to_owned())),
        }
    }
    in_order(marks, |(at, _)| *at)
}

/// From moments to places between 0 and 1.
struct Scale {
    points: Vec<(NumericDate, f64)>,
    /// The gap that was drawn shorter than it is.
    cut: Option<(f64, f64)>,
}

impl Scale {
    fn new(times: Validity, now: NumericDate) -> Option<Scale> {
        let mut points = times.all();
        points.first()?;
        points.push(now);
        let mut points = in_order(points, |&at| at);
        points.dedup();
        let gaps: Vec<f64> = points.windows(2).map(|pair| if let [a, b] = pair { b.since(*a) } else { 0.0 }).collect();
        let total: f64 = gaps.iter().sum();
        let widened: Vec<f64> = gaps.iter().map(|gap| (gap / total).max(LEAST_GAP)).collect();
        let sum: f64 = widened.iter().sum();
        let mut place = 0.0;
        let mut cut = None;
        let longest = gaps.iter().copied().fold(0.0, f64::max);
        let mut placed = vec![(*points.first()?, if gaps.is_empty() { 0.5 } else { 0.0 })];
        for ((point, gap), share) in points.iter().skip(1).zip(&gaps).zip(&widened) {
            let next = place + share / sum;
            // More than a tenth off is worth saying.
            if *gap == longest && sum > 1.1 {
                cut = Some((place, next));
            }
            placed.push((*point, next));
            place = next;
        }
        Some(Scale { points: placed, cut })
    }

    fn place(&self, at: NumericDate) -> f64 {
        self.points.iter().find(|(point, _)| *point == at).map_or(0.0, |(_, place)| *place)
    }
}

/// A percentage of the width, with a margin left for the ends of lines.
fn percent(place: f64) -> String {
    measure::percent(0.01 + place * 0.98)
}

fn drawing(times: Validity, context: &Context<'_>, scale: &Scale, class: &'static str, width: f64) -> Element {
    let now = context.now;
    let line = |class: &'static str, from: f64, to: f64| {
        svg("line")
            .with("class", class)
            .with("x1", percent(from))
            .with("x2", percent(to))
            .with("y1", "34")
            .with("y2", "34")
    };
    let mut nodes = vec![line("axis", 0.0, 1.0)];
    nodes.extend(scale.cut.map(|(from, to)| line("cut", from, to)));
    let start = times.start().map_or(0.0, |at| scale.place(at));
    let end = times.expires.map_or(1.0, |at| scale.place(at));
    let present = scale.place(now);
    if start < end && times.start().is_some() | times.expires.is_some() {
        // Not `clamp`: it can panic with the numbers in its message, and the float printer would be a twentieth of the
        // module.
        let passed = present.max(start).min(end);
        nodes.extend((passed > start).then(|| bar("passed", start, passed)));
        nodes.extend((passed < end).then(|| bar("left", passed, end)));
    }
    let top = "10";
    let center = (start + end) / 2.0;
    let lifetime = times
        .start()
        .zip(times.expires)
        .filter(|(from, to)| from < to)
        .map(|(from, to)| time::duration(time::distance(to, from)));
    let (anchor, at) = anchored(present, 22.0, width);
    nodes.push(
        svg("line")
            .with("class", "now")
            .with("x1", percent(present))
            .with("x2", percent(present))
            .with("y1", "16")
            .with("y2", "46"),
    );
    nodes.push(
        svg("text").with("class", "now").with("x", percent(at)).with("y", top).with("text-anchor", anchor).text("now"),
    );
    if let Some(words) = lifetime {
        let size = words.chars().count() as f64 * LETTER;
        let clear = (center - present).abs() * width > (size + 30.0) / 2.0 + LABEL_GAP;
        let (anchor, at) = anchored(center, size, width);
        nodes.extend(
            clear.then(|| svg("text").with("x", percent(at)).with("y", "24").with("text-anchor", anchor).text(words)),
        );
    }
    let (labels, lanes) = labels(times, context, scale, width);
    for (at, _) in marks(times, now) {
        let place = percent(scale.place(at));
        nodes.push(svg("circle").with("class", "mark").with("cx", place).with("cy", "34").with("r", "4.5"));
    }
    nodes.extend(labels);
    svg("svg")
        .with("class", class)
        .with("aria-hidden", "true")
        .with("height", (46 + 18 * lanes).to_string())
        .children(nodes)
}

fn bar(class: &'static str, from: f64, to: f64) -> Element {
    let width = measure::percent((to - from) * 0.98);
    svg("rect")
        .with("class", class)
        .with("x", percent(from))
        .with("y", "29")
        .with("width", width)
        .with("height", "10")
        .with("rx", "5")
}

/// The labels below the line, each in the first lane where it touches no other, and the number of lanes.
fn labels(times: Validity, context: &Context<'_>, scale: &Scale, width: f64) -> (Vec<Element>, usize) {
    let mut lanes: Vec<f64> = Vec::new();
    let mut labels = Vec::new();
    for (at, word) in marks(times, context.now) {
        let date = short(at, context);
        let size = (word.chars().count() + 1 + date.chars().count()) as f64 * LETTER;
        let (anchor, place) = anchored(scale.place(at), size, width);
        let left = match anchor {
            "start" => place * width,
            "end" => place * width - size,
            _ => place * width - size / 2.0,
        };
        let lane = lanes.iter().position(|end| *end + LABEL_GAP <= left).unwrap_or_else(|| {
            lanes.push(f64::MIN);
            lanes.len() - 1
        });
        if let Some(end) = lanes.get_mut(lane) {
            *end = left + size;
        }
        let label =
            svg("text").with("x", percent(place)).with("y", (62 + 18 * lane).to_string()).with("text-anchor", anchor);
        labels.push(label.child(svg("tspan").with("class", "what").text(word)).text(format!(" {date}")));
    }
    (labels, lanes.len().max(1))
}

/// How to anchor a label of `size` pixels at `place` in a drawing `width` wide, so that it stays inside.
fn anchored(place: f64, size: f64, width: f64) -> (&'static str, f64) {
    let half = size / 2.0;
    match place * width {
        x if x < half => ("start", 0.0),
        x if x > width - half => ("end", 1.0),
        _ => ("middle", place),
    }
}

/// `17 Nov, 12:00 UTC`; with the year where it is not this one.
fn short(at: NumericDate, context: &Context<'_>) -> String {
    let Some((date, zone)) = moment::dated(at, context) else { return moment::spoken(at, context) };
    let this_year = moment::dated(context.now, context).is_some_and(|(now, _)| now.year == date.year);
    let clock = date.clock();
    let clock = clock.strip_suffix(":00").unwrap_or(&clock);
    let day = format!("{} {}", date.day, date.month_name());
    if this_year { format!("{day}, {clock} {zone}") } else { format!("{day} {}, {clock} {zone}", date.year) }
}
