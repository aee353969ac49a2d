//! Times that are written as text, or as anything but a number: said once, at their place, and never taken for a
//! moment.

use jotglass::check::signature::Trial;
use jotglass::intake::{self, Found};
use jotglass::report::verification::{CheckState, verification};
use jotglass::report::{Severity, VerdictState};
use jotglass::{NumericDate, judge::expect::Expected};

use crate::support::{NOW, findings, inspect, signed};

/// What may stand where a number belongs, and the end of what is said of it. One of the moments is past, the other to
/// come.
const VALUES: [(&str, &str); 13] = [
    (r#""1795172400""#, r#""1795172400"; without the quotes it would be 20 Nov 2026, 11:00:00 UTC"#),
    (r#""1795176600""#, r#""1795176600"; without the quotes it would be 20 Nov 2026, 12:10:00 UTC"#),
    (r#""\u0031795176600""#, r#""\u0031795176600"; without the quotes it would be 20 Nov 2026, 12:10:00 UTC"#),
    (r#""2026-11-20T12:10:00Z""#, r#""2026-11-20T12:10:00Z"; it looks like a date in words"#),
    (r#""1795176600.5""#, r#""1795176600.5"; without the quotes it would be 20 Nov 2026, 12:10:00 UTC"#),
    (r#"" 1795176600""#, r#"" 1795176600""#),
    (r#""soon""#, r#""soon""#),
    (r#""""#, r#""""#),
    ("null", "null"),
    ("true", "true"),
    ("[1795176600]", "[1795176600]"),
    (r#"{"s":1795176600}"#, r#"{"s":1795176600}"#),
    ("false", "false"),
];

/// The claims, how grave it is, and what the token comes to.
const CLAIMS: [(&str, Severity, VerdictState); 6] = [
    ("exp", Severity::Error, VerdictState::Broken),
    ("nbf", Severity::Error, VerdictState::Broken),
    ("iat", Severity::Error, VerdictState::Broken),
    ("auth_time", Severity::Error, VerdictState::Endless),
    ("updated_at", Severity::Info, VerdictState::Endless),
    ("toe", Severity::Error, VerdictState::Endless),
];

#[test]
fn what_is_not_a_number_is_said_and_is_never_a_moment() {
    for (name, severity, state) in CLAIMS {
        for (value, said) in VALUES {
            let report = inspect(&signed(format!(r#"{{"sub":"u","{name}":{value}}}"#)));
            let found: Vec<_> = findings(&report).filter(|finding| finding.id == "time-type").collect();
            let [finding] = &found[..] else { panic!("{name} {value}: {found:?}") };
            assert_eq!(
                (finding.severity, &finding.place.pointer),
                (severity, &Some(format!("/{name}"))),
                "{name} {value}"
            );
            assert_eq!(finding.detail, Some(format!("expected a number for {name}, but found {said}")));
            // It is no moment at which anything would change.
            assert_eq!((report.verdict.state, report.changes_at), (state, None), "{name} {value}");
        }
    }
}

/// A number beside it still counts.
#[test]
fn the_other_times_are_judged() {
    let report = inspect(&signed(r#"{"sub":"u","auth_time":"1795175940","exp":1795172400}"#));
    assert_eq!(report.verdict.state, VerdictState::Expired);
    let report = inspect(&signed(r#"{"sub":"u","nbf":1795179600,"auth_time":"soon","exp":1795183200}"#));
    assert_eq!(report.verdict.state, VerdictState::NotYetValid);
}

/// Nor does a server take it for a time that is right.
#[test]
fn a_server_does_not_pass_it() {
    for (name, id) in [("exp", "expiry"), ("nbf", "not-before")] {
        for (value, _) in VALUES {
            let text = signed(format!(r#"{{"sub":"u","{name}":{value}}}"#));
            let Found::Tokens(tokens, _) = intake::find(&text) else { panic!("no token in {text}") };
            let trial = Trial::new(tokens.into_iter().next().unwrap(), "a secret");
            let judged = verification(Some(&trial), &text, NumericDate::from_seconds(NOW), &Expected::default());
            let states: Vec<_> = judged.checks.iter().filter(|check| check.id == id).map(|check| check.state).collect();
            assert!(!states.contains(&CheckState::Passed), "{name} {value}");
            // That a token has no nbf is no reason to refuse it, so that check may be left out.
            assert!(name == "nbf" || states == [CheckState::Failed], "{name} {value}: {states:?}");
        }
    }
}
