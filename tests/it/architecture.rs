//! The architecture as it is written in `src/lib.rs` and DESIGN, held against the source: who imports whom, who may
//! name the browser, the clock and the wire, and the shape of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

mod layers;
mod source;

use layers::LAYERS;
use source::{Source, code, files, lines_with, without_tests};

/// Files that may have more than [`MAX_LINES`], each with its reason.
const LONG: &[(&str, &str)] = &[];
const MAX_LINES: usize = 400;
const MAX_COLUMNS: usize = 120;
/// From this length on a word is a value that cannot be broken.
const UNBREAKABLE: usize = 40;

const WEB: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_events",
    "gloo_render",
    "gloo_timers",
    "gloo_utils",
];
const CLOCKS: &[&str] = &["SystemTime", "Instant", "UNIX_EPOCH", "Date", "Performance", "performance"];
const NETWORK: &[&str] = &[
    "fetch",
    "fetch_with_str",
    "fetch_with_request",
    "XMLHttpRequest",
    "XmlHttpRequest",
    "WebSocket",
    "WebTransport",
    "RTCPeerConnection",
    "sendBeacon",
    "send_beacon",
    "EventSource",
];

// ---- the checks ----

/// Lines that name one of `words` where `may` does not allow it.
fn names(sources: &[Source], words: &[&str], may: impl Fn(&str) -> bool, why: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| !may(&source.path)) {
        let text = if source.path.ends_with(".rs") { code(&source.text) } else { source.text.clone() };
        complaints.extend(lines_with(&text, words).map(|number| source.complaint(number, why)));
    }
    complaints
}

/// Like [`names`], in comments and literals too.
fn names_anywhere(sources: &[Source], words: &[&str], may: impl Fn(&str) -> bool, why: &str) -> Vec<String> {
    let named = |source: &Source| {
        lines_with(&source.text, words).map(|number| source.complaint(number, why)).collect::<Vec<_>>()
    };
    sources.iter().filter(|source| !may(&source.path)).flat_map(named).collect()
}

fn openings(sources: &[Source]) -> Vec<String> {
    let silent = |source: &&Source| !source.text.starts_with("//! ");
    sources.iter().filter(silent).map(|source| format!("{}: does not open with `//!`", source.path)).collect()
}

fn mod_files(sources: &[Source]) -> Vec<String> {
    let is_mod = |source: &&Source| source.path.ends_with("/mod.rs");
    sources
        .iter()
        .filter(is_mod)
        .map(|source| format!("{}: expected foo.rs beside foo/, but found mod.rs", source.path))
        .collect()
}

fn long_files(sources: &[Source], allowed: &[(&str, &str)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        let count = source.text.lines().count();
        match (count > MAX_LINES, allowed.iter().any(|(path, _)| *path == source.path)) {
            (true, false) => {
                complaints.push(format!("{}: expected at most {MAX_LINES} lines, but found {count}", source.path))
            }
            (false, true) => complaints.push(format!("{}: has {count} lines and needs no exception", source.path)),
            _ => {}
        }
    }
    let missing = allowed.iter().filter(|(path, _)| sources.iter().all(|source| source.path != *path));
    complaints.extend(missing.map(|(path, _)| format!("{path}: has an exception but does not exist")));
    complaints
}

/// The layers that a crate's documentation lists, from the lowest up: `//! 1. `text`: ...`.
fn documented(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! ")?.split_once(". `"));
    rows.filter(|(number, _)| number.parse::<u8>().is_ok()).filter_map(|(_, row)| row.split('`').next()).collect()
}

/// Lines of more than [`MAX_COLUMNS`], except where a token, a key or an address leaves no place to break.
fn wide_lines(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        for (number, line) in source.text.lines().enumerate() {
            let has_place = line.split(' ').all(|word| word.chars().count() <= UNBREAKABLE);
            if line.chars().count() > MAX_COLUMNS && has_place {
                complaints.push(source.complaint(number + 1, &format!("more than {MAX_COLUMNS} columns")));
            }
        }
    }
    complaints
}

/// Names of types that several modules declare. The wire has twins of the core's types: those mean the same.
fn ambiguous(sources: &[Source]) -> Vec<String> {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources {
        let text = without_tests(&code(&source.text));
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split(|found: char| !found.is_alphanumeric() && found != '_').collect();
            // Not the associated types of traits, which are indented.
            let is_declared = !line.starts_with(' ') && !words.contains(&"use");
            let name = words.iter().position(|word| ["struct", "enum", "trait", "type"].contains(word));
            if let Some(name) = name.filter(|_| is_declared).and_then(|at| words.get(at + 1)) {
                declared.entry((*name).to_owned()).or_default().push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    let is_wire = |place: &&String| place.starts_with("src/report");
    let is_one = |places: &[String]| {
        let twins = places.iter().filter(is_wire).count();
        twins <= 1 && places.len() - twins <= 1
    };
    let several = declared.iter().filter(|(_, places)| !is_one(places));
    several.map(|(name, places)| format!("{name} is declared in {}", places.join(", "))).collect()
}

fn core() -> Vec<Source> {
    files("src", &["rs"])
}

/// The crate of the further signature algorithms.
fn more() -> Vec<Source> {
    files("more/src", &["rs"])
}

fn page() -> Vec<Source> {
    files("www", &["js", "mjs", "html", "css", "ts"])
}

fn is_web(path: &str) -> bool {
    path == "src/web.rs" || path.starts_with("src/web/")
}

#[track_caller]
fn check(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

// ---- the project ----

#[test]
fn imports_point_down_and_never_in_a_circle() {
    check(&layers::complaints(&core()));
}

#[test]
fn the_layers_are_the_documented_ones_and_the_folders() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    assert_eq!(documented(&text), LAYERS);
    let sources = core();
    let folders: BTreeSet<&str> = sources.iter().filter_map(|source| source.module().first().copied()).collect();
    assert_eq!(folders, BTreeSet::from(LAYERS));
}

#[test]
fn a_type_name_has_one_meaning() {
    check(&ambiguous(&core()));
}

#[test]
fn lines_fit_on_a_screen() {
    check(&wide_lines(&[core(), more(), files("tests", &["rs"]), files("xtask", &["rs"])].concat()));
}

#[test]
fn only_the_web_layer_names_the_browser() {
    check(&names(&core(), WEB, is_web, "names a web crate"));
}

#[test]
fn only_the_wire_is_serialised() {
    let may = |path: &str| path == "src/report.rs" || path.starts_with("src/report/");
    check(&names(&core(), &["Serialize"], may, "names Serialize"));
}

#[test]
fn only_one_file_reads_a_clock() {
    check(&names(&core(), CLOCKS, |path| path == "src/web/clock.rs", "names a clock"));
}

#[test]
fn only_one_file_makes_elements() {
    let words = ["create_element", "create_element_ns", "create_element_with_str"];
    check(&names(&core(), &words, |path| path == "src/web/dom.rs", "makes an element"));
}

/// So that it is known when a judgement changes: see `Subject::has_come`.
#[test]
fn rules_ask_one_place_whether_a_moment_has_come() {
    let judges = |path: &str| {
        path.starts_with("src/judge/lint") || path == "src/judge/acceptance.rs" || path == "src/judge/expect.rs"
    };
    let words = ["now()", ".now"];
    let complaints =
        names(&core(), &words, |path| !judges(path) || path == "src/judge/expect.rs", "reads the moment of judgement");
    check(&complaints);
}

#[test]
fn nothing_names_the_network() {
    check(&names_anywhere(&core(), NETWORK, |_| false, "names the network"));
    check(&names_anywhere(&more(), NETWORK, |_| false, "names the network"));
    // The proof tries it, and the worker of the hosted page gets that page.
    let may = |path: &str| ["www/prove.js", "www/app/sw.js"].contains(&path);
    check(&names_anywhere(&page(), NETWORK, may, "names the network"));
}

#[test]
fn every_file_says_what_it_does() {
    check(&openings(&core()));
    check(&openings(&more()));
    check(&openings(&files("tests", &["rs"])));
    check(&openings(&files("xtask", &["rs"])));
}

#[test]
fn modules_are_files_beside_folders() {
    check(&mod_files(&core()));
    check(&mod_files(&more()));
    check(&mod_files(&files("tests", &["rs"])));
    check(&mod_files(&files("xtask", &["rs"])));
}

#[test]
fn files_are_short() {
    check(&long_files(&core(), LONG));
    check(&long_files(&more(), &[]));
}

// ---- the checks can fail ----

#[track_caller]
fn fails(complaints: &[String], expected: &[&str]) {
    assert_eq!(complaints, expected);
}

#[test]
fn an_import_that_points_up_is_found() {
    let text = "//! x\nuse crate::text::span::Span;\nuse crate::{\n    registry::{self, claims},\n\
                judge::lint,\n};\nfn f() { crate::web::start(); }\n";
    fails(
        &layers::complaints(&[Source::new("src/jose/token.rs", text)]),
        &[
            "jose imports up from judge: src/jose/token.rs:3: use crate::{",
            "jose imports up from web: src/jose/token.rs:7: fn f() { crate::web::start(); }",
        ],
    );
    let text = "use super::super::super::report;\nuse super::Rule;\nuse crate::intake::find;\n";
    fails(
        &layers::complaints(&[Source::new("src/judge/lint/shape.rs", text)]),
        &["judge imports up from report: src/judge/lint/shape.rs:1: use super::super::super::report;"],
    );
    fails(
        &layers::complaints(&[
            Source::new("src/new.rs", "use crate::text::span;\n"),
            Source::new("src/jose.rs", "use crate::Token;\n"),
        ]),
        &[
            "new is not a layer: src/new.rs:1: use crate::text::span;",
            "jose imports Token, which is not a layer: src/jose.rs:1: use crate::Token;",
        ],
    );
}

#[test]
fn a_circle_of_modules_is_found_through_what_a_parent_passes_on() {
    let parent =
        || Source::new("src/view.rs", "pub use findings::Card;\nuse headline::{self, tone::Tone};\npub struct Node;\n");
    let check = || Source::new("src/view/check.rs", "use super::{Node, Card};\n");
    let findings = || Source::new("src/view/findings.rs", "use super::Tone;\nuse crate::text::span::Span;\n");
    let headline = |text: &str| Source::new("src/view/headline.rs", text);
    fails(&layers::complaints(&[parent(), check(), findings(), headline("use super::Node;\n")]), &[]);
    fails(
        &layers::complaints(&[parent(), check(), findings(), headline("//! x\nuse super::check::row;\n")]),
        &["view: check -> findings -> headline -> check is a circle:\n  \
           src/view/check.rs:1: use super::{Node, Card};\n  \
           src/view/findings.rs:1: use super::Tone;\n  \
           src/view/headline.rs:2: use super::check::row;"],
    );
    // What is below them may lead to the same circle.
    let deeper = Source::new("src/view/check/row.rs", "use crate::view::findings;\n");
    let back = || Source::new("src/view/findings.rs", "use crate::view::check::row::Row;\n");
    fails(
        &layers::complaints(&[parent(), deeper, back()]),
        &["view: check -> findings -> check is a circle:\n  src/view/check/row.rs:1: use crate::view::findings;\n  \
           src/view/findings.rs:1: use crate::view::check::row::Row;"],
    );
}

#[test]
fn tests_comments_and_literals_import_nothing() {
    let text = "// use crate::web;\n/* crate::web /* crate::web */ crate::web */\n\
                const A: &str = \"crate::web\";\nconst B: &str = r#\"\"crate::web\"#;\n\
                const C: char = '\"'; // crate::web\nfn f<'a>(a: &'a str) -> char { '\\'' }\n\
                #[cfg(test)]\nmod tests {\n    use crate::web;\n}\n";
    fails(&layers::complaints(&[Source::new("src/text/span.rs", text)]), &[]);
    let parent = Source::new("src/report.rs", "#[cfg(test)]\nmod typescript;\nuse crate::text;\n");
    let child = Source::new("src/report/typescript.rs", "use crate::web;\n");
    fails(&layers::complaints(&[parent, child]), &[]);
    fails(
        &layers::complaints(&[Source::new(
            "src/text/span.rs",
            "#[cfg(test)]\nmod tests { use crate::web; }\nuse crate::jose;\n",
        )]),
        &["text imports up from jose: src/text/span.rs:3: use crate::jose;"],
    );
}

#[test]
fn a_forbidden_name_is_found() {
    let source =
        || [Source::new("src/token.rs", "//! x\n// web_sys\nuse web_sys::Node;\nlet web_system = \"web_sys\";\n")];
    fails(
        &names(&source(), WEB, is_web, "names a web crate"),
        &["src/token.rs:3: names a web crate: use web_sys::Node;"],
    );
    fails(&names(&source(), WEB, |_| true, "names a web crate"), &[]);
    let page = [Source::new("www/page.js", "const prefetch = 1;\nawait fetch(url);\n")];
    fails(
        &names_anywhere(&page, NETWORK, |_| false, "names the network"),
        &["www/page.js:2: names the network: await fetch(url);"],
    );
    let clock = [Source::new("src/time.rs", "let now = std::time::SystemTime::now();\n")];
    fails(
        &names(&clock, CLOCKS, |_| false, "names a clock"),
        &["src/time.rs:1: names a clock: let now = std::time::SystemTime::now();"],
    );
}

#[test]
fn a_file_of_the_wrong_shape_is_found() {
    let long = "//! x\n".repeat(MAX_LINES + 1);
    let sources = || {
        [
            Source::new("src/a/mod.rs", "use std::fmt;\n"),
            Source::new("src/long.rs", &long),
            Source::new("src/short.rs", "//! x\n"),
        ]
    };
    fails(&openings(&sources()), &["src/a/mod.rs: does not open with `//!`"]);
    fails(&mod_files(&sources()), &["src/a/mod.rs: expected foo.rs beside foo/, but found mod.rs"]);
    fails(&long_files(&sources(), &[]), &["src/long.rs: expected at most 400 lines, but found 401"]);
    fails(
        &long_files(&sources(), &[("src/long.rs", "a table"), ("src/short.rs", "a table"), ("src/gone.rs", "a table")]),
        &["src/short.rs: has 1 lines and needs no exception", "src/gone.rs: has an exception but does not exist"],
    );
}

#[test]
fn a_type_name_of_two_meanings_is_found() {
    let text = "pub struct Span;\nimpl Iterator for A {\n    type Item = u8;\n}\n\
                #[cfg(test)]\nmod tests {\nstruct Place;\n}\n";
    let sources = [
        Source::new("src/text/span.rs", text),
        Source::new("src/report.rs", "pub(super) enum Place {}\npub type Span = u8;\n"),
        Source::new("src/view.rs", "struct Place<'a>(&'a u8);\n"),
        Source::new("src/view/row.rs", "use super::Place;\nstruct Place;\n"),
    ];
    fails(&ambiguous(&sources), &["Place is declared in src/report.rs:1, src/view.rs:1, src/view/row.rs:2"]);
}

#[test]
fn a_wide_line_is_found() {
    let long = format!("// {}\n// {}\n", "a ".repeat(58), "word ".repeat(24));
    let value = format!("const TOKEN: &str = \"{}\";\n", "a".repeat(120));
    fails(
        &wide_lines(&[Source::new("src/a.rs", &(long + &value))]),
        &[&format!("src/a.rs:2: more than 120 columns: // {}", "word ".repeat(24).trim_end())],
    );
}

#[test]
fn the_documented_layers_are_read() {
    let text = "//! Reads.\n//! 1. `low`: bytes\n//! 2. `high`: what `low` says.\n//! e. `g`\nmod x;\n";
    assert_eq!(documented(text), ["low", "high"]);
}
