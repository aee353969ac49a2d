//! Values shown for what they are: an address with its host stressed, a list as a list, certificates and keys by what
//! tells them apart, another token with a way into it. What stands in the token stays what is shown; this adds to it.

use super::action;
use super::encoded::{self, Encoded};
use super::node::{Element, Node, button, el};
use super::source::Source;
use super::value;
use super::visible::{head, visible};
use crate::jose::jwk::Jwk;
use crate::jose::token::content::looks_like_compact;
use crate::jose::x509::Certificate;
use crate::registry::ValueKind;
use crate::report::{self, Claim};
use crate::text::base64url;
use crate::text::json;
use crate::text::time::NumericDate;
use crate::text::url::Url;

/// The longest address that becomes a link.
const MAX_ADDRESS: usize = 1_000;
/// The entries of a list that are shown side by side.
const MAX_ITEMS: usize = 24;
/// The certificates of a chain that are read.
const MAX_CERTIFICATES: usize = 8;
/// The characters shown of a name in a certificate.
const MAX_NAME: usize = 200;

/// A value that is shown in a form of its own instead of as JSON; `None` for the others.
///
/// Addresses become links only where `is_claim`: those of a header are where keys would be fetched from, and nobody
/// should go there by a slip.
pub fn shown(node: &report::JsonNode, claim: Option<&Claim>, source: &Source<'_>, is_claim: bool) -> Option<Node> {
    let kind = claim.and_then(|claim| claim.row).map(|row| row.value);
    match node {
        report::JsonNode::String { span } => {
            let inner = source.slice(*span).strip_prefix('"')?.strip_suffix('"')?;
            // With escapes or hidden characters in it, only the spelling itself is safe to look at.
            if !inner.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\' || byte == b' ') {
                return None;
            }
            let count = inner.split(' ').count();
            if kind == Some(ValueKind::ScopeList) && (2..=MAX_ITEMS).contains(&count) {
                return Some(list(inner.split(' ').filter(|item| !item.is_empty()).collect()));
            }
            address(inner, is_claim)
        }
        report::JsonNode::Array { items, total, .. }
            if (2..=MAX_ITEMS).contains(total) && kind != Some(ValueKind::Certificates) =>
        {
            let is_text = |item: &report::JsonNode| matches!(item, report::JsonNode::String { .. });
            items.iter().all(is_text).then(|| list(items.iter().map(|item| source.slice(value::span(item))).collect()))
        }
        _ => None,
    }
}

/// How many a member lists: items, scopes, or the items of the one list inside; nothing for one alone.
pub fn count(node: &report::JsonNode, kind: ValueKind, source: &Source<'_>) -> Option<usize> {
    let count = match node {
        report::JsonNode::Array { total, .. } => *total,
        report::JsonNode::Object { members, total: 1, .. } => match members.first().map(|member| &member.value) {
            Some(report::JsonNode::Array { total, .. }) => *total,
            _ => 0,
        },
        report::JsonNode::String { span } if kind == ValueKind::ScopeList => {
            source.slice(*span).trim_matches('"').split(' ').filter(|item| !item.is_empty()).count()
        }
        _ => 0,
    };
    (count > 1).then_some(count)
}

/// A string that is an address of the web, its host stressed; nothing for any other value. It is not a link.
pub fn address_in(node: &report::JsonNode, source: &Source<'_>) -> Option<Node> {
    let report::JsonNode::String { span } = node else { return None };
    let inner = source.slice(*span).strip_prefix('"')?.strip_suffix('"')?;
    is_plain(inner).then(|| address(inner, false))?
}

/// The same without quotes, of a text that has none.
pub fn plain_address(inner: &str) -> Option<Node> {
    is_plain(inner).then(|| stressed(inner, false).map(|link| link.class("address").into()))?
}

/// Whether a text is as it looks: nothing in it is escaped or hidden.
fn is_plain(inner: &str) -> bool {
    inner.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn list(items: Vec<&str>) -> Node {
    let item =
        |item: &&str| el("li").child(el("code").class("string").children(visible(head(item, MAX_NAME), &[], false)));
    el("ul").class("list").children(items.iter().map(item)).into()
}

/// An address of the web, its host stressed: who reads it must see where it leads. The text of the link is the address.
fn address(inner: &str, is_link: bool) -> Option<Node> {
    let link = stressed(inner, is_link)?;
    Some(el("code").class("string address").text("\"").child(link).text("\"").into())
}

fn stressed(inner: &str, is_link: bool) -> Option<Element> {
    let url = Url::split(inner)
        .filter(|url| url.is_web() && url.userinfo.is_none() && url.trick().is_none() && !url.host.is_empty())?;
    let start = url.scheme.len() + "://".len();
    let (scheme, rest) =
        inner.split_at_checked(start).filter(|_| inner.len() <= MAX_ADDRESS && !inner.contains(' '))?;
    let (host, rest) = rest.split_at_checked(url.host.len()).filter(|(host, _)| *host == url.host)?;
    let link = match is_link && url.has_scheme("https") {
        true => el("a").with("href", inner.to_owned()).with("target", "_blank").with("rel", "noopener noreferrer"),
        false => el("span"),
    };
    Some(link.text(scheme.to_owned()).child(el("b").text(host.to_owned())).text(rest.to_owned()))
}

/// What else is to be said of a value: what its certificates, its key or the token in it are.
pub fn notes(node: &report::JsonNode, claim: Option<&Claim>, source: &Source<'_>, at: &str) -> Vec<Element> {
    let kind = claim.and_then(|claim| claim.row).map(|row| row.value);
    let read = || json::Document::read(source.slice(value::span(node)).to_owned());
    let line = |words: String| el("p").class("known").children(visible(&words, &[], false));
    match (node, kind) {
        (report::JsonNode::Array { .. }, Some(ValueKind::Certificates)) => {
            let document = read();
            let chain = document.root().into_iter().flat_map(json::Value::children).filter_map(json::Value::string);
            let read = |encoded: std::borrow::Cow<'_, str>| Certificate::read(&base64url::decode(&encoded).bytes);
            chain.take(MAX_CERTIFICATES).filter_map(read).map(|one| certificate(&one)).collect()
        }
        (report::JsonNode::Object { .. }, Some(ValueKind::Jwk)) => key(&read()).map(line).into_iter().collect(),
        (report::JsonNode::Object { members, .. }, _) => {
            let inner = members.iter().find(|member| member.name == "jwk").map(|member| value::span(&member.value));
            inner
                .and_then(|span| key(&json::Document::read(source.slice(span).to_owned())))
                .map(line)
                .into_iter()
                .collect()
        }
        (report::JsonNode::String { span }, _) if looks_like_compact(source.slice(*span).trim_matches('"')) => {
            let open = button(action::UNWRAP, "Open it")
                .with("data-what", at.to_owned())
                .with("data-key", format!("unwrap {at}"));
            vec![el("p").text("Another token. ").child(open)]
        }
        (report::JsonNode::String { .. }, _) => {
            encoded::read(node, source).map(|encoded| line(self::encoded(&encoded))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// `Base64 of JSON`, of a text with its beginning.
fn encoded(encoded: &Encoded) -> String {
    match &encoded.text {
        Some(text) if encoded.what == "text" => format!("Base64 of “{}”", head(text, MAX_NAME)),
        _ => ["Base64 of ", encoded.what].concat(),
    }
}

fn certificate(one: &Certificate) -> Element {
    let shown = |name: &str| visible(head(name, MAX_NAME), &[], false);
    let mut words = el("p").class("known").child(el("b").children(shown(&one.subject)));
    words = words.text(if one.is_self_issued { ", by itself" } else { ", by " });
    if !one.is_self_issued {
        words = words.children(shown(&one.issuer));
    }
    let size = if one.bits > 0 { format!(" {}", one.bits) } else { String::new() };
    words = words.text(format!(". {}{size}; from ", one.key));
    let date = |at: NumericDate| at.calendar().map(|calendar| calendar.date()).unwrap_or_default();
    words.text(date(one.not_before)).text(" to ").text(date(one.not_after)).text(".")
}

fn key(document: &json::Document) -> Option<String> {
    let key = document.root().and_then(Jwk::of)?;
    let thumbprint = key.thumbprint().map(|digest| format!("; thumbprint {digest}")).unwrap_or_default();
    Some(format!("{}{thumbprint}", key.words()))
}

/// Claims and header parameters of which every value may be shown.
const HARMLESS: [&str; 14] =
    ["alg", "enc", "typ", "cty", "zip", "crit", "iss", "aud", "scope", "scp", "acr", "amr", "token_use", "ver"];

/// Whether a value should not be on a screen that others see: all that is not known to be harmless.
pub fn is_private(node: &report::JsonNode, claim: Option<&Claim>) -> bool {
    let is_word = matches!(node, report::JsonNode::Boolean { .. } | report::JsonNode::Null { .. });
    let is_known = claim.is_some_and(|claim| claim.time.is_some() || HARMLESS.contains(&&*claim.name));
    !is_word && !is_known
}
