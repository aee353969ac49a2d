//! The crate as another Rust program uses it: by the names at its root alone, with an engine of RustCrypto, which is
//! that of `examples/verify.rs`. What the examples print stands here too.

use std::error::Error;
use std::fmt::Debug;
use std::time::Duration;

use jotglass::{
    Calendar, CheckState, Engine, EngineError, Expected, Finding, Inspection, JsonKind, Judged, Key, Keys, NumericDate,
    ParseDateError, ParseKeysError, ParseTokenError, Reference, Role, Rule, ServerCheck, Severity, SignatureAlgorithm,
    SignatureState, Site, Span, Token, Trust, Value, Verdict, VerdictState, Verification, inspect, rules, verify,
    verify_expecting,
};
use jotglass_more::Algorithm;
use serde_json::Value as Json;

use crate::support::{NOW, encode, loud, own, read, suite};

#[path = "../../examples/decode.rs"]
#[allow(dead_code, reason = "an example has a main")]
mod decode;
#[path = "../../examples/lint_log_line.rs"]
#[allow(dead_code, reason = "an example has a main")]
mod lint_log_line;
#[path = "../../examples/verify.rs"]
#[allow(dead_code, reason = "an example has a main")]
mod verify_example;

const SECRET: &str = "kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU";

/// RustCrypto, with the algorithms of `jotglass-more` beside it.
struct Natively;

impl Engine for Natively {
    fn verify(
        &self,
        algorithm: &SignatureAlgorithm,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, EngineError> {
        let more = match algorithm.name() {
            "ES256K" => Algorithm::Es256k,
            "Ed448" => Algorithm::Ed448,
            "ML-DSA-44" => Algorithm::MlDsa44,
            "ML-DSA-65" => Algorithm::MlDsa65,
            "ML-DSA-87" => Algorithm::MlDsa87,
            _ => return verify_example::RustCrypto.verify(algorithm, key, message, signature),
        };
        jotglass_more::verify(more, key, signature, message).map_err(|_| EngineError::MalformedKey)
    }
}

fn now() -> NumericDate {
    NumericDate::from_seconds(NOW)
}

/// What a check comes to, as a program would look at it.
#[derive(Debug, PartialEq)]
struct Outcome(SignatureState, &'static str, Option<Trust>);

fn outcome(token: &str, keys: &str, engine: &dyn Engine) -> Outcome {
    let (token, keys) = (Token::parse(token).unwrap(), Keys::parse(keys).unwrap());
    let verification = verify(&token, &keys, engine, now());
    Outcome(verification.state(), verification.reason(), verification.trust)
}

fn vector(name: &str) -> String {
    let rows = own::rows("tokens.json");
    let row = rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no vector {name}"));
    row["text"].as_str().unwrap().to_owned()
}

#[test]
fn everything_may_go_to_another_thread() {
    fn error<T: Error + Send + Sync + 'static>() {}
    fn data<T: Debug + Send + Sync>() {}
    data::<Calendar>();
    data::<CheckState>();
    data::<Expected>();
    data::<Finding>();
    data::<Inspection>();
    data::<JsonKind>();
    data::<Judged>();
    data::<Key>();
    data::<Keys>();
    data::<NumericDate>();
    data::<Reference>();
    data::<Role>();
    data::<Rule>();
    data::<ServerCheck>();
    data::<Severity>();
    data::<SignatureAlgorithm>();
    data::<SignatureState>();
    data::<Site>();
    data::<Span>();
    data::<Token>();
    data::<Trust>();
    data::<Value<'_>>();
    data::<Verdict>();
    data::<VerdictState>();
    data::<Verification>();
    error::<EngineError>();
    error::<ParseDateError>();
    error::<ParseKeysError>();
    error::<ParseTokenError>();
}

/// A token that only fits once a blank was taken out of it is said to be one.
#[test]
fn what_was_mended_is_named() {
    let rows = own::rows("tokens.json");
    let is_plain = |text: &str| text.starts_with("ey") && text.matches('.').count() == 2 && !text.contains('~');
    let row = rows.iter().find(|row| row["expect"] == "valid" && is_plain(row["text"].as_str().unwrap())).unwrap();
    let (text, keys) =
        (row["text"].as_str().unwrap(), Keys::parse(&own::key(row["keys"][0].as_str().unwrap())).unwrap());
    let payload = text.find('.').unwrap() + 6;
    for (gap, said) in [("", None), (" ", Some("the blanks inside it")), ("\u{200b}", Some("the invisible characters"))]
    {
        let pasted = [&text[..payload], gap, &text[payload..]].concat();
        let token = Token::parse(&pasted).unwrap();
        let verification = verify(&token, &keys, &Natively, now());
        assert!(verification.is_valid(), "{pasted}: {}", verification.sentence());
        let is_said = verification.summary().contains("servers refuse it");
        assert_eq!(is_said, said.is_some());
        assert!(said.is_none_or(|said| verification.summary().contains(said)), "{}", verification.summary());
    }
}

/// Of each algorithm: right, damaged, and with another key. Every file of a key is tried by `vectors::tokens`; here the
/// cryptography is real, so one of each is enough.
#[test]
fn signatures_by_rust_crypto() {
    for row in own::rows("tokens.json") {
        let (name, text) = (row["name"].as_str().unwrap(), row["text"].as_str().unwrap());
        let Some(file) = row["keys"][0].as_str() else { continue };
        let (Ok(token), Ok(keys)) = (Token::parse(text), Keys::parse(&own::key(file))) else { continue };
        let verification = verify(&token, &keys, &Natively, now());
        let is_valid = row["expect"] == "valid";
        assert_eq!(verification.is_valid(), is_valid, "{name}: {}", verification.sentence());
        assert!(!verification.fits() || verification.key().is_some(), "{name}");
    }
}

#[test]
fn a_check_says_why() {
    use SignatureState::{Invalid, Unchecked, Valid};
    let (rsa, other) = (own::key("rsa.spki.pem"), own::key("rsa-other.jwk.json"));
    let given = Some(Trust::Given);
    for (name, keys, expected) in [
        ("RS256", &rsa, Outcome(Valid, "signature", given)),
        ("PS256", &rsa, Outcome(Valid, "signature", given)),
        ("ES256", &own::key("p256.jwk.json"), Outcome(Valid, "signature", given)),
        ("EdDSA", &own::key("ed25519.jwk.json"), Outcome(Valid, "signature", given)),
        ("HS256", &own::key("secret32.hex"), Outcome(Valid, "signature", given)),
        ("RS256", &other, Outcome(Invalid, "mismatch", None)),
        ("RS256, a bit of the signature", &rsa, Outcome(Invalid, "mismatch", None)),
        ("RS256", &own::key("p256.jwk.json"), Outcome(Unchecked, "key", None)),
        ("R and S in ASN.1", &own::key("p256.spki.pem"), Outcome(Invalid, "der", None)),
        ("HS256 by the public key in PEM", &rsa, Outcome(Invalid, "forged", None)),
        ("none", &rsa, Outcome(Unchecked, "unsecured", None)),
    ] {
        assert_eq!(outcome(&vector(name), keys, &Natively), expected, "{name}");
    }
}

/// A program that logs keys, or what it did with them, must not log what opens its doors.
#[test]
fn debug_shows_no_secret() {
    let encoded = encode(SECRET);
    let jwk = format!(r#"{{"kty":"oct","kid":"a","k":"{encoded}"}}"#);
    let private = own::key("p256.jwk-private.json");
    let bytes = format!("{:?}", SECRET.as_bytes());
    let d = serde_json::from_str::<Json>(&private).unwrap()["d"].as_str().unwrap().to_owned();
    for text in [SECRET, &encoded, &jwk, &format!("{{\"keys\":[{jwk}]}}"), &private] {
        let keys = Keys::parse(text).unwrap();
        let token = Token::parse(&vector("HS256")).unwrap();
        let verification = verify(&token, &keys, &(), now());
        let shown = format!("{keys:?} {:#?} {verification:?}", keys.iter().collect::<Vec<_>>());
        assert!(shown.contains("withheld"), "{shown}");
        for secret in [SECRET, &encoded, &d, bytes.trim_matches(['[', ']'])] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

/// HMACs take no engine; all else says that one is missing, and is never called wrong.
#[test]
fn without_an_engine_nothing_but_hmacs_is_told() {
    let expected = Outcome(SignatureState::Unchecked, "engine", None);
    assert_eq!(outcome(&vector("RS256"), &own::key("rsa.spki.pem"), &()), expected);
    assert_eq!(outcome(&vector("RS256, another key"), &own::key("rsa-other.jwk.json"), &()), expected);
    let hmac = outcome(&vector("HS512"), &own::key("secret64.b64"), &());
    assert_eq!(hmac, Outcome(SignatureState::Valid, "signature", Some(Trust::Given)));
}

/// A DPoP proof is such a token: its own key makes it genuine, and vouches for nothing.
#[test]
fn the_keys_of_a_token_prove_nothing() {
    let token = Token::parse(&vector("a key of its own, alone")).unwrap();
    for keys in [Keys::of_token(&token), Keys::default()] {
        let verification = verify(&token, &keys, &Natively, now());
        assert!(verification.fits() && !verification.is_valid());
        assert_eq!((verification.reason(), verification.trust), ("token-key", Some(Trust::Token)));
    }
    let other = Keys::parse(&own::key("p256.jwk.json")).unwrap();
    assert!(!verify(&token, &other, &Natively, now()).is_valid());
}

/// What is set to nothing, as by a variable that is not there, is met by nothing.
#[test]
fn what_a_server_expects_is_looked_at() {
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjE3OTUxNzY2MDB9.\
        0udhC5r6b89N7Bv1OA5ZSsOmMo5V9IrwEK1Z8HtdFKY";
    let (token, keys) = (Token::parse(TOKEN).unwrap(), Keys::parse(SECRET).unwrap());
    let is_valid = |expected: Expected, seconds: i64| {
        verify_expecting(&token, &keys, &(), NumericDate::from_seconds(seconds), &expected).is_valid()
    };
    let expiry = 1_795_176_600;
    assert!(is_valid(Expected::default(), NOW));
    assert!(is_valid(Expected::default().issuer("joe").algorithms(["HS256"]), NOW));
    for expected in [
        Expected::default().issuer("Joe"),
        Expected::default().issuer(""),
        Expected::default().audience("api"),
        Expected::default().audience(""),
        Expected::default().algorithms(["HS384"]),
        Expected::default().algorithms(Vec::<String>::new()),
        Expected::default().scopes(["read"]),
    ] {
        assert!(!is_valid(expected.clone(), NOW), "{expected:?}");
    }
    assert!(!is_valid(Expected::default(), expiry));
    assert!(is_valid(Expected::default().leeway(Duration::from_secs(60)), expiry + 59));
    assert!(!is_valid(Expected::default().leeway(Duration::from_secs(60)), expiry + 60));
}

/// RFC 7515 appendix A, at a moment before `exp`. Since it was published, its secret is known to everybody.
#[test]
fn the_examples_of_rfc_7515() {
    let Some(path) = suite("rfc7515/appendix-a-e.json") else { return };
    let examples: Vec<Json> = serde_json::from_str(&read(&path)).unwrap();
    let mut reasons = Vec::new();
    for example in examples.iter().filter(|example| !example["key"].is_null()) {
        let text = example["compact"].as_str().map_or_else(|| example["json"].to_string(), str::to_owned);
        let (token, keys) = (Token::parse(&text).unwrap(), Keys::parse(&example["key"].to_string()).unwrap());
        let verification = verify(&token, &keys, &Natively, NumericDate::from_seconds(1_300_819_379));
        assert!(verification.fits(), "{}: {}", example["ref"], verification.sentence());
        reasons.push(verification.reason());
    }
    assert_eq!(reasons, ["known-secret", "signature", "signature", "signature", "signature"]);
    loud(&format!("rfc7515: {} signatures right", reasons.len()));
}

#[test]
fn the_payload_is_there_as_bytes_and_as_text() {
    let token = Token::parse("eyJhbGciOiJub25lIn0.aGVsbG__.").unwrap();
    assert_eq!(token.payload_bytes().as_deref(), Some(&b"hello\xff"[..]));
    assert_eq!(token.payload_text(), Some("hello\u{fffd}"));
    // With b64 false (RFC 7797) it stands there as it is; in JSON it may be escaped.
    let raw = r#"{"protected":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19","payload":"$.\u0030\n","signature":"AA"}"#;
    assert_eq!(Token::parse(raw).unwrap().payload_bytes().as_deref(), Some(&b"$.0\n"[..]));
    let escaped = r#"{"protected":"eyJhbGciOiJIUzI1NiJ9","payload":"\u0065yJ9","signature":"AA"}"#;
    assert_eq!(Token::parse(escaped).unwrap().payload_bytes().as_deref(), Some(&b"{\"}"[..]));
    let encrypted = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA".parse::<Token>().unwrap();
    assert!(encrypted.is_encrypted() && encrypted.payload_bytes().is_none() && encrypted.claims().is_none());
}

#[test]
fn claims_and_parameters_keep_order_and_duplicates() {
    let text = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJiIjoxLjAsImEiOlsxXSwiYiI6IngifQ.";
    let token = Token::parse(text).unwrap();
    let names = |values: &mut dyn Iterator<Item = Value<'_>>| -> Vec<String> {
        values.map(|value| value.name().unwrap_or_default().into_owned()).collect()
    };
    assert_eq!(names(&mut token.parameters()), ["alg", "typ"]);
    let claims = token.claims().unwrap();
    assert_eq!(names(&mut claims.children()), ["b", "a", "b"]);
    assert_eq!(claims.children().next().map(Value::source), Some("1.0"));
    assert_eq!(token.string_claim("b").as_deref(), Some("x"));
    assert_eq!(token.claim("a").map(Value::kind), Some(JsonKind::Array));
}

#[test]
fn rules_are_listed() {
    assert!(rules().count() > 200);
    assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Info);
    let inspection = inspect("no token", now());
    assert_eq!(inspection.verdict.state, VerdictState::NotAToken);
    assert!(inspection.tokens.is_empty() && inspection.changes_at().is_none());
}

// ---- the examples ----

#[test]
fn decode_prints_what_is_in_a_token() {
    assert_eq!(
        decode::decoded(decode::TOKEN).unwrap(),
        "header  typ: \"JWT\"\nheader  alg: \"HS256\"\nclaim   iss: \"joe\"\nclaim   exp: 1300819380\n\
         claim   http://example.com/is_root: true\nfrom    joe\nuntil   22 Mar 2011, 18:43:00 UTC\n\
         signed  32 bytes\n"
    );
    assert_eq!(decode::decoded("x").unwrap_err().to_string(), "expected one token: it looks like ordinary text");
}

#[test]
fn verify_prints_what_a_server_would_say() {
    let said = |now| verify_example::verified(verify_example::TOKEN, verify_example::KEY, now).unwrap();
    let in_time = said(NumericDate::from_seconds(1_300_819_370));
    assert_eq!(
        in_time,
        "Valid (signature): Signature verified\nEC P-256 fits\nPassed form: It is well-formed\n\
         Passed algorithm: \"ES256\" is allowed\nPassed signature: The signature fits\n\
         Passed expiry: It expires in 10 seconds\n"
    );
    assert!(said(now()).starts_with("Invalid (expired): Signature verified, but the token has expired\n"));
}

#[test]
fn lint_log_line_names_the_column() {
    let line = "GET /cb?token=eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0. 200";
    assert_eq!(
        lint_log_line::linted(line, now()),
        [
            "15: Not signed: anyone could have written this",
            "15: alg-none: Not signed: the algorithm is none",
            "15: exp-missing: No expiry (exp)",
            "15: aud-missing: No audience (aud)",
        ]
    );
    assert!(lint_log_line::linted("GET /index.html 200", now()).is_empty());
}

/// What is asked of a judgement and a verification one by one.
#[test]
fn answers_are_had_one_by_one() {
    let token = Token::parse(&vector("RS256")).unwrap();
    assert_eq!(token.text(), vector("RS256"));
    let judged = &inspect(token.text(), now()).tokens[0];
    assert_eq!((judged.profile(), judged.provider()), (None, None));
    let mut access = inspect(&format!("{}.{}.AA", encode(r#"{"alg":"RS256","typ":"at+jwt"}"#), encode("{}")), now());
    assert_eq!(access.tokens.remove(0).profile(), Some("Access token"));

    let key = own::key;
    let set = |names: [&str; 2]| format!(r#"{{"keys":[{},{}]}}"#, key(names[0]), key(names[1]));
    for (names, place) in [(["rsa.jwk.json", "p256.jwk.json"], 0), (["p256.jwk.json", "rsa.jwk.json"], 1)] {
        let verification = verify(&token, &Keys::parse(&set(names)).unwrap(), &Natively, now());
        assert_eq!(verification.key(), Some(place), "{names:?}");
    }
    let other = Keys::parse(&key("p256.jwk.json")).unwrap();
    assert_eq!(verify(&token, &other, &Natively, now()).key(), None);
}

/// The name of an algorithm is what is printed of it.
#[test]
fn an_algorithm_is_printed_by_its_name() {
    struct Noting(std::cell::RefCell<Vec<String>>);
    impl Engine for Noting {
        fn verify(&self, algorithm: &SignatureAlgorithm, _: &[u8], _: &[u8], _: &[u8]) -> Result<bool, EngineError> {
            self.0.borrow_mut().push(algorithm.to_string());
            Ok(false)
        }
    }
    let noting = Noting(Default::default());
    let key = Keys::parse(&own::key("p256.jwk.json")).unwrap();
    let _ = verify(&Token::parse(&vector("ES256")).unwrap(), &key, &noting, now());
    assert_eq!(noting.0.borrow()[0], "ES256");
}
