//! What the areas share: tokens built from JSON text, the moment of judgement, and where the vectors are.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jotglass::NumericDate;
use jotglass::report::{Finding, Report, Severity, Token, report};

pub mod own;

/// The moment of judgement wherever a test does not say another: 2026-11-20T12:00:00Z.
pub const NOW: i64 = 1_795_176_000;

/// A signature of HS256's length that is neither text nor a repeated byte.
pub const SIGNATURE: [u8; 32] = [
    0x9d, 0x02, 0xe4, 0x71, 0xc8, 0x3f, 0xb6, 0x15, 0x8a, 0xd0, 0x47, 0xfe, 0x63, 0x2c, 0x99, 0x0b, 0xf1, 0x58, 0xae,
    0x34, 0x7d, 0xc2, 0x1e, 0x86, 0xdb, 0x40, 0xb3, 0x6f, 0x05, 0xe9, 0x72, 0xac,
];

/// Every suite of vectors, by its path from the folder of vectors.
pub const SUITES: [&str; 12] = [
    "jsontestsuite/test_parsing",
    "rfc7515/appendix-a-e.json",
    "sd-jwt/testcases.json",
    "wycheproof",
    "jjwt-pem",
    "pyjwt-keys",
    "joserfc/keys",
    "jose-cookbook/jwk",
    "panva-jose/keys.json",
    "ml-dsa",
    "../nasty.jsonl",
    "../knowledge",
];

/// base64url without padding.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of well-formed base64url.
#[track_caller]
pub fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A compact token.
pub fn token(header: &str, payload: impl AsRef<[u8]>, signature: &[u8]) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode(signature))
}

/// A token with an HS256 header and a signature of the right length.
pub fn signed(payload: impl AsRef<[u8]>) -> String {
    token(r#"{"alg":"HS256","typ":"JWT"}"#, payload, &SIGNATURE)
}

/// The report on `text` at [`NOW`].
pub fn inspect(text: &str) -> Report {
    report(text, NumericDate::from_seconds(NOW))
}

/// All findings of a report, those on the text first.
pub fn findings(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().chain(report.tokens.iter().flat_map(|token| &token.findings))
}

/// The ids of all findings, in their order.
pub fn ids(report: &Report) -> Vec<&'static str> {
    findings(report).map(|finding| finding.id).collect()
}

/// The ids of the findings of a severity.
pub fn ids_of(report: &Report, severity: Severity) -> Vec<&'static str> {
    findings(report).filter(|finding| finding.severity == severity).map(|finding| finding.id).collect()
}

/// The one token of a report.
#[track_caller]
pub fn only(report: &Report) -> &Token {
    match report.tokens.as_slice() {
        [token] => token,
        tokens => panic!("expected one token, but found {}", tokens.len()),
    }
}

/// The text at a range of UTF-16 units; `None` where the range is not one of whole characters inside the text.
pub fn slice(text: &str, (start, end): (usize, usize)) -> Option<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(units.get(start..end)?).ok()
}

/// Says something past libtest's capture, so that it is read although the test passes.
pub fn loud(line: &str) {
    // One write, so that lines of tests that run at the same time do not mix.
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// Where a suite lies. Where it is missing: `None`, and one line `skipped: ` for the test that asks, which does nothing
/// then. In a folder that `JOTGLASS_VECTORS` names every suite must be there, so that a wrong path is not a green run.
pub fn suite(name: &str) -> Option<PathBuf> {
    assert!(SUITES.contains(&name), "{name} is not listed in SUITES");
    let path = path_of(name);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os(FOLDER).is_none(), "{}: {FOLDER} names its folder, but it is not there", path.display());
    // libtest runs each test in a thread of its own, named after it, and a test counts as one however many suites it
    // asks for. Only where one thread runs all of them they cannot be told apart.
    thread_local!(static IS_SAID: Cell<bool> = const { Cell::new(false) });
    let thread = std::thread::current();
    let test = thread.name().filter(|name| *name != "main").unwrap_or("a test");
    if test == "a test" || !IS_SAID.replace(true) {
        // On a line of its own, also behind the name of a test that has begun.
        loud(&format!("\nskipped: {test}: the vectors of {name} are not there ({FOLDER} names their folder)"));
    }
    None
}

/// The variable that names the folder of the suites from outside.
const FOLDER: &str = "JOTGLASS_VECTORS";

fn path_of(name: &str) -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors");
    std::env::var_os(FOLDER).map_or_else(beside, PathBuf::from).join(name)
}

/// Reads a file as text.
#[track_caller]
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// How the cases of a suite went.
pub struct Tally {
    pub passed: usize,
    pub expected_failures: usize,
}

/// Holds what was found in the cases of `suite` against `expected_failures.tsv`: a failure that is not listed, a case
/// that is listed but passes, and one that is listed but not there, all fail.
#[track_caller]
pub fn settle(suite: &str, cases: &[(String, Result<(), String>)]) -> Tally {
    let complaints = complaints(suite, cases, include_str!("expected_failures.tsv"));
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    let passed = cases.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    Tally { passed, expected_failures: cases.len() - passed }
}

fn complaints(suite: &str, cases: &[(String, Result<(), String>)], table: &str) -> Vec<String> {
    let mut expected = BTreeSet::new();
    for line in table.lines().skip(1) {
        let [suite_of, name, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("expected three fields: {line}")
        };
        assert!(!reason.is_empty(), "{name} has no reason");
        if suite_of == suite {
            assert!(expected.insert(name), "{name} stands twice");
        }
    }
    let mut complaints = Vec::new();
    for (name, outcome) in cases {
        match (outcome, expected.remove(name.as_str())) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => {
                complaints.push(format!("{suite} {name}: passes, but is listed in expected_failures.tsv"))
            }
            (Err(why), false) => complaints.push(format!("{suite} {name}: {why}")),
        }
    }
    complaints.extend(
        expected
            .iter()
            .map(|name| format!("{suite} {name}: listed in expected_failures.tsv, but there is no such case")),
    );
    complaints
}

#[test]
fn an_unexpected_pass_and_a_missing_case_fail() {
    let table = "suite\tcase\treason\nx\ta\tlater\nx\tb\tlater\nx\tgone\tlater\ny\tc\tlater\n";
    let failed = || Err("wrong".to_owned());
    let cases =
        [("a".to_owned(), failed()), ("b".to_owned(), Ok(())), ("c".to_owned(), failed()), ("d".to_owned(), Ok(()))];
    assert_eq!(
        complaints("x", &cases, table),
        [
            "x b: passes, but is listed in expected_failures.tsv",
            "x c: wrong",
            "x gone: listed in expected_failures.tsv, but there is no such case"
        ]
    );
}

#[test]
fn a_slice_of_half_a_character_is_none() {
    assert_eq!(slice("a😀b", (1, 3)).as_deref(), Some("😀"));
    assert_eq!(slice("a😀b", (1, 2)), None);
    assert_eq!(slice("ab", (1, 3)), None);
    assert_eq!(slice("ab", (2, 1)), None);
}
