//! The examples of RFC 9964: tokens signed with ML-DSA, each good as it stands and no more once it is touched. The other
//! algorithms of that crate are tested there.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jotglass_more::{Algorithm, MalformedKey, verify};
use serde_json::Value;

use crate::support::{loud, read, suite};

const CASES: [(&str, Algorithm); 3] =
    [("ML_DSA_44.jose.json", Algorithm::MlDsa44), ("ML_DSA_65.jose.json", Algorithm::MlDsa65), ("ML_DSA_87.jose.json", Algorithm::MlDsa87)];

/// How far apart the places are where a copy is damaged; a check takes milliseconds without optimisation.
const STEP: usize = 97;

fn with(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    copy[at] ^= 1 << (at % 8);
    copy
}

fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

#[test]
fn the_examples_of_ml_dsa() {
    let Some(folder) = suite("ml-dsa") else { return };
    for (file, algorithm) in CASES {
        let case: Value = serde_json::from_str(&read(&folder.join(file))).unwrap();
        let key = decode(case["jwk"]["pub"].as_str().unwrap());
        let (message, signature) = case["jws"].as_str().unwrap().rsplit_once('.').unwrap();
        let (message, signature) = (message.as_bytes(), decode(signature));

        assert_eq!(verify(algorithm, &key, &signature, message), Ok(true), "{file}");
        for at in (0..signature.len()).step_by(STEP).chain([signature.len() - 1]) {
            assert_eq!(verify(algorithm, &key, &with(&signature, at), message), Ok(false), "{file}: byte {at} of the signature");
            assert_eq!(verify(algorithm, &key, &signature[..at], message), Ok(false), "{file}: cut at {at}");
        }
        for at in (0..key.len()).step_by(STEP) {
            assert_eq!(verify(algorithm, &with(&key, at), &signature, message), Ok(false), "{file}: byte {at} of the key");
            assert_eq!(verify(algorithm, &key[..at], &signature, message), Err(MalformedKey), "{file}: key cut at {at}");
        }
        for other in Algorithm::ALL.into_iter().filter(|other| *other != algorithm) {
            assert_eq!(verify(other, &key, &signature, message), Err(MalformedKey), "{file} as {other:?}");
        }
        assert_eq!(verify(algorithm, &key, &signature, &with(message, 0)), Ok(false), "{file}: another message");
    }
    loud(&format!("ml-dsa: {} of {} examples valid", CASES.len(), CASES.len()));
}
