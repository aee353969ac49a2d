//! How big it is, next to the limits that bite, and how many tokens a text has.

use super::Method::{Text, Token};
use super::{Rule, Severity};
use crate::intake::looks::Looks;
use crate::jose::token::{Repair, Site};
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::Rfc;

/// Tokens are usually smaller, in bytes.
const USUAL: usize = 2_048;
/// What browsers keep of a cookie, name and value together (RFC 6265 §6.1).
const COOKIE: usize = 4_096;
/// The longest line of a request's header that Apache takes; nginx takes two bytes more.
const LINE: usize = 8_190;
/// All headers of a request together, in Node.
const HEADERS: usize = 16_384;
/// `Authorization: Bearer `
const BEARER: usize = 22;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "size-header",
        severity: Severity::Warning,
        title: "Too big for a request's header",
        why: "Apache and nginx take about 8 KB, Node 16 KB.",
        fix: "Put less into it.",
        references: &[Rfc(6585, "5")],
        check: Token(|subject, findings| {
            let line = size(subject) + BEARER;
            if line > LINE {
                let severity = if line > HEADERS { Severity::Error } else { Severity::Warning };
                findings.add_as(severity, Site::Token, bytes(size(subject)));
            }
        }),
    },
    Rule {
        id: "size-cookie",
        severity: Severity::Warning,
        title: "Too big for a cookie",
        why: "Browsers drop cookies of more than 4096 bytes.",
        fix: "Put less into it.",
        references: &[Rfc(6265, "6.1")],
        check: Token(|subject, findings| {
            // What came in an Authorization header is in no cookie, and size-header has its own limit.
            let is_header =
                subject.token.origin.repairs.iter().any(|repair| matches!(repair, Repair::HeaderName | Repair::Scheme));
            if size(subject) > COOKIE && size(subject) + BEARER <= LINE && !is_header {
                findings.add(Site::Token, bytes(size(subject)));
            }
        }),
    },
    Rule {
        id: "size-big",
        severity: Severity::Info,
        title: "A big token",
        why: "It is sent with every request.",
        fix: "Put less into it.",
        references: &[Rfc(7519, "1")],
        check: Token(|subject, findings| {
            if size(subject) > USUAL {
                findings.add(Site::Token, bytes(size(subject)));
            }
        }),
    },
    Rule {
        id: "multi-token",
        severity: Severity::Info,
        title: "More than one token",
        why: "The sentence above is on the first.",
        fix: "",
        references: &[Rfc(7519, "1")],
        check: Text(|looks| matches!(looks, Looks::Several { .. }).then(|| looks.sentence())),
    },
];

/// The size of what is sent; the JSON serialization goes into no header, and of what is damaged the size says nothing.
fn size(subject: &Subject<'_>) -> usize {
    let token = subject.token;
    if token.kind.is_json() || token.is_partial() { 0 } else { token.text.len() }
}

fn bytes(count: usize) -> String {
    format!("{count} bytes")
}
