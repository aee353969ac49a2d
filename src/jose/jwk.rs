//! JSON Web Keys (RFC 7517) inside a token: what kind of key it is, how big, whether its secret half is there, whether
//! it can be a key at all, and its thumbprint (RFC 7638).
//!
//! Points are not checked against their curve's equation.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::jose::der;
use crate::text::base64url;
use crate::text::json::{JsonKind, Value};

/// The members that only a private or secret key has (RFC 7518 §6, RFC 8037 §2, RFC 9964 §4).
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "priv", "k"];

/// A curve that keys are points of (RFC 7518 §6.2.1.1, RFC 8037 §2, RFC 8812 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curve {
    /// As in `crv`.
    pub name: &'static str,
    /// The bytes of a coordinate.
    pub coordinate: usize,
    /// The bits people call it by.
    pub bits: usize,
    /// Whether a key has two coordinates, as those of `kty` EC have.
    pub has_y: bool,
}

const fn of_two(name: &'static str, coordinate: usize, bits: usize) -> Curve {
    Curve { name, coordinate, bits, has_y: true }
}

const fn of_one(name: &'static str, coordinate: usize, bits: usize) -> Curve {
    Curve { name, coordinate, bits, has_y: false }
}

const CURVES: &[Curve] = &[
    of_two("P-256", 32, 256),
    of_two("P-384", 48, 384),
    of_two("P-521", 66, 521),
    of_two("secp256k1", 32, 256),
    of_one("Ed25519", 32, 256),
    of_one("X25519", 32, 256),
    of_one("Ed448", 57, 456),
    of_one("X448", 56, 448),
];

/// The algorithms of keys of the kind AKP, with the bytes of `pub` (RFC 9964 §3, FIPS 204 §4).
const AKP: &[(&str, usize)] = &[("ML-DSA-44", 1312), ("ML-DSA-65", 1952), ("ML-DSA-87", 2592)];

/// The curve called `crv`.
pub fn curve(crv: &str) -> Option<&'static Curve> {
    CURVES.iter().find(|curve| curve.name == crv)
}

/// The algorithm of an AKP key called `alg`, and the bytes of its public key.
pub fn akp(alg: &str) -> Option<(&'static str, usize)> {
    AKP.iter().find(|(name, _)| *name == alg).copied()
}

/// The JSON that a thumbprint is the digest of (RFC 7638 §3.3): the members that `kty` needs, in their order.
///
/// `None` where one of them is missing or would need an escape.
pub fn canonical<'a>(kty: &str, member: &dyn Fn(&str) -> Option<Cow<'a, str>>) -> Option<String> {
    let names: &[&str] = match kty {
        "EC" => &["crv", "kty", "x", "y"],
        "OKP" => &["crv", "kty", "x"],
        "RSA" => &["e", "kty", "n"],
        "AKP" => &["alg", "kty", "pub"],
        "oct" => &["k", "kty"],
        _ => return None,
    };
    let mut text = String::new();
    for name in names {
        let value =
            member(name).filter(|value| value.bytes().all(|byte| byte > b' ' && byte != b'"' && byte != b'\\'))?;
        text.extend([if text.is_empty() { "{\"" } else { ",\"" }, name, "\":\"", &value, "\""]);
    }
    text.push('}');
    Some(text)
}

/// The SHA-256 thumbprint of [`canonical`] JSON, in base64url (RFC 7638 §3).
pub fn thumbprint(canonical: &str) -> String {
    base64url::encode(&Sha256::digest(canonical))
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Jwk<'a>(Value<'a>);

impl<'a> Jwk<'a> {
    /// Takes `value` for a key; `None` where it is no object.
    pub fn of(value: Value<'a>) -> Option<Jwk<'a>> {
        (value.kind() == JsonKind::Object).then_some(Jwk(value))
    }

    /// A member; the last of its name.
    pub fn member(self, name: &str) -> Option<Value<'a>> {
        self.0.member(name)
    }

    /// The text of a member; `None` where it is no string.
    pub fn text(self, name: &str) -> Option<Cow<'a, str>> {
        self.0.member(name).and_then(Value::string)
    }

    /// The kind of key: `RSA`, `EC`, `OKP`, `AKP`, `oct`; empty where it does not say.
    pub fn kty(self) -> Cow<'a, str> {
        self.text("kty").unwrap_or_default()
    }

    /// Whether its kind has a public half: all but `oct`.
    pub fn is_asymmetric(self) -> bool {
        matches!(&*self.kty(), "RSA" | "EC" | "OKP" | "AKP")
    }

    /// The first member that must never be published.
    pub fn private_member(self) -> Option<Value<'a>> {
        self.0.children().find(|member| PRIVATE.iter().any(|name| member.is_named(name)))
    }

    /// Its size in bits: of the modulus, the curve or the secret; `None` where that is not known.
    pub fn bits(self) -> Option<usize> {
        match &*self.kty() {
            "RSA" => self.bytes("n").map(|modulus| der::bits(&modulus)),
            "oct" => self.bytes("k").map(|secret| secret.len() * 8),
            _ => self.curve().map(|curve| curve.bits),
        }
    }

    /// In words, such as `EC P-256` or `RSA, 2048 bits`.
    pub fn words(self) -> String {
        let kty = self.kty();
        match (self.curve(), self.bits()) {
            (Some(curve), _) => [&*kty, " ", curve.name].concat(),
            (None, Some(bits)) => format!("{kty}, {bits} bits"),
            (None, None) => kty.into_owned(),
        }
    }

    /// Why it can be no key on a curve: kind, curve, lengths and an all-zero coordinate are looked at.
    pub fn curve_fault(self) -> Option<&'static str> {
        let Some(curve) = self.curve() else { return Some("expected a known curve in crv") };
        if self.kty() != if curve.has_y { "EC" } else { "OKP" } {
            return Some("kty and crv do not belong together");
        }
        for name in if curve.has_y { &["x", "y"][..] } else { &["x"] } {
            match self.bytes(name) {
                Some(bytes) if bytes.len() != curve.coordinate => return Some("a coordinate has the wrong length"),
                // For X25519 and X448 this is the point that makes every agreement come out the same.
                Some(bytes) if !curve.has_y && bytes.iter().all(|&byte| byte == 0) => return Some("x is zero"),
                Some(_) => {}
                None => return Some("a coordinate is missing"),
            }
        }
        None
    }

    /// The SHA-256 thumbprint in base64url (RFC 7638 §3); `None` where a member that it needs is missing.
    pub fn thumbprint(self) -> Option<String> {
        canonical(&self.kty(), &|name| self.text(name)).as_deref().map(thumbprint)
    }

    fn bytes(self, name: &str) -> Option<Vec<u8>> {
        self.text(name).map(|text| base64url::decode(&text).bytes)
    }

    fn curve(self) -> Option<&'static Curve> {
        self.text("crv").and_then(|crv| curve(&crv))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json::Document;

    fn read(text: &str) -> Document {
        Document::read(text.to_owned())
    }

    fn jwk(document: &Document) -> Jwk<'_> {
        Jwk::of(document.root().unwrap()).unwrap()
    }

    /// RFC 7638 §3.1.
    const RSA: &str = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#;
    /// RFC 8037 appendix A.1 and A.3.
    const OKP: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    /// RFC 7517 appendix A.1.
    const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

    #[test]
    fn thumbprints_of_the_specifications() {
        assert_eq!(jwk(&read(RSA)).thumbprint().as_deref(), Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
        assert_eq!(jwk(&read(OKP)).thumbprint().as_deref(), Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
        assert_eq!(jwk(&read(r#"{"kty":"EC","crv":"P-256","x":"a"}"#)).thumbprint().as_deref(), None);
        assert_eq!(jwk(&read(r#"{"kty":"OKP","crv":"Ed25519","x":"a\"b"}"#)).thumbprint().as_deref(), None);
        assert_eq!(jwk(&read(r#"{"kty":"?"}"#)).thumbprint().as_deref(), None);
    }

    #[test]
    fn kinds_and_sizes() {
        assert_eq!(jwk(&read(RSA)).words(), "RSA, 2048 bits");
        assert_eq!(jwk(&read(OKP)).words(), "OKP Ed25519");
        assert_eq!(jwk(&read(EC)).bits(), Some(256));
        assert_eq!(jwk(&read(r#"{"kty":"oct","k":"AAAA"}"#)).words(), "oct, 24 bits");
        assert!(!jwk(&read(r#"{"kty":"oct","k":"AAAA"}"#)).is_asymmetric());
        assert_eq!(jwk(&read(r#"{"n":"AAAA"}"#)).words(), "");
    }

    #[test]
    fn secret_halves_are_found() {
        assert_eq!(jwk(&read(OKP)).private_member().map(|member| member.source().len()), Some(45));
        assert!(jwk(&read(EC)).private_member().is_none());
    }

    #[test]
    fn faults_of_points() {
        assert_eq!(jwk(&read(EC)).curve_fault(), None);
        assert_eq!(jwk(&read(OKP)).curve_fault(), None);
        let x25519 = |x: &str| format!(r#"{{"kty":"OKP","crv":"X25519","x":"{x}"}}"#);
        assert_eq!(jwk(&read(&x25519(&"A".repeat(43)))).curve_fault(), Some("x is zero"));
        assert_eq!(jwk(&read(&x25519("AQ"))).curve_fault(), Some("a coordinate has the wrong length"));
        assert_eq!(jwk(&read(&EC.replace("\"y\"", "\"z\""))).curve_fault(), Some("a coordinate is missing"));
        assert_eq!(
            jwk(&read(&EC.replace("\"EC\"", "\"OKP\""))).curve_fault(),
            Some("kty and crv do not belong together")
        );
        assert_eq!(jwk(&read(&EC.replace("P-256", "P-257"))).curve_fault(), Some("expected a known curve in crv"));
    }
}
