//! A secret as text, in every way that a verifier may have read the same text.

use super::{Encoding, Form, Key, Keys, MAX_SECRET, Material, Reading, base64, is_space};
use crate::text::span::Span;

/// Takes `text` for a secret.
pub(super) fn read(text: &str, keys: &mut Keys) {
    let span = Span::new(0, text.len());
    if text.len() > MAX_SECRET {
        let why =
            format!("expected at most {MAX_SECRET} bytes, but found {}; no verifier has such a secret", text.len());
        return keys.fail(span, "a secret", &why);
    }
    let bare = text.trim_matches(is_space);
    if bare.starts_with("https://") && !bare.contains(is_space) {
        let why = "found an address, and nothing is fetched here; if keys are there, open it and paste what it shows";
        keys.fail(span, "an address", why);
    }
    keys.add(Key::new(Material::Secret(readings(text, bare)), Form::Text, span));
}

/// All readings that differ from the earlier ones.
fn readings(text: &str, bare: &str) -> Vec<Reading> {
    let line = (!text.ends_with('\n')).then(|| [text.as_bytes(), b"\n"].concat());
    let base64 = || base64(bare);
    let found = [
        (Encoding::Text, Some(text.as_bytes().to_vec())),
        (Encoding::Trimmed, Some(bare.as_bytes().to_vec())),
        (Encoding::Line, line),
        (Encoding::Base64, base64().filter(|_| !bare.contains(['-', '_']))),
        (Encoding::Base64url, base64().filter(|_| !bare.contains(['+', '/']))),
        (Encoding::Hex, hex(bare)),
    ];
    let mut readings: Vec<Reading> = Vec::new();
    for (how, bytes) in found {
        if let Some(bytes) =
            bytes.filter(|bytes| !bytes.is_empty() && readings.iter().all(|known| known.bytes != *bytes))
        {
            readings.push(Reading { how, bytes });
        }
    }
    readings
}

/// Pairs of digits, with white space between pairs, and `0x` before all.
pub(super) fn hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let mut bytes = Vec::new();
    for word in digits.split_whitespace() {
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        for &[high, low] in pairs {
            let value = |digit: u8| char::from(digit).to_digit(16);
            bytes.push((value(high)? << 4 | value(low)?) as u8);
        }
        if !rest.is_empty() {
            return None;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Encoding, &[u8])]) {
        let keys = super::super::read(text);
        let [Key { material: Material::Secret(readings), form: Form::Text, .. }] = &keys.keys[..] else {
            panic!("{keys:?}")
        };
        let found: Vec<(Encoding, &[u8])> = readings.iter().map(|reading| (reading.how, &reading.bytes[..])).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_reading_once() {
        check("p@ss", &[(Encoding::Text, b"p@ss"), (Encoding::Line, b"p@ss\n")]);
        check(" p@ss\r\n", &[(Encoding::Text, b" p@ss\r\n"), (Encoding::Trimmed, b"p@ss")]);
        check("{secret", &[(Encoding::Text, b"{secret"), (Encoding::Line, b"{secret\n")]);
        check(
            "c2VjcmV0",
            &[(Encoding::Text, b"c2VjcmV0"), (Encoding::Line, b"c2VjcmV0\n"), (Encoding::Base64, b"secret")],
        );
        check("-_8", &[(Encoding::Text, b"-_8"), (Encoding::Line, b"-_8\n"), (Encoding::Base64url, b"\xfb\xff")]);
        check("+/8=", &[(Encoding::Text, b"+/8="), (Encoding::Line, b"+/8=\n"), (Encoding::Base64, b"\xfb\xff")]);
        check("0x0A: fF", &[(Encoding::Text, b"0x0A: fF"), (Encoding::Line, b"0x0A: fF\n")]);
        check(
            "0x0A\nfF ",
            &[
                (Encoding::Text, b"0x0A\nfF "),
                (Encoding::Trimmed, b"0x0A\nfF"),
                (Encoding::Line, b"0x0A\nfF \n"),
                (Encoding::Base64, b"\xd3\x1d\x00\x7c"),
                (Encoding::Hex, b"\x0a\xff"),
            ],
        );
        check(
            "6a6B",
            &[
                (Encoding::Text, b"6a6B"),
                (Encoding::Line, b"6a6B\n"),
                (Encoding::Base64, b"\xe9\xae\x81"),
                (Encoding::Hex, b"jk"),
            ],
        );
        check("abc", &[(Encoding::Text, b"abc"), (Encoding::Line, b"abc\n"), (Encoding::Base64, b"\x69\xb7")]);
        check("a", &[(Encoding::Text, b"a"), (Encoding::Line, b"a\n")]);
    }

    #[test]
    fn nothing_is_no_key() {
        for text in ["", " \n", "\u{feff}"] {
            let keys = super::super::read(text);
            assert!(keys.keys.is_empty() && keys.problems.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_said() {
        let keys = super::super::read(&"!".repeat(MAX_SECRET + 1));
        assert_eq!(
            keys.problems[0].why,
            "expected at most 65536 bytes, but found 65537; no verifier has such a secret"
        );
        let keys = super::super::read(&"!".repeat(super::super::MAX_TEXT + 1));
        assert_eq!(keys.problems[0].why, "expected at most 1048576 bytes, but found 1048577");
    }

    #[test]
    fn an_address_is_said() {
        let keys = super::super::read("https://issuer.example/.well-known/jwks.json");
        assert_eq!((keys.keys.len(), keys.problems.len()), (1, 1));
    }
}
