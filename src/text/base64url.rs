//! base64url without padding, as JOSE uses it (RFC 7515 §2, RFC 4648 §5): bytes, and the flaws of the text.
//!
//! Well-formed text is decoded by the base64 crate in one pass. Anything else is read as far as it makes sense, the way
//! lenient decoders do it, and each kind of departure is reported once with its first place and its count.
//!
//! ```text
//! segment = *( 4alphabet ) [ 2alphabet / 3alphabet ]   ; unused low bits of the last character are zero
//! alphabet = A-Z / a-z / 0-9 / "-" / "_"
//! ```

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::text::span::Span;

/// A way in which text departs from base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64urlFlawKind {
    /// A character of no base64 alphabet; it was skipped.
    IllegalCharacter,
    /// `+` or `/`, read as `-` and `_`.
    StandardAlphabet,
    /// `=`, dropped.
    Padding,
    /// One character more than any byte string encodes to; the last was dropped.
    Length,
    /// The unused low bits of the last character are not zero; they were ignored.
    Noncanonical,
}

/// One kind of departure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base64urlFlaw {
    /// In what it departs from RFC 4648 §5.
    pub kind: Base64urlFlawKind,
    /// The first place, in bytes of the text.
    pub span: Span,
    /// How many places there are.
    pub count: usize,
}

/// What a text decodes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes, as far as they could be read.
    pub bytes: Vec<u8>,
    /// Empty for well-formed text.
    pub flaws: Vec<Base64urlFlaw>,
}

/// Decodes `text`, whatever it is.
pub fn decode(text: &str) -> Decoded {
    match URL_SAFE_NO_PAD.decode(text) {
        Ok(bytes) => Decoded { bytes, flaws: Vec::new() },
        Err(_) => decode_leniently(text),
    }
}

/// Encodes bytes. The encoder of the crate is made for speed, and ten times as big.
pub fn encode(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    let (mut held, mut bits) = (0_usize, 0);
    for &byte in bytes {
        held = held << 8 | usize::from(byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            text.extend(ALPHABET.get(held >> bits & 63).map(|&letter| char::from(letter)));
        }
    }
    if bits > 0 {
        text.extend(ALPHABET.get(held << (6 - bits) & 63).map(|&letter| char::from(letter)));
    }
    text
}

/// Encodes bytes as ordinary base64 with padding (RFC 4648 §4), which PEM and X.509 use.
pub fn encode_standard(bytes: &[u8]) -> String {
    let mut text = encode(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// Decodes ordinary base64 with padding (RFC 4648 §4), strictly; `None` where it is anything else.
pub fn decode_standard(text: &str) -> Option<Vec<u8>> {
    // Two characters of padding at most, and they fill the last four.
    let digits = text.strip_suffix("==").or(text.strip_suffix('=')).unwrap_or(text);
    let is_standard = text.len().is_multiple_of(4) && text.len() - digits.len() == (4 - digits.len() % 4) % 4;
    if !is_standard || digits.contains(['-', '_', '=']) {
        return None;
    }
    decode_either(digits)
}

/// Decodes digits of either alphabet, without padding, strictly; `None` where they are anything else.
pub fn decode_either(digits: &str) -> Option<Vec<u8>> {
    let Decoded { bytes, flaws } = decode(digits);
    flaws.iter().all(|flaw| flaw.kind == Base64urlFlawKind::StandardAlphabet).then_some(bytes)
}

/// Whether `text` decodes without a flaw.
pub fn is_well_formed(text: &str) -> bool {
    text.bytes().all(is_alphabet) && text.len() % 4 != 1 && unused_bits(text) == 0
}

/// How many bytes at the front of `text` belong to the alphabet.
pub fn run(text: &str) -> usize {
    // Eight at a time, without a branch for each.
    let (eights, _) = text.as_bytes().as_chunks::<8>();
    let whole =
        eights.iter().take_while(|eight| eight.iter().fold(true, |all, &byte| all & is_alphabet(byte))).count() * 8;
    whole + text.bytes().skip(whole).take_while(|&byte| is_alphabet(byte)).count()
}

/// Whether `byte` belongs to the base64url alphabet.
pub fn is_alphabet(byte: u8) -> bool {
    const ALPHABET: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = sextet(byte as u8).is_some();
            byte += 1;
        }
        table
    };
    ALPHABET.get(usize::from(byte)).copied().unwrap_or(false)
}

fn decode_leniently(text: &str) -> Decoded {
    let mut decoded = Decoded { bytes: Vec::with_capacity(text.len() / 4 * 3 + 2), flaws: Vec::new() };
    let mut bits = 0_u32;
    let mut held = 0;
    let mut last = Span::default();
    for (start, found) in text.char_indices() {
        let span = Span::new(start, start + found.len_utf8());
        let value = match found {
            '+' => Err((Base64urlFlawKind::StandardAlphabet, Some(62))),
            '/' => Err((Base64urlFlawKind::StandardAlphabet, Some(63))),
            '=' => Err((Base64urlFlawKind::Padding, None)),
            _ => u8::try_from(found).ok().and_then(sextet).ok_or((Base64urlFlawKind::IllegalCharacter, None)),
        };
        let value = match value {
            Ok(value) => value,
            Err((kind, value)) => {
                note(&mut decoded.flaws, kind, span);
                let Some(value) = value else { continue };
                value
            }
        };
        last = span;
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            decoded.bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    if held == 6 {
        note(&mut decoded.flaws, Base64urlFlawKind::Length, last);
    } else if bits != 0 {
        note(&mut decoded.flaws, Base64urlFlawKind::Noncanonical, last);
    }
    decoded
}

fn note(flaws: &mut Vec<Base64urlFlaw>, kind: Base64urlFlawKind, span: Span) {
    match flaws.iter_mut().find(|flaw| flaw.kind == kind) {
        Some(flaw) => flaw.count += 1,
        None => flaws.push(Base64urlFlaw { kind, span, count: 1 }),
    }
}

/// The low bits of the last character that belong to no byte.
fn unused_bits(text: &str) -> u8 {
    let last = text.bytes().last().and_then(sextet).unwrap_or(0);
    match text.len() % 4 {
        2 => last & 0b1111,
        3 => last & 0b11,
        _ => 0,
    }
}

/// The six bits of a character of the base64url alphabet.
const fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, bytes: &[u8], flaws: &[(Base64urlFlawKind, usize, usize)]) {
        let decoded = decode(text);
        assert_eq!(decoded.bytes, bytes, "{text:?}");
        let found: Vec<_> = decoded.flaws.iter().map(|flaw| (flaw.kind, flaw.span.start, flaw.count)).collect();
        assert_eq!(found, flaws, "{text:?}");
        assert_eq!(is_well_formed(text), flaws.is_empty(), "{text:?}");
    }

    #[test]
    fn well_formed_text() {
        check("", b"", &[]);
        check("e30", b"{}", &[]);
        check("-_8", &[0xfb, 0xff], &[]);
        check("eyJhIjoxfQ", br#"{"a":1}"#, &[]);
    }

    #[test]
    fn runs() {
        for length in 0..20 {
            for after in ["", ".", "é", "+abcdefghijklmno"] {
                assert_eq!(run(&("a".repeat(length) + after)), length, "{after}");
            }
        }
    }

    #[test]
    fn every_flaw_is_named_and_read_over() {
        check("e3 0", b"{}", &[(Base64urlFlawKind::IllegalCharacter, 2, 1)]);
        check("é3Y", &[0xdd], &[(Base64urlFlawKind::IllegalCharacter, 0, 1), (Base64urlFlawKind::Noncanonical, 3, 1)]);
        check("+/8", &[0xfb, 0xff], &[(Base64urlFlawKind::StandardAlphabet, 0, 2)]);
        check("e30=", b"{}", &[(Base64urlFlawKind::Padding, 3, 1)]);
        check("e30==", b"{}", &[(Base64urlFlawKind::Padding, 3, 2)]);
        check("e30A=", &[b'{', b'}', 0], &[(Base64urlFlawKind::Padding, 4, 1)]);
        check("e31", b"{}", &[(Base64urlFlawKind::Noncanonical, 2, 1)]);
        check("e30AA", &[b'{', b'}', 0], &[(Base64urlFlawKind::Length, 4, 1)]);
        check("A", b"", &[(Base64urlFlawKind::Length, 0, 1)]);
    }

    #[test]
    fn ordinary_base64_is_read_strictly() {
        for (text, bytes) in
            [("", &b""[..]), ("+/+/", &[0xfb, 0xff, 0xbf]), ("e30=", b"{}"), ("ew==", b"{"), ("AAAA", &[0, 0, 0])]
        {
            assert_eq!(decode_standard(text).as_deref(), Some(bytes), "{text}");
        }
        for text in [
            "=",
            "==",
            "===",
            "====",
            "A===",
            "AA=",
            "AAA",
            "AAAA=",
            "AAAA==",
            "AAAA====",
            "AAAAAAA===",
            "A=A=",
            "AA==AA==",
            "AA=A",
            "AB==",
            "AAB=",
            "-_-_",
            "A A=",
            "AA==\n",
            "é===",
            "AAé=",
        ] {
            assert_eq!(decode_standard(text), None, "{text}");
        }
    }

    /// The lenient reader and the base64 crate agree wherever both can read.
    #[test]
    fn both_readers_agree() {
        let mut seed = 7_u32;
        for length in 0..64 {
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as u8
                })
                .collect();
            let text = URL_SAFE_NO_PAD.encode(&bytes);
            assert_eq!(decode_leniently(&text), decode(&text));
            assert_eq!(decode_leniently(&text).bytes, bytes);
            assert_eq!(encode(&bytes), text);
            assert_eq!(decode_standard(&encode_standard(&bytes)), Some(bytes));
        }
    }
}
