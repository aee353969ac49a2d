//! Which of several tokens is shown: a button for each, with what it is, who makes it, and how it stands with it.

use super::headline::{profile, provider};
use super::node::{Element, Node, button, el, text};
use super::source::Source;
use super::visible::{head, visible};
use super::{action, counted};
use crate::report::{Kind, Report, Severity, Token, VerdictState};
use crate::text::url::Url;

/// The tokens that can be chosen on the screen.
const MAX_CHIPS: usize = 50;
/// The characters of an issuer.
const MAX_ISSUER: usize = 60;
/// Between two things that are said of a token.
const DOT: &str = " \u{b7} ";

/// The buttons; nothing where there is nothing to choose.
pub fn chips(report: &Report, chosen: usize) -> Option<Element> {
    if report.tokens.len() < 2 {
        return None;
    }
    let chips = report.tokens.iter().take(MAX_CHIPS).enumerate().map(|(index, token)| {
        let has_error = token.findings.iter().any(|finding| finding.severity == Severity::Error);
        let mark = el("span").class(mark(token, has_error)).with("aria-hidden", "true");
        let name = el("b").text(format!("{} ", index + 1)).text(label(token));
        let about = el("small").children(issuer(token)).text(state(token));
        let said = has_error.then(|| el("span").class("said").text(" with errors"));
        button(action::CHOOSE, "")
            .with("data-what", index.to_string())
            .with("data-key", format!("choose {index}"))
            .with("aria-pressed", if index == chosen { "true" } else { "false" })
            .child(mark)
            .child(name)
            .text(" ")
            .child(about)
            .children(said)
    });
    let hidden = report.tokens.len().saturating_sub(MAX_CHIPS);
    let found = el("span").text(format!("{} in this text", counted(report.tokens.len(), "token")));
    let more = (hidden > 0).then(|| el("span").text(format!("and {hidden} more")));
    let group = el("div").class("chooser").with("role", "group").with("aria-label", "Tokens found");
    Some(group.child(found).children(chips).children(more))
}

/// What kind of token it is.
fn label(token: &Token) -> &'static str {
    let provider = provider(token).map(|provider| provider.token);
    profile(token).map(|row| row.title).or(provider.filter(|words| !words.is_empty())).unwrap_or(match token.kind {
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
