//! The wire format: versioned twins of the internal types, the only place that derives `Serialize`.
//!
//! Names are camelCase, what is absent is `null`, offsets are UTF-16 units, and times are Unix seconds. Texts that are
//! the same for every token (a rule's words, a claim's explanation) do not travel with each report: they are in the
//! [`Catalogue`], by id and by name, and the JavaScript API puts them back. It gets less than a [`Report`] at first,
//! see [`wire`], and asks for [`claims`], [`parameters`] and a [`tree`] where somebody wants them.

use serde::Serialize;

use crate::judge::inspection::inspect;
use crate::judge::lint::Rule;
use crate::judge::verdict;
use crate::registry::providers;
use crate::text::json::Document;
use crate::text::span::Utf16;
use crate::text::time::NumericDate;

mod catalogue;
mod claim;
mod convert;
mod disclosure;
mod node;
#[cfg(test)]
mod typescript;
pub mod verification;
pub mod wire;

pub use catalogue::{Catalogue, Profile, Provider, RuleText, Term};
pub use claim::{Claim, Time};
pub use disclosure::Disclosure;
pub use node::{JsonNode, Member};

/// Judges `text` at `now` and reports it: the whole way from text to wire.
pub fn report(text: &str, now: NumericDate) -> Report {
    convert::report(text, &inspect(text, now), &Extent::ALL)
}

/// The same for the view: of each part only as much as is shown, with the number of what is left out.
pub fn shown(text: &str, now: NumericDate) -> Report {
    convert::report(text, &inspect(text, now), &Extent::SHOWN)
}

/// How much of each part becomes claims and a tree.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// The members of the part itself.
    pub members: usize,
    /// The members or items of a list inside it.
    pub list: usize,
    /// The values of the tree, for the whole part.
    pub values: usize,
}

/// Claims that the view asks for by name, wherever they stand: times, and what a leaked token is found or held by.
pub const ASKED: [&str; 8] = ["iat", "nbf", "exp", "cnf", "jti", "sid", "session_id", "uti"];

impl Extent {
    /// All there is.
    pub const ALL: Extent = Extent { members: usize::MAX, list: usize::MAX, values: usize::MAX };
    /// What the view shows: more is slow to draw, and nobody reads it there.
    pub const SHOWN: Extent = Extent { members: 300, list: 200, values: 10_000 };
}

/// The tree of a part's text; `None` where it is not JSON at all.
pub fn tree(text: &str) -> Option<JsonNode> {
    convert::tree(&Document::read(text.to_owned()), &Utf16::new(text), &Extent::ALL)
}

/// The claims of a payload's text, explained as those of the provider at this place in the catalogue.
pub fn claims(text: &str, provider: Option<usize>, now: NumericDate) -> Vec<Claim> {
    let provider = provider.and_then(|place| providers::all().nth(place));
    convert::claims(
        &Document::read(text.to_owned()),
        &Utf16::new(text),
        provider.map(|provider| provider.key),
        now,
        &Extent::ALL,
    )
}

/// The parameters of a header's text, explained.
pub fn parameters(text: &str, is_encrypted: bool) -> Vec<Claim> {
    convert::parameters(&Document::read(text.to_owned()), &Utf16::new(text), is_encrypted, &Extent::ALL)
}

/// The version of this format.
pub const VERSION: u32 = 1;

/// Everything that is known about a pasted text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Always 1; a later format has another number.
    pub version: u32,
    /// The moment of judgement, in Unix seconds.
    pub now: f64,
    /// The next moment at which the judgement may change (a token expires, becomes valid, ...), in Unix seconds; until
    /// then it stays as it is.
    pub changes_at: Option<f64>,
    /// How far the text could be read.
    pub outcome: Outcome,
    /// The verdict on the first token, or on the text where there is none.
    pub verdict: Verdict,
    /// The tokens, in the order of the text.
    pub tokens: Vec<Token>,
    /// What concerns the text and not one token.
    pub findings: Vec<Finding>,
}

/// How far a text could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Every part was read without repair.
    Decoded,
    /// Something is malformed; what could be read is shown.
    Partial,
    /// Nothing that could be shown as a token.
    Rejected,
}

/// The form of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Kind {
    /// Signed or unsecured, compact (RFC 7515 §7.1).
    #[serde(rename = "jws")]
    Jws,
    /// Encrypted, compact (RFC 7516 §7.1).
    #[serde(rename = "jwe")]
    Jwe,
    /// Signed, JSON serialization (RFC 7515 §7.2).
    #[serde(rename = "jwsJson")]
    JwsJson,
    /// Encrypted, JSON serialization (RFC 7516 §7.2).
    #[serde(rename = "jweJson")]
    JweJson,
}

/// A half-open range of UTF-16 units; `[start, end]` on the wire.
pub type Span = (usize, usize);

/// One token.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Its form.
    pub kind: Kind,
    /// What kind of token it is; `null` for an unknown kind.
    // Its id on the wire; the JavaScript API puts the catalogue's row there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(type = "Profile | null"))]
    pub profile: Option<&'static str>,
    /// Who makes such tokens, as far as the token tells: that is no proof.
    // Its place in the catalogue on the wire, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(type = "Provider | null"))]
    pub provider: Option<usize>,
    /// Where it is in the pasted text.
    pub source: Span,
    /// The token itself, after unwrapping.
    // Absent on the wire where it is the very text at `source`; the JavaScript API fills it in.
    #[cfg_attr(test, ts(type = "string"))]
    pub text: Option<String>,
    /// Its parts in order; their spans are in the token's text.
    pub segments: Vec<Segment>,
    /// The decoded protected header; `null` where the segment cannot be decoded, or there is none.
    pub header: Option<Part>,
    /// The decoded payload; `null` where it cannot be decoded, is encrypted or absent.
    pub payload: Option<Part>,
    /// The parts of the header that are not under the signature, which only the JSON serializations have; mostly
    /// empty.
    pub unprotected: Vec<Unprotected>,
    /// The members of the protected header, explained.
    // For the view the first ones.
    pub parameters: Vec<Claim>,
    /// The payload's members, explained; empty where the payload is not an object.
    // For the view the first ones, and after them the last of each name in [`ASKED`].
    pub claims: Vec<Claim>,
    /// What the holder of an SD-JWT discloses beside it, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<Disclosure>,
    /// How many digests have no disclosure here, for the view; `None` where that could not be told.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub withheld: Option<usize>,
    /// Errors first.
    pub findings: Vec<Finding>,
    /// The judgement.
    pub verdict: Verdict,
}

/// What a segment of a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
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
    /// The token that proves the holder's key to one verifier.
    KeyBinding,
}

/// One part of a token, as it stands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// What it is for.
    pub role: Role,
    /// Where it is in the token's text, without the dots.
    pub span: Span,
    /// How many bytes it decodes to.
    pub bytes: usize,
}

/// A decoded header or payload.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// What the bytes are.
    pub format: Format,
    /// The bytes as text, exactly as they stand; every byte that is not UTF-8 is one U+FFFD, see `invalid`.
    pub text: String,
    /// The bytes that are not UTF-8: UTF-16 offset in `text`, and the byte.
    #[cfg_attr(test, ts(type = "[offset: number, byte: number][]"))]
    pub invalid: Vec<(usize, u8)>,
    /// The members in the order of the text, as far as they could be read; `null` where the text is not JSON at all.
    pub tree: Option<JsonNode>,
    /// Whether it is JSON from its beginning to its end, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub is_whole: bool,
}

/// A part of the header that anyone who carries the token can change (RFC 7515 §7.2.1, RFC 7516 §7.2.1).
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Unprotected {
    /// The member of the serialization that holds it: `header`, of this signature or recipient alone, or
    /// `unprotected`.
    #[cfg_attr(test, ts(type = "\"header\" | \"unprotected\""))]
    pub member: &'static str,
    /// The object, exactly as it stands.
    pub text: String,
    /// Its members in the order of the text.
    pub tree: Option<JsonNode>,
    /// Its members, explained; their spans are in `text`.
    pub parameters: Vec<Claim>,
}

/// What the bytes of a part are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// JSON, or text that begins as JSON does.
    Json,
    /// Other text.
    Text,
    /// Bytes that are not text.
    Binary,
    /// Another token (RFC 7519 §7.2).
    Token,
    /// Nothing: a detached payload (RFC 7515 appendix F).
    Empty,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Broken or dangerous.
    Error,
    /// A careful engineer would change it.
    Warning,
    /// Worth knowing.
    Info,
}

/// Something found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The rule's stable id.
    pub id: &'static str,
    /// How much it matters here.
    pub severity: Severity,
    /// What was found in this very token, as a sentence without a full stop; `null` where the title says it all.
    pub detail: Option<String>,
    /// The one primary place.
    pub place: Place,
    /// How many more the same rule found of this severity that are not listed; 0 for all but the last that is.
    pub more: usize,
    /// The rule, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub rule: Rule,
}

/// Where a finding points.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The segment; `null` for the token or text as a whole.
    pub segment: Option<Role>,
    /// The JSON pointer (RFC 6901) of the member inside the segment; one that would be longer than 4 KiB ends in `/…`.
    pub pointer: Option<String>,
    /// The range of the pasted text.
    pub span: Span,
    /// The range of the decoded part's text, where the place is inside one.
    pub inner: Option<Span>,
}

/// The judgement in words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// What it comes to.
    pub state: VerdictState,
    /// One plain sentence without a full stop.
    pub sentence: String,
    /// One to three sentences more.
    pub summary: String,
    /// The sentences in pieces, for the view, which words the clock's parts anew.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub pieces: verdict::Verdict,
}

/// What a verdict comes to, the gravest first; `current` and `endless` tokens were not checked either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the twin of verdict::VerdictState, which says what each means")]
pub enum VerdictState {
    Empty,
    NotAToken,
    Broken,
    Unsigned,
    Expired,
    NotYetValid,
    Encrypted,
    NotClaims,
    Current,
    Endless,
}
