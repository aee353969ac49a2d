//! Reads a text that is to be one token, and nothing else.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::looks::Looks;
use super::{Found, find};
use crate::jose::token::Token;

/// Why a text is not one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTokenError {
    looks: Looks,
}

impl Display for ParseTokenError {
    /// Such as `expected one token: 2 tokens were found`.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected one token: {}", self.looks.sentence())
    }
}

impl Error for ParseTokenError {}

impl Token {
    /// Reads the one token of `text`, compact or in the JSON serialization, however malformed. Anything around it,
    /// such as `Bearer` or quotation marks, is skipped.
    ///
    /// # Errors
    /// `text` has no token, or more than one: [`inspect`](crate::judge::inspection::inspect) finds all of them. Each
    /// signature of a JSON serialization counts as a token.
    pub fn parse(text: &str) -> Result<Token, ParseTokenError> {
        match find(text) {
            Found::Nothing(looks) => Err(ParseTokenError { looks }),
            Found::Tokens(mut tokens, _) => match (tokens.pop(), tokens.len()) {
                (Some(token), 0) => Ok(token),
                (_, rest) => Err(ParseTokenError { looks: Looks::Several { count: rest + 1 } }),
            },
        }
    }
}

impl FromStr for Token {
    type Err = ParseTokenError;

    fn from_str(text: &str) -> Result<Token, ParseTokenError> {
        Token::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.";

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        assert_eq!(Token::parse(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn one_token_is_read() {
        for text in [TOKEN.to_owned(), format!("Authorization: Bearer {TOKEN}\n")] {
            assert_eq!(&*Token::parse(&text).unwrap().text, TOKEN);
        }
    }

    #[test]
    fn no_token_and_several_are_refused() {
        refused("", "expected one token: there is nothing here yet");
        refused("a session", "expected one token: it looks like ordinary text");
        refused(&format!("{TOKEN}c2ln {TOKEN}c2ln"), "expected one token: 2 tokens were found");
        let signature = r#"{"protected":"e30","signature":"AA"}"#;
        let signatures = format!(r#"{{"payload":"e30","signatures":[{signature},{signature}]}}"#);
        refused(&signatures, "expected one token: 2 tokens were found");
    }
}
