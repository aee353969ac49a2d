//! Extensions, types and what does not belong into the header.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let crit = |id, pointer: &str, source: &str, fires: &str, nearly: &str| {
        let with = |members: &str| format!(r#"{{"alg":"HS256",{members}}}"#);
        header(id, Error, inside(Header, pointer, source), &with(fires), &with(nearly))
    };
    let raw = |header: &str, payload: &str| format!("{}.{payload}.{}", encode(header), encode(SIGNATURE));
    let unencoded = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
    let b64 = |typ: &str| format!(r#"{{"alg":"HS256","typ":"{typ}","b64":false,"crit":["b64"]}}"#);
    let owned = r#"{"alg":"HS256","crit":["https://a.example/x"],"https://a.example/x":1}"#;
    let malformed = |pointer, source, fires, nearly| crit("crit-malformed", pointer, source, fires, nearly);
    vec![
        crit("crit-unknown", "/crit/0", "\"x\"", r#""crit":["x"],"x":1"#, r#""crit":["b64"],"b64":true"#),
        header(
            "crit-unknown",
            Warning,
            inside(Header, "/crit/0", "\"https://a.example/x\""),
            owned,
            r#"{"alg":"HS256","https://a.example/x":1}"#,
        ),
        malformed("/crit", "[]", r#""crit":[]"#, r#""crit":["x"],"x":1"#),
        malformed("/crit", "\"x\"", r#""crit":"x","x":1"#, r#""crit":["x"],"x":1"#),
        malformed("/crit/0", "1", r#""crit":[1]"#, r#""crit":["1"],"1":1"#),
        malformed("/crit/1", "\"x\"", r#""crit":["x","x"],"x":1"#, r#""crit":["x","y"],"x":1,"y":1"#),
        malformed("/crit/0", "\"alg\"", r#""crit":["alg"]"#, r#""crit":["Alg"],"Alg":1"#),
        malformed("/crit/0", "\"x\"", r#""crit":["x"],"y":1"#, r#""crit":["x"],"x":1"#),
        text(
            "b64-false",
            Error,
            inside(Header, "/b64", "false"),
            raw(unencoded, &encode(GOOD)),
            raw(unencoded, "hello"),
        ),
        text(
            "b64-false",
            Error,
            inside(Header, "/b64", "false"),
            raw(&b64("JWT"), "hello"),
            raw(&b64("JOSE"), "hello"),
        ),
        crit("b64-not-critical", "/b64", "true", r#""b64":true,"crit":["b65"]"#, r#""b64":true,"crit":["b64"]"#),
        text(
            "zip-in-jws",
            Warning,
            inside(Header, "/zip", "\"DEF\""),
            token(r#"{"alg":"HS256","zip":"DEF"}"#, GOOD, &SIGNATURE),
            sealed(r#"{"alg":"dir","enc":"A128GCM","zip":"DEF"}"#),
        ),
        header("typ-missing", Info, segment(Header, encode(UNTYPED)), UNTYPED, HEADER),
        header(
            "typ-generic",
            Info,
            inside(Header, "/typ", "\"application/JWT\""),
            r#"{"alg":"HS256","typ":"application/JWT"}"#,
            r#"{"alg":"HS256","typ":"at+jwt"}"#,
        ),
        header(
            "header-unregistered",
            Info,
            inside(Header, "/Kid", "\"a\""),
            r#"{"alg":"HS256","Kid":"a"}"#,
            r#"{"alg":"HS256","kid":"a"}"#,
        ),
        header(
            "header-holds-claims",
            Info,
            inside(Header, "/exp", "1"),
            r#"{"alg":"HS256","exp":1}"#,
            r#"{"alg":"HS256","Exp":1}"#,
        ),
        text(
            "header-holds-claims",
            Info,
            inside(Header, "/iss", "\"a\""),
            token(r#"{"alg":"HS256","iss":"a"}"#, GOOD, &SIGNATURE),
            sealed(r#"{"alg":"dir","enc":"A128GCM","iss":"a"}"#),
        ),
    ]
}

/// Headers as well-known issuers write them raise nothing that is not folded away.
#[test]
fn usual_headers_are_quiet() {
    for (header, bytes) in [
        (r#"{"alg":"RS256","kid":"c8ab71530972bba20b49f78a09c9852c43ff9118","typ":"JWT"}"#, 256),
        (
            r#"{"typ":"JWT","nonce":"kP1p","alg":"RS256","x5t":"BB8CeFVqyaGrGNuehJIiL4dfjzw","kid":"BB8CeFVqyaGrGNuehJIiL4dfjzw"}"#,
            256,
        ),
        (r#"{"kid":"-KI3Q9nNR7bRofxmeZoXqbHZGew=","alg":"RS256"}"#, 256),
        (r#"{"typ":"at+jwt","alg":"ES256","kid":"urn:a:b/2026#1"}"#, 64),
        (r#"{"alg":"EdDSA","kid":"did:key:z6MkhaXg#z6MkhaXg"}"#, 64),
        (r#"{"cty":"twilio-fpa;v=1","typ":"JWT","alg":"HS256"}"#, 32),
        (
            r#"{"typ":"JWT","kid":"a1b2","alg":"ES256","iss":"https://a.example","client":"c","signer":"arn:aws:a:b:1:c/d/e","exp":1795176600}"#,
            64,
        ),
    ] {
        let report = inspect(&token(header, GOOD, &SIGNATURE.repeat(8)[..bytes]));
        let loud =
            findings(&report).filter(|finding| finding.place.segment != Some(Payload) && finding.severity != Info);
        assert_eq!(loud.map(|finding| finding.id).collect::<Vec<_>>(), [""; 0], "{header}");
    }
}
