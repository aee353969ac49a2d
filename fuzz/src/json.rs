//! JSON against serde_json, and its two readers against each other.

use jotglass::text::json::{self, Document, ErrorKind, JsonFlawKind, JsonKind, Loss, MAX_DEPTH, Value};

/// serde_json accepts the same texts, but for what is named here, and reads the same values; what is printed again
/// reads as what was read; every value is inside its container, and its pointer leads to it.
pub fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let document = Document::read(text.clone());
    let flaws = document.review();
    for flaw in &flaws {
        assert!(text.get(flaw.span.start..flaw.span.end).is_some(), "{flaw:?}");
    }
    if let Some(error) = document.error() {
        assert!(text.is_char_boundary(error.at), "{error:?}");
        assert!(!error.describe(&text).is_empty());
    }
    agrees_with_the_index(&text, &document);
    nests(&document);
    match (document.error(), serde_json::from_str::<serde_json::Value>(&text)) {
        (Some(error), Ok(_)) => panic!("refused: {}", error.describe(&text)),
        (None, Err(error)) => {
            let is_named =
                |kind| matches!(kind, JsonFlawKind::LoneSurrogate | JsonFlawKind::NumberRange(Loss::Overflow));
            // serde_json stops one level sooner.
            let is_deep = depth(&document) >= MAX_DEPTH;
            assert!(is_deep || flaws.iter().any(|flaw| is_named(flaw.kind)), "accepted: {error}");
        }
        (None, Ok(other)) => {
            let root = document.root().expect("a whole document has a root");
            is_the_same(root, &other);
            let again = Document::read(printed(&document));
            assert_eq!(again.error(), None);
            assert_eq!(structure(&again), structure(&document));
            assert_eq!(printed(&again), printed(&document));
        }
        (Some(_), Err(_)) => {}
    }
}

/// The index of the outermost members finds what the document has, or the same error.
pub fn agrees_with_the_index(text: &str, document: &Document) {
    let mut members = Vec::new();
    match json::index(text, &mut members) {
        Ok(()) => {
            assert_eq!(document.error(), None);
            let root = document.root().expect("a whole document has a root");
            assert_eq!(root.kind(), JsonKind::Object);
            let ends = |child: Value<'_>| {
                let (name, value) = (child.name_span().expect("a member has a name"), child.span());
                [name.start, name.end, value.start, value.end]
            };
            assert_eq!(members, root.children().map(ends).collect::<Vec<_>>());
        }
        Err(error) if error.kind == ErrorKind::NotAnObject => {
            assert_eq!(document.error(), None);
            assert_ne!(document.root().map(Value::kind), Some(JsonKind::Object));
        }
        Err(error) => assert_eq!(document.error(), Some(error)),
    }
}

/// Values stand in the order of the text, children inside their parent, and the pointer of one leads to one of its
/// name.
fn nests(document: &Document) {
    let mut last = 0;
    for value in document.values() {
        let span = value.span();
        assert!(document.text().get(span.start..span.end).is_some() && last <= span.start, "{span:?}");
        last = span.start;
        for child in value.children() {
            let inner = child.span();
            assert!(span.start < inner.start && inner.end <= span.end, "{inner:?} in {span:?}");
            if let (Some(name), Some(source)) = (child.name(), child.name_span()) {
                assert_eq!(json::unescape(source.of(document.text())), name);
                assert!(child.is_named(&name) && value.member(&name).is_some());
            }
        }
    }
    // Pointers take the time of what they lead through: a few are enough.
    for value in document.values().take(64) {
        let pointer = document.pointer(value);
        if !pointer.ends_with(json::CUT) {
            let found = document.root().is_some_and(|root| leads(root, &pointer, value));
            assert!(found, "{pointer:?} leads elsewhere");
        }
    }
}

/// Whether a pointer leads to a value, by any of several members of one name.
fn leads(from: Value<'_>, pointer: &str, to: Value<'_>) -> bool {
    let Some(rest) = pointer.strip_prefix('/') else { return pointer.is_empty() && from.number() == to.number() };
    let (first, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let name = first.replace("~1", "/").replace("~0", "~");
    match from.kind() {
        JsonKind::Object => {
            from.children().any(|child| child.name().is_some_and(|found| found == name) && leads(child, rest, to))
        }
        JsonKind::Array => {
            name.parse().ok().and_then(|index| from.children().nth(index)).is_some_and(|child| leads(child, rest, to))
        }
        _ => false,
    }
}

/// Of several members of one name serde_json keeps the last.
fn is_the_same(value: Value<'_>, other: &serde_json::Value) {
    match other {
        serde_json::Value::Null => assert_eq!(value.kind(), JsonKind::Null),
        serde_json::Value::Bool(is) => {
            assert_eq!((value.kind(), value.source()), (JsonKind::Boolean, if *is { "true" } else { "false" }));
        }
        serde_json::Value::Number(number) => {
            assert_eq!(value.kind(), JsonKind::Number);
            let (own, other): (f64, f64) =
                (value.source().parse().expect("a JSON number is a float"), number.as_f64().expect("so is this"));
            // serde_json rounds the last bit otherwise, without its feature for that.
            assert!((own - other).abs() <= own.abs() * 1e-15 + f64::MIN_POSITIVE, "{} is not {number}", value.source());
        }
        serde_json::Value::String(text) => assert_eq!(value.string().as_deref(), Some(&**text)),
        serde_json::Value::Array(items) => {
            assert_eq!((value.kind(), value.children().count()), (JsonKind::Array, items.len()));
            value.children().zip(items).for_each(|(value, other)| is_the_same(value, other));
        }
        serde_json::Value::Object(members) => {
            assert_eq!(value.kind(), JsonKind::Object);
            let repeated = value.duplicates().len();
            assert_eq!(value.children().count() - repeated, members.len());
            for (name, other) in members {
                is_the_same(value.member(name).expect("a member that serde_json found"), other);
            }
        }
    }
}

fn depth(document: &Document) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    let mut deepest = 0;
    for value in document.values() {
        while ends.last().is_some_and(|&end| end <= value.span().start) {
            ends.pop();
        }
        if matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            ends.push(value.span().end);
        }
        deepest = deepest.max(ends.len());
    }
    deepest
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
