//! Bytes as text, with nothing lost: UTF-8 where it is UTF-8, and an account of everything that is not.
//!
//! JOSE's JSON must be UTF-8 (RFC 7515 §10.12, RFC 8259 §8.1). UTF-16 and UTF-32 are recognised by their byte order
//! mark or by their zero bytes and read, so that a reader sees what slipped past; they stay a flaw.

/// How the bytes encode text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, as it must be.
    Utf8,
    /// UTF-8 after a byte order mark, which is not part of the text.
    Utf8WithMark,
    /// UTF-16 or UTF-32, in either byte order.
    Wide,
}

/// Bytes read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text; each byte that is not UTF-8 is one U+FFFD.
    pub text: String,
    /// Each byte that is not UTF-8, with the offset in `text` of the U+FFFD that stands for it.
    pub invalid: Vec<(usize, u8)>,
    /// The encoding that was found.
    pub encoding: TextEncoding,
}

/// Reads `bytes` as text.
pub fn decode(bytes: Vec<u8>) -> Text {
    if let Some(text) = wide(&bytes) {
        return Text { text, invalid: Vec::new(), encoding: TextEncoding::Wide };
    }
    let (bytes, encoding) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest.to_vec(), TextEncoding::Utf8WithMark),
        None => (bytes, TextEncoding::Utf8),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Text { text, invalid: Vec::new(), encoding },
        Err(error) => {
            // The exact room: every byte may be one that is not UTF-8.
            let count = error.as_bytes().utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
            let mut text =
                String::with_capacity(error.as_bytes().len() + count * (char::REPLACEMENT_CHARACTER.len_utf8() - 1));
            let mut invalid = Vec::with_capacity(count);
            for chunk in error.as_bytes().utf8_chunks() {
                text.push_str(chunk.valid());
                for &byte in chunk.invalid() {
                    invalid.push((text.len(), byte));
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            Text { text, invalid, encoding }
        }
    }
}

/// The text of UTF-16 or UTF-32; `None` for anything else. Without a mark, an ASCII character first is what tells.
fn wide(bytes: &[u8]) -> Option<String> {
    let (big, size, rest) = match *bytes {
        [0xFF, 0xFE, 0, 0, ref rest @ ..] => (false, 4, rest),
        [0, 0, 0xFE, 0xFF, ref rest @ ..] => (true, 4, rest),
        [0xFF, 0xFE, ref rest @ ..] => (false, 2, rest),
        [0xFE, 0xFF, ref rest @ ..] => (true, 2, rest),
        [first, 0, 0, 0, ..] if first != 0 => (false, 4, bytes),
        [0, 0, 0, last, ..] if last != 0 => (true, 4, bytes),
        [first, 0, third, 0, ..] if first != 0 && third != 0 => (false, 2, bytes),
        [0, second, 0, fourth, ..] if second != 0 && fourth != 0 => (true, 2, bytes),
        _ => return None,
    };
    let units = rest.chunks(size).map(|unit| {
        let fold = |value: u32, &byte: &u8| value << 8 | u32::from(byte);
        if big { unit.iter().fold(0, fold) } else { unit.iter().rev().fold(0, fold) }
    });
    let broken = char::REPLACEMENT_CHARACTER;
    Some(match size {
        4 => units.map(|unit| char::from_u32(unit).unwrap_or(broken)).collect(),
        _ => char::decode_utf16(units.map(|unit| unit as u16)).map(|unit| unit.unwrap_or(broken)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, invalid: &[(usize, u8)], encoding: TextEncoding) {
        assert_eq!(decode(bytes.to_vec()), Text { text: text.to_owned(), invalid: invalid.to_vec(), encoding });
    }

    #[test]
    fn text_and_what_is_none() {
        check("{\"é\":1}".as_bytes(), "{\"é\":1}", &[], TextEncoding::Utf8);
        check(b"\xEF\xBB\xBF{}", "{}", &[], TextEncoding::Utf8WithMark);
        check(b"a\xED\xA0\x80b", "a\u{fffd}\u{fffd}\u{fffd}b", &[(1, 0xED), (4, 0xA0), (7, 0x80)], TextEncoding::Utf8);
        check(b"\xC0\xAF", "\u{fffd}\u{fffd}", &[(0, 0xC0), (3, 0xAF)], TextEncoding::Utf8);
        check(b"\xFF\xFE{\0}\0", "{}", &[], TextEncoding::Wide);
        check(b"{\0\"\0", "{\"", &[], TextEncoding::Wide);
        check(b"\0{\0}", "{}", &[], TextEncoding::Wide);
        check(b"\0\0\0{\0\0\0}", "{}", &[], TextEncoding::Wide);
        check(b"", "", &[], TextEncoding::Utf8);
        check(b"\0\x01\x02", "\0\x01\x02", &[], TextEncoding::Utf8);
    }
}
