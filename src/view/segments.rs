//! The token as it stands, its parts in colour; each part leads to what it decodes to.
//!
//! Where the token is all that was pasted, the input itself is coloured and the token is not shown a second time.

use super::measure::in_order;
use super::node::{Element, Node, button, el, text};
use super::options::{Layout, Options};
use super::source::{HELD, Source};
use super::visible::{head, visible};
use super::{action, bytes, copy_button, part_name};
use crate::report::{Report, Role, Segment, Token};

/// The characters of one part that are shown.
const MAX_PART: usize = 1_500;
/// The characters between parts that are shown: dots, and the braces and names of a JSON serialization.
const MAX_BETWEEN: usize = 400;
/// The ways to parts under the input.
const MAX_JUMPS: usize = 8;
/// The parts that are shown.
const MAX_PARTS: usize = 40;

/// The input's text with the chosen token's parts in colour, letter for letter: it lies under the field. Nothing for a
/// text that no field holds.
pub fn paint(report: &Report, input: &Source<'_>, chosen: usize) -> Vec<Node> {
    if input.text.len() >= HELD {
        return Vec::new();
    }
    // A token that had to be unwrapped does not stand in the text as it is.
    let Some(token) = report.tokens.get(chosen).filter(|token| token.text.is_none()) else {
        return vec![text(input.text.to_owned())];
    };
    let mut nodes = Vec::new();
    let mut end = 0;
    for segment in in_order(token.segments.iter().take(MAX_PARTS).collect(), |segment: &&Segment| segment.span) {
        let (from, to) = (token.source.0 + segment.span.0, token.source.0 + segment.span.1);
        nodes.push(text(input.slice((end, from)).to_owned()));
        nodes.push(
            el("span")
                .class("tint")
                .with("data-part", part_name(segment.role))
                .text(input.slice((from, to)).to_owned())
                .into(),
        );
        end = to;
    }
    nodes.push(text(input.text.get(input.byte(end)..).unwrap_or_default().to_owned()));
    nodes
}

/// The names of the parts in their colours, each a way to what it decodes to.
pub fn jumps(token: &Token, options: &Options) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut last = "";
    for segment in &token.segments {
        let what = destination(segment.role);
        // The parts that cannot be read are explained in one place.
        if what == last || !leads(segment.role, options) {
            continue;
        }
        last = what;
        let title = if segment.role == Role::EncryptedKey { "Encrypted parts" } else { title(segment.role) };
        let jump = button(action::GO, title).class("jump").with("data-what", what).with("data-key", what);
        nodes.push(jump.with("data-part", part_name(segment.role)).into());
        if nodes.len() == MAX_JUMPS {
            break;
        }
    }
    nodes
}

/// Whether the input shows the token already.
pub fn is_painted(whole: &Source<'_>, input: &Source<'_>) -> bool {
    input.text.len() < HELD && whole.text == input.text.trim()
}

/// The coloured token.
pub fn token(token: &Token, whole: &Source<'_>, options: &Options) -> Element {
    let parts = in_order(token.segments.iter().take(MAX_PARTS).collect(), |segment: &&Segment| segment.span);
    let mut code = el("code").class("token").with("part", "token");
    let mut end = 0;
    for segment in parts {
        code = code.children(between(whole, (end, segment.span.0))).child(part(
            segment,
            whole,
            leads(segment.role, options),
        ));
        end = segment.span.1;
    }
    let code = code.children(between(whole, (end, end + MAX_BETWEEN)));
    let copy = copy_button("token".to_owned(), "Copy the token".to_owned());
    let heading = el("div")
        .class("heading")
        .child(el("h3").text("Token ").child(el("small").text(bytes(whole.text.len()))))
        .child(copy);
    let section =
        el("section").class("whole").with("data-at", "token").with("tabindex", "-1").child(heading).child(code);
    // Where there is an input, they stand below that; and in a sample the parts follow at once.
    let has_jumps = options.is_read_only && options.layout == Layout::Full;
    section.children(has_jumps.then(|| el("div").class("parts").children(jumps(token, options))))
}

/// Whether what a part decodes to is shown.
fn leads(role: Role, options: &Options) -> bool {
    options.layout == Layout::Full || (options.has_parts() && is_decoded(role))
}

fn part(segment: &Segment, whole: &Source<'_>, leads: bool) -> Element {
    let name = part_name(segment.role);
    let content = whole.slice(segment.span);
    let shown = head(content, MAX_PART);
    let hidden = content.len() - shown.len();
    // No button: that would be called by hundreds of letters of base64. Keys have the names of the parts beside it, and
    // the headings.
    let link = el("span").class("piece").with("data-part", name).with_if(leads, "data-do", action::GO);
    let link = link.with_if(leads, "data-what", destination(segment.role));
    let more = (hidden > 0).then(|| el("span").class("cut").text(format!(" … {} more ", bytes(hidden))));
    link.children(visible(shown, &[], false)).children(more)
}

fn between(whole: &Source<'_>, span: (usize, usize)) -> Vec<Node> {
    let content = whole.slice(span);
    let content = if content.is_empty() && span.0 < span.1 {
        whole.text.get(whole.byte(span.0)..).unwrap_or_default()
    } else {
        content
    };
    let shown = head(content, MAX_BETWEEN);
    let mut nodes = visible(shown, &[], true);
    if shown.len() < content.len() {
        nodes.push(text(" … "));
    }
    nodes
}

/// Where the decoded form of a part is.
pub fn destination(role: Role) -> &'static str {
    match role {
        Role::Header => "header",
        Role::Payload => "payload",
        Role::Disclosure | Role::KeyBinding => super::DISCLOSURES,
        _ => "rest",
    }
}

/// Whether a part has a section of its own for what it decodes to.
pub fn is_decoded(role: Role) -> bool {
    destination(role) != "rest"
}

/// What a part is called.
pub fn title(role: Role) -> &'static str {
    match role {
        Role::Header => "Header",
        Role::Payload => "Payload",
        Role::Signature => "Signature",
        Role::EncryptedKey => "Encrypted key",
        Role::InitializationVector => "Initialization vector",
        Role::Ciphertext => "Ciphertext",
        Role::AuthenticationTag => "Authentication tag",
        Role::Extra => "A part too many",
        Role::Disclosure => "Disclosed claims",
        Role::KeyBinding => "Key binding",
    }
}
