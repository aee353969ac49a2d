//! Whom the token is meant for.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let aud = |id, severity, (pointer, source): (&str, &str), fires: &str, nearly: &str| {
        member(id, severity, (pointer, source), &format!("\"aud\":{fires}"), &format!("\"aud\":{nearly}"))
    };
    let whole = |source| ("/aud", source);
    let none = r#"{"iss":"x","sub":"u1"}"#;
    let client = r#"{"iss":"x","sub":"u1","client_id":"c"}"#;
    let many = r#"["a","b","c","d"]"#;
    vec![
        payload("aud-missing", Warning, segment(Payload, encode(none)), none, r#"{"iss":"x","sub":"u1","aud":"api"}"#),
        payload(
            "aud-missing",
            Info,
            segment(Payload, encode(client)),
            client,
            r#"{"iss":"x","client_id":"c","aud":"api"}"#,
        ),
        aud("aud-empty", Error, whole("\"\""), "\"\"", "\"x\""),
        aud("aud-empty", Error, whole("[]"), "[]", "[\"x\"]"),
        aud("aud-empty", Error, ("/aud/1", "\"\""), r#"["x",""]"#, r#"["x"," "]"#),
        aud("aud-empty", Error, ("/aud/0", "1"), "[1,2]", r#"["1","2"]"#),
        aud("aud-wildcard", Warning, whole("\"*\""), "\"*\"", "\"x\""),
        aud("aud-wildcard", Warning, ("/aud/0", "\"https://*\""), r#"["https://*"]"#, r#"["https://*.x"]"#),
        aud("aud-many", Info, whole(r#"["a","b"]"#), r#"["a","b"]"#, r#"["a"]"#),
        aud("aud-many", Warning, whole(many), many, r#"["a"]"#),
    ]
}
