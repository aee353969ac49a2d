//! What was found: errors first, then warnings; what is only worth knowing is folded away.

use super::counted;
use super::finding::{Rows, article, folded};
use super::node::{Element, el};
use super::options::Layout;
use super::options::Options;
use super::tally::tally;
use crate::report::{Finding, Place, Report, Severity, Token};

/// The findings that are shown; a well-meant report has a handful.
const MAX_FINDINGS: usize = 100;

/// The section of findings on the text and on the token, where there is anything to say.
///
/// What `verdict` has said already is not said again.
pub fn findings(report: &Report, shown: Option<(&Token, &Rows<'_>)>, options: &Options) -> Option<Element> {
    let (mut grave, mut warnings) = (Vec::new(), Vec::new());
    let mut notes: Vec<(Option<&Place>, Element)> = Vec::new();
    let token = shown.map(|(token, _)| token);
    let verdict = token.map_or(&report.verdict, |token| &token.verdict);
    // What leads to a member leads nowhere where members are not shown.
    let places = shown.map(|(_, rows)| rows).filter(|_| options.has_parts());
    let all: Vec<_> = report.findings.iter().chain(token.into_iter().flat_map(|token| &token.findings)).collect();
    let wanted: Vec<_> = all.iter().copied().filter(|finding| options.severities.contains(&finding.severity)).collect();
    let is_full = options.layout == Layout::Full && token.is_some();
    let entry = if is_full { folded } else { article };
    for finding in wanted.iter().take(MAX_FINDINGS) {
        let place =
            Some(&finding.place).filter(|place| place.pointer.as_deref().is_some_and(|pointer| !pointer.is_empty()));
        let same = |other: &Option<&Place>| {
            place.zip(*other).is_some_and(|(one, other)| (one.segment, one.span) == (other.segment, other.span))
        };
        match finding.severity {
            Severity::Error => grave.push(entry(finding, places, verdict)),
            Severity::Warning => warnings.push(entry(finding, places, verdict)),
            // Several notes on one member are one entry.
            Severity::Info => match notes.iter_mut().find(|(other, _)| same(other)) {
                Some((_, entry)) => entry.add(also(finding).into()),
                None => notes.push((place, article(finding, places, verdict))),
            },
        }
    }
    grave.extend(warnings);
    if grave.is_empty() && notes.is_empty() && token.is_none() {
        return None;
    }
    if let Some(token) = token.filter(|_| options.is_brief()) {
        return sample(grave, notes, token, options);
    }
    // Also of what is not shown: a site may leave findings out, and nobody may take that for an all-clear.
    let quiet = all.iter().all(|finding| finding.severity == Severity::Info);
    if !quiet && wanted.is_empty() {
        return None;
    }
    let mut list =
        el("section").class("findings").with("data-at", "findings").with("tabindex", "-1").with("part", "findings");
    let is_quiet = quiet && is_full;
    let heading = match token {
        Some(token) if !is_quiet => el("h3").child(tally(token, options).1),
        Some(_) => no_problems(el("h3")),
        None => el("h3").text("Findings"),
    };
    // One line: no problems, and how many notes.
    if !is_quiet || notes.is_empty() {
        list = list.child(el("div").class("heading").child(heading));
    }
    if quiet && token.is_some() && !is_full {
        list = list.child(el("p").class("soft").text("No problems found in the token."));
    }
    list = list.children(grave);
    if !notes.is_empty() {
        let count = counted(notes.len(), "note");
        let title = match is_quiet {
            true => no_problems(el("h3")).child(el("small").text([" · ", &count].concat())),
            false => el("span").text(count),
        };
        let folded = el("details").class("notes").with("data-key", "notes").child(el("summary").child(title));
        list = list.child(folded.children(notes.into_iter().map(|(_, entry)| entry)));
    }
    let hidden = wanted.len().saturating_sub(MAX_FINDINGS);
    let more = (hidden > 0).then(|| el("p").class("soft").text(format!("{hidden} more are not shown.")));
    Some(list.children(more))
}

/// That nothing speaks against the token by itself.
fn no_problems(heading: Element) -> Element {
    heading.child(el("span").class("seal").with("aria-hidden", "true").text("✓")).text("No problems")
}

/// All of them under one line, for a sample that is about something else.
fn sample(
    grave: Vec<Element>,
    notes: Vec<(Option<&Place>, Element)>,
    token: &Token,
    options: &Options,
) -> Option<Element> {
    let (total, mut summary) = tally(token, options);
    if !notes.is_empty() {
        summary = summary.text(if total > 0 { ", " } else { "" }).text(counted(notes.len(), "note"));
    }
    let list = el("details").class("notes findings").with("data-key", "findings").with("part", "findings");
    let inside = el("div").with("data-at", "findings").with("tabindex", "-1");
    let inside = inside.children(grave).children(notes.into_iter().map(|(_, entry)| entry));
    (!inside.children.is_empty()).then(|| list.child(el("summary").child(summary)).child(inside))
}

/// A further note on what an entry is about.
fn also(finding: &Finding) -> Element {
    let title = el("b").text(finding.rule.title).text(". ");
    el("p").class("also").with("data-rule", finding.rule.id).child(title).text(finding.rule.why)
}
