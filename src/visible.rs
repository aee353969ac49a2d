//! Text from a token made safe to put into a sentence: short, and with everything that hides or reorders text escaped.
//!
//! For messages only; where a value is shown as it stands, its source is shown.

/// How many characters of a token's text a sentence takes.
const MAX: usize = 80;

/// Whether a character is invisible, or changes how its neighbours are shown: controls, bidirectional marks (Unicode
/// UAX #9), zero-width and other format characters, tags and variation selectors.
pub fn hides(found: char) -> bool {
    found.is_control()
        || matches!(found,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e0fff}')
}

/// The escape that a JSON source would use for a character: `\u202e`; in two halves above U+FFFF.
pub fn escape(found: char) -> String {
    found.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// `text`, escaped and cut to what fits into a sentence.
pub fn visible(text: &str) -> String {
    if text.len() <= MAX && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len().min(MAX));
    for found in text.chars().take(MAX) {
        if hides(found) {
            shown.push_str(&escape(found));
        } else {
            shown.push(found);
        }
    }
    if text.chars().nth(MAX).is_some() {
        shown.push_str("...");
    }
    shown
}

/// `text` as [`visible`] shows it, in double quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_escaped() {
        assert_eq!(visible("user\u{202e}nimda"), "user\\u202enimda");
        assert_eq!(visible("a\0b\u{200b}c\u{e0041}"), "a\\u0000b\\u200bc\\udb40\\udc41");
        assert_eq!(visible("Möbius 😀 日本"), "Möbius 😀 日本");
        assert_eq!(visible(&"x".repeat(81)), format!("{}...", "x".repeat(80)));
    }
}
