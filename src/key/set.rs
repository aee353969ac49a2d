//! Keys in JSON: a JSON Web Key and a set of them (RFC 7517), PEM in the strings of other JSON, such as the certificates of
//! Google by their kid, and what a token's header brings along (RFC 7515 §4.1.3, §4.1.6).

use super::{Encoding, Form, Key, Keys, MAX_SECRET, Material, Reading, asn1, pem};
use crate::base64url::{self, FlawKind, decode_standard};
use crate::json::{Document, Kind, Value};
use crate::jwk::{self, Jwk};
use crate::span::Span;
use crate::token::Token;
use crate::visible::{label, quoted, visible};

/// What a problem is called.
const JWK: &str = "a JSON Web Key";
/// Operations that are kept of a key.
const MAX_OPERATIONS: usize = 16;

/// The keys that a token's header holds: `jwk`, and the first certificate of `x5c`. They prove nothing by themselves.
///
/// Spans are in the header's text.
pub fn embedded(token: &Token) -> Keys {
    let mut keys = Keys::default();
    if let Some(value) = token.parameter("jwk") {
        add(value, &mut keys);
    }
    if let Some(first) = token.parameter("x5c").and_then(|list| list.children().next()) {
        match certificate(first) {
            Ok(key) => keys.add(key),
            Err(why) => keys.fail(first.span(), "a certificate", why),
        }
    }
    keys
}

/// Reads JSON; whether it was JSON, or was meant to be a key in JSON.
pub(super) fn read(text: &str, keys: &mut Keys) -> bool {
    if !text.starts_with(['{', '[']) {
        return false;
    }
    let document = Document::read(text.to_owned());
    if let Some(error) = document.error() {
        let is_meant = text.contains("kty") && !pem::is_meant(text);
        if is_meant {
            keys.fail(Span::at(error.at), JWK, &error.describe(text));
        }
        return is_meant;
    }
    let Some(root) = document.root() else { return false };
    let inner = ["jwks", "jwk"].into_iter().find_map(|name| root.member(name)).filter(|value| value.kind() == Kind::Object);
    let holder = if root.member("keys").is_none() { inner.unwrap_or(root) } else { root };
    let list = if root.kind() == Kind::Array { Some(root) } else { holder.member("keys") };
    if let Some(list) = list.filter(|list| list.kind() == Kind::Array && list.children().all(|item| item.kind() != Kind::String)) {
        keys.is_set = true;
        if list.children().next().is_none() {
            keys.fail(list.span(), "a set of keys", "expected a key in it, but found none");
        }
        for value in list.children() {
            add(value, keys);
            if keys.is_full() {
                break;
            }
        }
    } else if holder.member("kty").is_some() {
        add(holder, keys);
    } else if !strings(&document, root, keys) {
        match root.member("jwks_uri").and_then(Value::string) {
            Some(address) => {
                let why = "expected keys, but found the discovery document, and nothing is fetched here; open its jwks_uri, ";
                keys.fail(root.span(), "a set of keys", &[why, &quoted(&address), ", and paste what it shows"].concat());
            }
            None => keys.fail(root.span(), JWK, "expected the member \"kty\" of a key, or \"keys\" of a set, but found neither"),
        }
    }
    true
}

/// The text of a JSON string; `None` for all else.
pub(super) fn string(text: &str) -> Option<String> {
    let document = text.starts_with('"').then(|| Document::read(text.to_owned())).filter(|document| document.error().is_none())?;
    document.root().and_then(Value::string).map(Into::into)
}

/// Whether a text begins with a JWK that is a public key, whatever follows it.
pub(super) fn is_public(text: &str) -> bool {
    let document = Document::read(text.to_owned());
    let jwk = document.root().and_then(Jwk::of).filter(|jwk| jwk.is_asymmetric() && jwk.private_member().is_none());
    jwk.is_some_and(|jwk| key(jwk, Span::default()).faults.is_empty())
}

/// The first certificate of a JWK's source.
pub(super) fn certificate_bytes(source: &str) -> Option<Vec<u8>> {
    let document = Document::read(source.to_owned());
    let first = document.member("x5c")?.children().next()?;
    decode_standard(&first.string()?)
}

/// Reads PEM in all strings; whether there was some. Where the root's members are nothing else, their names are those of keys.
fn strings(document: &Document, root: Value<'_>, keys: &mut Keys) -> bool {
    let is_pem = |value: Value<'_>| value.kind() == Kind::String && pem::is_meant(value.source());
    let is_map = root.children().all(is_pem) && root.kind() == Kind::Object;
    let mut is_any = false;
    for value in document.values().filter(|value| is_pem(*value)) {
        let (known, said) = (keys.keys.len(), keys.problems.len());
        is_any |= pem::read(&value.string().unwrap_or_default(), keys);
        for key in keys.keys.iter_mut().skip(known) {
            key.span = value.span();
            key.kid = value.name().filter(|_| is_map).map(Into::into);
        }
        keys.problems.iter_mut().skip(said).for_each(|problem| problem.span = value.span());
        if keys.is_full() {
            break;
        }
    }
    keys.is_set |= is_any && is_map;
    is_any
}

fn add(value: Value<'_>, keys: &mut Keys) {
    match Jwk::of(value) {
        Some(jwk) => keys.add(key(jwk, value.span())),
        None => keys.fail(value.span(), JWK, "expected an object, but found another value"),
    }
}

/// The key in an item of `x5c`.
fn certificate(item: Value<'_>) -> Result<Key, &'static str> {
    let bytes = item.string().and_then(|text| decode_standard(&text)).ok_or("expected ordinary base64")?;
    let key = asn1::read(&bytes)?;
    match key.form {
        Form::Certificate => Ok(Key { span: item.span(), ..key }),
        _ => Err("expected a certificate, but found a bare key"),
    }
}

fn key(jwk: Jwk<'_>, span: Span) -> Key {
    let kty = jwk.kty();
    let mut members = Members { jwk, faults: Vec::new() };
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
    let mut purpose = Members { jwk, faults: Vec::new() };
    (key.alg, key.usage, key.operations) = (purpose.word("alg"), purpose.word("use"), purpose.operations());
    key.faults.extend(purpose.faults);
    key.is_private = kty != "oct" && jwk.private_member().is_some();
    key
}

/// The members of a key, and what is wrong with those that were read.
struct Members<'a> {
    jwk: Jwk<'a>,
    faults: Vec<String>,
}

impl Members<'_> {
    fn fault(&mut self, name: &str, why: &str, found: &str) {
        self.faults.push([name, why, found].concat());
    }

    /// A member that says what the key is for; `None` where there is none, or null, which some programs write for that.
    fn said(&self, name: &str) -> Option<Value<'_>> {
        self.jwk.member(name).filter(|value| value.kind() != Kind::Null)
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
        let is_list = list.kind() == Kind::Array && list.children().all(|item| item.kind() == Kind::String);
        let operations = list.children().filter_map(Value::string).map(Into::into).take(MAX_OPERATIONS).collect();
        if !is_list {
            self.fault("key_ops", ": expected a list of strings, but found ", &found);
        } else if list.children().nth(MAX_OPERATIONS).is_some() {
            let most = format!("at most {MAX_OPERATIONS} words, but found more");
            self.fault("key_ops", ": expected ", &most);
        }
        Some(operations)
    }

    /// The bytes of a member; empty where there are none.
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
                FlawKind::IllegalCharacter => "a character of another alphabet",
                FlawKind::StandardAlphabet => "+ or / of ordinary base64",
                FlawKind::Padding => "padding (=)",
                FlawKind::Length => "one character too many",
                FlawKind::Noncanonical => "unused bits that are not zero",
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
                Ok(_) => format!("the bare {length} bytes of the key, but found {} bytes of DER around them", bytes.len()),
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
            None => {
                self.fault("crv", ": expected a known curve, but found ", &if crv.is_empty() { "none".to_owned() } else { quoted(&crv) })
            }
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

#[cfg(test)]
mod tests {
    use super::super::{Keys, read};
    use super::*;

    /// RFC 7517 appendix A.1.
    const EC: &str =
        r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

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
        let key =
            only(&EC.replace("\"kty\"", "\"kid\":\"a\",\"alg\":\"ES256\",\"use\":\"sig\",\"key_ops\":[\"verify\"],\"d\":\"AA\",\"kty\""));
        assert_eq!((key.kid.as_deref(), key.alg.as_deref(), key.usage.as_deref()), (Some("a"), Some("ES256"), Some("sig")));
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
        faults(&EC.replace("\"EC\"", "\"RSA\""), &["expected the member n, but found none", "expected the member e, but found none"]);
        faults(
            r#"{"kty":"RSA","n":"AMDB","e":"AAEAAQ"}"#,
            &["n: expected no leading zeros, but found some", "e: expected no leading zeros, but found some"],
        );
        faults(&format!(r#"{{"kty":"RSA","n":"w{}","e":"AQAB"}}"#, "A".repeat(2731)), &["n: expected at most 16384 bits, but found 16392"]);
        faults(r#"{"kty":"RSA","n":3,"e":"AQAB"}"#, &["n: expected a string, but found 3"]);
        faults(r#"{"kty":"oct","k":""}"#, &["k: expected bytes, but found none"]);
        faults(r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AAAA"}"#, &["pub: expected 1312 bytes, but found 3"]);
        faults(r#"{"kty":"AKP","alg":"ML-DSA-44"}"#, &["expected the member pub, but found none"]);
        faults(r#"{"keys":[{"n":"AA"}]}"#, &["expected the member kty, but found none"]);
        faults(r#"{"kty":"RSA","n":"wMDA","e":"AQAB"}"#, &["n: expected a product of two odd primes, but found an even number"]);
        let der = "MCowBQYDK2VwAyEA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        let x = "x: expected the bare 32 bytes of the key, but found 44 bytes of DER around them";
        faults(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{der}"}}"#), &[x]);
        let small = "x: expected a point of large order, but found one of small order, under which one signature fits many messages";
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

    #[test]
    fn sets_and_what_is_around_keys() {
        for text in
            [format!(r#"{{"issuer":"x","keys":[{EC},{EC}]}}"#), format!("[{EC},{EC}]"), format!(r#"{{"jwks":{{"keys":[{EC},{EC}]}}}}"#)]
        {
            let keys = read(&text);
            assert_eq!((keys.keys.len(), keys.problems.len(), keys.is_set), (2, 0, true), "{text}");
            assert_eq!(keys.keys[1].span.of(&text), EC, "{text}");
        }
        for text in
            [format!("\u{feff} {EC}\n"), format!("'{EC}'"), format!("\"{}\"", EC.replace('"', "\\\"")), format!(r#"{{"jwk":{EC}}}"#)]
        {
            assert!(only(&text).faults.is_empty(), "{text}");
        }
        assert_eq!(only(&crate::base64url::encode(EC.as_bytes())).form, Form::Jwk);
    }

    #[test]
    fn certificates_by_kid_and_private_keys_of_services() {
        let pem = r"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEASmyuOjH4q3bPqsOwf61G4jBH5L2g9kWnCDOp/7IOHKg=\n-----END PUBLIC KEY-----\n";
        let keys = read(&format!(r#"{{"a":"{pem}","b":"{pem}"}}"#));
        assert_eq!(keys.keys.iter().map(|key| key.kid.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("b")]);
        assert!(keys.is_set);
        assert_eq!(only(&format!(r#"{{"type":"service_account","private_key":"{pem}"}}"#)).kid, None);
    }

    #[test]
    fn what_is_no_key_is_said() {
        for (text, why) in [
            (
                r#"{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}"#,
                r#"expected keys, but found the discovery document, and nothing is fetched here; open its jwks_uri, "https://a.example/keys", and paste what it shows"#,
            ),
            (r#"{"keys":[]}"#, "expected a key in it, but found none"),
            (r#"{"keys":[1]}"#, "expected an object, but found another value"),
            ("{}", "expected the member \"kty\" of a key, or \"keys\" of a set, but found neither"),
            (
                r#"{"kty":"EC",}"#,
                r#"expected another member after the comma, but found "}" at line 1, column 13; JSON allows no comma at the end"#,
            ),
        ] {
            let keys = read(text);
            let found: Vec<&str> = keys.problems.iter().map(|problem| &problem.why[..]).collect();
            assert_eq!((keys.keys.len(), &found[..]), (0, &[why][..]), "{text}");
        }
    }

    #[test]
    fn keys_are_limited() {
        let keys = read(&format!("[{}{{}}]", r#"{"kty":"oct","k":"AA"},"#.repeat(super::super::MAX_KEYS)));
        assert_eq!((keys.keys.len(), keys.problems.len()), (super::super::MAX_KEYS, 1));
        assert_eq!(keys.problems[0].why, "expected at most 100 keys; the others are not read");
    }

    #[test]
    fn headers_bring_keys() {
        use crate::span::Span;
        use crate::token::{Origin, compact};
        let header = format!(r#"{{"alg":"ES256","jwk":{EC},"x5c":["AAAA"]}}"#);
        let text = [&base64url::encode(header.as_bytes()), ".e30."].concat();
        let token = compact::read(text.clone(), Origin::verbatim(Span::new(0, text.len())), false);
        let keys = embedded(&token);
        assert_eq!((keys.keys[0].words().as_str(), keys.problems[0].why.as_str()), ("EC P-256", asn1::DAMAGED));
        assert_eq!(keys.keys[0].span.of(&header), EC);
    }
}
