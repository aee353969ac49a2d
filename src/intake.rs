//! Where the tokens are in a pasted text, and what it looks like when there is none.
//!
//! A token is found wherever it starts with the base64url of a JSON object's beginning: bare, quoted, behind `Bearer `,
//! in a curl command, a URL, a cookie or a log. What had to be removed to reach it is noted as a [`Repair`]. Text that
//! holds nothing but a token is read leniently, so that a stray character becomes a flaw of the token; inside other
//! text a token ends where its alphabet ends. Every step moves forward: the whole is linear in the length of the text.

use crate::jose::token::{Origin, Repair, Token, json_form};
use crate::text::base64url;
use crate::text::json::Document;
use crate::text::span::Span;

mod candidate;
mod escape;
pub mod looks;
mod parse;
mod start;

pub use parse::ParseTokenError;

use candidate::{Excerpt, Surroundings};
use looks::Looks;
use start::{begins_like_token, next_start};

/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 8 * 1024 * 1024;
/// The most tokens that are read from one text.
pub const MAX_TOKENS: usize = 64;
/// The longest name before a token that is taken for one.
const MAX_NAME: usize = 64;
/// How many prefixes (header name, scheme, quotes, ...) are taken off the front of a text.
const MAX_PREFIXES: usize = 8;
/// How many times a text around a token may be encoded in base64.
const MAX_LAYERS: usize = 2;

/// What a text holds.
#[derive(Debug)]
pub enum Found {
    /// At least one token, in the order of the text; and what was left out, where a limit was reached.
    Tokens(Vec<Token>, Option<Looks>),
    /// None; and what it looks like instead.
    Nothing(Looks),
}

/// Reads the tokens of `text`.
pub fn find(text: &str) -> Found {
    find_below(text, MAX_LAYERS)
}

/// The same, where so many layers of base64 are looked through.
fn find_below(text: &str, layers: usize) -> Found {
    if text.len() > MAX_TEXT {
        return Found::Nothing(Looks::too_long(text.len()));
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Found::Nothing(Looks::Empty);
    }
    let surroundings = Surroundings::of(text);
    let json = trimmed.starts_with(['{', '[']).then(|| Document::read(trimmed.to_owned()));
    if let Some(document) = &json {
        let start = text.len() - text.trim_start().len();
        let mut origin = Origin::verbatim(Span::new(start, start + trimmed.len()));
        surroundings.note(&mut origin, &[]);
        let tokens = json_form::read(document, &origin);
        if !tokens.is_empty() {
            let rest = json_form::is_cut(document).then_some(Looks::TooMany { read: tokens.len() });
            return Found::Tokens(tokens, rest);
        }
    }
    let (bare, removed) = unwrap(text);
    let mut tokens = Vec::new();
    let mut at = 0;
    if begins_like_token(text.get(bare..).unwrap_or_default()) {
        let candidate = Excerpt::read(text, bare, true);
        at = candidate.end();
        // A bracket is not a token, even if one follows.
        if at > bare {
            tokens = inside(&candidate, layers);
            if tokens.is_empty() {
                tokens.push(candidate.token(&surroundings, &removed));
            }
        }
    }
    let mut rest = None;
    while let Some(start) = next_start(text, at) {
        let candidate = Excerpt::read(text, start, false);
        at = candidate.end().max(start + 1);
        if candidate.dots == 0 {
            // One more than are read tells that there are more.
            if tokens.len() <= MAX_TOKENS {
                tokens.extend(inside(&candidate, layers));
            }
            continue;
        }
        if tokens.len() >= MAX_TOKENS {
            rest = Some(Looks::TooMany { read: MAX_TOKENS });
            break;
        }
        tokens.push(candidate.token(&surroundings, &[]));
    }
    if tokens.is_empty() {
        tokens = encoded(text, layers);
    }
    if tokens.len() > MAX_TOKENS {
        tokens.truncate(MAX_TOKENS);
        rest = Some(Looks::TooMany { read: MAX_TOKENS });
    }
    if tokens.is_empty() {
        Found::Nothing(looks::describe(trimmed, text.get(bare..).unwrap_or_default(), json.as_ref()))
    } else {
        Found::Tokens(tokens, rest)
    }
}

/// The tokens in what a candidate without dots decodes to: a session in a cookie, a presentation.
fn inside(candidate: &Excerpt, layers: usize) -> Vec<Token> {
    let decoded = if layers > 0 { candidate.decoded() } else { None };
    let Some(Found::Tokens(mut tokens, _)) = decoded.map(|text| find_below(&text, layers - 1)) else {
        return Vec::new();
    };
    // Nobody encodes a header alone.
    tokens.retain(|token| token.text.contains(['.', '{']));
    for token in &mut tokens {
        token.origin = candidate.lead_back(&token.origin, token.text.len());
    }
    tokens
}

/// The tokens that were encoded as a whole, as Kubernetes keeps its secrets.
fn encoded(text: &str, layers: usize) -> Vec<Token> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    // "ey" and "ew", the beginnings of tokens, begin so.
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("ZX")).map(|offset| at + offset) {
        let is_inside = text.get(..start).unwrap_or_default().bytes().next_back().is_some_and(base64url::is_alphabet);
        if is_inside || tokens.len() > MAX_TOKENS {
            at = start + 2;
            continue;
        }
        let candidate = Excerpt::read(text, start, false);
        at = candidate.end().max(start + 2);
        tokens.extend(inside(&candidate, layers));
    }
    tokens
}

/// Where the text begins once quotes, header names, schemes and names are taken off its front, and what they were.
fn unwrap(text: &str) -> (usize, Vec<Repair>) {
    let mut removed = Vec::new();
    let mut rest = text.trim_start();
    for _ in 0..MAX_PREFIXES {
        let (shorter, repair) =
            if let Some(inner) = rest.strip_prefix(['"', '\'', '`', '“', '”', '‘', '’', '«', '<', '(']) {
                (inner, Repair::Quotes)
            } else if let Some(inner) =
                ["authorization:", "proxy-authorization:", "x-authorization:"].iter().find_map(|name| strip(rest, name))
            {
                (inner, Repair::HeaderName)
            } else if let Some(inner) = ["bearer", "dpop", "jwt", "token"]
                .iter()
                .find_map(|scheme| strip(rest, scheme))
                .filter(|inner| inner.starts_with([' ', '\t', '\n', '\r']))
            {
                (inner, Repair::Scheme)
            } else if let Some(inner) = strip_name(rest) {
                (inner, Repair::OtherText)
            } else {
                break;
            };
        removed.push(repair);
        rest = shorter.trim_start();
    }
    (text.len() - rest.len(), removed)
}

/// `text` without `prefix`, whatever its case.
fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).and_then(|_| text.get(prefix.len()..))
}

/// `text` without a leading name and its `=` or `:`, such as `access_token=` or `id_token":`.
fn strip_name(text: &str) -> Option<&str> {
    let end = text.bytes().take(MAX_NAME + 1).take_while(|&byte| base64url::is_alphabet(byte) || byte == b'.').count();
    let rest = text.get(end..)?.trim_start_matches(['"', '\'']).trim_start();
    (1..=MAX_NAME)
        .contains(&end)
        .then(|| rest.strip_prefix(['=', ':']))
        .flatten()
        .filter(|rest| !rest.starts_with("//") && !rest.trim_matches(['=', ' ']).is_empty())
}

#[cfg(test)]
mod tests;
