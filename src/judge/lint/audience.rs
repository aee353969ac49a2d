//! Whom the token is meant for: `aud` (RFC 7519 §4.1.3).

use super::Method::{OnClaim, Token};
use super::general::is_general;
use super::{Rule, Severity};
use crate::jose::token::Role;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::Rfc;
use crate::text::json::{JsonKind, Value};
use crate::text::visible::visible;

/// Beyond so many audiences it is more than a note.
const MANY: usize = 3;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "aud-empty",
        severity: Severity::Error,
        title: "Empty audience (aud)",
        why: "It matches no service, or by a bug every one.",
        fix: "Correct the issuer.",
        references: &[Rfc(7519, "4.1.3")],
        check: OnClaim("aud", |subject, aud, findings| {
            let is_empty = aud.kind() == JsonKind::Array && aud.children().next().is_none();
            let wrong = audiences(aud).find(|value| value.kind() != JsonKind::String || value.source() == "\"\"");
            if let Some(value) = wrong.or(is_empty.then_some(aud)) {
                // Kinde writes an empty list where an application asked for no API.
                let is_usual = is_empty && subject.provider.is_some_and(|provider| provider.key == "kinde");
                let severity = if is_usual { Severity::Info } else { Severity::Error };
                findings.add_as(
                    severity,
                    subject.site_of(Role::Payload, value),
                    format!("found {}", visible(value.source())),
                );
            }
        }),
    },
    Rule {
        id: "aud-missing",
        severity: Severity::Warning,
        title: "No audience (aud)",
        why: "Any service that trusts the issuer may take it.",
        fix: "Add aud, and check it.",
        references: &[Rfc(8725, "3.9")],
        check: Token(|subject, findings| {
            if subject.claim("aud").is_some() || !is_general(subject) {
                return;
            }
            // Some providers name the client alone, and no setting changes that.
            let names_client = ["client_id", "azp", "cid"].into_iter().find(|name| subject.claim(name).is_some());
            let severity = if names_client.is_some() { Severity::Info } else { Severity::Warning };
            let detail = names_client.map(|name| format!("{name} only says who asked for it"));
            findings.add_as(severity, subject.segment(Role::Payload), detail.unwrap_or_default());
        }),
    },
    Rule {
        id: "aud-wildcard",
        severity: Severity::Warning,
        title: "A wildcard as audience",
        why: "aud is compared exactly.",
        fix: "Name the service.",
        references: &[Rfc(8725, "3.9")],
        check: Token(|subject, findings| {
            if let Some(value) = each(subject).find(|value| value.string().is_some_and(|text| is_wildcard(&text))) {
                findings.at(subject, Role::Payload, value, "");
            }
        }),
    },
    Rule {
        id: "aud-many",
        severity: Severity::Info,
        title: "Several audiences",
        why: "Each of them can use it at the others.",
        fix: "Ask for one token per service.",
        references: &[Rfc(9700, "2.3")],
        check: Token(|subject, findings| {
            let count = each(subject).count();
            if count > 1 {
                let severity = if count > MANY { Severity::Warning } else { Severity::Info };
                findings.add_as(severity, subject.site(Role::Payload, "aud"), format!("{count} of them"));
            }
        }),
    },
];

fn each<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Value<'a>> {
    subject.claim("aud").into_iter().flat_map(audiences)
}

/// The audiences of an array, or the one value.
fn audiences(aud: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let is_array = aud.kind() == JsonKind::Array;
    aud.children().filter(move |_| is_array).chain((!is_array).then_some(aud))
}

fn is_wildcard(text: &str) -> bool {
    text.ends_with('*') || text.eq_ignore_ascii_case("any") || text.eq_ignore_ascii_case("all")
}
