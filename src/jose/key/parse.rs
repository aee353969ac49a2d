//! Keys for programs, which want an error where a person wants to see what could be read.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::slice;
use std::str::FromStr;

use super::{Key, Keys, Problem, embedded, read};
use crate::jose::token::Token;

/// Why no key could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseKeysError {
    why: String,
}

impl Display for ParseKeysError {
    /// Such as `PEM block "PUBLIC KEY": expected ..., but found ...`.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.why)
    }
}

impl Error for ParseKeysError {}

impl Keys {
    /// Reads keys in any form: a JWK or a set of them (RFC 7517), PEM, a certificate, OpenSSH, DER in base64. Any other
    /// text is a secret: as it stands, and as base64 or hexadecimal digits where it can be read so. Of private keys
    /// only the public half is kept.
    ///
    /// ```
    /// # use jotglass::Keys;
    /// let keys = Keys::parse(r#"{"kty":"oct","kid":"a","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}"#)?;
    /// assert_eq!(keys.iter().map(|key| key.words()).collect::<Vec<_>>(), ["a secret of 32 bytes"]);
    /// # Ok::<(), jotglass::ParseKeysError>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no key, or none that can be used. Of several, [`Keys::problems`] and [`Key::faults`] say what is
    /// wrong with some.
    pub fn parse(text: &str) -> Result<Keys, ParseKeysError> {
        let keys = read(text);
        if keys.iter().any(|key| key.faults.is_empty()) {
            return Ok(keys);
        }
        let fault = |key: &Key| Some([&*key.name(), ": ", key.faults.first()?].concat());
        let problem = keys.iter().find_map(fault).or_else(|| keys.problems().next());
        Err(ParseKeysError { why: problem.unwrap_or_else(|| "expected a key, but found nothing".to_owned()) })
    }

    /// The keys that a token's header brings along: `jwk`, and the first certificate of `x5c`. Nobody vouches for them,
    /// so [`verify`](crate::judge::verification::verify) never calls a token valid because of them; a DPoP proof (RFC
    /// 9449) is checked with them all the same.
    pub fn of_token(token: &Token) -> Keys {
        embedded(token)
    }

    /// The keys, in the order of the text.
    pub fn iter(&self) -> slice::Iter<'_, Key> {
        self.keys.iter()
    }

    /// What looked like a key but could not be read, each with why.
    pub fn problems(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(Problem::to_string)
    }
}

impl<'a> IntoIterator for &'a Keys {
    type Item = &'a Key;
    type IntoIter = slice::Iter<'a, Key>;

    fn into_iter(self) -> slice::Iter<'a, Key> {
        self.iter()
    }
}

impl FromStr for Keys {
    type Err = ParseKeysError;

    fn from_str(text: &str) -> Result<Keys, ParseKeysError> {
        Keys::parse(text)
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, self.why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        assert_eq!(Keys::parse(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_text_without_a_key_is_refused() {
        refused(" \n", "expected a key, but found nothing");
        refused(r#"{"keys":[]}"#, "a set of keys: expected a key in it, but found none");
        refused(r#"{"kty":"RSA","kid":"a","e":"AQAB"}"#, "\"a\": expected the member n, but found none");
    }

    #[test]
    fn what_could_not_be_read_beside_a_key_is_told() {
        let keys = Keys::parse(r#"{"keys":[{"kty":"oct","k":"YWJj"},{"kty":"RSA","e":"AQAB"},5]}"#).unwrap();
        assert_eq!(keys.iter().map(|key| key.faults.is_empty()).collect::<Vec<_>>(), [true, false]);
        assert_eq!(
            keys.problems().collect::<Vec<_>>(),
            ["a JSON Web Key: expected an object, but found another value"]
        );
    }
}
