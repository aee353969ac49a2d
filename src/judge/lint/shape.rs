//! Shape and encoding: the flaws that the parser reports, with their words (RFC 7515 §2 and §7, RFC 4648, RFC 8259).

use super::Method::{Flaws, Token, TokenOrText};
use super::{Rule, Severity, cause};
use crate::intake::looks::Looks;
use crate::jose::token::{FlawKind, Repair, Site};
use crate::registry::spec::Reference::{Cve, Page, Rfc};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "segment-count",
        severity: Severity::Error,
        title: "Too few or too many parts",
        why: "A signed token has three, an encrypted one five.",
        fix: "Copy the whole token again.",
        references: &[Rfc(7515, "7.1")],
        check: TokenOrText(
            |subject, findings| findings.flaws(subject, FlawKind::SegmentCount),
            |looks| matches!(looks, Looks::Parts { count } if !matches!(count, 3 | 5)).then(|| looks.sentence()),
        ),
    },
    Rule {
        id: "token-truncated",
        severity: Severity::Warning,
        title: "Looks truncated",
        why: "Logs and articles shorten tokens.",
        fix: "Get the whole token.",
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
        why: "Only the token itself was read.",
        fix: "",
        references: &[Rfc(7515, "2")],
        check: Token(|subject, findings| {
            let origin = &subject.token.origin;
            let repairs: Vec<&str> = origin.repairs.iter().copied().map(Repair::name).collect();
            let place = |(found, at): &(char, usize)| format!("U+{:04X} after {at} characters", u32::from(*found));
            let hidden: Vec<String> = origin.hidden.iter().map(place).collect();
            if !repairs.is_empty() {
                let hidden = if hidden.is_empty() { String::new() } else { [": ", &hidden.join(", ")].concat() };
                findings.add(Site::Token, ["removed: ", &repairs.join(", "), &hidden].concat());
            }
        }),
    },
    Rule {
        id: "b64-illegal-char",
        severity: Severity::Error,
        title: "A character does not belong",
        why: "Only letters, digits, - and _ are legal.",
        fix: "Copy the whole token again.",
        references: &[Rfc(7515, "2")],
        check: Flaws(FlawKind::IllegalCharacter),
    },
    Rule {
        id: "b64-standard-alphabet",
        severity: Severity::Error,
        title: "Encoded with ordinary base64",
        why: "Tokens have - and _ in place of + and /.",
        fix: "Use base64url.",
        references: &[Rfc(7515, "2")],
        check: Flaws(FlawKind::StandardAlphabet),
    },
    Rule {
        id: "b64-padding",
        severity: Severity::Error,
        title: "Padded with \"=\"",
        why: "Some verifiers accept it, others refuse it.",
        fix: "Strip the padding.",
        references: &[Rfc(7515, "2")],
        check: Flaws(FlawKind::Padding),
    },
    Rule {
        id: "b64-length",
        severity: Severity::Error,
        title: "A part has an impossible length",
        why: "A character was lost or added.",
        fix: "Copy the whole token again.",
        references: &[Rfc(7515, "2")],
        check: Flaws(FlawKind::Length),
    },
    Rule {
        id: "b64-noncanonical",
        severity: Severity::Warning,
        title: "Non-canonical Base64url",
        why: "Both decode alike, so deny lists can be evaded.",
        fix: "Refuse it.",
        references: &[Rfc(4648, "3.5")],
        check: Flaws(FlawKind::Noncanonical),
    },
    Rule {
        id: "utf8-invalid",
        severity: Severity::Error,
        title: "Not well-formed UTF-8",
        why: "Readers that repair it differ on what it says.",
        fix: "Correct the issuer.",
        references: &[Rfc(8725, "3.7")],
        check: Token(|subject, findings| {
            for flaw in cause::flaws(subject.token, FlawKind::Utf8Invalid) {
                let severity = if subject.token.is_malformed(flaw) || subject.token.calls_itself_jwt() {
                    Severity::Error
                } else {
                    Severity::Info
                };
                findings.add_as(severity, flaw.site.clone(), flaw.detail.clone());
            }
        }),
    },
    Rule {
        id: "json-not-utf8",
        severity: Severity::Error,
        title: "Written in another Unicode encoding",
        why: "It can slip past checks that expect UTF-8.",
        fix: "Use UTF-8.",
        references: &[Rfc(8725, "3.7")],
        check: Flaws(FlawKind::NotUtf8),
    },
    Rule {
        id: "json-bom",
        severity: Severity::Error,
        title: "Begins with a byte order mark",
        why: "Strict readers fail on it.",
        fix: "Remove the bytes EF BB BF.",
        references: &[Rfc(8259, "8.1")],
        check: Flaws(FlawKind::ByteOrderMark),
    },
    Rule {
        id: "json-invalid",
        severity: Severity::Error,
        title: "Not valid JSON",
        why: "Readers refuse it, or differ on what it says.",
        fix: "Use a JSON library.",
        references: &[Rfc(8259, "2")],
        check: Flaws(FlawKind::JsonInvalid),
    },
    Rule {
        id: "json-trailing-data",
        severity: Severity::Error,
        title: "Text follows the JSON",
        why: "Some readers ignore it, others fail.",
        fix: "Remove what follows.",
        references: &[Rfc(8259, "2")],
        check: Flaws(FlawKind::TrailingData),
    },
    Rule {
        id: "json-not-object",
        severity: Severity::Error,
        title: "Not a set of claims",
        why: "Other signed content is legal, but not a JWT.",
        fix: "Wrap it in an object.",
        references: &[Rfc(7519, "7.2")],
        check: Token(|subject, findings| {
            for flaw in cause::flaws(subject.token, FlawKind::NotAnObject) {
                let severity = if subject.token.is_malformed(flaw) || subject.token.calls_itself_jwt() {
                    Severity::Error
                } else {
                    Severity::Info
                };
                findings.add_as(severity, flaw.site.clone(), flaw.detail.clone());
            }
        }),
    },
    Rule {
        id: "json-duplicate-member",
        severity: Severity::Error,
        title: "Duplicate name",
        why: "Some readers take the first, others the last.",
        fix: "Refuse it.",
        references: &[Rfc(8259, "4")],
        check: Flaws(FlawKind::DuplicateMember),
    },
    Rule {
        id: "json-lone-surrogate",
        severity: Severity::Warning,
        title: "Half a character",
        why: "Some readers replace it, others fail.",
        fix: "Correct the issuer.",
        references: &[Rfc(8259, "8.2")],
        check: Flaws(FlawKind::LoneSurrogate),
    },
    Rule {
        id: "json-number-range",
        severity: Severity::Warning,
        title: "Many readers will change this number",
        why: "JavaScript and others keep 64-bit floats.",
        fix: "Write it as a string.",
        references: &[Rfc(8259, "6")],
        check: Flaws(FlawKind::NumberRange),
    },
    Rule {
        id: "json-deep",
        severity: Severity::Warning,
        title: "Deeply nested",
        why: "Some readers run out of memory on it.",
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
        why: "Merged into an object, it can alter every object.",
        fix: "Refuse it, or read into a Map.",
        references: &[Page("CWE-1321", "https://cwe.mitre.org/data/definitions/1321.html")],
        check: Flaws(FlawKind::PrototypeName),
    },
    Rule {
        id: "json-whitespace",
        severity: Severity::Info,
        title: "Spaces or line breaks between the JSON's parts",
        why: "Writing the JSON anew breaks the signature.",
        fix: "",
        references: &[Rfc(7515, "A.1")],
        check: Flaws(FlawKind::Whitespace),
    },
    Rule {
        id: "jws-json-serialization",
        severity: Severity::Warning,
        title: "The JSON form, not the compact one",
        why: "A JWT must be compact.",
        fix: "Require the compact form.",
        references: &[Rfc(7519, "1")],
        check: Flaws(FlawKind::JsonSerialization),
    },
    Rule {
        id: "polyglot-token",
        severity: Severity::Error,
        title: "One text, two tokens",
        why: "One reading is verified, the other believed.",
        fix: "Refuse it.",
        references: &[Cve("2022-39227")],
        check: Flaws(FlawKind::Polyglot),
    },
    Rule {
        id: "header-unprotected",
        severity: Severity::Warning,
        title: "Part of the header is not signed",
        why: "Anyone can change it.",
        fix: "Ignore it.",
        references: &[Rfc(7515, "7.2.1")],
        check: Flaws(FlawKind::UnprotectedHeader),
    },
    Rule {
        id: "header-overlap",
        severity: Severity::Error,
        title: "A name is in both headers",
        why: "The two must have no name in common.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "7.2.1")],
        check: Flaws(FlawKind::HeaderOverlap),
    },
    Rule {
        id: "json-form-ambiguous",
        severity: Severity::Error,
        title: "The JSON form contradicts itself",
        why: "Readers differ on which header, payload or signature counts.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "7.2"), Rfc(7516, "7.2")],
        check: Flaws(FlawKind::JsonForm),
    },
    Rule {
        id: "detached-payload",
        severity: Severity::Info,
        title: "The content is not in the token",
        why: "It is needed to check the signature.",
        fix: "",
        references: &[Rfc(7515, "F")],
        check: Flaws(FlawKind::DetachedPayload),
    },
    Rule {
        id: "nested-token",
        severity: Severity::Info,
        title: "A token inside a token",
        why: "Each is verified by itself.",
        fix: "Verify both.",
        references: &[Rfc(8725, "3.3")],
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
        fix: "Refuse it.",
        references: &[Rfc(7519, "7.2")],
        check: Flaws(FlawKind::NestedDeep),
    },
    Rule {
        id: "double-encoded",
        severity: Severity::Error,
        title: "Encoded twice",
        why: "Verifiers will fail on it.",
        fix: "Encode once.",
        references: &[Rfc(7515, "7.1")],
        check: Flaws(FlawKind::DoubleEncoded),
    },
];
