//! The verdict: one big sentence and the paragraph below it, and which of several tokens it is about.

use super::finding::link;
use super::node::{Element, button, el, text};
use super::options::{Layout, Options};
use super::tally::tally;
use super::tone::Tone;
use super::{action, counted};
use crate::judge::profile::{Profile, ProfileRow};
use crate::judge::verdict::{self, Piece};
use crate::registry::providers::{self, Provider};
use crate::report::verification::{SignatureState, Verification};
use crate::report::{Finding, Report, Severity, Token, Verdict, VerdictState};

/// The sentence as a heading and the summary below it; nothing for an empty input.
pub fn headline(
    verdict: &Verdict,
    token: Option<&Token>,
    checked: Option<&Verification>,
    options: &Options,
) -> Option<Element> {
    let is_wrong = token.is_some_and(|token| token.findings.iter().any(is_grave));
    let answer = checked.filter(|checked| is_answer(checked));
    let is_forged = answer.is_some_and(is_against_signature);
    let tone = Tone::of_state(verdict.state).map(|tone| match answer.map(Tone::of_answer) {
        _ if is_wrong || is_forged => Tone::Bad,
        Some(other) if tone == Tone::Neutral => other,
        _ => tone,
    })?;
    let mut sentence = el("h2").with("part", "verdict").with("data-at", "verdict").with("tabindex", "-1");
    let mut summary = el("p").with("part", "summary");
    let end = match answer.map(|answer| (answer.verdict.state, answer.verdict.reason)) {
        None => verdict::UNCHECKED,
        Some((SignatureState::Valid, _) | (_, "expired" | "not-yet-valid" | "expected")) => " · signature verified",
        Some((_, "token-key")) => " · the signature proves nothing",
        Some((_, "weak-key" | "known-secret")) => " · the signature fits, but its key has a flaw",
        Some(_) if answer.is_some_and(|answer| answer.verdict.fits) => " · the signature fits",
        Some(_) => "",
    };
    match answer {
        // What is wrong with the signature comes before what the token says of itself.
        Some(answer) if is_forged && verdict.state != VerdictState::Broken => {
            sentence = sentence.text(answer.verdict.sentence.clone());
            // The cause stands in the panel, and `valid` would be misunderstood.
            let of_times = if verdict.state == VerdictState::Current { "By its times: " } else { "" };
            summary = summary.text(of_times).words(&answered(&verdict.pieces.sentence, end)).text(". ");
        }
        // What is said of the signature comes second to the eye, too.
        _ => {
            for piece in answered(&verdict.pieces.sentence, end) {
                let is_end = matches!(&piece, Piece::Text(words) if !end.is_empty() && *words == end);
                sentence = if is_end { sentence.child(el("small").text(end)) } else { sentence.words(&[piece]) };
            }
        }
    }
    summary = summary.words(&answered(&verdict.pieces.summary, end));
    Some(
        el("div")
            .class(["verdict ", tone.class()].concat())
            .child(sentence)
            .children((!verdict.pieces.summary.is_empty()).then_some(summary))
            .children(token.and_then(|token| counts(token, answer, options)))
            .children(token.filter(|_| options.layout == Layout::Full).and_then(about)),
    )
}

/// Whether a check told something of the signature itself.
fn is_answer(checked: &Verification) -> bool {
    checked.verdict.fits || checked.verdict.state == SignatureState::Invalid
}

/// Whether the answer is bad for a reason that the token alone does not tell.
fn is_against_signature(answer: &Verification) -> bool {
    let is_of_key = matches!(answer.verdict.reason, "known-secret" | "expected");
    answer.verdict.state == SignatureState::Invalid && (!answer.verdict.fits || is_of_key)
}

/// A sentence with another end where it says that nobody checked the signature.
fn answered(pieces: &[Piece], end: &'static str) -> Vec<Piece> {
    pieces.iter().map(|piece| if is_unchecked(piece) { verdict::text(end) } else { piece.clone() }).collect()
}

/// How much is wrong, with the way there: a sentence about times must not stand alone above a forgery.
fn counts(token: &Token, answer: Option<&Verification>, options: &Options) -> Option<Element> {
    let (total, words) = tally(token, options);
    let go = |what, key| button(action::GO, "").with("data-what", what).with("data-key", key);
    // Where the sentence is about the one thing that is wrong, nothing is left to count.
    let is_said = total == 1
        && (Tone::of_state(token.verdict.state) == Some(Tone::Bad) || token.verdict.state == VerdictState::NotYetValid);
    // In the workbench what was found stands right below.
    let is_below = options.layout == Layout::Full;
    let found = (total > 0 && !is_said && !is_below && options.has_findings() && !options.is_brief())
        .then(|| go("findings", "counts").child(words));
    // The way to what was said of the signature, which may be folded.
    let why = answer
        .filter(|answer| options.has_check() && Tone::of_answer(answer) != Tone::Good)
        .map(|_| go("checked", "why wrong").text("About the signature"));
    (found.is_some() || why.is_some()).then(|| el("p").class("counts").children(found).children(why))
}

/// Whether it is an error, and no such as time will mend.
fn is_grave(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.id != "nbf-future"
}

/// What is known of its kind.
pub fn profile(token: &Token) -> Option<&'static ProfileRow> {
    Profile::rows().iter().find(|row| Some(row.id) == token.profile)
}

/// What is known of who issues such tokens.
pub fn provider(token: &Token) -> Option<&'static Provider> {
    token.provider.and_then(|index| providers::all().nth(index))
}

/// What is worth knowing of this kind of token and of its provider, and where to read on; nothing where neither is
/// known.
pub fn about(token: &Token) -> Option<Element> {
    let (profile, provider) = (profile(token), provider(token));
    if profile.is_none() && provider.is_none() {
        return None;
    }
    let mut words = el("p").class("about");
    words = words.children(
        provider.filter(|provider| !provider.note.is_empty()).map(|provider| text(format!("{} ", provider.note))),
    );
    words = words.text("Read on: ");
    let references = profile.map(|row| &row.reference).into_iter().chain(provider.map(|provider| &provider.reference));
    let mut said = None;
    for reference in references {
        let label = reference.to_string();
        if said.as_ref() != Some(&label) {
            words = words.child(link(reference)).text(" ");
        }
        said = Some(label);
    }
    Some(words)
}

/// The verdict in one breath, for who cannot see it: told when the judgement changes, not as the seconds go.
pub fn said(report: &Report, chosen: usize, checked: Option<&Verification>) -> String {
    let token = report.tokens.get(chosen);
    let verdict = token.map_or(&report.verdict, |token| &token.verdict);
    if verdict.state == VerdictState::Empty {
        return String::new();
    }
    let all = || report.findings.iter().chain(token.into_iter().flat_map(|token| &token.findings));
    let count = |severity: Severity| all().filter(|finding| finding.severity == severity).count();
    let is_checked = checked.is_some_and(is_answer);
    let is_open = verdict.pieces.sentence.iter().any(is_unchecked);
    let end = if is_open && !is_checked { verdict::UNCHECKED } else { "" };
    let mut words = format!("{}{end}.", steady(verdict));
    // That nobody gave a key is no news.
    if let Some(checked) =
        checked.filter(|checked| is_checked || !checked.keys.is_empty() || !checked.problems.is_empty())
    {
        words = format!("{}. {words}", checked.verdict.sentence);
    }
    for (severity, one) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let found = count(severity);
        if found > 0 {
            words = format!("{words} {}.", counted(found, one));
        }
    }
    words
}

/// Whether a piece says that nobody checked the signature.
fn is_unchecked(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(words) if *words == verdict::UNCHECKED)
}

/// The sentence without the words that change from second to second, and without what it says of the signature.
fn steady(verdict: &Verdict) -> String {
    let pieces = verdict.pieces.sentence.iter().filter(|piece| !is_unchecked(piece));
    let words: String = pieces.map(|piece| if let Piece::Text(words) = piece { words.as_ref() } else { "" }).collect();
    match verdict.state {
        VerdictState::Expired => "Expired".to_owned(),
        VerdictState::NotYetValid => "Not valid yet".to_owned(),
        VerdictState::Current => "Valid at this time".to_owned(),
        _ => words,
    }
}
