//! How the token could be ended before it expires, and by which of its claims.

use super::Method::{OnClaim, Token};
use super::general::{handle, is_general, is_reference};
use super::times::date;
use super::{Rule, Severity};
use crate::jose::token::Role;
use crate::judge::subject::Subject;
use crate::judge::times::{LONG_LIVES, TimeValue};
use crate::registry::spec::Reference::{Draft, Page, Rfc};
use crate::text::json::names::Names;
use crate::text::json::{JsonKind, Value};

/// Counters that are raised to end all older tokens; `ver` is the version of a provider's format.
const VERSIONS: [&str; 6] = ["tv", "trn", "token_version", "tokenVersion", "session_version", "sessionVersion"];
/// An id with fewer characters can be guessed or met twice; so can one of fewer digits and nothing else.
const SHORT_ID: usize = 12;
const SHORT_NUMBER: usize = 20;
const OWASP: crate::registry::spec::Reference = Page(
    "OWASP JWT cheat sheet",
    "https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html",
);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "revocation-note",
        severity: Severity::Info,
        title: "Logging out does not end it",
        why: "It works until it expires, without a deny list.",
        fix: "Keep it short-lived.",
        references: &[OWASP],
        check: Token(|subject, findings| {
            let Some(handle) = handle(subject).or_else(|| version(subject)) else { return };
            if outlives(subject, 0)
                && subject.claim("status").is_none()
                && is_general(subject)
                && !is_reference(subject)
            {
                let name = handle.name().unwrap_or_default();
                let until = subject
                    .times
                    .exp()
                    .and_then(TimeValue::at)
                    .map(|exp| format!(" until {}", date(exp)))
                    .unwrap_or_default();
                findings.at(subject, Role::Payload, handle, format!("a deny list could name it by {name}{until}"));
            }
        }),
    },
    Rule {
        id: "jti-missing",
        severity: Severity::Info,
        title: "No token ID (jti)",
        why: "It cannot be revoked individually.",
        fix: "Add a random jti.",
        references: &[Rfc(7519, "4.1.7")],
        check: Token(|subject, findings| {
            let is_named = handle(subject).is_some() || version(subject).is_some() || subject.claim("status").is_some();
            if !is_named && outlives(subject, 1) && is_general(subject) && subject.claims().next().is_some() {
                findings.part(subject, Role::Payload, "");
            }
        }),
    },
    Rule {
        id: "jti-weak",
        severity: Severity::Info,
        title: "A short or counted id",
        why: "It can be guessed, or given twice.",
        fix: "Use a random one.",
        references: &[Rfc(7519, "4.1.7")],
        check: OnClaim("jti", |subject, value, findings| {
            let Some(jti) = value.string() else { return };
            let is_number = jti.bytes().all(|byte| byte.is_ascii_digit());
            if jti.len() < SHORT_ID || is_number && jti.len() < SHORT_NUMBER {
                findings.named(subject, Role::Payload, "jti", "");
            }
        }),
    },
    Rule {
        id: "reference-jwt",
        severity: Severity::Info,
        title: "A signed reference",
        why: "A look-up decides, as with a session.",
        fix: "",
        references: &[Rfc(7519, "4.1.7")],
        check: Token(|subject, findings| {
            if is_reference(subject) {
                findings.part(subject, Role::Payload, "");
            }
        }),
    },
    Rule {
        id: "version-claim",
        severity: Severity::Info,
        title: "A version that can be raised",
        why: "Raising it ends all older tokens.",
        fix: "",
        references: &[OWASP],
        check: Token(|subject, findings| {
            if let Some(version) = version(subject) {
                findings.at(subject, Role::Payload, version, "");
            }
        }),
    },
    Rule {
        id: "status-present",
        severity: Severity::Info,
        title: "A list says whether it still counts",
        why: "The issuer can end it there. It is not fetched here.",
        fix: "Let the server look it up.",
        references: &[Draft("draft-ietf-oauth-status-list", "6")],
        check: OnClaim("status", |subject, status, findings| {
            if status.kind() == JsonKind::Object {
                findings.at(subject, Role::Payload, status, "");
            }
        }),
    },
];

fn version<'a>(subject: &Subject<'a>) -> Option<Value<'a>> {
    const NAMES: Names = Names::of(&VERSIONS);
    let may_be = subject.claim_names().may_share(NAMES);
    let found = if may_be { VERSIONS.into_iter().find_map(|name| subject.claim(name)) } else { None };
    found.filter(|value| value.kind() == JsonKind::Number)
}

/// Whether it is signed and not over, and was made for longer than one of the lifetimes that are worth a word.
fn outlives(subject: &Subject<'_>, length: usize) -> bool {
    let limit = LONG_LIVES.get(length).copied().unwrap_or_default();
    let is_long = subject.times.lifetime().map_or(subject.times.exp().is_none(), |life| life > limit);
    let is_over = || subject.times.exp().is_some_and(|exp| exp.at().is_none_or(|exp| subject.has_come(exp)));
    !subject.token.signature.is_empty() && !subject.is_unsecured && is_long && !is_over()
}
