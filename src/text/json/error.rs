//! What stops the reader, each with the words for it.

use super::MAX_DEPTH;
use crate::text::visible::hides;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Neither a value nor the start of one.
    ExpectedValue,
    /// A comma with no value or member after it.
    TrailingComma,
    /// No member name where one must stand.
    ExpectedName,
    /// No colon after a member name.
    ExpectedColon,
    /// Neither a comma nor the end of the object.
    ExpectedCommaOrBrace,
    /// Neither a comma nor the end of the array.
    ExpectedCommaOrBracket,
    /// A string without its closing quote.
    ExpectedQuote,
    /// A character below U+0020 in a string.
    ControlCharacter,
    /// A backslash that begins no escape.
    BadEscape,
    /// A number that lacks a digit.
    ExpectedDigit,
    /// A number that begins with a superfluous zero.
    LeadingZero,
    /// More than [`MAX_DEPTH`] levels.
    TooDeep,
    /// A text whose places are beyond 32 bits.
    TooLong,
    /// Text after the value.
    TrailingData,
    /// A value, but no object.
    NotAnObject,
}

/// Where and why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What was expected, and what was found instead.
    pub kind: ErrorKind,
    /// The byte offset of what was not expected.
    pub at: usize,
}

impl Error {
    /// Whether it was the end of the text that came too early.
    pub fn is_end(&self, text: &str) -> bool {
        self.at >= text.len()
    }

    /// What was expected, what was found and where, such as `expected a value, but found "N" at line 1, column 8`.
    pub fn describe(&self, text: &str) -> String {
        let before = text.get(..self.at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&found| found != '\n').count() + 1;
        let found = match text.get(self.at..).and_then(|rest| rest.chars().next()) {
            None => "the end".to_owned(),
            Some(found) if hides(found) => format!("U+{:04X}", u32::from(found)),
            Some(found) => format!("\"{found}\""),
        };
        let hint = self.hint(text);
        let separator = if hint.is_empty() { "" } else { "; " };
        format!("expected {}, but found {found} at line {line}, column {column}{separator}{hint}", self.expected())
    }

    fn expected(&self) -> String {
        match self.kind {
            ErrorKind::ExpectedValue => "a value",
            ErrorKind::TrailingComma => "another member after the comma",
            ErrorKind::ExpectedName => "a member name in double quotes",
            ErrorKind::ExpectedColon => "a colon after the member name",
            ErrorKind::ExpectedCommaOrBrace => "a comma or the closing brace",
            ErrorKind::ExpectedCommaOrBracket => "a comma or the closing bracket",
            ErrorKind::ExpectedQuote => "the closing quote of a string",
            ErrorKind::ControlCharacter => "an escape for a control character",
            ErrorKind::BadEscape => "an escape such as \\n or \\u0041",
            ErrorKind::ExpectedDigit => "a digit",
            ErrorKind::LeadingZero => "no digit after a leading zero",
            ErrorKind::TooDeep => return format!("at most {MAX_DEPTH} levels of nesting"),
            ErrorKind::TooLong => "at most 4 GiB",
            ErrorKind::TrailingData => "the end of the JSON value",
            ErrorKind::NotAnObject => "an object",
        }
        .to_owned()
    }

    /// The likely slip, in a few words; empty where there is nothing to add.
    fn hint(&self, text: &str) -> &'static str {
        let rest = text.get(self.at..).unwrap_or_default();
        let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        match self.kind {
            ErrorKind::TrailingData | ErrorKind::TooDeep | ErrorKind::TooLong | ErrorKind::NotAnObject => "",
            ErrorKind::TrailingComma => "JSON allows no comma at the end",
            ErrorKind::ControlCharacter => "control characters must be escaped",
            _ if begins(&["NaN", "Infinity", "-Infinity", "undefined"]) || rest.starts_with('I') => {
                "JSON has no such number; use null"
            }
            _ if begins(&["True", "False", "TRUE", "FALSE", "None", "nil", "NULL"]) => {
                "JSON writes true, false and null"
            }
            _ if rest.starts_with('\'') => "JSON strings take double quotes",
            _ if begins(&["//", "/*", "#"]) => "JSON has no comments",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::json::Document;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = Document::read(text.to_owned()).error().expect("an error");
        assert_eq!(error.describe(text), expected, "{text}");
    }

    #[test]
    fn errors_say_where_what_and_how_to_mend() {
        check("", "expected a value, but found the end at line 1, column 1");
        check(
            r#"{"exp":NaN}"#,
            r#"expected a value, but found "N" at line 1, column 8; JSON has no such number; use null"#,
        );
        check(
            r#"{"exp":-Infinity}"#,
            r#"expected a digit, but found "I" at line 1, column 9; JSON has no such number; use null"#,
        );
        check(
            r#"{"sub":"x",}"#,
            "expected another member after the comma, but found \"}\" at line 1, column 12; JSON allows no comma \
             at the end",
        );
        check(
            "{\n 'a':1}",
            "expected a member name in double quotes, but found \"'\" at line 2, column 2; JSON strings take \
             double quotes",
        );
        check("{\"a\"=1}", r#"expected a colon after the member name, but found "=" at line 1, column 5"#);
        check(
            "{\"a\":1 // c\n}",
            r#"expected a comma or the closing brace, but found "/" at line 1, column 8; JSON has no comments"#,
        );
        check("[1 2]", r#"expected a comma or the closing bracket, but found "2" at line 1, column 4"#);
        check("[01]", r#"expected no digit after a leading zero, but found "1" at line 1, column 3"#);
        check(
            "{\"sub\":\"a\u{1}b\"}",
            "expected an escape for a control character, but found U+0001 at line 1, column 10; control characters \
             must be escaped",
        );
        check(r#"["\x"]"#, r#"expected an escape such as \n or \u0041, but found "x" at line 1, column 4"#);
        check(r#"{"a":1}{"b":2}"#, r#"expected the end of the JSON value, but found "{" at line 1, column 8"#);
        check(r#"{"a":"b"#, "expected the closing quote of a string, but found the end at line 1, column 8");
        check(&"[".repeat(100_000), r#"expected at most 128 levels of nesting, but found "[" at line 1, column 129"#);
        check(
            r#"["é",]"#,
            "expected another member after the comma, but found \"]\" at line 1, column 6; JSON allows no comma \
             at the end",
        );
    }
}
