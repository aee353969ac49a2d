//! Where a token begins: at the base64url of a JSON object's beginning.

use super::escape::ends_in_escape;
use crate::text::base64url;

/// A first part of so many characters that begins with a brace is a header, however broken; a shorter one may be a
/// word.
const CERTAIN: usize = 12;
/// How many characters of a part are decoded to see whether it begins like a header.
const SNIFF: usize = 64;

/// Whether the first part of `text` decodes to the beginning of a header, encoded once or (by mistake) twice.
pub(super) fn begins_like_token(text: &str) -> bool {
    let end =
        text.find(|found: char| !found.is_ascii() || found == '.' || found.is_ascii_whitespace()).unwrap_or(text.len());
    let part = text.get(..end.min(SNIFF)).unwrap_or_default();
    let bytes = base64url::decode(part).bytes;
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii_start();
    if begins_object(start) {
        return true;
    }
    // Words such as "export" and "example" decode to a brace, too: a header ends at a dot.
    let is_part = text.get(end..).is_some_and(|rest| rest.starts_with('.'));
    let has_parts = is_part && matches!(text.matches('.').take(6).count(), 2 | 4);
    [&b"\xFF\xFE{"[..], b"\xFE\xFF\0{", b"{\0", b"\0{"].iter().any(|wide| start.starts_with(wide))
        || (has_parts && [&b"eyJ"[..], b"\"{", b"%7B", b"%7b", b"["].iter().any(|other| start.starts_with(other)))
        || (has_parts
            && start.starts_with(b"{")
            && (part.len() >= CERTAIN || begins_object(second_part(text).as_slice())))
}

/// The beginning of the second part of `text`, decoded.
fn second_part(text: &str) -> Vec<u8> {
    let part = text.split('.').nth(1).unwrap_or_default();
    base64url::decode(part.get(..part.len().min(SNIFF)).unwrap_or_default()).bytes
}

/// Whether `bytes` begins a JSON object: a brace and then a quote or the other brace.
fn begins_object(bytes: &[u8]) -> bool {
    let inner = bytes.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'"' | b'}')))
}

/// The next place from `at` on where a token begins inside other text.
pub(super) fn next_start(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    // Every object that begins with a brace and a quote, a space or a line break begins so in base64url.
    let begin = |rest: &str| rest.as_bytes().windows(2).position(|pair| matches!(pair, b"ey" | b"ew"));
    while let Some(start) = text.get(from..).and_then(begin).map(|offset| from + offset) {
        let before = text.get(..start).unwrap_or_default();
        // After a letter or after a letter and a dot it is inside something else, such as the payload of a token.
        let outer = before.strip_suffix('.').unwrap_or(before);
        let is_outside = outer.bytes().next_back().is_none_or(|byte| !base64url::is_alphabet(byte));
        // As Supabase marks a session in base64.
        let is_boundary = is_outside || ends_in_escape(before) || before.ends_with("base64-");
        let part = text.get(start..).unwrap_or_default();
        if is_boundary {
            let end = part.bytes().take(SNIFF).take_while(|&byte| base64url::is_alphabet(byte)).count();
            if end > 3 && begins_object(base64url::decode(part.get(..end).unwrap_or_default()).bytes.trim_ascii_start())
            {
                return Some(start);
            }
        }
        from = start + 2;
    }
    None
}
