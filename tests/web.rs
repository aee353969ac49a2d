//! What only a real browser can tell of the core: it runs there, in 32 bits, and its report is JSON to the engine. Run
//! by `cargo xtask test web`, in Chromium and Firefox. What is drawn is tried on the built page, in tests/browser.

#![cfg(target_arch = "wasm32")]

use jotglass::intake::MAX_TEXT;
use jotglass::report::report;
use jotglass::{NumericDate, inspect};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: NumericDate = NumericDate::from_seconds(1_795_176_000);

/// `{"sub":"<img src=x>","n":100002348117421473,"exp":1795172400}`: expired an hour before [`NOW`].
const EXPIRED: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI8aW1nIHNyYz14PiIsIm4iOjEwMDAwMjM0ODExNzQyMTQ3MywiZXhwIjoxNzk1MTcyNDAwfQ.AAECAwQFBgcICQoLDA0ODw";

fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).expect("a report is made of objects")
}

fn parsed(text: &str) -> JsValue {
    JSON::parse(&serde_json::to_string(&report(text, NOW)).expect("a report is JSON")).expect("the engine reads it")
}

#[wasm_bindgen_test]
fn a_report_is_json_to_the_engine() {
    let report = parsed(&format!("😀 {EXPIRED}"));
    assert_eq!(member(&report, "version"), 1);
    let token = member(&report, "tokens").unchecked_into::<Array>().get(0);
    assert_eq!(member(&member(&token, "verdict"), "sentence"), "Expired 1 hour ago");
    assert_eq!(
        member(&member(&token, "payload"), "text"),
        r#"{"sub":"<img src=x>","n":100002348117421473,"exp":1795172400}"#
    );
    // Two units for the face, one for the space.
    assert_eq!(member(&token, "source").unchecked_into::<Array>().get(0), 3);
}

#[wasm_bindgen_test]
fn what_a_token_may_not_hold_is_told_and_not_thrown() {
    for text in [
        "",
        "\0",
        "good morning",
        "..",
        "e30.e30.",
        "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjFlNDAwfQ.",
        "eyJhbGciOiJIUzI1NiJ9._w.!",
    ] {
        assert_eq!(member(&parsed(text), "version"), 1, "{text:?}");
    }
}

#[wasm_bindgen_test]
fn the_longest_text_fits_into_32_bits() {
    let token = format!("eyJhbGciOiJub25lIn0.{}.", "A".repeat(MAX_TEXT - 21));
    assert_eq!(token.len(), MAX_TEXT);
    assert_eq!(inspect(&token, NOW).tokens.len(), 1);
    assert!(inspect(&format!("{token}A"), NOW).tokens.is_empty());
}
