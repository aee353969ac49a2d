//! Which of several tokens is shown: a button for each, with what it is, who makes it, and how it stands with it.

use super::facts::{provider, title};
use super::node::{Element, Node, button, el, text};
use super::origin::origin;
use super::source::Source;
use super::visible::{head, visible};
use super::{action, counted};
use crate::report::{Kind, Report, Severity, Token, VerdictState};
use crate::text::url::Url;

/// The tokens that can be chosen on the screen.
const MAX_CHIPS: usize = 50;
/// The characters of an issuer.
const MAX_ISSUER: usize = 60;
/// The names of places that are told of one token.
const MAX_NAMES: usize = 3;
/// Between two things that are said of a token.
const DOT: &str = " \u{b7} ";

/// The buttons; nothing where there is nothing to choose. Copies of a token share a button.
pub fn chips(report: &Report, input: &str, chosen: usize) -> Option<Element> {
    if report.tokens.len() < 2 {
        return None;
    }
    let input = Source::new(input);
    let all = distinct(report, &input);
    let chips = all.iter().take(MAX_CHIPS).enumerate().filter_map(|(number, places)| {
        let index = *places.first()?;
        let token = report.tokens.get(index)?;
        let has_error = token.findings.iter().any(|finding| finding.severity == Severity::Error);
        let mark = el("span").class(mark(token, has_error)).with("aria-hidden", "true");
        let name = el("b").text(format!("{} ", number + 1)).text(label(token));
        let again =
            (places.len() > 1).then(|| el("span").class("again").text([" \u{d7}", &places.len().to_string()].concat()));
        let about = el("small").children(issuer(token)).text(state(token)).children(found_in(report, places, &input));
        let said = has_error.then(|| el("span").class("said").text(" with errors"));
        let chip = button(action::CHOOSE, "")
            .with("data-what", index.to_string())
            .with("data-key", format!("choose {index}"))
            .with("aria-pressed", if places.contains(&chosen) { "true" } else { "false" });
        Some(chip.child(mark).child(name.children(again)).text(" ").child(about).children(said))
    });
    let hidden = all.len().saturating_sub(MAX_CHIPS);
    let places = report.tokens.len();
    let found = match all.len() {
        count if count == places => format!("{} in this text", counted(count, "token")),
        count => format!("{} in {places} places", counted(count, "token")),
    };
    let more = (hidden > 0).then(|| el("span").text(format!("and {hidden} more")));
    let group = el("div").class("chooser").with("role", "group").with("aria-label", "Tokens found");
    Some(group.child(el("span").text(found)).children(chips).children(more))
}

/// The tokens that differ, each as the places that it has in the list of all. There are so few that each is compared
/// with each; a hash table would be 3 KB of the module.
fn distinct(report: &Report, input: &Source<'_>) -> Vec<Vec<usize>> {
    let mut all: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, token) in report.tokens.iter().enumerate() {
        let text = token.text.as_deref().unwrap_or_else(|| input.slice(token.source));
        // The signatures of a JSON form are tokens of their own, of one text.
        let is_form = matches!(token.kind, Kind::JwsJson | Kind::JweJson);
        match all.iter_mut().find(|(known, _)| !is_form && *known == text) {
            Some((_, places)) => places.push(index),
            None => all.push((text, vec![index])),
        }
    }
    all.into_iter().map(|(_, places)| places).collect()
}

/// The names that the text gives a token, in its order.
fn found_in(report: &Report, places: &[usize], input: &Source<'_>) -> Option<Node> {
    let spans = places.iter().filter_map(|&index| Some(report.tokens.get(index)?.source));
    let mut names: Vec<&str> = Vec::new();
    for name in spans.take(MAX_CHIPS).filter_map(|span| origin(input, span)) {
        let is_known = names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if !is_known && names.len() < MAX_NAMES {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| text([DOT, "in ", &names.join(", ")].concat()))
}

/// What kind of token it is.
fn label(token: &Token) -> &'static str {
    title(token).unwrap_or(match token.kind {
        Kind::Jwe | Kind::JweJson => "Encrypted token",
        Kind::Jws | Kind::JwsJson => "Token",
    })
}

/// Who makes it: the provider by name, else the host of the issuer, or what stands there.
fn issuer(token: &Token) -> Vec<Node> {
    if let Some(provider) = provider(token) {
        return vec![text(provider.name), text(DOT)];
    }
    let claim = token.claims.iter().rev().find(|claim| claim.name == "iss");
    let (Some(claim), Some(payload)) = (claim, &token.payload) else { return Vec::new() };
    let source = Source::new(&payload.text);
    let Some(inner) = source.slice(claim.span).strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Vec::new();
    };
    let host = Url::split(inner).filter(|url| !url.host.is_empty()).map_or(inner, |url| url.host);
    let mut nodes = visible(head(host, MAX_ISSUER), &[], false);
    nodes.push(text(DOT));
    nodes
}

/// How it stands with it, in a word or two.
fn state(token: &Token) -> &'static str {
    match token.verdict.state {
        VerdictState::Expired => "expired",
        VerdictState::NotYetValid => "not valid yet",
        VerdictState::Current => "current",
        VerdictState::Unsigned => "unsigned",
        VerdictState::Encrypted => "encrypted",
        VerdictState::Broken => "damaged",
        VerdictState::NotClaims => "signed content",
        VerdictState::Endless => "no expiry",
        VerdictState::Empty | VerdictState::NotAToken => "",
    }
}

/// The class of its mark: errors first.
fn mark(token: &Token, has_error: bool) -> &'static str {
    match token.kind {
        _ if has_error => "dot error",
        Kind::Jwe | Kind::JweJson => "dot encrypted",
        Kind::Jws | Kind::JwsJson => "dot",
    }
}
