//! Keys in DER. What it is is told by its structure, not by a label, because labels are often wrong.
//!
//! ```text
//! SubjectPublicKeyInfo = SEQUENCE { algorithm, BIT STRING }                          ; RFC 5280 §4.1.2.7
//! RSAPublicKey         = SEQUENCE { n, e }                                           ; RFC 8017 appendix A.1.1
//! RSAPrivateKey        = SEQUENCE { 0, n, e, d, p, q, dp, dq, qi }                   ; RFC 8017 appendix A.1.2
//! OneAsymmetricKey     = SEQUENCE { 0 / 1, algorithm, OCTET STRING, [0], [1] public } ; RFC 5958 §2
//! ECPrivateKey         = SEQUENCE { 1, OCTET STRING, [0] curve, [1] public }         ; RFC 5915 §3
//! Certificate          = SEQUENCE { SEQUENCE, algorithm, BIT STRING }                ; RFC 5280 §4.1, RFC 2986 §4
//! EncryptedPrivateKey  = SEQUENCE { algorithm, OCTET STRING }                        ; RFC 5958 §3
//! ```

use super::{Form, Key, Material};
use crate::jose::der::{self, BIT_STRING, Elements, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE};
use crate::jose::jwk::{self, Curve};
use crate::jose::x509::{self, AlgorithmIdentifier, Certificate};
use crate::text::span::Span;

pub(super) const ENCRYPTED: &str = "expected a public key, but found an encrypted private one; paste the public key";
const PRIVATE_ONLY: &str = "expected a public key, but found only the private half, and no public one is computed \
    here; get it with: openssl pkey -in key.pem -pubout";
pub(super) const DAMAGED: &str =
    "expected DER, but found it cut off or damaged; copy it again, from its first line to its last";
pub(super) const LONGER: &str = "expected the end of the key, but found more bytes; copy it again";
const UNKNOWN: &str = "expected a key or a certificate, but found other DER";
pub(super) const COMPRESSED: &str = "expected an uncompressed point (04, x, y), but found a compressed one, which \
    browsers do not read; convert the key";
pub(super) const HYBRID: &str = "expected an uncompressed point (04, x, y), but found a hybrid one; convert the key";
const INFINITY: &str =
    "expected a point of its curve, but found the point at infinity, which belongs to no private key";
pub(super) const POINT: &str = "expected a point of the length of its curve (04, x, y), but found another";
const LENGTH: &str = "expected a public key of the length of its kind, but found another";
const EXPLICIT: &str =
    "expected a curve by its name, but found its parameters written out, which can hide a weak one; convert the key";
const NUMBER: &str = "expected two positive numbers, n and e, but found others";

/// Context-specific tags of constructed elements, and of [1] as a bit string.
const CONTEXT_0: u8 = 0xA0;
const CONTEXT_1: u8 = 0xA1;
const BITS_1: u8 = 0x81;

/// Kinds that are known but of no use here.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x2a\x86\x48\xce\x3d\x03\x01\x01", "EC P-192"),
    (b"\x2b\x81\x04\x00\x21", "EC P-224"),
    (b"\x2b\x24\x03\x03\x02\x08\x01\x01\x07", "EC brainpoolP256r1"),
    (b"\x2b\x24\x03\x03\x02\x08\x01\x01\x0b", "EC brainpoolP384r1"),
    (b"\x2b\x24\x03\x03\x02\x08\x01\x01\x0d", "EC brainpoolP512r1"),
    (b"\x2a\x86\x48\xce\x38\x04\x01", "DSA"),
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x03\x01", "DH"),
];

/// Whether it is an algorithm of keys, be they of use here or not.
pub(super) fn is_known(algorithm: &AlgorithmIdentifier<'_>) -> bool {
    let is_other = || algorithm.id == x509::EC || OTHERS.iter().any(|(id, _)| *id == algorithm.id);
    !algorithm.kind().is_empty() || is_other()
}

/// The bytes of the first element of `bytes`, where it is whole.
pub(super) fn first(bytes: &[u8]) -> Option<&[u8]> {
    let mut elements = Elements::of(bytes);
    elements.next()?;
    bytes.get(..bytes.len() - elements.rest().len())
}

/// Reads DER that is whole from its first byte to its last.
pub(super) fn read(bytes: &[u8]) -> Result<Key, &'static str> {
    let mut outer = Elements::of(bytes);
    let mut parts = outer.enter(SEQUENCE).ok_or(DAMAGED)?;
    if !outer.is_done() {
        return Err(LONGER);
    }
    let mut ahead = parts;
    let mut tag = || ahead.next().map_or(0, |(tag, _)| tag);
    let (form, is_private, found) = match [tag(), tag(), tag()] {
        [SEQUENCE, BIT_STRING, 0] => (Form::Spki, false, spki(parts)),
        [INTEGER, INTEGER, 0] => (Form::Pkcs1, false, numbers(parts)),
        [INTEGER, INTEGER, INTEGER] if parts.count() == 9 => (Form::Pkcs1, true, rsa(bytes)),
        [INTEGER, SEQUENCE, OCTET_STRING] => (Form::Pkcs8, true, pkcs8(parts)),
        [INTEGER, OCTET_STRING, _] => (Form::Sec1, true, sec1(parts, None)),
        [SEQUENCE, SEQUENCE, BIT_STRING] => match x509::public_key(bytes) {
            Some(info) => (Form::Certificate, false, spki(info)),
            // A request has no serial number and no dates.
            None => (Form::Spki, false, parts.enter(SEQUENCE).ok_or(DAMAGED).and_then(request)),
        },
        [SEQUENCE, OCTET_STRING, 0] => return Err(ENCRYPTED),
        _ => return Err(UNKNOWN),
    };
    let (material, alg) = found?;
    let mut key = Key::new(material, form, Span::default());
    key.is_private = is_private;
    key.alg = alg.map(str::to_owned);
    key.certificate = if form == Form::Certificate { Certificate::read(bytes) } else { None };
    Ok(key)
}

/// What a key is made of, and the algorithm that its format names.
type Contents = Result<(Material, Option<&'static str>), &'static str>;

fn spki(mut info: Elements<'_>) -> Contents {
    let algorithm = AlgorithmIdentifier::read(&mut info).ok_or(DAMAGED)?;
    public(&algorithm, bits(info.read(BIT_STRING)).ok_or(DAMAGED)?)
}

fn request(mut body: Elements<'_>) -> Contents {
    body.read(INTEGER).ok_or(UNKNOWN)?;
    body.read(SEQUENCE).ok_or(UNKNOWN)?;
    spki(body.enter(SEQUENCE).ok_or(UNKNOWN)?)
}

/// The content of a bit string of whole bytes.
fn bits(content: Option<&[u8]>) -> Option<&[u8]> {
    content?.strip_prefix(&[0])
}

/// The public key `bytes` of a kind.
fn public(algorithm: &AlgorithmIdentifier<'_>, bytes: &[u8]) -> Contents {
    let kind = algorithm.kind();
    if kind == "RSA" {
        let (material, _) = rsa(bytes)?;
        return Ok((material, if algorithm.id == x509::RSA_PSS { pss(algorithm) } else { None }));
    }
    if let Some((alg, length)) = jwk::akp(kind) {
        let material = Material::Akp { alg, public: bytes.to_vec() };
        return if bytes.len() == length { Ok((material, Some(alg))) } else { Err(LENGTH) };
    }
    match jwk::curve(kind) {
        Some(curve) if curve.has_y => ec(curve, bytes),
        Some(curve) if bytes.len() == curve.coordinate => {
            Ok((Material::Okp { curve: curve.name, x: bytes.to_vec() }, None))
        }
        Some(_) => Err(LENGTH),
        None => other(algorithm),
    }
}

fn other(algorithm: &AlgorithmIdentifier<'_>) -> Contents {
    if algorithm.id == x509::EC && algorithm.parameters.is_some_and(|(tag, _)| tag != OBJECT_IDENTIFIER) {
        return Err(EXPLICIT);
    }
    let id = algorithm.key_id();
    let known = OTHERS.iter().find(|(known, _)| *known == id);
    Ok((Material::Other(known.map_or_else(|| der::dotted(id), |(_, name)| (*name).to_owned())), None))
}

/// A point (SEC 1 §2.3.3).
pub(super) fn ec(curve: &Curve, bytes: &[u8]) -> Contents {
    match bytes.split_first() {
        Some((4, point)) if point.len() == 2 * curve.coordinate => {
            Ok((Material::Ec { curve: curve.name, point: point.to_vec() }, None))
        }
        Some((0, [])) => Err(INFINITY),
        Some((2 | 3, _)) => Err(COMPRESSED),
        Some((6 | 7, _)) => Err(HYBRID),
        _ => Err(POINT),
    }
}

/// A key of PKCS#1, public or private.
fn rsa(bytes: &[u8]) -> Contents {
    let mut parts = Elements::of(bytes).enter(SEQUENCE).ok_or(DAMAGED)?;
    if parts.count() > 2 {
        parts.read(INTEGER);
    }
    numbers(parts)
}

fn numbers(mut parts: Elements<'_>) -> Contents {
    let mut number =
        || parts.read(INTEGER).filter(|digits| digits.first().is_some_and(|&first| first < 0x80)).ok_or(NUMBER);
    let (modulus, exponent) = (der::trim(number()?).to_vec(), der::trim(number()?).to_vec());
    if modulus.is_empty() || exponent.is_empty() {
        return Err(NUMBER);
    }
    Ok((Material::Rsa { modulus, exponent }, None))
}

/// The algorithm that the parameters of RSASSA-PSS restrict a key to (RFC 4055 §3.1), by its hash.
fn pss(algorithm: &AlgorithmIdentifier<'_>) -> Option<&'static str> {
    let (_, parameters) = algorithm.parameters?;
    let hash = AlgorithmIdentifier::read(&mut Elements::of(parameters).enter(CONTEXT_0)?)?;
    match hash.id.strip_prefix(b"\x60\x86\x48\x01\x65\x03\x04\x02")? {
        [1] => Some("PS256"),
        [2] => Some("PS384"),
        [3] => Some("PS512"),
        _ => None,
    }
}

fn pkcs8(mut parts: Elements<'_>) -> Contents {
    parts.read(INTEGER);
    let algorithm = AlgorithmIdentifier::read(&mut parts).ok_or(DAMAGED)?;
    let secret = parts.read(OCTET_STRING).ok_or(DAMAGED)?;
    if algorithm.kind() == "RSA" {
        return public(&algorithm, secret);
    }
    if algorithm.id == x509::EC {
        return sec1(Elements::of(secret).enter(SEQUENCE).ok_or(DAMAGED)?, Some(&algorithm));
    }
    parts.read(CONTEXT_0);
    match bits(parts.read(BITS_1)) {
        Some(bytes) => public(&algorithm, bytes),
        None if algorithm.kind().is_empty() => other(&algorithm),
        None => Err(PRIVATE_ONLY),
    }
}

/// Its curve is its own, or that of the PKCS#8 around it.
fn sec1(mut parts: Elements<'_>, around: Option<&AlgorithmIdentifier<'_>>) -> Contents {
    parts.read(INTEGER);
    parts.read(OCTET_STRING);
    let own = parts.enter(CONTEXT_0).and_then(|mut inner| inner.next());
    let algorithm =
        AlgorithmIdentifier { id: x509::EC, parameters: around.and_then(|around| around.parameters).or(own) };
    match bits(parts.enter(CONTEXT_1).and_then(|mut inner| inner.read(BIT_STRING))) {
        Some(bytes) => public(&algorithm, bytes),
        None if algorithm.kind().is_empty() => other(&algorithm),
        None => Err(PRIVATE_ONLY),
    }
}
