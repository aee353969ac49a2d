//! Project Wycheproof's JSON Web Signatures, as far as they can be judged by their form, without a key.
//!
//! An invalid one whose form is at fault raises what names the fault; a valid one raises no error, times aside. The
//! rest wait for the key panel: they are listed with the reason why their form is good.

use std::collections::BTreeMap;

use jotglass::judge::lint::FAMILIES;
use jotglass::report::{Outcome, Report, Severity};
use serde_json::Value;

use crate::support::{findings, ids, inspect, loud, read, settle, suite};

/// Faults of form by the case's comment, and a finding that names the fault.
const FORM: &[(&str, &str)] = &[
    ("rejectsMissingSignature", "signature-empty"),
    ("rejectsMissingSignatureAndSeparator", "segment-count"),
    ("rejectsMissingPayloadAndSeparator", "segment-count"),
    ("rejectsMissingHeader", "not-a-token"),
    ("rejectsMissingHeaderAndSeparator", "not-a-token"),
    ("rejectsMissingHeaderAndSignature", "not-a-token"),
    ("rejectsMissingHeaderSignatureAndSeparator", "not-a-token"),
    ("rejectsMissingHeaderSignatureAndSeparators", "not-a-token"),
    ("rejectsEmptyString", "not-a-token"),
    ("rejectsExtraEmptyComponent", "segment-count"),
    ("rejectsExtraComponent", "segment-count"),
    ("rejectsNoneAlgorithmAndMissingSignature", "alg-none"),
    ("rejectsValidJsonSerialization", "jws-json-serialization"),
    ("algIsNone", "alg-none"),
    ("rejectsSpacesInMac", "b64-illegal-char"),
    ("rejectsInvalidCharacterInsertedInMac", "b64-illegal-char"),
    ("rejects0ReplacedbyInvalidCharacter", "b64-illegal-char"),
    ("rejectsInvalidCharacters", "b64-illegal-char"),
    ("spacesInHeader", "b64-illegal-char"),
    ("invalidCharactersInHeader", "b64-illegal-char"),
    ("spacesInPayload", "b64-illegal-char"),
    ("invalidCharactersInPayload", "b64-illegal-char"),
    ("InvalidCharacterInPayload", "b64-illegal-char"),
    ("InvalidCharacterInsertedInHeader", "b64-illegal-char"),
    ("InvalidCharacterInsertedInPayload", "b64-illegal-char"),
    ("ModifiedUnusedBitsInPayload", "b64-noncanonical"),
    ("MacOfIncorrectlyEncodedMessage", "b64-noncanonical"),
    ("SignatureTooLong", "sig-length"),
    ("TrailingZeros", "sig-length"),
    ("RisTooBig", "sig-length"),
    ("SisTooBig", "sig-length"),
    ("IntegerOverflow", "sig-length"),
    ("BufferOverflow", "sig-length"),
    // R or S is zero (CVE-2022-21449), or not below the order of the curve.
    ("rIsZero_sIsZero", "sig-ecdsa-zero"),
    ("rIsZero_sIsOne", "sig-ecdsa-zero"),
    ("rIsZero_sIsNminus1", "sig-ecdsa-zero"),
    ("rIsZero_sIsN", "sig-ecdsa-zero"),
    ("rIsOne_sIsZero", "sig-ecdsa-zero"),
    ("rIsNminus1_sIsZero", "sig-ecdsa-zero"),
    ("rIsN_sIsZero", "sig-ecdsa-zero"),
    ("rIsOne_sIsN", "sig-ecdsa-range"),
    ("rIsNminus1_sIsN", "sig-ecdsa-range"),
    ("rIsN_sIsOne", "sig-ecdsa-range"),
    ("rIsN_sIsNminus1", "sig-ecdsa-range"),
    ("rIsN_sIsN", "sig-ecdsa-range"),
];

/// Faults that only a key shows, by the case's flag or comment, and why its form is good.
const KEY: &[(&str, &str)] = &[
    ("ModifiedPadding", "a number below the modulus, whose padding shows only once the public key is applied"),
    ("ModifiedSignature", "a signature of a length that some modulus has"),
    ("WrongPrimitive", "a signature by another algorithm, of a length that this one has too"),
    ("rejectsModifiedSignature", "as long as a good one"),
    ("rejectsModifiedHeader", "a header like any other"),
    ("rejectsModifiedPayload", "a payload like any other"),
    ("rejectsMissingPayload", "the form of a detached payload (RFC 7515 appendix F)"),
    (
        "rejectsSymmetryConfusionAttacks_aesKeyFromEcVerificationKeyBytes",
        "a good HS256 token; the key is of another kind",
    ),
    ("rejectsAttackerProvidedEmbeddedJwk", "a legal header parameter; the key is not the verifier's"),
    ("rejectWrongUse", "a good token; the key is for encryption"),
    ("rejectWrongKeyOps", "a good token; the key is for encryption"),
    ("rIsOne_sIsOne", "both numbers are in range"),
    ("rIsOne_sIsNminus1", "both numbers are in range"),
    ("rIsNminus1_sIsOne", "both numbers are in range"),
    ("rIsNminus1_sIsNminus1", "both numbers are in range"),
];

/// How a case is judged.
enum Class {
    /// It must raise no error.
    Valid,
    /// It must raise this.
    Form(&'static str),
    /// It waits for a key.
    Key,
}

fn class(case: &Value, overrides: &BTreeMap<u64, bool>) -> Class {
    let is_valid = overrides.get(&case["tcId"].as_u64().unwrap()).copied().unwrap_or(case["result"] == "valid");
    if is_valid {
        return Class::Valid;
    }
    let comment = case["comment"].as_str().unwrap();
    let flags: Vec<&str> = case["flags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let form = FORM.iter().find(|(name, _)| *name == comment);
    let key = KEY.iter().find(|(name, _)| *name == comment || flags.contains(name));
    match (form, key) {
        (Some((_, id)), None) => Class::Form(id),
        (None, Some(_)) => Class::Key,
        _ => panic!("{comment} with the flags {flags:?} must be in one of the tables, and in one only"),
    }
}

fn check_valid(report: &Report) -> Result<(), String> {
    let times = FAMILIES.iter().find(|family| family.iter().any(|rule| rule.id == "exp-expired")).unwrap();
    let is_time = |id: &str| times.iter().any(|rule| rule.id == id);
    let errors: Vec<&str> = findings(report)
        .filter(|finding| finding.severity == Severity::Error && !is_time(finding.id))
        .map(|finding| finding.id)
        .collect();
    match (report.tokens.len(), errors.is_empty()) {
        (1, true) => Ok(()),
        (1, false) => Err(format!("expected no error, but found {errors:?}")),
        (count, _) => Err(format!("expected one token, but found {count}")),
    }
}

fn check_form(report: &Report, id: &str) -> Result<(), String> {
    let is_grave = |id: &str| findings(report).any(|found| found.id == id && found.severity != Severity::Info);
    // A disguise of none is a kind of none.
    let accepted = [id, if id == "alg-none" { "alg-none-variant" } else { id }];
    if accepted.into_iter().any(is_grave) && (id != "not-a-token" || report.outcome == Outcome::Rejected) {
        return Ok(());
    }
    Err(format!("expected {id}, but found {:?} and {:?}", report.outcome, ids(report)))
}

#[test]
fn signatures_are_judged_by_their_form() {
    let Some(folder) = suite("wycheproof") else { return };
    let vectors: Value = serde_json::from_str(&read(&folder.join("json_web_signature_test.json"))).unwrap();
    let overrides: Value = serde_json::from_str(&read(&folder.join("overrides.json"))).unwrap();
    let overrides: BTreeMap<u64, bool> = overrides["overrides"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["tcId"].as_u64().unwrap(), row["use"] != "invalid"))
        .collect();
    let (mut cases, mut for_a_key) = (Vec::new(), 0);
    let tests = vectors["testGroups"].as_array().unwrap().iter().flat_map(|group| group["tests"].as_array().unwrap());
    for case in tests {
        let text = case["jws"].as_str().map_or_else(|| case["jws"].to_string(), str::to_owned);
        let report = inspect(&text);
        let outcome = match class(case, &overrides) {
            Class::Valid => check_valid(&report),
            Class::Form(id) => check_form(&report, id),
            Class::Key => {
                for_a_key += 1;
                continue;
            }
        };
        cases.push((case["tcId"].to_string(), outcome.map_err(|why| format!("({}): {why}", case["comment"]))));
    }
    assert_eq!(Some(cases.len() as u64 + for_a_key), vectors["numberOfTests"].as_u64());
    let tally = settle("wycheproof", &cases);
    loud(&format!(
        "wycheproof: {} passed of {} judged by form ({} expected failures); {for_a_key} need a key",
        tally.passed,
        cases.len(),
        tally.expected_failures
    ));
}

#[test]
fn every_row_is_used_once() {
    let mut names: Vec<&str> = FORM.iter().chain(KEY).map(|(name, _)| *name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
