//! Reports: every place is one of whole characters inside its text, the wire says in UTF-16 units what the core says in
//! bytes, a judgement stands until it says that it changes, and the time grows with the text.

use std::time::{Duration, Instant};

use jotglass::report::{JsonNode, Part, Report, Role, Token, report};
use jotglass::text::json::Value;
use jotglass::text::visible::hides;
use jotglass::{Inspection, inspect};

use crate::weave::woven;
use crate::{NOW, slice};

/// What a text may cost under the instruments of a fuzzer, and each of its bytes: a hundred times what it costs without
/// them, and far below what a loop in a loop costs.
const BUDGET: (Duration, Duration) = (Duration::from_millis(100), Duration::from_micros(10));

/// Everything that must hold for the report on a text.
pub fn holds(data: &[u8]) {
    let text = woven(data);
    if cfg!(feature = "engine") {
        is_in_time(&text);
    }
    reported(&text);
}

/// Everything but the time.
pub fn reported(text: &str) {
    let report = report(text, NOW);
    for token in &report.tokens {
        check_token(text, token);
    }
    for finding in report.findings.iter().chain(report.tokens.iter().flat_map(|token| &token.findings)) {
        let place = finding.place.span;
        assert!(slice(text, place).is_some(), "{} points to {place:?}, which is no range of the text", finding.id);
        let detail = finding.detail.as_deref().unwrap_or_default();
        assert!(!detail.chars().any(hides), "the detail of {} holds a character that hides: {detail:?}", finding.id);
        let length = detail.chars().count();
        assert!(length < 1_000, "the detail of {} has {length} characters", finding.id);
    }
    for words in std::iter::once(&report.verdict).chain(report.tokens.iter().map(|token| &token.verdict)) {
        assert!(!words.sentence.chars().chain(words.summary.chars()).any(hides), "{words:?}");
    }
    let inspection = inspect(text, NOW);
    check_twins(text, &report, &inspection);
    check_change(text, &inspection);
}

/// Three times in a row beyond the budget is no accident of the machine.
fn is_in_time(text: &str) {
    let budget = BUDGET.0 + BUDGET.1 * u32::try_from(text.len()).unwrap_or(u32::MAX);
    let is_late = || {
        let started = Instant::now();
        let _ = inspect(text, NOW);
        started.elapsed() > budget
    };
    assert!(!(0..3).all(|_| is_late()), "{} bytes took more than {budget:?}", text.len());
}

fn check_token(text: &str, token: &Token) {
    let source = slice(text, token.source);
    assert!(source.is_some(), "the token stands at {:?}, which is no range of the text", token.source);
    let own = token.text.clone().or(source).unwrap_or_default();
    for segment in &token.segments {
        assert!(slice(&own, segment.span).is_some(), "{segment:?}");
    }
    let parts = [(Role::Header, &token.header, &token.parameters), (Role::Payload, &token.payload, &token.claims)];
    for (_, part, claims) in parts {
        let Some(part) = part else { continue };
        check_part(part);
        for claim in claims {
            assert!(slice(&part.text, claim.span).is_some_and(|value| !value.is_empty()), "{:?}", claim.name);
        }
    }
    for one in &token.disclosures {
        assert!(slice(&own, one.span).is_some(), "{one:?}");
    }
    for finding in &token.findings {
        let (start, end) = finding.place.span;
        assert!(token.source.0 <= start && end <= token.source.1, "{} points outside of its token", finding.id);
        let part =
            parts.iter().find(|(role, ..)| finding.place.segment == Some(*role)).and_then(|(_, part, _)| part.as_ref());
        if let Some(inner) = finding.place.inner {
            let is_inside = part.is_some_and(|part| slice(&part.text, inner).is_some());
            assert!(is_inside, "{} points inside to {inner:?}", finding.id);
        }
        if let (Some(pointer), Some(tree)) = (&finding.place.pointer, part.and_then(|part| part.tree.as_ref())) {
            let leads = pointer.ends_with("/…") || resolves(tree, pointer);
            assert!(leads, "{} has the pointer {pointer:?}, which leads nowhere", finding.id);
        }
    }
}

fn check_part(part: &Part) {
    let units: Vec<u16> = part.text.encode_utf16().collect();
    for (at, byte) in &part.invalid {
        assert_eq!(units.get(*at), Some(&0xFFFD));
        assert!(*byte >= 0x80);
    }
    let replaced = part.text.chars().filter(|&found| found == char::REPLACEMENT_CHARACTER).count();
    assert!(part.invalid.len() <= replaced);
    if let Some(tree) = &part.tree {
        assert!(check_node(&units, tree, 0) <= units.len());
    }
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
fn check_node(units: &[u16], node: &JsonNode, from: usize) -> usize {
    let (start, end) = span_of(node);
    assert!(from <= start && start <= end, "{:?} begins before {from}", (start, end));
    let mut at = start;
    match node {
        JsonNode::Object { members, .. } => {
            for member in members {
                let name = member.name_span;
                assert!(at < name.0 && name.1 < span_of(&member.value).0, "{:?}", member.name);
                assert_eq!(units.get(name.0), Some(&u16::from(b'"')), "{:?}", member.name);
                at = check_node(units, &member.value, member.name_span.1);
            }
        }
        JsonNode::Array { items, .. } => {
            for item in items {
                assert!(at < span_of(item).0);
                at = check_node(units, item, at);
            }
        }
        _ => {}
    }
    assert!(at <= end, "{at} is beyond {end}");
    end
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
fn check_twins(text: &str, report: &Report, inspection: &Inspection) {
    assert_eq!(inspection.tokens.len(), report.tokens.len());
    for (judged, token) in inspection.tokens.iter().zip(&report.tokens) {
        let own = &judged.token;
        let source = text.get(own.origin.span.start..own.origin.span.end).map(str::to_owned);
        assert_eq!(source, slice(text, token.source));
        let shown = token.text.clone().or(source).unwrap_or_default();
        assert_eq!(*own.text, *shown);
        for (segment, twin) in own.segments.iter().zip(&token.segments) {
            let here = own.text.get(segment.span.start..segment.span.end).map(str::to_owned);
            assert_eq!(here, slice(&shown, twin.span));
        }
        let payload = own.payload.as_deref();
        for (content, part) in [(own.header.protected.as_ref(), &token.header), (payload, &token.payload)] {
            let (Some(content), Some(part)) = (content, part) else { continue };
            let sources: Vec<&str> =
                content.document().map(|document| document.values().map(Value::source).collect()).unwrap_or_default();
            let units: Vec<u16> = part.text.encode_utf16().collect();
            let mut twins = Vec::new();
            part.tree.iter().for_each(|tree| collect(tree, &units, &mut twins));
            assert_eq!(sources, twins);
        }
    }
}

/// The source of every node, containers before their contents.
fn collect(node: &JsonNode, units: &[u16], sources: &mut Vec<String>) {
    let (start, end) = span_of(node);
    sources.push(units.get(start..end).and_then(|units| String::from_utf16(units).ok()).unwrap_or_default());
    match node {
        JsonNode::Object { members, .. } => members.iter().for_each(|member| collect(&member.value, units, sources)),
        JsonNode::Array { items, .. } => items.iter().for_each(|item| collect(item, units, sources)),
        _ => {}
    }
}

/// Until the moment at which it says that it changes, a judgement is the same.
fn check_change(text: &str, inspection: &Inspection) {
    let Some(change) = inspection.changes_at() else { return };
    assert!(change > NOW, "it changed before it was made, at {change:?}");
    let halfway = NOW.plus(change.since(NOW) / 2.0);
    if halfway <= NOW || halfway >= change {
        return;
    }
    let later = inspect(text, halfway);
    assert_eq!(judgement(&later), judgement(inspection), "at {halfway:?}, before {change:?}");
}

/// All that a judgement says, but for the words for times.
fn judgement(inspection: &Inspection) -> Vec<(String, Vec<&'static str>)> {
    let ids = |findings: &[jotglass::Finding]| findings.iter().map(|finding| finding.rule.id).collect();
    let whole = (format!("{:?}", inspection.verdict.state), ids(&inspection.findings));
    let tokens = inspection.tokens.iter().map(|one| (format!("{:?}", one.verdict.state), ids(&one.findings)));
    std::iter::once(whole).chain(tokens).collect()
}
