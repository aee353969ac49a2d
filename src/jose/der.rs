//! DER (ITU-T X.690), walked by position: one element after the other, never searched and never recursive; and written.
//!
//! ```text
//! element = tag length content
//! length  = %x00-7F / (%x81 1OCTET) / (%x82 2OCTET) / (%x83 3OCTET)
//! ```
//!
//! Longer lengths and tags of several bytes are not read: no key or certificate needs them.

/// `INTEGER`.
pub const INTEGER: u8 = 0x02;
/// `BIT STRING`.
pub const BIT_STRING: u8 = 0x03;
/// `OCTET STRING`.
pub const OCTET_STRING: u8 = 0x04;
/// `OBJECT IDENTIFIER`.
pub const OBJECT_IDENTIFIER: u8 = 0x06;
/// `SEQUENCE`.
pub const SEQUENCE: u8 = 0x30;
/// `SET`.
pub const SET: u8 = 0x31;

/// Elements in a row.
#[derive(Clone, Copy, Debug)]
pub struct Elements<'a>(&'a [u8]);

impl<'a> Elements<'a> {
    /// Those in `bytes`.
    pub fn of(bytes: &'a [u8]) -> Elements<'a> {
        Elements(bytes)
    }

    /// The content of the next element, if it has this tag; else nothing is consumed.
    pub fn read(&mut self, tag: u8) -> Option<&'a [u8]> {
        let mut ahead = *self;
        let (_, content) = ahead.next().filter(|(found, _)| *found == tag)?;
        *self = ahead;
        Some(content)
    }

    /// The elements inside the next one, if it has this tag.
    pub fn enter(&mut self, tag: u8) -> Option<Elements<'a>> {
        self.read(tag).map(Elements)
    }

    /// What is left.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = (u8, &'a [u8]);

    /// The tag and content of the next element; `None` at the end, and where the bytes are not an element.
    fn next(&mut self) -> Option<(u8, &'a [u8])> {
        let (&[tag, first], rest) = self.0.split_first_chunk()?;
        let (length, rest) = match first {
            0..=0x7F => (usize::from(first), rest),
            0x81..=0x83 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first & 3))?;
                (digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit)), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, content))
    }
}

/// An element with this tag, its content made of `parts`.
pub fn encode(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let digits = length.get(length.iter().take_while(|&&digit| digit == 0).count()..).unwrap_or_default();
    match content.len() {
        0..=0x7F => [&[tag, content.len() as u8], &content[..]].concat(),
        _ => [&[tag, 0x80 | digits.len() as u8], digits, &content].concat(),
    }
}

/// An `INTEGER` of a positive big-endian number.
pub fn encode_number(number: &[u8]) -> Vec<u8> {
    let digits = trim(number);
    let sign: &[u8] = if digits.first().is_none_or(|&first| first >= 0x80) { &[0] } else { &[] };
    encode(INTEGER, &[sign, digits])
}

/// A big-endian number without leading zeros.
pub fn trim(number: &[u8]) -> &[u8] {
    number.get(number.iter().take_while(|&&byte| byte == 0).count()..).unwrap_or_default()
}

/// The bits of a positive number, leading zeros left out.
pub fn bits(number: &[u8]) -> usize {
    let digits = trim(number);
    digits.first().map_or(0, |first| 8 * digits.len() - first.leading_zeros() as usize)
}

/// The longest object identifier that is put into words, in bytes.
const MAX_ID: usize = 64;

/// An object identifier as people write it, such as `1.2.840.10045.2.1`; one that is malformed, has a number of more
/// than 128 bits or is longer than any that is in use, in hexadecimal digits, cut.
pub fn dotted(id: &[u8]) -> String {
    let hexadecimal = || {
        let digits: String = id.iter().take(MAX_ID).map(|byte| format!("{byte:02x}")).collect();
        digits + if id.len() > MAX_ID { "..." } else { "" }
    };
    Some(id).filter(|id| id.len() <= MAX_ID).and_then(arcs).unwrap_or_else(hexadecimal)
}

/// The numbers, of which the first byte holds two (ITU-T X.690 §8.19).
fn arcs(id: &[u8]) -> Option<String> {
    let mut words = String::new();
    let mut arc = 0_u128;
    let mut is_begun = false;
    for &byte in id {
        // No number begins with a zero that says nothing.
        if !is_begun && byte == 0x80 {
            return None;
        }
        arc = arc.checked_mul(0x80)? | u128::from(byte & 0x7F);
        is_begun = byte >= 0x80;
        if is_begun {
            continue;
        }
        if words.is_empty() {
            let top = (arc / 40).min(2);
            words = top.to_string();
            arc -= top * 40;
        }
        words.push('.');
        words.push_str(&arc.to_string());
        arc = 0;
    }
    (!is_begun).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_in_order() {
        let mut elements = Elements::of(&[0x30, 0x03, 0x02, 0x01, 0x05, 0x04, 0x81, 0x01, 0xFF]);
        assert_eq!(elements.read(INTEGER), None);
        assert_eq!(elements.enter(SEQUENCE).and_then(|mut inner| inner.read(INTEGER)), Some(&[5][..]));
        assert_eq!(elements.next(), Some((4, &[0xFF][..])));
        assert!(elements.is_done() && elements.next().is_none());
    }

    #[test]
    fn bits_are_counted() {
        assert_eq!((bits(&[]), bits(&[0, 0]), bits(&[0, 1]), bits(&[0x80, 0])), (0, 0, 1, 16));
    }

    #[test]
    fn what_is_written_is_read() {
        for length in [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x1_0000] {
            let content = vec![7; length];
            let bytes = encode(OCTET_STRING, &[&content]);
            assert_eq!(Elements::of(&bytes).read(OCTET_STRING), Some(&content[..]), "{length}");
        }
        assert_eq!(encode_number(&[0, 0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(encode_number(&[1]), [2, 1, 1]);
        assert_eq!(encode_number(&[]), [2, 1, 0]);
    }

    #[test]
    fn object_identifiers_in_words() {
        assert_eq!(dotted(b"\x2a\x86\x48\xce\x3d\x02\x01"), "1.2.840.10045.2.1");
        assert_eq!(dotted(b"\x60\x86\x48\x01\x65\x03\x04\x03\x11"), "2.16.840.1.101.3.4.3.17");
        assert_eq!(dotted(b"\x88\x37"), "2.999");
        assert_eq!(dotted(b"\x00"), "0.0");
        assert_eq!((dotted(b"\x27"), dotted(b"\x28"), dotted(b"\x50")), ("0.39".into(), "1.0".into(), "2.0".into()));
        // Of a UUID (ITU-T X.667), and more than 64 bits, but not 128.
        assert_eq!(
            dotted(b"\x69\x83\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"),
            "2.25.340282366920938463463374607431768211455"
        );
        assert_eq!(dotted(b"\x2a\x82\x80\x80\x80\x80\x80\x80\x80\x80\x01"), "1.2.18446744073709551617");
    }

    #[test]
    fn what_is_no_object_identifier_is_shown_as_bytes() {
        for (id, expected) in [
            (&b""[..], ""),
            (b"\x2a\x86", "2a86"),
            (b"\x2a\x80\x01", "2a8001"),
            (b"\x80", "80"),
            (
                b"\x69\x84\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00",
                "6984808080808080808080808080808080808000",
            ),
        ] {
            assert_eq!(dotted(id), expected);
        }
        assert_eq!(dotted(&[1; MAX_ID + 1]), "01".repeat(MAX_ID) + "...");
        assert_eq!(dotted(&[1; MAX_ID]), "0.1".to_owned() + &".1".repeat(MAX_ID - 1));
    }

    #[test]
    fn what_does_not_fit_is_none() {
        for bytes in [
            &[0x30][..],
            &[0x30, 0x01],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x82, 0x01],
            &[0x30, 0x83, 0xFF, 0xFF, 0xFF],
            &[0x30, 0x84, 0, 0, 0, 0],
        ] {
            assert_eq!(Elements::of(bytes).next(), None, "{bytes:x?}");
        }
    }
}
