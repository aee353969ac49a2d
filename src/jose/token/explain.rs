//! Why a text is not one well-formed compact JWT, in one sentence with a stable code: for callers that want a token or
//! an error, and no report.

use crate::jose::token::content::Format;
use crate::jose::token::{FlawKind, Kind, Origin, compact};
use crate::text::span::Span;

/// The code (the id of a rule) and the sentence for a text that could not be decoded as a compact JWS with claims.
pub fn malformed(text: &str) -> (&'static str, String) {
    if text.is_empty() {
        return ("not-a-token", "expected a token, but found an empty text".to_owned());
    }
    if text.contains('~') {
        return (
            "b64-illegal-char",
            "expected one token, but found an SD-JWT: its token ends before the first \"~\"".to_owned(),
        );
    }
    let (whole, is_cut) = match text.trim_end_matches(['.', '…']) {
        cut if text.ends_with("...") || text.ends_with('…') => (cut, true),
        _ => (text, false),
    };
    let token = compact::read(whole.to_owned(), Origin::verbatim(Span::new(0, whole.len())), is_cut);
    if token.kind == Kind::Jwe && token.header.is_readable() {
        return ("jwe-opaque", "expected a signed token of 3 parts, but found an encrypted one of 5".to_owned());
    }
    let flaw = token
        .flaws
        .iter()
        .find(|flaw| token.is_malformed(flaw) || matches!(flaw.kind, FlawKind::NotAnObject | FlawKind::Utf8Invalid));
    match flaw {
        Some(flaw) => {
            let place = flaw.site.role().map(|role| format!("{}: ", role.name())).unwrap_or_default();
            let detail = match flaw.kind {
                FlawKind::ByteOrderMark => "expected JSON, but found a byte order mark before it".to_owned(),
                FlawKind::NotUtf8 => "expected UTF-8, but found another Unicode encoding".to_owned(),
                _ if flaw.detail.is_empty() => code(flaw.kind).replace('-', " "),
                _ => flaw.detail.clone(),
            };
            (code(flaw.kind), place + &detail)
        }
        None if token.payload.as_ref().is_some_and(|payload| payload.format == Format::Empty) => {
            ("detached-payload", "payload: expected a JSON object, but found nothing".to_owned())
        }
        None => ("json-not-object", "expected a JSON object for the header and for the payload".to_owned()),
    }
}

/// The id of the rule for a malformation.
fn code(kind: FlawKind) -> &'static str {
    match kind {
        FlawKind::SegmentCount => "segment-count",
        FlawKind::Truncated => "token-truncated",
        FlawKind::IllegalCharacter => "b64-illegal-char",
        FlawKind::StandardAlphabet => "b64-standard-alphabet",
        FlawKind::Padding => "b64-padding",
        FlawKind::Length => "b64-length",
        FlawKind::Noncanonical => "b64-noncanonical",
        FlawKind::Utf8Invalid => "utf8-invalid",
        FlawKind::NotUtf8 => "json-not-utf8",
        FlawKind::ByteOrderMark => "json-bom",
        FlawKind::TrailingData => "json-trailing-data",
        FlawKind::TooDeep => "json-deep",
        FlawKind::DoubleEncoded => "double-encoded",
        FlawKind::NotAnObject => "json-not-object",
        _ => "json-invalid",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_sentences() {
        for (text, expected) in [
            ("", "not-a-token: expected a token, but found an empty text"),
            ("e30.e30", "segment-count: expected 3 or 5 parts, but found 2"),
            (
                "e30.e30.~",
                "b64-illegal-char: expected one token, but found an SD-JWT: its token ends before the first \"~\"",
            ),
            (
                "e30.e30=.",
                "b64-padding: payload: expected a letter, a digit, \"-\" or \"_\", but found \"=\" at offset 3 of the \
                 payload",
            ),
            (
                "e30.e31.",
                "b64-noncanonical: payload: the last character \"1\" of the payload carries bits that belong to no \
                 byte",
            ),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0...", "token-truncated: it ends in an ellipsis"),
            ("e30.77u_e30.", "json-bom: payload: expected JSON, but found a byte order mark before it"),
            ("e30..", "detached-payload: payload: expected a JSON object, but found nothing"),
            ("e30.W10.", "json-not-object: payload: the payload is an array"),
            ("e30.e30.a.b.c", "jwe-opaque: expected a signed token of 3 parts, but found an encrypted one of 5"),
            ("e30.eyJhIjp9.", "json-invalid: payload: expected a value, but found \"}\" at line 1, column 6"),
        ] {
            let (code, message) = malformed(text);
            assert_eq!(format!("{code}: {message}"), expected);
        }
    }
}
