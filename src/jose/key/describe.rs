//! What a key is, in words and numbers, and what is wrong with what it is made of.

use super::{Form, Key, MAX_EXPONENT, MAX_MODULUS, Material, curve, edwards};
use crate::jose::der;
use crate::jose::jwk;
use crate::text::base64url;
use crate::text::span::Span;
use crate::text::visible::quoted;

impl Key {
    /// A key that says no more of itself, with the faults of its material.
    #[doc(hidden)]
    pub fn new(material: Material, form: Form, span: Span) -> Key {
        let faults = fault(&material).into_iter().collect();
        Key {
            material,
            form,
            span,
            kid: None,
            alg: None,
            usage: None,
            operations: None,
            is_private: false,
            faults,
            certificate: None,
        }
    }

    /// Its kind as in `kty`: `RSA`, `EC`, `OKP`, `AKP`, `oct`; empty where it is another.
    pub fn kty(&self) -> &'static str {
        match &self.material {
            Material::Secret(_) => "oct",
            Material::Rsa { .. } => "RSA",
            Material::Ec { .. } => "EC",
            Material::Okp { .. } => "OKP",
            Material::Akp { .. } => "AKP",
            Material::Other(_) => "",
        }
    }

    /// What it is: `RSA, 2048 bits`, `EC P-256`, `Ed25519`, `a secret of 32 bytes`.
    pub fn words(&self) -> String {
        match &self.material {
            Material::Secret(readings) => {
                format!("a secret of {} bytes", readings.first().map_or(0, |reading| reading.bytes.len()))
            }
            Material::Rsa { modulus, .. } => format!("RSA, {} bits", der::bits(modulus)),
            Material::Ec { curve, .. } => ["EC ", curve].concat(),
            Material::Okp { curve: name, .. } | Material::Akp { alg: name, .. } => (*name).to_owned(),
            Material::Other(words) if words.is_empty() => "a key of no kind".to_owned(),
            Material::Other(words) => words.clone(),
        }
    }

    /// What to call it in a sentence: its `kid`, or for whom its certificate is, in quotes; or else
    /// [`words`](Key::words).
    pub fn name(&self) -> String {
        match (&self.kid, &self.certificate) {
            (Some(name), _) | (None, Some(crate::jose::x509::Certificate { subject: name, .. })) => quoted(name),
            (None, None) => self.words(),
        }
    }

    /// Its size in bits: of the modulus, the curve, or the first reading of a secret; `None` where that says nothing.
    pub fn bits(&self) -> Option<usize> {
        match &self.material {
            Material::Secret(readings) => readings.first().map(|reading| 8 * reading.bytes.len()),
            Material::Rsa { modulus, .. } => Some(der::bits(modulus)),
            Material::Ec { curve, .. } | Material::Okp { curve, .. } => jwk::curve(curve).map(|curve| curve.bits),
            Material::Akp { .. } | Material::Other(_) => None,
        }
    }

    /// The public key as the JSON that a thumbprint is made of (RFC 7638 §3.3); `None` for secrets, and where it is
    /// malformed.
    pub fn canonical(&self) -> Option<String> {
        if !self.faults.is_empty() || matches!(self.material, Material::Secret(_)) {
            return None;
        }
        let bytes = |bytes: Option<&[u8]>| bytes.map(|bytes| base64url::encode(bytes).into());
        jwk::canonical(self.kty(), &|name| match (&self.material, name) {
            (_, "kty") => Some(self.kty().into()),
            (Material::Rsa { modulus, .. }, "n") => bytes(Some(modulus)),
            (Material::Rsa { exponent, .. }, "e") => bytes(Some(exponent)),
            (Material::Ec { curve, .. } | Material::Okp { curve, .. }, "crv") => Some((*curve).into()),
            (Material::Ec { point, .. }, "x") => bytes(point.get(..point.len() / 2)),
            (Material::Ec { point, .. }, "y") => bytes(point.get(point.len() / 2..)),
            (Material::Okp { x, .. }, "x") => bytes(Some(x)),
            (Material::Akp { alg, .. }, "alg") => Some((*alg).into()),
            (Material::Akp { public, .. }, "pub") => bytes(Some(public)),
            _ => None,
        })
    }

    /// Its SHA-256 thumbprint in base64url (RFC 7638); `None` for secrets, since it would help to guess them, and where
    /// it is malformed.
    pub fn thumbprint(&self) -> Option<String> {
        self.canonical().as_deref().map(jwk::thumbprint)
    }
}

/// What is wrong with what a key is made of. Of coordinates of the wrong length their reader speaks.
fn fault(material: &Material) -> Option<String> {
    match material {
        Material::Rsa { modulus, .. } if der::bits(modulus) > MAX_MODULUS => {
            Some(format!("n: expected at most {MAX_MODULUS} bits, but found {}", der::bits(modulus)))
        }
        Material::Rsa { exponent, .. } if der::bits(exponent) > MAX_EXPONENT => Some(format!(
            "e: expected at most {MAX_EXPONENT} bits, but found {}, more than verifiers compute with",
            der::bits(exponent)
        )),
        Material::Rsa { modulus, .. } if modulus.last().is_some_and(|last| last % 2 == 0) => {
            Some("n: expected a product of two odd primes, but found an even number".to_owned())
        }
        Material::Ec { curve, point } if has_length(curve, point.len(), 2) && !curve::holds(curve, point) => Some(
            [
                "expected a point on ",
                curve,
                ", but found one that is not on that curve; such keys are made for attacks",
            ]
            .concat(),
        ),
        Material::Okp { curve, x } if has_length(curve, x.len(), 1) => {
            edwards::fault(curve, x).map(|why| ["x: ", why].concat())
        }
        _ => None,
    }
}

/// Whether a point is as long as so many coordinates of its curve.
fn has_length(curve: &str, length: usize, coordinates: usize) -> bool {
    jwk::curve(curve).is_some_and(|curve| length == coordinates * curve.coordinate)
}
