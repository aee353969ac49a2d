//! The header parameters that extend or describe a token (RFC 7515 §4.1.9 to §4.3, RFC 7797), and those that belong elsewhere.

use super::Check::{OnParameter, Token};
use super::algorithm::is_readable;
use super::{Findings, Rule, Severity};
use crate::json::{Kind, Value};
use crate::registry::headers;
use crate::spec::Reference::Rfc;
use crate::subject::Subject;
use crate::token::Role;
use crate::token::content::Format;
use crate::visible::{quoted, visible};

/// Names of crit, and parameters, that are reported one by one.
const MAX_REPORTED: usize = 8;
/// Entries of crit that are compared with each other.
const MAX_CRITICAL: usize = 64;

/// Parameters that every implementation must know, so that crit must not name them (RFC 7515 §4.1.11).
const BASE: [&str; 22] = [
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu", "apv", "iv", "tag",
    "p2s", "p2c", "ek", "psk_id",
];
/// Claims (RFC 7519 §4.1). The first three may stand in the header of an encrypted token too (RFC 7519 §5.3).
const CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "crit-unknown",
        severity: Severity::Error,
        title: "It demands what this page does not know",
        why: "Whoever does not know a critical extension must refuse it.",
        fix: "Refuse it, unless you know it.",
        references: &[Rfc(7515, "4.1.11")],
        check: OnParameter("crit", |subject, crit, findings| {
            if crit.kind() != Kind::Array {
                return;
            }
            let named = crit.children().take(MAX_CRITICAL).filter_map(|item| Some((item, item.string()?)));
            for (item, name) in named.filter(|(_, name)| *name != "b64" && !BASE.contains(&&**name)).take(MAX_REPORTED) {
                // A name that somebody registered or owns is no accident.
                let is_owned = headers::find(&name, subject.token.kind.is_encrypted()).is_some() || name.contains("://");
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
        check: OnParameter("crit", |subject, crit, findings| {
            if let Some((value, found)) = critical_fault(subject, crit) {
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
            let is_jwt = payload.is_some_and(|payload| payload.format == Format::Json || payload.text().starts_with("eyJ"));
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
            let crit = subject.parameter("crit");
            let is_critical = crit.is_some_and(|crit| crit.children().any(|item| item.string().is_some_and(|name| name == "b64")));
            if !is_critical {
                findings.at(subject, Role::Header, value, "");
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
        title: "It does not say what kind of token it is",
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
        title: "Its type says no more than JWT",
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
                let is_registered = |name: &str| headers::find(name, false).is_some() || headers::find(name, true).is_some();
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

/// The first fault of crit, and its place.
fn critical_fault<'a>(subject: &Subject<'a>, crit: Value<'a>) -> Option<(Value<'a>, &'static str)> {
    if crit.kind() != Kind::Array || crit.children().next().is_none() {
        return Some((crit, "expected a list that is not empty"));
    }
    for (position, item) in crit.children().take(MAX_CRITICAL).enumerate() {
        let Some(name) = item.string() else { return Some((item, "expected a string")) };
        let found = if crit.children().take(position).any(|earlier| earlier.string().as_ref() == Some(&name)) {
            "it stands twice"
        } else if BASE.contains(&&*name) {
            "it is no extension"
        } else if subject.parameter(&name).is_none() {
            "there is no such parameter"
        } else {
            continue;
        };
        return Some((item, found));
    }
    None
}
