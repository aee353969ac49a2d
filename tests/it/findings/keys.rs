//! Keys that come with the token, and where it says they are.

use super::*;

/// A row for the address of keys, in a token of issuer.example.
fn jku(id: &'static str, severity: Severity, fires: &str, nearly: &str) -> Row {
    let with = |address: &str| {
        let header = format!(r#"{{"alg":"RS256","jku":"{address}"}}"#);
        token(&header, r#"{"iss":"https://login.issuer.example"}"#, &SIGNATURE)
    };
    text(id, severity, inside(Header, "/jku", &format!("\"{fires}\"")), with(fires), with(nearly))
}

pub(super) fn rows() -> Vec<Row> {
    let key = r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#;
    let own = |typ: &str| format!(r#"{{"alg":"ES256","typ":"{typ}","jwk":{key}}}"#);
    let at_home =
        |host: &str| token(r#"{"alg":"RS256","jku":"https://auth.ns.svc/k"}"#, format!(r#"{{"iss":"https://{host}"}}"#), &SIGNATURE);
    vec![
        header("jwk-embedded", Warning, inside(Header, "/jwk", key), &own("JWT"), &own("dpop+jwt")),
        header(
            "jwk-private",
            Error,
            inside(Header, "/jwk/d", "\"AA\""),
            r#"{"alg":"ES256","jwk":{"kty":"EC","d":"AA"}}"#,
            r#"{"alg":"ES256","jwk":{"kty":"EC","x":"AA"}}"#,
        ),
        text(
            "jwk-private",
            Error,
            inside(Header, "/epk/d", "\"AA\""),
            sealed(r#"{"alg":"ECDH-ES","enc":"A128GCM","epk":{"d":"AA"}}"#),
            sealed(r#"{"alg":"ECDH-ES","enc":"A128GCM","epk":{"D":"AA"}}"#),
        ),
        payload(
            "jwk-private",
            Error,
            inside(Payload, "/cnf/jwk/k", "\"AA\""),
            r#"{"cnf":{"jwk":{"kty":"oct","k":"AA"}}}"#,
            r#"{"cnf":{"jwe":{"kty":"oct","k":"AA"}}}"#,
        ),
        header(
            "jku-present",
            Warning,
            inside(Header, "/jku", "\"https://a.example\""),
            r#"{"alg":"RS256","jku":"https://a.example"}"#,
            r#"{"alg":"RS256","Jku":"https://a.example"}"#,
        ),
        header(
            "jku-present",
            Warning,
            inside(Header, "/x5u", "\"https://a.example\""),
            r#"{"alg":"RS256","x5u":"https://a.example"}"#,
            UNTYPED,
        ),
        jku("jku-insecure", Error, "http://keys.issuer.example/k", "HTTPS://keys.issuer.example/k"),
        jku("jku-insecure", Error, "keys.issuer.example", "https://keys.issuer.example"),
        jku("jku-foreign", Error, "https://issuer.example.evil.example/k", "https://keys.Issuer.Example:8443/k"),
        jku("jku-internal", Error, "https://169.254.169.254/k", "https://169.255.169.254/k"),
        jku("jku-internal", Error, "https://[::1]/k", "https://[2001:db8::1]/k"),
        text(
            "jku-internal",
            Info,
            inside(Header, "/jku", "\"https://auth.ns.svc/k\""),
            at_home("auth.ns.svc"),
            token(UNTYPED, GOOD, &SIGNATURE),
        ),
        jku("jku-deceptive", Error, "https://issuer.example@evil.example/k", "https://issuer.example/@evil.example/k"),
        jku("jku-deceptive", Error, "https://issuer.example/%2e%2E/k", "https://issuer.example/%2d%2d/k"),
    ]
}
