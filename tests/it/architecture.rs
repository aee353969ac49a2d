//! The architecture as it is written in `src/lib.rs` and DESIGN, held against the source: who imports whom, who may name
//! the browser, the clock and the wire, and the shape of the files.
//!
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

mod source;

use source::{Source, code, edges, files, lines_with, test_files, without_tests};

/// The order of the modules: each layer's groups from the lowest up. This one table is held against the one in `lib.rs`.
const LAYERS: &[(&str, &[&[&str]])] = &[
    ("0 primitives", &[&["span", "visible"], &["base64url", "utf8", "json", "time", "spec", "url", "der", "mac"]]),
    ("1 vocabulary and syntax", &[&["registry", "token", "jwk", "x509", "weak"], &["key", "times", "profile"], &["subject"]]),
    ("2 judgement", &[&["scan", "verify", "acceptance"], &["lint", "verdict", "expect"], &["inspection", "verification"]]),
    ("3 the wire", &[&["report"]]),
    ("4 the picture", &[&["view"]]),
    ("5 the browser", &[&["web"]]),
];

/// Files that may have more than [`MAX_LINES`], each with its reason.
const LONG: &[(&str, &str)] = &[];
const MAX_LINES: usize = 400;

const WEB: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo"];
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

fn imports(sources: &[Source]) -> Vec<String> {
    let for_tests = test_files(sources);
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| !for_tests.contains(&source.path)) {
        let module = source.module();
        // The root is the facade: it names every module.
        let Some(&own) = module.first() else { continue };
        for (number, target) in edges(&without_tests(&code(&source.text)), &module) {
            if let Some(why) = objection(own, &target) {
                complaints.push(source.complaint(number, &why));
            }
        }
    }
    complaints
}

/// Why `own` may not import `target`; `None` where it may.
fn objection(own: &str, target: &str) -> Option<String> {
    let name = |module: &str| rank(module).map_or("no layer", |(layer, _)| LAYERS[layer].0);
    match (rank(own), rank(target)) {
        _ if own == target => None,
        (Some(from), Some(to)) if to < from => None,
        (None, _) => Some(format!("{own} is in no layer")),
        (_, None) => Some(format!("{own} imports {target}, which is in no layer")),
        (Some(from), Some(to)) => {
            let direction = if to.0 > from.0 { "up" } else { "sideways" };
            Some(format!("{own} ({}) imports {direction} from {target} ({})", name(own), name(target)))
        }
    }
}

/// The layer of a module and its group inside the layer.
fn rank(module: &str) -> Option<(usize, usize)> {
    LAYERS.iter().enumerate().find_map(|(layer, (_, groups))| {
        let group = groups.iter().position(|group| group.contains(&module))?;
        Some((layer, group))
    })
}

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
    let named = |source: &Source| lines_with(&source.text, words).map(|number| source.complaint(number, why)).collect::<Vec<_>>();
    sources.iter().filter(|source| !may(&source.path)).flat_map(named).collect()
}

fn openings(sources: &[Source]) -> Vec<String> {
    let silent = |source: &&Source| !source.text.starts_with("//! ");
    sources.iter().filter(silent).map(|source| format!("{}: does not open with `//!`", source.path)).collect()
}

fn mod_files(sources: &[Source]) -> Vec<String> {
    let is_mod = |source: &&Source| source.path.ends_with("/mod.rs");
    sources.iter().filter(is_mod).map(|source| format!("{}: expected foo.rs beside foo/, but found mod.rs", source.path)).collect()
}

fn long_files(sources: &[Source], allowed: &[(&str, &str)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        let count = source.text.lines().count();
        match (count > MAX_LINES, allowed.iter().any(|(path, _)| *path == source.path)) {
            (true, false) => complaints.push(format!("{}: expected at most {MAX_LINES} lines, but found {count}", source.path)),
            (false, true) => complaints.push(format!("{}: has {count} lines and needs no exception", source.path)),
            _ => {}
        }
    }
    let missing = allowed.iter().filter(|(path, _)| sources.iter().all(|source| source.path != *path));
    complaints.extend(missing.map(|(path, _)| format!("{path}: has an exception but does not exist")));
    complaints
}

/// The rows of the table of layers in a crate's documentation, in the form of [`LAYERS`].
fn documented(text: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | ")?.strip_suffix(" |")?.split_once(" | "));
    rows.filter(|(layer, _)| layer.starts_with(|first: char| first.is_ascii_digit()))
        .map(|(layer, modules)| {
            let groups = modules.split(", and above ").map(|group| group.split('`').skip(1).step_by(2).map(str::to_owned).collect());
            (layer.to_owned(), groups.collect())
        })
        .collect()
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
fn imports_point_down() {
    check(&imports(&core()));
}

#[test]
fn the_table_of_layers_is_the_documented_one() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let own: Vec<(String, Vec<Vec<String>>)> = LAYERS
        .iter()
        .map(|(layer, groups)| {
            ((*layer).to_owned(), groups.iter().map(|group| group.iter().map(|&name| name.to_owned()).collect()).collect())
        })
        .collect();
    assert_eq!(documented(&text), own);
}

#[test]
fn every_module_is_in_a_layer() {
    let sources = core();
    let modules: BTreeSet<&str> = sources.iter().filter_map(|source| source.module().first().copied()).collect();
    let layered: BTreeSet<&str> = LAYERS.iter().flat_map(|(_, groups)| groups.iter().copied().flatten().copied()).collect();
    assert_eq!(modules, layered);
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
fn an_edge_that_points_up_or_sideways_is_found() {
    let text =
        "//! x\nuse crate::span::Span;\nuse crate::{\n    json::{self, Kind},\n    token::Token,\n};\nfn f() { crate::lint::rules(); }\n";
    fails(
        &imports(&[Source::new("src/time.rs", text)]),
        &[
            "src/time.rs:3: time (0 primitives) imports sideways from json (0 primitives): use crate::{",
            "src/time.rs:3: time (0 primitives) imports up from token (1 vocabulary and syntax): use crate::{",
            "src/time.rs:7: time (0 primitives) imports up from lint (2 judgement): fn f() { crate::lint::rules(); }",
        ],
    );
    fails(
        &imports(&[Source::new("src/lint/shape.rs", "use super::super::verdict;\nuse super::Rule;\nuse crate::scan::find;\n")]),
        &["src/lint/shape.rs:1: lint (2 judgement) imports sideways from verdict (2 judgement): use super::super::verdict;"],
    );
    fails(
        &imports(&[Source::new("src/scan.rs", "use crate::lint;\nuse super::times;\nuse crate::NumericDate;\nuse crate::*;\n")]),
        &[
            "src/scan.rs:1: scan (2 judgement) imports sideways from lint (2 judgement): use crate::lint;",
            "src/scan.rs:3: scan imports NumericDate, which is in no layer: use crate::NumericDate;",
            "src/scan.rs:4: scan imports *, which is in no layer: use crate::*;",
        ],
    );
    fails(&imports(&[Source::new("src/new.rs", "use crate::span;\n")]), &["src/new.rs:1: new is in no layer: use crate::span;"]);
}

#[test]
fn tests_comments_and_literals_import_nothing() {
    let text = "// use crate::web;\n/* crate::web /* crate::web */ crate::web */\nconst A: &str = \"crate::web\";\nconst B: &str = r#\"\"crate::web\"#;\n\
                const C: char = '\"'; // crate::web\nfn f<'a>(a: &'a str) -> char { '\\'' }\n#[cfg(test)]\nmod tests {\n    use crate::web;\n}\n";
    fails(&imports(&[Source::new("src/span.rs", text)]), &[]);
    let parent = Source::new("src/report.rs", "#[cfg(test)]\nmod typescript;\nuse crate::span;\n");
    let child = Source::new("src/report/typescript.rs", "use crate::web;\n");
    fails(&imports(&[parent, child]), &[]);
    fails(
        &imports(&[Source::new("src/span.rs", "#[cfg(test)]\nmod tests { use crate::web; }\nuse crate::json;\n")]),
        &["src/span.rs:3: span (0 primitives) imports sideways from json (0 primitives): use crate::json;"],
    );
}

#[test]
fn a_forbidden_name_is_found() {
    let source = || [Source::new("src/token.rs", "//! x\n// web_sys\nuse web_sys::Node;\nlet web_system = \"web_sys\";\n")];
    fails(&names(&source(), WEB, is_web, "names a web crate"), &["src/token.rs:3: names a web crate: use web_sys::Node;"]);
    fails(&names(&source(), WEB, |_| true, "names a web crate"), &[]);
    let page = [Source::new("www/page.js", "const prefetch = 1;\nawait fetch(url);\n")];
    fails(&names_anywhere(&page, NETWORK, |_| false, "names the network"), &["www/page.js:2: names the network: await fetch(url);"]);
    let clock = [Source::new("src/time.rs", "let now = std::time::SystemTime::now();\n")];
    fails(&names(&clock, CLOCKS, |_| false, "names a clock"), &["src/time.rs:1: names a clock: let now = std::time::SystemTime::now();"]);
}

#[test]
fn a_file_of_the_wrong_shape_is_found() {
    let long = "//! x\n".repeat(MAX_LINES + 1);
    let sources =
        || [Source::new("src/a/mod.rs", "use std::fmt;\n"), Source::new("src/long.rs", &long), Source::new("src/short.rs", "//! x\n")];
    fails(&openings(&sources()), &["src/a/mod.rs: does not open with `//!`"]);
    fails(&mod_files(&sources()), &["src/a/mod.rs: expected foo.rs beside foo/, but found mod.rs"]);
    fails(&long_files(&sources(), &[]), &["src/long.rs: expected at most 400 lines, but found 401"]);
    fails(
        &long_files(&sources(), &[("src/long.rs", "a table"), ("src/short.rs", "a table"), ("src/gone.rs", "a table")]),
        &["src/short.rs: has 1 lines and needs no exception", "src/gone.rs: has an exception but does not exist"],
    );
}

#[test]
fn the_documented_table_is_read() {
    let text =
        "//! | layer | modules |\n//! |---|---|\n//! | 0 low | `a`, `b`, and above them `c` and `d` |\n//! | 1 high | `e` |\nmod x;\n";
    let strings = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        documented(text),
        [("0 low".to_owned(), vec![strings(&["a", "b"]), strings(&["c", "d"])]), ("1 high".to_owned(), vec![strings(&["e"])])]
    );
}
