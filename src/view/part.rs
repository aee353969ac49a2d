//! A decoded part: its members as rows with what they mean, and the text as it stands.
//!
//! Rows come from the text, never from a parsed copy: order, duplicates, digits and escapes are the token's. Bytes that
//! are no text become a hex dump; text that is no JSON is shown as text.

use super::finding::Rows;
use super::hex;
use super::json::Writer;
use super::node::{Element, button, el};
use super::options::Layout;
use super::rendition::{self, Rendition};
use super::row::{Flag, RowPlace, more, row};
use super::source::Source;
use super::tally::tally;
use super::value::{self, Budget};
use super::visible::{head, visible};
use super::{Context, action, aside, bytes, copy, copy_button, counted, part_name, section, segments, unprotected};
use crate::report::{self, Claim, Extent, Finding, Format, Kind, Member, Part, Role, Severity, Token};

/// The errors and warnings named at one row.
const MAX_FLAGS: usize = 5;
/// The characters shown of a part as it stands.
const MAX_RAW: usize = 20_000;

/// The payload's section; nothing where the token has none by design.
pub fn payload(token: &Token, rows: &Rows<'_>, whole: &Source<'_>, context: &Context<'_>) -> Option<Element> {
    let encrypted = matches!(token.kind, Kind::Jwe | Kind::JweJson);
    match &token.payload {
        Some(part) => Some(decoded(Side::Payload, part, (token, rows), context)),
        None if encrypted => None,
        None => Some(unreadable(Side::Payload, token, whole)),
    }
}

/// The header's section: what is under the signature, then what is not.
pub fn header(token: &Token, rows: &Rows<'_>, whole: &Source<'_>, context: &Context<'_>) -> Element {
    let section = match &token.header {
        Some(part) => decoded(Side::Header, part, (token, rows), context),
        None => unreadable(Side::Header, token, whole),
    };
    section.children(unprotected::parts(token, context))
}

/// The parts that decode to nothing readable: the signature, or the four of an encrypted token.
pub fn rest(token: &Token) -> Option<Element> {
    let parts: Vec<_> = token.segments.iter().filter(|part| !segments::is_decoded(part.role)).take(20).collect();
    let encrypted = matches!(token.kind, Kind::Jwe | Kind::JweJson);
    // The usual case is one signature, and its section's title names it already.
    if let (false, [one]) = (encrypted, parts.as_slice()) {
        let words = if one.bytes == 0 && one.role == Role::Signature { "There is none." } else { meaning(one.role) };
        let is_there = one.bytes > 0 && one.role == Role::Signature;
        let check = is_there.then(|| {
            button(action::GO, "Check it").class("copy").with("data-what", "key").with("data-key", "check it")
        });
        let section =
            section("rest", segments::title(one.role), bytes(one.bytes), check).with("data-part", part_name(one.role));
        return Some(section.child(el("p").class("soft lone").text(words)));
    }
    let mut list = el("dl");
    for part in &parts {
        let value =
            el("dd").child(el("span").text(bytes(part.bytes))).child(el("p").class("soft").text(meaning(part.role)));
        let title = el("dt").class("words").text(segments::title(part.role));
        list = list.child(el("div").class("row").with("data-part", part_name(part.role)).child(title).child(value));
    }
    let (title, part) = if encrypted { ("Encrypted parts", "ciphertext") } else { ("Signatures", "signature") };
    (!parts.is_empty()).then(|| section("rest", title, String::new(), None).with("data-part", part).child(list))
}

fn meaning(role: Role) -> &'static str {
    match role {
        Role::Header | Role::Payload | Role::Disclosure | Role::KeyBinding => "",
        Role::Signature => "Computed over the exact header and payload. Verifying it takes the issuer's key.",
        Role::EncryptedKey => {
            "The key of the content, itself encrypted for the recipient; empty where both sides know the key already."
        }
        Role::InitializationVector => "Random bytes, so that equal contents do not look equal.",
        Role::Ciphertext => "The content. Only who holds the key can read it; this page does not.",
        Role::AuthenticationTag => "Shows the recipient whether anything was changed.",
        Role::Extra => "No form of token has a part here.",
    }
}

/// Which of the two parts that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Header,
    Payload,
}

impl Side {
    fn role(self) -> Role {
        if self == Side::Header { Role::Header } else { Role::Payload }
    }

    fn title(self) -> &'static str {
        if self == Side::Header { "Header" } else { "Payload" }
    }

    fn members(self, token: &Token) -> &[Claim] {
        if self == Side::Header { &token.parameters } else { &token.claims }
    }
}

fn decoded(side: Side, part: &Part, shown: (&Token, &Rows<'_>), context: &Context<'_>) -> Element {
    let name = part_name(side.role());
    let source = Source::new(&part.text);
    let size = part.text.len() - 2 * part.invalid.len();
    // Of what is broken there are no lines: they would end it with a brace that is not there.
    let has_lines = context.options.has_lines() && part.is_whole;
    let remark = match &part.tree {
        Some(report::JsonNode::Object { total, .. }) if has_lines => {
            let one = if side == Side::Payload { "claim" } else { "parameter" };
            [&*counted(*total, one), ", ", &bytes(size)].concat()
        }
        _ => bytes(size),
    };
    let section = section(name, side.title(), remark, tools(side, part, shown.0, context, has_lines))
        .with("data-part", name)
        .with("part", name);
    match (context.rendition, &part.tree, part.format) {
        (Rendition::Json, Some(tree), _) if has_lines => {
            return section.child(lines(side, tree, (part, &source), shown, context));
        }
        (Rendition::Raw, _, _) if has_lines => return section.child(text_of(part)),
        _ => {}
    }
    match (&part.tree, part.format) {
        (_, Format::Empty) => section
            .child(el("p").class("soft").text("Empty: the payload travels apart from the token, or there is none.")),
        (Some(report::JsonNode::Object { members, total, .. }), _) => {
            let is_broken = members.is_empty() && !is_bare(part);
            let is_beside = !has_lines && !context.options.is_brief();
            let raw = (is_beside || is_broken).then(|| raw(name, part, is_broken));
            section.child(rows(side, (members, *total), (part, &source), shown, context)).children(raw)
        }
        (Some(tree), _) => {
            let value = value::value(tree, &source, &part.invalid, name, &mut Budget::default());
            section.child(el("div").class("lone").children(value)).child(raw(name, part, false))
        }
        (None, Format::Binary) => section.child(hex::dump(part)),
        (None, Format::Token) => section.child(inside(part, name, context)).child(raw(name, part, false)),
        (None, _) => section.child(raw(name, part, true)),
    }
}

/// The form that a part is shown in, beside the ways to copy it; the form once, with the part that people read first.
fn tools(side: Side, part: &Part, token: &Token, context: &Context<'_>, has_lines: bool) -> Option<Element> {
    if part.format == Format::Empty {
        return None;
    }
    let name = part_name(side.role());
    let as_it_stands = copy_button(name.to_owned(), format!("Copy the {name} as it stands"));
    // In a sample the site has chosen the form.
    if !has_lines || context.options.layout != Layout::Full {
        return Some(as_it_stands);
    }
    let is_first = side == Side::Payload || token.payload.as_ref().is_none_or(|other| !other.is_whole);
    let tools = el("div").class("tools").children(is_first.then(|| rendition::chooser(context.rendition)));
    Some(tools.child(copy::menu(name)))
}

/// The part as lines of JSON, each of its members with what is known of it.
fn lines(
    side: Side,
    tree: &report::JsonNode,
    (part, source): (&Part, &Source<'_>),
    (token, rows): (&Token, &Rows<'_>),
    context: &Context<'_>,
) -> Element {
    let place = RowPlace { name: part_name(side.role()), is_claim: side == Side::Payload };
    let mut flags = flags(side, token, rows, context);
    let claims = side.members(token);
    Writer::new(source, &part.invalid, place.name).write(tree, &mut |index, member| {
        let flags = flags.get_mut(index).map(std::mem::take).unwrap_or_default();
        aside::aside(&place, (index, member), claims.get(index), (source, flags), context)
    })
}

/// The token that is the payload, unfolded in place: what it comes to, and what stands in it.
fn inside(part: &Part, name: &'static str, context: &Context<'_>) -> Element {
    let open = button(action::UNWRAP, "Open it").with("data-what", name).with("data-key", "unwrap");
    let report = report::shown(part.text.trim(), context.now);
    let mut shown = el("div").class("inside").child(el("p").text("Another token is inside. ").child(open));
    let Some(token) = report.tokens.first() else { return shown };
    shown = shown.child(el("p").child(el("b").words(&token.verdict.pieces.sentence)));
    let (total, words) = tally(token, context.options);
    shown = shown.children((total > 0).then(|| el("p").class("counts").child(words)));
    for (part, key) in [(&token.payload, "inner payload"), (&token.header, "inner header")] {
        let Some((part, tree)) = part.as_ref().and_then(|part| Some((part, part.tree.as_ref()?))) else { continue };
        let source = Source::new(&part.text);
        let value = value::value(tree, &source, &part.invalid, key, &mut Budget::default());
        shown = shown.child(el("div").with("data-private", "").children(value));
    }
    shown
}

fn unreadable(side: Side, token: &Token, whole: &Source<'_>) -> Element {
    let name = part_name(side.role());
    let section = section(name, side.title(), String::new(), None).with("data-part", name);
    match token.segments.iter().find(|segment| segment.role == side.role()) {
        None if side == Side::Header && !token.unprotected.is_empty() => {
            section.child(el("p").class("soft").text("There is no protected header."))
        }
        None => section.child(el("p").class("soft").text("There is none.")),
        Some(segment) => section
            .child(el("p").class("soft").text("It cannot be decoded; this is what stands there:"))
            .child(el("pre").class("raw").with("tabindex", "0").children(visible(
                head(whole.slice(segment.span), MAX_RAW),
                &[],
                true,
            ))),
    }
}

fn rows(
    side: Side,
    (members, total): (&[Member], usize),
    (part, source): (&Part, &Source<'_>),
    (token, rows): (&Token, &Rows<'_>),
    context: &Context<'_>,
) -> Element {
    if members.is_empty() {
        let words = if is_bare(part) { "No members: {}" } else { "No member of it can be read:" };
        return el("p").class("soft").text(words);
    }
    let place = RowPlace { name: part_name(side.role()), is_claim: side == Side::Payload };
    let mut budget = Budget::default();
    let mut flags = flags(side, token, rows, context);
    let mut list = el("dl");
    for (index, member) in members.iter().enumerate().take(Extent::SHOWN.members) {
        let flags = flags.get_mut(index).map(std::mem::take).unwrap_or_default();
        let claim = side.members(token).get(index);
        list = list.child(row(&place, (index, member), claim, (source, &part.invalid), flags, context, &mut budget));
    }
    list.children(more(total, members.len()))
}

/// Whether it is an object that has no members by intention.
fn is_bare(part: &Part) -> bool {
    part.text.trim() == "{}"
}

/// The errors and warnings that point at each row, each with its title.
fn flags(side: Side, token: &Token, rows: &Rows<'_>, context: &Context<'_>) -> Vec<Vec<Flag>> {
    let mut flags: Vec<Vec<Flag>> = Vec::new();
    flags.resize_with(side.members(token).len().min(Extent::SHOWN.members), Vec::new);
    let severities = &context.options.severities;
    let is_shown = |finding: &&Finding| finding.severity != Severity::Info && severities.contains(&finding.severity);
    let here = token.findings.iter().filter(|finding| finding.place.segment == Some(side.role())).filter(is_shown);
    for finding in here {
        let row = rows.row(finding).and_then(|row| flags.get_mut(row)).filter(|row| row.len() < MAX_FLAGS);
        if let Some(row) = row {
            row.push((finding.severity, finding.rule.title));
        }
    }
    flags
}

/// The text as it stands, folded away unless it is all there is.
fn raw(name: &'static str, part: &Part, open: bool) -> Element {
    let summary = el("summary").text(if part.format == Format::Json { "Raw JSON" } else { "Raw text" });
    el("details")
        .class("as-is")
        .with("data-key", format!("raw {name}"))
        .with_if(open, "open", "")
        .with_if(open, "data-open", "")
        .child(summary)
        .child(text_of(part))
}

/// The text as it stands.
fn text_of(part: &Part) -> Element {
    let text = value::cut(&part.text, 0, &part.invalid, MAX_RAW, true);
    el("pre").class("raw").with("tabindex", "0").children(text)
}
