//! Registered algorithms of JWS and JWE (RFC 7518 and its successors): what each is for and how long its signature is.
//!
//! Names are case-sensitive (RFC 7515 §4.1.1). Names that are registered only to label keys are rows too, so that they
//! can be told from unknown ones.

use crate::registry::spec::Reference::{self, Draft, Page, Rfc};
use crate::text::visible::{hides, look_alike};

/// What an algorithm is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Signs: the `alg` of a JWS.
    Signature,
    /// No protection at all (RFC 7518 §3.6).
    Unsecured,
    /// Manages keys: the `alg` of a JWE.
    KeyManagement,
    /// Encrypts content: the `enc` of a JWE.
    ContentEncryption,
    /// Labels keys and is prohibited in tokens.
    KeyLabel,
}

/// How many bytes a signature has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// One of these.
    Exact(&'static [usize]),
    /// As many as the RSA modulus, from 1024 bits (too few, but seen) to 16384.
    Modulus,
    /// It makes none.
    None,
}

impl Length {
    /// Whether a signature of `bytes` bytes can be one.
    pub fn allows(self, bytes: usize) -> bool {
        match self {
            Length::Exact(lengths) => lengths.contains(&bytes),
            Length::Modulus => (128..=2048).contains(&bytes),
            Length::None => bytes == 0,
        }
    }

    /// In words, such as `64 bytes`.
    pub fn words(self) -> String {
        match self {
            Length::Exact(lengths) => {
                let counts: Vec<String> = lengths.iter().map(usize::to_string).collect();
                format!("{} bytes", counts.join(" or "))
            }
            Length::Modulus => "128 to 2048 bytes".to_owned(),
            Length::None => "no signature".to_owned(),
        }
    }
}

/// A registered algorithm.
#[derive(Debug)]
pub struct Algorithm {
    /// The exact name.
    pub name: &'static str,
    /// What it is for.
    pub usage: Usage,
    /// In words: `RSA with SHA-256`.
    pub title: &'static str,
    /// The length of its signatures.
    pub length: Length,
    /// Where it is defined.
    pub reference: Reference,
}

const fn signature(name: &'static str, title: &'static str, length: Length, reference: Reference) -> Algorithm {
    Algorithm { name, usage: Usage::Signature, title, length, reference }
}

const fn other(name: &'static str, usage: Usage, title: &'static str, reference: Reference) -> Algorithm {
    Algorithm { name, usage, title, length: Length::None, reference }
}

const fn key(name: &'static str, title: &'static str, section: &'static str) -> Algorithm {
    other(name, Usage::KeyManagement, title, Rfc(7518, section))
}

const fn hpke(name: &'static str) -> Algorithm {
    other(name, Usage::KeyManagement, "Hybrid public key encryption", HPKE)
}

const fn composite(name: &'static str) -> Algorithm {
    signature(name, "Two signatures in one, a draft", Length::Exact(&[]), COMPOSITE)
}

const fn label(name: &'static str) -> Algorithm {
    other(name, Usage::KeyLabel, "A label for keys, prohibited in tokens", WEBCRYPTO)
}

const HPKE: Reference = Draft("draft-ietf-jose-hpke-encrypt", "");
/// Where the algorithms that combine two are drafted; none of them is registered yet.
pub const COMPOSITE: Reference = Draft("draft-ietf-jose-pq-composite-sigs", "");
const WEBCRYPTO: Reference = Page("Web Cryptography", "https://www.w3.org/TR/webcrypto-2/");

/// All rows.
pub static ALGORITHMS: &[Algorithm] = &[
    signature(
        "HS256",
        "HMAC with SHA-256: one shared secret makes and checks it",
        Length::Exact(&[32]),
        Rfc(7518, "3.2"),
    ),
    signature(
        "HS384",
        "HMAC with SHA-384: one shared secret makes and checks it",
        Length::Exact(&[48]),
        Rfc(7518, "3.2"),
    ),
    signature(
        "HS512",
        "HMAC with SHA-512: one shared secret makes and checks it",
        Length::Exact(&[64]),
        Rfc(7518, "3.2"),
    ),
    signature("RS256", "RSA with SHA-256: checked with the issuer's public key", Length::Modulus, Rfc(7518, "3.3")),
    signature("RS384", "RSA with SHA-384: checked with the issuer's public key", Length::Modulus, Rfc(7518, "3.3")),
    signature("RS512", "RSA with SHA-512: checked with the issuer's public key", Length::Modulus, Rfc(7518, "3.3")),
    signature("ES256", "ECDSA on P-256: checked with the issuer's public key", Length::Exact(&[64]), Rfc(7518, "3.4")),
    signature("ES384", "ECDSA on P-384: checked with the issuer's public key", Length::Exact(&[96]), Rfc(7518, "3.4")),
    signature("ES512", "ECDSA on P-521: checked with the issuer's public key", Length::Exact(&[132]), Rfc(7518, "3.4")),
    signature("PS256", "RSA-PSS with SHA-256: checked with the issuer's public key", Length::Modulus, Rfc(7518, "3.5")),
    signature("PS384", "RSA-PSS with SHA-384: checked with the issuer's public key", Length::Modulus, Rfc(7518, "3.5")),
    signature("PS512", "RSA-PSS with SHA-512: checked with the issuer's public key", Length::Modulus, Rfc(7518, "3.5")),
    other("none", Usage::Unsecured, "No signature at all", Rfc(7518, "3.6")),
    signature(
        "EdDSA",
        "Edwards-curve signature: checked with the issuer's public key",
        Length::Exact(&[64, 114]),
        Rfc(8037, "3.1"),
    ),
    signature("Ed25519", "Ed25519: checked with the issuer's public key", Length::Exact(&[64]), Rfc(9864, "2.2")),
    signature("Ed448", "Ed448: checked with the issuer's public key", Length::Exact(&[114]), Rfc(9864, "2.2")),
    signature(
        "ES256K",
        "ECDSA on secp256k1: checked with the issuer's public key",
        Length::Exact(&[64]),
        Rfc(8812, "3.2"),
    ),
    signature("ML-DSA-44", "ML-DSA, safe against quantum computers", Length::Exact(&[2420]), Rfc(9964, "")),
    signature("ML-DSA-65", "ML-DSA, safe against quantum computers", Length::Exact(&[3309]), Rfc(9964, "")),
    signature("ML-DSA-87", "ML-DSA, safe against quantum computers", Length::Exact(&[4627]), Rfc(9964, "")),
    composite("ML-DSA-44-ES256"),
    composite("ML-DSA-65-ES256"),
    composite("ML-DSA-87-ES384"),
    composite("ML-DSA-44-Ed25519"),
    composite("ML-DSA-65-Ed25519"),
    composite("ML-DSA-87-Ed448"),
    key("RSA1_5", "RSA with a padding that leaks", "4.2"),
    key("RSA-OAEP", "RSA-OAEP", "4.3"),
    key("RSA-OAEP-256", "RSA-OAEP with SHA-256", "4.3"),
    other("RSA-OAEP-384", Usage::KeyManagement, "RSA-OAEP with SHA-384", WEBCRYPTO),
    other("RSA-OAEP-512", Usage::KeyManagement, "RSA-OAEP with SHA-512", WEBCRYPTO),
    key("A128KW", "AES key wrap", "4.4"),
    key("A192KW", "AES key wrap", "4.4"),
    key("A256KW", "AES key wrap", "4.4"),
    key("dir", "A shared key used directly", "4.5"),
    key("ECDH-ES", "Key agreement", "4.6"),
    key("ECDH-ES+A128KW", "Key agreement and AES key wrap", "4.6"),
    key("ECDH-ES+A192KW", "Key agreement and AES key wrap", "4.6"),
    key("ECDH-ES+A256KW", "Key agreement and AES key wrap", "4.6"),
    key("A128GCMKW", "AES-GCM key wrap", "4.7"),
    key("A192GCMKW", "AES-GCM key wrap", "4.7"),
    key("A256GCMKW", "AES-GCM key wrap", "4.7"),
    key("PBES2-HS256+A128KW", "A password, stretched, and AES key wrap", "4.8"),
    key("PBES2-HS384+A192KW", "A password, stretched, and AES key wrap", "4.8"),
    key("PBES2-HS512+A256KW", "A password, stretched, and AES key wrap", "4.8"),
    hpke("HPKE-0"),
    hpke("HPKE-1"),
    hpke("HPKE-2"),
    hpke("HPKE-3"),
    hpke("HPKE-4"),
    hpke("HPKE-5"),
    hpke("HPKE-6"),
    hpke("HPKE-7"),
    hpke("HPKE-0-KE"),
    hpke("HPKE-1-KE"),
    hpke("HPKE-2-KE"),
    hpke("HPKE-3-KE"),
    hpke("HPKE-5-KE"),
    hpke("HPKE-7-KE"),
    other("A128CBC-HS256", Usage::ContentEncryption, "AES-CBC with HMAC", Rfc(7518, "5.2")),
    other("A192CBC-HS384", Usage::ContentEncryption, "AES-CBC with HMAC", Rfc(7518, "5.2")),
    other("A256CBC-HS512", Usage::ContentEncryption, "AES-CBC with HMAC", Rfc(7518, "5.2")),
    other("A128GCM", Usage::ContentEncryption, "AES-GCM", Rfc(7518, "5.3")),
    other("A192GCM", Usage::ContentEncryption, "AES-GCM", Rfc(7518, "5.3")),
    other("A256GCM", Usage::ContentEncryption, "AES-GCM", Rfc(7518, "5.3")),
    label("RS1"),
    label("HS1"),
    label("A128CBC"),
    label("A192CBC"),
    label("A256CBC"),
    label("A128CTR"),
    label("A192CTR"),
    label("A256CTR"),
];

/// The row with this very name.
pub fn find(name: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().find(|row| row.name == name)
}

/// The row with this name when case is ignored.
pub fn find_ignoring_case(name: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().find(|row| row.name.eq_ignore_ascii_case(name))
}

/// Whether `alg` becomes "none" once it is trimmed, folded and its look-alikes are replaced, but is not "none".
pub fn is_disguised_none(alg: &str) -> bool {
    const LONGEST: usize = 32;
    if alg == "none" || alg.chars().count() > LONGEST {
        return false;
    }
    let skeleton: String = alg.chars().filter(|&found| !found.is_whitespace() && !hides(found)).map(plain).collect();
    skeleton == "none"
}

/// The small ASCII letter that a character is, or looks like (Unicode NFKC, UTS #39), for the letters of "none".
fn plain(found: char) -> char {
    match found {
        'ñ' | 'ń' | 'ℕ' | 'ⁿ' => 'n',
        '0' | 'º' | 'ö' | 'ó' | 'ℴ' => 'o',
        'é' | 'è' | 'ë' | 'ê' | 'ℯ' | 'ℰ' => 'e',
        _ => look_alike(found).unwrap_or(found.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_even_when_case_is_ignored() {
        for row in ALGORITHMS {
            assert_eq!(
                ALGORITHMS.iter().filter(|other| other.name.eq_ignore_ascii_case(row.name)).count(),
                1,
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn signature_lengths() {
        let allows = |name, bytes| find(name).is_some_and(|row| row.length.allows(bytes));
        assert!(allows("HS256", 32) && !allows("HS256", 31));
        assert!(allows("RS256", 256) && allows("RS256", 128) && !allows("RS256", 127) && !allows("RS256", 2049));
        assert!(allows("EdDSA", 114) && !allows("Ed25519", 114));
        assert!(allows("none", 0) && !allows("none", 1));
    }

    #[test]
    fn disguises_of_none() {
        for alg in [
            "None",
            "NONE",
            "nOnE",
            " none",
            "none\0",
            "nоne",
            "ｎｏｎｅ",
            "ＮＯＮＥ",
            "𝐧𝐨𝐧𝐞",
            "𝗡𝗢𝗡𝗘",
            "ⓝⓞⓝⓔ",
            "n\u{200b}one",
            "n0ne",
        ] {
            assert!(is_disguised_none(alg), "{alg:?}");
        }
        for alg in ["none", "HS256", "nine", "nonee", "", "anon"] {
            assert!(!is_disguised_none(alg), "{alg:?}");
        }
    }
}
