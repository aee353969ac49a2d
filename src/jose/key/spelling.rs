//! Public keys written out: as browsers import them, and in all forms that a verifier which confuses algorithms may
//! have taken for the secret of an HMAC (CVE-2015-9235, CVE-2016-5431).

use super::{Form, Key, Material, pem, set};
use crate::jose::der::{self, BIT_STRING, OBJECT_IDENTIFIER, SEQUENCE, encode_number};
use crate::jose::x509::{EC, KINDS, RSA};
use crate::text::base64url::{encode, encode_standard};

/// The characters of a line of PEM (RFC 7468 §2).
const LINE: usize = 64;
const NULL: &[u8] = &[5, 0];

/// The forms of a pasted text that a verifier may have for it, because files and editors differ in line breaks; each
/// with its name, none twice.
pub fn pasted(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Spellings(Vec::new());
    let lines = text.replace("\r\n", "\n");
    found.text("the key as pasted", text);
    found.text("the key without the space around it", text.trim());
    found.text("the key with a line break at the end", &[text.trim(), "\n"].concat());
    found.text("the key with LF", &lines);
    found.text("the key with LF, one at the end", &[lines.trim(), "\n"].concat());
    found.text("the key with CRLF", &lines.replace('\n', "\r\n"));
    found.text("the key with CRLF, one at the end", &[&lines.trim().replace('\n', "\r\n"), "\r\n"].concat());
    found.0
}

impl Key {
    /// Its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), for RSA always with `rsaEncryption`, because Chromium refuses
    /// `id-RSASSA-PSS`; `None` for secrets and malformed keys.
    pub fn spki(&self) -> Option<Vec<u8>> {
        let id = |name: &str| {
            KINDS.iter().find(|(_, known)| *known == name).map(|(id, _)| der::encode(OBJECT_IDENTIFIER, &[id]))
        };
        let (algorithm, key) = match &self.material {
            _ if !self.faults.is_empty() => return None,
            Material::Rsa { .. } => ([&der::encode(OBJECT_IDENTIFIER, &[RSA]), NULL].concat(), self.pkcs1()?),
            Material::Ec { curve, .. } => ([der::encode(OBJECT_IDENTIFIER, &[EC]), id(curve)?].concat(), self.raw()?),
            Material::Okp { curve: name, .. } | Material::Akp { alg: name, .. } => (id(name)?, self.raw()?),
            Material::Secret(_) | Material::Other(_) => return None,
        };
        Some(der::encode(SEQUENCE, &[&der::encode(SEQUENCE, &[&algorithm]), &der::encode(BIT_STRING, &[&[0], &key])]))
    }

    /// What WebCrypto imports as `raw`: 04, x and y of a point, `x` of an OKP key, `pub` of an AKP key; `None` for
    /// others and malformed keys.
    pub fn raw(&self) -> Option<Vec<u8>> {
        match &self.material {
            _ if !self.faults.is_empty() => None,
            Material::Ec { point, .. } => Some([&[4][..], point].concat()),
            Material::Okp { x: bytes, .. } | Material::Akp { public: bytes, .. } => Some(bytes.clone()),
            _ => None,
        }
    }

    /// The byte forms under which a public key may have been used as a secret, each with its name, none twice; `text`
    /// is what it was pasted in, whose own forms are [`pasted`]. Secrets have none.
    #[doc(hidden)]
    pub fn spellings(&self, text: &str) -> Vec<(&'static str, Vec<u8>)> {
        let mut found = Spellings(Vec::new());
        if matches!(self.material, Material::Secret(_) | Material::Other(_)) {
            return found.0;
        }
        let own = self.span.of(text);
        if !self.is_private && own.trim() != text.trim() {
            found.0 = pasted(own);
        }
        let names = [
            "PEM of the public key",
            "DER of the public key",
            "base64 of the public key",
            "hexadecimal DER of the public key",
        ];
        found.der("PUBLIC KEY", names, self.spki());
        let names = ["PEM of PKCS#1", "DER of PKCS#1", "base64 of PKCS#1", "hexadecimal DER of PKCS#1"];
        found.der("RSA PUBLIC KEY", names, self.pkcs1());
        let certificate = match self.form {
            _ if self.certificate.is_none() => None,
            Form::Jwk => set::certificate_bytes(own),
            _ => pem::bytes(own).or_else(|| super::base64(own)),
        };
        let names = [
            "PEM of the certificate",
            "DER of the certificate",
            "base64 of the certificate",
            "hexadecimal DER of the certificate",
        ];
        found.der("CERTIFICATE", names, certificate);
        found.text("the canonical JWK", &self.canonical().unwrap_or_default());
        found.digits(
            ["the raw key", "base64 of the raw key", "hexadecimal digits of the raw key"],
            self.raw().unwrap_or_default(),
        );
        match &self.material {
            Material::Rsa { modulus, .. } => {
                found.digits(
                    ["the modulus", "base64 of the modulus", "hexadecimal digits of the modulus"],
                    modulus.clone(),
                );
            }
            Material::Ec { point, .. } => {
                let x = point.get(..point.len() / 2).unwrap_or_default().to_vec();
                found.digits(["x and y", "base64 of x and y", "hexadecimal digits of x and y"], point.clone());
                found.digits(["x", "base64 of x", "hexadecimal digits of x"], x);
            }
            _ => {}
        }
        found.0
    }

    /// RSAPublicKey (RFC 8017 appendix A.1.1).
    fn pkcs1(&self) -> Option<Vec<u8>> {
        match &self.material {
            Material::Rsa { modulus, exponent } if self.faults.is_empty() => {
                Some(der::encode(SEQUENCE, &[&encode_number(modulus), &encode_number(exponent)]))
            }
            _ => None,
        }
    }
}

struct Spellings(Vec<(&'static str, Vec<u8>)>);

impl Spellings {
    fn text(&mut self, name: &'static str, text: &str) {
        self.bytes(name, text.as_bytes().to_vec());
    }

    fn bytes(&mut self, name: &'static str, bytes: Vec<u8>) {
        if !bytes.is_empty() && self.0.iter().all(|(_, known)| *known != bytes) {
            self.0.push((name, bytes));
        }
    }

    /// DER, its PEM, its base64 and its hexadecimal digits.
    fn der(&mut self, label: &str, [pem, der, base64, hex]: [&'static str; 4], bytes: Option<Vec<u8>>) {
        let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else { return };
        let digits = encode_standard(&bytes);
        let mut text = ["-----BEGIN ", label, "-----\n"].concat();
        for line in digits.as_bytes().chunks(LINE) {
            text.extend(line.iter().map(|&digit| char::from(digit)));
            text.push('\n');
        }
        text.extend(["-----END ", label, "-----\n"]);
        self.text(pem, &text);
        self.text(pem, text.trim_end());
        self.text(pem, &text.replace('\n', "\r\n"));
        self.digits([der, base64, hex], bytes);
    }

    /// Bytes, their base64 of both kinds and their hexadecimal digits.
    fn digits(&mut self, [name, base64, hex]: [&'static str; 3], bytes: Vec<u8>) {
        let (standard, url) = (encode_standard(&bytes), encode(&bytes));
        let lower: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        self.bytes(name, bytes);
        self.text(base64, &standard);
        self.text(base64, standard.trim_end_matches('='));
        self.text(base64, &url);
        self.text(hex, &lower);
        self.text(hex, &lower.to_uppercase());
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;

    /// RFC 8037 appendix A.2, as OpenSSL writes it.
    const PEM: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

    #[test]
    fn a_key_is_spelled_in_every_way_once() {
        let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
        let keys = read(jwk);
        let key = &keys.keys[0];
        let all: Vec<(&str, Vec<u8>)> = [super::pasted(jwk), key.spellings(jwk)].concat();
        let found: Vec<(&str, usize)> = all.iter().map(|(name, bytes)| (*name, bytes.len())).collect();
        assert_eq!(
            found,
            [
                ("the key as pasted", 79),
                ("the key with a line break at the end", 80),
                ("the key with CRLF, one at the end", 81),
                ("PEM of the public key", PEM.len()),
                ("PEM of the public key", PEM.len() - 1),
                ("PEM of the public key", PEM.len() + 3),
                ("DER of the public key", 44),
                ("base64 of the public key", 60),
                ("base64 of the public key", 59),
                ("base64 of the public key", 59),
                ("hexadecimal DER of the public key", 88),
                ("hexadecimal DER of the public key", 88),
                ("the canonical JWK", 79),
                ("the raw key", 32),
                ("base64 of the raw key", 44),
                ("base64 of the raw key", 43),
                ("base64 of the raw key", 43),
                ("hexadecimal digits of the raw key", 64),
                ("hexadecimal digits of the raw key", 64),
            ]
        );
        let mut bytes: Vec<Vec<u8>> = key.spellings(jwk).into_iter().map(|(_, bytes)| bytes).collect();
        bytes.sort_unstable();
        assert!(bytes.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(key.spellings(jwk).iter().any(|(_, bytes)| bytes == PEM.as_bytes()));
        assert_eq!(key.thumbprint().as_deref(), Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
        assert_eq!((key.words().as_str(), key.name().as_str(), key.bits()), ("Ed25519", "Ed25519", Some(256)));
    }

    #[test]
    fn line_breaks_of_a_paste_are_tried() {
        let text = ["key:\n", PEM].concat().replace('\n', "\r\n");
        let found = [super::pasted(&text), read(&text).keys[0].spellings(&text)].concat();
        for expected in [text.as_str(), text.trim(), PEM, PEM.trim(), &PEM.replace('\n', "\r\n")] {
            assert!(found.iter().any(|(_, bytes)| bytes == expected.as_bytes()), "{expected:?}");
        }
    }

    #[test]
    fn secrets_have_no_spellings() {
        let keys = read("secret");
        let key = &keys.keys[0];
        assert!(
            key.spellings("secret").is_empty()
                && key.spki().is_none()
                && key.raw().is_none()
                && key.thumbprint().is_none()
        );
        assert_eq!((key.words().as_str(), key.bits()), ("a secret of 6 bytes", Some(48)));
    }
}
