//! What a check of the signature proves, in words: the answer, who vouches for the key, and what probably went wrong.
//!
//! The answer has three values. Valid takes a signature that fits a key that somebody vouches for, and nothing that a standard
//! makes a reason to refuse the token ([`acceptance`]). Whether the signature itself fits is said beside it.

use crate::acceptance::{self, Objection, Weight};
use crate::expect::{self, Expected};
use crate::key::{Key, MAX_KEYS, Material};
use crate::lint::{self, Finding, Severity};
use crate::subject::Subject;
use crate::time::NumericDate;
use crate::verify::choice::PassedOver;
use crate::verify::trial::{MAX_ATTEMPTS, MAX_HASHED, Obstacle};
use crate::verify::{Attempt, Purpose, Refusal, Trial, hash, spelled};
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
    pub answer: Conclusion,
    /// Who vouches for the key; `None` where none fits.
    pub trust: Option<Trust>,
    /// What became of each key.
    pub fates: Vec<Fate>,
    /// About the keys and the signature, errors first.
    pub findings: Vec<Finding>,
    /// What a server would say, in the order of its checks.
    pub checks: Vec<expect::Check>,
    /// The next moment at which any of it changes.
    pub changes_at: Option<NumericDate>,
}

/// Sums up a trial that has come to its end, as of `now`.
pub fn conclude(trial: &Trial, now: NumericDate, expected: &Expected) -> Verification {
    let case = Case::new(trial, now, expected);
    let trust = trust(trial);
    let answer = case.answer();
    let Case { findings, checks, changes_at, .. } = case;
    Verification { answer, trust, fates: fates(trial), findings, checks, changes_at }
}

/// The answer alone, for callers that want no more.
pub fn answer(trial: &Trial, now: NumericDate, expected: &Expected) -> Conclusion {
    Case::new(trial, now, expected).answer()
}

/// The one judgement on a trial: what was found about its keys, the objections to its token, and the checks of a server, from
/// which the answer follows.
struct Case<'a> {
    trial: &'a Trial,
    findings: Vec<Finding>,
    objections: Vec<Objection>,
    checks: Vec<expect::Check>,
    changes_at: Option<NumericDate>,
}

impl<'a> Case<'a> {
    fn new(trial: &'a Trial, now: NumericDate, expected: &Expected) -> Case<'a> {
        let subject = Subject::new(&trial.token, now);
        let findings = lint::judge_keys(trial, &subject);
        let objections = acceptance::objections(&subject, expected.leeway);
        let checks = expect::checks(&subject, signature(trial, &findings), expected, &objections);
        Case { trial, findings, objections, checks, changes_at: subject.changes_at() }
    }

    /// Valid only where the signature fits a key that somebody vouches for, and no check of a server speaks against it.
    fn answer(&self) -> Conclusion {
        let trial = self.trial;
        if !trial.is_right() {
            return Conclusion::of(chosen(trial), false);
        }
        let failed = self.checks.iter().find(|check| check.state == expect::State::Failed);
        let decisive = acceptance::decisive(&self.objections);
        let refusal = decisive.filter(|objection| objection.weight == Weight::Refuse);
        Conclusion::of(
            match (refusal, trust(trial), failed, decisive) {
                (Some(objection), ..) => objected(objection),
                (None, Some(Trust::Public), ..) => known(trial),
                (None, Some(Trust::Token), ..) => own(trial),
                (None, _, Some(check), _) if check.id == "signature" => flawed(&self.findings),
                (None, _, Some(check), _) => unexpected(check),
                (None, _, None, Some(objection)) => objected(objection),
                (None, _, None, None) => fitting(trial),
            },
            true,
        )
    }
}

/// What the check of the signature says, whatever else there is.
fn signature(trial: &Trial, findings: &[Finding]) -> expect::Signature {
    match trust(trial) {
        Some(Trust::Given) if findings.iter().any(|finding| finding.severity == Severity::Error) => expect::Signature::Flawed,
        Some(Trust::Given) => expect::Signature::Right,
        Some(Trust::Public) => expect::Signature::Public,
        Some(Trust::Token) => expect::Signature::Own,
        None if trial.is_wrong() => expect::Signature::Wrong,
        None => expect::Signature::Unchecked,
    }
}

/// Who vouches for the key that fits.
pub fn trust(trial: &Trial) -> Option<Trust> {
    trial.is_right().then_some(match () {
        () if trial.is_known => Trust::Public,
        () if trial.is_own => Trust::Token,
        () => Trust::Given,
    })
}

/// An answer as it is kept.
#[derive(Debug)]
pub struct Answer {
    /// The answer.
    pub state: State,
    /// Why, as a stable code in kebab case.
    pub reason: &'static str,
    /// The answer as one plain sentence, without a full stop.
    pub sentence: &'static str,
    /// What it means; `{}` stands for what the token and the keys say.
    summary: &'static str,
}

const fn valid(sentence: &'static str, summary: &'static str) -> Answer {
    Answer { state: State::Valid, reason: "signature", sentence, summary }
}

const fn invalid(reason: &'static str, sentence: &'static str, summary: &'static str) -> Answer {
    Answer { state: State::Invalid, reason, sentence, summary }
}

const fn unchecked(reason: &'static str, sentence: &'static str, summary: &'static str) -> Answer {
    Answer { state: State::Unchecked, reason, sentence, summary }
}

/// An answer about one token.
#[derive(Debug)]
pub struct Conclusion {
    /// The answer, as it is kept.
    pub answer: &'static Answer,
    /// What it means, and what to do, in one to three sentences.
    pub summary: String,
    /// Whether the signature itself fits a key that was tried for it, whatever else there is.
    pub fits: bool,
}

impl Conclusion {
    fn of((answer, value): (&'static Answer, String), fits: bool) -> Conclusion {
        Conclusion { answer, summary: answer.summary.replace("{}", &value), fits }
    }
}

/// The answer where the signature does not fit a key that a server would pick, and what its summary has in the place of `{}`.
fn chosen(trial: &Trial) -> (&'static Answer, String) {
    if let Some(obstacle) = trial.obstacle() {
        return (blocked(obstacle), quoted(&trial.alg));
    }
    if trial.is_wrong() {
        return trial.fits.as_ref().map_or_else(|| misfit(trial), |attempt| wrong(trial, attempt));
    }
    unanswered(trial)
}

fn blocked(obstacle: Obstacle) -> &'static Answer {
    match obstacle {
        Obstacle::Encrypted => {
            const { &unchecked("encrypted", "It is encrypted", "Only its reader's private key opens it; what is inside may be signed.") }
        }
        Obstacle::NoAlgorithm => {
            const { &unchecked("no-algorithm", "Nothing to check: no algorithm is named", "The header has no alg that can be read.") }
        }
        Obstacle::Unsecured => const { &unchecked("unsecured", "Nothing to check: it is not signed", "Anyone could have written it.") },
        Obstacle::NoSignature => {
            const { &unchecked("no-signature", "Nothing to check: the signature is missing", "Anyone could have written it.") }
        }
        Obstacle::UnknownAlgorithm => {
            const { &unchecked("algorithm", "Could not be checked: the algorithm is not known here", "The header names {}.") }
        }
    }
}

/// Where nothing speaks against it.
fn fitting(trial: &Trial) -> (&'static Answer, String) {
    const SECRET: Answer = valid(
        "The signature is right",
        "It fits the key that you gave ({}): whoever knows that secret wrote exactly this. Every server that can check it can also make it.",
    );
    const KEY: Answer = valid(
        "The signature is right",
        "It fits the key that you gave ({}): the holder of its private half signed exactly this. That it is the issuer's is for you to know.",
    );
    let answer = if hash(&trial.alg).is_some() { &SECRET } else { &KEY };
    (answer, fitting_key(trial))
}

/// Where only a key that the token brings along fits.
fn own(trial: &Trial) -> (&'static Answer, String) {
    const OWN: Answer = unchecked(
        "token-key",
        "The signature fits only the token's own key",
        "Its header brings that along ({}). Anyone could have made such a token: the writer chooses the key. Paste the issuer's key to know more.",
    );
    (&OWN, fitting_key(trial))
}

fn known(trial: &Trial) -> (&'static Answer, String) {
    const KNOWN: Answer = invalid(
        "known-secret",
        "The signature fits a secret that everybody knows",
        "The secret is {}. It is in lists of secrets, so anyone could have made this token. Replace it by random bytes.",
    );
    (&KNOWN, trial.secret().map(spelled).unwrap_or_default())
}

/// Where the key that fits must not be used.
fn flawed(findings: &[Finding]) -> (&'static Answer, String) {
    const FLAWED: Answer = invalid("weak-key", "The signature fits, but its key has a flaw", "{}. A server should refuse the key.");
    let worst = findings.iter().find(|finding| finding.severity == Severity::Error);
    (&FLAWED, worst.map(|finding| finding.rule.title.to_owned()).unwrap_or_default())
}

/// Where the token is not what a server expects.
fn unexpected(check: &expect::Check) -> (&'static Answer, String) {
    const UNEXPECTED: Answer =
        invalid("expected", "The signature is right, but the server expects something else", "{}.");
    (&UNEXPECTED, check.sentence.clone())
}

/// Where the standards object to the token itself.
fn objected(objection: &Objection) -> (&'static Answer, String) {
    const REFUSED: &str = "{}. Verifiers that keep to the standard refuse it, whatever its signature.";
    const ROWS: [Answer; 14] = [
        invalid("malformed", "The signature fits, but the token is malformed", REFUSED),
        invalid("claims", "The signature fits, but the claims cannot be read", REFUSED),
        invalid("crit", "The signature fits, but crit is malformed", REFUSED),
        invalid("b64", "The signature fits, but b64 is misused", REFUSED),
        invalid("disclosures", "The signature fits, but not the disclosures", REFUSED),
        invalid("key-binding", "The issuer's signature fits, but the holder's proof does not", REFUSED),
        invalid("times", "The signature fits, but its times cannot be read", REFUSED),
        invalid("expired", "The signature is right, but the token has expired", "Servers refuse it from then on. Get a new one."),
        invalid("not-yet-valid", "The signature is right, but the token is not valid yet", "Servers refuse it until then."),
        unchecked("critical", "The signature fits, but only a reader of its extension may accept it", "{}."),
        unchecked("depth", "The signature fits, but the claims were not read in full", "{}."),
        unchecked("ambiguous", "The signature fits, but readers differ on what it says", "{}."),
        unchecked("noncanonical", "The signature fits, but its encoding is not the usual one", "{}."),
        // The last row is for what has no words of its own.
        unchecked("unchecked", "The signature fits, but not everything could be checked", "{}."),
    ];
    const UNREAD: Answer =
        unchecked("disclosures", "The signature fits, but not all disclosures could be checked", "{}.");
    const UNPROVEN: Answer = unchecked("key-binding", "The issuer's signature fits; the holder's was not checked", "{}.");
    let answer = match (objection.weight, objection.reason) {
        (Weight::Doubt, "disclosures") => &UNREAD,
        (Weight::Doubt, "key-binding") => &UNPROVEN,
        (_, reason) => {
            const { &ROWS }.iter().find(|row| row.reason == reason).unwrap_or(const { &ROWS[13] })
        }
    };
    (answer, acceptance::capitalised(&objection.because))
}

/// Where a key fits that should not.
fn wrong(trial: &Trial, attempt: &Attempt) -> (&'static Answer, String) {
    const FORGED: Answer = invalid(
        "forged",
        "Forged: the public key was used as the secret",
        "The signature is an HMAC whose secret is {}. A server that accepts this can be fooled by anyone; pin its algorithm.",
    );
    const DER: Answer = invalid(
        "der",
        "The signature fits, but it is spelled in ASN.1",
        "Whoever signs has to write R and S side by side (in Java: an algorithm name that ends in inP1363Format).",
    );
    const OTHER_ALGORITHM: Answer = invalid(
        "other-algorithm",
        "It was signed with another algorithm than it names",
        "The header names {}. Whoever signs has to name that.",
    );
    const OWN_KEY: Answer = invalid(
        "own-key",
        "The signature fits only the token's own key",
        "It does not fit what you pasted. Whoever wrote the token chose the key in its header: such a token may be forged.",
    );
    const OTHER_KEY: Answer = invalid(
        "other-key",
        "The signature fits a key that a server would not pick",
        "That is {}. Correct the token's header, or the set.",
    );
    match attempt.purpose {
        Purpose::Confusion(spelling) => (&FORGED, spelling.to_owned()),
        Purpose::Der => (&DER, String::new()),
        Purpose::OtherAlgorithm(alg) => {
            (&OTHER_ALGORITHM, [&*quoted(&trial.alg), ", but the signature fits ", &fitting_key(trial), " as ", alg].concat())
        }
        Purpose::OwnKey => (&OWN_KEY, String::new()),
        Purpose::OtherKey | Purpose::Check => {
            let why = trial.passed_over.get(attempt.key).copied().flatten().map_or("is there", PassedOver::words);
            (&OTHER_KEY, [&*fitting_key(trial), ", which ", why].concat())
        }
    }
}

/// Where no key fits.
fn misfit(trial: &Trial) -> (&'static Answer, String) {
    const LENGTH: Answer =
        invalid("length", "The signature has the wrong length", "Expected {}: it was cut, or made with another key or algorithm.");
    const DER: Answer = invalid("der", "The signature is spelled in ASN.1", "And it does not fit this key either.");
    const RANGE: Answer = invalid(
        "range",
        "No key can have made this signature",
        "One of its numbers is zero or too large. Some verifiers have taken that for valid.",
    );
    const SEARCH: Answer = invalid(
        "mismatch",
        "The signature is wrong",
        "No key that a server would pick fits. The search for what went wrong was given up: {}.",
    );
    // What another key denies is no matter of the length.
    let mut refusals = trial.refusals().iter().filter(|_| !trial.is_denied()).map(|(_, refusal)| refusal);
    match refusals.find(|refusal| refusal.is_about_the_signature()) {
        Some(Refusal::Length(expected)) => (&LENGTH, format!("{expected} bytes for this key, but found {}", trial.token.signature.len())),
        Some(Refusal::Der) => (&DER, String::new()),
        Some(Refusal::Range) => (&RANGE, String::new()),
        _ if trial.is_cut() => (&SEARCH, limits()),
        _ => (mismatch(trial), String::new()),
    }
}

/// What bounds a trial.
fn limits() -> String {
    format!("at most {MAX_ATTEMPTS} computations are made, and {} MiB are hashed", MAX_HASHED >> 20)
}

/// What probably happened, the likeliest first.
fn mismatch(trial: &Trial) -> &'static Answer {
    const SECRET: Answer = invalid(
        "mismatch",
        "The signature is wrong",
        "The secret was tried as text, base64 and hexadecimal where it can be read so. \
         So it is another secret, or the token was changed after it was signed.",
    );
    const SET: Answer = invalid(
        "mismatch",
        "The signature is wrong",
        "Every key of the set that can be of use was tried. \
         So another key signed it (the issuer may have a new one), or it was changed after it was signed.",
    );
    const KEY: Answer = invalid(
        "mismatch",
        "The signature is wrong",
        "The key was tried with the algorithm's relatives, too. \
         So another key signed it (the issuer may have a new one), or it was changed after it was signed.",
    );
    let is_secret = trial.keys.keys.iter().any(|key| matches!(key.material, Material::Secret(_)));
    match (is_secret, trial.keys.is_set) {
        (true, _) => &SECRET,
        (false, true) => &SET,
        (false, false) => &KEY,
    }
}

/// Where no engine told, or nothing was to be asked.
fn unanswered(trial: &Trial) -> (&'static Answer, String) {
    const ENGINE: Answer = unchecked("engine", "Could not be checked here", "This browser has no {}, or refuses this key.");
    const DETACHED: Answer =
        unchecked("detached", "Could not be checked: the payload is elsewhere", "What is signed is not in this token.");
    const UNREADABLE: Answer = unchecked("no-key", "No key could be read", "{}.");
    const NO_KEY: Answer =
        unchecked("no-key", "The signature was not checked", "Paste the key of the issuer to check it. It stays in this page.");
    const BAD_KEY: Answer = unchecked("key", "The key cannot be used", "{}. Get it again from the issuer.");
    const WRONG_KIND: Answer = unchecked("key", "The key is of the wrong kind", "The token is signed with {}.");
    const UNSUPPORTED: Answer = unchecked("key", "This kind of key is not supported", "What you pasted is {}.");
    const LIMIT: Answer =
        unchecked("limit", "Could not be checked: there is too much to try", "A key that a server may pick was not tried: {}.");
    if let Some(attempt) = trial.unanswered().first() {
        return (&ENGINE, visible(attempt.plan.scheme.alg));
    }
    let Some(key) = trial.keys.keys.first() else {
        return match trial.keys.problems.first() {
            Some(problem) => (&UNREADABLE, [&*problem.what, ": ", &problem.why].concat()),
            None => (&NO_KEY, String::new()),
        };
    };
    if trial.is_detached() {
        return (&DETACHED, String::new());
    }
    if trial.is_incomplete() {
        let of_keys = || format!("only the first {MAX_KEYS} are read. Paste the one that the token names, alone");
        return (&LIMIT, if trial.keys.is_cut { of_keys() } else { limits() });
    }
    if let Some(words) = bad_key(trial) {
        return (&BAD_KEY, words);
    }
    match &key.material {
        Material::Other(_) => (&UNSUPPORTED, named(key)),
        _ => (&WRONG_KIND, [&*quoted(&trial.alg), ", but what you pasted is ", &named(key)].concat()),
    }
}

/// The key that cannot be used, and why: the one that the token names, else the first.
fn bad_key(trial: &Trial) -> Option<String> {
    let refused = trial.refusals().iter().filter_map(|(place, refusal)| match refusal {
        Refusal::BadKey(why) => Some((trial.keys.keys.get(*place)?, (*why).to_owned())),
        _ => None,
    });
    let malformed = trial.keys.keys.iter().filter_map(|key| Some((key, ["is malformed: ", key.faults.first()?].concat())));
    let bad: Vec<(&Key, String)> = refused.chain(malformed).collect();
    let named_one = bad.iter().find(|(key, _)| trial.kid.is_some() && key.kid == trial.kid);
    named_one.or(bad.first()).map(|(key, why)| [&*named(key), " ", why].concat())
}

fn fates(trial: &Trial) -> Vec<Fate> {
    let fitting = trial.fits.as_ref().filter(|attempt| attempt.purpose != Purpose::OwnKey).map(|attempt| attempt.key);
    let fate = |(place, why): (usize, &Option<PassedOver>)| -> Fate {
        let fits = fitting == Some(place);
        let is_unanswered = trial.unanswered().iter().any(|attempt| attempt.key == place);
        let refusal = trial.refusals().iter().find(|(of, _)| *of == place).map(|(_, refusal)| refusal);
        let words = match (fits, why) {
            (true, _) => "fits",
            (false, Some(why)) => why.words(),
            (false, None) if trial.obstacle().is_some() || !trial.is_tried(place) => "was not tried",
            (false, None) if is_unanswered => "could not be tried",
            (false, None) => match refusal {
                Some(Refusal::BadKey(why)) => why,
                _ => "does not fit",
            },
        };
        Fate { words, fits }
    };
    trial.passed_over.iter().enumerate().map(fate).collect()
}

fn fitting_key(trial: &Trial) -> String {
    trial.fitting().map(named).unwrap_or_default()
}

/// A key in words: `RSA, 2048 bits, kid "a"`.
fn named(key: &Key) -> String {
    match &key.kid {
        Some(kid) => [&*key.words(), ", kid ", &quoted(kid)].concat(),
        None => key.words(),
    }
}
