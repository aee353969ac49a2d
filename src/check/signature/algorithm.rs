//! The signature algorithms that can be checked, one row each: which key, and how long a signature is.

use std::fmt::{self, Display, Formatter};

use crate::check::mac::Hash;
use crate::jose::key::Material;
use crate::registry::curves;

/// A signature algorithm of JOSE, with one kind of key.
#[derive(Debug)]
pub struct SignatureAlgorithm {
    /// As in `alg`, where `EdDSA` leaves the curve open.
    pub(crate) alg: &'static str,
    /// The kind of computation, and of key.
    pub(crate) sort: Sort,
    /// The bytes of a signature; 0 for RSA, where the key tells.
    pub(crate) length: usize,
}

/// The kind of computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// HMAC.
    Hmac(Hash),
    /// RSA, of either padding.
    Rsa,
    /// ECDSA, with the order of the curve's group.
    Ecdsa(&'static [u8]),
    /// A curve that is a signature algorithm of its own.
    Okp(&'static str),
    /// A key that is for one algorithm only.
    Akp,
}

impl Display for SignatureAlgorithm {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl SignatureAlgorithm {
    /// Its fully-specified name (RFC 9864), such as `RS256`, `ES256`, `Ed25519` or `ML-DSA-44`: that of the curve where
    /// `alg` is `EdDSA`.
    pub fn name(&self) -> &'static str {
        match self.sort {
            Sort::Okp(curve) => curve,
            _ => self.alg,
        }
    }

    fn takes(&self, material: &Material) -> bool {
        match (self.sort, material) {
            (Sort::Hmac(_), Material::Secret(_)) | (Sort::Rsa, Material::Rsa { .. }) => true,
            (Sort::Ecdsa(order), Material::Ec { curve, .. }) => curves::order(curve) == Some(order),
            (Sort::Okp(wanted), Material::Okp { curve, .. }) => wanted == *curve,
            (Sort::Akp, Material::Akp { alg, .. }) => self.alg == *alg,
            _ => false,
        }
    }
}

const fn row(alg: &'static str, sort: Sort, length: usize) -> SignatureAlgorithm {
    SignatureAlgorithm { alg, sort, length }
}

/// RFC 7518 §3, RFC 8037 §3.1, RFC 8812 §3.2, RFC 9864 §2.2, RFC 9964.
static ALGORITHMS: &[SignatureAlgorithm] = &[
    row("HS256", Sort::Hmac(Hash::Sha256), 32),
    row("HS384", Sort::Hmac(Hash::Sha384), 48),
    row("HS512", Sort::Hmac(Hash::Sha512), 64),
    row("RS256", Sort::Rsa, 0),
    row("RS384", Sort::Rsa, 0),
    row("RS512", Sort::Rsa, 0),
    row("PS256", Sort::Rsa, 0),
    row("PS384", Sort::Rsa, 0),
    row("PS512", Sort::Rsa, 0),
    row("ES256", Sort::Ecdsa(&curves::P256), 64),
    row("ES384", Sort::Ecdsa(&curves::P384), 96),
    row("ES512", Sort::Ecdsa(&curves::P521), 132),
    row("ES256K", Sort::Ecdsa(&curves::SECP256K1), 64),
    row("Ed25519", Sort::Okp("Ed25519"), 64),
    row("EdDSA", Sort::Okp("Ed25519"), 64),
    row("Ed448", Sort::Okp("Ed448"), 114),
    row("EdDSA", Sort::Okp("Ed448"), 114),
    row("ML-DSA-44", Sort::Akp, 2420),
    row("ML-DSA-65", Sort::Akp, 3309),
    row("ML-DSA-87", Sort::Akp, 4627),
];

/// The row of `alg` for a key of this material.
pub fn find(alg: &str, material: &Material) -> Option<&'static SignatureAlgorithm> {
    ALGORITHMS.iter().find(|algorithm| algorithm.alg == alg && algorithm.takes(material))
}

/// Whether any key can check `alg` here.
pub fn is_known(alg: &str) -> bool {
    ALGORITHMS.iter().any(|algorithm| algorithm.alg == alg)
}

/// The other algorithms that a key of this material could be meant for.
pub fn others(alg: &str, material: &Material) -> impl Iterator<Item = &'static SignatureAlgorithm> {
    ALGORITHMS.iter().filter(move |algorithm| algorithm.alg != alg && algorithm.takes(material))
}
