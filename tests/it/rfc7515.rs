//! The examples of RFC 7515, appendices A.1 to A.7 and E: decoded exactly, and called what they are.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jotglass::NumericDate;
use jotglass::report::{Kind, Part, Report, Severity, VerdictState, report};
use serde_json::Value;

use crate::support::{NOW, ids_of, loud, read, suite};

/// A moment before the examples expire (at 1300819380).
const IN_TIME: i64 = 1_300_819_000;

/// What is to be said of an example.
struct Expected {
    reference: &'static str,
    kind: Kind,
    /// Of each token in it.
    algs: &'static [&'static str],
    /// Before it expires.
    in_time: VerdictState,
    /// Errors and warnings before it expires, and now.
    errors: [&'static [&'static str]; 2],
    warnings: &'static [&'static str],
}

const EXPIRED: &[&str] = &["exp-expired"];
const JSON_FORM: &[&str] = &["jws-json-serialization", "header-unprotected"];
const NO_AUDIENCE: &[&str] = &["aud-missing"];

const EXAMPLES: [Expected; 8] = [
    Expected {
        reference: "A.1",
        kind: Kind::Jws,
        algs: &["HS256"],
        in_time: VerdictState::Current,
        errors: [&[], EXPIRED],
        warnings: NO_AUDIENCE,
    },
    Expected {
        reference: "A.2",
        kind: Kind::Jws,
        algs: &["RS256"],
        in_time: VerdictState::Current,
        errors: [&[], EXPIRED],
        warnings: NO_AUDIENCE,
    },
    Expected {
        reference: "A.3",
        kind: Kind::Jws,
        algs: &["ES256"],
        in_time: VerdictState::Current,
        errors: [&[], EXPIRED],
        warnings: NO_AUDIENCE,
    },
    Expected {
        reference: "A.4",
        kind: Kind::Jws,
        algs: &["ES512"],
        in_time: VerdictState::NotClaims,
        errors: [&[], &[]],
        warnings: &[],
    },
    Expected {
        reference: "A.5",
        kind: Kind::Jws,
        algs: &["none"],
        in_time: VerdictState::Unsigned,
        errors: [&["alg-none"], &["alg-none", "exp-expired"]],
        warnings: NO_AUDIENCE,
    },
    Expected {
        reference: "A.6",
        kind: Kind::JwsJson,
        algs: &["RS256", "ES256"],
        in_time: VerdictState::Current,
        errors: [&[], EXPIRED],
        warnings: JSON_FORM,
    },
    Expected {
        reference: "A.7",
        kind: Kind::JwsJson,
        algs: &["ES256"],
        in_time: VerdictState::Current,
        errors: [&[], EXPIRED],
        warnings: JSON_FORM,
    },
    Expected {
        reference: "E",
        kind: Kind::Jws,
        algs: &["none"],
        in_time: VerdictState::Unsigned,
        errors: [&["alg-none"], &["alg-none"]],
        warnings: &["crit-unknown"],
    },
];

#[track_caller]
fn check(example: &Value, expected: &Expected) {
    let reference = expected.reference;
    let (text, parts) = match example["compact"].as_str() {
        Some(compact) => (compact.to_owned(), vec![compact.split('.').take(2).map(str::to_owned).collect::<Vec<_>>()]),
        None => (example["json"].to_string(), json_parts(&example["json"])),
    };
    for (moment, errors) in [IN_TIME, NOW].into_iter().zip(expected.errors) {
        let report = report(&text, NumericDate::from_seconds(moment));
        assert_eq!(report.tokens.len(), expected.algs.len(), "{reference}");
        for ((token, alg), parts) in report.tokens.iter().zip(expected.algs).zip(&parts) {
            assert_eq!(token.kind, expected.kind, "{reference}");
            check_part(reference, token.header.as_ref(), &parts[0]);
            check_part(reference, token.payload.as_ref(), &parts[1]);
            let header: Value = serde_json::from_str(&token.header.as_ref().unwrap().text).unwrap();
            assert_eq!(header["alg"], *alg, "{reference}");
        }
        check_findings(reference, &report, errors, expected.warnings);
        if moment == IN_TIME {
            assert_eq!(report.verdict.state, expected.in_time, "{reference}");
        }
    }
}

/// The text of a part is what the base64 crate makes of its segment, to the byte.
#[track_caller]
fn check_part(reference: &str, part: Option<&Part>, segment: &str) {
    let bytes = URL_SAFE_NO_PAD.decode(segment).unwrap();
    assert_eq!(part.map(|part| part.text.as_bytes()), Some(bytes.as_slice()), "{reference}");
    assert_eq!(part.map(|part| part.invalid.as_slice()), Some(&[][..]), "{reference}");
}

/// Every token of the report has the errors, and the warnings.
#[track_caller]
fn check_findings(reference: &str, report: &Report, errors: &[&str], warnings: &[&str]) {
    let tokens = report.tokens.len();
    assert_eq!(ids_of(report, Severity::Error), errors.repeat(tokens), "{reference}");
    assert_eq!(ids_of(report, Severity::Warning), warnings.repeat(tokens), "{reference}");
}

/// Protected header and payload of each signature of a JSON serialization.
fn json_parts(json: &Value) -> Vec<Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let signatures = json["signatures"].as_array().cloned().unwrap_or_else(|| vec![json.clone()]);
    signatures.iter().map(|signature| vec![text(&signature["protected"]), text(&json["payload"])]).collect()
}

#[test]
fn every_example_is_decoded_and_judged() {
    let Some(path) = suite("rfc7515/appendix-a-e.json") else { return };
    let examples: Vec<Value> = serde_json::from_str(&read(&path)).unwrap();
    assert_eq!(examples.len(), EXAMPLES.len());
    for (example, expected) in examples.iter().zip(&EXAMPLES) {
        let name = example["ref"].as_str().unwrap().strip_prefix("RFC 7515 Appendix ").unwrap();
        assert_eq!(name.split(' ').next(), Some(expected.reference));
        check(example, expected);
    }
    loud(&format!("rfc7515: {} examples", EXAMPLES.len()));
}
