//! Where in a text a token stands: the name before it, such as `Authorization` or `id_token`.

use super::source::Source;
use crate::report::Span;

/// The bytes before a token that are looked at.
const MAX_BEFORE: usize = 160;
/// The letters of a name.
const MAX_NAME: usize = 40;
/// Quotes, as they stand in JSON, in shells, and in JSON inside JSON.
const QUOTES: [char; 3] = ['"', '\'', '\\'];

/// The name that the text gives the token at `span`; none where none stands right before it.
pub fn origin<'a>(input: &Source<'a>, span: Span) -> Option<&'a str> {
    let end = input.byte(span.0);
    let before = input.text.get(input.text.floor_char_boundary(end.saturating_sub(MAX_BEFORE))..end)?;
    let (name, before) = named(before)?;
    if name != "value" {
        return Some(name);
    }
    // In a list of headers, as a HAR file has it, the name is a value of its own.
    let (start, listed) = last_word(unquoted(unquoted(before).strip_suffix(',')?))?;
    named(start).filter(|(key, _)| *key == "name").map(|_| listed)
}

/// The name before a colon or an equals sign at the end of a text, and what stands before that.
fn named(text: &str) -> Option<(&str, &str)> {
    let text = unquoted(text);
    let scheme = ["Bearer", "bearer", "DPoP", "JWT", "Token", "token"].iter().find_map(|one| text.strip_suffix(one));
    let (start, name) = last_word(unquoted(unquoted(scheme.unwrap_or(text)).strip_suffix([':', '='])?))?;
    Some((name, start))
}

/// A text without the quotes and the white space at its end.
fn unquoted(text: &str) -> &str {
    text.trim_end_matches(|found: char| QUOTES.contains(&found) || found.is_whitespace())
}

/// The word at the end of a text, and what stands before it.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let is_letter = |found: char| found.is_ascii_alphanumeric() || matches!(found, '_' | '-' | '.');
    let start = text.trim_end_matches(is_letter);
    let word = text.get(start.len()..)?;
    (!word.is_empty() && word.len() <= MAX_NAME).then_some((start, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, expected: Option<&str>) {
        let text = [before, "eyJ"].concat();
        let start = before.encode_utf16().count();
        assert_eq!(origin(&Source::new(&text), (start, start + 3)), expected, "{before}");
    }

    #[test]
    fn a_token_is_named_by_what_stands_before_it() {
        check("curl -H 'Authorization: Bearer ", Some("Authorization"));
        check("> authorization: bearer ", Some("authorization"));
        check(r#"{"access_token": ""#, Some("access_token"));
        check(r#"{\"id_token\":\""#, Some("id_token"));
        check("export API_TOKEN='", Some("API_TOKEN"));
        check("Cookie: a=1; session=", Some("session"));
        check("https://app.example/?é&id_token=", Some("id_token"));
        check(r#"{"name": "X-Auth", "value": "Bearer "#, Some("X-Auth"));
        check(r#"{"name": "a", "other": 1, "value": ""#, None);
        check("see ", None);
        check("", None);
        check(&format!("{}=", "a".repeat(41)), None);
        check("é".repeat(200).as_str(), None);
    }
}
