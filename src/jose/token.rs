//! The tokens of the JOSE family, read so that whatever can be shown is shown: values, and a list of flaws.
//!
//! Compact JWS and JWE (RFC 7515 §7.1, RFC 7516 §7.1) by [`compact`], the JSON serializations by [`json_form`], what a
//! holder discloses beside a JWS by [`sd_jwt`]. Reading never fails; it neither judges times or algorithms nor checks a
//! signature.

use std::borrow::Cow;
use std::sync::Arc;

use crate::jose::token::content::Content;
use crate::text::base64url;
use crate::text::json;
use crate::text::span::Span;
use crate::text::time::NumericDate;

pub mod compact;
pub mod content;
pub mod explain;
pub mod header;
pub mod json_form;
pub mod members;
pub mod origin;
pub mod sd_jwt;

pub use header::{Header, HeaderPart};
pub use origin::{Origin, Repair};

use content::Format;
use sd_jwt::SdJwt;

/// The form of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Signed or unsecured, compact.
    Jws,
    /// Encrypted, compact.
    Jwe,
    /// Signed, JSON serialization.
    JwsJson,
    /// Encrypted, JSON serialization.
    JweJson,
}

impl Kind {
    /// Whether the content is encrypted.
    pub fn is_encrypted(self) -> bool {
        matches!(self, Kind::Jwe | Kind::JweJson)
    }

    /// Whether it is a JSON serialization.
    pub fn is_json(self) -> bool {
        matches!(self, Kind::JwsJson | Kind::JweJson)
    }
}

/// What a part of a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// The protected header.
    Header,
    /// The payload of a JWS.
    Payload,
    /// The signature of a JWS.
    Signature,
    /// The encrypted key of a JWE.
    EncryptedKey,
    /// The initialization vector of a JWE.
    InitializationVector,
    /// The ciphertext of a JWE.
    Ciphertext,
    /// The authentication tag of a JWE.
    AuthenticationTag,
    /// A part too many.
    Extra,
    /// A claim that the holder of an SD-JWT discloses.
    Disclosure,
    /// The key binding JWT of an SD-JWT.
    KeyBinding,
}

impl Role {
    /// Plain words for it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Header => "header",
            Role::Payload => "payload",
            Role::Signature => "signature",
            Role::EncryptedKey => "encrypted key",
            Role::InitializationVector => "initialization vector",
            Role::Ciphertext => "ciphertext",
            Role::AuthenticationTag => "authentication tag",
            Role::Extra => "extra part",
            Role::Disclosure => "disclosure",
            Role::KeyBinding => "key binding",
        }
    }
}

/// One part of a token.
#[derive(Clone, Debug)]
pub struct Segment {
    /// What it is for.
    pub role: Role,
    /// Where it is in the token's text, without dots or quotes, in bytes.
    pub span: Span,
    /// How many bytes it decodes to.
    pub bytes: usize,
}

/// A JWS or a JWE, compact or in the JSON serialization, as far as it could be read.
///
/// ```
/// use jotglass::{Token, Value};
///
/// let token = Token::parse("Bearer eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAuNTB9.c2ln")?;
/// assert_eq!(token.string_parameter("alg").as_deref(), Some("HS256"));
/// assert_eq!(token.string_claim("iss").as_deref(), Some("joe"));
/// // Numbers are kept as they are written.
/// assert_eq!(token.claim("exp").map(Value::source), Some("1300819380.50"));
/// assert_eq!(token.date_claim("exp").map(|exp| exp.seconds()), Some(1_300_819_380));
/// # Ok::<(), jotglass::ParseTokenError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Token {
    /// Its form.
    #[doc(hidden)]
    pub kind: Kind,
    /// The token's own text, after unwrapping; the signatures of one JSON serialization share it.
    #[doc(hidden)]
    pub text: Arc<str>,
    /// Where that text came from.
    #[doc(hidden)]
    pub origin: Origin,
    /// Its parts, in order.
    #[doc(hidden)]
    pub segments: Vec<Segment>,
    /// The parameters, from all parts of the header.
    #[doc(hidden)]
    pub header: Header,
    /// The payload of a JWS; the signatures of one JSON serialization share it.
    #[doc(hidden)]
    pub payload: Option<Arc<Content>>,
    /// The bytes of the signature; empty where it is missing.
    pub signature: Vec<u8>,
    /// What stands beside it, where it is an SD-JWT.
    #[doc(hidden)]
    pub sd_jwt: Option<Box<SdJwt>>,
    /// What departs from the standards' form.
    #[doc(hidden)]
    pub flaws: Vec<Flaw>,
}

impl Token {
    /// Its own text, without what stood around it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it is in the text that it was found in, in bytes.
    pub fn span(&self) -> Span {
        self.origin.span
    }

    /// Whether it is a JWE, so that its claims cannot be read.
    pub fn is_encrypted(&self) -> bool {
        self.kind.is_encrypted()
    }

    /// The segment with this role.
    #[doc(hidden)]
    pub fn segment(&self, role: Role) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.role == role)
    }

    /// The header parameters, in the order of the text, with duplicates; first those of the protected header.
    pub fn parameters(&self) -> impl Iterator<Item = json::Value<'_>> {
        self.header.objects().flat_map(json::Value::children)
    }

    /// The header parameter `name`; of duplicates the last, as most readers do.
    pub fn parameter(&self, name: &str) -> Option<json::Value<'_>> {
        self.header.parameter(name)
    }

    /// The header parameter `name`, where it is a string.
    pub fn string_parameter(&self, name: &str) -> Option<String> {
        self.parameter(name).and_then(json::Value::string).map(Into::into)
    }

    /// The payload as a set of claims (RFC 7519 §4): an object, whole or cut off. Its
    /// [`children`](json::Value::children) are the claims in the order of the text, with duplicates.
    pub fn claims(&self) -> Option<json::Value<'_>> {
        self.payload.as_ref()?.document()?.root().filter(|root| root.kind() == json::JsonKind::Object)
    }

    /// The claim `name`; of duplicates the last, as most readers do. What an SD-JWT discloses is not among them.
    pub fn claim(&self, name: &str) -> Option<json::Value<'_>> {
        self.claims()?.member(name)
    }

    /// The claim `name`, where it is a string.
    pub fn string_claim(&self, name: &str) -> Option<String> {
        self.claim(name).and_then(json::Value::string).map(Into::into)
    }

    /// The claim `name`, where it is a [`NumericDate`].
    pub fn date_claim(&self, name: &str) -> Option<NumericDate> {
        self.claim(name)?.source().parse().ok()
    }

    /// The payload of a JWS as text; what is not UTF-8 shows as U+FFFD.
    pub fn payload_text(&self) -> Option<&str> {
        Some(self.payload.as_ref()?.text())
    }

    /// The bytes of the payload of a JWS.
    pub fn payload_bytes(&self) -> Option<Vec<u8>> {
        self.payload.as_ref()?;
        let spelled = self.spelled(Role::Payload);
        Some(if self.header.is_raw() { spelled.into_owned().into_bytes() } else { base64url::decode(&spelled).bytes })
    }

    /// A part as it is spelled, empty where it is missing. Members of the JSON serialization are taken unescaped, since
    /// `"\u0065yJ"` and `"eyJ"` are one string.
    pub(crate) fn spelled(&self, role: Role) -> Cow<'_, str> {
        let spelled = self.segment(role).map_or("", |segment| segment.span.of(&self.text));
        match self.kind.is_json() {
            true => Cow::Owned(json::unescape(&["\"", spelled, "\""].concat()).into_owned()),
            false => Cow::Borrowed(spelled),
        }
    }

    /// Whether it says that it is a JWT (RFC 7519 §5.1), so that its payload has to be a set of claims.
    #[doc(hidden)]
    pub fn calls_itself_jwt(&self) -> bool {
        self.parameter("typ").and_then(json::Value::string).is_some_and(|typ| typ.to_ascii_uppercase().contains("JWT"))
    }

    /// Whether its header says that the content is another token (RFC 7519 §5.2).
    #[doc(hidden)]
    pub fn declares_token(&self) -> bool {
        let cty = self.parameter("cty").and_then(json::Value::string);
        cty.is_some_and(|cty| cty.eq_ignore_ascii_case("JWT") || cty.eq_ignore_ascii_case("application/jwt"))
    }

    /// Whether it has the flaw.
    #[doc(hidden)]
    pub fn has(&self, kind: FlawKind) -> bool {
        self.flaws.iter().any(|flaw| flaw.kind == kind)
    }

    /// Whether some part of it is malformed, so that what is shown is not all there should be.
    pub fn is_partial(&self) -> bool {
        self.flaws.iter().any(|flaw| self.is_malformed(flaw))
    }

    /// Whether `flaw`, one of its own, keeps something from being read as it should.
    #[doc(hidden)]
    pub fn is_malformed(&self, flaw: &Flaw) -> bool {
        let is_of_payload = flaw.site.role() == Some(Role::Payload);
        let is_text = self.payload.as_ref().is_some_and(|payload| payload.format == Format::Text);
        match flaw.kind {
            // A JWS may carry any bytes (RFC 7515 §3); only a JWT has to carry claims in UTF-8.
            FlawKind::Utf8Invalid if is_of_payload && is_text => self.calls_itself_jwt(),
            _ => flaw.is_malformed(),
        }
    }

    /// The content of the segment with this role.
    #[doc(hidden)]
    pub fn content(&self, role: Role) -> Option<&Content> {
        match role {
            Role::Header => self.header.protected.as_ref(),
            Role::Payload => self.payload.as_deref(),
            _ => None,
        }
    }
}

/// A departure from the standards' form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which departure it is.
    pub kind: FlawKind,
    /// The place in the token.
    pub site: Site,
    /// What was found, in words; empty where the kind says it all.
    pub detail: String,
}

/// A place in a token. Ranges are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Site {
    /// The token as a whole.
    Token,
    /// A range of the [token's text](Token::text), in the part with this role.
    Text(Role, Span),
    /// A range of a part's decoded text, and the JSON pointer (RFC 6901) of the value there.
    Inside(Role, Span, String),
}

impl Site {
    /// The part that it is in; `None` for the token as a whole.
    pub fn role(&self) -> Option<Role> {
        match self {
            Site::Token => None,
            Site::Text(role, _) | Site::Inside(role, ..) => Some(*role),
        }
    }
}

/// The kinds of flaw; each has a rule of its own, which holds the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the rules in lint::shape say what each means")]
pub enum FlawKind {
    SegmentCount,
    Truncated,
    IllegalCharacter,
    StandardAlphabet,
    Padding,
    Length,
    Noncanonical,
    Utf8Invalid,
    NotUtf8,
    ByteOrderMark,
    JsonInvalid,
    TrailingData,
    NotAnObject,
    DuplicateMember,
    LoneSurrogate,
    NumberRange,
    Deep,
    TooDeep,
    PrototypeName,
    Whitespace,
    JsonSerialization,
    Polyglot,
    UnprotectedHeader,
    HeaderOverlap,
    JsonForm,
    DetachedPayload,
    Nested,
    NestedUndeclared,
    NestedDeep,
    DoubleEncoded,
    Disclosure,
}

impl Flaw {
    /// Whether something could not be read as it should, whatever the token is.
    fn is_malformed(&self) -> bool {
        match self.kind {
            FlawKind::SegmentCount
            | FlawKind::Truncated
            | FlawKind::IllegalCharacter
            | FlawKind::StandardAlphabet
            | FlawKind::Padding
            | FlawKind::Length
            | FlawKind::Noncanonical
            | FlawKind::NotUtf8
            | FlawKind::ByteOrderMark
            | FlawKind::JsonInvalid
            | FlawKind::TrailingData
            | FlawKind::TooDeep
            | FlawKind::DoubleEncoded
            | FlawKind::HeaderOverlap
            | FlawKind::JsonForm
            | FlawKind::Disclosure => true,
            // Bytes that were never meant to be text are a legal payload (RFC 7515 §3).
            FlawKind::Utf8Invalid => matches!(self.site, Site::Inside(..)),
            FlawKind::NotAnObject => self.site.role() == Some(Role::Header),
            _ => false,
        }
    }
}

impl From<base64url::Base64urlFlawKind> for FlawKind {
    fn from(kind: base64url::Base64urlFlawKind) -> FlawKind {
        match kind {
            base64url::Base64urlFlawKind::IllegalCharacter => FlawKind::IllegalCharacter,
            base64url::Base64urlFlawKind::StandardAlphabet => FlawKind::StandardAlphabet,
            base64url::Base64urlFlawKind::Padding => FlawKind::Padding,
            base64url::Base64urlFlawKind::Length => FlawKind::Length,
            base64url::Base64urlFlawKind::Noncanonical => FlawKind::Noncanonical,
        }
    }
}
