//! The algorithm (RFC 7515 §4.1.1, RFC 7518): whether there is one, and whether it is what it says.

use super::Check::Token;
use super::{Rule, Severity};
use crate::registry::algorithms::{self, Usage};
use crate::spec::Reference::{Cve, Page, Rfc};
use crate::subject::Subject;
use crate::token::Role;
use crate::visible::visible;

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
                findings.add(subject.site(Role::Header, "alg"), "");
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
                findings.add(subject.site(Role::Header, "alg"), format!("found \"{}\"", visible(alg)));
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
            let is_readable =
                subject.token.header.as_ref().and_then(|header| header.document()).is_some_and(|document| document.error().is_none());
            if is_readable && subject.token.parameter("alg").is_none() {
                findings.add(subject.segment(Role::Header), "");
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
                findings.add(subject.site(Role::Header, "alg"), format!("expected a string, but found {}", visible(value.source())));
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
                findings.add(subject.site(Role::Header, "alg"), format!("expected \"{}\", but found \"{alg}\"", row.name));
            }
        }),
    },
    Rule {
        id: "alg-unknown",
        severity: Severity::Error,
        title: "Nobody registered this algorithm",
        why: "Only its inventor can check such a token.",
        fix: "Use a registered algorithm.",
        references: &[Rfc(7515, "4.1.1"), Page("IANA JOSE registry", "https://www.iana.org/assignments/jose/jose.xhtml")],
        check: Token(|subject, findings| {
            let Some(alg) = unregistered(subject) else { return };
            if algorithms::find_ignoring_case(alg).is_none() && !subject.is_unsecured {
                findings.add(subject.site(Role::Header, "alg"), format!("found \"{}\"", visible(alg)));
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
            findings.add(subject.site(Role::Header, "alg"), format!("{} is {found}", row.name));
        }),
    },
];

fn unregistered<'a>(subject: &'a Subject<'_>) -> Option<&'a str> {
    subject.alg.as_deref().filter(|_| subject.algorithm.is_none())
}
