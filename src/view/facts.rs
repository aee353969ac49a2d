//! Who made the token, for whom, about whom, and how: a short list, in the token's own words.

use super::known;
use super::node::{Element, Node, el, text};
use super::source::Source;
use super::timeline::Validity;
use super::value;
use super::visible::{head, visible};
use crate::judge::acceptance::capitalized;
use crate::judge::profile::{Profile, ProfileRow};
use crate::judge::times::{Unit, means_never};
use crate::judge::verdict::Piece;
use crate::registry::providers::{self, Provider};
use crate::report::{Claim, JsonNode, Part, Token, VerdictState};
use crate::text::time;

/// The characters of a value.
const MAX_VALUE: usize = 120;
/// The characters of a key id.
const MAX_KEY_ID: usize = 16;
/// The audiences that are named before the rest is counted.
const MAX_AUDIENCES: usize = 3;

/// The list; nothing where the token says nothing of the kind. `end` is what its signature came to, where no other
/// words say it.
pub fn facts(token: &Token, end: &'static str) -> Option<Element> {
    let side = |part: &Option<Part>, members: &[Claim], name: &str| member(part.as_ref()?, members, name);
    let claim = |name: &str| side(&token.payload, &token.claims, name);
    let parameter = |name: &str| side(&token.header, &token.parameters, name);
    let mut algorithm =
        joined(joined(parameter("alg"), " and ", parameter("enc")), " · key ", parameter("kid").map(shortened));
    if let Some(words) = algorithm.as_mut().filter(|_| !end.is_empty()) {
        words.push(text(end));
    }
    // Names of parties are what the button "Hide private" blurs.
    let rows = [
        ("Type", false, kind(token)),
        ("Issuer", true, claim("iss").or_else(|| parameter("iss"))),
        ("Audience", true, claim("aud").or_else(|| parameter("aud"))),
        ("Subject", true, joined(claim("preferred_username"), " · ", claim("sub"))),
        ("Algorithm", false, algorithm),
        ("Lifetime", false, lifetime(token)),
    ];
    let mut list = el("dl").class("facts").with("part", "summary");
    for (label, is_private, words) in rows {
        let Some(words) = words else { continue };
        let value = el("dd").with_if(is_private, "data-private", "").children(words);
        list = list.child(el("div").child(el("dt").class("words").text(label)).child(value));
    }
    (!list.children.is_empty()).then_some(list)
}

/// What is known of its kind.
pub fn profile(token: &Token) -> Option<&'static ProfileRow> {
    Profile::rows().iter().find(|row| Some(row.id) == token.profile)
}

/// What is known of who issues such tokens.
pub fn provider(token: &Token) -> Option<&'static Provider> {
    token.provider.and_then(|index| providers::all().nth(index))
}

/// What it is called, by its profile or its provider.
pub fn title(token: &Token) -> Option<&'static str> {
    let own = provider(token).map(|provider| provider.token).filter(|name| !name.is_empty());
    profile(token).map(|row| row.title).or(own)
}

/// The same with who makes it, and what it is for where not everybody knows.
fn kind(token: &Token) -> Option<Vec<Node>> {
    let (title, provider) = (title(token), provider(token));
    if title.is_none() && provider.is_none() {
        return None;
    }
    let by = provider.map(|provider| [" from ", provider.name].concat()).unwrap_or_default();
    let mut words = vec![text(capitalized(title.unwrap_or("token")) + &by)];
    let rare = profile(token).filter(|row| !row.profile.is_common());
    words.extend(rare.map(|row| el("p").class("soft").text(row.meaning).into()));
    Some(words)
}

/// The last member of this name, as most readers have it: a text without its quotes, or the texts of a list.
fn member(part: &Part, members: &[Claim], name: &str) -> Option<Vec<Node>> {
    let claim = members.iter().rev().find(|claim| claim.name == name)?;
    let Some(JsonNode::Object { members, .. }) = &part.tree else { return None };
    let node = members.iter().map(|member| &member.value).find(|node| value::span(node) == claim.span)?;
    let source = Source::new(&part.text);
    let JsonNode::Array { items, total, .. } = node else { return one(node, &source) };
    let mut nodes = Vec::new();
    for item in items.iter().take(MAX_AUDIENCES) {
        if !nodes.is_empty() {
            nodes.push(text(", "));
        }
        nodes.extend(one(item, &source)?);
    }
    if *total > MAX_AUDIENCES {
        nodes.push(text(format!(" and {} more", total - MAX_AUDIENCES)));
    }
    (!nodes.is_empty()).then_some(nodes)
}

fn one(node: &JsonNode, source: &Source<'_>) -> Option<Vec<Node>> {
    let JsonNode::String { span } = node else { return None };
    let inner = source.slice(*span).strip_prefix('"')?.strip_suffix('"')?;
    if inner.is_empty() {
        return None;
    }
    if let Some(address) = known::plain_address(inner) {
        return Some(vec![address]);
    }
    let shown = head(inner, MAX_VALUE);
    let mut nodes = visible(shown, &[], false);
    nodes.extend((shown.len() < inner.len()).then(|| text("…")));
    Some(nodes)
}

/// A key id is looked up, not read: its beginning tells two apart.
fn shortened(mut nodes: Vec<Node>) -> Vec<Node> {
    if let [Node::Text(words)] = nodes.as_mut_slice()
        && let Some((end, _)) = words.char_indices().nth(MAX_KEY_ID)
    {
        *words = [&words[..end], "…"].concat().into();
    }
    nodes
}

fn joined(first: Option<Vec<Node>>, between: &'static str, second: Option<Vec<Node>>) -> Option<Vec<Node>> {
    match (first, second) {
        (Some(mut first), Some(second)) => {
            first.push(text(between));
            first.extend(second);
            Some(first)
        }
        (first, second) => first.or(second),
    }
}

/// How long it may be used in all; and, where the sentence is about something graver, when that ends.
fn lifetime(token: &Token) -> Option<Vec<Node>> {
    if token.verdict.state == VerdictState::Encrypted {
        return None;
    }
    let times = Validity::of(token);
    let Some(expires) = times.expires else {
        return token.claims.iter().all(|claim| claim.name != "exp").then(|| vec![text("No expiry")]);
    };
    // What is meant by such a date, the findings say.
    if Unit::guess(expires).is_some() || means_never(expires) {
        return None;
    }
    let total = times.start().filter(|start| *start < expires);
    let mut words: Vec<Node> =
        total.map(|start| text(time::duration(time::distance(expires, start)))).into_iter().collect();
    if token.verdict.state == VerdictState::Current {
        words.extend((!words.is_empty()).then(|| text(", ")));
        words.extend([Node::Live(Piece::Distance(expires)), text(" left")]);
    }
    if matches!(token.verdict.state, VerdictState::Unsigned | VerdictState::Broken) {
        words.push(text(if words.is_empty() { "ends " } else { ", ends " }));
        words.push(Node::Live(Piece::Relative(expires)));
    }
    (!words.is_empty()).then_some(words)
}
