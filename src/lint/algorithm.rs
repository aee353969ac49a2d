//! The algorithm (RFC 7515 §4.1.1, RFC 7518): whether there is one, and whether it is what it says.

use super::Check::Token;
use super::{Findings, Rule, Severity};
use crate::json::Kind;
use crate::jwk::Jwk;
use crate::registry::algorithms::{self, COMPOSITE, Usage};
use crate::spec::Reference::{self, Cve, Page, Rfc};
use crate::subject::Subject;
use crate::token::Role;
use crate::visible::visible;

const JOSE: Reference = Page("IANA JOSE registry", "https://www.iana.org/assignments/jose/jose.xhtml");
const BCP: &str = "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis-10";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "alg-none",
        severity: Severity::Error,
        title: "Not signed: the algorithm is none",
        why: "Nothing protects this token. Anyone can write one like it, or change this one.",
        fix: "Sign it. A verifier must hold a list of algorithms that it accepts, without none on it.",
        references: &[Rfc(7518, "3.6"), Rfc(8725, "3.2"), Cve("2020-15957"), Cve("2023-29357")],
        check: Token(|subject, findings| {
            if subject.alg.as_deref() == Some("none") {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "alg-none-variant",
        severity: Severity::Error,
        title: "A disguised none",
        why: "It is spelled so as to slip past a check for none, while a lenient library still reads it as none.",
        fix: "Compare algorithms exactly, against a list of those that are accepted.",
        references: &[Page("rfc8725bis §2.11", BCP), Rfc(8725, "3.1")],
        check: Token(|subject, findings| {
            if let Some(alg) = subject.alg.as_deref().filter(|_| subject.is_unsecured && subject.algorithm.is_none()) {
                findings.named(subject, Role::Header, "alg", format!("found \"{}\"", visible(alg)));
            }
        }),
    },
    Rule {
        id: "alg-missing",
        severity: Severity::Error,
        title: "No algorithm is named",
        why: "Every token must say in alg how it is signed or encrypted.",
        fix: "Add alg at the issuer.",
        references: &[Rfc(7515, "4.1.1")],
        check: Token(|subject, findings| {
            if is_readable(subject) && subject.token.parameter("alg").is_none() {
                findings.part(subject, Role::Header, "");
            }
        }),
    },
    Rule {
        id: "alg-not-string",
        severity: Severity::Error,
        title: "The algorithm is not a string",
        why: "A number, a list or null in its place confuses verifiers into choosing for themselves.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "4.1.1")],
        check: Token(|subject, findings| {
            if let Some(value) = subject.token.parameter("alg").filter(|_| subject.alg.is_none()) {
                findings.named(subject, Role::Header, "alg", format!("expected a string, but found {}", visible(value.source())));
            }
        }),
    },
    Rule {
        id: "alg-case",
        severity: Severity::Error,
        title: "The algorithm is misspelt",
        why: "Names are case-sensitive. A verifier that matches them loosely can be led past its own list.",
        fix: "Use the exact name.",
        references: &[Rfc(7515, "4.1.1"), Page("rfc8725bis §3.1", BCP)],
        check: Token(|subject, findings| {
            let Some(alg) = unregistered(subject) else { return };
            if let Some(row) = algorithms::find_ignoring_case(alg).filter(|row| row.usage != Usage::Unsecured) {
                findings.named(subject, Role::Header, "alg", format!("expected \"{}\", but found \"{alg}\"", row.name));
            }
        }),
    },
    Rule {
        id: "alg-unknown",
        severity: Severity::Error,
        title: "Nobody registered this algorithm",
        why: "Only its inventor can check such a token.",
        fix: "Use a registered algorithm.",
        references: &[Rfc(7515, "4.1.1"), JOSE],
        check: Token(|subject, findings| {
            let Some(alg) = unregistered(subject) else { return };
            if algorithms::find_ignoring_case(alg).is_none() && !subject.is_unsecured {
                findings.named(subject, Role::Header, "alg", format!("found \"{}\"", visible(alg)));
            }
        }),
    },
    Rule {
        id: "alg-wrong-kind",
        severity: Severity::Error,
        title: "The algorithm is for another kind of token",
        why: "Signing and encrypting are confused: a verifier that goes by the algorithm alone checks nothing.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "4.1.1"), Rfc(7516, "4.1.1")],
        check: Token(|subject, findings| {
            let Some(row) = subject.algorithm else { return };
            let is_encrypted = subject.token.kind.is_encrypted();
            let found = match row.usage {
                Usage::Signature | Usage::Unsecured if is_encrypted => "a signature algorithm in an encrypted token",
                Usage::KeyManagement if !is_encrypted => "an encryption algorithm in a signed token",
                Usage::ContentEncryption => "a content encryption, which belongs into enc",
                _ => return,
            };
            findings.named(subject, Role::Header, "alg", format!("{} is {found}", row.name));
        }),
    },
    Rule {
        id: "alg-prohibited",
        severity: Severity::Error,
        title: "Prohibited in tokens",
        why: "The name is registered only to label keys. It gives no safe signature and no safe encryption.",
        fix: "Use another algorithm.",
        references: &[JOSE],
        check: Token(|subject, findings| {
            let enc = subject.parameter_text("enc");
            let enc = enc.as_deref().and_then(algorithms::find);
            for (name, row) in [("alg", subject.algorithm), ("enc", enc)] {
                if let Some(row) = row.filter(|row| row.usage == Usage::KeyLabel) {
                    findings.named(subject, Role::Header, name, format!("{name} is {}", row.name));
                }
            }
        }),
    },
    Rule {
        id: "alg-deprecated-eddsa",
        severity: Severity::Info,
        title: "EdDSA is now called by its curve",
        why: "The name leaves open which curve is meant; Ed25519 and Ed448 do not.",
        fix: "Use Ed25519 in new work.",
        references: &[Rfc(9864, "2.2")],
        check: Token(|subject, findings| note(subject, findings, &["EdDSA"])),
    },
    Rule {
        id: "alg-hmac-shared",
        severity: Severity::Info,
        title: "Whoever can check it can also make it",
        why: "One secret signs and verifies, so every service that verifies could issue tokens as well.",
        fix: "Between several services, sign with a key pair.",
        references: &[Rfc(7518, "3.2")],
        check: Token(|subject, findings| {
            if signs_with(subject, "HS").is_none() {
                return;
            }
            // Several audiences are several holders of the secret.
            let is_shared = subject.claim("aud").is_some_and(|aud| aud.kind() == Kind::Array && aud.children().nth(1).is_some());
            let (severity, detail) = if is_shared { (Severity::Warning, "it has several audiences") } else { (Severity::Info, "") };
            findings.add_as(severity, subject.site(Role::Header, "alg"), detail);
        }),
    },
    Rule {
        id: "alg-rsa-pkcs1",
        severity: Severity::Info,
        title: "RSA with the older padding",
        why: "Sound and required by many standards, but PSS or elliptic curves are advised for new work.",
        fix: "",
        references: &[Rfc(8017, "8"), Rfc(7518, "3.3")],
        check: Token(|subject, findings| {
            if signs_with(subject, "RS").is_some() {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "alg-no-webcrypto",
        severity: Severity::Info,
        title: "Few browsers can check it",
        why: "Their built-in cryptography lacks this algorithm, or has had it only for a short time.",
        fix: "Check it on a server.",
        references: &[Page("Web Cryptography", "https://www.w3.org/TR/webcrypto-2/")],
        check: Token(|subject, findings| {
            if signs_with(subject, "ML-DSA").is_some() {
                findings.named(subject, Role::Header, "alg", "");
            } else {
                note(subject, findings, &["ES256K", "Ed448"]);
            }
        }),
    },
    Rule {
        id: "alg-draft",
        severity: Severity::Warning,
        title: "This algorithm is still a draft",
        why: "It is not registered yet and may change, so tokens made today may not verify tomorrow.",
        fix: "Keep it out of production.",
        references: &[COMPOSITE],
        check: Token(|subject, findings| {
            if subject.algorithm.is_some_and(|row| row.reference == COMPOSITE) {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "alg-confusion-shape",
        severity: Severity::Warning,
        title: "A shared secret, yet a public key is named",
        why: "Forged tokens look like this: the public key, which anyone has, is used as if it were the secret.",
        fix: "Accept one algorithm per issuer, set by you.",
        references: &[Rfc(8725, "2.1"), Cve("2015-9235"), Cve("2022-29217")],
        check: Token(|subject, findings| {
            let Some(alg) = signs_with(subject, "HS") else { return };
            let is_public = |name: &str| name != "jwk" || subject.parameter(name).and_then(Jwk::of).is_some_and(Jwk::is_asymmetric);
            for name in ["x5c", "x5t", "x5t#S256", "x5u", "jku", "jwk"] {
                if let Some(value) = subject.parameter(name).filter(|_| is_public(name)) {
                    findings.at(subject, Role::Header, value, format!("{alg} uses a secret, but {name} is for public keys"));
                    return;
                }
            }
            if let Some(provider) = subject.provider.filter(|provider| provider.never_shares_a_secret()) {
                findings.named(subject, Role::Header, "alg", format!("{alg} uses a secret, but {} never does", provider.name));
            }
        }),
    },
];

/// The algorithm of a signed token, where its name begins so.
pub(super) fn signs_with(subject: &Subject<'_>, prefix: &str) -> Option<&'static str> {
    let row = subject.algorithm.filter(|row| row.usage == Usage::Signature && row.name.starts_with(prefix))?;
    (!subject.token.kind.is_encrypted()).then_some(row.name)
}

/// Adds a finding where the algorithm is one of these.
fn note(subject: &Subject<'_>, findings: &mut Findings, names: &[&str]) {
    if subject.algorithm.is_some_and(|row| names.contains(&row.name)) {
        findings.named(subject, Role::Header, "alg", "");
    }
}

/// The name that is not registered; of a header that is broken it may be a part only.
fn unregistered<'a>(subject: &'a Subject<'_>) -> Option<&'a str> {
    subject.alg.as_deref().filter(|_| subject.algorithm.is_none() && is_readable(subject))
}

/// Whether the header is JSON to its end, so that a parameter can be missing from it.
pub(super) fn is_readable(subject: &Subject<'_>) -> bool {
    subject.token.header.as_ref().and_then(|header| header.document()).is_some_and(|document| document.error().is_none())
}
