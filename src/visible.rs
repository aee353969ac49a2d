//! Text from a token made safe to put into a sentence: short, and with everything that hides or reorders text escaped.
//!
//! For messages only; where a value is shown as it stands, its source is shown.

mod look_alike;

pub use look_alike::look_alike;

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

/// The characters of `text`, each with whether it hides and is not at home there: a selector after what it varies, a joiner
/// between emoji or the letters of scripts that join (Unicode §23.2), and a tag in a flag are.
pub fn characters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let (mut before, mut in_flag) = (' ', false);
    text.char_indices().map(move |(at, found)| {
        let after = || text.get(at + found.len_utf8()..).and_then(|rest| rest.chars().next());
        let is_tag = matches!(found, '\u{e0020}'..='\u{e007f}');
        in_flag = found == '\u{1f3f4}' || in_flag && is_tag;
        let is_hidden = hides(found)
            && !match found {
                '\u{fe00}'..='\u{fe0f}' => !hides(before) && (before > '\u{2000}' || matches!(before, '0'..='9' | '#' | '*' | '©' | '®')),
                '\u{e0100}'..='\u{e01ef}' => !hides(before) && before >= '\u{3400}',
                '\u{180b}'..='\u{180f}' => matches!(before, '\u{1810}'..='\u{18af}'),
                '\u{200c}' | '\u{200d}' => joins(before) && after().is_some_and(joins),
                _ => in_flag && is_tag,
            };
        before = found;
        (found, is_hidden)
    })
}

/// Whether a joiner has a use beside it.
fn joins(found: char) -> bool {
    found == '\u{fe0f}' || found >= '\u{590}' && !hides(found)
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

    #[test]
    fn what_is_at_home_does_not_hide() {
        let hidden = |text: &str| characters(text).filter(|(_, is_hidden)| *is_hidden).count();
        for text in ["❤️", "👩‍💻", "❤️‍🔥", "1️⃣", "می‌خواهم", "🏴\u{e0067}\u{e0062}\u{e007f}", "葛\u{e0100}", "plain é"]
        {
            assert_eq!(hidden(text), 0, "{text:?}");
        }
        for (text, count) in
            [("ad\u{200b}min", 1), ("a\u{200d}b", 1), ("a\u{fe0f}", 1), ("❤\u{fe0f}\u{fe0f}", 1), ("\u{e0041}x", 1), ("\0", 1)]
        {
            assert_eq!(hidden(text), count, "{text:?}");
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
