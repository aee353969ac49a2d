//! `changes_at` is the truth: until then the judgement stays as it is, and then it changes.

use jotglass::{Inspection, NumericDate, inspect};

use crate::findings::texts;
use crate::support::NOW;

/// Moments at which tokens are looked at, in seconds from the usual one.
const OFFSETS: [i64; 5] = [-86_400 * 400, -3_600, 0, 700, 86_400 * 30];

/// Everything that is said, but for words that follow the clock by themselves.
fn said(inspection: &Inspection) -> Vec<String> {
    let tokens = inspection.tokens.iter().map(|judged| {
        let findings: Vec<_> =
            judged.findings.iter().map(|found| (found.rule.id, found.severity, &found.detail)).collect();
        format!("{:?} {findings:?}", judged.verdict)
    });
    tokens.collect()
}

#[test]
fn a_judgement_stays_until_it_is_said_to_change() {
    let (mut looked, mut idle) = (0, Vec::new());
    for text in texts() {
        for now in OFFSETS.map(|offset| NumericDate::from_seconds(NOW + offset)) {
            let inspection = inspect(&text, now);
            let Some(next) = inspection.changes_at() else {
                let later = inspect(&text, NumericDate::from_seconds(NOW + 86_400 * 365 * 500));
                assert_eq!(said(&later), said(&inspection), "said to stay for good at {now:?}: {text}");
                continue;
            };
            assert!(next > now, "{text}");
            looked += 1;
            let before = next.plus(-0.001).max(now);
            assert_eq!(said(&inspect(&text, before)), said(&inspection), "changes before {next:?}, at {now:?}: {text}");
            if said(&inspect(&text, next)) == said(&inspection) {
                idle.push(format!("{now:?} {next:?} {text}"));
            }
        }
    }
    assert!(looked > 500, "only {looked} changes were looked at");
    assert!(
        idle.is_empty(),
        "{} of {looked} changes change nothing:\n{}",
        idle.len(),
        idle.first().map_or("", String::as_str)
    );
}
