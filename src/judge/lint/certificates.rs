//! Certificates in the header (RFC 7515 §4.1.6 to §4.1.8), as far as they can be judged without a root to trust.

use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::Method::{OnParameter, Token};
use super::algorithm::signs_with;
use super::{Findings, Rule, Severity};
use crate::jose::token::Role;
use crate::jose::x509::Certificate;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::Rfc;
use crate::text::base64url::{self, decode_standard};
use crate::text::json::{JsonKind, Value};
use crate::text::visible::visible;

/// Certificates of a chain that are read.
const MAX_CHAIN: usize = 10;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "x5c-malformed",
        severity: Severity::Error,
        title: "No proper list of certificates",
        why: "x5c lists them in ordinary base64, not base64url.",
        fix: "Correct the issuer.",
        references: &[Rfc(7515, "4.1.6")],
        check: OnParameter("x5c", |subject, value, findings| {
            let site = |value| subject.site_of(Role::Header, value);
            if value.kind() != JsonKind::Array || value.children().next().is_none() {
                return findings.add(site(value), "expected a list that is not empty");
            }
            for item in value.children().take(MAX_CHAIN) {
                match item.string().and_then(|text| decode_standard(&text)) {
                    None => return findings.add(site(item), "expected ordinary base64"),
                    Some(bytes) if Certificate::read(&bytes).is_none() => {
                        return findings.add(site(item), "expected a certificate");
                    }
                    Some(_) => {}
                }
            }
            if let Some(next) = value.children().nth(MAX_CHAIN) {
                let detail =
                    format!("it has {} certificates; only the first {MAX_CHAIN} were read", value.children().count());
                findings.add_as(Severity::Warning, site(next), detail);
            }
        }),
    },
    Rule {
        id: "x5c-untrusted",
        severity: Severity::Info,
        title: "Carries its own certificates (x5c)",
        why: "They prove nothing by themselves.",
        fix: "",
        references: &[Rfc(7515, "4.1.6")],
        check: Token(|subject, findings| {
            let Some(leaf) = leaf(subject).and_then(|(_, bytes)| Certificate::read(&bytes)) else { return };
            let detail = format!("for {}, says {}", visible(&leaf.subject), visible(&leaf.issuer));
            findings.named(subject, Role::Header, "x5c", detail);
        }),
    },
    Rule {
        id: "x5c-cert-problem",
        severity: Severity::Warning,
        title: "Unusable certificate (x5c)",
        why: "Ordinary checks of it fail.",
        fix: "Replace the certificate.",
        references: &[Rfc(5280, "6")],
        check: Token(|subject, findings| {
            let Some((value, bytes)) = leaf(subject) else { return };
            let problems =
                Certificate::read(&bytes).map(|certificate| problems(subject, &certificate)).unwrap_or_default();
            if !problems.is_empty() {
                findings.at(subject, Role::Header, value, problems.join(", "));
            }
        }),
    },
    Rule {
        id: "x5t-mismatch",
        severity: Severity::Error,
        title: "Digest and certificate do not match",
        why: "x5t must be the digest of the first certificate.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "4.1.7")],
        check: Token(|subject, findings| {
            let Some((_, bytes)) = leaf(subject) else { return };
            mismatch(subject, findings, "x5t", |bytes| Sha1::digest(bytes).to_vec(), &bytes);
            mismatch(subject, findings, "x5t#S256", |bytes| Sha256::digest(bytes).to_vec(), &bytes);
        }),
    },
    Rule {
        id: "x5t-sha1",
        severity: Severity::Info,
        title: "The certificate is named by SHA-1",
        why: "Such a digest can be forged.",
        fix: "Use x5t#S256.",
        references: &[Rfc(7515, "4.1.7")],
        check: OnParameter("x5t", |subject, value, findings| {
            if subject.parameter("x5t#S256").is_none() {
                findings.at(subject, Role::Header, value, "");
            }
        }),
    },
];

/// The first certificate: the value in the header and its bytes.
fn leaf<'a>(subject: &Subject<'a>) -> Option<(Value<'a>, Vec<u8>)> {
    let value = subject.parameter("x5c").filter(|value| value.kind() == JsonKind::Array)?.children().next()?;
    Some((value, decode_standard(&value.string()?)?))
}

fn mismatch(
    subject: &Subject<'_>,
    findings: &mut Findings,
    name: &str,
    digest: fn(&[u8]) -> Vec<u8>,
    certificate: &[u8],
) {
    let Some(value) = subject.parameter(name) else { return };
    let expected = digest(certificate);
    if value.string().is_none_or(|text| base64url::decode(&text).bytes != expected) {
        findings.at(subject, Role::Header, value, format!("expected \"{}\"", base64url::encode(&expected)));
    }
}

fn problems(subject: &Subject<'_>, certificate: &Certificate) -> Vec<String> {
    let mut problems = Vec::new();
    // The last second belongs to it (RFC 5280 §4.1.2.5).
    if subject.has_come(certificate.not_after.plus_seconds(1)) {
        problems.push("it has expired".to_owned());
    }
    if !subject.has_come(certificate.not_before) {
        problems.push("it is not valid yet".to_owned());
    }
    if certificate.is_self_issued {
        problems.push("its owner made it".to_owned());
    }
    if certificate.key == "RSA" && certificate.bits < 2048 {
        problems.push(format!("its RSA key has only {} bits", certificate.bits));
    }
    if let Some(digest) = certificate.weak_digest {
        problems.push(format!("it is signed with {digest}"));
    }
    if let Some(alg) = signs_with(subject, "").filter(|alg| !suits(alg, certificate.key)) {
        problems.push(format!("its key is not for {alg}"));
    }
    problems
}

/// Whether a key of this kind can make signatures of `alg`. What is not known may; of shared secrets another rule
/// speaks.
fn suits(alg: &str, key: &str) -> bool {
    match alg {
        _ if key.is_empty() => true,
        "ES256" => key == "P-256",
        "ES384" => key == "P-384",
        "ES512" => key == "P-521",
        "ES256K" => key == "secp256k1",
        "EdDSA" => matches!(key, "Ed25519" | "Ed448"),
        "Ed25519" | "Ed448" => key == alg,
        _ if alg.starts_with("RS") || alg.starts_with("PS") => key == "RSA",
        _ => true,
    }
}
