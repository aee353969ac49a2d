//! What is drawn once a signature was checked.

use super::*;
use crate::check::signature::{Answer, Trial};
use crate::intake::{self, Found};
use crate::judge::expect::Expected;
use crate::report::verification::verification;

/// Holds a token against keys; an engine, where one is asked, says `engine`.
fn checked(text: &str, keys: &str, engine: Answer) -> Verification {
    let Found::Tokens(tokens, _) = intake::find(text) else { panic!("no token in {text}") };
    let mut trial = Trial::new(tokens.into_iter().next().expect("one was found"), keys);
    while trial.pending().is_some() {
        trial.answer(engine);
    }
    verification(Some(&trial), keys, NumericDate::from_seconds(NOW), &Expected::default())
}

/// A token with an HMAC that is right.
fn by_hmac(payload: &str, secret: &str) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let unsigned = token(r#"{"alg":"HS256","typ":"JWT"}"#, payload);
    let (message, _) = unsigned.rsplit_once('.').expect("a token has dots");
    let mac =
        Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).expect("a secret of any length").chain_update(message);
    format!("{message}.{}", crate::text::base64url::encode(&mac.finalize().into_bytes()))
}

/// What is said of the token changes with the check of its signature, in the heading and in the panel: words and tone.
#[test]
fn what_a_check_of_the_signature_says() {
    const SECRET: &str = "kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU";
    let current = r#"{"iss":"https://login.example","sub":"u-42","aud":"api","iat":1795175820,"exp":1795176720}"#;
    let (good, known, expired) = (
        by_hmac(current, SECRET),
        by_hmac(current, "secret"),
        by_hmac(r#"{"sub":"u-42","aud":"api","iat":1795168800,"exp":1795172400}"#, SECRET),
    );
    let key = include_str!("../../../tests/vectors/keys/rsa.jwk.json");
    let vectors: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../../tests/vectors/tokens.json")).expect("rows");
    let vector = |name: &str| {
        vectors.iter().find(|row| row["name"] == name).and_then(|row| row["text"].as_str()).map(str::to_owned)
    };
    let (by_rsa, own) = (vector("RS256").expect("is there"), vector("a key of its own, alone").expect("is there"));
    let cases = [
        (&good, SECRET, Answer::No, "good", "class=\"badge\": \"Verified\"", "Signature verified"),
        (&good, "another secret", Answer::No, "bad", "Invalid signature", "Invalid signature"),
        (
            &known,
            "secret",
            Answer::No,
            "bad",
            "Signed with a publicly known secret",
            "Signed with a publicly known secret",
        ),
        (&expired, SECRET, Answer::No, "bad", "Expired", "Signature verified, but the token has expired"),
        (&by_rsa, key, Answer::Yes, "good", "class=\"badge\": \"Verified\"", "Signature verified"),
        (
            &own,
            "",
            Answer::Yes,
            "warn",
            " · the signature proves nothing",
            "The signature fits only the token's own key",
        ),
        (&good, key, Answer::No, "neutral", "class=\"badge\": \"Not verified\"", "The key is of the wrong kind"),
    ];
    for (text, keys, engine, tone, heading, panel) in cases {
        let checked = checked(text, keys, engine);
        let head = lines_checked(text, Some(&checked), &Options::default(), false);
        let head = head.split("data-live").next().unwrap_or_default();
        assert!(
            head.contains(&format!("class=\"verdict {tone}\"")) && head.contains(heading),
            "{heading} in {tone}:\n{head}"
        );
        let report = shown(text, NumericDate::from_seconds(NOW));
        let panel_lines: String =
            check::result(Some(&checked), report.tokens.first()).iter().map(Node::to_string).collect();
        assert!(
            panel_lines.contains(&format!("class=\"result {tone}\"")) && panel_lines.contains(panel),
            "{panel} in {tone}:\n{panel_lines}"
        );
    }
}
