//! Certificates against the crate `x509-cert`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::jose::key::{self, Form};
use jotglass::jose::x509::{Certificate, public_key};
use x509_cert::der::{Decode, Tag, Tagged};

/// A certificate is whole or none; where both readers take it for one, they read the same dates and the same kind of
/// key; and it is the same in PEM.
pub fn holds(data: &[u8]) {
    let Some(own) = Certificate::read(data) else { return };
    assert!(own.subject.len() <= 3 * data.len() && own.issuer.len() <= 3 * data.len());
    assert_eq!(Certificate::read(&data[..data.len() - 1]), None);
    assert_eq!(Certificate::read(&[data, b"\0"].concat()), None);
    assert!(public_key(data).is_some());
    if let Ok(other) = x509_cert::Certificate::from_der(data) {
        agrees(&own, &other);
    }
    let keys =
        key::read(&format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(data)));
    assert_eq!(keys.keys.len() + keys.problems.len(), 1);
    for key in &keys.keys {
        assert_eq!((key.form, key.certificate.as_ref()), (Form::Certificate, Some(&own)));
    }
}

fn agrees(own: &Certificate, other: &x509_cert::Certificate) {
    let body = &other.tbs_certificate;
    let seconds = |time: &x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).expect("a year");
    assert_eq!(own.not_before.seconds(), seconds(&body.validity.not_before));
    assert_eq!(own.not_after.seconds(), seconds(&body.validity.not_after));
    assert_eq!(own.is_self_issued, body.subject == body.issuer);
    let algorithm = &body.subject_public_key_info.algorithm;
    let curve = algorithm.parameters.as_ref().filter(|any| any.tag() == Tag::ObjectIdentifier);
    let parameters = curve.map(|any| any.value().to_vec());
    let expected = match (&*algorithm.oid.to_string(), parameters.as_deref()) {
        ("1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10", _) => "RSA",
        ("1.2.840.10045.2.1", Some(b"\x2a\x86\x48\xce\x3d\x03\x01\x07")) => "P-256",
        ("1.2.840.10045.2.1", Some(b"\x2b\x81\x04\x00\x22")) => "P-384",
        ("1.2.840.10045.2.1", Some(b"\x2b\x81\x04\x00\x23")) => "P-521",
        ("1.2.840.10045.2.1", Some(b"\x2b\x81\x04\x00\x0a")) => "secp256k1",
        ("1.3.101.110", _) => "X25519",
        ("1.3.101.111", _) => "X448",
        ("1.3.101.112", _) => "Ed25519",
        ("1.3.101.113", _) => "Ed448",
        ("2.16.840.1.101.3.4.3.17", _) => "ML-DSA-44",
        ("2.16.840.1.101.3.4.3.18", _) => "ML-DSA-65",
        ("2.16.840.1.101.3.4.3.19", _) => "ML-DSA-87",
        _ => "",
    };
    assert_eq!(own.key, expected);
    let digest = match &*other.signature_algorithm.oid.to_string() {
        "1.2.840.113549.1.1.4" => Some("MD5"),
        "1.2.840.113549.1.1.5" | "1.2.840.10045.4.1" | "1.2.840.10040.4.3" => Some("SHA-1"),
        _ => None,
    };
    assert_eq!(own.weak_digest, digest);
}
