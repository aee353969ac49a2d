//! The JSON that people read is the token's: nothing but white space between its tokens is changed, in what is shown
//! and in what is copied.

use std::fs;

use jotglass::NumericDate;
use jotglass::report::{self, Format};
use jotglass::view::node::{Element, Node};
use jotglass::view::options::Options;
use jotglass::view::rendition::Rendition;
use jotglass::view::source::Source;
use jotglass::view::{self, Context, copy};
use serde_json::Value;

use crate::quiet;
use crate::support::{NOW, loud, read, signed, suite};

/// The text of the lines, white space aside, each label of a hidden character as that character again.
fn lines(nodes: &[Node], is_code: bool, out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) if is_code => out.push_str(words),
            Node::Element(element) if has_class(element, "chip") => out.push(hidden(element)),
            Node::Element(element) if !["note", "more"].iter().any(|class| has_class(element, class)) => {
                let is_code = (is_code || element.name == "code") && element.name != "summary";
                lines(&element.children, is_code, out);
            }
            _ => {}
        }
    }
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attributes.iter().any(|(name, value)| *name == "class" && value.split(' ').any(|one| one == class))
}

/// The character of a label; U+FFFD for a byte that is not text, as in the part.
fn hidden(label: &Element) -> char {
    let Some(Node::Text(words)) = label.children.first() else { panic!("a label without words: {label:?}") };
    let code = words.strip_prefix("U+").and_then(|digits| u32::from_str_radix(digits, 16).ok());
    code.and_then(char::from_u32).unwrap_or('\u{fffd}')
}

/// The parts of a document that are shown as lines, by name.
fn shown(nodes: &[Node], part: &str) -> Option<String> {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.attributes.iter().any(|(name, value)| *name == "part" && value == part) {
            return json(&element.children);
        }
        if let Some(found) = shown(&element.children, part) {
            return Some(found);
        }
    }
    None
}

fn json(nodes: &[Node]) -> Option<String> {
    nodes.iter().find_map(|node| match node {
        Node::Element(element) if has_class(element, "json") => {
            let mut text = String::new();
            lines(&element.children, false, &mut text);
            Some(text)
        }
        Node::Element(element) => json(&element.children),
        _ => None,
    })
}

fn bare(text: &str) -> String {
    text.chars().filter(|found| !matches!(found, ' ' | '\n' | '\r' | '\t')).collect()
}

/// Of long texts only what is around the first difference is worth reading.
#[track_caller]
fn same(found: &str, expected: &str, name: &str) {
    let at = found.chars().zip(expected.chars()).position(|(one, other)| one != other);
    let around =
        |text: &str| text.chars().skip(at.unwrap_or(usize::MAX).saturating_sub(40)).take(80).collect::<String>();
    assert!(
        found == expected,
        "{name}, at {at:?} of {} and {}:\n{}\n{}",
        found.len(),
        expected.len(),
        around(found),
        around(expected)
    );
}

/// Holds what is shown and copied of `text`'s first token to its own JSON; how many parts were compared.
fn hold(text: &str) -> usize {
    let now = NumericDate::from_seconds(NOW);
    let (report, options) = (report::shown(text, now), Options::default());
    let context =
        Context { now, pinned: false, offset: None, chosen: 0, options: &options, rendition: Rendition::Json };
    let Some(token) = report.tokens.first() else { return 0 };
    let document = view::body(&report, &Source::new(text), &context).document;
    let mut count = 0;
    for (name, part) in [("payload", &token.payload), ("header", &token.header)] {
        let Some(part) = part.as_ref().filter(|part| part.format == Format::Json) else { continue };
        let Some(shown) = shown(&document, name) else { continue };
        // What is beyond the limits is said to be left out, and can be copied.
        if !shown.contains(" more: copy has all of it") {
            same(&bare(&shown), &bare(&part.text), name);
            count += 1;
        }
        let pretty = copy::copied(&format!("pretty {name}"), &report, 0, text).expect("JSON can be copied");
        same(&bare(&pretty), &bare(&part.text), name);
    }
    count
}

#[test]
fn of_ordinary_and_of_odd_tokens() {
    let usual: usize = quiet::tokens().map(|text| hold(&text)).sum();
    assert!(usual > 90, "{usual} parts");
    for odd in [
        "{}",
        " { } ",
        "[]",
        "[ [ ] , { } ]",
        "\"text\"",
        "1E+400",
        r#"{"a":0.50,"a":1e400,"b":-0,"c":9007199254740993}"#,
        "{\"a\":\"\\u0041\\ud800\",\"\\u0062\":\"x\u{202e}y\u{200b}\",\"\":null}",
        "{\"a\" : [1 ,2\n, [3,{\"b\":\ttrue}]] ,\"c\":{\"c\":{\"c\":{\"c\":{\"c\":[[[[[]]]]]}}}}}",
        "{\"a\":\"{\\\"b\\\":[1,2]}\",\"x5c\":[\"AAAA\"],\"cnf\":{\"jwk\":{\"kty\":\"oct\"}}}",
        "{\"emoji\":\"👩\u{200d}👩\u{200d}👧\",\"long\":[\"https://a.example/b\",\"https://c.example/d\"]}",
    ] {
        assert_eq!(hold(&signed(odd)), 2, "{odd}");
    }
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let long: String = (0..500).map(|index| format!("\"k{index}\":[{index},{{\"a\":{{}}}}],")).collect();
    let lists = format!("[{}]", ["1"; 190].join(","));
    let values = format!("{{\"a\":[{}],\"b\":{{\"c\":[1]}},\"d\":[[2]]}}", [&*lists; 60].join(","));
    assert_eq!(hold(&signed(&values)), 1, "of the payload some is left out, and said to be");
    let few = format!("{{\"a\":[{}],\"b\":{{\"c\":[1]}},\"d\":[[2]]}}", [&*lists; 12].join(","));
    for part in [few, deep, format!("{{{long}\"z\":1}}"), format!("{{\"a\":[{}1]}}", "1,".repeat(900))] {
        assert_eq!(hold(&signed(&part)), 2, "{}", &part[..40]);
    }
}

#[test]
fn of_json_test_suite() {
    let Some(folder) = suite("jsontestsuite/test_parsing") else { return };
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("y_") {
            count += hold(&signed(fs::read(path).unwrap())).min(1);
        }
    }
    assert!(count >= 95, "{count} files");
}

#[test]
fn of_nasty_inputs() {
    let Some(path) = suite("../nasty.jsonl") else { return };
    let count: usize = read(&path)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|line| line.get("input").and_then(Value::as_str).map(str::to_owned))
        .map(|input| hold(&input))
        .sum();
    loud(&format!("nasty.jsonl: {count} parts stand in lines as they are"));
    assert!(count > 20, "{count} parts");
}
