//! The signature as far as it can be judged without a key: whether there is one, and whether it can be one.

use super::Method::Token;
use super::ecdsa::ecdsa;
use super::{Findings, Rule, Severity};
use crate::check::signature::numbers;
use crate::jose::token::{FlawKind, Kind, Role, Site};
use crate::judge::subject::Subject;
use crate::registry::algorithms::{Length, Usage};
use crate::registry::spec::Reference::{Cve, Rfc};
use crate::text::base64url;
use crate::text::span::Span;
use crate::text::url::contains;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "signature-empty",
        severity: Severity::Error,
        title: "The signature is missing",
        why: "Some libraries have taken that for valid.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "5.2")],
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
        why: "It was altered, or made by mistake.",
        fix: "Refuse it.",
        references: &[Rfc(7518, "3.6")],
        check: Token(|subject, findings| {
            if subject.alg.as_deref() == Some("none") && !subject.token.signature.is_empty() {
                findings.part(subject, Role::Signature, format!("found {} bytes", subject.token.signature.len()));
            }
        }),
    },
    Rule {
        id: "sig-length",
        severity: Severity::Error,
        title: "The signature has the wrong length",
        why: "The named algorithm cannot have made it.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "5.2")],
        check: Token(|subject, findings| {
            // Where it is known what stands there instead, or that it is damaged, the length says nothing more.
            if let Some(length) = wrong_length(subject).filter(|_| disguise(subject).is_none() && !is_damaged(subject))
            {
                let alg = subject.alg.as_deref().unwrap_or_default();
                let detail =
                    format!("expected {} for {alg}, but found {}", length.words(), subject.token.signature.len());
                findings.part(subject, Role::Signature, detail);
            }
        }),
    },
    Rule {
        id: "sig-placeholder",
        severity: Severity::Warning,
        title: "This is not a real signature",
        why: "It looks like an example.",
        fix: "Get the real token.",
        references: &[Rfc(7515, "5.2")],
        check: Token(|subject, findings| {
            let is_explained =
                || disguise(subject).is_some() || ecdsa(subject).is_some_and(|pair| pair.zero().is_some());
            if let Some(found) = placeholder(source(subject), &subject.token.signature).filter(|_| !is_explained()) {
                findings.part(subject, Role::Signature, found);
            }
        }),
    },
    Rule {
        id: "sig-rsa-short",
        severity: Severity::Error,
        title: "The RSA key is too short",
        why: "Keys below 2048 bits are prohibited.",
        fix: "Use 2048 bits or more.",
        references: &[Rfc(7518, "3.3")],
        check: Token(|subject, findings| {
            let bytes = subject.token.signature.len();
            let is_rsa = subject.algorithm.is_some_and(|row| row.length == Length::Modulus);
            if is_rsa && (128..256).contains(&bytes) && disguise(subject).is_none() && !is_damaged(subject) {
                findings.part(subject, Role::Signature, format!("expected 256 bytes or more, but found {bytes}"));
            }
        }),
    },
    Rule {
        id: "sig-der-ecdsa",
        severity: Severity::Error,
        title: "The signature is in DER form",
        why: "Tokens have R and S without ASN.1.",
        fix: "Convert it (Java: P1363).",
        references: &[Rfc(7518, "3.4")],
        check: Token(|subject, findings| disguised(subject, findings, Disguise::Der)),
    },
    Rule {
        id: "sig-hex",
        severity: Severity::Error,
        title: "The signature is written in hex",
        why: "Verifiers will fail on it.",
        fix: "Use base64url.",
        references: &[Rfc(7515, "5.2")],
        check: Token(|subject, findings| disguised(subject, findings, Disguise::Hex)),
    },
    Rule {
        id: "sig-double-base64",
        severity: Severity::Error,
        title: "The signature was encoded twice",
        why: "Verifiers will fail on it.",
        fix: "Encode once.",
        references: &[Rfc(7515, "5.2")],
        check: Token(|subject, findings| disguised(subject, findings, Disguise::Twice)),
    },
    Rule {
        id: "sig-ecdsa-zero",
        severity: Severity::Error,
        title: "A signature of zeros",
        why: "Some Java releases took it for valid.",
        fix: "Refuse it, and update Java.",
        references: &[Cve("2022-21449")],
        check: Token(|subject, findings| {
            if let Some(found) = ecdsa(subject).and_then(|pair| pair.zero()) {
                findings.part(subject, Role::Signature, found);
            }
        }),
    },
    Rule {
        id: "sig-ecdsa-range",
        severity: Severity::Error,
        title: "Numbers too large for the curve",
        why: "No key can have made this signature.",
        fix: "Refuse it.",
        references: &[Rfc(7518, "3.4")],
        check: Token(|subject, findings| {
            if let Some(pair) = ecdsa(subject).filter(|pair| pair.r >= pair.curve.order || pair.s >= pair.curve.order) {
                let name = if pair.r >= pair.curve.order { "R" } else { "S" };
                findings.part(subject, Role::Signature, format!("{name} is not below the order of the curve"));
            }
        }),
    },
    Rule {
        id: "sig-ecdsa-high-s",
        severity: Severity::Info,
        title: "ECDSA signature is malleable (high S)",
        why: "Both verify, so deny lists can be evaded.",
        fix: "Deny tokens by iss and jti.",
        references: &[Rfc(7519, "4.1.7")],
        check: Token(|subject, findings| {
            if ecdsa(subject).is_some_and(|pair| pair.s > pair.curve.half && pair.s < pair.curve.order) {
                findings.part(subject, Role::Signature, "");
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
        && !subject.token.has(FlawKind::Truncated)
    {
        findings.part(subject, Role::Signature, "the signature is too short");
    }
}

fn is_empty(subject: &Subject<'_>) -> bool {
    let token = subject.token;
    is_whole_jws(token.kind, token.segments.len()) && token.signature.is_empty() && !token.header.is_absent()
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

/// What stands in the place of a signature's plain bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disguise {
    Der,
    Hex,
    Twice,
}

fn disguised(subject: &Subject<'_>, findings: &mut Findings, wanted: Disguise) {
    if disguise(subject) == Some(wanted) {
        findings.part(subject, Role::Signature, "");
    }
}

fn disguise(subject: &Subject<'_>) -> Option<Disguise> {
    let row = subject.algorithm.filter(|row| row.usage == Usage::Signature)?;
    let bytes = subject.token.signature.as_slice();
    if is_hex(source(subject).as_bytes()) || is_hex(bytes) {
        return Some(Disguise::Hex);
    }
    if row.name.starts_with("ES") && numbers(bytes).is_some() {
        return Some(Disguise::Der);
    }
    let is_base64 = bytes.len() > 32
        && bytes.iter().all(|&byte| base64url::is_alphabet(byte) || matches!(byte, b'+' | b'/' | b'='));
    let inner = if is_base64 { std::str::from_utf8(bytes).ok()? } else { return None };
    row.length.allows(base64url::decode(inner).bytes.len()).then_some(Disguise::Twice)
}

/// Whether they are the digits of at least 32 bytes; one digit repeated is a placeholder instead.
fn is_hex(text: &[u8]) -> bool {
    text.len() >= 64
        && text.len().is_multiple_of(2)
        && text.iter().all(u8::is_ascii_hexdigit)
        && text.iter().any(|digit| Some(digit) != text.first())
}

/// Whether characters of the signature were lost or are no base64url, which is a finding of its own.
fn is_damaged(subject: &Subject<'_>) -> bool {
    let is_cause = |kind| matches!(kind, FlawKind::IllegalCharacter | FlawKind::Length | FlawKind::Truncated);
    subject
        .token
        .flaws
        .iter()
        .any(|flaw| is_cause(flaw.kind) && matches!(flaw.site.role(), None | Some(Role::Signature)))
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
    // Counted in bytes as long as they hold the count: sixteen of them are added at once.
    let digits = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>());
    let is_worded = source.as_bytes().chunks(255).map(digits).sum::<usize>() * 8 < source.len();
    if is_worded
        && ["signature", "placeholder", "your", "example", "redacted"].iter().any(|word| contains(source, word))
    {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::base64url;

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
