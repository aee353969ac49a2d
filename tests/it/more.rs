//! Tokens of the algorithms that WebCrypto lacks, our own (`tests/vectors`) and the examples of RFC 9964: each good as
//! it stands and no more once it is touched.

use jotglass::jose::key;
use jotglass_more::{Algorithm, MalformedKey, verify};
use serde_json::Value;

use crate::support::{decode, loud, own, read, suite};

const OWN: [(&str, Algorithm); 5] = [
    ("ES256K", Algorithm::Es256k),
    ("Ed448", Algorithm::Ed448),
    ("ML-DSA-44", Algorithm::MlDsa44),
    ("ML-DSA-65", Algorithm::MlDsa65),
    ("ML-DSA-87", Algorithm::MlDsa87),
];

const CASES: [(&str, Algorithm); 3] = [
    ("ML_DSA_44.jose.json", Algorithm::MlDsa44),
    ("ML_DSA_65.jose.json", Algorithm::MlDsa65),
    ("ML_DSA_87.jose.json", Algorithm::MlDsa87),
];

/// How far apart the places are where a copy is damaged; a check takes milliseconds without optimisation.
const STEP: usize = 97;

fn with(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    copy[at] ^= 1 << (at % 8);
    copy
}

/// Good as it stands; with any byte changed or missing it is not.
fn check(name: &str, algorithm: Algorithm, key: &[u8], token: &str) {
    let (message, signature) = token.rsplit_once('.').unwrap();
    let (message, signature) = (message.as_bytes(), decode(signature));
    assert_eq!(verify(algorithm, key, &signature, message), Ok(true), "{name}");
    for at in (0..signature.len()).step_by(STEP).chain([signature.len() - 1]) {
        assert_eq!(
            verify(algorithm, key, &with(&signature, at), message),
            Ok(false),
            "{name}: byte {at} of the signature"
        );
        assert_eq!(verify(algorithm, key, &signature[..at], message), Ok(false), "{name}: cut at {at}");
    }
    for at in (0..key.len()).step_by(STEP) {
        // A changed point may be off its curve; of ML-DSA all bytes are a key.
        assert_ne!(verify(algorithm, &with(key, at), &signature, message), Ok(true), "{name}: byte {at} of the key");
        assert_eq!(verify(algorithm, &key[..at], &signature, message), Err(MalformedKey), "{name}: key cut at {at}");
    }
    for other in Algorithm::ALL.into_iter().filter(|other| *other != algorithm) {
        assert_eq!(verify(other, key, &signature, message), Err(MalformedKey), "{name} as {other:?}");
    }
    assert_eq!(verify(algorithm, key, &signature, &with(message, 0)), Ok(false), "{name}: another message");
}

#[test]
fn tokens_of_our_own() {
    let cases = own::rows("tokens.json");
    for (name, algorithm) in OWN {
        let case = cases.iter().find(|case| case["name"] == name && case["expect"] == "valid").unwrap();
        let file = case["keys"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .find(|file| file.ends_with(".jwk.json"))
            .unwrap();
        let key = key::read(&own::key(file)).keys.pop().and_then(|key| key.raw()).unwrap();
        check(name, algorithm, &key, case["text"].as_str().unwrap());
    }
}

#[test]
fn the_examples_of_ml_dsa() {
    let Some(folder) = suite("ml-dsa") else { return };
    for (file, algorithm) in CASES {
        let case: Value = serde_json::from_str(&read(&folder.join(file))).unwrap();
        let key = decode(case["jwk"]["pub"].as_str().unwrap());
        check(file, algorithm, &key, case["jws"].as_str().unwrap());
    }
    loud(&format!("ml-dsa: {} of {} examples valid", CASES.len(), CASES.len()));
}
