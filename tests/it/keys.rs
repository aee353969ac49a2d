//! Keys of other projects, in every form that those have: each is read, the forms of one key agree, and what cannot be
//! used is said.

use std::collections::BTreeMap;
use std::path::Path;

use jotglass::jose::key::{self, Form, Key, Keys, Material, Reading};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{encode, loud, own, read, settle, suite};

/// The one key of a text, without a fault.
fn only(text: &str) -> Result<Key, String> {
    let Keys { mut keys, problems, .. } = key::read(text);
    match (keys.pop(), problems.first()) {
        (Some(key), None) if keys.is_empty() && key.faults.is_empty() => Ok(key),
        (Some(key), None) => {
            Err(format!("expected one key without faults, but found {:?} and {} more", key.faults, keys.len()))
        }
        (_, Some(problem)) => Err(format!("{}: {}", problem.what, problem.why)),
        (None, None) => Err("expected a key, but found none".to_owned()),
    }
}

/// The one key of a text, which must be public material of its kind.
fn public(text: &str) -> Result<Key, String> {
    let key = only(text)?;
    match key.material {
        Material::Secret(_) | Material::Other(_) => Err(format!("expected a public key, but found {}", key.words())),
        _ => check_forms(key, text),
    }
}

/// Written out and read again, it is the same key.
fn check_forms(key: Key, pasted: &str) -> Result<Key, String> {
    let spki = key.spki().ok_or("no SubjectPublicKeyInfo")?;
    let canonical = key.canonical().ok_or("no canonical JWK")?;
    for text in [encode(&spki), canonical] {
        if only(&text).as_ref().map(|again| &again.material) != Ok(&key.material) {
            return Err(format!("expected the same key from {text}"));
        }
    }
    for (name, bytes) in key.spellings(pasted) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if name.starts_with("PEM") && only(&text).as_ref().map(|again| &again.material) != Ok(&key.material) {
            return Err(format!("expected the same key from {name}"));
        }
    }
    Ok(key)
}

/// A private key without its public half is a problem that says so.
fn private_only(text: &str) -> Result<(), String> {
    let keys = key::read(text);
    match &keys.problems[..] {
        [problem] if keys.keys.is_empty() && problem.why.contains("only the private half") => Ok(()),
        _ => Err(format!("expected a problem, but found {keys:?}")),
    }
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), read(path))).collect()
}

/// Says how a suite went, whose failures are listed.
#[track_caller]
fn report(suite: &str, cases: &[(String, Result<(), String>)]) {
    let tally = settle(suite, cases);
    loud(&format!(
        "{suite}: {} passed of {} ({} expected failures)",
        tally.passed,
        cases.len(),
        tally.expected_failures
    ));
}

fn same(keys: &[Key]) -> Result<(), String> {
    let differs = keys
        .windows(2)
        .find(|pair| pair[0].material != pair[1].material || pair[0].thumbprint() != pair[1].thumbprint());
    differs.map_or(Ok(()), |pair| Err(format!("expected one key, but found {:?} and {:?}", pair[0], pair[1])))
}

#[test]
fn public_private_and_certificate_agree() {
    let Some(folder) = suite("jjwt-pem") else { return };
    let files: BTreeMap<String, String> =
        files(&folder).into_iter().filter(|(name, _)| name.ends_with(".pem")).collect();
    let mut cases = Vec::new();
    for (name, text) in &files {
        let (alg, kind) = name.strip_suffix(".pem").unwrap().split_once('.').unwrap();
        let of_public = public(&files[&format!("{alg}.pub.pem")]);
        let outcome = match kind {
            "pkcs8" if !alg.starts_with(['R', 'P']) && public(text).is_err() => private_only(text),
            _ => public(text).and_then(|key| {
                let form = [("pub", Form::Spki), ("pkcs8", Form::Pkcs8), ("crt", Form::Certificate)]
                    .iter()
                    .find(|(of, _)| *of == kind)
                    .unwrap()
                    .1;
                assert_eq!(
                    (key.form, key.is_private, key.certificate.is_some()),
                    (form, kind == "pkcs8", kind == "crt"),
                    "{name}"
                );
                assert_eq!(key.alg.as_deref().unwrap_or(alg), alg, "{name}");
                same(&[key, of_public?])
            }),
        };
        cases.push((name.clone(), outcome));
    }
    report("jjwt-pem", &cases);
}

#[test]
fn keys_of_pyjwt() {
    let Some(folder) = suite("pyjwt-keys") else { return };
    let cases: Vec<_> = files(&folder)
        .into_iter()
        .map(|(name, text)| {
            let outcome = match name.as_str() {
                "jwk_empty.json" => match key::read(&text) {
                    keys if keys.keys.is_empty() && keys.problems.len() == usize::from(!text.trim().is_empty()) => {
                        Ok(())
                    }
                    keys => Err(format!("{keys:?}")),
                },
                "jwk_hmac.json" => secret(&text),
                "testkey_ec_secp192r1.priv" => match only(&text) {
                    Ok(key) if key.material == Material::Other("EC P-192".to_owned()) && key.is_private => Ok(()),
                    other => Err(format!("{other:?}")),
                },
                "testkey_ed25519" | "testkey_ed25519.pem" => private_only(&text),
                _ if name.starts_with("jwk_keyset") => match key::read(&text) {
                    keys if keys.is_set
                        && keys.problems.is_empty()
                        && keys.keys.iter().all(|key| key.faults.is_empty() && key.kid.is_some()) =>
                    {
                        Ok(())
                    }
                    keys => Err(format!("{keys:?}")),
                },
                _ => public(&text).map(drop),
            };
            (name, outcome)
        })
        .collect();
    report("pyjwt-keys", &cases);
    let load = |name: &str| public(&read(&folder.join(name))).unwrap();
    same(&[load("testkey_rsa.priv"), load("testkey_rsa.pub")]).unwrap();
    same(&[load("testkey_ec.priv"), load("testkey_ec.pub"), load("testkey_ec_ssh.pub")]).unwrap();
    same(&[load("jwk_rsa_key.json"), load("jwk_rsa_pub.json")]).unwrap();
}

/// A secret in a JWK has one reading.
fn secret(text: &str) -> Result<(), String> {
    match only(text)?.material {
        Material::Secret(readings) if readings.len() == 1 => Ok(()),
        other => Err(format!("expected a secret, but found {other:?}")),
    }
}

fn any(text: &str) -> Result<(), String> {
    if text.contains("\"oct\"") { secret(text) } else { public(text).map(drop) }
}

#[test]
fn keys_of_joserfc_and_the_cookbook() {
    for name in ["joserfc/keys", "jose-cookbook/jwk"] {
        let Some(folder) = suite(name) else { continue };
        let cases: Vec<_> = files(&folder)
            .into_iter()
            .map(|(name, text)| {
                let is_alone = name == "okp-ed448-private.pem";
                (name, if is_alone { private_only(&text) } else { any(&text) })
            })
            .collect();
        report(name, &cases);
    }
}

#[test]
fn forms_of_one_key_agree() {
    let Some(path) = suite("panva-jose/keys.json") else { return };
    let sets: BTreeMap<String, BTreeMap<String, Value>> = serde_json::from_str(&read(&path)).unwrap();
    let mut cases = Vec::new();
    for (name, forms) in sets {
        let jwk = forms["jwk"].to_string();
        for (form, text) in &forms {
            let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
            let outcome = match public(&text) {
                Ok(key) => public(&jwk).and_then(|jwk| same(&[jwk, key])),
                Err(_) if form == "pkcs8" => private_only(&text),
                Err(why) => Err(why),
            };
            cases.push((format!("{name} {form}"), outcome));
        }
    }
    report("panva-jose/keys.json", &cases);
}

#[test]
fn keys_of_ml_dsa() {
    let Some(folder) = suite("ml-dsa") else { return };
    let cases: Vec<_> = files(&folder)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".json"))
        .map(|(name, text)| {
            let vector: Value = serde_json::from_str(&text).unwrap();
            let outcome = public(&vector["jwk"].to_string()).and_then(|key| {
                // Its kid is its thumbprint (RFC 9964 §6).
                let is_named = key.kid == key.thumbprint();
                if is_named && key.is_private { Ok(()) } else { Err(format!("{:?} {:?}", key.kid, key.thumbprint())) }
            });
            (name, outcome)
        })
        .collect();
    report("ml-dsa", &cases);
}

/// Invalid cases of Wycheproof whose keys are well made: the token, the algorithm or another rule is what is wrong.
/// (4 has two keys of one kid, but one of them is misspelled, too.)
const NOT_THE_KEY: &[(u64, &str)] = &[
    (1, "kinds are mixed in the set"),
    (3, "the signature"),
    (6, "use and alg"),
    (19, "alg"),
    (20, "alg"),
    (21, "use"),
    (25, "alg"),
    (26, "alg"),
];

#[test]
fn faults_of_wycheproof() {
    let Some(folder) = suite("wycheproof") else { return };
    let vectors: Value = serde_json::from_str(&read(&folder.join("json_web_key_test.json"))).unwrap();
    let mut cases = Vec::new();
    for group in vectors["testGroups"].as_array().unwrap() {
        let set = group.get("public").unwrap_or(&group["private"]).to_string();
        let keys = key::read(&set);
        assert!(keys.is_set && keys.problems.is_empty(), "{keys:?}");
        for case in group["tests"].as_array().unwrap() {
            let id = case["tcId"].as_u64().unwrap();
            let is_sound = case["result"] == "valid" || NOT_THE_KEY.iter().any(|(known, _)| *known == id);
            let outcome = match (is_sound, keys.keys.iter().any(is_odd)) {
                (true, true) => Err(format!("expected no fault, but found {:?}", keys.keys)),
                (false, false) => Err("expected a fault or a size that a rule speaks of, but found none".to_owned()),
                _ => Ok(()),
            };
            cases.push((id.to_string(), outcome));
        }
    }
    assert_eq!(Some(cases.len() as u64), vectors["numberOfTests"].as_u64());
    report("wycheproof/json_web_key_test.json", &cases);
    loud(&format!(
        "wycheproof/json_web_key_test.json: {} of them have good keys and wait for a verdict",
        NOT_THE_KEY.len()
    ));
}

/// Whether a key is at fault, or has a size that a rule speaks of: a short modulus or secret, an exponent of 1.
fn is_odd(key: &Key) -> bool {
    !key.faults.is_empty()
        || match &key.material {
            Material::Rsa { modulus, exponent } => modulus.len() < 256 || exponent[..] == [1],
            Material::Secret(readings) => {
                let digest =
                    key.alg.as_deref().and_then(|alg| alg.strip_prefix("HS")?.parse::<usize>().ok()).unwrap_or(0);
                matches!(&readings[..], [Reading { bytes, .. }] if bytes.len() * 8 < digest)
            }
            _ => false,
        }
}

const SAMPLES: [&str; 6] = [
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEASmyuOjH4q3bPqsOwf61G4jBH5L2g9kWnCDOp/7IOHKg=\n-----END PUBLIC KEY-----\n",
    r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}"#,
    r#"{"kid": "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEASmyuOjH4q3bPqsOwf61G4jBH5L2g9kWnCDOp/7IOHKg=\n-----END PUBLIC KEY-----\n"}"#,
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC4pK2dePGgctIAsh0H/tmUrLzx2Vc4Ltc8TN9nfuChG me@here",
    "MCowBQYDK2VwAyEASmyuOjH4q3bPqsOwf61G4jBH5L2g9kWnCDOp/7IOHKg=",
    "0x00ff 11",
];

/// Spans are places of the text, and everything that a key can say of itself can be said.
fn check_any(text: &str) {
    let keys = key::read(text);
    for span in keys.keys.iter().map(|key| key.span).chain(keys.problems.iter().map(|problem| problem.span)) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
    for key in &keys.keys {
        let _ = (key.words(), key.name(), key.bits(), key.thumbprint(), key.spki(), key.raw(), key.spellings(text));
    }
}

#[test]
fn damage_is_survived() {
    for sample in SAMPLES {
        for at in 0..sample.len() {
            for byte in [0, b'\\', b'"', b'-', b'A', b'/', b'\n', b'{', 0x7F] {
                let mut damaged = sample.as_bytes().to_vec();
                damaged[at] = byte;
                check_any(&String::from_utf8(damaged).unwrap());
            }
            check_any(&sample[..at]);
            check_any(&sample[at..]);
        }
    }
}

/// DER with each byte replaced, in PEM.
#[test]
fn damaged_der_is_survived() {
    let Some(folder) = suite("jjwt-pem") else { return };
    for (_, text) in
        files(&folder).into_iter().filter(|(name, _)| name.starts_with("ES256") || name.starts_with("Ed448"))
    {
        let digits = text.split("-----").nth(2).unwrap().replace(['\r', '\n'], "");
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, digits).unwrap();
        for at in 0..bytes.len() {
            for byte in [0x00, 0x03, 0x30, 0x81, 0xFF] {
                let mut damaged = bytes.clone();
                damaged[at] = byte;
                check_any(&format!("-----BEGIN X-----\n{}\n-----END X-----", encode(&damaged)));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,80}", sample in 0..SAMPLES.len(), at in 0_usize..400) {
        check_any(&text);
        let whole = SAMPLES[sample];
        let (before, after) = whole.split_at(at.min(whole.len()));
        check_any(&[before, &text, after].concat());
    }
}

/// What a public key may have been taken for: every part of it, in every alphabet.
#[test]
fn a_public_key_is_spelled_in_all_its_parts() {
    let names = |file: &str| -> Vec<&'static str> {
        let text = own::key(file);
        key::read(&text).keys[0].spellings(&text).into_iter().map(|(name, _)| name).collect()
    };
    let rsa = names("rsa.jwk.json");
    for name in ["PEM of the public key", "DER of PKCS#1", "the modulus", "base64 of the modulus", "the canonical JWK"]
    {
        assert!(rsa.contains(&name), "{name} is not among {rsa:?}");
    }
    let ec = names("p256.jwk.json");
    for name in ["hexadecimal DER of the public key", "x and y", "base64 of x", "the raw key"] {
        assert!(ec.contains(&name), "{name} is not among {ec:?}");
    }
}

/// Of a malformed key nothing is written that an engine would take.
#[test]
fn a_malformed_key_is_not_written_out() {
    let malformed = [
        r#"{"kty":"RSA","n":"AAvT","e":"AQAB"}"#,
        r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#,
        r#"{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}"#,
    ];
    for text in malformed {
        let keys = key::read(text);
        let key = &keys.keys[0];
        assert!(!key.faults.is_empty(), "{text}");
        assert_eq!((key.spki(), key.raw(), key.canonical(), key.thumbprint()), (None, None, None, None), "{text}");
    }
}
