//! What is to be computed to check a signature with a key, as plain data: nothing is computed here but HMACs, and no
//! engine is named. [`plan`] looks at everything that an engine may be lax about; [`trial`] says in which order keys
//! are tried.

use std::fmt;

use crate::check::mac::Hash;
use crate::jose::der::{self, Elements, INTEGER, SEQUENCE};
use crate::jose::key::{Key, Material};
use crate::jose::token::{Role, Token};
use crate::registry::curves;
use crate::text::base64url;
use crate::text::visible::quoted;
use crate::text::withheld::Withheld;

pub mod algorithm;
pub mod attempt;
pub mod choice;
mod lent;
pub mod obstacle;
pub mod trial;
mod turns;

pub use algorithm::{SignatureAlgorithm, Sort};
pub use attempt::{Answer, Attempt, Purpose};
pub use trial::Trial;

/// The least size of an RSA modulus that is still computed with; below it engines differ. Under 2048 bits is a finding.
const LEAST_MODULUS: usize = 512;

/// One computation: whether `signature` of `message` is one of `key`'s.
pub struct Plan {
    /// The row of the algorithm for this kind of key.
    pub algorithm: &'static SignatureAlgorithm,
    /// The bytes of the key: a secret, or a public key as [`Engine::verify`](crate::check::engine::Engine::verify)
    /// takes it.
    pub key: Vec<u8>,
    /// The signature, as long as the algorithm wants it.
    pub signature: Vec<u8>,
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Plan { algorithm, key, signature } = self;
        let key = &Withheld(key.len());
        f.debug_struct("Plan").field("algorithm", algorithm).field("key", key).field("signature", signature).finish()
    }
}

/// Why nothing can be computed, or why the answer is known without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The key is of another kind than the algorithm wants.
    WrongKind,
    /// The key itself is malformed, or such that nothing is to be computed with it; why, in words that follow its name.
    BadKey(&'static str),
    /// The signature has another length than this algorithm and key make.
    Length(usize),
    /// It is ASN.1 instead of two plain numbers.
    Der,
    /// A number of the signature is zero, or not below the order of the curve (FIPS 186-5 §6.4.2, RFC 8032 §5.1.7).
    Range,
}

impl Refusal {
    /// Whether it says that the signature cannot be right, whatever the key.
    pub fn is_about_the_signature(&self) -> bool {
        matches!(self, Refusal::Length(_) | Refusal::Der | Refusal::Range)
    }
}

/// How `key` would check `signature` under `alg`; a secret in its reading number `reading`.
///
/// # Errors
/// Why there is nothing to compute: either the signature cannot fit, or no answer can be found.
pub fn plan(alg: &str, key: &Key, reading: usize, signature: &[u8]) -> Result<Plan, Refusal> {
    let algorithm = algorithm::find(alg, &key.material).ok_or(Refusal::WrongKind)?;
    if let Some(why) = unusable(key) {
        return Err(Refusal::BadKey(why));
    }
    let expected = match &key.material {
        Material::Rsa { modulus, .. } => der::bits(modulus).div_ceil(8),
        _ => algorithm.length,
    };
    // Some engines take an ECDSA signature that is too short, so it must not reach them.
    if signature.len() != expected {
        let is_der = matches!(algorithm.sort, Sort::Ecdsa(_)) && numbers(signature).is_some();
        return Err(if is_der { Refusal::Der } else { Refusal::Length(expected) });
    }
    if !is_in_range(algorithm.sort, signature) {
        return Err(Refusal::Range);
    }
    let bytes = match &key.material {
        Material::Secret(readings) => readings.get(reading).map(|reading| reading.bytes.clone()),
        Material::Rsa { .. } => key.spki(),
        _ => key.raw(),
    };
    Ok(Plan { algorithm, key: bytes.ok_or(Refusal::BadKey("is malformed"))?, signature: signature.to_vec() })
}

/// Why no engine is asked about a key: they would not all give the same answer.
fn unusable(key: &Key) -> Option<&'static str> {
    match &key.material {
        _ if !key.faults.is_empty() => Some("is malformed"),
        Material::Rsa { modulus, .. } if der::bits(modulus) < LEAST_MODULUS => Some("is too small to compute with"),
        Material::Rsa { exponent, .. } => match **exponent {
            [] | [1] => Some("has an exponent of 1, so that every message is its own signature"),
            [.., last] if last % 2 == 0 => Some("has an even exponent, which no key has"),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the numbers of a signature are such as a signer makes; some engines do not look. With EdDSA that is the
/// second one, little-endian: it may be zero, but must be below the order, lest one signature have two spellings.
fn is_in_range(sort: Sort, signature: &[u8]) -> bool {
    match sort {
        Sort::Ecdsa(order) => {
            signature.chunks(order.len()).all(|number| number < order && number.iter().any(|&byte| byte != 0))
        }
        Sort::Okp(curve) => {
            let number = signature.get(signature.len() / 2..).unwrap_or_default();
            curves::edwards_order(curve).is_none_or(|order| number.iter().rev().lt(order))
        }
        Sort::Hmac(_) | Sort::Rsa | Sort::Akp => true,
    }
}

/// What is signed (RFC 7515 §5.1): header and payload in base64url, with a dot between. With `b64` false that is the
/// payload itself (RFC 7797 §3). A part that is missing is empty.
pub fn message(token: &Token) -> Vec<u8> {
    [&*token.spelled(Role::Header), ".", &token.spelled(Role::Payload)].concat().into_bytes()
}

/// The two numbers of an ECDSA signature in ASN.1 (RFC 3279 §2.2.3), and nothing after them.
pub fn numbers(signature: &[u8]) -> Option<[&[u8]; 2]> {
    let mut outer = Elements::of(signature);
    let mut pair = outer.enter(SEQUENCE).filter(|_| outer.is_done())?;
    let numbers = [pair.read(INTEGER)?, pair.read(INTEGER)?];
    pair.is_done().then_some(numbers)
}

/// That signature as a token should have it: both numbers, each of `length` bytes.
pub(crate) fn plain(signature: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(2 * length);
    for number in numbers(signature)? {
        let digits = number.strip_prefix(&[0]).unwrap_or(number);
        bytes.resize(bytes.len() + length.checked_sub(digits.len())?, 0);
        bytes.extend_from_slice(digits);
    }
    Some(bytes)
}

impl Plan {
    /// The answer, where no engine is needed for it.
    pub fn compute(&self, message: &[u8]) -> Option<bool> {
        match self.algorithm.sort {
            Sort::Hmac(hash) => Some(crate::check::mac::verify(hash, &self.key, message, &self.signature)),
            _ => None,
        }
    }
}

/// The hash of an HMAC algorithm.
pub fn hash(alg: &str) -> Option<Hash> {
    match alg {
        "HS256" => Some(Hash::Sha256),
        "HS384" => Some(Hash::Sha384),
        "HS512" => Some(Hash::Sha512),
        _ => None,
    }
}

/// A secret as a person would know it again.
pub fn spelled(secret: &[u8]) -> String {
    match std::str::from_utf8(secret) {
        Ok(text) => quoted(text),
        Err(_) => ["in base64url ", &base64url::encode(secret)].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::key::Form;
    use crate::text::span::Span;

    /// A signature in ASN.1: two numbers as they stand, and what follows them.
    fn asn1(numbers: [&[u8]; 2], rest: &[u8]) -> Vec<u8> {
        let numbers = numbers.map(|number| [&[2, number.len() as u8], number].concat()).concat();
        [&[0x30, numbers.len() as u8], &*numbers, rest].concat()
    }

    #[test]
    fn numbers_in_asn1_side_by_side() {
        assert_eq!(plain(&asn1([&[1], &[2]], &[]), 2), Some(vec![0, 1, 0, 2]));
        assert_eq!(plain(&asn1([&[0, 0x80, 1], &[3, 4]], &[]), 2), Some(vec![0x80, 1, 3, 4]));
        assert_eq!(plain(&asn1([&[1, 2, 3], &[1]], &[]), 2), None, "a number that is too long");
        assert_eq!(plain(&asn1([&[1], &[2]], &[0]), 2), None, "something after it");
        assert_eq!(plain(&[1, 2, 3, 4], 2), None);
    }

    #[test]
    fn a_hash_for_each_hmac() {
        let found = ["HS256", "HS384", "HS512", "HS1", "hs256", "RS256", ""].map(hash);
        assert_eq!(found, [Some(Hash::Sha256), Some(Hash::Sha384), Some(Hash::Sha512), None, None, None, None]);
    }

    #[test]
    fn secrets_are_spelled_as_a_person_knows_them() {
        assert_eq!(spelled(b"secret"), "\"secret\"");
        assert_eq!(spelled(&[0xff, 0xfe]), "in base64url __4");
    }

    #[test]
    fn keys_that_no_engine_is_asked_about() {
        let rsa = |bytes: usize, first: u8, exponent: &[u8]| {
            let modulus = [&[first][..], &vec![1; bytes - 1]].concat();
            Key::new(Material::Rsa { modulus, exponent: exponent.to_vec() }, Form::Jwk, Span::default())
        };
        let least = LEAST_MODULUS / 8;
        assert_eq!(unusable(&rsa(least, 0x80, &[1, 0, 1])), None);
        assert!(unusable(&rsa(least, 0x7f, &[1, 0, 1])).is_some_and(|why| why.contains("too small")));
        assert!(unusable(&rsa(least, 0x80, &[1])).is_some_and(|why| why.contains("exponent of 1")));
        assert!(unusable(&rsa(least, 0x80, &[4])).is_some_and(|why| why.contains("even")));
        let mut faulty = rsa(least, 0x80, &[1, 0, 1]);
        faulty.faults.push("a fault".to_owned());
        assert_eq!(unusable(&faulty), Some("is malformed"));
    }
}
