//! How the token could be ended.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let id = "\"7f9d3c1e2b4a49d8a1c0\"";
    let lives = |more: &str, exp: i64| format!("\"iat\":1795175940,\"exp\":{exp}{more}");
    let (short, long, longer) = (1795176840, 1795176841, 1795181341);
    let jti = format!(",\"jti\":{id}");
    let nameless = |exp| format!("{{\"sub\":\"u1\",{}}}", lives("", exp));
    let reference = format!("{{\"jti\":{id},\"exp\":1795176600}}");
    let status = r#"{"status_list":{"idx":1,"uri":"https://x.example"}}"#;
    vec![
        member("revocation-note", Info, ("/jti", id), &lives(&jti, long), &lives(&jti, short)),
        member("revocation-note", Info, ("/tv", "3"), &lives(",\"tv\":3", long), &lives(",\"ver\":3", long)),
        payload(
            "jti-missing",
            Info,
            segment(Payload, encode(nameless(longer))),
            nameless(longer),
            nameless(longer - 1),
        ),
        payload(
            "jti-missing",
            Info,
            segment(Payload, encode(r#"{"sub":"u1"}"#)),
            r#"{"sub":"u1"}"#,
            r#"{"sub":"u1","sid":"x"}"#,
        ),
        member("jti-weak", Info, ("/jti", "\"0123456789a\""), r#""jti":"0123456789a""#, r#""jti":"0123456789ab""#),
        member(
            "jti-weak",
            Info,
            ("/jti", "\"012345678901\""),
            r#""jti":"012345678901""#,
            r#""jti":"01234567890123456789""#,
        ),
        payload(
            "reference-jwt",
            Info,
            segment(Payload, encode(&reference)),
            &reference,
            reference.replace("{", "{\"sub\":\"u1\","),
        ),
        member("version-claim", Info, ("/token_version", "3"), r#""token_version":3"#, r#""token_version":"3""#),
        member("status-present", Info, ("/status", status), &format!("\"status\":{status}"), r#""status":"active""#),
    ]
}
