//! Shape and encoding: the flaws that the parser reports, with their words (RFC 7515 §2 and §7, RFC 4648, RFC 8259).

use super::Check::{Both, Flaws, Token};
use super::{Rule, Severity, cause};
use crate::scan::looks::Looks;
use crate::spec::Reference::{Cve, Page, Rfc};
use crate::subject::Subject;
use crate::token::{FlawKind, Repair, Site};

const BCP: crate::spec::Reference =
    Page("rfc8725bis §3.14", "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis-10#section-3.14");

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "segment-count",
        severity: Severity::Error,
        title: "Too few or too many parts",
        why: "A signed token has three parts, an encrypted one five. Even an unsigned token keeps its second dot.",
        fix: "Copy the whole token again, from its first to its last character.",
        references: &[Rfc(7515, "7.1"), Rfc(7516, "7.1"), Cve("2025-30204")],
        check: Both(
            |subject, findings| findings.flaws(subject, FlawKind::SegmentCount),
            |looks| matches!(looks, Looks::Parts { count } if !matches!(count, 3 | 5)).then(|| looks.sentence()),
        ),
    },
    Rule {
        id: "token-truncated",
        severity: Severity::Warning,
        title: "It looks cut off",
        why: "Logs and articles shorten tokens. What is left is shown, but the signature cannot fit it.",
        fix: "Get the full token.",
        references: &[Rfc(7515, "7.1")],
        check: Token(|subject, findings| {
            findings.flaws(subject, FlawKind::Truncated);
            super::signature::truncated(subject, findings);
        }),
    },
    Rule {
        id: "token-wrapped",
        severity: Severity::Info,
        title: "Something was removed to reach the token",
        why: "The text as it was pasted is not a token; a server that is sent all of it will refuse it.",
        fix: "",
        references: &[Rfc(7515, "2")],
        check: Token(|subject, findings| {
            let repairs: Vec<&str> = subject.token.origin.repairs.iter().copied().map(Repair::name).collect();
            if !repairs.is_empty() {
                findings.add(Site::Token, format!("removed: {}", repairs.join(", ")));
            }
        }),
    },
    Rule {
        id: "b64-illegal-char",
        severity: Severity::Error,
        title: "A character does not belong",
        why: "Only letters, digits, \"-\" and \"_\" are legal. Lenient readers skip the rest, and then two parties read two different tokens.",
        fix: "Copy the token again. A verifier must refuse this one.",
        references: &[Rfc(7515, "2"), BCP],
        check: Flaws(FlawKind::IllegalCharacter),
    },
    Rule {
        id: "b64-standard-alphabet",
        severity: Severity::Error,
        title: "Encoded with ordinary base64",
        why: "\"+\" and \"/\" belong to ordinary base64. Tokens use \"-\" and \"_\" in their place.",
        fix: "Let the issuer use base64url.",
        references: &[Rfc(7515, "2"), Rfc(4648, "5")],
        check: Flaws(FlawKind::StandardAlphabet),
    },
    Rule {
        id: "b64-padding",
        severity: Severity::Error,
        title: "Padded with \"=\"",
        why: "Tokens carry no padding. Some verifiers accept it, others refuse it.",
        fix: "Strip the padding at the issuer.",
        references: &[Rfc(7515, "2")],
        check: Flaws(FlawKind::Padding),
    },
    Rule {
        id: "b64-length",
        severity: Severity::Error,
        title: "A part has an impossible length",
        why: "No byte string encodes to that many characters, so one at least was lost or added.",
        fix: "Copy the token again.",
        references: &[Rfc(4648, "4")],
        check: Flaws(FlawKind::Length),
    },
    Rule {
        id: "b64-noncanonical",
        severity: Severity::Warning,
        title: "The last character could be another",
        why: "Its unused bits are not zero. Several spellings decode alike, so a deny list of token texts can be evaded.",
        fix: "Let the verifier refuse it; let the issuer encode with zero bits.",
        references: &[Rfc(4648, "3.5")],
        check: Flaws(FlawKind::Noncanonical),
    },
    Rule {
        id: "utf8-invalid",
        severity: Severity::Error,
        title: "Not well-formed UTF-8",
        why: "Tokens must be UTF-8. Readers that repair it disagree on what it says.",
        fix: "Correct the encoder.",
        references: &[Rfc(7515, "10.12"), Rfc(8725, "3.7")],
        check: Token(|subject, findings| {
            for flaw in cause::flaws(subject.token, FlawKind::Utf8Invalid) {
                let severity = if flaw.is_malformed() || calls_itself_jwt(subject) { Severity::Error } else { Severity::Info };
                findings.add_as(severity, flaw.site.clone(), flaw.detail.clone());
            }
        }),
    },
    Rule {
        id: "json-not-utf8",
        severity: Severity::Error,
        title: "Written in another Unicode encoding",
        why: "UTF-16 or UTF-32 can slip past checks that expect UTF-8.",
        fix: "Emit UTF-8.",
        references: &[Rfc(8725, "2.6"), Rfc(8725, "3.7")],
        check: Flaws(FlawKind::NotUtf8),
    },
    Rule {
        id: "json-bom",
        severity: Severity::Error,
        title: "Begins with a byte order mark",
        why: "It must not be sent, and strict readers fail on it.",
        fix: "Remove the bytes EF BB BF.",
        references: &[Rfc(8259, "8.1")],
        check: Flaws(FlawKind::ByteOrderMark),
    },
    Rule {
        id: "json-invalid",
        severity: Severity::Error,
        title: "Not valid JSON",
        why: "Only some readers would take it, and not all of them alike.",
        fix: "Serialise with a JSON library.",
        references: &[Rfc(7519, "7.2"), Rfc(8259, "")],
        check: Flaws(FlawKind::JsonInvalid),
    },
    Rule {
        id: "json-trailing-data",
        severity: Severity::Error,
        title: "Text follows the JSON",
        why: "Readers that stop at the first value and strict readers see different things.",
        fix: "Remove what follows.",
        references: &[Rfc(8259, "2")],
        check: Flaws(FlawKind::TrailingData),
    },
    Rule {
        id: "json-not-object",
        severity: Severity::Error,
        title: "Not a set of claims",
        why: "A header and a set of claims are JSON objects. Other signed content is legal, but it is no JWT.",
        fix: "Wrap it in an object.",
        references: &[Rfc(7519, "7.2")],
        check: Token(|subject, findings| {
            for flaw in cause::flaws(subject.token, FlawKind::NotAnObject) {
                let severity = if flaw.is_malformed() || calls_itself_jwt(subject) { Severity::Error } else { Severity::Info };
                findings.add_as(severity, flaw.site.clone(), flaw.detail.clone());
            }
        }),
    },
    Rule {
        id: "json-duplicate-member",
        severity: Severity::Error,
        title: "A name stands twice",
        why: "Readers that take the first and readers that take the last see different tokens. Both are shown here.",
        fix: "Refuse it, and correct the issuer.",
        references: &[Rfc(7515, "4"), Rfc(7519, "4"), Rfc(8259, "4")],
        check: Flaws(FlawKind::DuplicateMember),
    },
    Rule {
        id: "json-lone-surrogate",
        severity: Severity::Warning,
        title: "Half a character",
        why: "An escape from \\uD800 to \\uDFFF without its partner is no text. Other readers replace it or fail.",
        fix: "Correct the encoder.",
        references: &[Rfc(7493, "2.1"), Rfc(8259, "8.2")],
        check: Flaws(FlawKind::LoneSurrogate),
    },
    Rule {
        id: "json-number-range",
        severity: Severity::Warning,
        title: "Many readers will change this number",
        why: "JavaScript and others keep numbers as 64-bit floats. Two different ids can become equal on the way.",
        fix: "Send large ids as strings.",
        references: &[Rfc(7493, "2.2"), Rfc(8259, "6")],
        check: Flaws(FlawKind::NumberRange),
    },
    Rule {
        id: "json-deep",
        severity: Severity::Warning,
        title: "Deeply nested",
        why: "Recursive readers run out of stack on such input.",
        fix: "Flatten it.",
        references: &[Rfc(8259, "9")],
        check: Token(|subject, findings| {
            findings.flaws(subject, FlawKind::Deep);
            for flaw in subject.token.flaws.iter().filter(|flaw| flaw.kind == FlawKind::TooDeep) {
                findings.add_as(Severity::Error, flaw.site.clone(), flaw.detail.clone());
            }
        }),
    },
    Rule {
        id: "json-prototype-key",
        severity: Severity::Warning,
        title: "A name that acts in JavaScript",
        why: "Merged into a plain object, __proto__, constructor or prototype can alter every object of a program.",
        fix: "Refuse it, or read into a Map.",
        references: &[Page("CWE-1321", "https://cwe.mitre.org/data/definitions/1321.html")],
        check: Flaws(FlawKind::PrototypeName),
    },
    Rule {
        id: "json-whitespace",
        severity: Severity::Info,
        title: "Spaces or line breaks between the JSON's parts",
        why: "Legal, and covered by the signature; but they cost bytes, and writing the JSON anew breaks the signature.",
        fix: "Emit compact JSON.",
        references: &[Rfc(7515, "5.2"), Rfc(7515, "A.1")],
        check: Flaws(FlawKind::Whitespace),
    },
    Rule {
        id: "jws-json-serialization",
        severity: Severity::Warning,
        title: "The JSON form, not the compact one",
        why: "Legal for signed content in general, never for a JWT. Accepting both forms has led to bypasses.",
        fix: "Require the compact form for JWTs.",
        references: &[Rfc(7519, "1"), BCP],
        check: Flaws(FlawKind::JsonSerialization),
    },
    Rule {
        id: "polyglot-token",
        severity: Severity::Error,
        title: "One text, two tokens",
        why: "It reads as JSON, and split at its dots it reads as a compact token with another payload. One form is verified, the other believed.",
        fix: "Refuse braces and quotes in a token.",
        references: &[Cve("2022-39227")],
        check: Flaws(FlawKind::Polyglot),
    },
    Rule {
        id: "header-unprotected",
        severity: Severity::Warning,
        title: "Part of the header is not signed",
        why: "Whoever carries the token can change those values.",
        fix: "Ignore or forbid the unprotected header.",
        references: &[Rfc(7515, "7.2.1")],
        check: Flaws(FlawKind::UnprotectedHeader),
    },
    Rule {
        id: "header-overlap",
        severity: Severity::Error,
        title: "A name is in both headers",
        why: "The protected and the unprotected header must have no name in common.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "7.2.1")],
        check: Flaws(FlawKind::HeaderOverlap),
    },
    Rule {
        id: "detached-payload",
        severity: Severity::Info,
        title: "The content is not in the token",
        why: "It travels elsewhere, and is needed to check the signature.",
        fix: "",
        references: &[Rfc(7515, "F")],
        check: Flaws(FlawKind::DetachedPayload),
    },
    Rule {
        id: "nested-token",
        severity: Severity::Info,
        title: "A token inside a token",
        why: "Each layer has a signature and claims of its own; those of the outer one say nothing about the inner one.",
        fix: "Verify every layer.",
        references: &[Rfc(7519, "2"), Rfc(8725, "3.3")],
        check: Flaws(FlawKind::Nested),
    },
    Rule {
        id: "nested-cty-missing",
        severity: Severity::Warning,
        title: "The inner token is not announced",
        why: "A token that holds another must say so in cty.",
        fix: "Set cty to JWT.",
        references: &[Rfc(7519, "5.2")],
        check: Flaws(FlawKind::NestedUndeclared),
    },
    Rule {
        id: "nested-deep",
        severity: Severity::Warning,
        title: "Many tokens inside each other",
        why: "Such nesting is used to exhaust readers.",
        fix: "Limit the depth.",
        references: &[Rfc(7519, "7.2")],
        check: Flaws(FlawKind::NestedDeep),
    },
    Rule {
        id: "double-encoded",
        severity: Severity::Error,
        title: "Encoded twice",
        why: "A part decodes to text that is encoded itself. Verifiers will fail on it.",
        fix: "Encode once.",
        references: &[Rfc(7515, "3")],
        check: Flaws(FlawKind::DoubleEncoded),
    },
];

/// Signed content that never called itself a JWT is fine as it is (RFC 7515 §1).
fn calls_itself_jwt(subject: &Subject<'_>) -> bool {
    subject.token.string_parameter("typ").is_some_and(|typ| typ.to_ascii_uppercase().contains("JWT"))
}
