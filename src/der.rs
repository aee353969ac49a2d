//! DER (ITU-T X.690), walked by position: one element after the other, never searched and never recursive.
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

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = (u8, &'a [u8]);

    /// The tag and content of the next element; `None` at the end, and where there is none.
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

/// The bits of a positive number, leading zeros left out.
pub fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|&&byte| byte == 0).count();
    number.get(zeros).map_or(0, |first| 8 * (number.len() - zeros) - first.leading_zeros() as usize)
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
