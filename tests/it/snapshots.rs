//! Whole reports on typical inputs, as they are on the wire.
//!
//! `INSTA_UPDATE=always cargo test --test it snapshots` writes them anew; read the difference before it is committed.

use insta::assert_snapshot;
use jotglass::report::Outcome;

use crate::support::{SIGNATURE, encode, findings, inspect, only, signed, slice, token};

fn wire(text: &str) -> String {
    serde_json::to_string_pretty(&inspect(text)).unwrap()
}

const EXPIRED: &str = r#"{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1794916000,"exp":1794916800}"#;
const VALID: &str = r#"{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176720}"#;

#[test]
fn expired() {
    assert_snapshot!(wire(&signed(EXPIRED)));
}

#[test]
fn valid_for_twelve_minutes() {
    assert_snapshot!(wire(&signed(VALID)));
}

#[test]
fn unsigned() {
    assert_snapshot!(wire(&token(r#"{"alg":"none"}"#, VALID, &[])));
}

#[test]
fn malformed_payload() {
    assert_snapshot!(wire(&signed(r#"{"sub":"ü1","exp":NaN}"#)));
}

#[test]
fn encrypted() {
    let header = encode(r#"{"alg":"dir","enc":"A128GCM"}"#);
    assert_snapshot!(wire(&format!("{header}..{}.{}.{}", encode([1; 12]), encode([3; 20]), encode([2; 16]))));
}

#[test]
fn json_serialization() {
    let (header, payload, signature) = (encode(r#"{"alg":"HS256"}"#), encode(VALID), encode(SIGNATURE));
    assert_snapshot!(wire(&format!(
        r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","header":{{"kid":"k1"}},"signature":"{signature}"}}]}}"#
    )));
}

#[test]
fn opaque() {
    assert_snapshot!(wire("Bearer kP9x-QmZ7rT2vWc4bXy8sKqJ5tLr6pNd4hFz0uYgE1a"));
}

#[test]
fn two_tokens_in_a_text() {
    assert_snapshot!(wire(&format!("Für {} gab es 😀 {}.", signed(EXPIRED), signed(VALID))));
}

/// Nothing is lost: order, duplicates and digits.
#[test]
fn lossless() {
    let source = r#"{"id":100002348117421473,"w":3.0,"b":1,"2":"x","1":"y","b":2}"#;
    let text = signed(source);
    assert_snapshot!(wire(&text));
    let report = inspect(&text);
    assert_eq!(report.outcome, Outcome::Decoded);
    let payload = only(&report).payload.as_ref().unwrap();
    assert_eq!(&*payload.text, source);
    let found: Vec<_> = findings(&report)
        .map(|finding| (finding.id, finding.place.inner.and_then(|inner| slice(&payload.text, inner))))
        .collect();
    assert!(found.contains(&("json-duplicate-member", Some("\"b\"".to_owned()))), "{found:?}");
    assert!(found.contains(&("json-number-range", Some("100002348117421473".to_owned()))), "{found:?}");
}
