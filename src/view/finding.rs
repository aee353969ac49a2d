//! One finding in words, and the row of the part that it is about.

use super::node::{Element, Node, button, el};
use super::visible::{head, visible};
use super::{action, part_name, segments};
use crate::registry::claims;
use crate::registry::spec::Reference;
use crate::report::{Claim, Extent, Finding, Role, Severity, Token, Verdict};

/// The characters shown of the way to a member.
const MAX_POINTER: usize = 32;
/// The characters shown of what a finding says of this very token.
const MAX_DETAIL: usize = 2_000;

/// The finding with why it matters and what to do; `rows` tells which row it leads to, where rows are shown.
pub fn article(finding: &Finding, rows: Option<&Rows<'_>>, verdict: &Verdict) -> Element {
    let (article, title) = begun(finding, "article", finding.rule.title != verdict.sentence);
    said(article.children(title), finding, rows, verdict)
}

/// The same, folded under its title.
pub fn folded(finding: &Finding, rows: Option<&Rows<'_>>, verdict: &Verdict) -> Element {
    let (fold, title) = begun(finding, "details", true);
    let fold = fold.with("data-key", format!("finding {} {:?}", finding.id, finding.place.span));
    let inside = said(el("div"), finding, rows, verdict);
    fold.child(el("summary").children(title)).child(inside)
}

/// The element of a finding, and its title with the severity, where that is wanted.
fn begun(finding: &Finding, name: &'static str, is_titled: bool) -> (Element, Option<Element>) {
    let (class, word) = match finding.severity {
        Severity::Error => ("finding error", "Error"),
        Severity::Warning => ("finding warning", "Warning"),
        Severity::Info => ("finding info", "Note"),
    };
    let rule = finding.rule;
    let title = || el("h4").child(el("span").class("severity").text(word)).text(" ").text(rule.title);
    (el(name).class(class).with("data-rule", rule.id), is_titled.then(title))
}

/// Adds what is said of a finding.
fn said(mut article: Element, finding: &Finding, rows: Option<&Rows<'_>>, verdict: &Verdict) -> Element {
    let rule = finding.rule;
    if let Some(detail) = finding.detail.as_deref().and_then(|detail| sentence(detail, finding, verdict)) {
        article = article.child(el("p").class("detail").children(visible(head(&detail, MAX_DETAIL), &[], false)));
    }
    if finding.more > 0 {
        article = article.child(
            el("p")
                .class("detail")
                .text(["And ", &finding.more.to_string(), " more of the kind, not listed."].concat()),
        );
    }
    article = article.child(el("p").text(rule.why));
    if !rule.fix.is_empty() {
        article = article.child(el("p").class("fix").child(el("b").text("What to do: ")).text(rule.fix));
    }
    let mut foot: Vec<Node> = rows.and_then(|rows| place(finding, rows)).map(Node::from).into_iter().collect();
    foot.extend(rule.references.iter().map(|reference| link(reference).into()));
    article.children((!foot.is_empty()).then(|| el("p").class("foot").children(foot)))
}

/// The way to a text that says so.
pub fn link(reference: &Reference) -> Element {
    el("a")
        .with("href", reference.link())
        .with("target", "_blank")
        .with("rel", "noopener noreferrer")
        .text(reference.to_string())
}

/// What a finding says of this very token, as a sentence: a capital letter, unless it begins with the member's name,
/// and a full stop, unless it is a quotation. Nothing where it names no more than the place, or where the verdict has
/// said it.
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
fn place(finding: &Finding, rows: &Rows<'_>) -> Option<Element> {
    let role = finding.place.segment?;
    let name = part_name(role);
    let row = rows.row(finding);
    let pointer = finding.place.pointer.as_deref().unwrap_or_default();
    let target = match (role, row) {
        (Role::Header | Role::Payload, Some(row)) => format!("{name} {row}"),
        (Role::Header | Role::Payload, None) => name.to_owned(),
        _ => segments::destination(role).to_owned(),
    };
    let shown = head(pointer, MAX_POINTER);
    let mut label = el("span").text(segments::title(role).to_ascii_lowercase()).text(" ");
    label = label.children(visible(shown, &[], false));
    if shown.len() < pointer.len() {
        label = label.text("…");
    }
    Some(button(action::GO, "").class("place").with("data-what", target).with("data-part", name).child(label))
}

/// Which rows of the header and the payload findings are about: names are looked up, not searched for.
#[derive(Debug)]
pub struct Rows<'a> {
    header: RowsByName<'a>,
    payload: RowsByName<'a>,
}

/// The members that have rows, by name, each with its number.
type RowsByName<'a> = Vec<(&'a Claim, usize)>;

impl<'a> Rows<'a> {
    /// Of a token.
    pub fn of(token: &'a Token) -> Rows<'a> {
        Rows { header: named(&token.parameters), payload: named(&token.claims) }
    }

    /// The row that a finding is about, by its number among the part's rows; none where that member has no row.
    pub fn row(&self, finding: &Finding) -> Option<usize> {
        let members = match finding.place.segment? {
            Role::Header => &self.header,
            Role::Payload => &self.payload,
            _ => return None,
        };
        let pointer = finding.place.pointer.as_deref()?;
        let name = pointer.strip_prefix('/')?.split('/').next()?.replace("~1", "/").replace("~0", "~");
        let start = members.partition_point(|(claim, _)| claim.name < name);
        let same = || members.iter().skip(start).take_while(|(claim, _)| claim.name == name);
        let holds = |claim: &Claim| {
            finding.place.inner.is_some_and(|(start, end)| claim.span.0 <= start && end <= claim.span.1)
        };
        same().find(|(claim, _)| holds(claim)).or_else(|| same().last()).map(|(_, row)| *row)
    }
}

fn named(members: &[Claim]) -> RowsByName<'_> {
    let mut named: RowsByName<'_> =
        members.iter().take(Extent::SHOWN.members).enumerate().map(|(row, claim)| (claim, row)).collect();
    named.sort_unstable_by(|one, other| (&one.0.name, one.1).cmp(&(&other.0.name, other.1)));
    named
}
