//! What was found: errors first, then warnings; what is only worth knowing is folded away.

use super::node::{Element, Node, button, el};
use super::options::Options;
use super::{action, counted, headline, part_name};
use crate::registry::claims;
use crate::report::{Claim, Finding, Place, Report, Role, Severity, Token, Verdict};
use crate::spec::Reference;

/// The findings that are shown; a well-meant report has a handful.
const MAX_FINDINGS: usize = 100;
/// The characters shown of the way to a member.
const MAX_POINTER: usize = 32;

/// The section of findings on the text and on the token, where there is anything to say.
///
/// What `verdict` has said already is not said again.
pub fn findings(report: &Report, token: Option<&Token>, options: &Options) -> Option<Element> {
    let (mut grave, mut warnings) = (Vec::new(), Vec::new());
    let mut notes: Vec<(Option<&Place>, Element)> = Vec::new();
    let verdict = token.map_or(&report.verdict, |token| &token.verdict);
    // What leads to a member leads nowhere where members are not shown.
    let places = token.filter(|_| options.has_parts());
    let all: Vec<_> = report.findings.iter().chain(token.into_iter().flat_map(|token| &token.findings)).collect();
    let wanted: Vec<_> = all.iter().copied().filter(|finding| options.severities.contains(&finding.severity)).collect();
    for finding in wanted.iter().take(MAX_FINDINGS) {
        let place = Some(&finding.place).filter(|place| place.pointer.as_deref().is_some_and(|pointer| !pointer.is_empty()));
        let same =
            |other: &Option<&Place>| place.zip(*other).is_some_and(|(one, other)| (one.segment, one.span) == (other.segment, other.span));
        match finding.severity {
            Severity::Error => grave.push(article(finding, places, verdict)),
            Severity::Warning => warnings.push(article(finding, places, verdict)),
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
        return folded(grave, notes, token, options);
    }
    // Also of what is not shown: a site may leave findings out, and nobody may take that for an all-clear.
    let quiet = all.iter().all(|finding| finding.severity == Severity::Info);
    if !quiet && wanted.is_empty() {
        return None;
    }
    let mut list = el("section").class("findings").with("data-at", "findings").with("tabindex", "-1").with("part", "findings");
    list = list.child(el("div").class("heading").child(el("h3").text("Findings")));
    if quiet && token.is_some() {
        list = list.child(el("p").class("soft").text("By itself the token gives no cause for concern."));
    }
    list = list.children(grave);
    if !notes.is_empty() {
        let folded = el("details").class("notes").with("data-key", "notes").child(el("summary").text(counted(notes.len(), "note")));
        list = list.child(folded.children(notes.into_iter().map(|(_, entry)| entry)));
    }
    let hidden = wanted.len().saturating_sub(MAX_FINDINGS);
    let more = (hidden > 0).then(|| el("p").class("soft").text(format!("{hidden} more are not shown.")));
    Some(list.children(more))
}

/// All of them under one line, for a sample that is about something else.
fn folded(grave: Vec<Element>, notes: Vec<(Option<&Place>, Element)>, token: &Token, options: &Options) -> Option<Element> {
    let (total, mut summary) = headline::tally(token, options);
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

pub(super) fn article(finding: &Finding, token: Option<&Token>, verdict: &Verdict) -> Element {
    let (class, word) = match finding.severity {
        Severity::Error => ("finding error", "Error"),
        Severity::Warning => ("finding warning", "Warning"),
        Severity::Info => ("finding info", "Note"),
    };
    let rule = finding.rule;
    let mut article = el("article").class(class).with("data-rule", rule.id);
    if rule.title != verdict.sentence {
        article = article.child(el("h4").child(el("span").class("severity").text(word)).text(" ").text(rule.title));
    }
    if let Some(detail) = finding.detail.as_deref().and_then(|detail| sentence(detail, finding, verdict)) {
        article = article.child(el("p").class("detail").children(super::visible::visible(&detail, &[], false)));
    }
    if finding.more > 0 {
        article = article.child(el("p").class("detail").text(format!("And {} more of the kind, not listed.", finding.more)));
    }
    article = article.child(el("p").text(rule.why));
    if !rule.fix.is_empty() {
        article = article.child(el("p").class("fix").child(el("b").text("What to do: ")).text(rule.fix));
    }
    let mut foot: Vec<Node> = token.and_then(|token| place(finding, token)).map(Node::from).into_iter().collect();
    foot.extend(rule.references.iter().map(|reference| link(reference).into()));
    article.children((!foot.is_empty()).then(|| el("p").class("foot").children(foot)))
}

/// The way to a text that says so.
pub fn link(reference: &Reference) -> Element {
    el("a").with("href", reference.link()).with("target", "_blank").with("rel", "noopener noreferrer").text(reference.to_string())
}

/// What a finding says of this very token, as a sentence: a capital letter, unless it begins with the member's name, and
/// a full stop, unless it is a quotation. Nothing where it names no more than the place, or where the verdict has said it.
fn sentence(detail: &str, finding: &Finding, verdict: &Verdict) -> Option<String> {
    let first = detail.split(' ').next().unwrap_or_default();
    let is_name = finding.place.pointer.as_deref().is_some_and(|pointer| pointer.rsplit('/').next() == Some(first))
        || first.contains('_')
        || claims::find(first).is_some();
    let mut sentence = detail.to_owned();
    if is_name && first.len() == detail.len() {
        return None;
    }
    if let Some(letter) = sentence.get_mut(..1).filter(|_| !is_name) {
        letter.make_ascii_uppercase();
    }
    let said = verdict.sentence == sentence || verdict.summary.trim_end_matches('.') == sentence;
    // A quotation stands for itself.
    if !(sentence.starts_with('"') && sentence.ends_with('"')) {
        sentence.push('.');
    }
    (!said).then_some(sentence)
}

/// The button that leads to where the finding points.
fn place(finding: &Finding, token: &Token) -> Option<Element> {
    let role = finding.place.segment?;
    let name = part_name(role);
    let row = row(finding, token);
    let pointer = finding.place.pointer.as_deref().unwrap_or_default();
    let target = match (role, row) {
        (Role::Header | Role::Payload, Some(row)) => format!("{name} {row}"),
        (Role::Header | Role::Payload, None) => name.to_owned(),
        _ => super::segments::destination(role).to_owned(),
    };
    let shown = super::visible::head(pointer, MAX_POINTER);
    let mut label = el("span").text(super::segments::title(role).to_ascii_lowercase()).text(" ");
    label = label.children(super::visible::visible(shown, &[], false));
    if shown.len() < pointer.len() {
        label = label.text("…");
    }
    Some(button(action::GO, "").class("place").with("data-what", target).with("data-part", name).child(label))
}

/// The member that a finding is about, by its number among the part's members.
pub fn row(finding: &Finding, token: &Token) -> Option<usize> {
    let members: &[Claim] = match finding.place.segment? {
        Role::Header => &token.parameters,
        Role::Payload => &token.claims,
        _ => return None,
    };
    let pointer = finding.place.pointer.as_deref()?;
    let first = pointer.strip_prefix('/')?.split('/').next()?.replace("~1", "/").replace("~0", "~");
    let named = |claim: &Claim| claim.name == first;
    let holds = |claim: &Claim| finding.place.inner.is_some_and(|(start, end)| claim.span.0 <= start && end <= claim.span.1);
    members.iter().position(|claim| named(claim) && holds(claim)).or_else(|| members.iter().rposition(named))
}
