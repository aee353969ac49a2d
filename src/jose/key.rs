//! Keys as people have them at hand: whatever is pasted is read as keys, and what cannot be read is said key by key.
//!
//! One paste may hold several: blocks of PEM, a JWK or a set of them (RFC 7517), lines of OpenSSH, or else a secret as
//! text. Of a private key only the public half is kept, and none is computed. Reading never fails; no key is fetched
//! from anywhere.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::jose::x509::Certificate;
use crate::text::base64url;
use crate::text::span::Span;
use crate::text::withheld::Withheld;

mod asn1;
mod curve;
mod describe;
mod digits;
mod disguise;
mod edwards;
mod members;
mod number;
mod parse;
mod pem;
mod secret;
mod set;
mod spelling;
mod ssh;

pub use disguise::public_key_in;
pub use parse::ParseKeysError;
pub use set::embedded;
pub use spelling::pasted;

/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 1 << 20;
/// Keys and problems that are read of one text.
pub const MAX_KEYS: usize = 100;
/// The longest secret, in bytes.
pub const MAX_SECRET: usize = 1 << 16;
/// The biggest modulus that is used, in bits: browsers refuse more, and it would take them long.
pub const MAX_MODULUS: usize = 16_384;
/// The biggest exponent that is used, in bits, as OpenSSL limits it beside a big modulus. The time of a check grows
/// with it: with one as long as the modulus a check takes a hundred times as long, with this one at most milliseconds.
pub const MAX_EXPONENT: usize = 64;

/// Reads whatever was pasted.
pub fn read(text: &str) -> Keys {
    let mut keys = Keys { text: text.into(), ..Keys::default() };
    let bare = text.trim_matches(is_space);
    if text.len() > MAX_TEXT {
        let why = format!("expected at most {MAX_TEXT} bytes, but found {}", text.len());
        keys.fail(Span::new(0, text.len()), "a text", &why);
    } else if !bare.is_empty() {
        let at = text.find(bare).unwrap_or_default();
        let is_read = wrapped(bare, set::string(bare), &mut keys)
            || formatted(bare, &mut keys)
            || wrapped(bare, quoted(bare).map(str::to_owned), &mut keys)
            || wrapped(bare, percent_decoded(bare), &mut keys)
            || wrapped(bare, base64(bare).and_then(|bytes| String::from_utf8(bytes).ok()), &mut keys);
        if !is_read {
            secret::read(text, &mut keys);
            return keys;
        }
        keys.place(|span| span.shift(at));
    }
    keys
}

/// Reads what has a form of its own; whether it had one.
fn formatted(text: &str, keys: &mut Keys) -> bool {
    set::read(text, keys) || pem::read(text, keys) || ssh::read(text, keys) || bare_der(text, keys)
}

/// Reads a form inside quotes, inside base64, as keys in environments often are, or inside an address; whether it was
/// one. One layer is taken off, and no second one looked for.
fn wrapped(text: &str, inner: Option<String>, keys: &mut Keys) -> bool {
    let is_formatted = inner.is_some_and(|inner| formatted(inner.trim_matches(is_space), keys));
    // A place inside has no place of its own in the pasted text.
    keys.place(|_| Span::new(0, text.len()));
    is_formatted
}

/// What is between the quotes around a text.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'))?;
    text.strip_prefix(quote)?.strip_suffix(quote)
}

/// A text with its percent-encoding resolved (RFC 3986 §2.1); `None` if it has none, or if the result is not text. A
/// plus sign stays: base64 has it, too.
fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    let mut is_encoded = false;
    for part in parts {
        let byte = part.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                is_encoded = true;
                bytes.push(byte);
                bytes.extend_from_slice(part.as_bytes().get(2..).unwrap_or_default());
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|_| is_encoded)
}

/// Reads bare base64 of DER, which must be whole and understood: all else is a secret.
fn bare_der(text: &str, keys: &mut Keys) -> bool {
    let Some(mut key) = base64(text).and_then(|bytes| asn1::read(&bytes).ok()) else { return false };
    (key.form, key.span) = (Form::Der, Span::new(0, text.len()));
    keys.add(key);
    true
}

/// The bytes of base64 of any kind, with line breaks or without; `None` for all else.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.replace(is_space, "");
    let digits = text.trim_end_matches('=');
    let legal = |byte| base64url::is_alphabet(byte) || matches!(byte, b'+' | b'/');
    let is_base64 = text.len() - digits.len() <= 2 && digits.len() % 4 != 1 && digits.bytes().all(legal);
    is_base64.then(|| base64url::decode(digits).bytes)
}

/// White space, and the mark that editors put before a text.
fn is_space(found: char) -> bool {
    found.is_whitespace() || found == '\u{feff}'
}

/// Public keys and secrets, from one text. `Debug` shows neither secrets nor the text.
#[derive(Default)]
#[non_exhaustive]
pub struct Keys {
    /// The keys, in the order of the text.
    #[doc(hidden)]
    pub keys: Vec<Key>,
    /// What looked like a key but could not be read.
    #[doc(hidden)]
    pub problems: Vec<Problem>,
    /// Whether it was a JWK set, so that a key is to be picked from it.
    pub is_set: bool,
    /// Whether there may be more keys, which were not read: at most 100 are.
    pub is_cut: bool,
    /// Whether they are those that a token brings along, for which nobody vouches.
    pub(crate) is_own: bool,
    text: Arc<str>,
    /// In which spelling the one secret here, read this way, is a public key: looked for once, since a secret mostly
    /// checks many tokens, and to look takes ten times as long as an HMAC.
    pub(crate) disguise: OnceLock<(Encoding, Option<&'static str>)>,
}

impl Keys {
    /// One secret, in one reading.
    pub fn of_secret(secret: Vec<u8>) -> Keys {
        let material = Material::Secret(vec![Reading { how: Encoding::Text, bytes: secret }]);
        Keys { keys: vec![Key::new(material, Form::Text, Span::default())], ..Keys::default() }
    }

    /// The text that they were read from; empty for those that come otherwise.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was given: neither a key nor anything that looked like one.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.problems.is_empty()
    }

    fn add(&mut self, key: Key) {
        if self.has_room(key.span) {
            self.keys.push(key);
        }
    }

    fn fail(&mut self, span: Span, what: &str, why: &str) {
        if self.has_room(span) {
            self.problems.push(Problem { span, what: what.to_owned(), why: why.to_owned() });
        }
    }

    /// Whether one more may be added; the first that may not is said.
    fn has_room(&mut self, span: Span) -> bool {
        let has_room = self.keys.len() + self.problems.len() < MAX_KEYS;
        if !has_room && !self.is_cut {
            let why = format!("expected at most {MAX_KEYS} keys; the others are not read");
            self.problems.push(Problem { span, what: "one key more".to_owned(), why });
            self.is_cut = true;
        }
        has_room
    }

    /// Whether nothing more is taken.
    fn is_full(&self) -> bool {
        self.is_cut
    }

    /// Moves all spans.
    fn place(&mut self, to: impl Fn(Span) -> Span) {
        self.keys.iter_mut().for_each(|key| key.span = to(key.span));
        self.problems.iter_mut().for_each(|problem| problem.span = to(problem.span));
    }
}

/// A public key or a secret.
#[derive(Debug)]
#[non_exhaustive]
pub struct Key {
    /// What it is made of; only public halves and secrets.
    #[doc(hidden)]
    pub material: Material,
    /// How it was written.
    #[doc(hidden)]
    pub form: Form,
    /// Where it is in the text that it was read from, in bytes.
    pub span: Span,
    /// Its name (RFC 7517 §4.5).
    pub kid: Option<String>,
    /// The algorithm it is for (RFC 7517 §4.4), or that its format names.
    pub alg: Option<String>,
    /// What it is for: `sig`, `enc` or another word (RFC 7517 §4.2).
    pub usage: Option<String>,
    /// What it may be used for (RFC 7517 §4.3); `None` where it does not say.
    pub operations: Option<Vec<String>>,
    /// Whether a private half was there; it has been dropped. Secrets are not meant.
    pub is_private: bool,
    /// Why it is malformed, each a sentence without a full stop; such a key is not used.
    pub faults: Vec<String>,
    /// The certificate that it came in.
    #[doc(hidden)]
    pub certificate: Option<Certificate>,
}

/// The numbers and bytes of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Material {
    /// A shared secret, in every way that the text can be read.
    Secret(Vec<Reading>),
    /// Big-endian, without leading zeros.
    Rsa {
        /// `n`.
        modulus: Vec<u8>,
        /// `e`.
        exponent: Vec<u8>,
    },
    /// A point of a Weierstrass curve: both coordinates, each as long as the curve's field.
    Ec {
        /// As in `crv`: `P-256`, `P-384`, `P-521`, `secp256k1`.
        curve: &'static str,
        /// x, then y.
        point: Vec<u8>,
    },
    /// A point of an Edwards or Montgomery curve (RFC 8037).
    Okp {
        /// As in `crv`: `Ed25519`, `Ed448`, `X25519`, `X448`.
        curve: &'static str,
        /// As in `x`.
        x: Vec<u8>,
    },
    /// A key that names its one algorithm (RFC 9964): `ML-DSA-44`, `ML-DSA-65`, `ML-DSA-87`.
    Akp {
        /// The algorithm.
        alg: &'static str,
        /// As in `pub`.
        public: Vec<u8>,
    },
    /// A kind that nothing here can use; in its own words, such as `DSA`.
    Other(String),
}

/// One way to read a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// How the text stands for the bytes.
    pub how: Encoding,
    /// The secret.
    pub bytes: Vec<u8>,
}

/// How a text stands for bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// The text is the secret.
    Text,
    /// The text without the white space around it.
    Trimmed,
    /// The text and a line break after it, as many files end.
    Line,
    /// Base64 (RFC 4648 §4).
    Base64,
    /// Base64url (RFC 4648 §5).
    Base64url,
    /// Hexadecimal digits (RFC 4648 §8).
    Hex,
}

/// How a key was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text that is nothing else, so a secret.
    Text,
    /// A JSON Web Key (RFC 7517).
    Jwk,
    /// PEM of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): `PUBLIC KEY`.
    Spki,
    /// PEM of PKCS#1 (RFC 8017 appendix A): `RSA PUBLIC KEY`, `RSA PRIVATE KEY`.
    Pkcs1,
    /// PEM of PKCS#8 (RFC 5958): `PRIVATE KEY`.
    Pkcs8,
    /// PEM of SEC 1 (RFC 5915): `EC PRIVATE KEY`.
    Sec1,
    /// A certificate (RFC 5280), from PEM or `x5c`.
    Certificate,
    /// OpenSSH (RFC 4253 §6.6): `ssh-rsa AAAA...`, or its private file.
    OpenSsh,
    /// One of these as bare base64 of DER, without the lines of PEM.
    Der,
}

/// Something that looked like a key but could not be read.
#[derive(Debug)]
pub struct Problem {
    /// Where it is in the pasted text, in bytes.
    pub span: Span,
    /// What it looked like, such as `PEM block "PUBLIC KEY"`.
    pub what: String,
    /// What was expected, and what was found: a sentence without a full stop.
    pub why: String,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Keys { keys, problems, is_set, is_cut, text, .. } = self;
        f.debug_struct("Keys")
            .field("keys", keys)
            .field("problems", problems)
            .field("is_set", is_set)
            .field("is_cut", is_cut)
            .field("text", &Withheld(text.len()))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("how", &self.how).field("bytes", &Withheld(self.bytes.len())).finish()
    }
}

impl Encoding {
    /// In words: the secret fits as ...
    pub fn words(self) -> &'static str {
        match self {
            Encoding::Text => "the text as it stands",
            Encoding::Trimmed => "the text without the white space around it",
            Encoding::Line => "the text with a line break at its end",
            Encoding::Base64 => "base64",
            Encoding::Base64url => "base64url",
            Encoding::Hex => "hexadecimal digits",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC4pK2dePGgctIAsh0H/tmUrLzx2Vc4Ltc8TN9nfuChG";

    /// As configurations and shells have them.
    #[test]
    fn keys_between_quotes() {
        for quote in ["\"", "'", "`"] {
            let keys = read(&[" ", quote, LINE, quote, "\n"].concat());
            assert!(matches!(&keys.keys[..], [key] if key.form == Form::OpenSsh), "{quote}: {keys:?}");
        }
        for other in ["'", "\u{ab}"] {
            let keys = read(&["\"", LINE, other].concat());
            assert!(!matches!(&keys.keys[..], [key] if key.faults.is_empty() && key.form == Form::OpenSsh), "{other}");
        }
    }

    #[test]
    fn a_text_may_be_as_long_as_the_limit_says() {
        let longest = " ".repeat(MAX_TEXT - 1) + "k";
        assert!(read(&longest).problems.iter().all(|problem| problem.what != "a text"));
        assert_eq!(read(&(longest + " ")).problems[0].what, "a text");
    }
}
