//! The tokens of the JOSE family, read so that whatever can be shown is shown: values, and a list of flaws.
//!
//! Compact JWS and JWE (RFC 7515 §7.1, RFC 7516 §7.1) by [`compact`], the JSON serializations by [`json_form`], what a
//! holder discloses beside a JWS by [`sd_jwt`]. Reading never fails; it neither judges times or algorithms nor checks a
//! signature.

use std::sync::Arc;

use crate::jose::token::content::Content;
use crate::text::base64url;
use crate::text::json;
use crate::text::span::Span;

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

/// What a segment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Where it stands in the token's text, without dots or quotes.
    pub span: Span,
    /// How many bytes it decodes to.
    pub bytes: usize,
}

/// A token, read.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its form.
    pub kind: Kind,
    /// The token's own text, after unwrapping; the signatures of one JSON serialization share it.
    pub text: Arc<str>,
    /// Where that text came from.
    pub origin: Origin,
    /// Its parts, in order.
    pub segments: Vec<Segment>,
    /// The parameters, from all parts of the header.
    pub header: Header,
    /// The payload of a JWS; the signatures of one JSON serialization share it.
    pub payload: Option<Arc<Content>>,
    /// The bytes of the signature; empty where there are none.
    pub signature: Vec<u8>,
    /// What stands beside it, where it is an SD-JWT.
    pub sd_jwt: Option<Box<SdJwt>>,
    /// What departs from the standards' form.
    pub flaws: Vec<Flaw>,
}

impl Token {
    /// The segment with this role.
    pub fn segment(&self, role: Role) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.role == role)
    }

    /// The header parameter `name`.
    pub fn parameter(&self, name: &str) -> Option<json::Value<'_>> {
        self.header.parameter(name)
    }

    /// The header parameter `name`, where it is a string.
    pub fn string_parameter(&self, name: &str) -> Option<String> {
        self.parameter(name).and_then(json::Value::string).map(Into::into)
    }

    /// The payload as a set of claims (RFC 7519 §4): an object, whole or cut off.
    pub fn claims(&self) -> Option<json::Value<'_>> {
        self.payload.as_ref()?.document()?.root().filter(|root| root.kind() == json::JsonKind::Object)
    }

    /// The claim `name`.
    pub fn claim(&self, name: &str) -> Option<json::Value<'_>> {
        self.claims()?.member(name)
    }

    /// Whether it says that it is a JWT (RFC 7519 §5.1), so that its payload has to be a set of claims.
    pub fn calls_itself_jwt(&self) -> bool {
        self.parameter("typ").and_then(json::Value::string).is_some_and(|typ| typ.to_ascii_uppercase().contains("JWT"))
    }

    /// Whether its header says that the content is another token (RFC 7519 §5.2).
    pub fn declares_token(&self) -> bool {
        let cty = self.parameter("cty").and_then(json::Value::string);
        cty.is_some_and(|cty| cty.eq_ignore_ascii_case("JWT") || cty.eq_ignore_ascii_case("application/jwt"))
    }

    /// Whether it has the flaw.
    pub fn has(&self, kind: FlawKind) -> bool {
        self.flaws.iter().any(|flaw| flaw.kind == kind)
    }

    /// Whether some part of it is malformed, so that what is shown is not all there should be.
    pub fn is_partial(&self) -> bool {
        self.flaws.iter().any(|flaw| self.is_malformed(flaw))
    }

    /// Whether `flaw`, one of its own, keeps something from being read as it should.
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
    /// Which.
    pub kind: FlawKind,
    /// Where.
    pub site: Site,
    /// What was found, in words; empty where the kind says it all.
    pub detail: String,
}

/// Where a flaw is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    /// The token as a whole.
    Token,
    /// A range of the token's text, in the segment with this role.
    Text(Role, Span),
    /// A range of a segment's decoded text, and the JSON pointer of the value there.
    Inside(Role, Span, String),
}

impl Site {
    /// The segment it concerns.
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
