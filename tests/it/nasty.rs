//! Hostile and odd inputs, with what must be raised and what must not: `nasty.jsonl`, beside the vectors.
//!
//! The list runs ahead of the rules: ids that no rule has yet are in [`PLANNED`], and any other id without a rule
//! fails. Of each line the outcome, what must be absent, and the findings whose rules exist are asserted; how many
//! lines that leaves out, in part or in whole, is printed.

use jotglass::NumericDate;
use jotglass::check::signature::{self, Trial};
use jotglass::check::weak::Search;
use jotglass::intake::{self, Found};
use jotglass::judge::lint;
use jotglass::judge::subject::Subject;
use jotglass::report::{Outcome, Report, report};
use serde_json::Value;

use crate::support::{NOW, SIGNATURE, ids, loud, read, settle, suite, token};

/// Ids of the list whose rules are still to be written.
const PLANNED: [&str; 11] = [
    "auth-basic",
    "cookie-attrs-unknown",
    "cookie-domain",
    "cookie-prefix",
    "cookie-samesite-none",
    "cookie-secure",
    "har-live",
    "http-plain",
    "id-token-as-access",
    "url-fragment-token",
    "url-token",
];

/// The name of an outcome, as it is on the wire.
fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Decoded => "decoded",
        Outcome::Partial => "partial",
        Outcome::Rejected => "rejected",
    }
}

/// The inputs that are described instead of spelled out, by the name of the line. `baseline` is the good token.
fn generated(name: &str, baseline: &str) -> String {
    let header = r#"{"alg":"HS256","typ":"JWT"}"#;
    match name {
        "ten-million-dots" => ".".repeat(10_000_000),
        "har-huge" => har(baseline, 5_000, 30 * 1024 * 1024),
        "long-string" => token(header, format!("{{\"x\":\"{}\"}}", "A".repeat(1_048_576)), &SIGNATURE),
        "nested-20" => {
            let wrap = |inner: String, _| token(r#"{"alg":"HS256","cty":"JWT"}"#, inner, &SIGNATURE);
            (0..20).fold(baseline.to_owned(), wrap)
        }
        "size-20000" => {
            let sized = |length| token(header, format!("{{\"x\":\"{}\"}}", "A".repeat(length)), &SIGNATURE);
            let found = sized((20_000 - sized(0).len()) / 4 * 3);
            assert!(found.len().abs_diff(20_000) < 4, "{}", found.len());
            format!("Authorization: Bearer {found}")
        }
        _ => panic!("{name}: there is no such generator"),
    }
}

/// A HAR archive of `entries` requests, all but one with the token, filled up to `size` bytes.
fn har(token: &str, entries: usize, size: usize) -> String {
    let filling = "x".repeat(size / entries);
    let entry = |index: usize| {
        let value = if index == 0 { String::new() } else { format!("Bearer {token}") };
        format!(
            r#"{{"request":{{"method":"GET","url":"https://api.example/{index}","headers":[{{"name":"Authorization","value":"{value}"}}]}},"response":{{"status":200,"headers":[],"content":"{filling}"}}}}"#
        )
    };
    let entries: Vec<String> = (0..entries).map(entry).collect();
    format!(r#"{{"log":{{"version":"1.2","creator":{{"name":"x","version":"1"}},"entries":[{}]}}}}"#, entries.join(","))
}

/// Whether the rules for a line exist.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Applies {
    Whole,
    Partly,
    No,
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|values| values.iter().map(|value| value.as_str().unwrap()).collect()).unwrap_or_default()
}

/// What is found with the key of a line; `None` where it takes an engine to know. Those are judged where there is one,
/// in the browser tests.
fn with_key(input: &str, key: Option<&Value>, now: NumericDate) -> Option<Vec<&'static str>> {
    let Found::Tokens(tokens, _) = intake::find(input) else { return Some(Vec::new()) };
    let token = tokens.into_iter().next()?;
    let mut trial = match key {
        Some(key) => Trial::new(token, &key["value"].as_str().map_or_else(|| key["value"].to_string(), str::to_owned)),
        // As the page does, which looks for the secret by itself.
        None => {
            let hash = signature::hash(&token.string_parameter("alg")?)?;
            let mut search = Search::new(hash, &signature::message(&token), &token.signature);
            search.try_known(usize::MAX);
            Trial::new(token, "").guessed(search.found()?.key.clone())
        }
    };
    if trial.pending().is_some() {
        return None;
    }
    let subject = Subject::new(trial.token(), now);
    Some(lint::judge_keys(&trial, &subject).iter().map(|finding| finding.rule.id).collect())
}

/// Whether a rule has this id.
fn is_rule(id: &str) -> bool {
    lint::rules().any(|rule| rule.id == id)
}

fn judge(report: &Report, keyed: Option<&[&'static str]>, expect: &Value) -> (Applies, Result<(), String>) {
    let is_decided = |rule: lint::Rule| !rule.is_about_keys() || keyed.is_some();
    let (known, unknown): (Vec<&str>, Vec<&str>) = strings(&expect["findings"])
        .into_iter()
        .partition(|id| lint::rules().any(|rule| rule.id == *id && is_decided(rule)));
    let applies = match (known.is_empty(), unknown.is_empty()) {
        (_, true) => Applies::Whole,
        (false, false) => Applies::Partly,
        (true, false) => Applies::No,
    };
    let mut found = ids(report);
    found.extend(keyed.unwrap_or_default());
    let mut wrong = Vec::new();
    // A misspelt id would expect nothing.
    let named = strings(&expect["findings"]).into_iter().chain(strings(&expect["absent"]));
    wrong.extend(named.filter(|id| !is_rule(id) && !PLANNED.contains(id)).map(|id| format!("there is no rule {id}")));
    if expect["outcome"] != name(report.outcome) {
        wrong.push(format!("expected to be {}, but was {}", expect["outcome"], name(report.outcome)));
    }
    wrong.extend(known.iter().filter(|id| !found.contains(id)).map(|id| format!("expected {id}, but found {found:?}")));
    wrong.extend(
        strings(&expect["absent"]).iter().filter(|id| found.contains(id)).map(|id| format!("{id} must not be raised")),
    );
    (applies, if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) })
}

#[test]
fn every_line_is_judged_as_it_says() {
    let Some(path) = suite("../nasty.jsonl") else { return };
    let lines: Vec<Value> = read(&path).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let baseline =
        lines.iter().find(|line| line["name"] == "good-baseline").and_then(|line| line["input"].as_str()).unwrap();
    let mut all = Vec::new();
    let mut cases = Vec::new();
    for line in &lines {
        let name = line["name"].as_str().unwrap();
        let input = line["input"].as_str().map_or_else(|| generated(name, baseline), str::to_owned);
        let now = line["now"].as_f64().map_or(NumericDate::from_seconds(NOW), NumericDate::from_f64);
        let is_guessed = strings(&line["expect"]["findings"]).contains(&"hs-known-secret");
        let keyed = if is_guessed || line.get("key").is_some() {
            with_key(&input, line.get("key"), now)
        } else {
            Some(Vec::new())
        };
        let (applies, outcome) = judge(&report(&input, now), keyed.as_deref(), &line["expect"]);
        all.push(applies);
        cases.push((name.to_owned(), outcome));
    }
    let tally = settle("nasty", &cases);
    let count = |wanted| all.iter().filter(|&&applies| applies == wanted).count();
    let passed =
        all.iter().zip(&cases).filter(|(applies, (_, outcome))| **applies == Applies::Whole && outcome.is_ok()).count();
    loud(&format!(
        "nasty: {passed} / {} ({} partly applicable, {} not applicable; {} of {} as expected, {} expected failures)",
        count(Applies::Whole),
        count(Applies::Partly),
        count(Applies::No),
        tally.passed,
        cases.len(),
        tally.expected_failures
    ));
}

#[test]
fn a_wrong_judgement_is_found() {
    let report = || report("", NumericDate::from_seconds(NOW));
    let judge = |expect: Value| judge(&report(), Some(&[]), &expect);
    let line =
        serde_json::json!({"outcome": "decoded", "findings": ["alg-none", "url-token"], "absent": ["not-a-token"]});
    let (applies, outcome) = judge(line);
    assert!(applies == Applies::Partly);
    assert_eq!(
        outcome,
        Err("expected to be \"decoded\", but was rejected; expected alg-none, but found [\"not-a-token\"]; not-a-token \
            must not be raised"
            .to_owned())
    );
    assert!(judge(serde_json::json!({"outcome": "rejected", "findings": ["url-token"]})) == (Applies::No, Ok(())));
    assert!(judge(serde_json::json!({"outcome": "rejected", "findings": []})) == (Applies::Whole, Ok(())));
    for misspelt in [
        serde_json::json!({"outcome": "rejected", "findings": ["alg-nome"]}),
        serde_json::json!({"outcome": "rejected", "absent": ["alg-nome"]}),
    ] {
        assert_eq!(judge(misspelt).1, Err("there is no rule alg-nome".to_owned()));
    }
}

/// A rule that was written, or a line that is gone, takes its id off the list.
#[test]
fn what_is_planned_is_still_to_be_done() {
    let done: Vec<&str> = PLANNED.into_iter().filter(|id| is_rule(id)).collect();
    assert!(done.is_empty(), "rules by now: {done:?}");
    let Some(path) = suite("../nasty.jsonl") else { return };
    let text = read(&path);
    let gone: Vec<&str> = PLANNED.into_iter().filter(|id| !text.contains(&format!("\"{id}\""))).collect();
    assert!(gone.is_empty(), "in no line: {gone:?}");
}
