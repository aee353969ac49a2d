//! The bytes of a header or payload: what they are, and every flaw of their encoding and of their JSON.

use crate::jose::token::{Flaw, FlawKind, Role, Site};
use crate::text::base64url;
use crate::text::json::{Document, ErrorKind, JsonFlawKind as JsonFlaw, JsonKind, Loss};
use crate::text::span::Span;
use crate::text::utf8::{self, Text, TextEncoding};
use crate::text::visible::visible;

/// Control characters, as a share of a text, from which it counts as binary: one in this many.
const BINARY_SHARE: usize = 8;

/// What the bytes of a part are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, or text that begins as JSON does.
    Json,
    /// Other text.
    Text,
    /// Bytes that are not text.
    Binary,
    /// Another token (RFC 7519 §7.2).
    Token,
    /// Nothing.
    Empty,
}

/// The content of a header or payload.
#[derive(Clone, Debug)]
pub struct Content {
    /// What it is.
    pub format: Format,
    /// The bytes that are not UTF-8, with the offsets of the U+FFFD that stand for them in the text.
    pub invalid: Vec<(usize, u8)>,
    text: Stored,
}

/// The text, inside the document where it was read as JSON.
#[derive(Clone, Debug)]
enum Stored {
    Text(String),
    Document(Document),
}

impl Content {
    /// Reads the bytes of the segment `role`, and adds what is wrong with them to `flaws`.
    pub fn read(role: Role, bytes: Vec<u8>, flaws: &mut Vec<Flaw>) -> Content {
        let Text { text, invalid, encoding } = utf8::decode(bytes);
        let mut reading = FlawSink { role, flaws };
        let format = format(role, &text, &invalid);
        reading.encoding(encoding, &text, &invalid, format);
        let text = match format {
            Format::Json => {
                let document = Document::read(text);
                reading.json(&document);
                Stored::Document(document)
            }
            _ => Stored::Text(text),
        };
        let content = Content { format, invalid, text };
        reading.double_encoding(&content);
        content
    }

    /// The text, exactly as it stands.
    pub fn text(&self) -> &str {
        match &self.text {
            Stored::Text(text) => text,
            Stored::Document(document) => document.text(),
        }
    }

    /// The JSON read from it; `None` for other formats.
    pub fn document(&self) -> Option<&Document> {
        match &self.text {
            Stored::Text(_) => None,
            Stored::Document(document) => Some(document),
        }
    }
}

fn format(role: Role, text: &str, invalid: &[(usize, u8)]) -> Format {
    let start = text.trim_start_matches([' ', '\t', '\n', '\r']);
    if role == Role::Header || start.starts_with(['{', '[']) {
        return Format::Json;
    }
    if text.is_empty() {
        return Format::Empty;
    }
    let controls = text.chars().filter(|found| found.is_control() && !found.is_ascii_whitespace()).count();
    if invalid.len() + controls > text.len() / BINARY_SHARE {
        return Format::Binary;
    }
    if looks_like_compact(text) {
        return Format::Token;
    }
    // A bare string, number or word is JSON too, if that is all there is.
    if start.starts_with(|first: char| matches!(first, '"' | '-' | '0'..='9' | 't' | 'f' | 'n'))
        && Document::read(text.to_owned()).error().is_none()
    {
        return Format::Json;
    }
    Format::Text
}

/// Whether `text` has the form of a compact JWS or JWE with a JSON header.
pub fn looks_like_compact(text: &str) -> bool {
    let text = text.trim();
    if !matches!(text.matches('.').take(6).count(), 2 | 4) {
        return false;
    }
    let header = text.split('.').next().unwrap_or_default();
    base64url::is_well_formed(header) && base64url::decode(header).bytes.trim_ascii_start().starts_with(b"{")
}

struct FlawSink<'a> {
    role: Role,
    flaws: &'a mut Vec<Flaw>,
}

impl FlawSink<'_> {
    fn add(&mut self, kind: FlawKind, span: Span, pointer: String, detail: String) {
        self.flaws.push(Flaw { kind, site: Site::Inside(self.role, span, pointer), detail });
    }

    fn encoding(&mut self, encoding: TextEncoding, text: &str, invalid: &[(usize, u8)], format: Format) {
        match encoding {
            TextEncoding::Utf8 => {}
            TextEncoding::Utf8WithMark => self.add(FlawKind::ByteOrderMark, Span::at(0), String::new(), String::new()),
            TextEncoding::Wide => self.add(FlawKind::NotUtf8, Span::new(0, text.len()), String::new(), String::new()),
        }
        if let Some(&(at, byte)) = invalid.first() {
            let count = match invalid.len() {
                1 => String::new(),
                several => format!(", and {} more", several - 1),
            };
            let detail = format!("the byte 0x{byte:02X} at offset {at}{count} is not UTF-8");
            if format == Format::Binary {
                self.flaws.push(Flaw {
                    kind: FlawKind::Utf8Invalid,
                    site: Site::Token,
                    detail: "the payload is bytes, not text".to_owned(),
                });
            } else {
                self.add(
                    FlawKind::Utf8Invalid,
                    Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8()),
                    String::new(),
                    detail,
                );
            }
        }
        let found = match format {
            Format::Text => "it is text, not JSON",
            Format::Binary if invalid.is_empty() => "it is bytes, not JSON",
            _ => return,
        };
        self.add(FlawKind::NotAnObject, Span::new(0, text.len()), String::new(), found.to_owned());
    }

    fn json(&mut self, document: &Document) {
        let text = document.text();
        if let Some(error) = document.error() {
            let kind = match error.kind {
                ErrorKind::TrailingData => FlawKind::TrailingData,
                ErrorKind::TooDeep => FlawKind::TooDeep,
                _ => FlawKind::JsonInvalid,
            };
            let end = text
                .get(error.at..)
                .and_then(|rest| rest.chars().next())
                .map_or(error.at, |found| error.at + found.len_utf8());
            self.add(kind, Span::new(error.at, end), String::new(), error.describe(text));
            let is_known = self.flaws.iter().any(|flaw| flaw.kind == FlawKind::Truncated);
            if error.is_end(text) && document.root().is_some() && !is_known {
                self.add(
                    FlawKind::Truncated,
                    Span::at(text.len()),
                    String::new(),
                    format!("the JSON of the {} ends too early", self.role.name()),
                );
            }
        }
        if let Some(root) = document.root()
            && root.kind() != JsonKind::Object
        {
            let found = match root.kind() {
                JsonKind::Array => "an array",
                JsonKind::String => "a string",
                JsonKind::Number => "a number",
                JsonKind::Boolean | JsonKind::Null | JsonKind::Object => "a bare word",
            };
            self.add(FlawKind::NotAnObject, root.span(), String::new(), format!("the {} is {found}", self.role.name()));
        }
        for flaw in document.review() {
            let source = visible(flaw.span.of(text));
            let (kind, detail) = match flaw.kind {
                JsonFlaw::DuplicateMember => {
                    (FlawKind::DuplicateMember, format!("{source} occurs twice; most readers take the last"))
                }
                JsonFlaw::LoneSurrogate => (FlawKind::LoneSurrogate, source),
                JsonFlaw::NumberRange(loss) => (FlawKind::NumberRange, describe_loss(&source, loss)),
                JsonFlaw::Deep => (FlawKind::Deep, String::new()),
                JsonFlaw::PrototypeName => (FlawKind::PrototypeName, source),
                JsonFlaw::Whitespace => (FlawKind::Whitespace, String::new()),
            };
            let more = if flaw.more == 0 { String::new() } else { format!(" (and {} more of the kind)", flaw.more) };
            self.add(kind, flaw.span, flaw.pointer, detail + &more);
        }
    }

    /// Base64 text, a quoted JSON string or percent-encoded text that in turn is JSON.
    fn double_encoding(&mut self, content: &Content) {
        let text = content.text();
        if text.starts_with(['{', '[']) {
            return;
        }
        let whole = Span::new(0, text.len());
        let is_object =
            |inner: &str| inner.trim_start().starts_with('{') && Document::read(inner.to_owned()).error().is_none();
        let quoted = content.document().and_then(Document::root).and_then(|root| root.string());
        let found = if quoted.as_deref().is_some_and(is_object) {
            "it is a quoted JSON string"
        } else if (text.starts_with("%7B") || text.starts_with("%7b")) && text.is_ascii() {
            "it is percent-encoded"
        } else if text.len() >= 4 && !text.contains('.') {
            let inner = String::from_utf8(base64url::decode(text.trim()).bytes).unwrap_or_default();
            if is_object(&inner) { "it is base64 again" } else { return }
        } else {
            return;
        };
        // The cause says more than the consequences: the text is no JSON because it was encoded once more.
        let role = self.role;
        self.flaws.retain(|flaw| {
            flaw.site.role() != Some(role) || !matches!(flaw.kind, FlawKind::JsonInvalid | FlawKind::NotAnObject)
        });
        self.add(FlawKind::DoubleEncoded, whole, String::new(), found.to_owned());
    }
}

fn describe_loss(number: &str, loss: Loss) -> String {
    match loss {
        Loss::Integer => format!("{number} is beyond 2^53 - 1; JavaScript would read a neighbour of it"),
        Loss::Digits => format!("{number} has more digits than a 64-bit float carries"),
        Loss::Overflow => format!("{number} is beyond the largest 64-bit float"),
        Loss::Underflow => format!("{number} is so small that a 64-bit float takes it for zero"),
    }
}
