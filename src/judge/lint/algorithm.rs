//! The algorithm (RFC 7515 §4.1.1, RFC 7518): whether there is one, and whether it is what it says.

use super::Method::Token;
use super::{Findings, Rule, Severity};
use crate::jose::jwk::Jwk;
use crate::jose::token::Role;
use crate::judge::subject::Subject;
use crate::registry::algorithms::{self, COMPOSITE, Usage};
use crate::registry::spec::Reference::{self, Page, Rfc};
use crate::text::json::JsonKind;
use crate::text::visible::visible;

const JOSE: Reference = Page("IANA JOSE registry", "https://www.iana.org/assignments/jose/jose.xhtml");

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "alg-none",
        severity: Severity::Error,
        title: "Not signed: the algorithm is none",
        why: "Anyone can write it or change it.",
        fix: "Sign it, and refuse unsigned tokens.",
        references: &[Rfc(8725, "3.2")],
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
        why: "It slips past checks, and some libraries read it as none.",
        fix: "Refuse it.",
        references: &[Rfc(8725, "3.1")],
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
        why: "Every token must name one in alg.",
        fix: "Correct the issuer.",
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
        why: "Verifiers may choose one for themselves.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "4.1.1")],
        check: Token(|subject, findings| {
            if let Some(value) = subject.token.parameter("alg").filter(|_| subject.alg.is_none()) {
                findings.named(
                    subject,
                    Role::Header,
                    "alg",
                    format!("expected a string, but found {}", visible(value.source())),
                );
            }
        }),
    },
    Rule {
        id: "alg-case",
        severity: Severity::Error,
        title: "The algorithm is misspelt",
        why: "Names are case-sensitive.",
        fix: "Correct the issuer.",
        references: &[Rfc(7515, "4.1.1")],
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
        why: "Only its inventor can check it.",
        fix: "Use a registered algorithm.",
        references: &[JOSE],
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
        why: "Verifiers that go by alg alone check nothing.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "4.1.1")],
        check: Token(|subject, findings| {
            let Some(row) = subject.algorithm else { return };
            let is_encrypted = subject.token.kind.is_encrypted();
            let found = match row.usage {
                Usage::Signature | Usage::Unsecured if is_encrypted => "for signatures",
                Usage::KeyManagement if !is_encrypted => "for encryption",
                Usage::ContentEncryption => "for enc",
                _ => return,
            };
            findings.named(subject, Role::Header, "alg", format!("{} is {found}", row.name));
        }),
    },
    Rule {
        id: "alg-prohibited",
        severity: Severity::Error,
        title: "Prohibited in tokens",
        why: "The name is registered only to label keys.",
        fix: "Use a registered algorithm.",
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
        why: "Ed25519 and Ed448 say which curve is meant.",
        fix: "",
        references: &[Rfc(9864, "2.2")],
        check: Token(|subject, findings| note(subject, findings, &["EdDSA"])),
    },
    Rule {
        id: "alg-hmac-shared",
        severity: Severity::Info,
        title: "Anyone who can verify it can also issue it",
        why: "One secret does both.",
        fix: "Between several services, use a key pair.",
        references: &[Rfc(7518, "3.2")],
        check: Token(|subject, findings| {
            if signs_with(subject, "HS").is_none() {
                return;
            }
            // Several audiences are several holders of the secret.
            let is_shared = subject
                .claim("aud")
                .is_some_and(|aud| aud.kind() == JsonKind::Array && aud.children().nth(1).is_some());
            let (severity, detail) =
                if is_shared { (Severity::Warning, "it has several audiences") } else { (Severity::Info, "") };
            findings.add_as(severity, subject.site(Role::Header, "alg"), detail);
        }),
    },
    Rule {
        id: "alg-rsa-pkcs1",
        severity: Severity::Info,
        title: "RSA with the older padding",
        why: "Sound, but PSS is advised for new work.",
        fix: "",
        references: &[Rfc(8017, "8")],
        check: Token(|subject, findings| {
            if subject.provider.is_none() && signs_with(subject, "RS").is_some() {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "alg-no-webcrypto",
        severity: Severity::Info,
        title: "Few browsers can check it",
        why: "Many have no such algorithm built in.",
        fix: "",
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
        why: "It may change, and then this token fails.",
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
        why: "A forger may use the public key as the secret.",
        fix: "Accept one algorithm per issuer.",
        references: &[Rfc(8725, "3.1")],
        check: Token(|subject, findings| {
            let Some(alg) = signs_with(subject, "HS") else { return };
            let is_public =
                |name: &str| name != "jwk" || subject.parameter(name).and_then(Jwk::of).is_some_and(Jwk::is_asymmetric);
            for name in ["x5c", "x5t", "x5t#S256", "x5u", "jku", "jwk"] {
                if let Some(value) = subject.parameter(name).filter(|_| is_public(name)) {
                    findings.at(subject, Role::Header, value, format!("{name} is for public keys"));
                    return;
                }
            }
            if let Some(provider) = subject.provider.filter(|provider| provider.never_shares_a_secret()) {
                findings.named(subject, Role::Header, "alg", format!("{} never uses {alg}", provider.name));
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
    subject.token.header.is_readable()
}
