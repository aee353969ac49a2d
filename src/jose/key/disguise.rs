//! Whether a secret is, or holds, a public key in some spelling that is not read as a key: then whoever knows that key
//! could have made the signature (CVE-2015-9235), however oddly a server wrote its key down.
//!
//! It is asked of a secret that fits, so it may look closely; and it must not take a random secret for a key. So it
//! looks for structure that no random bytes have: DER with the identifier of a kind of key, two coordinates that fulfil
//! the equation of a curve, or names beside the numbers. A bare number, and the 32 bytes of an Edwards key, could be
//! anything.

use super::digits::{base32, decimal_run, hex_runs, is_digit, numbers};
use super::{Key, Keys, MAX_SECRET, Material, asn1, base64, curve, formatted, is_space, percent_decoded, set, ssh};
use crate::jose::der::{self, Elements, INTEGER, SEQUENCE};
use crate::jose::x509::AlgorithmIdentifier;
use crate::text::base64url::decode;

/// The layers of base64, hexadecimal digits and percent-encoding that are taken off.
const MAX_LAYERS: usize = 3;
/// Places at which a key of OpenSSH may begin.
const MAX_BLOBS: usize = 8;
/// Braces at which a JWK may begin. One comes after little else.
const MAX_BRACES: usize = 8;
/// Coordinates that are held against curves. A text with more of them is no single key.
const MAX_COORDINATES: usize = 32;
/// The least bytes of a modulus, so that a name beside some other number makes no key of it.
const LEAST_MODULUS: usize = 64;

/// What a text says of a private key: who has that has more than the public one.
const PRIVATE: [&str; 6] = ["private-key", "private key", "private_key", "privatekey", "privateexponent", "prime1"];
/// The same as names of members.
const PRIVATE_MEMBERS: [&str; 3] = ["d", "priv", "private"];
/// The usual exponents, in base64, decimal and hexadecimal digits.
const EXPONENTS: [&str; 6] = ["aqab", "aw", "65537", "10001", "010001", "0x10001"];

const IN_DER: &str = "a public key in DER, or text that holds it";
const IN_POINT: &str = "the point of a public key";
const IN_TEXT: &str = "a text that holds a public key";

/// The bytes of the shortest public key that can be told from a secret: DER of Ed25519 (RFC 8410 §4). Most secrets are
/// shorter, and to look into each takes ten times as long as its HMAC.
const MIN_SECRET: usize = 44;

/// The spelling in which a secret is or holds a public key; `None` for what may be a secret.
pub fn public_key_in(secret: &[u8]) -> Option<&'static str> {
    if (MIN_SECRET..=MAX_SECRET).contains(&secret.len()) { layer(secret, MAX_LAYERS) } else { None }
}

/// One layer of encodings, and those inside it.
fn layer(bytes: &[u8], layers: usize) -> Option<&'static str> {
    if let Some(found) = binary(bytes) {
        return Some(found);
    }
    let text = std::str::from_utf8(bytes).ok().filter(|_| layers > 0)?;
    let bare = text.trim_matches(is_space);
    let mut keys = Keys::default();
    if formatted(bare, &mut keys) {
        if keys.keys.iter().any(|key| key.is_private) {
            return None;
        }
        if keys.keys.iter().any(is_public) {
            return Some(IN_TEXT);
        }
    }
    let plain = percent_decoded(bare);
    // What names a private part may be encoded, too.
    let found = stream(text).or_else(|| described(plain.as_deref().unwrap_or(text)));
    let inner = || {
        [
            plain.map(String::into_bytes),
            base64(bare),
            hex_runs(bare).into_iter().next(),
            decimal_run(bare),
            base32(bare),
        ]
    };
    found.or_else(|| inner().into_iter().flatten().find_map(|inner| layer(&inner, layers - 1)))
}

fn is_public(key: &Key) -> bool {
    !key.is_private && !matches!(key.material, Material::Secret(_))
}

/// Bytes that are or hold a public key.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    if bytes.iter().enumerate().any(|(at, &byte)| byte == SEQUENCE && bytes.get(at..).is_some_and(begins_key)) {
        return Some(IN_DER);
    }
    (is_point(bytes) || is_ssh(bytes)).then_some(IN_POINT)
}

fn is_ssh(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0, 0, 0]) && ssh::public(bytes).is_ok_and(|key| !key.kty().is_empty())
}

/// Whether a text holds the base64 of a key of OpenSSH, which begins with three zeros, whatever stands around it.
fn holds_ssh(text: &str) -> bool {
    let digits =
        |at: usize| text.get(at..).and_then(|rest| rest.split(|found| !is_digit(found)).next()).unwrap_or_default();
    text.match_indices("AAAA").take(MAX_BLOBS).any(|(at, _)| is_ssh(&decode(digits(at)).bytes))
}

/// Whether at this SEQUENCE the algorithm of a SubjectPublicKeyInfo begins, or an RSAPublicKey. What is around it, or
/// is cut off at its end, does not matter.
fn begins_key(bytes: &[u8]) -> bool {
    let mut elements = Elements::of(bytes);
    let algorithm = AlgorithmIdentifier::read(&mut elements).filter(asn1::is_known);
    // A private key goes on with an octet string.
    algorithm.is_some() && elements.rest().first() == Some(&der::BIT_STRING) || begins_rsa(bytes).unwrap_or(false)
}

/// A modulus, and the beginning of a small exponent.
fn begins_rsa(bytes: &[u8]) -> Option<bool> {
    let header = match bytes.get(1)? {
        0..=0x7F => 2,
        long @ 0x81..=0x83 => 2 + usize::from(long & 3),
        _ => return None,
    };
    let mut elements = Elements::of(bytes.get(header..)?);
    let modulus = elements.read(INTEGER)?;
    let &[tag, length] = elements.rest().first_chunk()?;
    Some(is_modulus(modulus) && tag == INTEGER && (1..=8).contains(&length))
}

fn is_modulus(number: &[u8]) -> bool {
    der::trim(number).len() >= LEAST_MODULUS && number.last().is_some_and(|last| last % 2 == 1)
}

/// Whether bytes are both coordinates of a point, or end in them: no random ones fulfil the equation. What is before
/// them must be too short for a private key, which ends in its point as well.
fn is_point(bytes: &[u8]) -> bool {
    let curves = [("P-256", 64), ("secp256k1", 64), ("P-384", 96), ("P-521", 132)];
    curves.iter().any(|&(name, length)| {
        let point = bytes.len().checked_sub(length).and_then(|at| bytes.split_at_checked(at));
        point.is_some_and(|(before, point)| {
            (before.is_empty() || before.ends_with(&[4]) && before.len() < length / 2) && curve::holds(name, point)
        })
    })
}

/// Text whose base64 holds a public key, with anything between the lines and around them, from wherever it is aligned.
fn stream(text: &str) -> Option<&'static str> {
    // Line breaks in source code are no digits.
    let text = text.replace("\\n", "").replace("\\r", "");
    let digits: String = text.chars().filter(|&found| is_digit(found)).collect();
    (0..4).find_map(|start| binary(&decode(digits.get(start..)?).bytes).filter(|found| *found == IN_DER))
}

/// Text that says of numbers in it that they are a public key: in XML, YAML, by `openssl -text`, or as JSON inside
/// other text; or that has the coordinates of a point.
fn described(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    if PRIVATE.iter().any(|name| lower.contains(name)) || PRIVATE_MEMBERS.iter().any(|name| has_member(&lower, name)) {
        return None;
    }
    // Whole words, because base64 has all short ones inside.
    let has = |name: &str| lower.split(|found: char| !found.is_ascii_alphanumeric()).any(|word| word == name);
    let words: Vec<Vec<u8>> = numbers(text);
    let is_bare_rsa = || has_member(&lower, "n") && has_member(&lower, "e") && EXPONENTS.iter().any(|usual| has(usual));
    let is_rsa = has("modulus") || has("kty") && has("rsa") || is_bare_rsa();
    // Half of all numbers are points, so whether this one is says nothing.
    let is_edwards = |curve: &str, length: usize| {
        let is_key = has("okp") || has("pub") || has("crv");
        is_key && has(curve) && words.iter().any(|x| x.len() == length)
    };
    let is_found = text.match_indices('{').take(MAX_BRACES).any(|(at, _)| text.get(at..).is_some_and(set::is_public))
        || is_rsa && words.iter().any(|number| is_modulus(number))
        || is_edwards("ed25519", 32)
        || is_edwards("ed448", 57)
        || holds_ssh(text)
        || are_coordinates(&words);
    is_found.then_some(IN_TEXT)
}

/// Whether a text has a member of this name: in JSON, XML, YAML, or as `name=value`.
fn has_member(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + name.len()..).unwrap_or_default());
        let is_start = |last: char| is_space(last) || "{[(<,;&?\"'`".contains(last);
        let after = after.trim_start_matches(|found| is_space(found) || "\\\"'`".contains(found));
        before.chars().next_back().is_none_or(is_start) && after.starts_with([':', '=', '>'])
    })
}

/// Whether one of the numbers is a point, or two that follow one another are its coordinates.
fn are_coordinates(words: &[Vec<u8>]) -> bool {
    let coordinates: Vec<&Vec<u8>> = words
        .iter()
        .filter(|word| matches!(word.len(), 32 | 48 | 64..=66 | 96 | 97 | 132 | 133))
        .take(MAX_COORDINATES)
        .collect();
    coordinates.iter().any(|word| is_point(word))
        || coordinates
            .windows(2)
            .any(|pair| matches!(pair, [x, y] if x.len() == y.len() && is_point(&[&x[..], y].concat())))
}

#[cfg(test)]
mod tests;
