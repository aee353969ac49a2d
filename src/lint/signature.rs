//! The signature as far as it can be judged without a key: whether there is one, and whether it can be one.

use super::Check::Token;
use super::{Findings, Rule, Severity};
use crate::registry::algorithms::{Length, Usage};
use crate::span::Span;
use crate::spec::Reference::{Cve, Rfc};
use crate::subject::Subject;
use crate::token::{Kind, Role, Site};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "signature-empty",
        severity: Severity::Error,
        title: "The signature is missing",
        why: "It names an algorithm but carries no signature. Some libraries have taken that for valid.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "5.2"), Cve("2020-28042")],
        check: Token(|subject, findings| {
            let is_unsecured = subject.alg.as_deref() == Some("none");
            if is_empty(subject) && !is_unsecured {
                findings.add(end(subject), "");
            }
        }),
    },
    Rule {
        id: "alg-none-with-signature",
        severity: Severity::Error,
        title: "Signed with none, yet there is a signature",
        why: "An unsigned token must have an empty third part. This one was altered, or made by mistake.",
        fix: "Refuse it.",
        references: &[Rfc(7518, "3.6"), Rfc(7519, "6")],
        check: Token(|subject, findings| {
            if subject.alg.as_deref() == Some("none") && !subject.token.signature.is_empty() {
                findings.add(subject.segment(Role::Signature), format!("found {} bytes", subject.token.signature.len()));
            }
        }),
    },
    Rule {
        id: "sig-length",
        severity: Severity::Error,
        title: "The signature has the wrong length",
        why: "It cannot be a signature of the named algorithm. Some verifiers still accept short ones.",
        fix: "Refuse it before any cryptography.",
        references: &[Rfc(7518, "3.2"), Rfc(7518, "3.4")],
        check: Token(|subject, findings| {
            if let Some(length) = wrong_length(subject) {
                let alg = subject.alg.as_deref().unwrap_or_default();
                let detail = format!("expected {} for {alg}, but found {}", length.words(), subject.token.signature.len());
                findings.add(subject.segment(Role::Signature), detail);
            }
        }),
    },
    Rule {
        id: "sig-placeholder",
        severity: Severity::Warning,
        title: "This is not a real signature",
        why: "It is readable text or one value repeated, as in an example or a template.",
        fix: "Get the real token.",
        references: &[Rfc(7515, "5.1")],
        check: Token(|subject, findings| {
            if let Some(found) = placeholder(source(subject), &subject.token.signature) {
                findings.add(subject.segment(Role::Signature), found);
            }
        }),
    },
];

/// A signature that is shorter than any of its algorithm was cut (part of the rule `token-truncated`).
pub(super) fn truncated(subject: &Subject<'_>, findings: &mut Findings) {
    let shortest = match subject.algorithm.map(|row| row.length) {
        Some(Length::Modulus) => 128,
        Some(Length::Exact([length])) if *length > 2000 => *length,
        _ => return,
    };
    let signature = &subject.token.signature;
    if !signature.is_empty()
        && signature.len() < shortest
        && placeholder(source(subject), signature).is_none()
        && !subject.token.has(crate::token::FlawKind::Truncated)
    {
        findings.add(subject.segment(Role::Signature), "the signature is shorter than any of its algorithm");
    }
}

fn is_empty(subject: &Subject<'_>) -> bool {
    let token = subject.token;
    is_whole_jws(token.kind, token.segments.len()) && token.signature.is_empty() && token.header.is_some()
}

/// Whether the token has all the parts of a compact JWS, so that a missing signature is one.
fn is_whole_jws(kind: Kind, segments: usize) -> bool {
    match kind {
        Kind::Jws => segments >= 3,
        Kind::JwsJson => true,
        Kind::Jwe | Kind::JweJson => false,
    }
}

fn wrong_length(subject: &Subject<'_>) -> Option<Length> {
    let row = subject.algorithm.filter(|row| row.usage == Usage::Signature)?;
    let is_draft = row.length == Length::Exact(&[]);
    let signature = &subject.token.signature;
    (!is_draft && !signature.is_empty() && !row.length.allows(signature.len())).then_some(row.length)
}

/// The signature as it is spelled.
fn source<'a>(subject: &Subject<'a>) -> &'a str {
    subject.token.segment(Role::Signature).map_or("", |segment| segment.span.of(&subject.token.text))
}

/// The place where the signature should be: the end of the token.
fn end(subject: &Subject<'_>) -> Site {
    match subject.token.segment(Role::Signature) {
        Some(segment) => Site::Text(Role::Signature, Span::at(segment.span.end)),
        None => Site::Token,
    }
}

/// What gives a placeholder away; `None` for what may be a signature.
fn placeholder(source: &str, bytes: &[u8]) -> Option<&'static str> {
    let first = bytes.first()?;
    // Real signatures have capitals and digits by the dozen; only text without them is worth a closer look.
    let is_worded = source.bytes().filter(|byte| byte.is_ascii_digit()).count() * 8 < source.len();
    if is_worded && ["signature", "placeholder", "your", "example", "redacted"].iter().any(|word| contains(source, word)) {
        return Some("it spells words");
    }
    if bytes.len() >= 4 && bytes.iter().all(|byte| byte == first) {
        return Some("one byte, repeated");
    }
    let mut letters = source.bytes();
    let letter = letters.next()?;
    if source.len() >= 8 && letters.all(|other| other == letter) {
        return Some("one letter, repeated");
    }
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~')).then_some("it decodes to readable text")
}

/// Whether `text` contains `word`, whatever its case.
pub(super) fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base64url;

    #[test]
    fn placeholders() {
        for (source, expected) in [
            ("signature_here", Some("it spells words")),
            ("AAAAAAAAAAAAAAAA", Some("one byte, repeated")),
            ("xxxxxxxxxxxxxxxx", Some("one letter, repeated")),
            ("c2VjcmV0", Some("it decodes to readable text")),
            ("Kf5q5SQA1bzb9a8L1jOP81wxQcQMNhDUu1nHo0VBv_A", None),
            ("", None),
        ] {
            assert_eq!(placeholder(source, &base64url::decode(source).bytes), expected, "{source}");
        }
    }
}
