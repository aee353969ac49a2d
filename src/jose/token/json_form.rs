//! The JSON serializations (RFC 7515 §7.2, RFC 7516 §7.2): legal JOSE, never a legal JWT.
//!
//! ```text
//! general   = { "payload": ..., "signatures": [ { "protected", "header", "signature" } ... ] }
//! flattened = { "payload": ..., "protected", "header", "signature" }
//! general   = { "protected", "unprotected", "iv", "ciphertext", "tag", "aad",
//!               "recipients": [ { "header", "encrypted_key" } ... ] }
//! flattened = { "protected", "unprotected", "iv", "ciphertext", "tag", "aad", "header", "encrypted_key" }
//! ```
//!
//! Each signature, and each recipient, is a token of its own; all share the text, and the signatures the payload, which
//! is decoded once however many there are.

use std::sync::Arc;

use crate::jose::token::content::Content;
use crate::jose::token::header::Unprotected;
use crate::jose::token::{Flaw, FlawKind, Header, HeaderPart, Kind, Origin, Role, Segment, Site, Token, sd_jwt};
use crate::text::base64url::{self, Decoded};
use crate::text::json::{self, Document, Value};
use crate::text::span::Span;
use crate::text::visible::{quoted, visible};

/// Unprotected names that are compared with the protected ones; no header has as many.
const MAX_COMPARED: usize = 256;
/// Signatures or recipients that are read.
const MAX_READ: usize = 16;
/// Names that a message lists.
const MAX_LISTED: usize = 8;

/// Reads the text of `document` as JSON-serialized tokens; empty where it holds none.
pub fn read(document: &Document, origin: &Origin) -> Vec<Token> {
    let Some(root) = document.root().filter(|root| root.kind() == json::JsonKind::Object) else { return Vec::new() };
    let has = |name: &str| root.member(name).is_some();
    let list = |name: &str| root.member(name).filter(|list| list.kind() == json::JsonKind::Array);
    let form = Serialization { root, text: Arc::from(document.text()), origin, flaws: form_flaws(document, root) };
    if has("ciphertext") && (has("protected") || has("unprotected") || has("recipients") || has("header")) {
        return match list("recipients").filter(|list| list.children().next().is_some()) {
            Some(recipients) => {
                recipients.children().take(MAX_READ).map(|recipient| form.encrypted(recipient)).collect()
            }
            None => vec![form.encrypted(root)],
        };
    }
    let mut payloads = Payloads::default();
    match list("signatures") {
        Some(signatures) => {
            // What is disclosed stands beside the first signature and holds for all (RFC 9901 §8.2).
            let first = signatures.children().next();
            let read = |signature| form.signed(signature, first.unwrap_or(signature), &mut payloads);
            let mut tokens: Vec<Token> = signatures.children().take(MAX_READ).map(read).collect();
            agree(&mut tokens);
            tokens
        }
        None if has("signature") && (has("protected") || has("header")) => vec![form.signed(root, root, &mut payloads)],
        None => Vec::new(),
    }
}

/// Notes where signatures do not agree on whether the payload is encoded (RFC 7797 §3: all must say the same).
fn agree(tokens: &mut [Token]) {
    let mut raw = tokens.iter().map(|token| token.header.is_raw());
    let first = raw.next();
    if raw.any(|one| Some(one) != first) {
        for token in tokens {
            let detail = "its signatures do not agree on b64".to_owned();
            token.flaws.push(Flaw { kind: FlawKind::JsonForm, site: Site::Token, detail });
        }
    }
}

/// Whether there are more signatures or recipients than are read.
pub fn is_cut(document: &Document) -> bool {
    let is_long = |name: &str| document.member(name).is_some_and(|list| list.children().nth(MAX_READ).is_some());
    is_long("signatures") || is_long("recipients")
}

/// What all signatures or recipients of one serialization have in common.
struct Serialization<'a> {
    root: Value<'a>,
    text: Arc<str>,
    origin: &'a Origin,
    /// What is wrong with the form as a whole.
    flaws: Vec<Flaw>,
}

/// The payload as it was decoded for the signatures before, by whether it stands there as it is (`b64`).
#[derive(Default)]
struct Payloads {
    read: [Option<Payload>; 2],
}

/// A decoded payload, and what is wrong with it.
#[derive(Clone)]
struct Payload {
    content: Arc<Content>,
    bytes: usize,
    flaws: Vec<Flaw>,
}

impl Serialization<'_> {
    fn signed(&self, signature: Value<'_>, first: Value<'_>, payloads: &mut Payloads) -> Token {
        let mut token = self.empty(Kind::JwsJson);
        let protected = segment(&mut token, Role::Header, signature.member("protected"));
        self.header(&mut token, protected, &[(HeaderPart::Own, signature.member("header"))]);
        match self.root.member("payload") {
            Some(payload) => payloads.attach(&mut token, payload),
            None => {
                let detail = "there is no payload member".to_owned();
                token.flaws.push(Flaw { kind: FlawKind::DetachedPayload, site: Site::Token, detail });
            }
        }
        token.signature = segment(&mut token, Role::Signature, signature.member("signature")).unwrap_or_default();
        disclosures(&mut token, self.root, first);
        polyglot(&mut token, self.root);
        token
    }

    fn encrypted(&self, recipient: Value<'_>) -> Token {
        let mut token = self.empty(Kind::JweJson);
        let protected = segment(&mut token, Role::Header, self.root.member("protected"));
        let parts =
            [(HeaderPart::Own, recipient.member("header")), (HeaderPart::Shared, self.root.member("unprotected"))];
        self.header(&mut token, protected, &parts);
        segment(&mut token, Role::EncryptedKey, recipient.member("encrypted_key"));
        for (role, name) in
            [(Role::InitializationVector, "iv"), (Role::Ciphertext, "ciphertext"), (Role::AuthenticationTag, "tag")]
        {
            segment(&mut token, role, self.root.member(name));
        }
        token
    }

    fn empty(&self, kind: Kind) -> Token {
        let mut flaws = vec![Flaw { kind: FlawKind::JsonSerialization, site: Site::Token, detail: String::new() }];
        flaws.extend_from_slice(&self.flaws);
        Token {
            kind,
            text: Arc::clone(&self.text),
            origin: self.origin.clone(),
            segments: Vec::new(),
            header: Header::default(),
            payload: None,
            signature: Vec::new(),
            sd_jwt: None,
            flaws,
        }
    }

    /// Reads all parts of the header. What is unprotected can be changed by anyone who carries the token.
    fn header(&self, token: &mut Token, protected: Option<Vec<u8>>, parts: &[(HeaderPart, Option<Value<'_>>)]) {
        token.header.protected = protected.map(|bytes| Content::read(Role::Header, bytes, &mut token.flaws));
        let mut place = Site::Token;
        for &(part, value) in parts {
            let Some(value) = value else { continue };
            let site = Site::Text(Role::Header, value.span());
            place = site.clone();
            let Some(unprotected) = Unprotected::read(part, value) else {
                let detail = format!("expected an object for {}, but found {}", part.member(), visible(value.source()));
                token.flaws.push(Flaw { kind: FlawKind::JsonForm, site, detail });
                continue;
            };
            if let Some(name) = duplicate(value) {
                let detail = format!("{} occurs twice in {}", quoted(&name), part.member());
                token.flaws.push(Flaw { kind: FlawKind::JsonForm, site: site.clone(), detail });
            }
            // RFC 9901 §8.1 puts these here on purpose.
            let names = unprotected.names().filter(|name| !matches!(name.as_str(), "disclosures" | "kb_jwt"));
            let names: Vec<String> = names.take(MAX_COMPARED).collect();
            if !names.is_empty() {
                let detail = format!("unprotected: {}", listed(&names));
                token.flaws.push(Flaw { kind: FlawKind::UnprotectedHeader, site, detail });
            }
            token.header.unprotected.push(unprotected);
        }
        let twice = token.header.overlap(MAX_COMPARED);
        if !twice.is_empty() {
            let detail = format!("in both: {}", listed(&twice));
            token.flaws.push(Flaw { kind: FlawKind::HeaderOverlap, site: place, detail });
        }
    }
}

impl Payloads {
    fn attach(&mut self, token: &mut Token, value: Value<'_>) {
        let is_raw = token.header.is_raw();
        let Some(known) = self.read.get_mut(usize::from(is_raw)) else { return };
        if known.is_none() {
            let mut flaws = Vec::new();
            let bytes = match value.string() {
                // RFC 7797: with "b64": false the payload stands as it is.
                Some(source) if is_raw => Some(source.into_owned().into_bytes()),
                _ => decode(Role::Payload, value, &mut flaws),
            };
            let Some(bytes) = bytes else { return token.flaws.append(&mut flaws) };
            let length = bytes.len();
            let content = Arc::new(Content::read(Role::Payload, bytes, &mut flaws));
            *known = Some(Payload { content, bytes: length, flaws });
        }
        let Some(Payload { content, bytes, flaws }) = known.clone() else { return };
        token.flaws.extend(flaws);
        token.segments.push(Segment { role: Role::Payload, span: unquoted(value), bytes });
        token.payload = Some(content);
    }
}

/// What makes the whole ambiguous or broken, whichever signature or recipient is looked at.
fn form_flaws(document: &Document, root: Value<'_>) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut add = |site: Site, detail: String| found.push(Flaw { kind: FlawKind::JsonForm, site, detail });
    if let Some(error) = document.error() {
        add(Site::Token, format!("the JSON around it is broken: {}", error.describe(document.text())));
    }
    let is_general = |name: &str| root.member(name).is_some();
    for (general, flattened) in
        [("signatures", &["signature", "protected", "header"][..]), ("recipients", &["encrypted_key", "header"][..])]
    {
        if is_general(general)
            && let Some(other) = flattened.iter().find(|name| root.member(name).is_some())
        {
            add(
                Site::Token,
                format!("{} stands beside {}: two readers may see two tokens", quoted(other), quoted(general)),
            );
        }
    }
    if root.member("ciphertext").is_some()
        && let Some(other) = ["payload", "signature", "signatures"].iter().find(|name| root.member(name).is_some())
    {
        add(Site::Token, format!("{} stands beside \"ciphertext\": it is signed and encrypted at once", quoted(other)));
    }
    let is_disclosing = |entry: Value<'_>| {
        let header = entry.member("header");
        header.is_some_and(|header| header.member("disclosures").or(header.member("kb_jwt")).is_some())
    };
    let signatures = root.member("signatures").into_iter().flat_map(Value::children);
    if signatures.take(MAX_READ).skip(1).any(is_disclosing) {
        add(Site::Token, "only the first signature may have disclosures or kb_jwt beside it".to_owned());
    }
    let entries =
        ["signatures", "recipients"].into_iter().filter_map(|name| root.member(name)).flat_map(Value::children);
    for object in std::iter::once(root).chain(entries.take(MAX_READ)) {
        if object.kind() != json::JsonKind::Object {
            add(Site::Token, format!("expected an object for each entry, but found {}", visible(object.source())));
        } else if let Some(name) = duplicate(object) {
            add(Site::Token, format!("the member {} occurs twice", quoted(&name)));
        }
    }
    found
}

/// The first name that stands twice in an object.
fn duplicate(object: Value<'_>) -> Option<String> {
    let (_, second) = object.duplicates().into_iter().next()?;
    object.numbered(second)?.name().map(String::from)
}

/// The bytes of the member for `role`, which becomes a segment of the token.
fn segment(token: &mut Token, role: Role, value: Option<Value<'_>>) -> Option<Vec<u8>> {
    let value = value?;
    let bytes = decode(role, value, &mut token.flaws)?;
    token.segments.push(Segment { role, span: unquoted(value), bytes: bytes.len() });
    Some(bytes)
}

/// The bytes of a string in base64url.
fn decode(role: Role, value: Value<'_>, flaws: &mut Vec<Flaw>) -> Option<Vec<u8>> {
    let Some(source) = value.string() else {
        let detail = format!("expected a string for the {}, but found {}", role.name(), visible(value.source()));
        flaws.push(Flaw { kind: FlawKind::JsonInvalid, site: Site::Text(role, value.span()), detail });
        return None;
    };
    let Decoded { bytes, flaws: found } = base64url::decode(&source);
    let site = || Site::Text(role, unquoted(value));
    flaws.extend(found.into_iter().map(|flaw| Flaw {
        kind: flaw.kind.into(),
        site: site(),
        detail: format!("in the {}", role.name()),
    }));
    Some(bytes)
}

/// Where a string stands, without its quotes.
fn unquoted(value: Value<'_>) -> Span {
    // A string that is cut off has no closing quote to leave out.
    let quote = usize::from(value.source().len() > 1 && value.source().ends_with('"'));
    Span::new(value.span().start + 1, value.span().end - quote)
}

/// What the holder of an SD-JWT adds in the unprotected header (RFC 9901 §8.1), that of the `first` signature (§8.2).
fn disclosures(token: &mut Token, root: Value<'_>, first: Value<'_>) {
    let Some(header) = first.member("header") else { return };
    let (list, binding) = (header.member("disclosures"), header.member("kb_jwt"));
    if list.is_none() && binding.is_none() {
        return;
    }
    let mut flaw = |value: Value<'_>, detail: &str| {
        let site = Site::Text(Role::Disclosure, value.span());
        token.flaws.push(Flaw { kind: FlawKind::Disclosure, site, detail: detail.to_owned() });
    };
    if let Some(list) = list.filter(|list| list.kind() != json::JsonKind::Array) {
        flaw(list, "expected an array of strings for disclosures");
    }
    let mut presented = String::new();
    for (part, end) in
        [(first.member("protected"), "."), (root.member("payload"), "."), (first.member("signature"), "~")]
    {
        presented += &part.and_then(Value::string).unwrap_or_default();
        presented += end;
    }
    let mut parts = Vec::new();
    let listed = list.filter(|list| list.kind() == json::JsonKind::Array).into_iter().flat_map(Value::children);
    for value in listed.take(sd_jwt::MAX_DISCLOSURES + 1) {
        let Some(text) = value.string() else {
            flaw(value, "expected a string for each disclosure");
            continue;
        };
        presented += &text;
        presented += "~";
        parts.push((unquoted(value), text.into_owned()));
    }
    if let Some(other) = binding.filter(|value| value.kind() != json::JsonKind::String) {
        flaw(other, "expected a string for kb_jwt");
    }
    let binding = binding.and_then(|value| Some((unquoted(value), value.string()?.into_owned())));
    sd_jwt::attach(token, parts, binding, &presented);
}

/// Names for a message, the first few.
fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MAX_LISTED).map(|name| visible(name)).collect();
    let more = if names.len() > MAX_LISTED { format!(" and {} more", names.len() - MAX_LISTED) } else { String::new() };
    shown.join(", ") + &more
}

/// Whether the same text, split at its dots, reads as a compact token with another payload (CVE-2022-39227).
fn polyglot(token: &mut Token, root: Value<'_>) {
    let parts: Vec<&str> = token.text.split('.').take(6).collect();
    let [_, payload, ..] = parts.as_slice() else { return };
    if !matches!(parts.len(), 3 | 5) || !base64url::is_well_formed(payload) || payload.is_empty() {
        return;
    }
    let declared = root.member("payload").and_then(Value::string).unwrap_or_default();
    if declared != *payload && base64url::decode(payload).bytes.starts_with(b"{") {
        let detail = "split at its dots, it carries another payload".to_owned();
        token.flaws.push(Flaw { kind: FlawKind::Polyglot, site: Site::Token, detail });
    }
}
