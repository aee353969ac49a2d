//! The signature algorithms that can be checked, one row each: which key, how long, and what an engine calls it.

use crate::check::mac::Hash;
use crate::jose::key::Material;
use crate::registry::curves;

/// How one algorithm checks with one kind of key.
#[derive(Debug)]
pub struct Scheme {
    /// As in `alg`.
    pub alg: &'static str,
    /// The kind of computation, and of key.
    pub sort: Sort,
    /// The bytes of a signature; of RSA 0, since the key tells.
    pub length: usize,
    /// The parameters of the Web Cryptography API for importing a key and for verifying, in one JSON object; empty
    /// where the API has none.
    pub parameters: &'static str,
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

impl Scheme {
    /// The format in which an engine is handed the key.
    pub fn format(&self) -> &'static str {
        match self.sort {
            Sort::Rsa => "spki",
            Sort::Akp => "raw-public",
            Sort::Hmac(_) | Sort::Ecdsa(_) | Sort::Okp(_) => "raw",
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

const fn row(alg: &'static str, sort: Sort, length: usize, parameters: &'static str) -> Scheme {
    Scheme { alg, sort, length, parameters }
}

/// RFC 7518 §3, RFC 8037 §3.1, RFC 8812 §3.2, RFC 9864 §2.2, RFC 9964.
static SCHEMES: &[Scheme] = &[
    row("HS256", Sort::Hmac(Hash::Sha256), 32, ""),
    row("HS384", Sort::Hmac(Hash::Sha384), 48, ""),
    row("HS512", Sort::Hmac(Hash::Sha512), 64, ""),
    row("RS256", Sort::Rsa, 0, r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-256"}"#),
    row("RS384", Sort::Rsa, 0, r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-384"}"#),
    row("RS512", Sort::Rsa, 0, r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-512"}"#),
    row("PS256", Sort::Rsa, 0, r#"{"name":"RSA-PSS","hash":"SHA-256","saltLength":32}"#),
    row("PS384", Sort::Rsa, 0, r#"{"name":"RSA-PSS","hash":"SHA-384","saltLength":48}"#),
    row("PS512", Sort::Rsa, 0, r#"{"name":"RSA-PSS","hash":"SHA-512","saltLength":64}"#),
    row("ES256", Sort::Ecdsa(&curves::P256), 64, r#"{"name":"ECDSA","namedCurve":"P-256","hash":"SHA-256"}"#),
    row("ES384", Sort::Ecdsa(&curves::P384), 96, r#"{"name":"ECDSA","namedCurve":"P-384","hash":"SHA-384"}"#),
    row("ES512", Sort::Ecdsa(&curves::P521), 132, r#"{"name":"ECDSA","namedCurve":"P-521","hash":"SHA-512"}"#),
    row("ES256K", Sort::Ecdsa(&curves::SECP256K1), 64, ""),
    row("Ed25519", Sort::Okp("Ed25519"), 64, r#"{"name":"Ed25519"}"#),
    row("EdDSA", Sort::Okp("Ed25519"), 64, r#"{"name":"Ed25519"}"#),
    row("Ed448", Sort::Okp("Ed448"), 114, ""),
    row("EdDSA", Sort::Okp("Ed448"), 114, ""),
    row("ML-DSA-44", Sort::Akp, 2420, r#"{"name":"ML-DSA-44"}"#),
    row("ML-DSA-65", Sort::Akp, 3309, r#"{"name":"ML-DSA-65"}"#),
    row("ML-DSA-87", Sort::Akp, 4627, r#"{"name":"ML-DSA-87"}"#),
];

/// The row of `alg` for a key of this material.
pub fn find(alg: &str, material: &Material) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.alg == alg && scheme.takes(material))
}

/// Whether any key can check `alg` here.
pub fn is_known(alg: &str) -> bool {
    SCHEMES.iter().any(|scheme| scheme.alg == alg)
}

/// The other algorithms that a key of this material could be meant for.
pub fn others(alg: &str, material: &Material) -> impl Iterator<Item = &'static Scheme> {
    SCHEMES.iter().filter(move |scheme| scheme.alg != alg && scheme.takes(material))
}
