//! base64url: the bytes and the flaws of texts that are well-formed, nearly so, and not at all.

use jotglass::text::base64url::{decode, encode, is_well_formed};
use serde_json::Value;

use crate::support::own;

fn judge(case: &Value) -> Result<(), String> {
    let text = case["text"].as_str().unwrap();
    let decoded = decode(text);
    let hex: String = decoded.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut flaws: Vec<String> = decoded.flaws.iter().map(|flaw| format!("{:?}", flaw.kind)).collect();
    flaws.sort_unstable();
    if (hex.as_str(), Value::from(flaws.clone())) != (case["hex"].as_str().unwrap(), case["flaws"].clone()) {
        return Err(format!("expected {case}, but found {hex} {flaws:?}"));
    }
    // Each flaw is counted at a place where it is.
    let places = decoded
        .flaws
        .iter()
        .all(|flaw| flaw.count > 0 && text.get(flaw.span.start..flaw.span.end).is_some_and(|at| !at.is_empty()));
    let is_clean = flaws.is_empty();
    match places && is_well_formed(text) == is_clean && (!is_clean || encode(&decoded.bytes) == text) {
        true => Ok(()),
        false => Err(format!("the flaws are {:?}, encoded again it is {:?}", decoded.flaws, encode(&decoded.bytes))),
    }
}

#[test]
fn bytes_and_flaws() {
    own::check("base64url.json", judge);
}
