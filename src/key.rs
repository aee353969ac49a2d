//! Keys as people have them at hand: whatever is pasted is read as keys, and what cannot be read is said key by key.
//!
//! One paste may hold several: blocks of PEM, a JWK or a set of them (RFC 7517), lines of OpenSSH, or else a secret as text.
//! Of a private key only the public half is kept. Reading never fails; no key is fetched from anywhere.

use crate::span::Span;
use crate::x509::Certificate;

/// What was pasted, read.
#[derive(Debug, Default)]
pub struct Keys {
    /// The keys, in the order of the text.
    pub keys: Vec<Key>,
    /// What looked like a key and is none.
    pub problems: Vec<Problem>,
    /// Whether it was a JWK set, so that a key is to be picked from it.
    pub is_set: bool,
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// What it is made of; only public halves and secrets.
    pub material: Material,
    /// How it was written.
    pub form: Form,
    /// Where it stands in the pasted text.
    pub span: Span,
    /// Its name (RFC 7517 §4.5).
    pub kid: Option<String>,
    /// The algorithm it is for (RFC 7517 §4.4), or that its format names.
    pub alg: Option<String>,
    /// What it is for: `sig`, `enc` or another word (RFC 7517 §4.2).
    pub usage: Option<String>,
    /// What it may be used for (RFC 7517 §4.3); `None` where it does not say.
    pub operations: Option<Vec<String>>,
    /// Whether a private half was there; it has been dropped. Secrets are not meant.
    pub is_private: bool,
    /// Why it is malformed, each a sentence without a full stop; such a key is not used.
    pub faults: Vec<String>,
    /// The certificate that it came in.
    pub certificate: Option<Certificate>,
}

/// The numbers and bytes of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Material {
    /// A shared secret, in every way that the text can be read.
    Secret(Vec<Reading>),
    /// Big-endian, without leading zeros.
    Rsa {
        /// `n`.
        modulus: Vec<u8>,
        /// `e`.
        exponent: Vec<u8>,
    },
    /// A point of a Weierstrass curve: both coordinates, each as long as the curve's field.
    Ec {
        /// As in `crv`: `P-256`, `P-384`, `P-521`, `secp256k1`.
        curve: &'static str,
        /// x, then y.
        point: Vec<u8>,
    },
    /// A point of an Edwards or Montgomery curve (RFC 8037).
    Okp {
        /// As in `crv`: `Ed25519`, `Ed448`, `X25519`, `X448`.
        curve: &'static str,
        /// As in `x`.
        x: Vec<u8>,
    },
    /// A key that names its one algorithm (RFC 9964): `ML-DSA-44`, `ML-DSA-65`, `ML-DSA-87`.
    Akp {
        /// The algorithm.
        alg: &'static str,
        /// As in `pub`.
        public: Vec<u8>,
    },
    /// A kind that nothing here can use; in its own words, such as `DSA`.
    Other(String),
}

/// One way to read a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which.
    pub how: Encoding,
    /// The secret.
    pub bytes: Vec<u8>,
}

/// How a text stands for bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// The text is the secret.
    Text,
    /// The text without the white space around it.
    Trimmed,
    /// The text and a line break after it, as many files end.
    Line,
    /// Base64 (RFC 4648 §4).
    Base64,
    /// Base64url (RFC 4648 §5).
    Base64url,
    /// Hexadecimal digits (RFC 4648 §8).
    Hex,
}

/// How a key was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text that is nothing else, so a secret.
    Text,
    /// A JSON Web Key (RFC 7517).
    Jwk,
    /// PEM of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): `PUBLIC KEY`.
    Spki,
    /// PEM of PKCS#1 (RFC 8017 appendix A): `RSA PUBLIC KEY`, `RSA PRIVATE KEY`.
    Pkcs1,
    /// PEM of PKCS#8 (RFC 5958): `PRIVATE KEY`.
    Pkcs8,
    /// PEM of SEC 1 (RFC 5915): `EC PRIVATE KEY`.
    Sec1,
    /// A certificate (RFC 5280), from PEM or `x5c`.
    Certificate,
    /// OpenSSH (RFC 4253 §6.6): `ssh-rsa AAAA...`, or its private file.
    OpenSsh,
    /// One of these as bare base64 of DER, without the lines of PEM.
    Der,
}

/// Something that looked like a key and is none.
#[derive(Debug)]
pub struct Problem {
    /// Where, in the pasted text.
    pub span: Span,
    /// What it looked like, such as `PEM block "PUBLIC KEY"`.
    pub what: String,
    /// What was expected, and what was found: a sentence without a full stop.
    pub why: String,
}

impl Encoding {
    /// In words: the secret fits as ...
    pub fn words(self) -> &'static str {
        match self {
            Encoding::Text => "the text as it stands",
            Encoding::Trimmed => "the text without the white space around it",
            Encoding::Line => "the text with a line break at its end",
            Encoding::Base64 => "base64",
            Encoding::Base64url => "base64url",
            Encoding::Hex => "hexadecimal digits",
        }
    }
}

// STUB until the reader is merged
#[allow(missing_docs)]
pub fn read(text: &str) -> Keys {
    let readings = vec![Reading { how: Encoding::Text, bytes: text.as_bytes().to_vec() }];
    Keys {
        keys: vec![Key {
            material: Material::Secret(readings),
            form: Form::Text,
            span: Span::new(0, text.len()),
            kid: None,
            alg: None,
            usage: None,
            operations: None,
            is_private: false,
            faults: Vec::new(),
            certificate: None,
        }],
        problems: Vec::new(),
        is_set: false,
    }
}
#[allow(missing_docs)]
pub fn embedded(_: &crate::token::Token) -> Keys {
    Keys::default()
}
#[allow(missing_docs)]
impl Key {
    pub fn words(&self) -> String {
        String::new()
    }
    pub fn thumbprint(&self) -> Option<String> {
        None
    }
    pub fn spki(&self) -> Option<Vec<u8>> {
        None
    }
    pub fn raw(&self) -> Option<Vec<u8>> {
        None
    }
    pub fn spellings(&self, _: &str) -> Vec<(&'static str, Vec<u8>)> {
        Vec::new()
    }
}
