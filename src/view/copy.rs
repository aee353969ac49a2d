//! What a copy button copies, whole and as it stands, whatever the screen shows of it.
//!
//! `input` is the pasted text; `token` the token after unwrapping; `header` or `payload` a decoded part; a part name
//! with two UTF-16 offsets, such as `payload 8 21`, one JSON value of it, a string without its quotes and escapes;
//! `disclosure` with its number the value that is disclosed, likewise; `binding` the key binding token; `unprotected`
//! with its number a part of the header that is not under the signature, or with two offsets more one value of it;
//! `pretty` or `markdown` with the name of a part that part as indented JSON, or as a table of its members.

use super::hex::{push_hex, raw_bytes};
use super::json::pretty;
use super::node::{Element, button, el};
use super::source::Source;
use super::{action, part_name, token_source, unprotected};
use crate::report::{self, Claim, Format, Part, Report, Role, Token};
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
    if let Some(write) =
        [(PRETTY, pretty_part as fn(_, _) -> _), (MARKDOWN, table)].iter().find(|(own, _)| *own == name)
    {
        let name = words.next()?;
        let members = if name == part_name(Role::Header) { &token.parameters } else { &token.claims };
        return write.1(part(token, name)?, members);
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

/// A part as indented JSON.
const PRETTY: &str = "pretty";
/// A part as a table in Markdown.
const MARKDOWN: &str = "markdown";

/// What can be copied of a part of this name that is JSON.
pub fn menu(name: &'static str) -> Element {
    let item = |what: String, label: &'static str, about: &'static str| {
        button(action::COPY, label)
            .class("copy")
            .with("data-what", what)
            .with("data-key", format!("copy {name} {label}"))
            .child(el("small").text(about))
    };
    let items = el("div")
        .class("items")
        .child(item(name.to_owned(), "As it stands", "the decoded bytes, unchanged"))
        .child(item(format!("{PRETTY} {name}"), "Pretty JSON", "indented, same digits and duplicates"))
        .child(item(format!("{MARKDOWN} {name}"), "Markdown table", "for an issue or a chat"));
    el("details").class("menu").with("data-key", format!("menu {name}")).child(el("summary").text("Copy")).child(items)
}

fn pretty_part(part: &Part, _: &[Claim]) -> Option<String> {
    // The whole of it: what is shown may be cut.
    Some(pretty(&report::tree(&part.text)?, &Source::new(&part.text)))
}

/// A line for each member, with its value as it stands and what it means.
fn table(part: &Part, members: &[Claim]) -> Option<String> {
    let Some(report::JsonNode::Object { members: all, .. }) = report::tree(&part.text) else { return None };
    let source = Source::new(&part.text);
    let mut out = "| Claim | Value | Meaning |\n| --- | --- | --- |\n".to_owned();
    for (index, member) in all.iter().enumerate() {
        let span = super::value::span(&member.value);
        let claim = members.get(index).filter(|claim| claim.span == span);
        let time = claim.and_then(|claim| claim.time.as_ref()?.utc.clone());
        let meaning = claim.and_then(|claim| Some(claim.meaning.as_ref()?.to_string()));
        let title = claim.and_then(|claim| claim.row).map(|row| row.title.to_owned()).unwrap_or_default();
        let said =
            time.or(meaning).map(|said| if title.is_empty() { said.clone() } else { [&*title, ": ", &said].concat() });
        let cells = [code(&member.name), code(source.slice(span)), said.unwrap_or(title).replace('|', "\\|")];
        out.push_str(&["| ", &cells.join(" | "), " |\n"].concat());
    }
    Some(out)
}

/// Code in a cell: its fence is longer than any run of fences in it, and it stays in its line and its cell.
fn code(source: &str) -> String {
    let source = source.replace(['\n', '\r'], " ").replace('|', "\\|");
    let longest = source.split(|found| found != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    [&*fence, space, &source, space, &fence].concat()
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
