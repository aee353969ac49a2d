//! The one sentence that a reader needs: may this token be used now, and what does the answer rest on?
//!
//! Sentences are kept as pieces, so that the parts that depend on the clock can be worded anew without judging again.

use std::borrow::Cow;

use crate::profile::Expiry;
use crate::registry::algorithms::Usage;
use crate::scan::looks::Looks;
use crate::subject::Subject;
use crate::time::{self, NumericDate, duration};
use crate::times::{LONG_LIVES, Reading, SKEW, Times, Unit, means_never};
use crate::token::{FlawKind, Role, Token};
use crate::visible::visible;

mod parties;

/// What the verdict comes to, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was pasted.
    Empty,
    /// The text is not a token.
    NotAToken,
    /// A token that cannot be read in full.
    Broken,
    /// `alg` is none, or the signature is missing.
    Unsigned,
    /// Past its `exp`.
    Expired,
    /// Before its `nbf`.
    NotYetValid,
    /// Encrypted: the claims cannot be seen.
    Encrypted,
    /// Signed content that is not a set of claims.
    NotClaims,
    /// Within its times; the signature was not checked.
    Current,
    /// It has no `exp`; the signature was not checked.
    Endless,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words.
    Text(Cow<'static, str>),
    /// The time between now and `at`, worded by [`time::duration`]: `12 minutes`.
    Distance(NumericDate),
    /// `at` as seen from now, worded by [`time::relative`]: `3 days ago`.
    Relative(NumericDate),
}

impl Piece {
    /// The words for this piece at `now`.
    pub fn words(&self, now: NumericDate) -> Cow<'_, str> {
        match self {
            Piece::Text(text) => Cow::Borrowed(text),
            Piece::Distance(at) => time::duration(time::distance(*at, now)).into(),
            Piece::Relative(at) => time::relative(*at, now).into(),
        }
    }
}

/// The judgement on one token, or on a text that holds none.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What it comes to.
    pub state: State,
    /// One plain sentence, without a full stop.
    pub sentence: Vec<Piece>,
    /// One to three sentences more: from whom, for whom, signed how, and what was not checked.
    pub summary: Vec<Piece>,
}

/// The sentence as it reads at `now`.
pub fn words(pieces: &[Piece], now: NumericDate) -> String {
    pieces.iter().map(|piece| piece.words(now)).collect()
}

/// The end of a sentence about a signed token: a piece of its own, for who has checked it.
pub const UNCHECKED: &str = "; the signature was not checked";

/// The verdict on a token. The gravest thing decides; the rest is for the summary and the findings.
pub fn judge(subject: &Subject<'_>) -> Verdict {
    let Subject { token, now, ref times, .. } = *subject;
    let (state, sentence) = broken_beyond_reading(token)
        .or_else(|| encrypted(token))
        .or_else(|| unsigned(subject))
        .or_else(|| malformed(token))
        .unwrap_or_else(|| timed(subject));
    let mut summary = Vec::new();
    summary.extend(parties::words(subject).map(text));
    if state != State::Encrypted {
        lifetime(state, times, now, &mut summary);
    }
    protection(subject, state, &mut summary);
    Verdict { state, sentence, summary }
}

/// The verdict on a text that holds no token.
pub fn judge_text(looks: &Looks) -> Verdict {
    let (state, sentence, summary) = match looks {
        Looks::Empty => (State::Empty, "Nothing to read yet".to_owned(), "Paste a token, or anything that contains one.".to_owned()),
        Looks::TooLong { .. } | Looks::TooMany { .. } => (State::NotAToken, "Too long to read".to_owned(), capitalised(&looks.sentence())),
        Looks::Opaque { .. } => {
            let why = ". There is nothing to decode: its meaning is in the store of whoever issued it.";
            (State::NotAToken, "Not a JWT, but an opaque identifier".to_owned(), capitalised(&looks.sentence()) + why)
        }
        Looks::Parts { .. } | Looks::Other { .. } | Looks::Several { .. } => {
            (State::NotAToken, "This is not a token".to_owned(), capitalised(&looks.sentence()) + ".")
        }
    };
    Verdict { state, sentence: vec![text(sentence)], summary: vec![text(summary)] }
}

/// The next moment at which the verdict or a finding on a token changes.
pub fn changes_at(subject: &Subject<'_>) -> Option<NumericDate> {
    let [exp, nbf, iat] = subject.times.moments();
    // The moments themselves, and where a clock's usual skew or a usual lifetime ends (see the rules in `lint`).
    let skew = SKEW as i64;
    let [note, warning, strong] = LONG_LIVES.map(|seconds| seconds as i64);
    let stale = iat.filter(|_| exp.is_none());
    let offsets: [(_, &[i64]); 4] = [
        (exp, &[-strong, -warning, -note, -skew, 0, skew + 1]),
        (nbf, &[-skew, 0]),
        (iat, &[-skew, subject.profile.fresh_for().unwrap_or(-skew)]),
        (stale, &[strong]),
    ];
    let mut next = None;
    for (at, offsets) in offsets {
        for &offset in offsets {
            let Some(moment) = at.map(|at| at.plus_seconds(offset)) else { continue };
            if moment > subject.now && next.is_none_or(|next| moment < next) {
                next = Some(moment);
            }
        }
    }
    next
}

type Sentence = (State, Vec<Piece>);

/// Words as a piece.
pub fn text(words: impl Into<Cow<'static, str>>) -> Piece {
    Piece::Text(words.into())
}

fn capitalised(sentence: &str) -> String {
    let mut sentence = sentence.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

fn sentence(state: State, words: &'static str) -> Option<Sentence> {
    Some((state, vec![text(words)]))
}

/// Damage that leaves nothing else worth saying first.
fn broken_beyond_reading(token: &Token) -> Option<Sentence> {
    if token.has(FlawKind::Truncated) {
        return sentence(State::Broken, "Cut off: a part of it is missing");
    }
    if token.has(FlawKind::SegmentCount) {
        let count = token.text.matches('.').count() + 1;
        let plural = if count == 1 { "part" } else { "parts" };
        return Some((State::Broken, vec![text(format!("Not whole: {count} {plural} where three belong"))]));
    }
    if token.header.is_none() || token.flaws.iter().any(|flaw| flaw.site.role() == Some(Role::Header) && is_unreadable(flaw.kind)) {
        return sentence(State::Broken, "Its header cannot be read");
    }
    None
}

fn is_unreadable(kind: FlawKind) -> bool {
    matches!(kind, FlawKind::JsonInvalid | FlawKind::TrailingData | FlawKind::TooDeep | FlawKind::NotAnObject | FlawKind::DoubleEncoded)
}

fn encrypted(token: &Token) -> Option<Sentence> {
    token.kind.is_encrypted().then(|| sentence(State::Encrypted, "Encrypted: only its header can be read")).flatten()
}

fn unsigned(subject: &Subject<'_>) -> Option<Sentence> {
    let token = subject.token;
    if subject.is_unsecured {
        return sentence(State::Unsigned, "Not signed: anyone could have written this");
    }
    token.signature.is_empty().then(|| sentence(State::Unsigned, "Its signature is missing: anyone could have written this")).flatten()
}

fn malformed(token: &Token) -> Option<Sentence> {
    // Unused bits are worth a warning; they change nothing of what the token says.
    let flaw = token.flaws.iter().find(|flaw| flaw.is_malformed() && flaw.kind != FlawKind::Noncanonical)?;
    let words = match (flaw.kind, flaw.site.role()) {
        (kind, Some(Role::Payload)) if is_unreadable(kind) => "Its payload is not valid JSON",
        (FlawKind::Utf8Invalid | FlawKind::NotUtf8 | FlawKind::ByteOrderMark, _) => "Not encoded as it must be",
        (_, Some(Role::Signature)) => "Its signature is not written as it must be",
        _ => "Not well-formed: a server should refuse it",
    };
    sentence(State::Broken, words)
}

fn timed(subject: &Subject<'_>) -> Sentence {
    let Subject { token, now, ref times, .. } = *subject;
    let whole = |state, words: &'static str| (state, vec![text(words)]);
    let open = |state, words: &'static str| (state, vec![text(words), text(UNCHECKED)]);
    if token.claims().is_none() {
        return open(State::NotClaims, "Signed content, but no claims");
    }
    match times.exp() {
        Some(Reading::NotANumber) => return whole(State::Broken, "Its expiry is not a number"),
        Some(Reading::At(exp)) if now >= exp => return (State::Expired, vec![text("Expired "), Piece::Relative(exp)]),
        Some(reading @ Reading::Beyond(_)) if reading.is_reached(now) => return whole(State::Expired, "Expired before every clock"),
        _ => {}
    }
    match times.nbf() {
        Some(Reading::NotANumber) => return whole(State::Broken, "Its start is not a number"),
        Some(Reading::At(nbf)) if now < nbf => return (State::NotYetValid, vec![text("Not valid yet: it starts "), Piece::Relative(nbf)]),
        Some(reading @ Reading::Beyond(_)) if !reading.is_reached(now) => {
            return whole(State::NotYetValid, "Not valid yet: its start is beyond every clock");
        }
        _ => {}
    }
    match times.exp() {
        Some(Reading::At(exp)) if Unit::guess(exp).is_some() => open(State::Endless, "Never expires: its expiry is in the wrong unit"),
        Some(Reading::At(exp)) if means_never(exp) => {
            let state = if subject.profile.expiry() == Expiry::Optional { State::Current } else { State::Endless };
            open(state, "Never expires in practice: its expiry is a date that stands for \"never\"")
        }
        Some(Reading::At(exp)) => (State::Current, vec![text("Valid for "), Piece::Distance(exp), text(UNCHECKED)]),
        Some(_) => open(State::Endless, "Never expires: its expiry is beyond every clock"),
        None if subject.profile.expiry() == Expiry::Optional => (State::Current, unending(times, now)),
        None => open(State::Endless, "Never expires by itself"),
    }
}

/// For what is meant to have no end.
fn unending(times: &Times<'_>, now: NumericDate) -> Vec<Piece> {
    match times.iat().and_then(Reading::at) {
        Some(iat) if iat <= now => {
            vec![text("Made "), Piece::Relative(iat), text(", without an end by design"), text(UNCHECKED)]
        }
        _ => vec![text("Without an end by design"), text(UNCHECKED)],
    }
}

fn lifetime(state: State, times: &Times<'_>, now: NumericDate, summary: &mut Vec<Piece>) {
    let exp = times.exp().and_then(Reading::at);
    if matches!(state, State::Unsigned | State::Broken)
        && let Some(exp) = exp
    {
        let begin = if now >= exp { "It expired " } else { "It would expire " };
        summary.extend([text(begin), Piece::Relative(exp), text(". ")]);
    }
    if let Some(seconds) = times.lifetime().filter(|_| exp.is_some_and(|exp| Unit::guess(exp).is_none() && !means_never(exp))) {
        let verb = if exp.is_some_and(|exp| now >= exp) { "lived" } else { "lives" };
        summary.push(text(["It ", verb, " for ", &duration(seconds as u64), ". "].concat()));
    }
}

/// How it is protected, and that nobody has checked it.
fn protection(subject: &Subject<'_>, state: State, summary: &mut Vec<Piece>) {
    let token = subject.token;
    let Some(alg) = &subject.alg else {
        if token.header.is_some() {
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
                && matches!(state, State::Current | State::Endless | State::NotClaims) =>
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
