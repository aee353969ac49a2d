//! Makes text visible: characters that hide, reorder or act are shown as small labels, never as themselves.
//!
//! What a label stands for is told by its title. Everything else is shown as it stands; nothing is normalised.

use super::node::{Node, el, text};
use crate::text::visible::{characters, hides};

/// The labels in one text: so many in a row tell no more.
const MAX_LABELS: usize = 500;

/// Shows `source`, with a label for every character that cannot be seen or misleads the eye.
///
/// `invalid` are the bytes that U+FFFD stands for, in order, by UTF-16 offset from the start of `source`.
/// `breaks` keeps line breaks and tabs as such, for text that is shown in lines.
pub fn visible(source: &str, invalid: &[(usize, u8)], breaks: bool) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut run = String::new();
    let mut bytes = invalid.iter().peekable();
    let mut units = 0;
    let mut labels = 0;
    for (found, is_hidden) in characters(source) {
        let byte = bytes.next_if(|(at, _)| *at == units).map(|(_, byte)| *byte);
        units += found.len_utf16();
        let label = match (byte, found) {
            (Some(byte), _) => Some((format!("{byte:02X}"), format!("the byte {byte:02X}, which is not UTF-8 here"))),
            (None, '\n' | '\t') if breaks => None,
            // What is at home, as a joiner in an emoji, is shown as it stands.
            (None, found) if hides(found) && !is_hidden => None,
            (None, found) => name(found).map(|name| (format!("U+{:04X}", u32::from(found)), name.to_owned())),
        };
        match label {
            None => run.push(found),
            Some(_) if labels == MAX_LABELS => {
                run.push_str(" … too many hidden characters to show them all");
                break;
            }
            Some((label, title)) => {
                labels += 1;
                if !run.is_empty() {
                    nodes.push(text(std::mem::take(&mut run)));
                }
                nodes.push(
                    el("span")
                        .class(if byte.is_some() { "chip byte" } else { "chip" })
                        .with("title", title)
                        .text(label)
                        .into(),
                );
            }
        }
    }
    if !run.is_empty() {
        nodes.push(text(run));
    }
    nodes
}

/// Cuts `source` to at most `limit` characters, at a character's end; says how many bytes were kept.
pub fn head(source: &str, limit: usize) -> &str {
    source.char_indices().nth(limit).map_or(source, |(end, _)| source.get(..end).unwrap_or(source))
}

/// What a character is called that must not be shown as itself.
fn name(found: char) -> Option<&'static str> {
    Some(match found {
        '\0' => "null character",
        '\t' => "tab",
        '\n' => "line feed",
        '\r' => "carriage return",
        '\u{1b}' => "escape",
        '\u{01}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "control character",
        '\u{a0}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "direction mark",
        '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => "starts text in a direction of its own",
        '\u{202d}' => "forces left-to-right: the eye reads another order than the text has",
        '\u{202e}' => "forces right-to-left: the eye reads another order than the text has",
        '\u{202c}' | '\u{2069}' => "ends text in a direction of its own",
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => "has no width",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{1680}' => "a space, but not the usual one",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "blank letter",
        '\u{fff9}'..='\u{fffb}' | '\u{206a}'..='\u{206f}' => "invisible control",
        '\u{fffd}' => "replacement character: it is in the token itself",
        '\u{e0000}'..='\u{e007f}' => "invisible tag",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "varies the character before it, or hides data",
        _ if hides(found) => "invisible character",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, invalid: &[(usize, u8)], expected: &str) {
        let found: String = visible(source, invalid, false)
            .into_iter()
            .map(|node| match node {
                Node::Text(text) => text.into_owned(),
                Node::Element(chip) => match chip.children.first() {
                    Some(Node::Text(label)) => format!("[{label}]"),
                    _ => String::new(),
                },
                Node::Live(_) | Node::Local(..) => String::new(),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_hides_is_labelled() {
        check("plain é 日本 😀", &[], "plain é 日本 😀");
        check("a\0b\r\n\t", &[], "a[U+0000]b[U+000D][U+000A][U+0009]");
        check("gro\u{202e}lacisrever", &[], "gro[U+202E]lacisrever");
        check("ad\u{200b}min\u{feff}", &[], "ad[U+200B]min[U+FEFF]");
        check("\u{e0041}a\u{fe0f}\u{34f}", &[], "[U+E0041]a[U+FE0F][U+034F]");
        check("❤️‍🔥 👩‍💻", &[], "❤️‍🔥 👩‍💻");
    }

    #[test]
    fn bytes_that_are_not_text_are_shown_as_bytes() {
        check("é\u{fffd}x\u{fffd}", &[(1, 0xC3)], "é[C3]x[U+FFFD]");
    }

    #[test]
    fn a_head_ends_at_a_character() {
        assert_eq!(head("aé😀z", 3), "aé😀");
        assert_eq!(head("aé", 3), "aé");
    }
}
