//! Whether the standards let a verifier accept a token whose signature is right, the one judgement that the headline,
//! the panel for keys, the checks of a server and the JavaScript API rest on.
//!
//! An [`Objection`] is a reason of RFC 7515 (§4, §4.1.11, §5.2, §7.2), RFC 7519 (§4.1, §7.2), RFC 7797 (§3, §6) or RFC
//! 9901 (§7) to refuse a token, or something that nobody here can tell and a verifier has to know. Good advice is not:
//! that is what the rules in `lint` are for.

use std::borrow::Cow;

use crate::jose::token::content::Format;
use crate::jose::token::sd_jwt::soundness::{self, Doubt, Fault, FaultKind};
use crate::jose::token::{Flaw, FlawKind, Role, Site, Token};
use crate::judge::subject::Subject;
use crate::judge::times::TimeValue;
use crate::text::json::{JsonKind, Value};
use crate::text::time::NumericDate;
use crate::text::visible::quoted;

/// What follows from an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A verifier that keeps to the standards refuses the token.
    Refuse,
    /// It depends on what is not known here.
    Doubt,
}

/// The check of a server at which an objection comes up, in the order of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its form and encoding.
    Form,
    /// The extensions that it demands.
    Critical,
    /// What is disclosed beside it.
    Disclosures,
    /// The proof of the holder's key.
    KeyBinding,
    /// `exp`.
    Expiry,
    /// `nbf`.
    NotBefore,
    /// `iat`.
    IssuedAt,
    /// `aud`, and whom else it names.
    Audience,
}

/// A reason not to accept a token, whatever its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// A stable code in kebab case.
    pub reason: &'static str,
    /// Where it comes up.
    pub stage: Stage,
    /// What follows.
    pub weight: Weight,
    /// Why, as a clause with a subject of its own: `the token is malformed`.
    pub because: Cow<'static, str>,
}

fn refuse(reason: &'static str, stage: Stage, because: impl Into<Cow<'static, str>>) -> Objection {
    Objection { reason, stage, weight: Weight::Refuse, because: because.into() }
}

fn doubt(reason: &'static str, stage: Stage, because: impl Into<Cow<'static, str>>) -> Objection {
    Objection { reason, stage, weight: Weight::Doubt, because: because.into() }
}

/// All objections to a token, at most one at each stage, in the order of the checks. Clocks may differ by `leeway`
/// seconds.
pub fn objections(subject: &Subject<'_>, leeway: f64) -> Vec<Objection> {
    let token = subject.token;
    let faults = if token.sd_jwt.is_some() { soundness::faults(token) } else { Vec::new() };
    let stages = [form(token), critical(token), disclosed(&faults), bound(token, &faults)];
    stages.into_iter().flatten().chain(times(subject, leeway)).chain(types(subject)).collect()
}

impl Objection {
    /// Whether another moment would remove it.
    pub fn is_by_clock(&self) -> bool {
        matches!(self.reason, "expired" | "not-yet-valid")
    }
}

fn form(token: &Token) -> Option<Objection> {
    let is_refused = |flaw: &&Flaw| token.is_malformed(flaw) && !is_about_claims(flaw) && !is_tolerable(flaw);
    let ambiguous = |flaw: &&Flaw| flaw.kind == FlawKind::DuplicateMember && is_parameter(flaw);
    if token.flaws.iter().any(|flaw| is_refused(&flaw)) || token.header.is_absent() {
        return Some(refuse("malformed", Stage::Form, "the token is malformed"));
    }
    if token.flaws.iter().any(|flaw| ambiguous(&flaw)) {
        return Some(refuse("malformed", Stage::Form, "a header parameter occurs twice"));
    }
    claims(token).or_else(|| {
        let found = |kind| token.flaws.iter().any(|flaw| flaw.kind == kind && flaw.site.role() == Some(Role::Payload));
        if found(FlawKind::TooDeep) {
            Some(doubt("depth", Stage::Form, "its claims are nested too deeply to be read here"))
        } else if found(FlawKind::DuplicateMember) {
            Some(doubt("ambiguous", Stage::Form, "a claim occurs twice, and readers differ on which one counts"))
        } else if token.payload.as_ref().is_some_and(|payload| payload.format == Format::Token) {
            Some(doubt("nested", Stage::Form, "nobody checked the token inside"))
        } else if token.has(FlawKind::Noncanonical) {
            Some(doubt("noncanonical", Stage::Form, "its last characters could be others, which strict readers refuse"))
        } else {
            None
        }
    })
}

/// A payload that has to be a set of claims (RFC 7519 §7.2) but is something else. A JWS may have any other content.
fn claims(token: &Token) -> Option<Objection> {
    let format = token.payload.as_ref()?.format;
    let is_flawed = |flaw: &Flaw| {
        let is_other = flaw.kind == FlawKind::TooDeep || is_tolerable(flaw);
        is_about_claims(flaw) && !is_other && token.is_malformed(flaw)
    };
    // A token inside is the content of one that says so (RFC 7519 §5.2), and judged by itself.
    let is_nested = format == Format::Token && token.declares_token();
    let is_other = token.claims().is_none() && !is_nested;
    let is_broken = format == Format::Json && token.flaws.iter().any(is_flawed)
        || (token.calls_itself_jwt() || token.declares_token()) && is_other;
    is_broken.then(|| refuse("claims", Stage::Form, "its payload is not a set of claims"))
}

/// Whether a flaw concerns what the payload says, and not how it is encoded.
fn is_about_claims(flaw: &Flaw) -> bool {
    matches!(flaw.site, Site::Inside(Role::Payload, ..))
}

/// What is for other stages, or no reason to refuse a token.
fn is_tolerable(flaw: &Flaw) -> bool {
    matches!(flaw.kind, FlawKind::Noncanonical | FlawKind::Disclosure)
}

/// Whether a flaw is at a header parameter itself and not inside the value of one.
fn is_parameter(flaw: &Flaw) -> bool {
    matches!(&flaw.site, Site::Inside(Role::Header, _, pointer) if pointer.matches('/').count() <= 1)
}

fn critical(token: &Token) -> Option<Objection> {
    let header = &token.header;
    if header.critical_fault().is_some() {
        return Some(refuse("crit", Stage::Critical, "its list of critical extensions (crit) is malformed"));
    }
    if let Some((_, why)) = header.b64_fault() {
        return Some(refuse("b64", Stage::Critical, ["its b64 cannot be relied on: ", why].concat()));
    }
    if header.is_raw() && token.calls_itself_jwt() {
        return Some(refuse("b64", Stage::Critical, "the claims of a JWT must be encoded, but its b64 is false"));
    }
    let (_, name) = header.unknown_extensions().next()?;
    let because = ["only a reader of its extension ", &*quoted(&name), " may accept it"].concat();
    Some(doubt("critical", Stage::Critical, because))
}

fn disclosed(faults: &[Fault]) -> Option<Objection> {
    let because = match faults.iter().find(|fault| fault.kind != FaultKind::KeyBinding)?.kind {
        FaultKind::Form => "a disclosure is malformed",
        FaultKind::Unreferenced => "disclosures and signed digests do not match",
        FaultKind::ClaimName => "a disclosed claim replaces another",
        FaultKind::Hash | FaultKind::KeyBinding => "nobody knows the hash of its digests",
    };
    Some(refuse("disclosures", Stage::Disclosures, because))
}

fn bound(token: &Token, faults: &[Fault]) -> Option<Objection> {
    if faults.iter().any(|fault| fault.kind == FaultKind::KeyBinding) {
        return Some(refuse("key-binding", Stage::KeyBinding, "the proof of the holder's key is broken"));
    }
    Some(match soundness::doubt(token)? {
        Doubt::Disclosures => {
            doubt("disclosures", Stage::Disclosures, "its disclosures could not be held against what was signed")
        }
        Doubt::KeyBinding => {
            doubt("key-binding", Stage::KeyBinding, "nobody checked the signature of the holder's proof")
        }
    })
}

/// The three claims that RFC 7519 makes a verifier judge by the clock, or by their form alone.
fn times(subject: &Subject<'_>, leeway: f64) -> impl Iterator<Item = Objection> {
    let leeway = leeway.max(0.0);
    let is_over = |at: NumericDate| subject.has_come(at.plus(leeway));
    let is_ahead = |at: NumericDate| !subject.has_come(at.plus(-leeway));
    let exp = subject.times.exp().and_then(|reading| match reading {
        TimeValue::At(at) => is_over(at).then(|| refuse("expired", Stage::Expiry, "the token has expired")),
        TimeValue::Beyond(beyond) if beyond.negative => Some(refuse("expired", Stage::Expiry, "the token has expired")),
        other => unreadable(other, "its expiry (exp)", Stage::Expiry),
    });
    let nbf = subject.times.nbf().and_then(|reading| match reading {
        TimeValue::At(at) => {
            is_ahead(at).then(|| refuse("not-yet-valid", Stage::NotBefore, "the token is not valid yet"))
        }
        TimeValue::Beyond(beyond) if !beyond.negative => {
            Some(refuse("not-yet-valid", Stage::NotBefore, "the token will never be valid"))
        }
        other => unreadable(other, "its start (nbf)", Stage::NotBefore),
    });
    let iat = subject.times.iat().and_then(|reading| unreadable(reading, "its time of issue (iat)", Stage::IssuedAt));
    [exp, nbf, iat].into_iter().flatten()
}

/// The claims whose form RFC 7519 lays down, and whose value a verifier may have to compare.
fn types(subject: &Subject<'_>) -> Option<Objection> {
    // An audience that names nobody is nobody's to accept (§4.1.3).
    let names_nobody = |aud: Value<'_>| match aud.kind() {
        JsonKind::Array => aud.children().next().is_none() || aud.children().any(|one| one.kind() != JsonKind::String),
        kind => kind != JsonKind::String,
    };
    if subject.ask("aud", names_nobody) == Some(true) {
        return Some(refuse("audience", Stage::Audience, "its audience (aud) names nobody"));
    }
    let is_other = |name: &&str| subject.ask(name, |value| value.kind() != JsonKind::String) == Some(true);
    let name = ["iss", "sub", "jti"].into_iter().find(is_other)?;
    Some(doubt("types", Stage::Audience, ["its ", name, " is not a string, which strict verifiers refuse"].concat()))
}

fn unreadable(reading: TimeValue, what: &str, stage: Stage) -> Option<Objection> {
    let found = match reading {
        TimeValue::At(_) => return None,
        TimeValue::Beyond(_) => " is beyond every clock",
        TimeValue::NotANumber => " is not a number",
    };
    Some(refuse("times", stage, [what, found].concat()))
}

/// A clause as the beginning of a sentence.
pub fn capitalized(clause: &str) -> String {
    let mut sentence = clause.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
