//! What a check says where keys are many, malformed or in disguise: a forgery is found behind any number of keys, what
//! was not tried is said, and what is wrong with a key is told of the key and not of the token.

use hmac::{Hmac, KeyInit, Mac};
use jotglass::check::signature::trial::MAX_HASHED;
use jotglass::check::signature::{Answer, Trial};
use jotglass::intake::{self, Found};
use jotglass::jose::key;
use jotglass::judge::expect::Expected;
use jotglass::report::Severity;
use jotglass::report::verification::{SignatureState, Verification, verification};
use jotglass::text::base64url::encode_standard;
use jotglass::{NumericDate, judge::lint};
use sha2::Sha256;

use crate::support::{NOW, encode, token};

const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

/// An RSA key, a different one for each number, with more members.
fn rsa(number: usize, more: &str) -> String {
    let mut modulus = vec![0xF1; 256];
    modulus[1..9].copy_from_slice(&(number as u64).to_be_bytes());
    format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"{more}}}"#, encode(modulus))
}

fn set(keys: impl Iterator<Item = String>) -> String {
    format!(r#"{{"keys":[{}]}}"#, keys.collect::<Vec<_>>().join(","))
}

/// The key of a text as OpenSSL writes it.
fn pem(jwk: &str) -> String {
    let digits = encode_standard(&key::read(jwk).keys[0].spki().unwrap());
    let lines: String =
        digits.as_bytes().chunks(64).map(|line| format!("{}\n", std::str::from_utf8(line).unwrap())).collect();
    format!("-----BEGIN PUBLIC KEY-----\n{lines}-----END PUBLIC KEY-----\n")
}

/// A token with an HMAC that is right.
fn by_hmac(secret: impl AsRef<[u8]>, payload: &str) -> String {
    let message = format!("{}.{}", encode(r#"{"alg":"HS256"}"#), encode(payload));
    let tag = Hmac::<Sha256>::new_from_slice(secret.as_ref()).unwrap().chain_update(&message).finalize().into_bytes();
    format!("{message}.{}", encode(tag))
}

/// Holds a token against keys, by an engine that answers `engine` to everything.
fn run(text: &str, keys: &str, engine: impl Fn(usize) -> Answer) -> Trial<'static> {
    let Found::Tokens(tokens, _) = intake::find(text) else { panic!("no token in {text}") };
    let mut trial = Trial::new(tokens.into_iter().next().unwrap(), keys);
    let mut count = 0;
    while trial.pending().is_some() {
        trial.answer(engine(count));
        count += 1;
    }
    trial
}

fn judged(text: &str, keys: &str, engine: impl Fn(usize) -> Answer) -> Verification {
    verification(Some(&run(text, keys, engine)), text, NumericDate::from_seconds(NOW), &Expected::default())
}

#[track_caller]
fn check(text: &str, keys: &str, state: SignatureState, reason: &str) -> Verification {
    let found = judged(text, keys, |_| Answer::No);
    assert_eq!(
        (found.verdict.state, found.verdict.reason),
        (state, reason),
        "{} {}",
        found.verdict.sentence,
        found.verdict.summary
    );
    found
}

#[test]
fn a_forgery_is_found_with_any_key_of_a_set() {
    let keys = set((0..100).map(|number| rsa(number, "")));
    for number in [0, 15, 16, 20, 50, 99] {
        let found = check(&by_hmac(pem(&rsa(number, "")), "{}"), &keys, SignatureState::Invalid, "forged");
        assert!(found.keys[number].fits, "{number}");
    }
    check(&by_hmac(&keys, "{}"), &keys, SignatureState::Invalid, "forged");
    check(&by_hmac("something else", "{}"), &keys, SignatureState::Unchecked, "key");
}

#[test]
fn who_has_a_private_key_forges_nothing() {
    let private = rsa(1, r#","d":"AQ""#);
    check(&by_hmac(&private, "{}"), &private, SignatureState::Unchecked, "key");
    check(&by_hmac(pem(&private), "{}"), &private, SignatureState::Invalid, "forged");
}

#[test]
fn a_secret_that_is_a_public_key_is_a_forgery() {
    let der = key::read(EC).keys[0].spki().unwrap();
    let hex: String = der.iter().map(|byte| format!("{byte:02x}")).collect();
    for secret in [
        hex.clone(),
        hex.to_uppercase(),
        format!("jwk={EC}"),
        pem(EC).replace("-----", ""),
        pem(EC).replace('-', "\u{2212}"),
    ] {
        check(&by_hmac(&secret, "{}"), &secret, SignatureState::Invalid, "forged");
        check(&by_hmac(format!("{}\n", secret.trim()), "{}"), secret.trim(), SignatureState::Invalid, "forged");
    }
    // The same where the server had decoded it, and as a secret in a JWK.
    check(&by_hmac(&der, "{}"), &hex, SignatureState::Invalid, "forged");
    let oct = format!(r#"{{"kty":"oct","k":"{}"}}"#, encode(pem(EC)));
    check(&by_hmac(pem(EC), "{}"), &oct, SignatureState::Invalid, "forged");
    for secret in
        ["9d02e471c83fb6158ad047fe632c990bf158ae347dc21e86db40b36f05e972ac", "correct horse battery staple and more"]
    {
        check(&by_hmac(secret, "{}"), secret, SignatureState::Valid, "signature");
    }
}

#[test]
fn what_was_not_tried_is_said() {
    let signed = |header: &str| token(&format!(r#"{{"alg":"RS256"{header}}}"#), "{}", &[0x5A; 256]);
    let keys = set((0..101).map(|number| rsa(number, &format!(r#","kid":"k{number}""#))));
    let found = check(&signed(""), &keys, SignatureState::Unchecked, "limit");
    assert!(found.verdict.summary.contains("only the first 100 are read"), "{}", found.verdict.summary);
    assert!(found.problems.iter().any(|problem| problem.why.contains("at most 100 keys")));
    check(&signed(r#","kid":"k100""#), &keys, SignatureState::Unchecked, "limit");
    // The key that is meant was read, and denies it.
    check(&signed(r#","kid":"k7""#), &keys, SignatureState::Invalid, "mismatch");
    assert_eq!(
        judged(&signed(""), &keys, |count| if count == 99 { Answer::Yes } else { Answer::No }).verdict.state,
        SignatureState::Valid
    );
    let keys = set((0..100).map(|number| rsa(number, "")));
    let found = check(&signed(""), &keys, SignatureState::Invalid, "mismatch");
    assert!(found.verdict.summary.contains("given up"), "{}", found.verdict.summary);
    assert!(found.keys.iter().all(|key| key.fate == "does not fit"));
}

/// A long message is hashed a few times, not once for each spelling of each key.
#[test]
fn what_is_hashed_is_bounded() {
    let payload = format!(r#"{{"a":"{}"}}"#, "a".repeat(MAX_HASHED / 32));
    let secrets = set((0..25).map(|number| format!(r#"{{"kty":"oct","k":"{}"}}"#, encode(format!("secret {number}")))));
    let found = check(&by_hmac("another", &payload), &secrets, SignatureState::Unchecked, "limit");
    assert!(found.verdict.summary.contains("128 MiB"), "{}", found.verdict.summary);
    let fates: Vec<&str> = found.keys.iter().map(|key| key.fate).collect();
    assert!(fates.starts_with(&["does not fit"]) && fates.ends_with(&["was not tried"]), "{fates:?}");
    assert!(found.findings.iter().any(|finding| finding.id == "keys-limit"));
}

#[test]
fn a_bad_key_is_told_of_the_key() {
    let ecdsa = token(r#"{"alg":"ES256"}"#, "{}", &[1; 64]);
    let rs = token(r#"{"alg":"RS256"}"#, "{}", &[1; 256]);
    let eddsa = token(r#"{"alg":"EdDSA"}"#, "{}", &[1; 64]);
    let n = encode([0xF1; 256]);
    let okp = |x: &[u8]| format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, encode(x));
    for (text, keys, words) in [
        (&ecdsa, EC.replace("MKBC", "MKBD"), "not on that curve"),
        (&ecdsa, EC.replace("v7D4", "v7D4="), "padding (=)"),
        (&ecdsa, EC.replace("\"MKBC", "\""), "x: expected 32 bytes"),
        (&ecdsa, EC.replace("P-256", "P-257"), "\"P-257\""),
        (&ecdsa, EC.replace("\"y\"", "\"z\""), "member y"),
        (&rs, format!(r#"{{"kty":"RSA","n":"{n}=","e":"AQAB"}}"#), "n: expected base64url, but found padding (=)"),
        (
            &rs,
            format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, encode([&[0], &[0xF1; 256][..]].concat())),
            "n: expected no leading",
        ),
        (&rs, format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, encode([0xF0; 256])), "even number"),
        (&rs, format!(r#"{{"kty":"RSA","n":"{n}","e":"AQ"}}"#), "exponent of 1"),
        (&rs, format!(r#"{{"kty":"RSA","n":"{n}","e":"Ag"}}"#), "even exponent"),
        (&rs, format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, encode([0xF1; 60])), "too small"),
        (&rs, format!(r#"{{"kty":"RSA","n":"{n}","e":"{}"}}"#, encode([0xF1; 9])), "e: expected at most 64 bits"),
        (&eddsa, okp(&[&[1][..], &[0; 31]].concat()), "small order"),
        (&eddsa, okp(&[0xFF; 32]), "below the prime"),
        (&eddsa, okp(&[&[2][..], &[0; 31]].concat()), "not"),
    ] {
        let found = judged(text, &keys, |_| Answer::Yes);
        assert_eq!((found.verdict.state, found.verdict.reason), (SignatureState::Unchecked, "key"), "{keys}");
        assert!(
            found.verdict.summary.contains(words) && !found.verdict.sentence.contains("kind"),
            "{}",
            found.verdict.summary
        );
        assert!(found.findings.iter().any(|finding| finding.severity == Severity::Error), "{keys}");
    }
    // The key that the token names is spoken of, not another.
    let named = token(r#"{"alg":"ES256","kid":"b"}"#, "{}", &[1; 64]);
    let with = |kid: &str, key: &str| key.replace("\"kty\"", &format!("\"kid\":\"{kid}\",\"kty\""));
    let keys = set([with("a", &EC.replace("MKBC", "MKBD")), with("b", &EC.replace("v7D4", "v7D4="))].into_iter());
    let found = judged(&named, &keys, |_| Answer::No);
    assert!(
        found.verdict.summary.contains("kid \"b\"") && found.verdict.summary.contains("padding"),
        "{}",
        found.verdict.summary
    );
}

/// With an exponent as long as the modulus one check takes an engine long, so a set of such keys would hang a page.
/// With 64 bits it does not.
#[test]
fn a_long_exponent_never_reaches_an_engine() {
    let signed = token(r#"{"alg":"RS256"}"#, "{}", &[0x5A; 384]);
    let keys = |exponent: usize| {
        let mut number = 0;
        set(std::iter::repeat_with(move || {
            number += 1;
            format!(
                r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#,
                encode([vec![0xF1; 383], vec![number * 2 + 1]].concat()),
                encode(vec![0xF1; exponent])
            )
        })
        .take(100))
    };
    for (exponent, count) in [(384, 0), (9, 0), (8, 100)] {
        let asked = std::cell::Cell::new(0);
        run(&signed, &keys(exponent), |_| {
            asked.set(asked.get() + 1);
            Answer::No
        });
        assert!(if count == 0 { asked.get() == 0 } else { asked.get() >= count }, "{exponent}: {}", asked.get());
    }
}

/// An order of a curve or more as the second number of EdDSA is never handed to an engine, which may take it.
#[test]
fn a_second_spelling_of_eddsa_is_refused_here() {
    let order = [
        0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let key = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let below = {
        let mut number = order;
        number[0] -= 1;
        number
    };
    for (number, state, reason) in [
        (order, SignatureState::Invalid, "range"),
        ([0xFF; 32], SignatureState::Invalid, "range"),
        (below, SignatureState::Valid, "signature"),
        ([0; 32], SignatureState::Valid, "signature"),
    ] {
        let text = token(r#"{"alg":"EdDSA"}"#, "{}", &[&[7; 32][..], &number].concat());
        let found = judged(&text, key, |_| Answer::Yes);
        assert_eq!((found.verdict.state, found.verdict.reason), (state, reason), "{number:x?}");
    }
    let key = r#"{"kty":"OKP","crv":"Ed448","x":"X9dEm1m0Yf0s54fsYWrUah2hNCSFpw4fig6nXYDpZ3jt8SR2m0bHBhvWeD3x5Q9s0foavq_oJWGA"}"#;
    for (last, state) in [(0x00, SignatureState::Valid), (0x01, SignatureState::Invalid)] {
        let text = token(r#"{"alg":"EdDSA"}"#, "{}", &[&[7; 57][..], &[1; 56], &[last]].concat());
        assert_eq!(judged(&text, key, |_| Answer::Yes).verdict.state, state, "{last}");
    }
}

/// One key denies it and another could not be asked: it is not known to be wrong.
#[test]
fn what_no_engine_could_tell_is_not_wrong() {
    let keys = set((0..2).map(|number| rsa(number, "")));
    let text = token(r#"{"alg":"RS256"}"#, "{}", &[1; 256]);
    let found = judged(&text, &keys, |count| if count == 0 { Answer::No } else { Answer::CannotTell });
    assert_eq!((found.verdict.state, found.verdict.reason), (SignatureState::Unchecked, "engine"));
    let fates: Vec<&str> = found.keys.iter().map(|key| key.fate).collect();
    assert_eq!(fates, ["does not fit", "could not be tried"]);
    assert!(lint::rules().any(|rule| rule.id == "keys-limit"));
}

/// A long modulus among those that deny the signature does not make its length wrong.
#[test]
fn a_longer_key_beside_it_is_no_matter_of_length() {
    let long = format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, encode([0xF1; 512]));
    let text = token(r#"{"alg":"RS256"}"#, "{}", &[1; 256]);
    check(&text, &set([long.clone(), rsa(1, "")].into_iter()), SignatureState::Invalid, "mismatch");
    check(&text, &long, SignatureState::Invalid, "length");
}

#[test]
fn kinds_that_are_not_supported_are_named() {
    let line = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t";
    let found = check(&token(r#"{"alg":"EdDSA"}"#, "{}", &[1; 64]), line, SignatureState::Unchecked, "key");
    assert_eq!(found.verdict.sentence, "This kind of key is not supported");
}
