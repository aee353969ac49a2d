//! The text primitives against other readers of the same grammars: serde_json and the floats of the standard library for
//! numbers and times.

use jotglass::NumericDate;
use jotglass::json::{Document, Kind};
use jotglass::time::ParseError;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::{inspect, signed};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Numbers, dates in words, and slips in both.
fn like_a_time() -> impl Strategy<Value = String> {
    let good = select(vec![
        "0",
        "-0",
        "1795176600",
        "1795176600.25",
        "-1.5e3",
        "1.7952E9",
        "9223372036854775807",
        "-9223372036854775808",
        "-9223372036854775808.5",
        "253402300799999",
        "0.0000000001e10",
        "1e-400",
        "1e19",
        "1e99999999999999999999",
        "2026-11-17T12:00:05Z",
        "2026-11-17T12:00:05.123+01:00",
        "Tue, 17 Nov 2026 12:00:05 GMT",
        "Tuesday, 17-Nov-26 12:00:05 GMT",
        "Tue Nov 17 12:00:05 2026",
        "17.nov.2026",
        "-1.;",
        "PT1H",
    ]);
    let piece = select(vec!["", "0", "9", "99999999999999999999", ".", "-", "+", "e", "E", ":", ";", " ", "x", "\0", "é", "٣"]);
    (good, vec((any::<Index>(), 0..3_usize, piece), 0..3), any::<Index>()).prop_map(|(base, changes, end)| {
        let mut chars: Vec<char> = base.chars().collect();
        for (at, removed, added) in &changes {
            let at = at.index(chars.len() + 1);
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, added.chars());
        }
        // Every other text is cut somewhere, too.
        let end = if changes.len() % 2 == 1 { end.index(chars.len() + 1) } else { chars.len() };
        chars.into_iter().take(end).collect()
    })
}

fn is_json_number(text: &str) -> bool {
    let document = Document::read(text.to_owned());
    document.error().is_none() && document.root().is_some_and(|root| root.kind() == Kind::Number && root.source() == text)
}

proptest! {
    #![proptest_config(config())]

    /// A time is read of the texts that JSON has for numbers and of no others, and it is the number that a float is nearest to.
    #[test]
    fn times_are_read_as_floats_are(text in like_a_time()) {
        let is_number = is_json_number(&text);
        match text.parse::<NumericDate>() {
            Err(ParseError::Syntax) => prop_assert!(!is_number, "{text:?} was refused"),
            Err(ParseError::Beyond(beyond)) => {
                let value: f64 = text.parse().unwrap();
                prop_assert!(is_number && value.abs() >= 9.2e18 && beyond.negative == (value < 0.0), "{text:?} is {value}");
            }
            Ok(at) => {
                let value: f64 = text.parse().unwrap();
                let gap = (at.as_f64() - value).abs();
                prop_assert!(is_number && gap <= 1e-9 + value.abs() * 1e-15, "{text:?}: {at:?} is not {value}");
            }
            Err(_) => prop_assert!(false, "an unknown error"),
        }
        let claims = serde_json::json!({ "exp": text, "nbf": text, "updated_at": text }).to_string();
        let _ = inspect(&signed(&claims));
        if is_number {
            let _ = inspect(&signed(format!(r#"{{"exp":{text},"nbf":{text},"iat":{text}}}"#)));
        }
    }
}
