//! What holds for every input: nothing panics, every range is one of whole characters inside its text, what is printed
//! reads as what was read, and both JSON readers agree with each other and with serde_json.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::jose::x509::Certificate;
use jotglass::report::{JsonNode, Part, Report, Role, Token};
use jotglass::text::json::{self, Document, ErrorKind, JsonFlawKind, JsonKind, Loss, Value};
use jotglass::text::url::Url;
use jotglass::text::visible::hides;
use jotglass::{NumericDate, inspect, text::base64url};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{NOW, SIGNATURE, encode, findings, inspect as reported, signed, slice, token};

mod inputs;

use inputs::{any_json, disclosed, glued, mutated, well_formed};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

/// A certificate as good as any.
const CERTIFICATE: &str = "MIIBZzCCAQygAwIBAgIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARSb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2lnbmVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASmj+j1fRnmlZVlV1P+1Upjv3efscT6thbhUYLk2YqNUDDEla81bc7yCysd7sEhZFnqpzvOx6sbGsIeiReummI6o08wTTAJBgNVHRMEAjAAMB0GA1UdDgQWBBSZHuqry2WAMrsfEau1LU8sWbyxnDAhBgNVHSMEGjAYoROkETAPMQ0wCwYDVQQDDARSb290ggEBMAoGCCqGSM49BAMCA0kAMEYCIQDFnRLmZMIV6Pkhle0SeKHMdaQAjd1aDbHtcnBfaL994QIhAJhaTE5tIFQ+1AixIiJH9dYqODOLkH8TpwwXF9mFFFYr";

type Holds = Result<(), TestCaseError>;

/// Everything that must hold for the report on a text.
fn check_report(text: &str) -> Holds {
    let report = reported(text);
    for token in &report.tokens {
        check_token(text, token)?;
    }
    for finding in findings(&report) {
        let covered = slice(text, finding.place.span);
        prop_assert!(
            covered.is_some(),
            "{} points to {:?}, which is no range of the text",
            finding.id,
            finding.place.span
        );
        let detail = finding.detail.as_deref().unwrap_or_default();
        prop_assert!(
            !detail.chars().any(hides),
            "the detail of {} holds a character that hides: {detail:?}",
            finding.id
        );
        prop_assert!(
            detail.chars().count() < 1_000,
            "the detail of {} has {} characters",
            finding.id,
            detail.chars().count()
        );
    }
    for words in std::iter::once(&report.verdict).chain(report.tokens.iter().map(|token| &token.verdict)) {
        prop_assert!(!words.sentence.chars().chain(words.summary.chars()).any(hides), "{words:?}");
    }
    check_twins(text, &report)
}

fn check_token(text: &str, token: &Token) -> Holds {
    let source = slice(text, token.source);
    prop_assert!(source.is_some(), "the token stands at {:?}, which is no range of the text", token.source);
    let own = token.text.clone().or(source).unwrap();
    for segment in &token.segments {
        prop_assert!(slice(&own, segment.span).is_some(), "{:?}", segment);
    }
    let parts = [(Role::Header, &token.header, &token.parameters), (Role::Payload, &token.payload, &token.claims)];
    for (_, part, claims) in parts {
        let Some(part) = part else { continue };
        check_part(part)?;
        for claim in claims {
            prop_assert!(slice(&part.text, claim.span).is_some_and(|value| !value.is_empty()), "{:?}", claim.name);
        }
    }
    for one in &token.disclosures {
        prop_assert!(slice(&own, one.span).is_some(), "{:?}", one);
    }
    for finding in &token.findings {
        let (start, end) = finding.place.span;
        prop_assert!(token.source.0 <= start && end <= token.source.1, "{} points outside of its token", finding.id);
        let part =
            parts.iter().find(|(role, ..)| finding.place.segment == Some(*role)).and_then(|(_, part, _)| part.as_ref());
        if let Some(inner) = finding.place.inner {
            prop_assert!(
                part.is_some_and(|part| slice(&part.text, inner).is_some()),
                "{} points inside to {inner:?}",
                finding.id
            );
        }
        if let (Some(pointer), Some(tree)) = (&finding.place.pointer, part.and_then(|part| part.tree.as_ref())) {
            prop_assert!(resolves(tree, pointer), "{} has the pointer {pointer:?}, which leads nowhere", finding.id);
        }
    }
    Ok(())
}

fn check_part(part: &Part) -> Holds {
    let units: Vec<u16> = part.text.encode_utf16().collect();
    for (at, byte) in &part.invalid {
        prop_assert_eq!(units.get(*at), Some(&0xFFFD));
        prop_assert!(*byte >= 0x80);
    }
    let replaced = part.text.chars().filter(|&found| found == char::REPLACEMENT_CHARACTER).count();
    prop_assert!(part.invalid.len() <= replaced);
    if let Some(tree) = &part.tree {
        let end = check_node(part, tree, 0)?;
        prop_assert!(end <= units.len());
    }
    Ok(())
}

fn span_of(node: &JsonNode) -> (usize, usize) {
    match node {
        JsonNode::Object { span, .. } | JsonNode::Array { span, .. } => *span,
        JsonNode::String { span }
        | JsonNode::Number { span }
        | JsonNode::Boolean { span }
        | JsonNode::Null { span } => *span,
    }
}

/// The ranges are in the order of the text, and those of children inside their parent's. Gives the end.
fn check_node(part: &Part, node: &JsonNode, from: usize) -> Result<usize, TestCaseError> {
    let (start, end) = span_of(node);
    prop_assert!(from <= start && start <= end, "{:?} begins before {from}", (start, end));
    prop_assert!(slice(&part.text, (start, end)).is_some());
    let mut at = start;
    match node {
        JsonNode::Object { members, .. } => {
            for member in members {
                prop_assert!(
                    at < member.name_span.0 && member.name_span.1 < span_of(&member.value).0,
                    "{:?}",
                    member.name
                );
                prop_assert!(slice(&part.text, member.name_span).is_some_and(|name| name.starts_with('"')));
                at = check_node(part, &member.value, member.name_span.1)?;
            }
        }
        JsonNode::Array { items, .. } => {
            for item in items {
                prop_assert!(at < span_of(item).0);
                at = check_node(part, item, at)?;
            }
        }
        _ => {}
    }
    prop_assert!(at <= end, "{at} is beyond {end}");
    Ok(end)
}

/// Whether a JSON pointer leads to a node, by any of several members of one name.
fn resolves(node: &JsonNode, pointer: &str) -> bool {
    let Some(rest) = pointer.strip_prefix('/') else { return pointer.is_empty() };
    let (first, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let name = first.replace("~1", "/").replace("~0", "~");
    match node {
        JsonNode::Object { members, .. } => {
            members.iter().any(|member| member.name == name && resolves(&member.value, rest))
        }
        JsonNode::Array { items, .. } => {
            name.parse::<usize>().ok().and_then(|index| items.get(index)).is_some_and(|item| resolves(item, rest))
        }
        _ => false,
    }
}

/// The wire says in UTF-16 units what the core says in bytes: both cut out the same text.
fn check_twins(text: &str, report: &Report) -> Holds {
    let inspection = inspect(text, NumericDate::from_seconds(NOW));
    prop_assert_eq!(inspection.tokens.len(), report.tokens.len());
    for (judged, token) in inspection.tokens.iter().zip(&report.tokens) {
        let own = &judged.token;
        prop_assert_eq!(
            text.get(own.origin.span.start..own.origin.span.end).map(str::to_owned),
            slice(text, token.source)
        );
        let shown = token.text.clone().or(slice(text, token.source)).unwrap();
        prop_assert_eq!(&*own.text, &*shown);
        for (segment, twin) in own.segments.iter().zip(&token.segments) {
            prop_assert_eq!(
                own.text.get(segment.span.start..segment.span.end).map(str::to_owned),
                slice(&shown, twin.span)
            );
        }
        let payload = own.payload.as_deref();
        for (content, part) in [(own.header.protected.as_ref(), &token.header), (payload, &token.payload)] {
            let (Some(content), Some(part)) = (content, part) else { continue };
            let sources: Vec<&str> =
                content.document().map(|document| document.values().map(Value::source).collect()).unwrap_or_default();
            let mut twins = Vec::new();
            part.tree.iter().for_each(|tree| collect(tree, &part.text, &mut twins));
            prop_assert_eq!(sources, twins);
        }
    }
    Ok(())
}

/// The source of every node, containers before their contents.
fn collect(node: &JsonNode, text: &str, sources: &mut Vec<String>) {
    sources.push(slice(text, span_of(node)).unwrap_or_default());
    match node {
        JsonNode::Object { members, .. } => members.iter().for_each(|member| collect(&member.value, text, sources)),
        JsonNode::Array { items, .. } => items.iter().for_each(|item| collect(item, text, sources)),
        _ => {}
    }
}

/// Writes a value from the names and values that were read, without white space.
fn print(value: Value<'_>, text: &str, out: &mut String) {
    let (open, close) = match value.kind() {
        JsonKind::Object => ('{', '}'),
        JsonKind::Array => ('[', ']'),
        _ => return out.push_str(value.source()),
    };
    out.push(open);
    for (position, child) in value.children().enumerate() {
        if position > 0 {
            out.push(',');
        }
        if let Some(name) = child.name_span() {
            out.push_str(name.of(text));
            out.push(':');
        }
        print(child, text, out);
    }
    out.push(close);
}

fn printed(document: &Document) -> String {
    let mut out = String::new();
    document.root().into_iter().for_each(|root| print(root, document.text(), &mut out));
    out
}

/// Kind, name, how many children, and the source of a scalar, of every value.
fn structure(document: &Document) -> Vec<(JsonKind, Option<String>, usize, String)> {
    let describe = |value: Value<'_>| {
        let is_container = matches!(value.kind(), JsonKind::Object | JsonKind::Array);
        let source = if is_container { String::new() } else { value.source().to_owned() };
        (
            value.kind(),
            value.name_span().map(|span| span.of(document.text()).to_owned()),
            value.children().count(),
            source,
        )
    };
    document.values().map(describe).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_disclosures_are_reported(text in disclosed()) {
        check_report(&text)?;
        check_report(&format!("see {text}"))?;
    }

    #[test]
    fn any_text_is_reported(text in any::<String>()) {
        check_report(&text)?;
    }

    #[test]
    fn any_text_of_token_characters_is_reported(text in "(eyJ|[A-Za-z0-9_.=+/%{}\" \n…é😀-]){0,80}") {
        check_report(&text)?;
    }

    #[test]
    fn any_parts_are_reported(text in glued()) {
        check_report(&text)?;
    }

    #[test]
    fn any_slip_in_a_token_is_reported(text in mutated()) {
        check_report(&text)?;
    }

    #[test]
    fn any_json_as_a_part_is_reported(json in any_json(), as_header in any::<bool>()) {
        check_report(&if as_header { token(&json, "{}", &SIGNATURE) } else { signed(&json) })?;
    }

    #[test]
    fn what_is_printed_reads_as_what_was_read(text in any_json()) {
        let document = Document::read(text);
        if document.error().is_none() {
            let again = Document::read(printed(&document));
            prop_assert_eq!(again.error(), None);
            prop_assert_eq!(structure(&again), structure(&document));
            prop_assert_eq!(printed(&again), printed(&document));
        }
    }

    #[test]
    fn well_formed_json_is_read(text in well_formed()) {
        prop_assert_eq!(Document::read(text).error(), None);
    }

    #[test]
    fn the_index_and_the_document_agree(text in any_json()) {
        let document = Document::read(text.clone());
        let mut members = Vec::new();
        match json::index(&text, &mut members) {
            Ok(()) => {
                prop_assert_eq!(document.error(), None);
                let root = document.root().unwrap();
                prop_assert_eq!(root.kind(), JsonKind::Object);
                let ends = |child: Value<'_>| {
                    let (name, value) = (child.name_span().unwrap(), child.span());
                    [name.start, name.end, value.start, value.end]
                };
                let expected: Vec<_> = root.children().map(ends).collect();
                prop_assert_eq!(members, expected);
            }
            Err(error) if error.kind == ErrorKind::NotAnObject => {
                prop_assert_eq!(document.error(), None);
                prop_assert_ne!(document.root().map(Value::kind), Some(JsonKind::Object));
            }
            Err(error) => prop_assert_eq!(document.error(), Some(error)),
        }
    }

    /// It refuses nothing that serde_json accepts, and accepts more in two named cases only.
    #[test]
    fn serde_json_agrees(text in any_json()) {
        let document = Document::read(text.clone());
        let other = serde_json::from_str::<serde_json::Value>(&text);
        match (document.error(), other) {
            (Some(error), Ok(_)) => prop_assert!(false, "refused: {}", error.describe(&text)),
            (None, Err(error)) => {
                let is_named = |kind| matches!(kind, JsonFlawKind::LoneSurrogate | JsonFlawKind::NumberRange(Loss::Overflow));
                prop_assert!(document.review().iter().any(|flaw| is_named(flaw.kind)), "accepted: {error}");
            }
            _ => {}
        }
    }

    #[test]
    fn strings_are_unescaped_as_serde_json_does(text in well_formed()) {
        let document = Document::read(text);
        for value in document.values() {
            if let Ok(expected) = serde_json::from_str::<String>(value.source()) {
                let found = value.string().map(String::from);
                prop_assert_eq!(found, Some(expected));
            }
        }
    }

    #[test]
    fn what_is_encoded_is_decoded(bytes in vec(any::<u8>(), 0..200)) {
        let text = encode(&bytes);
        prop_assert!(base64url::is_well_formed(&text));
        prop_assert_eq!(base64url::decode(&text), base64url::Decoded { bytes, flaws: Vec::new() });
    }

    #[test]
    fn any_text_is_decoded(text in "[A-Za-f0-9+/=_ é-]{0,40}") {
        let decoded = base64url::decode(&text);
        prop_assert_eq!(decoded.flaws.is_empty(), base64url::is_well_formed(&text));
        prop_assert!(decoded.bytes.len() <= text.len() / 4 * 3 + 2);
        for flaw in decoded.flaws {
            prop_assert!(flaw.count > 0 && text.get(flaw.span.start..flaw.span.end).is_some_and(|found| found.chars().count() == 1));
        }
    }

    /// Neither any bytes nor damage to a certificate's own panic, and a header that carries them is reported.
    #[test]
    fn any_certificate_is_survived(
        noise in vec(any::<u8>(), 0..120),
        cuts in vec((any::<Index>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = STANDARD.decode(CERTIFICATE).unwrap();
        for (index, byte) in cuts {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [noise, bytes] {
            let name = Certificate::read(&bytes).map(|certificate| certificate.subject);
            prop_assert!(name.is_none_or(|name| name.len() <= 3 * bytes.len()));
            let header = format!(r#"{{"alg":"ES256","x5t":"AA","x5c":["{}"]}}"#, STANDARD.encode(bytes));
            check_report(&token(&header, "{}", &SIGNATURE))?;
        }
    }

    /// Whatever stands where an address is expected is split into parts of itself.
    #[test]
    fn any_address_is_split(text in "(https|did|[a-z]{0,3})?:?/?/?[a-z0-9.@:%?#&=\\[\\]\\\\é -]{0,40}") {
        if let Some(url) = Url::split(&text) {
            let parts = [url.scheme, url.userinfo.unwrap_or_default(), url.host, url.port, url.path, url.rest];
            prop_assert!(parts.iter().map(|part| part.len()).sum::<usize>() < text.len());
            prop_assert!(parts.iter().all(|part| text.contains(part)));
            prop_assert!(url.is_same_site(&url));
            let _ = (url.reach(), url.trick());
        }
        let header = format!(r#"{{"alg":"HS256","jku":{0:?},"kid":{0:?}}}"#, text);
        check_report(&token(&header, r#"{"iss":"https://a.example"}"#, &SIGNATURE))?;
    }
}
