//! The architecture as it is written in `src/lib.rs` and DESIGN, held against the source: who imports whom, who may name
//! the browser, the clock and the wire, and the shape of the files.
//!
//! Reads the source as text: comments and literals are blanked and test modules are left out. It knows no macros and no
//! inline modules, and asks for none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The order of the modules: each layer's groups from the lowest up. This one table is held against the one in `lib.rs`.
const LAYERS: &[(&str, &[&[&str]])] = &[
    ("0 primitives", &[&["span", "visible"], &["base64url", "utf8", "json", "time", "spec"]]),
    ("1 vocabulary and syntax", &[&["registry", "token"], &["times"]]),
    ("2 judgement", &[&["scan"], &["lint", "verdict"], &["inspection"]]),
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

/// A file of the project.
struct Source {
    /// From the root of the project, with slashes.
    path: String,
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    /// Where the file stands in the module tree: `src/json/reader.rs` is `["json", "reader"]`, `src/lib.rs` is `[]`.
    fn module(&self) -> Vec<&str> {
        let inner = self.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")).unwrap_or_default();
        inner.split('/').filter(|&part| part != "lib").collect()
    }

    fn line(&self, number: usize) -> &str {
        self.text.lines().nth(number - 1).unwrap_or_default().trim()
    }

    fn complaint(&self, number: usize, why: &str) -> String {
        format!("{}:{number}: {why}: {}", self.path, self.line(number))
    }
}

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

// ---- the reader ----

/// The top-level modules that `code` of the module `module` names, each with its line.
fn edges(code: &str, module: &[&str]) -> Vec<(usize, String)> {
    let mut edges = Vec::new();
    let mut at = 0;
    while let Some((start, word)) = next_word(code, at) {
        at = start + word.len();
        if !matches!(word, "crate" | "super") || code[..start].ends_with("::") || !code[at..].starts_with("::") {
            continue;
        }
        let mut depth = if word == "crate" { 0 } else { module.len().saturating_sub(1) };
        while let Some(rest) = code[at..].strip_prefix("::super") {
            depth = depth.saturating_sub(1);
            at = code.len() - rest.len();
        }
        let line = code[..start].matches('\n').count() + 1;
        if depth > 0 {
            edges.push((line, module[0].to_owned()));
            continue;
        }
        edges.extend(heads(code[at..].trim_start_matches("::").trim_start()).into_iter().map(|head| (line, head)));
    }
    edges
}

/// The first names of a path or of a group of paths: `a::b` is `a`; `{a::{b, c}, d}` is `a` and `d`.
fn heads(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![next_word(path, 0).filter(|(start, _)| *start == 0).map_or("*", |(_, word)| word).to_owned()];
    };
    let mut heads = Vec::new();
    let (mut depth, mut begins) = (0, true);
    for (start, found) in group.char_indices() {
        match found {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            found if begins && !found.is_whitespace() => {
                begins = false;
                heads.push(next_word(&group[start..], 0).map_or("*", |(_, word)| word).to_owned());
            }
            _ => {}
        }
    }
    heads
}

fn next_word(text: &str, from: usize) -> Option<(usize, &str)> {
    let is_word = |found: char| found.is_alphanumeric() || found == '_';
    let start = from + text[from..].find(is_word)?;
    let end = text[start..].find(|found| !is_word(found)).map_or(text.len(), |length| start + length);
    Some((start, &text[start..end]))
}

/// The numbers of the lines that have one of `words` as a whole word.
fn lines_with(text: &str, words: &[&str]) -> impl Iterator<Item = usize> {
    let has = |line: &str| line.split(|found: char| !found.is_alphanumeric() && found != '_').any(|word| words.contains(&word));
    text.lines().enumerate().filter(move |(_, line)| has(line)).map(|(index, _)| index + 1)
}

/// Rust source with comments and the insides of literals blanked, line for line.
fn code(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(hashes) = raw_string(rest).filter(|_| !code.ends_with(|last: char| last.is_alphanumeric() || last == '_')) {
            let opening = rest.find('"').unwrap() + 1;
            let closing = format!("\"{}", "#".repeat(hashes));
            rest[opening..].find(&closing).map_or(rest.len(), |inner| opening + inner + closing.len())
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && (rest[1..].starts_with('\\') || rest.chars().nth(2) == Some('\'')) {
            quoted(rest, '\'')
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.extend(rest[..length].chars().map(|found| if found == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    code
}

fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < text.len() {
        let step = match &text[at..] {
            rest if rest.starts_with("/*") => (1, 2),
            rest if rest.starts_with("*/") => (-1, 2),
            rest => (0, rest.chars().next().map_or(1, char::len_utf8)),
        };
        depth += step.0;
        at += step.1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// How many hashes the raw string at the start of `text` has; `None` where there is none.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("br").or(text.strip_prefix("cr")).or(text.strip_prefix('r'))?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// The length of the literal at the start of `text`.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, found) in text.char_indices().skip(1) {
        match found {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            found if found == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

const TEST: &str = "#[cfg(test)]";

/// Code without the items that are only compiled for tests, line for line.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(start) = rest.find(TEST) {
        let end = start + TEST.len() + item(&rest[start + TEST.len()..]);
        kept.push_str(&rest[..start]);
        kept.extend(rest[start..end].chars().filter(|&found| found == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

/// The length of the item at the start of `code`: up to its semicolon, or to the end of its block.
fn item(code: &str) -> usize {
    let mut depth = 0;
    for (at, found) in code.char_indices() {
        match found {
            '{' | '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The files of modules that are only compiled for tests: `#[cfg(test)] mod name;`.
fn test_files(sources: &[Source]) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for source in sources {
        let code = code(&source.text);
        for (start, _) in code.match_indices(TEST) {
            let after = &code[start + TEST.len()..];
            let words: Vec<&str> = after[..item(after)].split_whitespace().collect();
            if let ["mod", name] = words.as_slice()
                && let Some(name) = name.strip_suffix(';')
            {
                let folder = source.path.strip_suffix(".rs").unwrap_or_default();
                files.insert(if folder == "src/lib" { format!("src/{name}.rs") } else { format!("{folder}/{name}.rs") });
            }
        }
    }
    files
}

/// The files under `folder`, recursively, with one of the extensions.
fn files(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extensions.contains(&extension.to_string_lossy().as_ref())) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "{folder} has no files");
    found
}

fn core() -> Vec<Source> {
    files("src", &["rs"])
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
    check(&names_anywhere(&page(), NETWORK, |path| path == "www/prove.js", "names the network"));
}

#[test]
fn every_file_says_what_it_does() {
    check(&openings(&core()));
    check(&openings(&files("tests", &["rs"])));
    check(&openings(&files("xtask", &["rs"])));
}

#[test]
fn modules_are_files_beside_folders() {
    check(&mod_files(&core()));
    check(&mod_files(&files("tests", &["rs"])));
    check(&mod_files(&files("xtask", &["rs"])));
}

#[test]
fn files_are_short() {
    check(&long_files(&core(), LONG));
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
