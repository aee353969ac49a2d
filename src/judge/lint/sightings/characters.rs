//! Characters that mislead (Unicode UTS #39 and #55): reordering, invisible, control, and letters that look like
//! others.

use super::Sight;
use crate::text::visible::{characters, look_alike, quoted};

/// A word of nothing but look-alikes may be a short word of its own language.
const SHORT: usize = 2;
/// How many characters of an identifier are compared with their look-alikes.
const LONGEST: usize = 1_024;

/// What misleads in `text`, each sight once, with words for it. In an identifier, line breaks and look-alikes count
/// too.
pub(super) fn misleading(text: &str, is_identifier: bool) -> Vec<(Sight, String)> {
    let mut found: Vec<(Sight, String)> = Vec::new();
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return found;
    }
    // Direction marks are at home beside Hebrew and Arabic.
    let is_right_to_left = text.chars().any(is_right_to_left);
    for (character, is_hidden) in characters(text) {
        if !is_hidden {
            continue;
        }
        let sight = match character {
            '\t' | '\n' | '\r' if !is_identifier => continue,
            _ if character.is_control() => Sight::Control,
            '\u{61c}' | '\u{200e}' | '\u{200f}' if is_right_to_left => continue,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Sight::Bidi,
            _ => Sight::Invisible,
        };
        if found.iter().all(|(other, _)| *other != sight) {
            found.push((sight, format!("U+{:04X}", u32::from(character))));
        }
    }
    if is_identifier && imitates(text) {
        let skeleton: String = text.chars().take(32).map(|letter| look_alike(letter).unwrap_or(letter)).collect();
        found.push((Sight::Confusable, format!("what looks like {}", quoted(&skeleton))));
    }
    found
}

/// Whether a word of `text` mixes letters of ASCII with look-alikes of them, or is made of look-alikes alone.
pub(in crate::judge::lint) fn imitates(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let head = text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    head.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric()).any(is_imitation)
}

fn is_imitation(word: &str) -> bool {
    let (mut plain, mut alike, mut other) = (0, 0, 0);
    for letter in word.chars() {
        match look_alike(letter) {
            Some(_) => alike += 1,
            None if letter.is_ascii_alphabetic() => plain += 1,
            None if letter.is_ascii() => {}
            None => other += 1,
        }
    }
    alike > 0 && (plain > 0 || other == 0 && alike > SHORT)
}

/// Hebrew, Arabic and their neighbours.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}') && letter != '\u{61c}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Sight]) {
        let found: Vec<Sight> = misleading(text, true).into_iter().map(|(sight, _)| sight).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_misleads() {
        check("user\u{202e}nimda", &[Sight::Bidi]);
        check("ad\u{200b}min\u{1b}", &[Sight::Invisible, Sight::Control]);
        check("pаypal", &[Sight::Confusable]);
        check("https://аррӏе.com", &[Sight::Confusable]);
        check("ａｄｍｉｎ", &[Sight::Confusable]);
    }

    #[test]
    fn what_is_ordinary() {
        for text in ["Müller", "Вася", "Иванов Пётр", "Ελένη", "日本", "שלום\u{200f}", "👩‍💻", "u1 о", "José"]
        {
            check(text, &[]);
        }
    }
}
