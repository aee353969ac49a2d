//! One JSON Web Key, member by member (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2, RFC 9964 §3), and what is wrong with
//! each: they are read as strictly as the specifications write them, since verifiers differ in what they put up with.

use super::{Encoding, Form, Key, MAX_SECRET, Material, Reading, asn1};
use crate::jose::jwk::{self, Jwk};
use crate::text::base64url::{self, Base64urlFlawKind, decode_standard};
use crate::text::json::{JsonKind, Value};
use crate::text::span::Span;
use crate::text::visible::{label, quoted, visible};

/// Operations that are kept of a key.
const MAX_OPERATIONS: usize = 16;

/// The key, and its faults.
pub(super) fn key(jwk: Jwk<'_>, span: Span) -> Key {
    let kty = jwk.kty();
    let mut members = KeyMembers { jwk, faults: Vec::new() };
    let (own, material) = match &*kty {
        "RSA" => ("n", Material::Rsa { modulus: members.number("n"), exponent: members.number("e") }),
        "EC" | "OKP" => ("x", members.point(&kty)),
        "AKP" => ("pub", members.akp()),
        "oct" => ("k", Material::Secret(vec![Reading { how: Encoding::Base64url, bytes: members.secret() }])),
        "" => {
            members.faults.push("expected the member kty, but found none".to_owned());
            ("", Material::Other(String::new()))
        }
        other => ("", Material::Other(visible(other))),
    };
    let mut key = Key::new(material, Form::Jwk, span);
    key.faults.splice(..0, members.faults);
    if let Some(Ok(leaf)) = jwk.member("x5c").and_then(|list| list.children().next()).map(certificate) {
        key.certificate = leaf.certificate;
        if jwk.member(own).is_none() {
            (key.material, key.faults) = (leaf.material, leaf.faults);
        } else if key.material != leaf.material && key.faults.is_empty() {
            key.faults.push("expected the same key in x5c (RFC 7517 §4.7), but found another".to_owned());
        }
    }
    key.kid = jwk.text("kid").map(Into::into);
    let mut purpose = KeyMembers { jwk, faults: Vec::new() };
    (key.alg, key.usage, key.operations) = (purpose.word("alg"), purpose.word("use"), purpose.operations());
    key.faults.extend(purpose.faults);
    key.is_private = kty != "oct" && jwk.private_member().is_some();
    key
}

/// The members of a key, and what is wrong with those that were read.
struct KeyMembers<'a> {
    jwk: Jwk<'a>,
    faults: Vec<String>,
}

impl KeyMembers<'_> {
    fn fault(&mut self, name: &str, why: &str, found: &str) {
        self.faults.push([name, why, found].concat());
    }

    /// A member that says what the key is for; `None` without one, or for null, which some programs write instead.
    fn said(&self, name: &str) -> Option<Value<'_>> {
        self.jwk.member(name).filter(|value| value.kind() != JsonKind::Null)
    }

    /// A member that is a word (RFC 7517 §4.2, §4.4).
    fn word(&mut self, name: &str) -> Option<String> {
        let value = self.said(name)?;
        let (word, found) = (value.string().map(Into::into), label(value.source()));
        if word.is_none() {
            self.fault(name, ": expected a string, but found ", &found);
        }
        word
    }

    /// What the key may be used for (RFC 7517 §4.3).
    fn operations(&mut self) -> Option<Vec<String>> {
        let list = self.said("key_ops")?;
        let found = label(list.source());
        let is_list = list.kind() == JsonKind::Array && list.children().all(|item| item.kind() == JsonKind::String);
        let operations = list.children().filter_map(Value::string).map(Into::into).take(MAX_OPERATIONS).collect();
        if !is_list {
            self.fault("key_ops", ": expected a list of strings, but found ", &found);
        } else if list.children().nth(MAX_OPERATIONS).is_some() {
            let most = format!("at most {MAX_OPERATIONS} words, but found more");
            self.fault("key_ops", ": expected ", &most);
        }
        Some(operations)
    }

    /// The bytes of a member; empty without one.
    fn bytes(&mut self, name: &str) -> Vec<u8> {
        let Some(value) = self.jwk.member(name) else {
            self.fault("expected the member ", name, ", but found none");
            return Vec::new();
        };
        let Some(text) = value.string() else {
            self.fault(name, ": expected a string, but found ", &label(value.source()));
            return Vec::new();
        };
        let decoded = base64url::decode(&text);
        if let Some(flaw) = decoded.flaws.first() {
            let found = match flaw.kind {
                Base64urlFlawKind::IllegalCharacter => "a character of another alphabet",
                Base64urlFlawKind::StandardAlphabet => "+ or / of ordinary base64",
                Base64urlFlawKind::Padding => "padding (=)",
                Base64urlFlawKind::Length => "one character too many",
                Base64urlFlawKind::Noncanonical => "unused bits that are not zero",
            };
            self.fault(name, ": expected base64url, but found ", found);
        } else if decoded.bytes.is_empty() {
            self.fault(name, ": expected bytes, but found ", "none");
        }
        decoded.bytes
    }

    /// A secret, which has the same limit as one in text.
    fn secret(&mut self) -> Vec<u8> {
        let bytes = self.bytes("k");
        if bytes.len() > MAX_SECRET {
            let found = format!("at most {MAX_SECRET} bytes, but found {}", bytes.len());
            self.fault("k", ": expected ", &found);
        }
        bytes
    }

    /// A number, which has no leading zeros (RFC 7518 §2).
    fn number(&mut self, name: &str) -> Vec<u8> {
        let bytes = self.bytes(name);
        if bytes.first() == Some(&0) {
            self.fault(name, ": expected no leading zeros, but found ", "some");
        }
        bytes
    }

    /// Bytes of a length.
    fn exactly(&mut self, name: &str, length: usize) -> Vec<u8> {
        let bytes = self.bytes(name);
        if bytes.len() != length && !bytes.is_empty() {
            let found = match asn1::read(&bytes) {
                Ok(_) => {
                    format!("the bare {length} bytes of the key, but found {} bytes of DER around them", bytes.len())
                }
                Err(_) => format!("{length} bytes, but found {}", bytes.len()),
            };
            self.fault(name, ": expected ", &found);
        }
        bytes
    }

    /// Coordinates have the full length of their field (RFC 7518 §6.2.1.2).
    fn point(&mut self, kty: &str) -> Material {
        let crv = self.jwk.text("crv").unwrap_or_default();
        match jwk::curve(&crv) {
            Some(curve) if curve.has_y && kty == "EC" => {
                let mut point = self.exactly("x", curve.coordinate);
                point.extend(self.exactly("y", curve.coordinate));
                return Material::Ec { curve: curve.name, point };
            }
            Some(curve) if !curve.has_y && kty == "OKP" => {
                return Material::Okp { curve: curve.name, x: self.exactly("x", curve.coordinate) };
            }
            Some(_) => self.faults.push(["kty ", kty, " and crv ", &crv, " do not belong together"].concat()),
            None => self.fault(
                "crv",
                ": expected a known curve, but found ",
                &if crv.is_empty() { "none".to_owned() } else { quoted(&crv) },
            ),
        }
        Material::Other([kty, " ", &visible(&crv)].concat())
    }

    fn akp(&mut self) -> Material {
        let alg = self.jwk.text("alg").unwrap_or_default();
        match jwk::akp(&alg) {
            Some((alg, length)) => Material::Akp { alg, public: self.exactly("pub", length) },
            None => {
                if alg.is_empty() {
                    self.bytes("alg");
                }
                Material::Other(["AKP ", &visible(&alg)].concat())
            }
        }
    }
}

/// The key in an item of `x5c`.
pub(super) fn certificate(item: Value<'_>) -> Result<Key, &'static str> {
    let bytes = item.string().and_then(|text| decode_standard(&text)).ok_or("expected ordinary base64")?;
    let key = asn1::read(&bytes)?;
    match key.form {
        Form::Certificate => Ok(Key { span: item.span(), ..key }),
        _ => Err("expected a certificate, but found a bare key"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Keys, read};
    use super::*;

    /// RFC 7517 appendix A.1.
    const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

    #[track_caller]
    fn only(text: &str) -> Key {
        let Keys { mut keys, problems, .. } = read(text);
        assert_eq!((keys.len(), problems.len()), (1, 0), "{text}\n{keys:?}\n{problems:?}");
        keys.pop().unwrap()
    }

    #[track_caller]
    fn faults(text: &str, expected: &[&str]) {
        let key = only(text);
        assert_eq!(key.faults, expected, "{text}");
        assert!(key.faults.is_empty() || key.spki().is_none() && key.raw().is_none() && key.thumbprint().is_none());
    }

    #[test]
    fn what_a_key_says_is_kept() {
        let key = only(&EC.replace(
            "\"kty\"",
            "\"kid\":\"a\",\"alg\":\"ES256\",\"use\":\"sig\",\"key_ops\":[\"verify\"],\"d\":\"AA\",\"kty\"",
        ));
        assert_eq!(
            (key.kid.as_deref(), key.alg.as_deref(), key.usage.as_deref()),
            (Some("a"), Some("ES256"), Some("sig"))
        );
        assert_eq!((key.operations, key.is_private), (Some(vec!["verify".to_owned()]), true));
        let key = only(r#"{"kty":"oct","k":"AAAA"}"#);
        assert_eq!(key.material, Material::Secret(vec![Reading { how: Encoding::Base64url, bytes: vec![0; 3] }]));
        assert!(!key.is_private);
        assert_eq!(only(r#"{"kty":"new"}"#).material, Material::Other("new".to_owned()));
    }

    #[test]
    fn faults_of_members() {
        faults(EC, &[]);
        faults(
            &EC.replace("MKBC", "MKBD"),
            &["expected a point on P-256, but found one that is not on that curve; such keys are made for attacks"],
        );
        faults(&EC.replace("\"MKBC", "\""), &["x: expected 32 bytes, but found 29"]);
        faults(&EC.replace("v7D4", "v7D4="), &["x: expected base64url, but found padding (=)"]);
        faults(&EC.replace("v7D4", "v7D5"), &["x: expected base64url, but found unused bits that are not zero"]);
        faults(&EC.replace("\"y\"", "\"z\""), &["expected the member y, but found none"]);
        faults(&EC.replace("\"EC\"", "\"OKP\""), &["kty OKP and crv P-256 do not belong together"]);
        faults(&EC.replace("P-256", "P-257"), &["crv: expected a known curve, but found \"P-257\""]);
        faults(&EC.replace("\"crv\"", "\"c\""), &["crv: expected a known curve, but found none"]);
        faults(
            &EC.replace("\"EC\"", "\"RSA\""),
            &["expected the member n, but found none", "expected the member e, but found none"],
        );
        faults(
            r#"{"kty":"RSA","n":"AMDB","e":"AAEAAQ"}"#,
            &["n: expected no leading zeros, but found some", "e: expected no leading zeros, but found some"],
        );
        faults(
            &format!(r#"{{"kty":"RSA","n":"w{}","e":"AQAB"}}"#, "A".repeat(2731)),
            &["n: expected at most 16384 bits, but found 16392"],
        );
        let long = crate::text::base64url::encode(&[0xFF; 9]);
        faults(
            &format!(r#"{{"kty":"RSA","n":"w{}","e":"{long}"}}"#, "B".repeat(511)),
            &["e: expected at most 64 bits, but found 72, more than verifiers compute with"],
        );
        faults(r#"{"kty":"RSA","n":3,"e":"AQAB"}"#, &["n: expected a string, but found 3"]);
        faults(r#"{"kty":"oct","k":""}"#, &["k: expected bytes, but found none"]);
        faults(r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AAAA"}"#, &["pub: expected 1312 bytes, but found 3"]);
        faults(r#"{"kty":"AKP","alg":"ML-DSA-44"}"#, &["expected the member pub, but found none"]);
        faults(r#"{"keys":[{"n":"AA"}]}"#, &["expected the member kty, but found none"]);
        faults(
            r#"{"kty":"RSA","n":"wMDA","e":"AQAB"}"#,
            &["n: expected a product of two odd primes, but found an even number"],
        );
        let der = "MCowBQYDK2VwAyEA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        let x = "x: expected the bare 32 bytes of the key, but found 44 bytes of DER around them";
        faults(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{der}"}}"#), &[x]);
        let small = "x: expected a point of large order, but found one of small order, under which one signature fits \
            many messages";
        faults(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"AQ{}"}}"#, "A".repeat(41)), &[small]);
    }

    #[test]
    fn what_a_key_is_for_is_said_in_strings() {
        let with = |more: &str| EC.replace("\"kty\"", &format!("{more},\"kty\""));
        faults(&with(r#""alg":5"#), &["alg: expected a string, but found 5"]);
        faults(&with(r#""use":["enc"]"#), &[r#"use: expected a string, but found ["enc"]"#]);
        faults(&with(r#""key_ops":"encrypt""#), &[r#"key_ops: expected a list of strings, but found "encrypt""#]);
        faults(&with(r#""key_ops":[1]"#), &["key_ops: expected a list of strings, but found [1]"]);
        let many = format!(r#""key_ops":[{}"sign"]"#, r#""verify","#.repeat(MAX_OPERATIONS));
        faults(&with(&many), &["key_ops: expected at most 16 words, but found more"]);
        let key = only(&with(r#""alg":null,"use":null,"key_ops":null"#));
        assert_eq!((key.alg, key.usage, key.operations), (None, None, None));
    }
}
