//! What should not stand in a token.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let one = |id, severity, name: &str, value: &str, nearly: &str| {
        let quoted = |value: &str| format!("\"{value}\"");
        let claim = |value: &str| format!("\"{name}\":{}", quoted(value));
        member(id, severity, (&format!("/{name}"), &quoted(value)), &claim(value), &claim(nearly))
    };
    let secret = r#""password":"hunter2""#;
    let inner = token(UNTYPED, GOOD, &SIGNATURE);
    let hash = "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";
    let with_secret = |more: &str| format!("{{\"sub\":\"u1\",{secret}{more}}}");
    vec![
        member("sensitive-secret", Error, ("/password", "\"hunter2\""), secret, r#""password_reset_required":true"#),
        member(
            "sensitive-secret",
            Error,
            ("/db/apiKey", "\"x1\""),
            r#""db":{"apiKey":"x1"}"#,
            r#""db":{"apiKey":"***"}"#,
        ),
        member("sensitive-secret", Error, ("/pin", "1234"), r#""pin":1234"#, r#""pin":true"#),
        one("sensitive-pattern", Error, "note", "AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPL"),
        one("sensitive-pattern", Error, "db", "postgres://app:x@db.example/a", "postgres://app@db.example/a"),
        one("sensitive-card", Error, "cc", "4111 1111 1111 1111", "4111 1111 1111 1112"),
        one("sensitive-card", Error, "note", "4111111111111111", "1795176000002"),
        member(
            "sensitive-card",
            Error,
            ("/card", "4111111111111111"),
            r#""card":4111111111111111"#,
            r#""order_id":4111111111111111"#,
        ),
        one("sensitive-national-id", Error, "note", "219-09-9999", "900-09-9999"),
        one("sensitive-national-id", Error, "note", "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 01"),
        member("sensitive-national-id", Error, ("/ssn", "219099999"), r#""ssn":219099999"#, r#""n":219099999"#),
        one("sensitive-hash", Warning, "note", hash, &hash[1..]),
        one("sensitive-token", Warning, "upstream", &inner, &inner[2..]),
        one("sensitive-token", Warning, "idp_access_token", "ya29-0123456789abcdef", "opaque"),
        member(
            "sensitive-token",
            Warning,
            ("/x", &format!("\"{inner}\"")),
            &format!("\"x\":\"{inner}\""),
            &format!("\"vp\":\"{inner}\""),
        ),
        one("pii-present", Info, "email", "a@b.example", ""),
        one("pii-present", Info, "note", "+442071838750", "442071838750"),
        one("pii-present", Info, "ip", "203.0.113.7", "203.0.113"),
        member("pii-present", Info, ("/user/name", "\"Ann\""), r#""user":{"name":"Ann"}"#, r#""pod":{"name":"Ann"}"#),
        payload(
            "encoded-not-encrypted",
            Info,
            segment(Payload, encode(with_secret(""))),
            with_secret(""),
            with_secret(r#","name":"Ann""#),
        ),
    ]
}
