//! What a check of the signature proves, in words: the answer, who vouches for the key, and what probably went wrong.
//!
//! The answer has three values. Valid takes a signature that fits a key that somebody vouches for, and nothing that a
//! standard makes a reason to refuse the token ([`acceptance`]). Whether the signature itself fits is said beside it.

use crate::check::engine::{self, Engine};
use crate::check::signature::choice::PassedOver;
use crate::check::signature::{Purpose, Refusal, Trial};
use crate::jose::key::Keys;
use crate::jose::token::Token;
use crate::judge::acceptance::{self, Objection, Weight};
use crate::judge::expect::{self, CheckState, Expected, ServerCheck};
use crate::judge::lint::{self, Finding, Severity};
use crate::judge::subject::Subject;
use crate::text::time::NumericDate;

mod fitting;
mod misfit;
mod ruling;

pub use ruling::Ruling;

/// The answer of a check: whether a token may be taken for what its signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureState {
    /// The signature fits a key that was given, and nothing speaks against the token.
    Valid,
    /// The signature does not fit, or the token must be refused for another reason.
    Invalid,
    /// It cannot be told.
    Unchecked,
}

/// Who vouches for the key that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trust {
    /// The caller, who gave it.
    Given,
    /// Nobody: the token brings it along, so anyone could have made it.
    Token,
    /// Nobody: it is a secret that everybody knows.
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

/// What a check of a signature came to.
#[derive(Debug)]
#[non_exhaustive]
pub struct Verification {
    /// The answer.
    #[doc(hidden)]
    pub verdict: SignatureVerdict,
    /// Who vouches for the key that fits; `None` where no key does.
    pub trust: Option<Trust>,
    /// What became of each key.
    #[doc(hidden)]
    pub fates: Vec<Fate>,
    /// What the rules found about the keys and the signature, errors first.
    pub findings: Vec<Finding>,
    /// What a server would say, in the order of its checks: the first that failed is the likely reason of a 401.
    pub checks: Vec<ServerCheck>,
    /// The next moment at which any of it changes; `None` where nothing does.
    pub changes_at: Option<NumericDate>,
}

impl Verification {
    /// Whether the signature fits a key that was given, and nothing that a standard makes a reason to refuse the token
    /// is there. All else is false, also that it could not be checked.
    pub fn is_valid(&self) -> bool {
        self.state() == SignatureState::Valid
    }

    /// The answer.
    pub fn state(&self) -> SignatureState {
        self.verdict.ruling.state
    }

    /// Why, as a stable code: `signature` where it is valid, else such as `mismatch`, `expired`, `forged`, `engine`,
    /// `no-key` or `expected`.
    pub fn reason(&self) -> &'static str {
        self.verdict.ruling.reason
    }

    /// The answer as one plain sentence, without a full stop.
    pub fn sentence(&self) -> &'static str {
        self.verdict.ruling.sentence
    }

    /// What it means, and what to do, in one to three sentences.
    pub fn summary(&self) -> &str {
        &self.verdict.summary
    }

    /// Whether the signature itself fits a key that is for it, whatever else there is to say of the token.
    pub fn fits(&self) -> bool {
        self.verdict.fits
    }

    /// The place of the key that fits, among those of [`Keys::iter`].
    pub fn key(&self) -> Option<usize> {
        self.fates.iter().position(|fate| fate.fits)
    }

    /// What became of each key, in the order of [`Keys::iter`], in words that follow its name: `fits`, `does not fit`,
    /// `different kid`.
    pub fn fates(&self) -> impl Iterator<Item = &'static str> {
        self.fates.iter().map(|fate| fate.words)
    }
}

/// Checks the signature of `token` with `keys`, as a server would do it at `now`.
///
/// A key is picked as servers pick it: by `alg`, `kid`, `use` and `key_ops`. Where none of those fits, what people
/// mostly did wrong is tried, and [`Verification::reason`] tells. HMACs are computed here, all else by `engine`.
/// Without any key those of the token are tried, as with [`Keys::of_token`].
///
/// ```
/// use jotglass::{Keys, NumericDate, SignatureState, Token, verify};
///
/// let now = NumericDate::from_seconds(1_795_176_000);
/// let keys = Keys::parse("kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU")?;
/// let token = Token::parse(
///     "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjE3OTUxNzY2MDB9.\
///      0udhC5r6b89N7Bv1OA5ZSsOmMo5V9IrwEK1Z8HtdFKY",
/// )?;
/// // HS256 needs no engine.
/// let verification = verify(&token, &keys, &(), now);
/// assert_eq!(verification.state(), SignatureState::Valid);
/// assert_eq!(verification.sentence(), "Signature verified");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a token is as good as what this says"]
pub fn verify(token: &Token, keys: &Keys, engine: &dyn Engine, now: NumericDate) -> Verification {
    verify_expecting(token, keys, engine, now, &Expected::default())
}

/// Like [`verify`], where a server expects more of the token than the standards: its issuer, its audience, its
/// algorithm.
#[must_use = "a token is as good as what this says"]
pub fn verify_expecting(
    token: &Token,
    keys: &Keys,
    engine: &dyn Engine,
    now: NumericDate,
    expected: &Expected,
) -> Verification {
    let mut trial = Trial::of(token, keys);
    engine::run(&mut trial, engine);
    conclude(&trial, now, expected)
}

/// Sums up a trial that has come to its end, as of `now`.
pub fn conclude(trial: &Trial, now: NumericDate, expected: &Expected) -> Verification {
    let judgment = Judgment::new(trial, now, expected);
    let trust = trust(trial);
    let verdict = judgment.verdict();
    let Judgment { findings, checks, changes_at, .. } = judgment;
    Verification { verdict, trust, fates: fates(trial), findings, checks, changes_at }
}

/// The answer alone, for callers that want no more.
pub fn answer(trial: &Trial, now: NumericDate, expected: &Expected) -> SignatureVerdict {
    Judgment::new(trial, now, expected).verdict()
}

/// The one judgement on a trial: what was found about its keys, the objections to its token, and the checks of a
/// server, from which the answer follows.
struct Judgment<'a> {
    trial: &'a Trial<'a>,
    findings: Vec<Finding>,
    objections: Vec<Objection>,
    checks: Vec<ServerCheck>,
    now: NumericDate,
    changes_at: Option<NumericDate>,
}

impl<'a> Judgment<'a> {
    fn new(trial: &'a Trial<'a>, now: NumericDate, expected: &Expected) -> Judgment<'a> {
        let subject = Subject::new(trial.token(), now);
        let findings = lint::judge_keys(trial, &subject);
        let objections = acceptance::objections(&subject, expected.leeway);
        let checks = expect::checks(&subject, signature(trial, &findings), expected, &objections);
        Judgment { trial, findings, objections, checks, now, changes_at: subject.changes_at() }
    }

    /// Valid only where the signature fits a key that somebody vouches for, and no check of a server speaks against it.
    fn verdict(&self) -> SignatureVerdict {
        let trial = self.trial;
        if !trial.is_right() {
            return SignatureVerdict::of(misfit::chosen(trial), false);
        }
        let failed = |id: Option<&str>| {
            let is_it = |check: &&ServerCheck| id.is_none_or(|id| check.id == id) && check.state == CheckState::Failed;
            self.checks.iter().find(is_it)
        };
        let refusal = |by_clock: bool| {
            let is_refused = |one: &&Objection| one.weight == Weight::Refuse && one.is_by_clock() == by_clock;
            self.objections.iter().find(is_refused)
        };
        let trust = trust(trial);
        let ruling = if let Some(objection) = refusal(false) {
            fitting::objected(objection)
        } else if trust == Some(Trust::Public) {
            fitting::known(trial)
        } else if failed(Some("signature")).is_some() {
            fitting::flawed(&self.findings)
        } else if let Some(objection) = refusal(true) {
            // That it is over counts only where it was good.
            fitting::objected(objection)
        } else if trust == Some(Trust::Token) {
            fitting::own(trial)
        } else if let Some(check) = failed(None) {
            fitting::unexpected(check, self.now)
        } else if let Some(doubt) = self.objections.first() {
            fitting::objected(doubt)
        } else {
            fitting::fitting(trial)
        };
        let mut verdict = SignatureVerdict::of(ruling, true);
        // Servers refuse the text as it was pasted.
        if let Some(repair) = trial.token().origin.repairs.iter().find(|repair| repair.is_inside()) {
            verdict.summary.push_str(" That is the token without the ");
            verdict.summary.push_str(repair.name());
            verdict.summary.push_str(": with them, servers refuse it.");
        }
        verdict
    }
}

/// What the check of the signature says, whatever else there is.
fn signature(trial: &Trial, findings: &[Finding]) -> expect::Signature {
    match trust(trial) {
        Some(Trust::Given) if findings.iter().any(|finding| finding.severity == Severity::Error) => {
            expect::Signature::Flawed
        }
        Some(Trust::Given) => expect::Signature::Right,
        Some(Trust::Public) => expect::Signature::Public,
        Some(Trust::Token) => expect::Signature::Own,
        None if trial.is_wrong() => expect::Signature::Wrong,
        None => expect::Signature::Unchecked,
    }
}

/// Who vouches for the key that fits.
pub fn trust(trial: &Trial) -> Option<Trust> {
    if !trial.is_right() {
        None
    } else if trial.is_known() {
        Some(Trust::Public)
    } else if trial.is_own() {
        Some(Trust::Token)
    } else {
        Some(Trust::Given)
    }
}

/// An answer about one token.
#[derive(Debug)]
pub struct SignatureVerdict {
    /// The answer, as it is kept.
    pub ruling: &'static Ruling,
    /// What it means, and what to do, in one to three sentences.
    pub summary: String,
    /// Whether the signature itself fits a key that was tried for it, whatever else there is.
    pub fits: bool,
}

impl SignatureVerdict {
    fn of((ruling, value): (&'static Ruling, String), fits: bool) -> SignatureVerdict {
        SignatureVerdict { ruling, summary: ruling.summary.replace("{}", &value), fits }
    }
}

fn fates(trial: &Trial) -> Vec<Fate> {
    let fitting = trial.fits().filter(|attempt| attempt.purpose != Purpose::OwnKey).map(|attempt| attempt.key);
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
    trial.passed_over().iter().enumerate().map(fate).collect()
}
