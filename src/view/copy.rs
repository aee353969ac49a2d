//! What a copy button copies, whole and as it stands, whatever the screen shows of it.
//!
//! `input` is the pasted text; `token` the token after unwrapping; `header` or `payload` a decoded part; a part name
//! with two UTF-16 offsets, such as `payload 8 21`, one JSON value of it, a string without its quotes and escapes;
//! `disclosure` with its number the value that is disclosed, likewise; `binding` the key binding token; `unprotected`
//! with its number a part of the header that is not under the signature, or with two offsets more one value of it.

use super::hex::{push_hex, raw_bytes};
use super::source::Source;
use super::{part_name, token_source, unprotected};
use crate::report::{Format, Part, Report, Role, Token};
use crate::text::json;

/// The text that `what` names; `None` where there is no such thing.
pub fn copied(what: &str, report: &Report, chosen: usize, input: &str) -> Option<String> {
    if what == "input" {
        return Some(input.to_owned());
    }
    let token = report.tokens.get(chosen)?;
    if what == "token" {
        return Some(token_source(token, &Source::new(input)).text.to_owned());
    }
    let mut words = what.split(' ');
    let name = words.next()?;
    if name == part_name(Role::KeyBinding) {
        let segment = token.segments.iter().find(|segment| segment.role == Role::KeyBinding)?;
        return Some(token_source(token, &Source::new(input)).slice(segment.span).to_owned());
    }
    if name == part_name(Role::Disclosure) {
        return token.disclosures.get(words.next()?.parse::<usize>().ok()?)?.value.as_deref().map(value);
    }
    let (text, all) = match name {
        unprotected::NAME => {
            let part = token.unprotected.get(words.next()?.parse::<usize>().ok()?)?;
            (&part.text, part.text.clone())
        }
        _ => {
            let part = part(token, name)?;
            (&part.text, whole(part))
        }
    };
    let Some(start) = words.next() else { return Some(all) };
    let span = (start.parse().ok()?, words.next()?.parse().ok()?);
    Some(value(Source::new(text).slice(span)))
}

fn value(source: &str) -> String {
    if source.starts_with('"') { unescaped(source) } else { source.to_owned() }
}

/// The text of a part; its bytes in hexadecimal where it is no text.
fn whole(part: &Part) -> String {
    match part.format {
        Format::Binary => {
            let mut text = String::new();
            raw_bytes(part, usize::MAX).into_iter().for_each(|byte| push_hex(&mut text, byte));
            text
        }
        _ => part.text.to_owned(),
    }
}

/// What a string says; the very source where that cannot be held in a text of ours: a lone surrogate.
fn unescaped(source: &str) -> String {
    let said = json::unescape(source);
    if said.contains('\u{fffd}') && !source.contains('\u{fffd}') { source.to_owned() } else { said.into_owned() }
}

fn part<'a>(token: &'a Token, name: &str) -> Option<&'a Part> {
    match name {
        "header" => token.header.as_ref(),
        "payload" => token.payload.as_ref(),
        _ => None,
    }
}
