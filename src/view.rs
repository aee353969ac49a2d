//! From a report to what is seen: pure functions that answer a tree of [`Node`]s.
//!
//! They read no clock and no zone (both come in the [`Context`]), touch no document, and cap by name whatever could
//! grow with the input: what is cut on the screen says so and can be copied whole. What buttons do is named in
//! [`action`]; the browser side acts on it.

use crate::report::verification::Verification;
use crate::report::{Report, Role, Token, VerdictState};
use crate::text::time::NumericDate;

pub mod aside;
pub mod check;
pub mod chips;
pub mod copy;
pub mod desk;
pub mod disclosures;
pub mod encoded;
pub mod entry;
pub mod example;
pub mod facts;
pub mod finding;
pub mod findings;
pub mod headline;
pub mod hex;
pub mod json;
pub mod known;
pub mod leak;
pub mod machine;
pub mod measure;
pub mod moment;
pub mod node;
pub mod options;
pub mod origin;
pub mod packed;
pub mod part;
pub mod rendition;
pub mod row;
pub mod segments;
pub mod source;
pub mod tally;
pub mod timeline;
pub mod told;
pub mod tone;
pub mod unprotected;
pub mod value;
pub mod visible;
pub mod weight;

use finding::Rows;
use node::{Element, Node, button, el};
use options::{Layout, Options};
use rendition::Rendition;
use source::Source;

/// What a view depends on besides the report.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The moment of judgement.
    pub now: NumericDate,
    /// Whether `now` was set by hand and is not the real time.
    pub pinned: bool,
    /// Seconds east of UTC that the reader's clock shows at a moment in Unix seconds; `None` where only the page can
    /// tell.
    pub offset: Option<&'a dyn Fn(i64) -> i32>,
    /// Which of the tokens found is shown.
    pub chosen: usize,
    /// What the site around it asks for.
    pub options: &'a Options,
    /// In which form the decoded parts are shown.
    pub rendition: Rendition,
}

/// What a button does: the values of `data-do`, with `data-what` as the argument.
pub mod action {
    /// Copies what `data-what` names, see [`super::copy`].
    pub const COPY: &str = "copy";
    /// Empties the input.
    pub const CLEAR: &str = "clear";
    /// Shows all of the input, or its beginning.
    pub const ALL: &str = "all";
    /// Asks for a file: for what, says `data-what`, one of [`super::file`].
    pub const FILE: &str = "file";
    /// Fills in an example, see [`super::example`].
    pub const EXAMPLE: &str = "example";
    /// Shows another of the tokens found.
    pub const CHOOSE: &str = "choose";
    /// Shows the decoded parts in another form, see [`super::rendition`].
    pub const SHOW: &str = "show";
    /// Fills in what a server expects by what the token says.
    pub const OWN: &str = "own";
    /// Shows one of the tools, see [`super::check`].
    pub const TOOL: &str = "tool";
    /// Opens what is known of a line, or closes it.
    pub const EXPLAIN: &str = "explain";
    /// Brings the place with this `data-at` into view.
    pub const GO: &str = "go";
    /// Hides what is private from whoever looks on, or shows it again.
    pub const PRESENT: &str = "present";
    /// Makes what `data-what` names, a token itself, the input.
    pub const UNWRAP: &str = "unwrap";
    /// Sets the clock to the Unix seconds in `data-what`; to the present where there are none.
    pub const CLOCK: &str = "clock";
    /// Stops the search for the secret.
    pub const STOP: &str = "stop";
    /// Puts the notice away.
    pub const CLOSE: &str = "close";
}

/// What a file is for.
pub mod file {
    /// Its text is the input.
    pub const TEXT: &str = "";
    /// It holds keys.
    pub const KEY: &str = "key";
    /// It holds words to try as the secret.
    pub const WORDS: &str = "words";
}

/// The nodes below the verdict: more take a browser too long to lay out, and only a text made for that has them.
const MAX_NODES: usize = 12_000;

/// The name of the section of what is disclosed.
const DISCLOSURES: &str = "disclosures";

/// The verdict, with what a check of the signature has added, and the drawing of the times.
pub fn head(report: &Report, input: &str, checked: Option<&Verification>, context: &Context<'_>) -> Vec<Node> {
    let token = report.tokens.get(context.chosen);
    let mut nodes = Vec::new();
    let options = context.options;
    if !options.caption.is_empty() {
        nodes.push(
            el("p").class("caption").with("part", "caption").with("dir", "auto").text(options.caption.clone()).into(),
        );
    }
    if options.is_read_only && report.verdict.state == VerdictState::Empty {
        // Without an input, an empty frame would explain nothing.
        nodes.push(el("p").class("soft").text("There is no token here yet.").into());
        return nodes;
    }
    if context.pinned && options.layout == Layout::Full {
        nodes.push(machine::banner(context).into());
    }
    nodes.extend(chips::chips(report, input, context.chosen).map(Node::from));
    if options.has_verdict() || token.is_none() {
        let verdict = token.map_or(&report.verdict, |token| &token.verdict);
        nodes.extend(headline::headline(verdict, token, checked, options).map(Node::from));
    }
    // The clock of a sample stands still for good: that is said, and nobody is asked to set it back.
    if context.pinned && options.layout != Layout::Full && token.is_some() {
        nodes.push(machine::remark(context).into());
    }
    let times = token.map(timeline::Validity::of).filter(|_| options.has_timeline());
    if let Some(drawing) = times.and_then(|times| timeline::timeline(times, context)) {
        nodes.push(el("div").with("data-live", "timeline").child(drawing).into());
    }
    nodes
}

/// What is drawn once the verdict is painted.
#[derive(Debug, Default)]
pub struct Body {
    /// What was found. It stands between the verdict and the tools; in a sample it is folded into the document.
    pub found: Vec<Node>,
    /// The token where no input shows it, its parts, its size.
    pub document: Vec<Node>,
}

/// Everything below the verdict.
pub fn body(report: &Report, input: &Source<'_>, context: &Context<'_>) -> Body {
    let mut body = Body::default();
    // That nothing was pasted is no finding to show: the input says what to do.
    if report.verdict.state == VerdictState::Empty {
        return body;
    }
    let options = context.options;
    let Some(token) = report.tokens.get(context.chosen) else {
        body.found.extend(findings::findings(report, None, options).map(Node::from));
        return body;
    };
    let whole = token_source(token, input);
    let document = &mut body.document;
    let is_painted = !options.is_read_only && segments::is_painted(&whole, input);
    if !is_painted && options.has_token() {
        document.push(segments::token(token, &whole, options).into());
    }
    let rows = Rows::of(token);
    let found = options.has_findings().then(|| findings::findings(report, Some((token, &rows)), options)).flatten();
    document.extend(options.has_parts().then(|| reading(token, &rows, &whole, context).into()));
    document.extend((options.layout == Layout::Full).then(|| Node::from(weight::weight(token, &whole, context.now))));
    match options.is_brief() {
        true => document.extend(found.map(Node::from)),
        false => body.found.extend(found.map(Node::from)),
    }
    let mut room = MAX_NODES;
    bound(&mut body.found, &mut room);
    bound(&mut body.document, &mut room);
    body
}

/// Cuts off what is beyond the nodes that there is room for, and says so where it ends.
fn bound(nodes: &mut Vec<Node>, room: &mut usize) {
    for place in 0..nodes.len() {
        if *room == 0 {
            return nodes.truncate(place);
        }
        *room = room.saturating_sub(weight_of(&nodes[place]));
        if *room == 0 {
            nodes.truncate(place);
            return nodes.push(node::text(" … more than can be shown: copy has all of it"));
        }
        if let Some(Node::Element(element)) = nodes.get_mut(place) {
            bound(element.inside(), room);
        }
    }
}

/// As how many nodes it counts. A hidden character that is named has a box of its own: a screen full of them takes
/// Firefox twice as long to lay out as anything else with as many nodes (125 ms, others at most 93).
fn weight_of(node: &Node) -> usize {
    let is_chip = |element: &Element| element.attributes.first().is_some_and(|(_, value)| value.starts_with("chip"));
    if matches!(node, Node::Element(element) if is_chip(element)) { 3 } else { 1 }
}

/// The decoded parts.
fn reading(token: &Token, rows: &Rows<'_>, whole: &Source<'_>, context: &Context<'_>) -> Element {
    el("div")
        .class("reading")
        .children(part::payload(token, rows, whole, context))
        .children(disclosures::disclosures(token, whole, context))
        .children((context.options.layout != Layout::Payload).then(|| part::header(token, rows, whole, context)))
        .children((context.options.layout == Layout::Full).then(|| part::rest(token)).flatten())
}

/// The text of a token, which its segments' spans cut.
pub fn token_source<'a>(token: &'a Token, input: &Source<'a>) -> Source<'a> {
    Source::new(token.text.as_deref().unwrap_or_else(|| input.slice(token.source)))
}

/// A section with its heading: a mark in the part's colour, a title, a remark, and a button.
fn section(at: &'static str, title: &'static str, remark: String, button: Option<Element>) -> Element {
    let mut heading = el("h3").text(title);
    if !remark.is_empty() {
        heading = heading.text(" ").child(el("small").text(remark));
    }
    el("section")
        .with("data-at", at)
        .with("tabindex", "-1")
        .child(el("div").class("heading").child(heading).children(button))
}

/// A button that copies `what`; `label` says to a listener which one it is.
fn copy_button(what: String, label: String) -> Element {
    button(action::COPY, "Copy").class("copy").with("data-what", what).with("aria-label", label)
}

/// The name of a part in attributes: `data-part`, `data-at`, `data-what`.
pub fn part_name(role: Role) -> &'static str {
    match role {
        Role::Header => "header",
        Role::Payload => "payload",
        Role::Signature => "signature",
        Role::EncryptedKey => "key",
        Role::InitializationVector => "vector",
        Role::Ciphertext => "ciphertext",
        Role::AuthenticationTag => "tag",
        Role::Extra => "extra",
        Role::Disclosure => "disclosure",
        Role::KeyBinding => "binding",
    }
}

/// A count of bytes: `486 bytes`, `1.4 MB`.
fn bytes(count: usize) -> String {
    match count {
        1 => "1 byte".to_owned(),
        0..=9_999 => format!("{count} bytes"),
        10_000..=999_999 => format!("{} KB", count / 1_000),
        _ => format!("{}.{} MB", count / 1_000_000, count % 1_000_000 / 100_000),
    }
}

/// `1 member`, `3 members`.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

#[cfg(test)]
mod tests;
