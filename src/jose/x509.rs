//! X.509 certificates (RFC 5280 §4.1), as far as they tell whose key it is, of which kind, and until when.
//!
//! It checks no signature, builds no chain and reads no extension. Of a name it takes what people call it.
//!
//! ```text
//! Certificate    = SEQUENCE { tbsCertificate, signatureAlgorithm, signature }
//! tbsCertificate = SEQUENCE { [0] version OPTIONAL, serialNumber, signature, issuer, validity, subject,
//!                  subjectPublicKeyInfo, ... }
//! ```

use crate::jose::der::{self, BIT_STRING, Elements, INTEGER, OBJECT_IDENTIFIER, SEQUENCE, SET};
use crate::text::time::NumericDate;

/// Attributes of a name that are looked at.
const MAX_ATTRIBUTES: usize = 32;

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whose key it is: the common name, or what there is instead.
    pub subject: String,
    /// Who says so.
    pub issuer: String,
    /// Whether both are the same, as in a root or a certificate that somebody made for himself.
    pub is_self_issued: bool,
    /// From when it is valid.
    pub not_before: NumericDate,
    /// Until when.
    pub not_after: NumericDate,
    /// The kind of key: `RSA`, or the name of the curve or the algorithm as in a JWK; empty where it is another.
    pub key: &'static str,
    /// The size of an RSA modulus in bits; of other keys 0.
    pub bits: usize,
    /// The digest that is signed, where it is one that can be forged: `MD5` or `SHA-1`.
    pub weak_digest: Option<&'static str>,
}

impl Certificate {
    /// Reads DER; `None` where it is no certificate from its first byte to its last.
    pub fn read(bytes: &[u8]) -> Option<Certificate> {
        let Parts { signature, issuer, mut validity, subject, public_key } = Parts::read(bytes)?;
        let (key, bits) = kind_of(public_key)?;
        Some(Certificate {
            subject: name(subject),
            issuer: name(issuer),
            is_self_issued: subject == issuer,
            not_before: time(validity.next()?)?,
            not_after: time(validity.next()?)?,
            key,
            bits,
            weak_digest: WEAK.iter().find(|(id, _)| *id == signature).map(|(_, digest)| *digest),
        })
    }
}

/// The SubjectPublicKeyInfo of a certificate, entered; `None` where it is no certificate from its first byte to its
/// last.
pub fn public_key(bytes: &[u8]) -> Option<Elements<'_>> {
    Parts::read(bytes).map(|parts| parts.public_key)
}

/// An AlgorithmIdentifier (RFC 5280 §4.1.1.2).
#[derive(Clone, Copy, Debug)]
pub struct AlgorithmIdentifier<'a> {
    /// Its object identifier.
    pub id: &'a [u8],
    /// Tag and content of its parameters.
    pub parameters: Option<(u8, &'a [u8])>,
}

impl<'a> AlgorithmIdentifier<'a> {
    /// Reads the next element.
    pub fn read(elements: &mut Elements<'a>) -> Option<AlgorithmIdentifier<'a>> {
        let mut inner = elements.enter(SEQUENCE)?;
        Some(AlgorithmIdentifier { id: inner.read(OBJECT_IDENTIFIER)?, parameters: inner.next() })
    }

    /// The identifier that tells most: that of the curve where it has one.
    pub fn key_id(&self) -> &'a [u8] {
        match self.parameters {
            Some((OBJECT_IDENTIFIER, curve)) if self.id == EC => curve,
            _ => self.id,
        }
    }

    /// The kind of key: `RSA`, or the name of the curve or the algorithm as in a JWK; empty where it is another.
    pub fn kind(&self) -> &'static str {
        let id = self.key_id();
        if id == RSA_PSS { "RSA" } else { KINDS.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| *name) }
    }
}

/// What a certificate is made of, as far as anybody here asks.
struct Parts<'a> {
    signature: &'a [u8],
    issuer: &'a [u8],
    validity: Elements<'a>,
    subject: &'a [u8],
    public_key: Elements<'a>,
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Option<Parts<'a>> {
        let mut outer = Elements::of(bytes);
        let mut certificate = outer.enter(SEQUENCE).filter(|_| outer.is_done())?;
        let mut body = certificate.enter(SEQUENCE)?;
        let signature = certificate.enter(SEQUENCE)?.read(OBJECT_IDENTIFIER)?;
        certificate.read(BIT_STRING)?;
        body.read(VERSION);
        body.read(INTEGER)?;
        body.read(SEQUENCE)?;
        let issuer = body.read(SEQUENCE)?;
        let validity = body.enter(SEQUENCE)?;
        let subject = body.read(SEQUENCE)?;
        Some(Parts { signature, issuer, validity, subject, public_key: body.enter(SEQUENCE)? })
    }
}

const VERSION: u8 = 0xA0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// `rsaEncryption` (RFC 8017 appendix A.1).
pub const RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
/// `id-RSASSA-PSS` (RFC 8017 appendix A.2.3).
pub const RSA_PSS: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a";
/// `id-ecPublicKey` (RFC 5480 §2.1.1).
pub const EC: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";
/// The kinds of key, the curves of [`EC`], and the names that a JWK has for them (RFC 5480 §2.1.1.1, RFC 8410 §3, RFC
/// 9881 §2).
pub const KINDS: &[(&[u8], &str)] = &[
    (RSA, "RSA"),
    (b"\x2a\x86\x48\xce\x3d\x03\x01\x07", "P-256"),
    (b"\x2b\x81\x04\x00\x22", "P-384"),
    (b"\x2b\x81\x04\x00\x23", "P-521"),
    (b"\x2b\x81\x04\x00\x0a", "secp256k1"),
    (b"\x2b\x65\x70", "Ed25519"),
    (b"\x2b\x65\x71", "Ed448"),
    (b"\x2b\x65\x6e", "X25519"),
    (b"\x2b\x65\x6f", "X448"),
    (b"\x60\x86\x48\x01\x65\x03\x04\x03\x11", "ML-DSA-44"),
    (b"\x60\x86\x48\x01\x65\x03\x04\x03\x12", "ML-DSA-65"),
    (b"\x60\x86\x48\x01\x65\x03\x04\x03\x13", "ML-DSA-87"),
];
/// With RSA, with ECDSA, and with DSA.
const WEAK: &[(&[u8], &str)] = &[
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04", "MD5"),
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05", "SHA-1"),
    (b"\x2a\x86\x48\xce\x3d\x04\x01", "SHA-1"),
    (b"\x2a\x86\x48\xce\x38\x04\x03", "SHA-1"),
];

/// The kind and size of a key (RFC 5280 §4.1.2.7).
fn kind_of(mut info: Elements<'_>) -> Option<(&'static str, usize)> {
    let kind = AlgorithmIdentifier::read(&mut info)?.kind();
    let (_, key) = info.read(BIT_STRING)?.split_first()?;
    if kind == "RSA" {
        let modulus = Elements::of(key).enter(SEQUENCE)?.read(INTEGER)?;
        return Some((kind, der::bits(modulus)));
    }
    Some((kind, 0))
}

/// The common name, or else the organisation, or else the last text there is.
fn name(bytes: &[u8]) -> String {
    const PREFERRED: [&[u8]; 2] = [b"\x55\x04\x03", b"\x55\x04\x0a"];
    let mut found: (usize, (u8, &[u8])) = (PREFERRED.len(), (0, b""));
    for (tag, mut set) in Elements::of(bytes).take(MAX_ATTRIBUTES).map(|(tag, content)| (tag, Elements::of(content))) {
        let Some(mut attribute) = set.enter(SEQUENCE).filter(|_| tag == SET) else { continue };
        let Some((id, text)) = attribute.read(OBJECT_IDENTIFIER).zip(attribute.next()) else { continue };
        let rank = PREFERRED.iter().position(|preferred| *preferred == id).unwrap_or(PREFERRED.len());
        if rank <= found.0 {
            found = (rank, text);
        }
    }
    let (_, (tag, text)) = found;
    directory_string(tag, text)
}

const BMP_STRING: u8 = 0x1E;
const UNIVERSAL_STRING: u8 = 0x1C;

/// A DirectoryString (RFC 5280 §4.1.2.4): in UTF-16 or UTF-32 of big-endian units, or else in bytes.
fn directory_string(tag: u8, text: &[u8]) -> String {
    match tag {
        BMP_STRING => {
            let (pairs, _) = text.as_chunks();
            let units = pairs.iter().map(|&pair| u16::from_be_bytes(pair));
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        UNIVERSAL_STRING => {
            let (quads, _) = text.as_chunks();
            let units = quads.iter().map(|&quad| char::from_u32(u32::from_be_bytes(quad)));
            units.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        // Old certificates are written in Latin-1.
        _ => String::from_utf8(text.to_vec()).unwrap_or_else(|_| text.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// `YYMMDDhhmmssZ` of this century or the last, or `YYYYMMDDhhmmssZ` (RFC 5280 §4.1.2.5).
fn time((tag, text): (u8, &[u8])) -> Option<NumericDate> {
    let digits = text.strip_suffix(b"Z").filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
    let mut pairs =
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')));
    let first = pairs.next()?;
    let year = match (tag, digits.len()) {
        (UTC_TIME, 12) => first + if first < 50 { 2000 } else { 1900 },
        (GENERALIZED_TIME, 14) => first * 100 + pairs.next()?,
        _ => return None,
    };
    let (month, day) = (pairs.next()?, pairs.next()?);
    let seconds = pairs.fold(0, |seconds, number| seconds * 60 + number);
    Some(NumericDate::from_seconds(days(year, month, day) * 86_400 + seconds))
}

/// Days from 1970-01-01, in years that begin in March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (month * 153 + 2).div_euclid(5) + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    const LEAF: &str = "MIIBZzCCAQygAwIBAgIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARSb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2lnbmVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASmj+j1fRnmlZVlV1P+1Upjv3efscT6thbhUYLk2YqNUDDEla81bc7yCysd7sEhZFnqpzvOx6sbGsIeiReummI6o08wTTAJBgNVHRMEAjAAMB0GA1UdDgQWBBSZHuqry2WAMrsfEau1LU8sWbyxnDAhBgNVHSMEGjAYoROkETAPMQ0wCwYDVQQDDARSb290ggEBMAoGCCqGSM49BAMCA0kAMEYCIQDFnRLmZMIV6Pkhle0SeKHMdaQAjd1aDbHtcnBfaL994QIhAJhaTE5tIFQ+1AixIiJH9dYqODOLkH8TpwwXF9mFFFYr";
    const RSA_1024: &str = "MIIBhjCB8AIBATANBgkqhkiG9w0BAQsFADAMMQowCAYDVQQDDAFCMB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAwMFowDDEKMAgGA1UEAwwBQjCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAsBCqfo9flOyjIuM9D42tQAqFWOiekJNasMe7QFFGPayKDyRPDlGlUNANwSwQMdcIbMRBrcshtAlnxuf4ZjtrOf55b9NKppT+J/psHoCMAYoYN09zIZ0prljI8zoy43xaukYVb0tQuOhLj/O4MFrpFF5s1rvSZaU9YtMd63lPsFsCAwEAATANBgkqhkiG9w0BAQsFAAOBgQBhJMeS6jviJoJIoxlArBCuQGIFIKj+pR+XQfsQ3SeXqg6B8rCLFLYI/3cYxI0ErXunOySaR0lEPPzqXiB5X7w+veIthA2YcvE62Sbw79FT0zdE9C3g2vvmBW18DjM6u8BqsP7w5tGqmrGPTXO7vi7CiyQVnNeCgiuZF5S9Nwo6AQ==";

    fn bytes(text: &str) -> Vec<u8> {
        STANDARD.decode(text).unwrap()
    }

    #[test]
    fn certificates_are_read() {
        let leaf = Certificate::read(&bytes(LEAF)).unwrap();
        assert_eq!(
            (leaf.subject.as_str(), leaf.issuer.as_str(), leaf.is_self_issued),
            ("signer.example", "Root", false)
        );
        assert_eq!((leaf.key, leaf.bits, leaf.weak_digest), ("P-256", 0, None));
        assert_eq!((leaf.not_before.seconds(), leaf.not_after.seconds()), (1_767_225_600, 2_082_758_400));
        let old = Certificate::read(&bytes(RSA_1024)).unwrap();
        assert_eq!(
            (old.key, old.bits, old.is_self_issued, old.not_after.seconds()),
            ("RSA", 1024, true, 1_609_459_200)
        );
    }

    #[test]
    fn what_is_cut_or_longer_is_none() {
        let whole = bytes(LEAF);
        for end in 0..whole.len() {
            assert_eq!(Certificate::read(&whole[..end]), None, "{end}");
        }
        assert_eq!(Certificate::read(&[&whole[..], b"\0"].concat()), None);
    }

    /// Each byte replaced: nothing panics.
    #[test]
    fn damage_is_survived() {
        for text in [LEAF, RSA_1024] {
            let whole = bytes(text);
            for at in 0..whole.len() {
                for byte in [0x00, 0x01, 0x30, 0x7F, 0x80, 0x81, 0x83, 0xFF] {
                    let mut damaged = whole.clone();
                    damaged[at] = byte;
                    let _ = Certificate::read(&damaged);
                }
            }
        }
    }

    #[test]
    fn names_are_read_in_any_encoding() {
        for (tag, text, expected) in [
            (0x0C, "Zoë".as_bytes(), "Zoë"),
            (0x13, b"signer.example", "signer.example"),
            (0x14, b"Zo\xeb", "Zoë"),
            (BMP_STRING, b"\0Z\0o\0\xeb", "Zoë"),
            (BMP_STRING, b"\x65\xe5\xd8\x3d\xde\x00", "日😀"),
            (BMP_STRING, b"\0Z\xd8\x3d\0o\0", "Z\u{fffd}o"),
            (UNIVERSAL_STRING, b"\0\0\0Z\0\x01\xf6\x00", "Z😀"),
            (UNIVERSAL_STRING, b"\0\0\xd8\x00\0", "\u{fffd}"),
        ] {
            let attribute = der::encode(
                SEQUENCE,
                &[&der::encode(OBJECT_IDENTIFIER, &[b"\x55\x04\x03"]), &der::encode(tag, &[text])],
            );
            assert_eq!(name(&der::encode(SET, &[&attribute])), expected);
        }
    }

    #[test]
    fn dates_are_counted() {
        for (tag, text, expected) in [
            (UTC_TIME, "700101000000Z", Some(0)),
            (UTC_TIME, "490101000000Z", Some(2_493_072_000)),
            (UTC_TIME, "500101000000Z", Some(-631_152_000)),
            (GENERALIZED_TIME, "20240229235959Z", Some(1_709_251_199)),
            (GENERALIZED_TIME, "00000101000000Z", Some(-62_167_219_200)),
            (GENERALIZED_TIME, "99991231235959Z", Some(253_402_300_799)),
            (GENERALIZED_TIME, "240229235959Z", None),
            (UTC_TIME, "7001010000Z", None),
            (UTC_TIME, "70010100000xZ", None),
        ] {
            assert_eq!(time((tag, text.as_bytes())).map(NumericDate::seconds), expected, "{text}");
        }
    }
}
