//! The JSON of the parts.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let in_payload = |pointer: &str, source: &str| inside(Payload, pointer, source);
    vec![
        payload("json-invalid", Error, in_payload("", "}"), r#"{"sub":"x",}"#, r#"{"sub":"x"}"#),
        text(
            "json-invalid",
            Error,
            inside(Header, "", "'"),
            token("{'alg':1}", GOOD, &SIGNATURE),
            token(UNTYPED, GOOD, &SIGNATURE),
        ),
        payload("json-trailing-data", Error, in_payload("", "{"), r#"{"sub":"x"}{}"#, r#"{"sub":"x"} "#),
        payload("json-not-object", Error, in_payload("", r#"["a"]"#), r#"["a"]"#, r#"{"a":[]}"#),
        text(
            "json-not-object",
            Info,
            in_payload("", r#"["a"]"#),
            token(UNTYPED, r#"["a"]"#, &SIGNATURE),
            token(UNTYPED, r#"{"a":[]}"#, &SIGNATURE),
        ),
        payload(
            "json-duplicate-member",
            Error,
            in_payload("/role", "\"role\""),
            r#"{"role":1,"role":2}"#,
            r#"{"role":1,"Role":2}"#,
        ),
        payload(
            "json-duplicate-member",
            Error,
            in_payload("/a/role", r#""r\u006fle""#),
            r#"{"a":{"role":1,"r\u006fle":2}}"#,
            r#"{"a":{"role":1},"r\u006fle":2}"#,
        ),
        payload(
            "json-lone-surrogate",
            Warning,
            in_payload("/s", r#""\ud83d""#),
            r#"{"s":"\ud83d"}"#,
            r#"{"s":"\ud83d\ude00"}"#,
        ),
        payload(
            "json-number-range",
            Warning,
            in_payload("/id", "9007199254740992"),
            r#"{"id":9007199254740992}"#,
            r#"{"id":9007199254740991}"#,
        ),
        payload("json-deep", Warning, in_payload(&format!("/a{}", "/0".repeat(31)), "[]"), arrays(32), arrays(31)),
        payload("json-deep", Error, in_payload("", "["), arrays(128).replacen("{\"a\"", "{\"b\"", 1), arrays(31)),
        payload(
            "json-prototype-key",
            Warning,
            in_payload("/__proto__", "\"__proto__\""),
            r#"{"__proto__":1}"#,
            r#"{"__prot0__":1}"#,
        ),
        payload("json-whitespace", Info, in_payload("", " "), r#"{"sub": "x"}"#, r#"{"sub":" x"}"#),
    ]
}
