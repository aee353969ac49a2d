//! The key id (RFC 7515 §4.1.4): a name to look up, and a favourite place for injections, since the verifier uses it
//! before anything has been checked.

use super::Method::{OnParameter, Token};
use super::algorithm::{is_readable, signs_with};
use super::{Findings, Rule, Severity};
use crate::jose::token::Role;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::Rfc;
use crate::text::json::JsonKind;
use crate::text::url::Url;
use crate::text::visible::{quoted, visible};

mod shapes;

use shapes::{is_command, is_ldap, is_path, is_sql};

/// The longest key id that raises no eyebrow, in characters.
const LONG: usize = 256;
/// The part of a key id that is searched; nobody needs more to attack, and nobody has as much by accident.
const MAX_SEARCHED: usize = 4096;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "kid-missing",
        severity: Severity::Info,
        title: "No key ID (kid)",
        why: "Verifiers have to try them all.",
        fix: "Set kid.",
        references: &[Rfc(7515, "4.1.4")],
        check: Token(|subject, findings| {
            let is_named = ["kid", "jwk", "x5c", "x5t", "x5t#S256", "x5u"]
                .into_iter()
                .any(|name| subject.parameter(name).is_some());
            if !is_named && is_readable(subject) && signs_with(subject, "").is_some_and(|alg| !alg.starts_with("HS")) {
                findings.part(subject, Role::Header, "");
            }
        }),
    },
    Rule {
        id: "kid-type",
        severity: Severity::Error,
        title: "The key id is not a string",
        why: "It may find another key.",
        fix: "Write it as a string.",
        references: &[Rfc(7515, "4.1.4")],
        check: OnParameter("kid", |subject, value, findings| {
            if value.kind() != JsonKind::String {
                findings.at(
                    subject,
                    Role::Header,
                    value,
                    format!("expected a string, but found {}", visible(value.source())),
                );
            }
        }),
    },
    Rule {
        id: "kid-path",
        severity: Severity::Error,
        title: "The key id is a path",
        why: "It can lead to a file that a forger knows.",
        fix: "Allow only letters, digits, - and _.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| search(subject, findings, is_path)),
    },
    Rule {
        id: "kid-sql",
        severity: Severity::Error,
        title: "The key id holds SQL",
        why: "In a query it can find another key.",
        fix: "Allow only letters, digits, - and _.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| search(subject, findings, is_sql)),
    },
    Rule {
        id: "kid-command",
        severity: Severity::Error,
        title: "The key id holds a command",
        why: "In a command line it runs on the verifier.",
        fix: "Allow only letters, digits, - and _.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| search(subject, findings, is_command)),
    },
    Rule {
        id: "kid-ldap",
        severity: Severity::Error,
        title: "The key id holds an LDAP filter",
        why: "In a directory search it can find another key.",
        fix: "Allow only letters, digits, - and _.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| search(subject, findings, is_ldap)),
    },
    Rule {
        id: "kid-control",
        severity: Severity::Error,
        title: "The key id has control characters",
        why: "Readers may see different ids.",
        fix: "Refuse it.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| {
            search(subject, findings, |kid| kid.bytes().any(|byte| byte < b' ' || byte == 0x7F))
        }),
    },
    Rule {
        id: "kid-url",
        severity: Severity::Info,
        title: "The key id is an address",
        why: "A forger can write any address here.",
        fix: "Do not open it.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| {
            search(subject, findings, |kid| {
                Url::split(kid).is_some_and(|url| !url.host.is_empty() || url.has_scheme("did"))
            });
        }),
    },
    Rule {
        id: "kid-odd",
        severity: Severity::Warning,
        title: "An odd key id",
        why: "It names nothing, or carries something else.",
        fix: "Use a short name.",
        references: &[Rfc(7515, "4.1.4")],
        check: OnParameter("kid", |subject, value, findings| {
            let Some(kid) = value.string() else { return };
            let count = kid.chars().count();
            let detail = if count > LONG { format!("it has {count} characters") } else { "it is empty".to_owned() };
            if count > LONG || count == 0 {
                findings.at(subject, Role::Header, value, detail);
            }
        }),
    },
];

/// Adds a finding where the key id is not plain and `is_suspicious`.
fn search(subject: &Subject<'_>, findings: &mut Findings, is_suspicious: fn(&str) -> bool) {
    let Some(value) = subject.parameter("kid") else { return };
    // Most are plain, and then there is nothing to search.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'"');
    if value.source().bytes().all(is_plain) {
        return;
    }
    let Some(kid) = value.string() else { return };
    if is_suspicious(kid.get(..kid.floor_char_boundary(MAX_SEARCHED)).unwrap_or_default()) {
        findings.at(subject, Role::Header, value, format!("found {}", quoted(&kid)));
    }
}
