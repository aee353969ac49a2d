//! The header parameters that extend or describe a token (RFC 7515 §4.1.9 to §4.3, RFC 7797), and those that belong
//! elsewhere.

use super::Method::{OnParameter, Token};
use super::algorithm::is_readable;
use super::{Findings, Rule, Severity};
use crate::jose::token::Role;
use crate::jose::token::content::Format;
use crate::judge::subject::Subject;
use crate::registry::headers;
use crate::registry::spec::Reference::Rfc;
use crate::text::json::Value;
use crate::text::visible::{quoted, visible};

/// Names of crit, and parameters, that are reported one by one.
const MAX_REPORTED: usize = 8;

/// Claims (RFC 7519 §4.1). The first three may stand in the header of an encrypted token too (RFC 7519 §5.3).
const CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "crit-unknown",
        severity: Severity::Error,
        title: "Unknown critical extension (crit)",
        why: "A recipient that does not know a critical extension must reject the token.",
        fix: "Refuse it, unless you know it.",
        references: &[Rfc(7515, "4.1.11")],
        check: OnParameter("crit", |subject, _, findings| {
            for (item, name) in subject.token.header.unknown_extensions().take(MAX_REPORTED) {
                // A name that somebody registered or owns is no accident.
                let is_owned =
                    headers::find(&name, subject.token.kind.is_encrypted()).is_some() || name.contains("://");
                let severity = if is_owned { Severity::Warning } else { Severity::Error };
                findings.add_as(severity, subject.site_of(Role::Header, item), format!("found {}", quoted(&name)));
            }
        }),
    },
    Rule {
        id: "crit-malformed",
        severity: Severity::Error,
        title: "A broken list of extensions",
        why: "crit lists extensions of this header, each once.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "4.1.11")],
        check: OnParameter("crit", |subject, _, findings| {
            if let Some((value, found)) = subject.token.header.critical_fault() {
                findings.at(subject, Role::Header, value, found);
            }
        }),
    },
    Rule {
        id: "b64-false",
        severity: Severity::Error,
        title: "The claims are not encoded",
        why: "Forbidden in a JWT; libraries read it differently.",
        fix: "Leave b64 out.",
        references: &[Rfc(7797, "7")],
        check: OnParameter("b64", |subject, value, findings| {
            if value.source() != "false" {
                return;
            }
            let payload = subject.token.payload.as_ref();
            // Claims as they stand, or claims that were encoded although the header says otherwise.
            let is_jwt =
                payload.is_some_and(|payload| payload.format == Format::Json || payload.text().starts_with("eyJ"));
            if is_jwt || is_typed(subject, &["JWT", "application/jwt"]) {
                findings.at(subject, Role::Header, value, "");
            }
        }),
    },
    Rule {
        id: "b64-not-critical",
        severity: Severity::Error,
        title: "Not marked as critical: b64",
        why: "Verifiers may check other bytes than were signed.",
        fix: "Name b64 in crit.",
        references: &[Rfc(7797, "6")],
        check: OnParameter("b64", |subject, value, findings| {
            let found = if subject.token.header.is_critical("b64") { None } else { Some((value, "")) };
            if let Some((value, found)) = subject.token.header.b64_fault().or(found) {
                findings.at(subject, Role::Header, value, found);
            }
        }),
    },
    Rule {
        id: "zip-in-jws",
        severity: Severity::Warning,
        title: "Compressed, though it is only signed",
        why: "Few verifiers unpack it.",
        fix: "Do not compress it.",
        references: &[Rfc(7516, "4.1.3")],
        check: OnParameter("zip", |subject, value, findings| {
            if !subject.token.kind.is_encrypted() {
                findings.at(subject, Role::Header, value, "");
            }
        }),
    },
    Rule {
        id: "typ-missing",
        severity: Severity::Info,
        title: "No type (typ)",
        why: "One kind of token can pass for another.",
        fix: "Set typ, and check it.",
        references: &[Rfc(8725, "3.11")],
        check: Token(|subject, findings| {
            let is_set = subject.parameter("typ").is_some() || subject.token.kind.is_encrypted();
            if !is_set && subject.has_claims() && is_readable(subject) && !subject.is_unsecured {
                findings.part(subject, Role::Header, "");
            }
        }),
    },
    Rule {
        id: "typ-generic",
        severity: Severity::Info,
        title: "Generic type (typ)",
        why: "One kind of token can pass for another.",
        fix: "Use a type of its own.",
        references: &[Rfc(8725, "3.11")],
        check: Token(|subject, findings| {
            // Who uses a provider cannot change its type.
            if subject.provider.is_none() && is_typed(subject, &["JWT", "application/jwt"]) {
                findings.named(subject, Role::Header, "typ", "");
            }
        }),
    },
    Rule {
        id: "header-unregistered",
        severity: Severity::Info,
        title: "A header parameter of its own",
        why: "Only its issuer knows what it means.",
        fix: "",
        references: &[Rfc(7515, "4.3")],
        check: Token(|subject, findings| {
            report(subject, findings, |value| {
                let is_registered =
                    |name: &str| headers::find(name, false).is_some() || headers::find(name, true).is_some();
                value.name().is_some_and(|name| !is_registered(&name) && !CLAIMS.contains(&&*name))
            });
        }),
    },
    Rule {
        id: "header-holds-claims",
        severity: Severity::Info,
        title: "A claim in the header",
        why: "Verifiers look for claims in the payload only.",
        fix: "Move it to the payload.",
        references: &[Rfc(7519, "5.3")],
        check: Token(|subject, findings| {
            if !subject.token.kind.is_encrypted() && CLAIMS.iter().any(|name| subject.parameter(name).is_some()) {
                report(subject, findings, |value| CLAIMS.iter().any(|name| value.is_named(name)));
            }
        }),
    },
];

fn is_typed(subject: &Subject<'_>, types: &[&str]) -> bool {
    subject.parameter_text("typ").is_some_and(|typ| types.iter().any(|name| typ.eq_ignore_ascii_case(name)))
}

/// Adds a finding for each header parameter that is meant, up to a limit.
fn report(subject: &Subject<'_>, findings: &mut Findings, is_meant: fn(&Value<'_>) -> bool) {
    for value in subject.parameters().filter(is_meant).take(MAX_REPORTED) {
        findings.at(subject, Role::Header, value, visible(&value.name().unwrap_or_default()));
    }
}
