//! Checks the signatures that the cryptography of browsers does not know, or not of every browser: ES256K (RFC 8812),
//! Ed448 (RFC 8032, RFC 8037) and ML-DSA (FIPS 204, RFC 9964).
//!
//! It is a WebAssembly module of its own, beside the core, and asleep until one of these is to be checked. Keys come as
//! raw bytes. It makes no keys and no signatures: what it handles is public, so time may depend on it.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly"))]

use std::error::Error;
use std::fmt::{self, Display, Formatter};

mod ed448;
mod es256k;
mod ml_dsa;

#[cfg(target_arch = "wasm32")]
mod memory;
#[cfg(target_arch = "wasm32")]
mod web;

/// The example in the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

/// A signature algorithm of JOSE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// ECDSA over secp256k1 with SHA-256 (RFC 8812 §3.2). The key is 65 bytes: 4, x, y.
    Es256k,
    /// EdDSA over edwards448 (RFC 8032 §5.2), without a context. The key is 57 bytes.
    Ed448,
    /// ML-DSA-44 (FIPS 204), without a context, as are the others. The key is 1312 bytes.
    MlDsa44,
    /// ML-DSA-65. The key is 1952 bytes.
    MlDsa65,
    /// ML-DSA-87. The key is 2592 bytes.
    MlDsa87,
}

impl Algorithm {
    /// All of them; the place of each is its number for JavaScript (`www/more.js`).
    pub const ALL: [Algorithm; 5] =
        [Algorithm::Es256k, Algorithm::Ed448, Algorithm::MlDsa44, Algorithm::MlDsa65, Algorithm::MlDsa87];
}

/// The bytes are not a public key of the algorithm: the length is wrong, or the point is not on the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedKey;

impl Display for MalformedKey {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("the bytes are not a public key of the algorithm")
    }
}

impl Error for MalformedKey {}

/// Whether `signature` is one of `message` by the owner of `key`. A signature that is malformed does not fit.
///
/// # Errors
/// [`MalformedKey`] where the bytes of `key` are not a public key of the algorithm.
pub fn verify(algorithm: Algorithm, key: &[u8], signature: &[u8], message: &[u8]) -> Result<bool, MalformedKey> {
    match algorithm {
        Algorithm::Es256k => es256k::verify(key, signature, message),
        Algorithm::Ed448 => ed448::verify(key, signature, message),
        Algorithm::MlDsa44 => ml_dsa::verify::<::ml_dsa::MlDsa44>(key, signature, message),
        Algorithm::MlDsa65 => ml_dsa::verify::<::ml_dsa::MlDsa65>(key, signature, message),
        Algorithm::MlDsa87 => ml_dsa::verify::<::ml_dsa::MlDsa87>(key, signature, message),
    }
}

#[cfg(test)]
mod support;
