//! JSON of our own (`tests/vectors`), and JSONTestSuite: what RFC 8259 allows is accepted, what it forbids is refused,
//! and each case that it leaves open is decided beside it, for JSONTestSuite in `json_suite_undecided.tsv`.
//!
//! Files are read as `token::content` reads a segment: first as UTF-8, where bytes that are not, a byte order mark and
//! UTF-16 are flaws, and then as JSON.

use std::collections::BTreeMap;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::text::json::Document;
use jotglass::text::utf8::{self, TextEncoding};
use serde_json::Value;

use crate::support::{ids, inspect, loud, own, signed, suite};

const SUITE: &str = "jsontestsuite/test_parsing";
const UNDECIDED: &str = include_str!("json_suite_undecided.tsv");

/// How many files of each kind there are; another count means another version of the suite.
const YES: usize = 95;
const NO: usize = 188;
const OPEN: usize = 35;

/// What says, in a report, that a payload is no well-formed JSON; the last is for an empty one.
const REFUSALS: [&str; 10] = [
    "json-invalid",
    "json-trailing-data",
    "json-deep",
    "json-bom",
    "json-not-utf8",
    "utf8-invalid",
    "json-not-object",
    "double-encoded",
    "token-truncated",
    "detached-payload",
];

/// Why a file is refused, in a few words; `None` where it is accepted.
fn refusal(bytes: &[u8]) -> Option<String> {
    let text = utf8::decode(bytes.to_vec());
    match text.encoding {
        TextEncoding::Utf8 if text.invalid.is_empty() => {}
        TextEncoding::Utf8 => return Some("not UTF-8".to_owned()),
        TextEncoding::Utf8WithMark => return Some("a byte order mark".to_owned()),
        TextEncoding::Wide => return Some("UTF-16".to_owned()),
    }
    let document = Document::read(text.text);
    document.error().map(|error| error.describe(document.text()))
}

/// The files whose names begin with `prefix`, by name.
fn cases(prefix: &str, count: usize) -> Option<BTreeMap<String, Vec<u8>>> {
    let folder = suite(SUITE)?;
    let cases: BTreeMap<String, Vec<u8>> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| name.starts_with(prefix))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect();
    assert_eq!(cases.len(), count, "files that begin with {prefix}");
    Some(cases)
}

#[track_caller]
fn check(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Of bytes as a payload, the findings that say that they are no well-formed JSON.
fn refusals(bytes: &[u8]) -> Vec<&'static str> {
    ids(&inspect(&signed(bytes))).into_iter().filter(|id| REFUSALS.contains(id)).collect()
}

/// Accepted by the reader, and as a payload.
fn is_accepted(bytes: &[u8]) -> Result<(), String> {
    match (refusal(bytes), refusals(bytes)) {
        (None, found) if found.iter().all(|id| *id == "json-not-object") => Ok(()),
        (why, found) => Err(format!("expected to be accepted, but found {why:?} and {found:?}")),
    }
}

/// Refused by the reader, and as a payload.
fn is_refused(bytes: &[u8]) -> Result<(), String> {
    match (refusal(bytes), refusals(bytes)) {
        (Some(_), found) if !found.is_empty() => Ok(()),
        (why, found) => Err(format!("expected to be refused, but found {why:?} and {found:?}")),
    }
}

#[test]
fn json_of_our_own() {
    own::check("json.json", |row| {
        let bytes = STANDARD.decode(row["base64"].as_str().unwrap()).unwrap();
        let name = row["name"].as_str().unwrap();
        match (name.get(..2), row["we"].as_str()) {
            (Some("y_"), None) => is_accepted(&bytes),
            (Some("n_"), None) => is_refused(&bytes),
            (Some("i_"), Some("accepted")) => is_accepted(&bytes).and_then(|()| says(&bytes, &row["finding"])),
            (Some("i_"), Some("refused")) => is_refused(&bytes).and_then(|()| says(&bytes, &row["finding"])),
            (_, other) => Err(format!("no such kind of case: {other:?}")),
        }
    });
}

fn says(bytes: &[u8], finding: &Value) -> Result<(), String> {
    let found = ids(&inspect(&signed(bytes)));
    if found.iter().any(|id| finding == id) { Ok(()) } else { Err(format!("expected {finding}, but found {found:?}")) }
}

#[test]
fn what_is_json_is_accepted() {
    let Some(cases) = cases("y_", YES) else { return };
    let complain = |(name, bytes): (&String, &Vec<u8>)| refusal(bytes).map(|why| format!("{name}: {why}"));
    check(&cases.iter().filter_map(complain).collect::<Vec<_>>());
    loud(&format!("json_suite: {YES} accepted"));
}

#[test]
fn what_is_not_json_is_refused() {
    let Some(cases) = cases("n_", NO) else { return };
    let accepted = cases.iter().filter(|(_, bytes)| refusal(bytes).is_none());
    check(&accepted.map(|(name, _)| format!("{name}: accepted")).collect::<Vec<_>>());
    loud(&format!("json_suite: {NO} refused"));
}

#[test]
fn what_is_left_open_is_decided() {
    let Some(cases) = cases("i_", OPEN) else { return };
    let mut rows = BTreeMap::new();
    for line in UNDECIDED.lines().skip(1) {
        let [name, decision, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("expected three fields: {line}")
        };
        assert!(matches!(decision, "accepted" | "refused") && !reason.is_empty(), "{line}");
        assert!(rows.insert(name, decision).is_none(), "{name} stands twice");
    }
    let mut complaints = Vec::new();
    for (name, bytes) in &cases {
        let found = refusal(bytes);
        match (rows.remove(name.as_str()), &found) {
            (Some("accepted"), None) | (Some("refused"), Some(_)) => {}
            (Some(decision), _) => complaints.push(format!("{name}: expected {decision}, but found {found:?}")),
            (None, _) => complaints.push(format!("{name}: not in the table; found {found:?}")),
        }
    }
    complaints.extend(rows.keys().map(|name| format!("{name}: in the table, but not in the suite")));
    check(&complaints);
    loud(&format!("json_suite: {OPEN} decided"));
}

/// The whole way: as a payload, what is refused has a finding that says so, and what is accepted has none of those.
#[test]
fn a_report_says_so_too() {
    let mut complaints = Vec::new();
    let Some(open) = cases("i_", OPEN) else { return };
    for (name, reason) in
        UNDECIDED.lines().skip(1).filter_map(|line| Some((line.split_once('\t')?.0, line.rsplit_once("; ")?.1)))
    {
        let said = reason.strip_suffix(" said").and_then(|reason| reason.split_whitespace().last()).unwrap_or_default();
        let found = ids(&inspect(&signed(&open[name])));
        if !found.contains(&said) {
            complaints.push(format!("{name}: expected {said:?}, but found {found:?}"));
        }
    }
    for (prefix, count) in [("y_", YES), ("n_", NO)] {
        let Some(cases) = cases(prefix, count) else { return };
        for (name, bytes) in cases {
            let outcome = if prefix == "y_" { is_accepted(&bytes) } else { is_refused(&bytes) };
            complaints.extend(outcome.err().map(|why| format!("{name}: {why}")));
        }
    }
    check(&complaints);
}
