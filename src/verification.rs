//! What a check of the signature proves, in words: the answer, who vouches for the key, and what probably went wrong.
//!
//! The answer has three values. Right is said only where the mathematics fit, and never alone: a key that came with the token,
//! or that everybody knows, proves nothing.

use crate::expect::{self, Expected};
use crate::key::{Key, Material};
use crate::lint::{self, Finding};
use crate::subject::Subject;
use crate::time::NumericDate;
use crate::token::{FlawKind, Role, Token};
use crate::verify::trial::Obstacle;
use crate::verify::{Purpose, Refusal, Trial, hash, spelled};
use crate::visible::{quoted, visible};

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The signature fits the key.
    Valid,
    /// It does not.
    Invalid,
    /// It could not be checked.
    Unchecked,
}

/// Who vouches for the key that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Whoever pasted it.
    Given,
    /// Nobody: the token brings it along.
    Token,
    /// Nobody: everybody knows it.
    Public,
}

/// A key and what became of it.
#[derive(Clone, Debug)]
pub struct Fate {
    /// What became of it, in words that follow its name.
    pub words: &'static str,
    /// Whether it is the key that fits.
    pub fits: bool,
}

/// What a check came to.
#[derive(Debug)]
pub struct Verification {
    /// The answer.
    pub state: State,
    /// Why, as a stable code in kebab case.
    pub reason: &'static str,
    /// The answer as one plain sentence, without a full stop.
    pub sentence: String,
    /// What it means, and what to do, in one to three sentences.
    pub summary: String,
    /// Who vouches for the key; `None` where none fits.
    pub trust: Option<Trust>,
    /// What became of each key.
    pub fates: Vec<Fate>,
    /// About the keys and the signature, errors first.
    pub findings: Vec<Finding>,
    /// What a server would say, in the order of its checks.
    pub checks: Vec<expect::Check>,
}

impl Verification {
    /// Whether a server with that key would take the signature for good.
    pub fn is_trusted(&self) -> bool {
        self.state == State::Valid && self.trust == Some(Trust::Given)
    }
}

/// Sums up a trial that has come to its end, as of `now`.
pub fn conclude(trial: &Trial, now: NumericDate, expected: &Expected) -> Verification {
    let subject = Subject::new(&trial.token, now);
    let findings = lint::judge_keys(trial, &subject);
    let trust = trust(trial);
    let (state, reason, sentence, summary) = answer(trial);
    let signature = match (state, trust) {
        (State::Valid, Some(Trust::Given)) => expect::Signature::Right,
        (State::Valid, _) => expect::Signature::Cheap,
        (State::Unchecked, _) => expect::Signature::Unchecked,
        (State::Invalid, _) => expect::Signature::Wrong,
    };
    let checks = expect::checks(&subject, signature, expected);
    Verification { state, reason, sentence: sentence.into(), summary, trust, fates: fates(trial), findings, checks }
}

/// Who vouches for the key that fits.
pub fn trust(trial: &Trial) -> Option<Trust> {
    trial.is_right().then_some(match () {
        () if trial.is_known => Trust::Public,
        () if trial.is_own => Trust::Token,
        () => Trust::Given,
    })
}

/// The answer: state, reason, sentence and summary, see [`Verification`].
pub type Answer = (State, &'static str, &'static str, String);

/// The answer alone, without what else there is to say.
pub fn answer(trial: &Trial) -> Answer {
    if let Some(obstacle) = trial.obstacle() {
        return blocked(obstacle, &trial.alg);
    }
    if let Some(trust) = trust(trial) {
        return match trial.token.is_partial() || is_ambiguous(&trial.token) {
            true => (
                State::Invalid,
                "malformed",
                "The signature fits, but the token is malformed",
                "Verifiers that keep to the standard refuse it before they look at the signature; see what was found.".to_owned(),
            ),
            false => match unknown_extension(&trial.token) {
                Some(name) => (
                    State::Unchecked,
                    "critical",
                    "The signature fits, but only a reader of its extension may accept it",
                    format!("Its header marks {} as critical (crit): who does not know that has to refuse the token.", quoted(&name)),
                ),
                None => right(trial, trust),
            },
        };
    }
    if trial.is_wrong() {
        return wrong(trial);
    }
    unchecked(trial)
}

fn blocked(obstacle: Obstacle, alg: &str) -> Answer {
    let (reason, sentence, summary) = match obstacle {
        Obstacle::Encrypted => {
            ("encrypted", "It is encrypted", "Only its reader's private key opens it; what is inside may be signed.".to_owned())
        }
        Obstacle::NoAlgorithm => {
            ("no-algorithm", "Nothing to check: no algorithm is named", "The header has no alg that can be read.".to_owned())
        }
        Obstacle::Unsecured => ("unsecured", "Nothing to check: it is not signed", "Anyone could have written it.".to_owned()),
        Obstacle::NoSignature => ("no-signature", "Nothing to check: the signature is missing", "Anyone could have written it.".to_owned()),
        Obstacle::UnknownAlgorithm => {
            ("algorithm", "Could not be checked: the algorithm is not known here", format!("The header names {}.", quoted(alg)))
        }
    };
    (State::Unchecked, reason, sentence, summary)
}

fn right(trial: &Trial, trust: Trust) -> Answer {
    let key = trial.fitting().map(named).unwrap_or_default();
    let is_secret = hash(&trial.alg).is_some();
    let (sentence, summary) = match trust {
        Trust::Given if is_secret => (
            "The signature is right",
            format!(
                "It fits {key}, which you gave: whoever knows that secret wrote exactly this. Every server that can check it can also make it."
            ),
        ),
        Trust::Given => (
            "The signature is right",
            format!(
                "It fits {key}, which you gave: the holder of its private half signed exactly this. That the key is the issuer's is for you to know."
            ),
        ),
        Trust::Token => (
            "The signature fits only the token's own key",
            format!(
                "That is {key}, which its header brings along. Anyone could have made such a token: the writer chooses the key. Paste the issuer's key to know more."
            ),
        ),
        Trust::Public => (
            "The signature fits a secret that everybody knows",
            format!(
                "The secret is {}. It is in lists of secrets, so anyone could have made this token. Replace it by random bytes.",
                trial.secret().map(spelled).unwrap_or_default()
            ),
        ),
    };
    (State::Valid, "signature", sentence, summary)
}

fn wrong(trial: &Trial) -> Answer {
    let invalid = |reason, sentence, summary: String| (State::Invalid, reason, sentence, summary);
    if let Some(attempt) = &trial.fits {
        let key = trial.fitting().map(named).unwrap_or_default();
        return match attempt.purpose {
            Purpose::Confusion(spelling) => invalid(
                "forged",
                "Forged: the public key was used as the secret",
                format!(
                    "The signature is an HMAC whose secret is {spelling}. A server that accepts this can be fooled by anyone; pin its algorithm."
                ),
            ),
            Purpose::Der => invalid(
                "der",
                "The signature fits, but it is spelled in ASN.1",
                "Whoever signs has to write R and S side by side (in Java: an algorithm name that ends in inP1363Format).".to_owned(),
            ),
            Purpose::OtherAlgorithm(alg) => invalid(
                "other-algorithm",
                "It was signed with another algorithm than it names",
                format!("The header names {}, but the signature fits {key} as {alg}. Whoever signs has to name that.", quoted(&trial.alg)),
            ),
            Purpose::OwnKey => invalid(
                "own-key",
                "The signature fits only the token's own key",
                "It does not fit what you pasted. Whoever wrote the token chose the key in its header: such a token may be forged."
                    .to_owned(),
            ),
            Purpose::OtherKey | Purpose::Check => invalid(
                "other-key",
                "The signature fits a key that a server would not pick",
                format!(
                    "That is {key}, which {}. Correct the token's header, or the set.",
                    trial.passed_over.get(attempt.key).copied().flatten().map_or("is there", |why| why.words())
                ),
            ),
        };
    }
    let refusal = trial.refusals.iter().map(|(_, refusal)| refusal).find(|refusal| refusal.is_about_the_signature());
    match refusal {
        Some(Refusal::Length(expected)) => invalid(
            "length",
            "The signature has the wrong length",
            format!(
                "Expected {expected} bytes for this key, but found {}: it was cut, or made with another key or algorithm.",
                trial.token.signature.len()
            ),
        ),
        Some(Refusal::Der) => invalid("der", "The signature is spelled in ASN.1", "And it does not fit this key either.".to_owned()),
        Some(Refusal::Range) => invalid(
            "range",
            "No key can have made this signature",
            "One of its numbers is zero or too large. Some verifiers have taken that for valid.".to_owned(),
        ),
        _ => invalid("mismatch", "The signature is wrong", causes(trial)),
    }
}

/// What probably happened, the likeliest first.
fn causes(trial: &Trial) -> String {
    let is_secret = trial.keys.keys.iter().any(|key| matches!(key.material, Material::Secret(_)));
    let tried = match (is_secret, trial.keys.is_set) {
        (true, _) => "The secret was tried as text, base64 and hexadecimal where it can be read so.",
        (false, true) => "Every key of the set that can be of use was tried.",
        (false, false) => "The key was tried with the algorithm's relatives, too.",
    };
    let why = match is_secret {
        true => "So it is another secret, or the token was changed after it was signed.",
        false => "So another key signed it (the issuer may have a new one), or it was changed after it was signed.",
    };
    format!("{tried} {why}")
}

fn unchecked(trial: &Trial) -> Answer {
    let because = |reason, sentence, summary: String| (State::Unchecked, reason, sentence, summary);
    if let Some(attempt) = trial.unanswered.first() {
        return because(
            "engine",
            "Could not be checked here",
            format!("This browser has no {}, or refuses this key.", visible(attempt.plan.scheme.alg)),
        );
    }
    if trial.is_detached() && !trial.keys.keys.is_empty() {
        return because("detached", "Could not be checked: the payload is elsewhere", "What is signed is not in this token.".to_owned());
    }
    if trial.keys.keys.is_empty() {
        return match trial.keys.problems.first() {
            Some(problem) => because("no-key", "No key could be read", format!("{}: {}.", problem.what, problem.why)),
            None => {
                let what = if hash(&trial.alg).is_some() { "the secret that signed it" } else { "the issuer's public key" };
                because("no-key", "The signature was not checked", format!("That takes {what}."))
            }
        };
    }
    if trial.refusals.iter().any(|(_, refusal)| *refusal == Refusal::BadKey) {
        return because("key", "The key cannot be used", "It is malformed, or too small to compute with.".to_owned());
    }
    let found = trial.keys.keys.first().map(named).unwrap_or_default();
    because(
        "key",
        "The key is of the wrong kind",
        format!("The token is signed with {}, but what you pasted is {found}.", quoted(&trial.alg)),
    )
}

fn fates(trial: &Trial) -> Vec<Fate> {
    let fitting = trial.fits.as_ref().filter(|attempt| attempt.purpose != Purpose::OwnKey).map(|attempt| attempt.key);
    let fate = |(place, why): (usize, &Option<_>)| -> Fate {
        let fits = fitting == Some(place);
        let is_unanswered = trial.unanswered.iter().any(|attempt| attempt.key == place);
        let words = match (fits, why) {
            (true, _) => "fits",
            (false, Some(why)) => crate::verify::choice::PassedOver::words(*why),
            (false, None) if trial.obstacle().is_some() => "was not tried",
            (false, None) if is_unanswered => "could not be tried",
            (false, None) => "does not fit",
        };
        Fate { words, fits }
    };
    trial.passed_over.iter().enumerate().map(fate).collect()
}

/// A key in words: `RSA, 2048 bits, kid "a"`.
fn named(key: &Key) -> String {
    match &key.kid {
        Some(kid) => format!("{}, kid {}", key.words(), quoted(kid)),
        None => key.words(),
    }
}

/// Whether two readers may see two headers: a name stands twice in it (RFC 7515 §4).
fn is_ambiguous(token: &Token) -> bool {
    token.flaws.iter().any(|flaw| flaw.kind == FlawKind::DuplicateMember && flaw.site.role() == Some(Role::Header))
}

/// An extension that the header marks as critical and that is not known here (RFC 7515 §4.1.11).
fn unknown_extension(token: &Token) -> Option<String> {
    let crit = token.parameter("crit")?;
    crit.children().filter_map(|item| item.string()).find(|name| name != "b64").map(String::from)
}
