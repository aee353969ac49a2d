//! The form of claims.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let one = |id, severity, pointer: &str, source: &str, nearly: &str| {
        let claim = |source: &str| format!("\"{}\":{source}", &pointer[1..]);
        member(id, severity, (pointer, source), &claim(source), &claim(nearly))
    };
    let digest = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE";
    let cnf = |(pointer, source): (&str, &str), fires: &str, nearly: &str| {
        member("cnf-malformed", Error, (pointer, source), &format!("\"cnf\":{fires}"), &format!("\"cnf\":{nearly}"))
    };
    let good = format!("{{\"jkt\":\"{digest}\"}}");
    let short = format!("{{\"jkt\":\"{}\"}}", &digest[1..]);
    let two = format!("{{\"jkt\":\"{digest}\",\"jwk\":{{}}}}");
    let source = |endpoint: &str| format!(r#""_claim_sources":{{"s":{{"endpoint":"{endpoint}"}}}}"#);
    vec![
        cnf(("/cnf", "\"x\""), "\"x\"", &good),
        cnf(("/cnf", "{}"), "{}", r#"{"kid":"k"}"#),
        cnf(("/cnf", &two), &two, &good),
        cnf(("/cnf/jkt", &format!("\"{}\"", &digest[1..])), &short, &good),
        cnf(("/cnf/jku", "\"http://x.example\""), r#"{"jku":"http://x.example"}"#, r#"{"jku":"https://x.example"}"#),
        one("claim-type", Warning, "/jti", "7", "\"7\""),
        one("claim-null", Info, "/role", "null", "\"null\""),
        one("bool-as-string", Warning, "/email_verified", "\"true\"", "true"),
        one("bool-as-string", Warning, "/is_staff", "\"false\"", "\"False?\""),
        member(
            "email-unverified",
            Warning,
            ("/email", "\"a@b.example\""),
            r#""email":"a@b.example""#,
            r#""email":"a@b.example","email_verified":true"#,
        ),
        member(
            "email-unverified",
            Info,
            ("/email", "\"a@b.example\""),
            r#""email":"a@b.example","email_verified":false"#,
            r#""email":"","email_verified":false"#,
        ),
        member(
            "claim-source-unsafe",
            Warning,
            ("/_claim_sources/s/endpoint", "\"http://x.example\""),
            &source("http://x.example"),
            &source("https://x.example"),
        ),
        member(
            "claim-source-unsafe",
            Warning,
            ("/_claim_sources/s/access_token", "\"x\""),
            r#""_claim_sources":{"s":{"access_token":"x"}}"#,
            r#""_claim_sources":{"s":{"JWT":"x"}}"#,
        ),
        one("scope-format", Info, "/scope", r#"["a"]"#, "\"a b\""),
        one("scope-format", Info, "/scope", "\"a,b\"", "\"a\""),
    ]
}
