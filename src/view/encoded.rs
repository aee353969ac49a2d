//! Strings in base64 (RFC 4648 §4 and §5), shown for what they hold.
//!
//! Many words and ids are base64 by chance. What they decode to is noise, so only what is text to its last byte, or
//! begins as files of a known kind do, counts.

use super::source::Source;
use crate::jose::x509::Certificate;
use crate::report::JsonNode;
use crate::text::base64url;
use crate::text::json::Document;
use crate::text::visible::hides;

/// The characters of the shortest string that is decoded: shorter ones are text by chance too often.
const MIN_TEXT: usize = 12;
/// The characters of the longest.
const MAX_TEXT: usize = 64 * 1024;
/// The bytes of the shortest text that is not ASCII: noise of a few bytes may be UTF-8.
const MIN_UNICODE: usize = 24;

/// The beginnings of files.
const FILES: [(&[u8], &str); 4] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"%PDF-", "a PDF file"),
    (b"\x1f\x8b\x08", "data packed with gzip"),
];

/// What a string in base64 holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The kind: `text`, `JSON`, `a PNG image`.
    pub what: &'static str,
    /// The text, where it is one.
    pub text: Option<String>,
}

/// What a value holds; `None` where it is not base64 of anything known.
pub fn read(node: &JsonNode, source: &Source<'_>) -> Option<Encoded> {
    let JsonNode::String { span } = node else { return None };
    decoded(source.slice(*span).strip_prefix('"')?.strip_suffix('"')?)
}

fn decoded(inner: &str) -> Option<Encoded> {
    if !(MIN_TEXT..=MAX_TEXT).contains(&inner.len()) {
        return None;
    }
    let digits = inner.trim_end_matches('=');
    // A mixture of the two alphabets is neither.
    let is_mixed = digits.contains(['+', '/']) && digits.contains(['-', '_']);
    if inner.len() - digits.len() > 2 || is_mixed {
        return None;
    }
    let bytes = base64url::decode_either(digits)?;
    if let Some((_, what)) = FILES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(Encoded { what, text: None });
    }
    if Certificate::read(&bytes).is_some() {
        return Some(Encoded { what: "a certificate", text: None });
    }
    let text = String::from_utf8(bytes).ok()?;
    let is_shown = |letter: char| matches!(letter, '\t' | '\n' | '\r') || !letter.is_control() && !hides(letter);
    if !text.chars().all(is_shown) || !text.is_ascii() && text.len() < MIN_UNICODE {
        return None;
    }
    let is_json = text.starts_with(['{', '[']) && Document::read(text.clone()).error().is_none();
    Some(Encoded { what: if is_json { "JSON" } else { "text" }, text: Some(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(inner: &str, what: &str, text: Option<&str>) {
        let found = decoded(inner).unwrap();
        assert_eq!((found.what, found.text.as_deref()), (what, text));
    }

    #[test]
    fn what_is_held() {
        check("aGVsbG8sIHdvcmxk", "text", Some("hello, world"));
        check("eyJ0ZW5hbnQiOjF9", "JSON", Some("{\"tenant\":1}"));
        check("SGVsbG8gVXNlciE/Pz8+Pg==", "text", Some("Hello User!???>>"));
        check("SGVsbG8gVXNlciE_Pz8-Pg", "text", Some("Hello User!???>>"));
        check("iVBORw0KGgoAAAANSUhEUg==", "a PNG image", None);
        let greeting = "Grüße aus Köln, aus Düren";
        check(&base64url::encode(greeting.as_bytes()), "text", Some(greeting));
    }

    #[test]
    fn what_is_base64_by_chance() {
        for inner in [
            "administrator!",
            "administration",
            "customer-service",
            "read_write_all",
            "00000000-0000-0000-0000-000000000000",
            "992dc850-dd1a-483d-a020-566222561234",
            "d41d8cd98f00b204e9800998ecf8427e",
            "onrtac:992dc850",
            "aGVsbG8",
            "SGVsbG8gVXNlciE/Pz8-Pg==",
            "aGVsbG8sIHdvcmxk===",
            "aGVsbG8sIHdvcmx\\u0041",
            "1795646118000000",
            "AAAAAAAAAAAAAAAA",
        ] {
            assert_eq!(decoded(inner), None, "{inner}");
        }
    }

    /// Random ids of the least length.
    #[test]
    fn noise_is_hardly_ever_text() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u8
        };
        let found = (0..20_000).filter(|_| decoded(&base64url::encode(&[(); 9].map(|()| next()))).is_some()).count();
        assert!(found <= 10, "{found}");
    }
}
