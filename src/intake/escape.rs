//! What logs, source code, mail and terminals write in place of a line break, a quote or an equals sign. A token may
//! stand right behind it or be wrapped by it, and its letters belong to neither side.
//!
//! ```text
//! backslash = 1*"\" ( "n" / "r" / "t" / ... / "x" 2HEXDIG / "u" 4HEXDIG / 3octal ) ; JSON, C, shells; in any layers
//! percent   = "%" *"25" 2HEXDIG                                                     ; RFC 3986 §2.1, in any layers
//! mail      = "=" 2HEXDIG / "=" line break                                          ; RFC 2045 §6.7
//! colour    = "[" *( DIGIT / ";" ) "m"                                              ; ECMA-48 §8.3.117, of a terminal
//! ```

/// How many layers of encoding are looked through.
const MAX_LAYERS: usize = 8;
/// The longest list of colours, in bytes.
const MAX_COLOURS: usize = 16;

/// Whether `before` ends in an escape, so that what follows begins a word. Looks back a few bytes at most.
pub(super) fn ends_in_escape(before: &str) -> bool {
    let bytes = before.as_bytes();
    let ends_in = |mark: &[u8], digits: usize, is_digit: fn(&u8) -> bool| {
        let (rest, code) = bytes.split_at(bytes.len().saturating_sub(digits));
        rest.ends_with(mark) && code.len() == digits && code.iter().all(is_digit)
    };
    ends_in(b"\\", 1, |letter| b"0abefnrtv".contains(letter))
        || ends_in(b"\\x", 2, u8::is_ascii_hexdigit)
        || ends_in(b"\\u", 4, u8::is_ascii_hexdigit)
        || ends_in(b"\\", 3, |digit| matches!(digit, b'0'..=b'7'))
        || ends_in(b"=", 2, |digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'))
        || ends_in_percent_code(bytes)
        || ends_in_colour(bytes)
}

/// A percent sign may be encoded itself, as "%25".
fn ends_in_percent_code(bytes: &[u8]) -> bool {
    let Some((mut rest, code)) = bytes.split_last_chunk::<2>() else { return false };
    for _ in 0..MAX_LAYERS {
        rest = rest.strip_suffix(b"25").unwrap_or(rest);
    }
    rest.ends_with(b"%") && code.iter().all(u8::is_ascii_hexdigit)
}

fn ends_in_colour(bytes: &[u8]) -> bool {
    let Some(list) = bytes.strip_suffix(b"m") else { return false };
    list.iter().rev().take(MAX_COLOURS).find(|byte| !matches!(byte, b'0'..=b'9' | b';')) == Some(&b'[')
}

/// How long the white space at the beginning of `rest` is, escaped or not, and whether a line break is in it.
pub(super) fn white_space(rest: &str) -> (usize, bool) {
    let (mut length, mut breaks) = (0, false);
    loop {
        let left = rest.get(length..).unwrap_or_default();
        // Mail and tables mark each line of what they quote.
        let mark = (breaks && left.starts_with(['>', '|'])).then_some((1, false));
        let Some((next, is_break)) = one_white_space(left).or(mark) else { break };
        length += next;
        breaks |= is_break;
    }
    (length, breaks)
}

fn one_white_space(rest: &str) -> Option<(usize, bool)> {
    let first = rest.chars().next()?;
    match first {
        '=' => ["=\n", "=\r\n"].iter().find(|soft| rest.starts_with(**soft)).map(|soft| (soft.len(), true)),
        '\\' => {
            let slashes = rest.bytes().take(MAX_LAYERS).take_while(|&byte| byte == b'\\').count();
            let escapes = [
                ("n", true),
                ("r", true),
                ("t", false),
                ("u000a", true),
                ("u000d", true),
                ("u0009", false),
                ("u0020", false),
            ];
            let code = rest.get(slashes..)?;
            let is_it = |escape: &str| code.get(..escape.len()).is_some_and(|code| code.eq_ignore_ascii_case(escape));
            let (escape, is_break) = escapes.into_iter().find(|(escape, _)| is_it(escape))?;
            Some((slashes + escape.len(), is_break))
        }
        _ => first.is_whitespace().then_some((first.len_utf8(), matches!(first, '\n' | '\r'))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_an_escape_are_told_from_others() {
        for before in [
            r"a\n",
            r"a\\n",
            r"\t",
            r"\0",
            r"\x0a",
            r"\x3D",
            r"\u000a",
            r"\\u003D",
            r"\012",
            "%3D",
            "%253d",
            "%25252520",
            "=3D",
            "=0A",
            "\u{1b}[m",
            "[1;32m",
            r"\u001b[0m",
        ] {
            assert!(ends_in_escape(before), "{before}");
        }
        for before in [
            "", "n", "an", r"\q", r"\\", r"\x0g", "u000a", r"\u00", "25", "253D", "%2", "%3G", "=3d", "=D", "m", "32m",
            "[32", "[a;m",
        ] {
            assert!(!ends_in_escape(before), "{before}");
        }
    }

    #[test]
    fn white_space_is_found_in_any_spelling() {
        for (text, expected) in [
            ("", (0, false)),
            ("a", (0, false)),
            (" \u{2003}\ta", (5, false)),
            (" \r\n a", (4, true)),
            (r"\na", (2, true)),
            (r"\\r\\n  a", (8, true)),
            (r"\u000D\U0020\ta", (14, true)),
            (r"\ta", (2, false)),
            (r#"\"a"#, (0, false)),
            ("=\r\na", (3, true)),
            ("==\na", (0, false)),
            ("\n> > a", (5, true)),
            ("\r\n| a", (4, true)),
            (" > a", (1, false)),
        ] {
            assert_eq!(white_space(text), expected, "{text}");
        }
    }
}
