//! Where the tokens are in a pasted text, and what it looks like when there is none.
//!
//! A token is found wherever it starts with the base64url of a JSON object's beginning: bare, quoted, behind `Bearer `,
//! in a curl command, a URL, a cookie or a log. What had to be removed to reach it is noted as a [`Repair`]. Text that
//! holds nothing but a token is read leniently, so that a stray character becomes a flaw of the token; inside other
//! text a token ends where its alphabet ends. Every step moves forward: the whole is linear in the length of the text.

use crate::jose::token::{Origin, Repair, Token, json_form};
use crate::text::base64url;
use crate::text::json::Document;
use crate::text::span::Span;

mod candidate;
mod escape;
pub mod looks;
mod parse;

pub use parse::ParseTokenError;

use candidate::{Excerpt, Surroundings};
use escape::ends_in_escape;
use looks::Looks;

/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 8 * 1024 * 1024;
/// The most tokens that are read from one text.
pub const MAX_TOKENS: usize = 64;
/// The longest name before a token that is taken for one.
const MAX_NAME: usize = 64;
/// How many prefixes (header name, scheme, quotes, ...) are taken off the front of a text.
const MAX_PREFIXES: usize = 8;
/// A first part of so many characters that begins with a brace is a header, however broken; a shorter one may be a
/// word.
const CERTAIN: usize = 12;
/// How many characters of a part are decoded to see whether it begins like a header.
const SNIFF: usize = 64;

/// What a text holds.
#[derive(Debug)]
pub enum Found {
    /// At least one token, in the order of the text; and what was left out, where a limit was reached.
    Tokens(Vec<Token>, Option<Looks>),
    /// None; and what it looks like instead.
    Nothing(Looks),
}

/// Reads the tokens of `text`.
pub fn find(text: &str) -> Found {
    if text.len() > MAX_TEXT {
        return Found::Nothing(Looks::too_long(text.len()));
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Found::Nothing(Looks::Empty);
    }
    let surroundings = Surroundings::of(text);
    let json = trimmed.starts_with(['{', '[']).then(|| Document::read(trimmed.to_owned()));
    if let Some(document) = &json {
        let start = text.len() - text.trim_start().len();
        let mut origin = Origin::verbatim(Span::new(start, start + trimmed.len()));
        surroundings.note(&mut origin, &[]);
        let tokens = json_form::read(document, &origin);
        if !tokens.is_empty() {
            let rest = json_form::is_cut(document).then_some(Looks::TooMany { read: tokens.len() });
            return Found::Tokens(tokens, rest);
        }
    }
    let (bare, removed) = unwrap(text);
    let mut tokens = Vec::new();
    let mut at = 0;
    if begins_like_token(text.get(bare..).unwrap_or_default()) {
        let candidate = Excerpt::read(text, bare, true);
        at = candidate.end();
        // A bracket is not a token, even if one follows.
        if at > bare {
            tokens.push(candidate.token(&surroundings, &removed));
        }
    }
    let mut rest = None;
    while let Some(start) = next_start(text, at) {
        let candidate = Excerpt::read(text, start, false);
        at = candidate.end().max(start + 1);
        if candidate.dots == 0 {
            continue;
        }
        if tokens.len() == MAX_TOKENS {
            rest = Some(Looks::TooMany { read: MAX_TOKENS });
            break;
        }
        tokens.push(candidate.token(&surroundings, &[]));
    }
    if tokens.is_empty() {
        Found::Nothing(looks::describe(trimmed, text.get(bare..).unwrap_or_default(), json.as_ref()))
    } else {
        Found::Tokens(tokens, rest)
    }
}

/// Where the text begins once quotes, header names, schemes and names are taken off its front, and what they were.
fn unwrap(text: &str) -> (usize, Vec<Repair>) {
    let mut removed = Vec::new();
    let mut rest = text.trim_start();
    for _ in 0..MAX_PREFIXES {
        let (shorter, repair) =
            if let Some(inner) = rest.strip_prefix(['"', '\'', '`', '“', '”', '‘', '’', '«', '<', '(']) {
                (inner, Repair::Quotes)
            } else if let Some(inner) =
                ["authorization:", "proxy-authorization:", "x-authorization:"].iter().find_map(|name| strip(rest, name))
            {
                (inner, Repair::HeaderName)
            } else if let Some(inner) = ["bearer", "dpop", "jwt", "token"]
                .iter()
                .find_map(|scheme| strip(rest, scheme))
                .filter(|inner| inner.starts_with([' ', '\t', '\n', '\r']))
            {
                (inner, Repair::Scheme)
            } else if let Some(inner) = strip_name(rest) {
                (inner, Repair::OtherText)
            } else {
                break;
            };
        removed.push(repair);
        rest = shorter.trim_start();
    }
    (text.len() - rest.len(), removed)
}

/// `text` without `prefix`, whatever its case.
fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).and_then(|_| text.get(prefix.len()..))
}

/// `text` without a leading name and its `=` or `:`, such as `access_token=` or `id_token":`.
fn strip_name(text: &str) -> Option<&str> {
    let end = text.bytes().take(MAX_NAME + 1).take_while(|&byte| base64url::is_alphabet(byte) || byte == b'.').count();
    let rest = text.get(end..)?.trim_start_matches(['"', '\'']).trim_start();
    (1..=MAX_NAME)
        .contains(&end)
        .then(|| rest.strip_prefix(['=', ':']))
        .flatten()
        .filter(|rest| !rest.starts_with("//") && !rest.trim_matches(['=', ' ']).is_empty())
}

/// Whether the first part of `text` decodes to the beginning of a header, encoded once or (by mistake) twice.
fn begins_like_token(text: &str) -> bool {
    let end =
        text.find(|found: char| !found.is_ascii() || found == '.' || found.is_ascii_whitespace()).unwrap_or(text.len());
    let part = text.get(..end.min(SNIFF)).unwrap_or_default();
    let bytes = base64url::decode(part).bytes;
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii_start();
    if begins_object(start) {
        return true;
    }
    let has_parts = matches!(text.matches('.').take(6).count(), 2 | 4);
    [&b"\xFF\xFE{"[..], b"\xFE\xFF\0{", b"{\0", b"\0{"].iter().any(|wide| start.starts_with(wide))
        || (has_parts && [&b"eyJ"[..], b"\"{", b"%7B", b"%7b", b"["].iter().any(|other| start.starts_with(other)))
        || (has_parts
            && start.starts_with(b"{")
            && (part.len() >= CERTAIN || begins_object(second_part(text).as_slice())))
}

/// The beginning of the second part of `text`, decoded.
fn second_part(text: &str) -> Vec<u8> {
    let part = text.split('.').nth(1).unwrap_or_default();
    base64url::decode(part.get(..part.len().min(SNIFF)).unwrap_or_default()).bytes
}

/// Whether `bytes` begins a JSON object: a brace and then a quote or the other brace.
fn begins_object(bytes: &[u8]) -> bool {
    let inner = bytes.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'"' | b'}')))
}

/// The next place from `at` on where a token begins inside other text.
fn next_start(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    // Every object that begins with a brace and a quote or space begins so in base64url.
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("ey")).map(|offset| from + offset) {
        let before = text.get(..start).unwrap_or_default();
        // After a letter or after a letter and a dot it is inside something else, such as the payload of a token.
        let outer = before.strip_suffix('.').unwrap_or(before);
        let is_boundary =
            outer.bytes().next_back().is_none_or(|byte| !base64url::is_alphabet(byte)) || ends_in_escape(before);
        let part = text.get(start..).unwrap_or_default();
        if is_boundary {
            let end = part.bytes().take(SNIFF).take_while(|&byte| base64url::is_alphabet(byte)).count();
            if end > 3 && begins_object(base64url::decode(part.get(..end).unwrap_or_default()).bytes.trim_ascii_start())
            {
                return Some(start);
            }
        }
        from = start + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsImF1ZCI6ImFwaSJ9.Kf5q5SQA1bzb9a8L1jOP81wxQcQMNhDUu1nHo0VBv_A";

    #[track_caller]
    fn check(text: &str, expected: &[&str], repairs: &[Repair]) {
        let Found::Tokens(tokens, _) = find(text) else { panic!("nothing found in {text:?}") };
        assert_eq!(tokens.iter().map(|token| &*token.text).collect::<Vec<_>>(), expected, "{text:?}");
        assert_eq!(tokens.first().map(|token| token.origin.repairs.as_slice()), Some(repairs), "{text:?}");
    }

    #[test]
    fn a_token_is_found_wherever_it_is() {
        check(TOKEN, &[TOKEN], &[]);
        check(&format!("  {TOKEN}\n"), &[TOKEN], &[Repair::Space]);
        check(&format!("\"{TOKEN}\","), &[TOKEN], &[Repair::Quotes, Repair::OtherText]);
        check(&format!("Bearer {TOKEN}"), &[TOKEN], &[Repair::Scheme]);
        check(&format!("authorization: bearer {TOKEN}"), &[TOKEN], &[Repair::HeaderName, Repair::Scheme]);
        check(&format!("access_token={TOKEN}&state=x"), &[TOKEN], &[Repair::OtherText]);
        check(&format!("curl -H 'Authorization: Bearer {TOKEN}' https://api.example/"), &[TOKEN], &[Repair::OtherText]);
        check(&format!("https://a.example/cb#id_token={TOKEN}"), &[TOKEN], &[Repair::OtherText]);
        check(&format!("Is {TOKEN} good? Or {TOKEN}."), &[TOKEN, TOKEN], &[Repair::OtherText]);
        check(&format!("{{\"token\":\"{TOKEN}\"}}"), &[TOKEN], &[Repair::OtherText]);
        check(&TOKEN.replace('.', "%2E"), &[TOKEN], &[Repair::PercentEncoding]);
        check(&format!("{TOKEN}\n{TOKEN}"), &[TOKEN, TOKEN], &[Repair::OtherText]);
        check(&format!("[\"{TOKEN}\", \"{TOKEN}\"]"), &[TOKEN, TOKEN], &[Repair::OtherText]);
        check(&format!("[{TOKEN}]"), &[TOKEN], &[Repair::OtherText]);
    }

    /// The letters of an escape are not glued to the token behind it.
    #[test]
    fn a_token_is_found_behind_an_escape() {
        for before in [
            r#"{"log":"Authorization:\n"#,
            r#"{"log":"{\"log\":\"Authorization:\\r\\n"#,
            r#"{"log":"token\t"#,
            r#"{"log":"token\u000a"#,
            r#"{"log":"token\\u003d"#,
            r"GET /?token=\x22",
            "token=3D",
            "redirect=%2F%3Ftoken%253D",
            "\u{1b}[1;32m",
        ] {
            check(&format!("{before}{TOKEN}"), &[TOKEN], &[Repair::OtherText]);
            check(&format!(r#"{before}{TOKEN}\n","x":1}}"#), &[TOKEN], &[Repair::OtherText]);
        }
        check(&format!(r#"["{TOKEN}\n{TOKEN}\n"]"#), &[TOKEN, TOKEN], &[Repair::OtherText]);
        // Without a backslash the same letters are those of another word.
        for before in ["n", "u000a", "253D", "AAAAn", "t"] {
            let text = format!("x {before}{TOKEN}");
            let Found::Nothing(_) = find(&text) else { panic!("a token in {text}") };
        }
    }

    /// As JSON and mail wrap lines (RFC 2045 §6.7).
    #[test]
    fn escaped_line_breaks_are_joined() {
        for (width, wrap) in [(64, r"\n"), (64, r"\r\n  "), (76, r"\\n"), (40, r"\u000a\t"), (75, "=\n"), (75, "=\r\n")]
        {
            let lines: Vec<&str> =
                TOKEN.as_bytes().chunks(width).filter_map(|line| std::str::from_utf8(line).ok()).collect();
            let wrapped = lines.join(wrap);
            check(&wrapped, &[TOKEN], &[Repair::LineBreaks]);
            check(&format!("token: {wrapped}"), &[TOKEN], &[Repair::LineBreaks, Repair::OtherText]);
            let Found::Tokens(tokens, _) = find(&wrapped) else { panic!("nothing found in {wrapped}") };
            let payload = tokens[0].segments[1].span;
            assert_eq!(tokens[0].origin.source(payload).of(&wrapped).replace(wrap, ""), payload.of(TOKEN));
        }
        check(&format!("{TOKEN}=\n"), &[&format!("{TOKEN}=")], &[Repair::Space]);
    }

    /// RFC 9901 §4: what follows a "~" belongs to the token before it.
    #[test]
    fn disclosures_belong_to_their_token() {
        let shown = format!("{TOKEN}~WyJzIiwibiIsMV0~WyJzIiwibSIsMl0~");
        let bound = format!("{shown}{TOKEN}");
        check(&format!("{TOKEN}~"), &[&format!("{TOKEN}~")], &[]);
        check(&bound, &[&bound], &[]);
        check(&format!("Is {bound}. good, or {shown}."), &[&bound, &shown], &[Repair::OtherText]);
        check(
            &format!("vp_token={}&x=y", bound.replace('~', "%7E")),
            &[&bound],
            &[Repair::PercentEncoding, Repair::OtherText],
        );
        check(&shown.replace('~', "~\n  "), &[&shown], &[Repair::LineBreaks, Repair::Space]);
        check(&format!("{shown}\n{TOKEN}"), &[&shown, TOKEN], &[Repair::OtherText]);
        // Two parts, or five, are no token that discloses.
        check("eyJhbGciOiJIUzI1NiJ9.e30~WyJzIiwxXQ~", &["eyJhbGciOiJIUzI1NiJ9.e30"], &[Repair::OtherText]);
        let lines: Vec<&str> = bound.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        check(&lines.join("\n"), &[&bound], &[Repair::LineBreaks]);
    }

    #[test]
    fn wrapped_lines_are_joined_and_prose_is_not() {
        for width in [20, 40, 64, 76] {
            let lines: Vec<&str> =
                TOKEN.as_bytes().chunks(width).filter_map(|line| std::str::from_utf8(line).ok()).collect();
            check(&lines.join("\n"), &[TOKEN], &[Repair::LineBreaks]);
            check(&format!("  {}\r\n", lines.join("\r\n    ")), &[TOKEN], &[Repair::LineBreaks, Repair::Space]);
        }
        check(&format!("{TOKEN}\nthanks"), &[TOKEN], &[Repair::OtherText]);
        check(&format!("{TOKEN}\nis what I got from them"), &[TOKEN], &[Repair::OtherText]);
    }

    #[test]
    fn a_slip_in_a_bare_token_stays_in_the_token() {
        for slip in [
            "eyJhbGciOiJIUzI1NiJ9.VGVzdA.    c1LR",
            "eyJhbGciOiJIUzI1NiJ9    .VGVzdA.c1LR",
            "eyJhbGciOiJIUzI1NiJ9.?VGVzdA.c1LR",
            "eyJhbGciOiJIUzI1NiJ9####.VGVzdA.c1LR?",
        ] {
            check(slip, &[slip], &[]);
        }
    }

    #[test]
    fn a_limit_that_is_reached_is_said() {
        let Found::Tokens(tokens, rest) = find(&format!("{TOKEN} ").repeat(MAX_TOKENS)) else {
            panic!("nothing found")
        };
        assert_eq!((tokens.len(), rest), (MAX_TOKENS, None));
        let Found::Tokens(tokens, rest) = find(&format!("{TOKEN} ").repeat(MAX_TOKENS + 1)) else {
            panic!("nothing found")
        };
        assert_eq!((tokens.len(), rest), (MAX_TOKENS, Some(Looks::TooMany { read: MAX_TOKENS })));
        // What only begins like a token is not one more.
        let Found::Tokens(tokens, rest) = find(&format!("{}eyJ9 eyJ9", format!("{TOKEN} ").repeat(MAX_TOKENS))) else {
            panic!("nothing found")
        };
        assert_eq!((tokens.len(), rest), (MAX_TOKENS, None));
    }

    #[test]
    fn ordinary_text_holds_no_token() {
        for text in [
            "eye.of.tiger",
            "hey.there.you",
            "https://www.example.com/a.b.c",
            "keyed by 1.2.3",
            "..",
            "a.b.c.d.e.f",
            "Zm9v.AAAA.BBBB",
        ] {
            assert!(matches!(find(text), Found::Nothing(_)), "{text}");
        }
    }

    #[test]
    fn ranges_point_into_the_pasted_text() {
        let text = format!("x: 'é' {}", TOKEN.replacen('.', ".\n ", 1));
        let Found::Tokens(tokens, _) = find(&text) else { panic!("nothing found") };
        let token = &tokens[0];
        assert_eq!(token.origin.span.of(&text).split_whitespace().collect::<String>(), TOKEN);
        let payload = token.segments[1].span;
        assert_eq!(token.origin.source(payload).of(&text), payload.of(&token.text));
    }
}
