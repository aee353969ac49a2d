//! The JSON serializations (RFC 7515 §7.2, RFC 7516 §7.2): legal JOSE, never a legal JWT.
//!
//! ```text
//! general   = { "payload": ..., "signatures": [ { "protected", "header", "signature" } ... ] }
//! flattened = { "payload": ..., "protected", "header", "signature" }
//! JWE       = { "protected", "unprotected", "recipients" / "header" "encrypted_key", "iv", "ciphertext", "tag" }
//! ```
//!
//! Each signature is a token of its own over the shared payload. Of a JWE the protected header is read.

use crate::base64url;
use crate::json::{self, Document, Value};
use crate::span::Span;
use crate::token::content::Content;
use crate::token::{Flaw, FlawKind, Kind, Origin, Role, Segment, Site, Token, sd_jwt};
use crate::visible::visible;

/// Unprotected names that are compared with the protected ones; no header has as many.
const MAX_COMPARED: usize = 256;
/// Signatures that are read.
const MAX_SIGNATURES: usize = 16;

/// Reads the text of `document` as JSON-serialized tokens; empty where it is none.
pub fn read(document: &Document, origin: &Origin) -> Vec<Token> {
    let Some(root) = document.root().filter(|root| root.kind() == json::Kind::Object) else { return Vec::new() };
    if root.member("ciphertext").is_some() && (root.member("protected").is_some() || root.member("recipients").is_some()) {
        return vec![encrypted(document, root, origin)];
    }
    match (root.member("signatures"), root.member("signature")) {
        (Some(signatures), _) if signatures.kind() == json::Kind::Array => {
            signatures.children().take(MAX_SIGNATURES).map(|signature| signed(document, root, signature, origin)).collect()
        }
        (_, Some(_)) if root.member("protected").is_some() || root.member("header").is_some() => {
            vec![signed(document, root, root, origin)]
        }
        _ => Vec::new(),
    }
}

/// Whether there are more signatures than are read.
pub fn is_cut(document: &Document) -> bool {
    document.member("signatures").is_some_and(|signatures| signatures.children().nth(MAX_SIGNATURES).is_some())
}

fn signed(document: &Document, root: Value<'_>, signature: Value<'_>, origin: &Origin) -> Token {
    let mut token = empty(Kind::JwsJson, document, origin);
    segment(&mut token, Role::Header, signature.member("protected"));
    segment(&mut token, Role::Payload, root.member("payload"));
    segment(&mut token, Role::Signature, signature.member("signature"));
    if root.member("payload").is_none() {
        let detail = "there is no payload member".to_owned();
        token.flaws.push(Flaw { kind: FlawKind::DetachedPayload, site: Site::Token, detail });
    }
    unprotected(&mut token, signature.member("header"));
    disclosures(&mut token, root, signature);
    polyglot(&mut token, root);
    token
}

fn encrypted(document: &Document, root: Value<'_>, origin: &Origin) -> Token {
    let mut token = empty(Kind::JweJson, document, origin);
    segment(&mut token, Role::Header, root.member("protected"));
    segment(&mut token, Role::EncryptedKey, root.member("encrypted_key"));
    segment(&mut token, Role::InitializationVector, root.member("iv"));
    segment(&mut token, Role::Ciphertext, root.member("ciphertext"));
    segment(&mut token, Role::AuthenticationTag, root.member("tag"));
    unprotected(&mut token, root.member("unprotected").or(root.member("header")));
    token
}

fn empty(kind: Kind, document: &Document, origin: &Origin) -> Token {
    let flaw = Flaw { kind: FlawKind::JsonSerialization, site: Site::Token, detail: String::new() };
    Token {
        kind,
        text: document.text().to_owned(),
        origin: origin.clone(),
        segments: Vec::new(),
        header: None,
        payload: None,
        signature: Vec::new(),
        sd_jwt: None,
        flaws: vec![flaw],
    }
}

fn segment(token: &mut Token, role: Role, value: Option<Value<'_>>) {
    let Some(value) = value else { return };
    let Some(source) = value.string() else {
        let detail = format!("expected a string for the {}, but found {}", role.name(), visible(value.source()));
        token.flaws.push(Flaw { kind: FlawKind::JsonInvalid, site: Site::Text(role, value.span()), detail });
        return;
    };
    let span = unquoted(value);
    let decoded = match role {
        // RFC 7797: with "b64": false the payload stands as it is.
        Role::Payload if token.is_raw() => base64url::Decoded { bytes: source.as_bytes().to_vec(), flaws: Vec::new() },
        _ => base64url::decode(&source),
    };
    for flaw in decoded.flaws {
        let detail = format!("in the {}", role.name());
        token.flaws.push(Flaw { kind: flaw.kind.into(), site: Site::Text(role, span), detail });
    }
    token.segments.push(Segment { role, span, bytes: decoded.bytes.len() });
    match role {
        Role::Header => token.header = Some(Content::read(role, decoded.bytes, &mut token.flaws)),
        Role::Payload => token.payload = Some(Content::read(role, decoded.bytes, &mut token.flaws)),
        Role::Signature => token.signature = decoded.bytes,
        _ => {}
    }
}

/// Where a string stands, without its quotes.
fn unquoted(value: Value<'_>) -> Span {
    // A string that is cut off has no closing quote to leave out.
    let quote = usize::from(value.source().len() > 1 && value.source().ends_with('"'));
    Span::new(value.span().start + 1, value.span().end - quote)
}

/// What the holder of an SD-JWT adds in the unprotected header (RFC 9901 §8.1).
fn disclosures(token: &mut Token, root: Value<'_>, signature: Value<'_>) {
    let Some(header) = signature.member("header") else { return };
    let Some(list) = header.member("disclosures").filter(|list| list.kind() == json::Kind::Array) else { return };
    let mut presented = String::new();
    for (part, end) in [(signature.member("protected"), "."), (root.member("payload"), "."), (signature.member("signature"), "~")] {
        presented += &part.and_then(Value::string).unwrap_or_default();
        presented += end;
    }
    let mut parts = Vec::new();
    for value in list.children().take(sd_jwt::MAX_DISCLOSURES + 1) {
        let text = value.string().unwrap_or_default();
        presented += &text;
        presented += "~";
        parts.push((unquoted(value), text.into_owned()));
    }
    let binding = header.member("kb_jwt").and_then(|value| Some((unquoted(value), value.string()?.into_owned())));
    sd_jwt::attach(token, parts, binding, &presented);
}

/// An unprotected header: whoever carries the token can change it. Its names must not be in the protected one too.
fn unprotected(token: &mut Token, header: Option<Value<'_>>) {
    let Some(header) = header else { return };
    let names: Vec<String> = header.children().filter_map(|member| member.name()).map(Into::into).collect();
    if names.is_empty() || names.iter().all(|name| matches!(name.as_str(), "disclosures" | "kb_jwt")) {
        // RFC 9901 §8.1 puts these here on purpose.
        return;
    }
    let site = Site::Text(Role::Header, header.span());
    let detail = format!("unprotected: {}", listed(&names));
    token.flaws.push(Flaw { kind: FlawKind::UnprotectedHeader, site: site.clone(), detail });
    let twice: Vec<String> = names.into_iter().take(MAX_COMPARED).filter(|name| token.parameter(name).is_some()).collect();
    if !twice.is_empty() {
        let detail = format!("in both: {}", listed(&twice));
        token.flaws.push(Flaw { kind: FlawKind::HeaderOverlap, site, detail });
    }
}

/// Names for a message, the first few.
fn listed(names: &[String]) -> String {
    const MAX: usize = 8;
    let shown: Vec<String> = names.iter().take(MAX).map(|name| visible(name)).collect();
    let more = if names.len() > MAX { format!(" and {} more", names.len() - MAX) } else { String::new() };
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
