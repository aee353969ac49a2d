//! The one sentence that a reader needs: may this token be used now, and what does the answer rest on?
//!
//! Sentences are kept as pieces, so that the parts that depend on the clock can be worded anew without judging again.

use crate::intake::looks::Looks;
use crate::jose::token::{FlawKind, Role, Token};
use crate::judge::acceptance::{self, Objection, Stage, Weight};
use crate::judge::profile::Expiry;
use crate::judge::subject::Subject;
use crate::judge::times::{TimeValue, Unit, means_never};
use crate::registry::algorithms::Usage;
use crate::text::time::{NumericDate, duration};
use crate::text::visible::visible;

mod parties;

pub use crate::text::time::piece::{Piece, text, words};

/// What a verdict comes to, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerdictState {
    /// Nothing was pasted.
    Empty,
    /// The text is not a token.
    NotAToken,
    /// A token that cannot be read in full.
    Broken,
    /// `alg` is `none`, or the signature is missing.
    Unsigned,
    /// Past its `exp`.
    Expired,
    /// Before its `nbf`.
    NotYetValid,
    /// Encrypted: the claims cannot be seen.
    Encrypted,
    /// Signed content that is not a set of claims.
    NotClaims,
    /// Within its times · signature not verified.
    Current,
    /// It has no `exp` · signature not verified.
    Endless,
}

/// The judgement on one token, or on a text without a token. It knows of no key: the signature is another matter.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// What it comes to.
    pub state: VerdictState,
    /// One plain sentence, without a full stop.
    #[doc(hidden)]
    pub sentence: Vec<Piece>,
    /// One to three sentences more.
    #[doc(hidden)]
    pub summary: Vec<Piece>,
}

impl Verdict {
    /// The verdict as one plain sentence without a full stop, as it reads at `now`.
    pub fn sentence(&self, now: NumericDate) -> String {
        words(&self.sentence, now)
    }

    /// One to three sentences more, as they read at `now`: from whom, for whom, signed how, and what was not checked.
    pub fn summary(&self, now: NumericDate) -> String {
        words(&self.summary, now)
    }
}

/// The end of a sentence about a signed token: a piece of its own, for who has checked it.
pub const UNCHECKED: &str = " · signature not verified";

/// The verdict on a token. The gravest thing decides; the rest is for the summary and the findings.
pub fn judge(subject: &Subject<'_>) -> Verdict {
    let token = subject.token;
    let (state, sentence) = broken_beyond_reading(token)
        .or_else(|| encrypted(token))
        .or_else(|| unsigned(subject))
        .or_else(|| refused(token, &acceptance::objections(subject, 0.0)))
        .unwrap_or_else(|| timed(subject));
    let mut summary = Vec::new();
    summary.extend(parties::words(subject).map(text));
    if state != VerdictState::Encrypted {
        lifetime(state, subject, &mut summary);
    }
    protection(subject, state, &mut summary);
    Verdict { state, sentence, summary }
}

/// The verdict on a text that holds no token.
pub fn judge_text(looks: &Looks) -> Verdict {
    let (state, sentence, summary) = match looks {
        Looks::Empty => (
            VerdictState::Empty,
            "Nothing to read yet".to_owned(),
            "Paste a token, or anything that contains one.".to_owned(),
        ),
        Looks::TooLong { .. } | Looks::TooMany { .. } => {
            (VerdictState::NotAToken, "Too long to read".to_owned(), acceptance::capitalized(&looks.sentence()))
        }
        Looks::Opaque { .. } => {
            let why = ". There is nothing to decode: its meaning is in the issuer's store.";
            (
                VerdictState::NotAToken,
                "Not a JWT, but an opaque identifier".to_owned(),
                acceptance::capitalized(&looks.sentence()) + why,
            )
        }
        Looks::Parts { .. } | Looks::Other { .. } | Looks::Several { .. } => (
            VerdictState::NotAToken,
            "This is not a token".to_owned(),
            acceptance::capitalized(&looks.sentence()) + ".",
        ),
    };
    Verdict { state, sentence: vec![text(sentence)], summary: vec![text(summary)] }
}

type Sentence = (VerdictState, Vec<Piece>);

fn sentence(state: VerdictState, words: &'static str) -> Option<Sentence> {
    Some((state, vec![text(words)]))
}

/// Damage that leaves nothing else worth saying first.
fn broken_beyond_reading(token: &Token) -> Option<Sentence> {
    if token.has(FlawKind::Truncated) {
        return sentence(VerdictState::Broken, "Truncated: part of the token is missing");
    }
    if token.has(FlawKind::SegmentCount) {
        let count = token.text.matches('.').count() + 1;
        let words = match count {
            1 | 2 => format!("Incomplete: {count} of 3 parts"),
            _ => format!("Malformed: {count} parts instead of 3"),
        };
        return Some((VerdictState::Broken, vec![text(words)]));
    }
    if token.header.is_absent()
        || token.flaws.iter().any(|flaw| flaw.site.role() == Some(Role::Header) && is_unreadable(flaw.kind))
    {
        return sentence(VerdictState::Broken, "Its header cannot be read");
    }
    None
}

fn is_unreadable(kind: FlawKind) -> bool {
    matches!(
        kind,
        FlawKind::JsonInvalid
            | FlawKind::TrailingData
            | FlawKind::TooDeep
            | FlawKind::NotAnObject
            | FlawKind::DoubleEncoded
    )
}

fn encrypted(token: &Token) -> Option<Sentence> {
    token
        .kind
        .is_encrypted()
        .then(|| sentence(VerdictState::Encrypted, "Encrypted: only its header can be read"))
        .flatten()
}

fn unsigned(subject: &Subject<'_>) -> Option<Sentence> {
    let token = subject.token;
    if subject.is_unsecured {
        return sentence(VerdictState::Unsigned, "Not signed: anyone could have written this");
    }
    token
        .signature
        .is_empty()
        .then(|| sentence(VerdictState::Unsigned, "Its signature is missing: anyone could have written this"))
        .flatten()
}

/// What makes every verifier that keeps to the standards refuse it; but for the clock, which has sentences of its own.
fn refused(token: &Token, objections: &[Objection]) -> Option<Sentence> {
    let deeper = || sentence(VerdictState::Broken, "Not read in full: it is nested too deeply");
    let found = objections.iter().find(|objection| objection.weight == Weight::Refuse && !objection.is_by_clock());
    let Some(objection) = found else {
        return objections.iter().any(|objection| objection.reason == "depth").then(deeper).flatten();
    };
    match objection.stage {
        Stage::Form => sentence(VerdictState::Broken, form(token)),
        _ => Some((VerdictState::Broken, vec![text(acceptance::capitalized(&objection.because))])),
    }
}

/// What is wrong with its form, in words.
fn form(token: &Token) -> &'static str {
    // Unused bits are worth a warning; they change nothing of what the token says.
    let flaw = token.flaws.iter().find(|flaw| token.is_malformed(flaw) && flaw.kind != FlawKind::Noncanonical);
    match flaw.map(|flaw| (flaw.kind, flaw.site.role())) {
        Some((kind, Some(Role::Payload))) if is_unreadable(kind) => "Its payload is not valid JSON",
        Some((FlawKind::Utf8Invalid | FlawKind::NotUtf8 | FlawKind::ByteOrderMark, _)) => "Not encoded as it must be",
        Some((FlawKind::HeaderOverlap | FlawKind::JsonForm, _)) => "Ambiguous: two readers may see two tokens",
        Some((_, Some(Role::Signature))) => "Its signature is not written as it must be",
        None if token.has(FlawKind::DuplicateMember) => "Ambiguous: a header parameter occurs twice",
        _ => "Not well-formed: a server should refuse it",
    }
}

fn timed(subject: &Subject<'_>) -> Sentence {
    let Subject { token, ref times, .. } = *subject;
    let open = |state, words: &'static str| (state, vec![text(words), text(UNCHECKED)]);
    if token.claims().is_none() {
        return open(VerdictState::NotClaims, "Signed, but the payload is not a claims object");
    }
    match times.exp() {
        Some(TimeValue::At(exp)) if subject.has_come(exp) => {
            return (VerdictState::Expired, vec![text("Expired "), Piece::Relative(exp)]);
        }
        Some(TimeValue::Beyond(beyond)) if beyond.negative => {
            return (VerdictState::Expired, vec![text("Expired before every clock")]);
        }
        _ => {}
    }
    match times.nbf() {
        Some(TimeValue::At(nbf)) if !subject.has_come(nbf) => {
            return (VerdictState::NotYetValid, vec![text("Not valid yet: it starts "), Piece::Relative(nbf)]);
        }
        Some(TimeValue::Beyond(beyond)) if !beyond.negative => {
            return (VerdictState::NotYetValid, vec![text("Not valid yet: its start is beyond every clock")]);
        }
        _ => {}
    }
    match times.exp() {
        Some(TimeValue::At(exp)) if Unit::guess(exp).is_some() => {
            open(VerdictState::Endless, "Never expires: its expiry is in the wrong unit")
        }
        Some(TimeValue::At(exp)) if means_never(exp) => {
            let state = if subject.profile.expiry() == Expiry::Optional {
                VerdictState::Current
            } else {
                VerdictState::Endless
            };
            open(state, "Never expires in practice: its expiry is a date that stands for \"never\"")
        }
        Some(TimeValue::At(exp)) => {
            (VerdictState::Current, vec![text("Expires "), Piece::Relative(exp), text(UNCHECKED)])
        }
        Some(_) => open(VerdictState::Endless, "Never expires: its expiry is beyond every clock"),
        None if subject.profile.expiry() == Expiry::Optional => (VerdictState::Current, unending(subject)),
        None => open(VerdictState::Endless, "Never expires by itself"),
    }
}

/// For what is meant to have no end.
fn unending(subject: &Subject<'_>) -> Vec<Piece> {
    match subject.times.iat().and_then(TimeValue::at) {
        Some(iat) if subject.has_come(iat) => {
            vec![text("Made "), Piece::Relative(iat), text(", without an end by design"), text(UNCHECKED)]
        }
        _ => vec![text("Without an end by design"), text(UNCHECKED)],
    }
}

fn lifetime(state: VerdictState, subject: &Subject<'_>, summary: &mut Vec<Piece>) {
    let times = &subject.times;
    let exp = times.exp().and_then(TimeValue::at);
    if matches!(state, VerdictState::Unsigned | VerdictState::Broken)
        && let Some(exp) = exp
    {
        let begin = if subject.has_come(exp) { "It expired " } else { "It would expire " };
        summary.extend([text(begin), Piece::Relative(exp), text(". ")]);
    }
    if let Some(seconds) =
        times.lifetime().filter(|_| exp.is_some_and(|exp| Unit::guess(exp).is_none() && !means_never(exp)))
    {
        summary.push(text(["Lifetime: ", &*duration(seconds as u64), ". "].concat()));
    }
}

/// How it is protected, and that nobody has checked it.
fn protection(subject: &Subject<'_>, state: VerdictState, summary: &mut Vec<Piece>) {
    let token = subject.token;
    let Some(alg) = &subject.alg else {
        if !token.header.is_absent() {
            summary.push(text("It names no algorithm, so nothing can be checked."));
        }
        return;
    };
    let alg_shown = visible(alg);
    let words = match subject.algorithm {
        _ if token.kind.is_encrypted() => {
            let enc = token.string_parameter("enc").map(|enc| format!(" and {}", visible(&enc))).unwrap_or_default();
            format!("Encrypted with {alg_shown}{enc}: five parts, of which only the first can be read without the key.")
        }
        _ if subject.is_unsecured => format!("Its algorithm is \"{alg_shown}\"."),
        // Where the sentence has said that nobody checked, once is enough.
        Some(row)
            if row.usage == Usage::Signature
                && !token.signature.is_empty()
                && matches!(state, VerdictState::Current | VerdictState::Endless | VerdictState::NotClaims) =>
        {
            ["Signed with ", &alg_shown, "."].concat()
        }
        Some(row) if row.usage == Usage::Signature && !token.signature.is_empty() => {
            summary.push(text(["Signed with ", &*alg_shown].concat()));
            return summary.extend([text(UNCHECKED), text(".")]);
        }
        Some(row) if row.usage == Usage::Signature => format!("It names {alg_shown}, but there is no signature."),
        Some(_) => format!("It names {alg_shown}, which signs nothing."),
        None => format!("It names the algorithm \"{alg_shown}\", which is not registered; nothing can be checked."),
    };
    summary.push(text(words));
}
