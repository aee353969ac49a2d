//! What a text looks like that is no token: an opaque identifier of so many bits, a UUID, a key, JSON, plain base64.
//!
//! Guesses from the form alone. Words are chosen so that the guess may be wrong without misleading.

use crate::intake::MAX_TEXT;
use crate::text::base64url;
use crate::text::json::{Document, JsonKind};
use crate::text::visible::{quoted, visible};

/// The fewest bits that make an opaque identifier unguessable enough to be one.
const MIN_BITS: usize = 64;

/// What a text without a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Nothing at all.
    Empty,
    /// Longer than is read.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Tokens, but more than are read.
    TooMany {
        /// How many were read.
        read: usize,
    },
    /// More than one token.
    Several {
        /// How many.
        count: usize,
    },
    /// A random identifier: a session id, an API key, a reference or refresh token.
    Opaque {
        /// Such as `a UUID` or `32 hex digits`.
        form: String,
        /// How many bits it can carry at most.
        bits: usize,
    },
    /// Parts with dots between them, but too few or too many, or without a header.
    Parts {
        /// How many.
        count: usize,
    },
    /// Something else.
    Other {
        /// Such as `a PEM block (PUBLIC KEY)`.
        form: String,
    },
}

impl Looks {
    pub(super) fn too_long(bytes: usize) -> Looks {
        Looks::TooLong { bytes }
    }

    /// One plain sentence without a full stop.
    pub fn sentence(&self) -> String {
        match self {
            Looks::Empty => "there is nothing here yet".to_owned(),
            Looks::TooLong { bytes } => format!("expected at most {MAX_TEXT} bytes, but found {bytes}"),
            Looks::Several { count } => format!("{count} tokens were found"),
            Looks::TooMany { read } => format!("only the first {read} tokens were read"),
            Looks::Opaque { form, bits } => format!("it looks like an opaque identifier: {form}, at most {bits} bits"),
            Looks::Parts { count } if matches!(count, 3 | 5) => {
                format!("it has {count} parts, but the first is not a header: it does not decode to a JSON object")
            }
            Looks::Parts { count } => format!("expected 3 or 5 parts, but found {count}"),
            Looks::Other { form } => format!("it looks like {form}"),
        }
    }
}

/// Looks at `text`, or at the `inner` text without quotes and names around it. `json` is the text read as JSON, where
/// it begins like that.
pub(super) fn describe(text: &str, inner: &str, json: Option<&Document>) -> Looks {
    if let Some(document) = json {
        return Looks::Other { form: json_form(document) };
    }
    if let Some(label) =
        text.strip_prefix("-----BEGIN ").and_then(|rest| rest.split("-----").next()).filter(|label| label.len() < 64)
    {
        let warning = if label.contains("PRIVATE") { "; keep it to yourself" } else { "" };
        return Looks::Other { form: format!("a PEM block ({}){warning}", visible(label)) };
    }
    let word = inner.trim().trim_end_matches(['"', '\'', '`', '”', '’', ',', ';', '>', ')']);
    if word.is_empty() {
        return Looks::Other { form: "quotation marks with nothing between them".to_owned() };
    }
    if text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("basic "))
        || text.to_ascii_lowercase().starts_with("authorization: basic ")
    {
        return Looks::Other { form: "Basic credentials: a user name and a password, only encoded".to_owned() };
    }
    if word.starts_with('<') || text.starts_with('<') {
        return Looks::Other { form: "XML or HTML".to_owned() };
    }
    if ["v1.", "v2.", "v3.", "v4."].iter().any(|version| word.starts_with(version))
        && (word.contains(".local.") || word.contains(".public."))
    {
        return Looks::Other { form: "a PASETO, a different kind of token".to_owned() };
    }
    if word.contains(char::is_whitespace) {
        return Looks::Other { form: "ordinary text".to_owned() };
    }
    if word.contains('.') && word.bytes().all(|byte| base64url::is_alphabet(byte) || byte == b'.') {
        return Looks::Parts { count: word.bytes().filter(|&byte| byte == b'.').count() + 1 };
    }
    one_word(word)
}

fn json_form(document: &Document) -> String {
    if let Some(error) = document.error() {
        return format!("JSON with a mistake: {}", error.describe(document.text()));
    }
    let Some(root) = document.root() else { return "JSON".to_owned() };
    let count = root.children().count();
    let plural = if count == 1 { "" } else { "s" };
    match root.kind() {
        JsonKind::Object if root.member("keys").is_some() => "a JWK set: keys, not a token".to_owned(),
        JsonKind::Object if root.member("kty").is_some() => "a JWK: a key, not a token".to_owned(),
        JsonKind::Object => format!("JSON, an object with {count} member{plural}: a decoded token, or something else"),
        _ => format!("JSON, an array with {count} item{plural}"),
    }
}

fn one_word(word: &str) -> Looks {
    let other = |form: &str| Looks::Other { form: form.to_owned() };
    let opaque = |form: String, bits: usize| Looks::Opaque { form, bits };
    if is_uuid(word) {
        // A random UUID gives six of its bits to version and variant (RFC 9562 §5.4).
        let is_random = word.as_bytes().get(14) == Some(&b'4');
        return opaque("a UUID".to_owned(), if is_random { 122 } else { 128 });
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return other("a number");
    }
    if word.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        if word.len() * 4 < MIN_BITS {
            return other("a short hexadecimal number");
        }
        return opaque(format!("{} hex digits", word.len()), word.len() * 4);
    }
    let is_base64 = word.bytes().all(|byte| base64url::is_alphabet(byte) || matches!(byte, b'+' | b'/' | b'='));
    if !is_base64 {
        return other("ordinary text");
    }
    let random = word.trim_end_matches('=');
    let is_mixed = random.bytes().any(|byte| byte.is_ascii_digit())
        || (random.bytes().any(|byte| byte.is_ascii_lowercase())
            && random.bytes().any(|byte| byte.is_ascii_uppercase()));
    let bytes = base64url::decode(random).bytes;
    if bytes.len() >= 4
        && let Ok(text) = String::from_utf8(bytes)
        && !text.contains(char::is_control)
    {
        return other(&format!("plain base64 of the text {}", quoted(&text)));
    }
    if let Some((prefix, tail)) =
        random.rsplit_once('_').filter(|(prefix, tail)| tail.len() >= 16 && prefix.len() <= 16 && !prefix.is_empty())
    {
        return opaque(format!("the prefix {prefix}_ and {} random characters", tail.len()), tail.len() * 6);
    }
    if is_mixed && random.len() * 6 >= MIN_BITS {
        return opaque(format!("{} characters of base64", random.len()), random.len() * 6);
    }
    other("ordinary text")
}

/// 8-4-4-4-12 hex digits (RFC 9562 §4).
fn is_uuid(word: &str) -> bool {
    // One more than there are: of others there may be millions.
    let groups: Vec<&str> = word.trim_matches(['{', '}']).split('-').take(6).collect();
    let is_hex = |group: &&str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(is_hex)
}

#[cfg(test)]
mod tests {
    use crate::intake::{Found, find};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let Found::Nothing(looks) = find(text) else { panic!("a token in {text:?}") };
        assert_eq!(looks.sentence(), expected);
    }

    #[test]
    fn what_is_no_token_is_named() {
        check(" \n", "there is nothing here yet");
        check("..", "it has 3 parts, but the first is not a header: it does not decode to a JSON object");
        check("a.b.c.d.e.f", "expected 3 or 5 parts, but found 6");
        check(
            "\"7f9d3c1e-2b4a-49d8-a1c0-0123456789ab\"",
            "it looks like an opaque identifier: a UUID, at most 122 bits",
        );
        check(
            "9f86d081884c7d659a2feaa0c55ad015",
            "it looks like an opaque identifier: 32 hex digits, at most 128 bits",
        );
        check(
            "Bearer kP9x-QmZ7rT2vWc4bXy8sKqJ5tLr6pNd4hFz0uYgE1a",
            "it looks like an opaque identifier: 43 characters of base64, at most 258 bits",
        );
        check(
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "it looks like an opaque identifier: the prefix ghp_ and 36 random characters, at most 216 bits",
        );
        check("aGVsbG8gd29ybGQ=", "it looks like plain base64 of the text \"hello world\"");
        check("{\"keys\":[]}", "it looks like a JWK set: keys, not a token");
        check("{\"sub\":\"x\"}", "it looks like JSON, an object with 1 member: a decoded token, or something else");
        check("{\"sub\":}", "it looks like JSON with a mistake: expected a value, but found \"}\" at line 1, column 8");
        check(
            "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----",
            "it looks like a PEM block (PRIVATE KEY); keep it to yourself",
        );
        check(
            "Authorization: Basic dXNlcjpodW50ZXIy",
            "it looks like Basic credentials: a user name and a password, only encoded",
        );
        check("v4.public.eyJz", "it looks like a PASETO, a different kind of token");
        check("hello", "it looks like ordinary text");
        check("this is a sentence", "it looks like ordinary text");
        check(&".".repeat(10_000_000), "expected at most 8388608 bytes, but found 10000000");
    }
}
