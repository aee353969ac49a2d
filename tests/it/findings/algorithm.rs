//! The algorithm.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let alg = |source| inside(Header, "/alg", source);
    let jwe = format!("{}..{}.AA.{}", encode(JWE), encode([1; 12]), encode([2; 16]));
    vec![
        header("alg-none", Error, alg("\"none\""), UNSIGNED, r#"{"alg":"None"}"#),
        header("alg-none-variant", Error, alg("\"nOnE\""), r#"{"alg":"nOnE"}"#, UNSIGNED),
        header("alg-none-variant", Error, alg(r#""n\u043ene""#), r#"{"alg":"n\u043ene"}"#, r#"{"alg":"n\u043ane"}"#),
        header("alg-missing", Error, segment(Header, encode(r#"{"typ":"JWT"}"#)), r#"{"typ":"JWT"}"#, HEADER),
        header("alg-not-string", Error, alg("256"), r#"{"alg":256}"#, r#"{"alg":"256"}"#),
        header("alg-not-string", Error, alg("null"), r#"{"alg":null}"#, r#"{"Alg":null}"#),
        header("alg-case", Error, alg("\"hs256\""), r#"{"alg":"hs256"}"#, UNTYPED),
        header("alg-unknown", Error, alg("\"HS257\""), r#"{"alg":"HS257"}"#, r#"{"alg":"hs256"}"#),
        header("alg-prohibited", Error, alg("\"HS1\""), r#"{"alg":"HS1"}"#, r#"{"alg":"HS2"}"#),
        text(
            "alg-prohibited",
            Error,
            inside(Header, "/enc", "\"A128CBC\""),
            sealed(r#"{"alg":"dir","enc":"A128CBC"}"#),
            sealed(r#"{"alg":"dir","enc":"A128CBC-HS256"}"#),
        ),
        header("alg-deprecated-eddsa", Info, alg("\"EdDSA\""), r#"{"alg":"EdDSA"}"#, r#"{"alg":"Ed25519"}"#),
        header("alg-hmac-shared", Info, alg("\"HS256\""), UNTYPED, r#"{"alg":"RS256"}"#),
        text(
            "alg-hmac-shared",
            Warning,
            alg("\"HS256\""),
            token(UNTYPED, r#"{"aud":["a","b"]}"#, &SIGNATURE),
            token(r#"{"alg":"ES256"}"#, r#"{"aud":["a","b"]}"#, &SIGNATURE),
        ),
        header("alg-rsa-pkcs1", Info, alg("\"RS256\""), r#"{"alg":"RS256"}"#, r#"{"alg":"PS256"}"#),
        header("alg-no-webcrypto", Info, alg("\"ES256K\""), r#"{"alg":"ES256K"}"#, r#"{"alg":"ES256"}"#),
        header("alg-no-webcrypto", Info, alg("\"ML-DSA-44\""), r#"{"alg":"ML-DSA-44"}"#, r#"{"alg":"Ed25519"}"#),
        header(
            "alg-draft",
            Warning,
            alg("\"ML-DSA-44-ES256\""),
            r#"{"alg":"ML-DSA-44-ES256"}"#,
            r#"{"alg":"ML-DSA-44"}"#,
        ),
        header(
            "alg-confusion-shape",
            Warning,
            inside(Header, "/x5t", "\"AA\""),
            r#"{"alg":"HS256","x5t":"AA"}"#,
            r#"{"alg":"RS256","x5t":"AA"}"#,
        ),
        header(
            "alg-confusion-shape",
            Warning,
            inside(Header, "/jwk", r#"{"kty":"RSA"}"#),
            r#"{"alg":"HS256","jwk":{"kty":"RSA"}}"#,
            r#"{"alg":"HS256","jwk":{"kty":"oct"}}"#,
        ),
        text("alg-wrong-kind", Error, alg("\"dir\""), token(JWE, GOOD, &SIGNATURE), jwe),
    ]
}
