//! The compact serializations: parts in base64url with dots between them.
//!
//! ```text
//! JWS = header "." payload "." signature                                   ; RFC 7515 §7.1
//! JWE = header "." encrypted key "." iv "." ciphertext "." tag             ; RFC 7516 §7.1
//! ```
//!
//! Any number of parts is read: five or more than that as far as they go, fewer as what they are. An ellipsis stands
//! for characters that somebody cut out.

use crate::jose::token::content::{Content, Format, looks_like_compact};
use crate::jose::token::{Flaw, FlawKind, Header, Kind, Origin, Role, Segment, Site, Token};
use crate::text::base64url;
use crate::text::json;
use crate::text::span::Span;
use crate::text::visible::quoted;

/// Parts that are looked at; more are counted, not read (CVE-2025-30204 is about those who read them all).
const MAX_SEGMENTS: usize = 8;
/// Nested tokens that are counted.
const MAX_LAYERS: usize = 8;
/// Layers beyond which nesting is worth a warning.
const DEEP_LAYERS: usize = 3;

const JWS: [Role; 3] = [Role::Header, Role::Payload, Role::Signature];
const JWE: [Role; 5] =
    [Role::Header, Role::EncryptedKey, Role::InitializationVector, Role::Ciphertext, Role::AuthenticationTag];

/// Reads `text`, which came from `origin`. `cut` says that an ellipsis stood at its end.
pub fn read(text: String, origin: Origin, cut: bool) -> Token {
    let count = text.matches('.').count() + 1;
    let kind = if count == JWE.len() { Kind::Jwe } else { Kind::Jws };
    let mut flaws = Vec::new();
    if cut {
        flaws.push(Flaw { kind: FlawKind::Truncated, site: Site::Token, detail: "it ends in an ellipsis".to_owned() });
    }
    if count != JWS.len() && count != JWE.len() {
        let detail = format!("expected 3 or 5 parts, but found {count}");
        flaws.push(Flaw { kind: FlawKind::SegmentCount, site: Site::Token, detail });
    }
    let mut token = Token {
        kind,
        text: text.into(),
        origin,
        segments: Vec::new(),
        header: Header::default(),
        payload: None,
        signature: Vec::new(),
        sd_jwt: None,
        flaws,
    };
    for (role, span) in roles(&token.text, kind, count) {
        read_segment(&mut token, role, span);
    }
    look_inside(&mut token);
    token
}

/// The parts with their roles. A single part is a header if it reads like one, a payload otherwise.
fn roles(text: &str, kind: Kind, count: usize) -> Vec<(Role, Span)> {
    let names: &[Role] = match (kind, count) {
        (Kind::Jwe, _) => &JWE,
        (_, 1) if !is_header(text) => &[Role::Payload],
        _ => &JWS,
    };
    let mut start = 0;
    let mut parts = Vec::with_capacity(count.min(MAX_SEGMENTS));
    for (position, part) in text.split('.').take(MAX_SEGMENTS).enumerate() {
        let role = names.get(position).copied().unwrap_or(Role::Extra);
        parts.push((role, Span::new(start, start + part.len())));
        start += part.len() + 1;
    }
    parts
}

fn is_header(segment: &str) -> bool {
    let text = String::from_utf8(base64url::decode(segment).bytes).unwrap_or_default();
    let document = json::Document::read(text);
    document.member("alg").is_some() || document.member("enc").is_some() || document.member("typ").is_some()
}

fn read_segment(token: &mut Token, role: Role, span: Span) {
    let source = span.of(&token.text);
    let bytes = if role == Role::Payload && token.header.is_raw() {
        source.as_bytes().to_vec()
    } else {
        let decoded = base64url::decode(source);
        let is_cut = !decoded.flaws.is_empty() && source.contains('…');
        for flaw in decoded.flaws {
            let at = flaw.span.shift(span.start);
            if is_cut
                && matches!(
                    flaw.kind,
                    base64url::Base64urlFlawKind::IllegalCharacter
                        | base64url::Base64urlFlawKind::Length
                        | base64url::Base64urlFlawKind::Noncanonical
                )
            {
                continue;
            }
            let detail = describe(&flaw, role, at.of(&token.text));
            token.flaws.push(Flaw { kind: flaw.kind.into(), site: Site::Text(role, at), detail });
        }
        if is_cut {
            let detail = format!("the {} has an ellipsis in it", role.name());
            token.flaws.push(Flaw { kind: FlawKind::Truncated, site: Site::Text(role, span), detail });
        }
        decoded.bytes
    };
    token.segments.push(Segment { role, span, bytes: bytes.len() });
    match role {
        Role::Header => token.header.protected = Some(Content::read(role, bytes, &mut token.flaws)),
        Role::Payload if bytes.is_empty() => {
            let detail = "the payload part is empty".to_owned();
            token.flaws.push(Flaw { kind: FlawKind::DetachedPayload, site: Site::Text(role, span), detail });
            token.payload = Some(Content::read(role, bytes, &mut token.flaws).into());
        }
        Role::Payload => token.payload = Some(Content::read(role, bytes, &mut token.flaws).into()),
        Role::Signature => token.signature = bytes,
        _ => {}
    }
}

fn describe(flaw: &base64url::Base64urlFlaw, role: Role, found: &str) -> String {
    let part = role.name();
    let offset = flaw.span.start;
    let more = if flaw.count > 1 { format!(", and {} more", flaw.count - 1) } else { String::new() };
    match flaw.kind {
        base64url::Base64urlFlawKind::Length => format!("the {part} has one character too many, or three too few"),
        base64url::Base64urlFlawKind::Noncanonical => {
            format!("the last character {} of the {part} carries bits that belong to no byte", quoted(found))
        }
        _ => format!(
            "expected a letter, a digit, \"-\" or \"_\", but found {} at offset {offset} of the {part}{more}",
            quoted(found)
        ),
    }
}

/// Whether the payload is itself a token, and how many there are inside each other.
fn look_inside(token: &mut Token) {
    let declared = token.declares_token();
    let is_token = token.payload.as_ref().is_some_and(|payload| payload.format == Format::Token);
    let mut add = |kind, detail: String| token.flaws.push(Flaw { kind, site: Site::Token, detail });
    if !is_token {
        if declared {
            add(FlawKind::Nested, "its header says that the content is another token".to_owned());
        }
        return;
    }
    let mut layers = 1;
    let mut inner = token.payload.as_ref().map(|payload| payload.text().to_owned());
    while let Some(text) = inner.filter(|text| layers < MAX_LAYERS && looks_like_compact(text)) {
        layers += 1;
        let payload = text.split('.').nth(1).unwrap_or_default();
        inner = String::from_utf8(base64url::decode(payload).bytes).ok();
    }
    add(FlawKind::Nested, "its payload is another token".to_owned());
    if !declared {
        add(FlawKind::NestedUndeclared, String::new());
    }
    if layers > DEEP_LAYERS {
        let at_least = if layers == MAX_LAYERS { "at least " } else { "" };
        add(FlawKind::NestedDeep, format!("{at_least}{layers} layers"));
    }
}
