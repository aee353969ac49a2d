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
    let at_home = |host: &str| {
        token(r#"{"alg":"RS256","jku":"https://auth.ns.svc/k"}"#, format!(r#"{{"iss":"https://{host}"}}"#), &SIGNATURE)
    };
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

/// The severities of a rule in a token of `issuer` whose keys are at `address`.
fn raised(id: &str, issuer: &str, address: &str) -> Vec<Severity> {
    let header = format!(r#"{{"alg":"RS256","jku":"{address}"}}"#);
    let report = inspect(&token(&header, format!(r#"{{"iss":"{issuer}"}}"#), &SIGNATURE));
    findings(&report).filter(|finding| finding.id == id).map(|finding| finding.severity).collect()
}

/// Under the names of providers strangers have hosts; the provider's own are at home.
#[test]
fn hosts_of_a_provider_are_told_from_those_of_its_customers() {
    for (issuer, address) in [
        ("https://sts.windows.net/t/", "https://evil.blob.core.windows.net/k"),
        ("https://login.microsoftonline.com/t/v2.0", "https://evil.azurewebsites.net/k"),
        ("https://cognito-idp.us-east-1.amazonaws.com/p", "https://evil.s3.us-east-1.amazonaws.com/k"),
        ("https://cognito-idp.us-east-1.amazonaws.com/p", "https://s3.us-east-1.amazonaws.com/evil/k"),
        ("https://accounts.google.com", "https://storage.googleapis.com/evil/k"),
        ("https://token.actions.githubusercontent.com", "https://raw.githubusercontent.com/evil/k/main/k"),
        ("https://a.eu.auth0.com/", "https://b.eu.auth0.com/k"),
        ("https://a.okta.com", "https://b.okta.com/k"),
        ("https://a.co.uk", "https://b.co.uk/k"),
    ] {
        assert_eq!(raised("jku-foreign", issuer, address), [Error], "{issuer} {address}");
    }
    for (issuer, address) in [
        ("https://sts.windows.net/t/", "https://login.windows.net/common/discovery/keys"),
        ("https://sts.windows.net/t/", "https://login.microsoftonline.com/t/discovery/keys"),
        ("https://login.microsoftonline.com/t/v2.0", "https://login.microsoftonline.com/t/discovery/v2.0/keys"),
        ("https://accounts.google.com", "https://www.googleapis.com/oauth2/v3/certs"),
        (
            "https://cognito-idp.us-east-1.amazonaws.com/p",
            "https://cognito-idp.us-east-1.amazonaws.com/p/.well-known/jwks.json",
        ),
        ("https://a.eu.auth0.com/", "https://a.eu.auth0.com/.well-known/jwks.json"),
        ("https://login.issuer.co.uk", "https://keys.issuer.co.uk/k"),
    ] {
        assert_eq!(raised("jku-foreign", issuer, address), [], "{issuer} {address}");
    }
}

/// An address inside a network stays one, however it is spelled.
#[test]
fn inner_addresses_are_known_in_any_spelling() {
    for host in [
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00:0ec2::254]",
        "[FD00:EC2:0:0:0:0:0:254]",
        "[::]",
        "[fe80::1%25eth0]",
        "0x7f.1",
        "017700000001",
    ] {
        assert_eq!(raised("jku-internal", "https://issuer.example", &format!("https://{host}/k")), [Error], "{host}");
    }
    for host in ["[2001:db8::1]", "[::ffff:8.8.8.8]", "[64:ff9b::8.8.8.8]", "[2002:808:808::]", "8.8.8.8"] {
        assert_eq!(raised("jku-internal", "https://issuer.example", &format!("https://{host}/k")), [], "{host}");
    }
}
