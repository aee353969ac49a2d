//! SD-JWTs (RFC 9901): put together by the places that are reported, the disclosures give the claims that the maker of
//! the vector meant. The vectors are our own (`tests/vectors`) and another implementation's.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use jotglass::report::{Disclosure, Token};

use crate::support::{encode, ids, inspect, loud, only, own, read, settle, slice, suite};

/// The claims that a verifier ends up with (RFC 9901 §7.1), out of places and values alone. Every disclosure must lead
/// somewhere, to a place where its digest stands.
fn processed(text: &str, token: &Token) -> Result<Value, String> {
    let payload = token.payload.as_ref().ok_or("there is no payload")?;
    let mut claims: Value = serde_json::from_str(&payload.text).map_err(|error| error.to_string())?;
    let mut disclosures: Vec<&Disclosure> = token.disclosures.iter().collect();
    // What holds others is put in before them; of one place the item before its members.
    disclosures.sort_by_key(|one| (one.place.as_ref().map(String::len), one.name.is_some()));
    for one in disclosures {
        put(&mut claims, one, &digest(text, token, one)?)?;
    }
    Ok(without_digests(claims))
}

/// The digest of a disclosure, as the token's text has it, which is that at its source where it is not told.
fn digest(text: &str, token: &Token, one: &Disclosure) -> Result<String, String> {
    let own = token.text.clone().or_else(|| slice(text, token.source));
    let spelled = own.and_then(|own| slice(&own, one.span)).ok_or_else(|| format!("{one:?} is not in the text"))?;
    Ok(encode(Sha256::digest(spelled)))
}

fn put(claims: &mut Value, one: &Disclosure, digest: &str) -> Result<(), String> {
    let (Some(place), Some(value)) = (&one.place, &one.value) else { return Err(format!("{one:?} has no place")) };
    let value: Value = serde_json::from_str(value).map_err(|error| error.to_string())?;
    let target = claims.pointer_mut(place).ok_or_else(|| format!("{one:?} leads nowhere"))?;
    match &one.name {
        None if target["..."] == digest => *target = value,
        Some(name) if target["_sd"].as_array().is_some_and(|digests| digests.contains(&Value::from(digest))) => {
            let taken = target.as_object_mut().and_then(|members| members.insert(name.clone(), value));
            if taken.is_some() {
                return Err(format!("{one:?} replaces {taken:?}"));
            }
        }
        _ => return Err(format!("the digest of {one:?} is not at its place")),
    }
    Ok(())
}

/// The claims without `_sd`, `_sd_alg`, and the items that are kept back.
fn without_digests(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_claim = |(name, _): &(String, Value)| name != "_sd" && name != "_sd_alg";
            let kept: Map<String, Value> =
                members.into_iter().filter(is_claim).map(|(name, value)| (name, without_digests(value))).collect();
            Value::Object(kept)
        }
        Value::Array(items) => {
            Value::Array(items.into_iter().filter(|item| item.get("...").is_none()).map(without_digests).collect())
        }
        other => other,
    }
}

/// Holds the claims against those that are expected.
fn judge(text: &str, expected: &Value) -> Result<(), String> {
    let report = inspect(text);
    let found = processed(text, only(&report))?;
    if found == *expected { Ok(()) } else { Err(format!("expected {expected}, but found {found}")) }
}

/// What SD-JWT's rules find; that a proof of the key is missing is right of a token as it is issued.
fn complaints(text: &str) -> Vec<&'static str> {
    ids(&inspect(text)).into_iter().filter(|id| id.starts_with("sdjwt")).collect()
}

#[test]
fn presentations_of_our_own() {
    own::check("sd-jwt.json", |case| {
        let text = case["text"].as_str().unwrap();
        let expected: Vec<&str> = case["raises"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let found = complaints(text);
        if found != expected {
            return Err(format!("expected {expected:?}, but found {found:?}"));
        }
        // Where nothing can come out, a verifier refuses it.
        if case["claims"].is_null() { Ok(()) } else { judge(text, &case["claims"]) }
    });
}

#[test]
fn presentations_of_another_implementation() {
    let Some(path) = suite("sd-jwt/testcases.json") else { return };
    let vectors: Vec<Value> = serde_json::from_str(&read(&path)).unwrap();
    let mut cases = Vec::new();
    let mut count = 0;
    for case in &vectors {
        let text = |name: &str| case[name].as_str().unwrap();
        let presentation = text("presentation");
        let is_bound = !case["key_binding"].is_null() && case["key_binding"] != false;
        count += usize::from(is_bound);
        // As issued everything is disclosed, and no proof of the key is there.
        let issued = complaints(text("issuance")).into_iter().find(|id| *id != "sdjwt-key-binding");
        let shown = complaints(presentation).into_iter().find(|id| is_bound || *id != "sdjwt-key-binding");
        let quiet = issued.or(shown).map_or(Ok(()), |id| Err(format!("raises {id}")));
        let whole = || processed(text("issuance"), only(&inspect(text("issuance")))).map(drop);
        cases.push((
            text("name").to_owned(),
            quiet.and_then(|()| whole()).and_then(|()| judge(presentation, &case["verified_payload"])),
        ));
    }
    let tally = settle("sd-jwt", &cases);
    loud(&format!("sd-jwt: {} of {} cases as expected, {count} with a proof of the key", tally.passed, cases.len()));
}

/// A place that leads nowhere, or to another digest, must not pass for one.
#[test]
fn a_wrong_place_is_found() {
    let case = own::rows("sd-jwt.json").into_iter().find(|case| case["name"] == "items of an array").unwrap();
    let report = inspect(case["text"].as_str().unwrap());
    let one = &only(&report).disclosures[0];
    let at = |place: Option<&str>, name: Option<&str>, digest: &str| {
        let moved = Disclosure {
            place: place.map(str::to_owned),
            name: name.map(str::to_owned),
            salt: None,
            value: one.value.clone(),
            tree: None,
            claim: None,
            rules: Vec::new(),
            span: one.span,
        };
        let mut claims = serde_json::json!({"lands": ["FR", {"...": "d"}], "_sd": ["d"], "sub": "u"});
        put(&mut claims, &moved, digest).is_ok()
    };
    assert!(at(Some("/lands/1"), None, "d") && at(Some(""), Some("new"), "d"));
    assert!(!at(None, None, "d"));
    assert!(!at(Some("/lands/2"), None, "d"));
    assert!(!at(Some("/lands/0"), None, "d"));
    assert!(!at(Some("/lands/1"), None, "e"));
    assert!(!at(Some("/nowhere"), Some("new"), "d"));
    assert!(!at(Some(""), Some("new"), "e"));
    assert!(!at(Some(""), Some("sub"), "d"));
}
