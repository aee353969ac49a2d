//! Signed tokens of every algorithm with every file of their key, the same damaged, and what attackers make.
//!
//! HMACs are computed by the core, and ES256K, Ed448 and ML-DSA by `jotglass-more`. RSA, ECDSA and Ed25519 take a
//! browser or Node: here an engine that is always right is played, so that what is handed to it is what is judged. The
//! real ones run in `tests/browser/verification.test.mjs`.

use std::collections::BTreeMap;

use jotglass::check::signature::Attempt;
use jotglass::check::signature::{Answer, Purpose, Trial};
use jotglass::intake::{self, Found};
use jotglass::report::Severity;
use jotglass::report::verification::verification;
use jotglass::{NumericDate, judge::expect::Expected};
use jotglass_more::{Algorithm, verify};
use serde_json::Value;

use crate::support::{NOW, decode, ids, ids_of, inspect, own};

/// The algorithm of `jotglass-more`, where it has it.
fn more(attempt: &Attempt) -> Option<Algorithm> {
    match attempt.plan.algorithm.name() {
        "ES256K" => Some(Algorithm::Es256k),
        "Ed448" => Some(Algorithm::Ed448),
        "ML-DSA-44" => Some(Algorithm::MlDsa44),
        "ML-DSA-65" => Some(Algorithm::MlDsa65),
        "ML-DSA-87" => Some(Algorithm::MlDsa87),
        _ => None,
    }
}

/// Holds a token against keys; answers how often an engine was asked for a check, too. An engine that is played says
/// yes to that of what `is_sound`, and no to all else.
fn run(text: &str, keys: &str, is_sound: bool) -> Option<(Trial<'static>, usize)> {
    let Found::Tokens(tokens, _) = intake::find(text) else { return None };
    let mut trial = Trial::new(tokens.into_iter().next()?, keys);
    let mut checks = 0;
    while trial.pending().is_some() {
        let attempt = trial.asked().unwrap();
        checks += usize::from(attempt.purpose == Purpose::Check);
        let is_right = match more(attempt) {
            Some(algorithm) => {
                verify(algorithm, &attempt.plan.key, &attempt.plan.signature, trial.message()) == Ok(true)
            }
            None => is_sound && attempt.purpose == Purpose::Check,
        };
        trial.answer(if is_right { Answer::Yes } else { Answer::No });
    }
    Some((trial, checks))
}

/// The right key was picked, and what was handed out to be checked is what was signed.
fn is_as_signed(trial: &Trial, text: &str, thumbprint: Option<&str>) -> Result<(), String> {
    let (message, signature) = text.rsplit_once('.').unwrap();
    let Some(attempt) = trial.fits().filter(|_| trial.is_right()) else {
        return Err(format!("nothing fits; refused: {:?}", trial.refusals()));
    };
    if (trial.message(), &attempt.plan.signature) != (message.as_bytes(), &decode(signature)) {
        return Err("another message or signature was checked".to_owned());
    }
    let found = trial.fitting().and_then(jotglass::jose::key::Key::thumbprint);
    match thumbprint.is_none() || found.as_deref() == thumbprint {
        true => Ok(()),
        false => Err(format!("expected the key {thumbprint:?}, but found {found:?}")),
    }
}

fn judge(case: &Value, thumbprints: &BTreeMap<String, String>) -> Result<(), String> {
    let (text, expect) = (case["text"].as_str().unwrap(), case["expect"].as_str().unwrap());
    let report = inspect(text);
    for id in case["raises"].as_array().unwrap().iter().filter_map(Value::as_str) {
        if !ids(&report).contains(&id) {
            return Err(format!("expected {id}, but found {:?}", ids(&report)));
        }
    }
    let mut files: Vec<Option<&str>> = case["keys"].as_array().unwrap().iter().map(Value::as_str).collect();
    if files.is_empty() {
        files.push(None);
    }
    // Engines are lax about some signatures, so these must not reach one.
    let is_impossible =
        case["raises"].as_array().unwrap().iter().filter_map(Value::as_str).any(|id| id.starts_with("sig-"));
    for file in files {
        let said = |why: String| format!("with {}: {why}", file.unwrap_or("no key"));
        let keys = file.map(own::key).unwrap_or_default();
        let (trial, checks) = run(text, &keys, expect != "refused").unzip();
        if is_impossible && checks.is_some_and(|checks| checks > 0) {
            return Err(said("an engine was asked".to_owned()));
        }
        match (expect, &trial) {
            ("valid", Some(trial)) => {
                let errors = ids_of(&report, Severity::Error);
                if !errors.is_empty() {
                    return Err(said(format!("expected no error, but found {errors:?}")));
                }
                // Of a set the row says which key it is.
                let thumbprint =
                    case["fits"].as_str().or(file).and_then(|file| thumbprints.get(file)).map(String::as_str);
                is_as_signed(trial, text, thumbprint).map_err(said)?;
            }
            ("refused", Some(trial)) if trial.is_right() => {
                return Err(said(format!("{:?} fits", trial.fits().map(|fits| (fits.purpose, fits.key)))));
            }
            ("refused", _) => {}
            (id, trial) => {
                let judged = verification(trial.as_ref(), &keys, NumericDate::from_seconds(NOW), &Expected::default());
                if !judged.findings.iter().any(|finding| finding.id == id) {
                    return Err(said(format!("expected {id}, but found {:?}", judged.findings)));
                }
            }
        }
    }
    Ok(())
}

#[test]
fn signatures_and_keys() {
    let field = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let thumbprints = own::rows("keys.json")
        .iter()
        .filter_map(|row| Some((field(row, "name")?, field(row, "thumbprint")?)))
        .collect();
    own::check("tokens.json", |case| judge(case, &thumbprints));
}

/// Every algorithm that the core can plan for has a token here.
#[test]
fn no_algorithm_is_left_out() {
    let cases = own::rows("tokens.json");
    for alg in [
        "HS256",
        "HS384",
        "HS512",
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
        "ES256K",
        "EdDSA",
        "Ed25519",
        "Ed448",
        "ML-DSA-44",
        "ML-DSA-65",
        "ML-DSA-87",
    ] {
        assert!(jotglass::check::signature::algorithm::is_known(alg), "{alg}");
        assert!(cases.iter().any(|case| case["name"] == alg && case["expect"] == "valid"), "{alg}");
    }
}
