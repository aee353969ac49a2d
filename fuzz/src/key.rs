//! Keys: what is written out reads as the key it was written from, and secrets stay out of what is said.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::jose::key::{self, Encoding, Form, Key, Keys, MAX_KEYS, MAX_SECRET, Material};
use jotglass::text::visible::hides;

use crate::weave::woven;

/// At most so many keys and problems are read, each at a place of the text; a sound public key survives its own DER,
/// PEM and JWK; a text that is nothing else is itself as a secret.
pub fn holds(data: &[u8]) {
    let text = woven(data);
    let keys = key::read(&text);
    assert!(keys.keys.len() + keys.problems.len() <= MAX_KEYS + 1);
    for problem in &keys.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
        assert!(!problem.why.is_empty() && !problem.why.chars().any(hides), "{problem:?}");
    }
    for key in &keys.keys {
        assert!(text.get(key.span.start..key.span.end).is_some(), "{key:?}");
        is_sound(key, &text);
        survives(key);
        for (name, bytes) in key.spellings(&text) {
            assert!(!name.is_empty() && !bytes.is_empty());
        }
    }
    is_withheld(&text, &keys);
    if text.len() < 4_096 {
        key::pasted(&text);
    }
}

/// The parts of a key are what its kind says.
fn is_sound(key: &Key, text: &str) {
    assert!(!key.name().chars().any(hides), "{key:?}");
    match &key.material {
        Material::Secret(readings) if key.faults.is_empty() => {
            assert!(!readings.is_empty() && readings.iter().all(|reading| !reading.bytes.is_empty()));
            assert!(readings.iter().all(|reading| reading.bytes.len() <= MAX_SECRET + 1));
            if key.form == Form::Text {
                assert_eq!((readings[0].how, &readings[0].bytes[..]), (Encoding::Text, text.as_bytes()));
            }
        }
        Material::Rsa { modulus, exponent } if key.faults.is_empty() => {
            assert!(modulus.first() != Some(&0) && exponent.first() != Some(&0));
        }
        Material::Ec { point, .. } if key.faults.is_empty() => assert_eq!(point.len() % 2, 0),
        _ => {}
    }
}

/// What a sound public key is written as reads as the same key.
pub fn survives(key: &Key) {
    let same = |text: &str, what: &str| {
        let keys = key::read(text);
        let [again] = &keys.keys[..] else { panic!("{what}: {} keys of one, {:?}", keys.keys.len(), keys.problems) };
        assert_eq!(again.material, key.material, "{what}");
        assert_eq!(again.thumbprint(), key.thumbprint(), "{what}");
        assert!(!again.is_private && again.faults.is_empty(), "{what}: {:?}", again.faults);
    };
    if let Some(der) = key.spki() {
        let base64 = STANDARD.encode(&der);
        same(&base64, "DER");
        same(&format!("-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----\n"), "PEM");
    }
    if let Some(canonical) = key.canonical() {
        same(&canonical, "JWK");
    }
}

/// `Debug` shows no secret: of text, that is none of its longer words.
fn is_withheld(text: &str, keys: &Keys) {
    let shown = format!("{keys:?}");
    for key in &keys.keys {
        let Material::Secret(readings) = &key.material else { continue };
        let is_long = |secret: &&str| secret.len() >= 24 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric());
        for secret in readings.iter().filter_map(|reading| std::str::from_utf8(&reading.bytes).ok()).filter(is_long) {
            assert!(!shown.contains(secret), "{text:?} is shown");
        }
    }
}
