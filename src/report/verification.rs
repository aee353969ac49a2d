//! What a check of a signature came to, on the wire.

use serde::{Deserialize, Serialize};

use super::{Finding, Span, convert};
use crate::check::signature::Trial;
use crate::jose::key::Key;
use crate::judge::expect;
use crate::judge::verdict::{self, Piece};
use crate::judge::verification;
use crate::text::span::Utf16;
use crate::text::time::NumericDate;

/// What a check of one signature came to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Always 1; a later format has another number.
    pub version: u32,
    /// The moment of judgement, in Unix seconds.
    pub now: f64,
    /// Which of the text's tokens it is about, by its place: of a JSON serialization with several signatures the first
    /// that is valid, else the first that fits, else the first.
    pub token: usize,
    /// The next moment at which any of this may change, in Unix seconds; until then it stays as it is.
    pub changes_at: Option<f64>,
    /// The answer.
    pub verdict: SignatureVerdict,
    /// Who vouches for the key that fits; `null` where none does.
    pub trust: Option<Trust>,
    /// The keys that were given, or those of the token where none was, and what became of them.
    pub keys: Vec<KeyNote>,
    /// What looked like a key but is not one.
    pub problems: Vec<KeyProblem>,
    /// What a server would say, in the order of its checks; the first that failed is the likely reason of a 401.
    pub checks: Vec<ServerCheck>,
    /// About the keys and the signature, errors first.
    pub findings: Vec<Finding>,
}

/// The answer of a check.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "SignatureVerdict"))]
#[serde(rename_all = "camelCase")]
pub struct SignatureVerdict {
    /// `valid` where the signature fits a key that was given, and nothing that a standard makes a reason to refuse the
    /// token is there; `invalid` where it does not fit, or such a reason is there; `unchecked` where that cannot
    /// be told.
    pub state: SignatureState,
    /// Why, as a stable code. Of what fits: `signature`, `malformed`, `claims`, `crit`, `b64`, `disclosures`,
    /// `key-binding`, `times`, `audience`, `nested`, `types`, `expired`, `not-yet-valid`, `critical`, `depth`,
    /// `ambiguous`, `noncanonical`, `token-key`, `known-secret`, `weak-key` or `expected`. Of what does not:
    /// `mismatch`, `length`, `range`, `der`, `forged`, `other-key`, `other-algorithm`, `own-key`, `no-key`, `key`,
    /// `engine`, `unsecured`, `no-signature`, `no-algorithm`, `algorithm`, `encrypted`, `detached`, `limit` or
    /// `not-a-token`.
    pub reason: &'static str,
    /// Whether the signature itself fits a key that is for it, whatever else there is to say of the token.
    pub fits: bool,
    /// One plain sentence without a full stop.
    pub sentence: String,
    /// One to three sentences more.
    pub summary: String,
}

/// What a check of a signature came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum SignatureState {
    /// It fits, and nothing speaks against the token.
    Valid,
    /// It does not fit, or the token must be refused for another reason.
    Invalid,
    /// It could not be told.
    Unchecked,
}

/// Who vouches for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Trust {
    /// Whoever gave it.
    Given,
    /// Nobody: the token brings it along, so anyone could have made it.
    Token,
    /// Nobody: it is in lists and tutorials.
    Public,
}

/// A key and what became of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KeyNote {
    /// Its kind and size: `RSA, 2048 bits`.
    pub words: String,
    /// Its name.
    pub kid: Option<String>,
    /// Its thumbprint by SHA-256 in base64url (RFC 7638); `null` for a secret.
    pub thumbprint: Option<String>,
    /// Where it is in the text of the keys.
    pub span: Span,
    /// What became of it, in words that follow its name.
    pub fate: &'static str,
    /// Whether it is the one that fits.
    pub fits: bool,
}

/// What looked like a key but is not one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KeyProblem {
    /// Where it is in the text of the keys.
    pub span: Span,
    /// What it looked like.
    pub what: String,
    /// What was expected, and what was found.
    pub why: String,
}

/// One check of a server.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "ServerCheck"))]
#[serde(rename_all = "camelCase")]
pub struct ServerCheck {
    /// What is looked at: `form`, `algorithm`, `critical`, `signature`, `disclosures`, `key-binding`, `expiry`,
    /// `not-before`, `issued-at`, `parties`, `issuer`, `audience` or `scope`.
    pub id: &'static str,
    /// How it went.
    pub state: CheckState,
    /// The same in words, without a full stop.
    pub sentence: String,
    /// The sentence in pieces, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub pieces: Vec<Piece>,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// The server goes on.
    Passed,
    /// The server refuses the token here.
    Failed,
    /// It depends on what is not known here.
    Unknown,
}

/// What a server expects.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields))]
#[serde(default, deny_unknown_fields)]
pub struct Expected {
    /// The value of `iss`, exactly.
    pub issuer: Option<String>,
    /// One of the values of `aud`, exactly.
    pub audience: Option<String>,
    /// The scopes that are needed, all of them.
    pub scopes: Option<Vec<String>>,
    /// The algorithms that are allowed.
    pub algorithms: Option<Vec<String>>,
    /// By how many seconds clocks may differ, 0 or more; 0 where it is absent.
    pub leeway: Option<f64>,
}

impl Expected {
    /// Reads JSON.
    ///
    /// # Errors
    /// Where it is not an object, or a member of it has another name or type than those above: what is asked for by a
    /// slip would never be checked.
    pub fn read(json: &str) -> serde_json::Result<Expected> {
        // The derived reader would take a list, too, as the members in their order.
        if json.trim_start().starts_with('[') {
            return Err(serde::de::Error::custom("expected an object, but found a list"));
        }
        let expected: Expected = serde_json::from_str(json)?;
        // A setting that was never set would let everything pass.
        let is_empty = |text: &Option<String>| text.as_ref().is_some_and(String::is_empty);
        let is_idle = |list: &Option<Vec<String>>| list.as_ref().is_some_and(Vec::is_empty);
        if is_empty(&expected.issuer)
            || is_empty(&expected.audience)
            || is_idle(&expected.scopes)
            || is_idle(&expected.algorithms)
        {
            return Err(serde::de::Error::custom("expected what a server expects, but found an empty text or list"));
        }
        match expected.leeway {
            Some(leeway) if leeway < 0.0 => {
                Err(serde::de::Error::custom("expected a leeway of 0 seconds or more, but found less"))
            }
            _ => Ok(expected),
        }
    }
}

impl From<Expected> for expect::Expected {
    fn from(expected: Expected) -> expect::Expected {
        let Expected { issuer, audience, scopes, algorithms, leeway } = expected;
        expect::Expected {
            issuer,
            audience,
            scopes: scopes.unwrap_or_default(),
            algorithms,
            leeway: leeway.unwrap_or_default(),
        }
    }
}

/// The answer of a trial that has come to its end, and who vouches for its key, without what else there is to say.
pub fn answer(
    trial: Option<&Trial>,
    now: NumericDate,
    expected: &expect::Expected,
) -> (SignatureVerdict, Option<Trust>) {
    let Some(trial) = trial else { return (no_token(), None) };
    (verification::answer(trial, now, expected).into(), verification::trust(trial).map(Trust::from))
}

impl From<verification::SignatureVerdict> for SignatureVerdict {
    fn from(verdict: verification::SignatureVerdict) -> SignatureVerdict {
        let verification::SignatureVerdict { ruling, summary, fits } = verdict;
        SignatureVerdict {
            state: ruling.state.into(),
            reason: ruling.reason,
            fits,
            sentence: ruling.sentence.to_owned(),
            summary,
        }
    }
}

impl From<verification::SignatureState> for SignatureState {
    fn from(state: verification::SignatureState) -> SignatureState {
        match state {
            verification::SignatureState::Valid => SignatureState::Valid,
            verification::SignatureState::Invalid => SignatureState::Invalid,
            verification::SignatureState::Unchecked => SignatureState::Unchecked,
        }
    }
}

impl From<verification::Trust> for Trust {
    fn from(trust: verification::Trust) -> Trust {
        match trust {
            verification::Trust::Given => Trust::Given,
            verification::Trust::Token => Trust::Token,
            verification::Trust::Public => Trust::Public,
        }
    }
}

/// Reports on a trial that has come to its end; `None` stands for a text without a token.
pub fn verification(trial: Option<&Trial>, text: &str, now: NumericDate, expected: &expect::Expected) -> Verification {
    let Some(trial) = trial else { return not_a_token(now) };
    let judged = verification::conclude(trial, now, expected);
    let units = Utf16::new(trial.keys().text());
    let input = Utf16::new(text);
    let places = convert::Places::of(trial.token(), &input);
    let finding = |found: &crate::judge::lint::Finding| convert::finding(found, places.place(&found.site));
    Verification {
        version: super::VERSION,
        now: now.as_f64(),
        token: 0,
        changes_at: judged.changes_at.map(NumericDate::ceil_f64),
        verdict: judged.verdict.into(),
        trust: judged.trust.map(Trust::from),
        keys: trial.keys().keys.iter().zip(&judged.fates).map(|(key, fate)| note(key, fate, &units)).collect(),
        problems: trial
            .keys()
            .problems
            .iter()
            .map(|problem| KeyProblem {
                span: convert::pair(units.span(problem.span)),
                what: problem.what.clone(),
                why: problem.why.clone(),
            })
            .collect(),
        checks: judged.checks.into_iter().map(|found| check(found, now)).collect(),
        findings: judged.findings.iter().map(finding).collect(),
    }
}

fn note(key: &Key, fate: &verification::Fate, units: &Utf16) -> KeyNote {
    KeyNote {
        words: key.words(),
        kid: key.kid.clone(),
        thumbprint: key.thumbprint(),
        span: convert::pair(units.span(key.span)),
        fate: fate.words,
        fits: fate.fits,
    }
}

fn check(expect::ServerCheck { id, state, sentence: pieces }: expect::ServerCheck, now: NumericDate) -> ServerCheck {
    let state = match state {
        expect::CheckState::Passed => CheckState::Passed,
        expect::CheckState::Failed => CheckState::Failed,
        expect::CheckState::Unknown => CheckState::Unknown,
    };
    ServerCheck { id, state, sentence: verdict::words(&pieces, now), pieces }
}

fn no_token() -> SignatureVerdict {
    SignatureVerdict {
        state: SignatureState::Unchecked,
        reason: "not-a-token",
        fits: false,
        sentence: "There is no token to check".to_owned(),
        summary: String::new(),
    }
}

fn not_a_token(now: NumericDate) -> Verification {
    Verification {
        version: super::VERSION,
        now: now.as_f64(),
        token: 0,
        changes_at: None,
        verdict: no_token(),
        trust: None,
        keys: Vec::new(),
        problems: Vec::new(),
        checks: Vec::new(),
        findings: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_is_read() {
        let expected = Expected::read(r#" {"issuer":"a","audience":null,"scopes":["b"],"leeway":0} "#).unwrap();
        assert_eq!((expected.issuer.as_deref(), expected.audience, expected.leeway), (Some("a"), None, Some(0.0)));
        assert_eq!(expected.scopes, Some(vec!["b".to_owned()]));
        assert!(Expected::read("{}").is_ok());
    }

    #[test]
    fn what_is_expected_by_a_slip_is_refused() {
        for (json, why) in [
            (r#"{"iss":"a"}"#, "unknown field `iss`"),
            (r#"{"aud":"a"}"#, "unknown field `aud`"),
            (r#"{"Issuer":"a"}"#, "unknown field `Issuer`"),
            (r#"{"issuer":"a","issuer ":"b"}"#, "unknown field `issuer `"),
            (r#"{"issuer":"a","issuer":"b"}"#, "duplicate field `issuer`"),
            (r#"{"issuer":1}"#, "expected a string"),
            (r#"{"audience":["a"]}"#, "expected a string"),
            (r#"{"scopes":"a b"}"#, "expected a sequence"),
            (r#"{"algorithms":[null]}"#, "expected a string"),
            (r#"{"leeway":"60"}"#, "expected f64"),
            (r#"{"leeway":-1}"#, "expected a leeway of 0 seconds or more"),
            ("[]", "expected an object"),
            (r#" ["a"]"#, "expected an object"),
            (r#"["a","b",[],[],0]"#, "expected an object"),
            ("null", "invalid type: null"),
            ("true", "invalid type: boolean"),
            (r#""a""#, "invalid type: string"),
            ("", "EOF"),
        ] {
            let error = Expected::read(json).unwrap_err().to_string();
            assert!(error.contains(why), "{json}: {error}");
        }
    }
}
