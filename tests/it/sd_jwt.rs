//! SD-JWTs as another implementation of RFC 9901 makes them: all that is disclosed finds its place, and nothing is wrong
//! with it.

use serde_json::Value;

use crate::support::{ids, inspect, loud, only, read, settle, suite};

/// Whether every disclosure is read, placed, and has the value that the implementation found there.
fn judge(text: &str, verified: Option<&Value>) -> Result<(), String> {
    let report = inspect(text);
    let wrong: Vec<_> = ids(&report).into_iter().filter(|id| id.starts_with("sdjwt") && *id != "sdjwt-key-binding").collect();
    if !wrong.is_empty() {
        return Err(format!("raises {wrong:?}"));
    }
    for one in &only(&report).disclosures {
        let (Some(place), Some(value)) = (&one.place, &one.value) else { return Err(format!("{one:?} has no place")) };
        let value: Value = serde_json::from_str(value).unwrap();
        // What is hidden inside the value or in an array before it differs; a plain member does not.
        let is_plain = !value.is_object() && !value.is_array() && !place.contains(|found: char| found.is_ascii_digit());
        let found = verified.and_then(|verified| verified.pointer(place)?.get(one.name.as_ref()?));
        if let Some(found) = found.filter(|found| is_plain && **found != value) {
            return Err(format!("{one:?} should be {found}"));
        }
    }
    Ok(())
}

#[test]
fn every_case_is_read() {
    let Some(path) = suite("sd-jwt/testcases.json") else { return };
    let vectors: Vec<Value> = serde_json::from_str(&read(&path)).unwrap();
    let mut cases = Vec::new();
    let mut count = 0;
    for case in &vectors {
        let text = |name: &str| case[name].as_str().unwrap();
        let presentation = text("presentation");
        let outcome = judge(text("issuance"), None).and_then(|()| judge(presentation, Some(&case["verified_payload"])));
        let is_bound = !case["key_binding"].is_null() && case["key_binding"] != false;
        let proven = !ids(&inspect(presentation)).contains(&"sdjwt-key-binding");
        count += usize::from(is_bound);
        let outcome = outcome.and(if !is_bound || proven { Ok(()) } else { Err("the proof of the key is doubted".to_owned()) });
        cases.push((text("name").to_owned(), outcome));
    }
    let tally = settle("sd-jwt", &cases);
    loud(&format!("sd-jwt: {} of {} cases as expected, {count} with a proof of the key", tally.passed, cases.len()));
}
