//! The words of the interface are those of a native speaker: patterns that read like a translation are refused, in
//! every sentence that a rule, a claim or a provider can say.

use jotglass::judge::lint;
use jotglass::report::Catalogue;
use serde_json::Value;

/// What is not said, each with what is said instead.
const UNWANTED: [(&str, &str); 8] = [
    ("whoever", "anyone who"),
    ("who has ", "with"),
    (" is no ", "is not a"),
    ("that are none", "say what they are"),
    ("stands in", "is in"),
    ("stand in", "be in"),
    ("stands twice", "occurs twice"),
    ("it lives", "lifetime"),
];

#[track_caller]
fn check(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn complaint(whose: &str, words: &str) -> Option<String> {
    let lower = words.to_ascii_lowercase().replace("there is no ", "there is not a ");
    let (unwanted, better) = UNWANTED.iter().find(|(unwanted, _)| lower.contains(unwanted))?;
    Some(format!("{whose}: {unwanted:?} in {words:?}; say {better:?}"))
}

/// All sentences of a catalogue, each with the way to it.
fn sentences(value: &Value, way: &str, all: &mut Vec<(String, String)>) {
    match value {
        Value::String(words) => all.push((way.to_owned(), words.clone())),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| sentences(item, &format!("{way}/{at}"), all))
        }
        Value::Object(members) => {
            let name = ["id", "name", "key"].iter().find_map(|name| members.get(*name)?.as_str());
            let way = name.map_or_else(|| way.to_owned(), |name| format!("{way}/{name}"));
            members.values().for_each(|value| sentences(value, &way, all));
        }
        _ => {}
    }
}

#[test]
fn no_sentence_reads_like_a_translation() {
    let mut all = Vec::new();
    sentences(&serde_json::to_value(Catalogue::new()).unwrap(), "", &mut all);
    assert!(all.len() > 2_000, "{} sentences", all.len());
    check(&all.iter().filter_map(|(whose, words)| complaint(whose, words)).collect::<Vec<_>>());
}

/// A title says what was found, and does not begin like a sentence about somebody.
#[test]
fn titles_name_what_was_found() {
    let found = lint::rules().filter(|rule| rule.title.starts_with("It ") || rule.title.starts_with("Its "));
    check(&found.map(|rule| format!("{}: {:?}", rule.id, rule.title)).collect::<Vec<_>>());
}
