//! The time claims.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let exp = |source| ("/exp", source);
    let long = r#""iat":1795175940,"exp":1795181341"#;
    vec![
        member("exp-expired", Error, exp("1795176000"), r#""exp":1795176000"#, r#""exp":1795176001"#),
        member("nbf-future", Error, ("/nbf", "1795176061"), r#""nbf":1795176061"#, r#""nbf":1795176000"#),
        member("nbf-future", Info, ("/nbf", "1795176060"), r#""nbf":1795176060"#, r#""nbf":1795175999.9"#),
        member("time-order", Error, exp("1795175940"), r#""iat":1795175940,"exp":1795175940"#, r#""iat":1795175940,"exp":1795175941"#),
        member("time-order", Error, exp("1795176600"), r#""nbf":1795176601,"exp":1795176600"#, r#""nbf":1795176599,"exp":1795176600"#),
        member("time-type", Error, exp("\"1795176600\""), r#""exp":"1795176600""#, r#""exp":1795176600"#),
        member("time-type", Error, ("/iat", "null"), r#""iat":null"#, r#""iat_":null"#),
        member("time-type", Info, ("/updated_at", "\"2026-11-20\""), r#""updated_at":"2026-11-20""#, r#""updated_at":1795175940"#),
        member("time-milliseconds", Error, exp("1795176600000"), r#""exp":1795176600000"#, r#""exp":1795176600"#),
        member("time-huge", Warning, exp("1e400"), r#""exp":1e400"#, r#""exp":1e9"#),
        member("time-huge", Warning, exp("20000000000000"), r#""exp":20000000000000"#, r#""exp":253402300799"#),
        member("time-negative", Warning, ("/iat", "946684799"), r#""iat":946684799"#, r#""iat":946684800"#),
        member("iat-future", Warning, ("/iat", "1795176061"), r#""iat":1795176061"#, r#""iat":1795176060"#),
        payload("exp-missing", Warning, segment(Payload, encode(r#"{"sub":"u1"}"#)), r#"{"sub":"u1"}"#, GOOD),
        payload("exp-missing", Warning, segment(Payload, encode(r#"{"event":{}}"#)), r#"{"event":{}}"#, r#"{"events":{}}"#),
        member("lifetime-long", Warning, exp("1795181341"), long, r#""iat":1795175940,"exp":1795176840"#),
        member("lifetime-long", Info, exp("1795176841"), r#""iat":1795175940,"exp":1795176841"#, r#""iat":1795175940,"exp":1795176840"#),
        member("time-type", Info, ("/updated_at", "\"2026-11-20\""), r#""updated_at":"2026-11-20""#, r#""updated_at":1795176000"#),
        member(
            "auth-time-order",
            Warning,
            ("/auth_time", "1795176001"),
            r#""iat":1795175940,"auth_time":1795176001"#,
            r#""iat":1795175940,"auth_time":1795176000"#,
        ),
        member("token-stale", Info, ("/iat", "1795089600"), r#""iat":1795089600"#, r#""iat":1795089601"#),
        member("token-stale", Info, ("/iat", "1795089599"), r#""iat":1795089599"#, r#""iat":1795089599,"exp":1795176600"#),
        member("lifetime-unknown", Info, exp("1795176600"), r#""exp":1795176600"#, r#""exp":1795176600,"iat":1795175940"#),
        member("exp-soon", Info, exp("1795176059"), r#""exp":1795176059"#, r#""exp":1795176061"#),
        member("time-beyond-2038", Info, exp("2147483648"), r#""exp":2147483648"#, r#""exp":2147483647"#),
        member("time-fraction", Info, exp("1795176600.5"), r#""exp":1795176600.5"#, r#""exp":1795176600.0"#),
    ]
}
