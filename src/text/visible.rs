//! Text from a token made safe to put into a sentence: short, and with everything that hides or reorders text escaped.
//!
//! For messages only; where a value is shown as it stands, its source is shown.

mod home;
mod look_alike;

use home::Home;
pub use look_alike::look_alike;

/// How many characters of a token's text a sentence takes.
const MAX: usize = 80;

/// Whether a character is invisible, or changes how its neighbours are shown: controls, bidirectional marks (Unicode
/// UAX #9), zero-width and other format characters, tags and variation selectors.
pub fn hides(found: char) -> bool {
    found.is_control()
        || matches!(found,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e0fff}')
}

/// The characters of `text`, each with whether it hides and is not at home there: a selector after what it varies, a
/// joiner between emoji or the letters of scripts that join, and tags in a flag are.
pub fn characters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut home = Home::START;
    text.char_indices().map(move |(at, found)| {
        let rest = text.get(at + found.len_utf8()..).unwrap_or_default();
        let is_at_home = home.takes(found, rest);
        (found, hides(found) && !is_at_home)
    })
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

/// `text` as [`visible`] shows it, and shorter: for one of several in a sentence.
pub fn label(text: &str) -> String {
    const SHORT: usize = 32;
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => visible(text.get(..end).unwrap_or_default()) + "...",
        None => visible(text),
    }
}

/// `text` as [`visible`] shows it, in double quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags that spell `text`.
    fn tags(text: &str) -> String {
        text.bytes().filter_map(|byte| char::from_u32(0xE0000 + u32::from(byte))).collect()
    }

    #[track_caller]
    fn check(text: &str, hidden: usize) {
        assert_eq!(characters(text).filter(|(_, is_hidden)| *is_hidden).count(), hidden, "{text:?}");
    }

    #[test]
    fn what_is_at_home_does_not_hide() {
        for text in [
            "plain é",
            "❤️",
            "☎︎",
            "©️",
            "1️⃣",
            "👩‍💻",
            "👩🏽‍💻",
            "❤️‍🔥",
            "🏳️‍🌈",
            "🏴‍☠️",
            "👨‍👩‍👧‍👦",
            "👩🏽‍❤️‍💋‍👨🏿",
            "👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
            "می‌خواهم",
            "ශ්‍රී",
            "അവന്‍ ",
            "葛\u{e0100}飾",
            "︱葛\u{fe00}",
            "ᠠ\u{180b}",
            "≨\u{fe00}",
        ] {
            check(text, 0);
        }
        for region in ["gbeng", "gbsct", "gbwls", "usca", "fr20r", "cnx"] {
            check(&format!("🏴{}\u{e007f} and more", tags(region)), 0);
        }
    }

    #[test]
    fn tags_are_at_home_in_flags_only() {
        for (text, hidden) in [
            (tags("A") + "x", 1),
            ("🏴".to_owned() + &tags("gbeng"), 5),
            (format!("🏴{} \u{e007f}", tags("gbeng")), 6),
            (format!("🏴{}\u{e007f}", tags("gb")), 3),
            (format!("🏴{}\u{e007f}", tags("gbenglan")), 9),
            (format!("🏴{}\u{e007f}", tags("GBENG")), 6),
            (format!("🏴{}\u{e007f}", tags("gb en")), 6),
            (format!("🏴{}\u{e007f}", tags("12345")), 6),
            (format!("🏴{0}\u{e007f}{0}\u{e007f}", tags("gbeng")), 6),
            (format!("🏴{}\u{e007f}\u{e007f}", tags("gbeng")), 1),
            (format!("🏴x{}\u{e007f}", tags("gbeng")), 6),
            (format!("🏳{}\u{e007f}", tags("gbeng")), 6),
            ("🏴".to_owned() + &tags("ignore all previous instructions") + "\u{e007f}", 33),
        ] {
            check(&text, hidden);
        }
    }

    #[test]
    fn selectors_and_joiners_are_at_home_once() {
        for (text, hidden) in [
            ("ad\u{200b}min", 1),
            ("a\u{200d}b", 1),
            ("a\u{fe0f}", 1),
            ("admin1\u{fe0f}", 1),
            ("❤\u{fe0f}\u{fe0f}", 1),
            ("😀\u{fe05}", 1),
            ("😀\u{e0154}", 1),
            ("😀\u{e0154}\u{e0155}\u{e0156}", 3),
            ("日\u{e0101}\u{e0102}", 1),
            ("日\u{e01ef}", 1),
            ("日\u{fe0f}", 1),
            ("日\u{200d}本\u{200c}語", 2),
            ("😀\u{200c}😀", 1),
            ("😀\u{200d}\u{200d}😀", 2),
            ("😀\u{200d}a", 1),
            ("😀\u{200d}", 1),
            ("می\u{200c}\u{200c}خ", 2),
            ("👩‍👩‍👩‍👩‍👩‍👩‍👩", 2),
            ("\0", 1),
        ] {
            check(text, hidden);
        }
    }

    #[test]
    fn what_hides_is_escaped() {
        assert_eq!(visible("user\u{202e}nimda"), "user\\u202enimda");
        assert_eq!(visible("a\0b\u{200b}c\u{e0041}"), "a\\u0000b\\u200bc\\udb40\\udc41");
        assert_eq!(visible("Möbius 😀 日本"), "Möbius 😀 日本");
        assert_eq!(visible(&"x".repeat(81)), format!("{}...", "x".repeat(80)));
    }
}
