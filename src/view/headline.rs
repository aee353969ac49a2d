//! The verdict: one big sentence and the paragraph below it, and which of several tokens it is about.

use std::slice;

use super::facts::{facts, profile, provider};
use super::finding::link;
use super::node::{Element, button, el, text};
use super::options::{Layout, Options};
use super::tally::tally;
use super::tone::Tone;
use super::{action, counted};
use crate::judge::verdict::{self, Piece};
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
    let sentence = el("h2").with("part", "verdict").with("data-at", "verdict").with("tabindex", "-1");
    let mut summary = el("p").with("part", "summary");
    let end = match answer.map(|answer| (answer.verdict.state, answer.verdict.reason)) {
        None => verdict::UNCHECKED,
        Some((SignatureState::Valid, _) | (_, "expired" | "not-yet-valid" | "expected")) => VERIFIED,
        Some((_, "token-key")) => " · the signature proves nothing",
        Some((_, "weak-key" | "known-secret")) => " · the signature fits, but its key has a flaw",
        Some(_) if answer.is_some_and(|answer| answer.verdict.fits) => " · the signature fits",
        Some(_) => "",
    };
    // What is wrong with the signature comes before what the token says of itself.
    let forged = answer.filter(|_| is_forged && verdict.state != VerdictState::Broken);
    let sentence = match forged {
        Some(answer) => {
            // The cause stands in the panel, and a date alone would be misunderstood.
            let of_times = if verdict.state == VerdictState::Current { "By its times: " } else { "" };
            summary = summary.text(of_times).words(&answered(&verdict.pieces.sentence, end)).text(". ");
            sentence.text(answer.verdict.sentence.clone())
        }
        None => badged(sentence, calm(answered(&verdict.pieces.sentence, end), options), end, answer),
    };
    // In the workbench a list says who, for whom and how.
    let facts = token.filter(|_| options.layout == Layout::Full).and_then(|token| {
        let is_unsaid = verdict.pieces.summary.iter().any(is_unchecked);
        facts(token, if is_unsaid { end } else { "" })
    });
    let has_summary = facts.is_none() && !verdict.pieces.summary.is_empty();
    if has_summary {
        summary = summary.words(&answered(&verdict.pieces.summary, end));
    }
    Some(
        el("div")
            .class(["verdict ", tone.class()].concat())
            .child(sentence)
            .children((has_summary || forged.is_some()).then_some(summary))
            .children(facts)
            .children(token.and_then(|token| counts(token, answer, options)))
            .children(token.filter(|_| options.layout == Layout::Full).and_then(about)),
    )
}

/// What a sentence ends with where a signature was checked, fits, and counts.
const VERIFIED: &str = " · signature verified";
/// The letters of a badge.
const MAX_BADGE: usize = 13;

/// The sentence with its badge: how far to trust it.
fn badged(mut heading: Element, pieces: Vec<Piece>, end: &'static str, answer: Option<&Verification>) -> Element {
    let is_end = |piece: &Piece| matches!(piece, Piece::Text(words) if !end.is_empty() && *words == end);
    let is_open = pieces.iter().any(is_end);
    let is_valid = answer.is_some_and(|answer| answer.verdict.state == SignatureState::Valid);
    let word = if is_valid { "Verified" } else { "Not verified" };
    if !is_open || !is_valid && end != verdict::UNCHECKED {
        return split(heading, pieces, &is_end);
    }
    heading = badge(heading, word, ": ");
    let rest = pieces.into_iter().filter(|piece| !is_end(piece)).enumerate().map(|(index, piece)| match piece {
        Piece::Text(words) if index == 0 => verdict::text(uncapitalized(&words)),
        other => other,
    });
    heading.words(&rest.collect::<Vec<_>>())
}

/// In the workbench seconds tick in the list below, not in the big letters.
fn calm(pieces: Vec<Piece>, options: &Options) -> Vec<Piece> {
    let calm = |piece| match piece {
        Piece::Relative(at) if options.layout == Layout::Full => Piece::Coarse(at),
        piece => piece,
    };
    pieces.into_iter().map(calm).collect()
}

/// A sentence that begins with a word on its state, such as `Not signed: `, has that word as its badge.
fn split(mut heading: Element, pieces: Vec<Piece>, is_end: &dyn Fn(&Piece) -> bool) -> Element {
    for (index, piece) in pieces.iter().enumerate() {
        heading = match (piece, parted(piece).filter(|_| index == 0)) {
            (_, Some((word, between, rest))) => badge(heading, word, between).text(rest.to_owned()),
            // What is said of the signature comes second to the eye, too.
            (Piece::Text(words), None) if is_end(piece) => heading.child(el("small").text(words.clone())),
            _ => heading.words(slice::from_ref(piece)),
        };
    }
    heading
}

/// A badge, what parts it from the rest, and the rest.
fn parted(piece: &Piece) -> Option<(&str, &'static str, &str)> {
    let Piece::Text(words) = piece else { return None };
    let (badge, between, rest) = match words.split_once(": ") {
        Some((badge, rest)) => (badge, ": ", rest),
        None => ("Expired", " ", words.strip_prefix("Expired ")?),
    };
    (badge.len() <= MAX_BADGE).then_some((badge, between, rest))
}

/// Adds a badge, and what parts it from the sentence for those who listen or copy.
fn badge(heading: Element, word: &str, between: &'static str) -> Element {
    heading.child(el("span").class("badge").text(word.to_owned())).child(el("span").class("joint").text(between))
}

fn uncapitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
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
        VerdictState::Current => "Not expired".to_owned(),
        _ => words,
    }
}
