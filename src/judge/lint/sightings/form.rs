//! What a text is made of, told by one look at its bytes: most tests of a value need bytes that few values have.

/// What is among the bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextForm(u8);

impl TextForm {
    /// A colon, without which there is neither an address nor an IPv6 number.
    pub(super) const COLON: u8 = 1;
    /// A bracket or an equals sign, as markup has.
    pub(super) const MARKUP: u8 = 2;
    /// The sign of a mailbox.
    pub(super) const AT: u8 = 4;
    /// A dot.
    pub(super) const DOT: u8 = 8;
    /// A capital, a line, a dash or a dot: keys with a prefix have one.
    pub(super) const JOINT: u8 = 16;
    /// What is neither a digit nor stands between the digits of a long number.
    pub(super) const WORD: u8 = 32;
    /// What is no printable character of ASCII.
    pub(super) const ODD: u8 = 64;

    /// Looks at `text`.
    pub(super) fn of(text: &str) -> TextForm {
        TextForm(text.bytes().fold(0, |found, byte| found | CLASSES[usize::from(byte)]))
    }

    /// Whether one of these is in it.
    pub(super) fn has(self, classes: u8) -> bool {
        self.0 & classes != 0
    }
}

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        classes[at] = class(at as u8);
        at += 1;
    }
    classes
};

const fn class(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' | b' ' => 0,
        b':' => TextForm::COLON | TextForm::WORD,
        b'<' | b'=' => TextForm::MARKUP | TextForm::WORD,
        b'@' => TextForm::AT | TextForm::WORD,
        b'.' => TextForm::DOT | TextForm::JOINT | TextForm::WORD,
        b'-' => TextForm::JOINT,
        b'_' | b'A'..=b'Z' => TextForm::JOINT | TextForm::WORD,
        b'!'..=b'~' => TextForm::WORD,
        _ => TextForm::ODD | TextForm::WORD,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_texts_are_made_of() {
        assert!(!TextForm::of("4111 1111-1111 1111").has(TextForm::WORD) && TextForm::of("411x").has(TextForm::WORD));
        assert!(
            TextForm::of("https://a.example").has(TextForm::COLON)
                && !TextForm::of("plain words").has(TextForm::COLON | TextForm::JOINT | TextForm::ODD)
        );
        assert!(TextForm::of("zo\u{eb}").has(TextForm::ODD) && TextForm::of("\u{7f}").has(TextForm::ODD));
    }
}
