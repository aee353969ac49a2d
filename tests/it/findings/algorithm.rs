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
        text("alg-wrong-kind", Error, alg("\"dir\""), token(JWE, GOOD, &SIGNATURE), jwe),
    ]
}
