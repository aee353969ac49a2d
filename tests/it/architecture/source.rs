//! Rust source read as text: comments and literals blanked, test modules left out, and the modules that paths begin
//! with.
//!
//! It knows no macros and no inline modules, and asks for none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file of the project.
#[derive(Clone)]
pub struct Source {
    /// From the root of the project, with slashes.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    /// Where the file stands in the module tree: `src/json/reader.rs` is `["json", "reader"]`, `src/lib.rs` is `[]`.
    pub fn module(&self) -> Vec<&str> {
        let inner = self.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")).unwrap_or_default();
        inner.split('/').filter(|&part| part != "lib").collect()
    }

    pub fn line(&self, number: usize) -> &str {
        self.text.lines().nth(number - 1).unwrap_or_default().trim()
    }

    pub fn complaint(&self, number: usize, why: &str) -> String {
        format!("{}:{number}: {why}: {}", self.path, self.line(number))
    }
}

/// The files under `folder`, recursively, with one of the extensions.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extensions.contains(&extension.to_string_lossy().as_ref()))
            {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "{folder} has no files");
    found
}

/// Something that a module names by a path from the crate or from a module above it.
pub struct Import {
    pub line: usize,
    /// From the crate: `["json", "reader", "read"]`. `self` at the end is left out, `*` is kept.
    pub path: Vec<String>,
}

/// What `code` of the module `module` names by `crate::` or `super::`, in `use` or elsewhere.
pub fn imports(code: &str, module: &[String]) -> Vec<Import> {
    let mut imports = Vec::new();
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
        let mut paths = Vec::new();
        at += 2 + expand(&code[at + 2..], &module[..depth], &mut paths);
        imports.extend(paths.into_iter().map(|path| Import { line, path }));
    }
    imports
}

/// What `code` of the module `module` brings into its own scope by `use`, by its path from the crate: children see it
/// too.
pub fn in_scope(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let uses = lines_with(code, &["use"]).filter_map(|line| {
        let start = code.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
        code[start..].split_once("use ").map(|(_, path)| path.trim_start())
    });
    for path in uses {
        match path.split_once("::") {
            Some(("crate", path)) => expand(path, &[], &mut paths),
            Some(("super", path)) => expand(path, &module[..module.len().saturating_sub(1)], &mut paths),
            Some(("self", path)) => expand(path, module, &mut paths),
            // A child, or another crate, which no module is called by.
            _ => expand(path, module, &mut paths),
        };
    }
    paths
}

/// Adds to `paths` every path that the tree at the start of `text` stands for, below `base`; the length of the tree.
fn expand(text: &str, base: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = base.to_vec();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if let Some(group) = text[at..].strip_prefix('{') {
            let mut inner = 0;
            loop {
                inner += group[inner..].len() - group[inner..].trim_start_matches([' ', '\n', ',']).len();
                if inner >= group.len() || group[inner..].starts_with('}') {
                    return (at + 1 + inner + 1).min(text.len());
                }
                // At least one character, so that what is not a tree ends too.
                inner += expand(&group[inner..], &path, paths).max(1);
            }
        }
        match next_word(text, at).filter(|(start, _)| *start == at) {
            Some((_, "self")) => at += 4,
            Some((_, word)) => {
                path.push(word.to_owned());
                at += word.len();
            }
            None if text[at..].starts_with('*') => {
                path.push("*".to_owned());
                at += 1;
            }
            None => {}
        }
        if !text[at..].starts_with("::") {
            paths.push(path);
            return at;
        }
        at += 2;
    }
}

fn next_word(text: &str, from: usize) -> Option<(usize, &str)> {
    let is_word = |found: char| found.is_alphanumeric() || found == '_';
    let start = from + text[from..].find(is_word)?;
    let end = text[start..].find(|found| !is_word(found)).map_or(text.len(), |length| start + length);
    Some((start, &text[start..end]))
}

/// The numbers of the lines that have one of `words` as a whole word.
pub fn lines_with(text: &str, words: &[&str]) -> impl Iterator<Item = usize> {
    let has = |line: &str| {
        line.split(|found: char| !found.is_alphanumeric() && found != '_').any(|word| words.contains(&word))
    };
    text.lines().enumerate().filter(move |(_, line)| has(line)).map(|(index, _)| index + 1)
}

/// Rust source with comments and the insides of literals blanked, line for line.
pub fn code(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(hashes) =
            raw_string(rest).filter(|_| !code.ends_with(|last: char| last.is_alphanumeric() || last == '_'))
        {
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
pub fn without_tests(code: &str) -> String {
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
pub fn test_files(sources: &[Source]) -> BTreeSet<String> {
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
                files.insert(if folder == "src/lib" {
                    format!("src/{name}.rs")
                } else {
                    format!("{folder}/{name}.rs")
                });
            }
        }
    }
    files
}
