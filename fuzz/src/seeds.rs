//! What a target begins with, from the fixtures of the tests: the vectors of `tests/vectors`, and the texts in the
//! sources of the tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::Token;
use serde_json::Value;

use crate::trial::SEPARATOR;
use crate::weave::unwoven;

/// The longest seed, in bytes: what is long is slow, and finds no more.
const MAX_LENGTH: usize = 4_096;

/// The inputs that a target begins with, in one order, each once.
///
/// # Panics
/// The fixtures cannot be read, or no target has this name.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let found: Vec<Vec<u8>> = match target {
        "base64url" => vectors("base64url.json", "text").into_iter().map(String::into_bytes).collect(),
        "json" => json(),
        "date" => literals().into_iter().filter(|text| is_like_a_number(text)).map(String::into_bytes).collect(),
        "url" => literals().into_iter().filter(|text| is_like_an_address(text)).map(String::into_bytes).collect(),
        "der" => keys().iter().filter_map(|key| der(key)).chain(certificates()).collect(),
        "certificate" => certificates(),
        "key" => keys().iter().map(|key| key.as_bytes().to_vec()).chain(secrets()).collect(),
        "words" => secrets().into_iter().map(|secret| [b"\x03\x02a\r\nb\n", &secret[..], b"\n\nc"].concat()).collect(),
        "trial" => trials(),
        "sd_jwt" => {
            vectors("sd-jwt.json", "text").iter().flat_map(|text| [text.clone().into_bytes(), unwoven(text)]).collect()
        }
        "inspect" | "wire" => tokens().iter().flat_map(|text| [text.clone().into_bytes(), unwoven(text)]).collect(),
        _ => panic!("no target is called {target}"),
    };
    let unique: BTreeSet<Vec<u8>> = found.into_iter().filter(|seed| seed.len() <= MAX_LENGTH).collect();
    unique.into_iter().collect()
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// One member of every vector of a file.
fn vectors(file: &str, member: &str) -> Vec<String> {
    let cases: Vec<Value> = serde_json::from_str(&read(&tests().join("vectors").join(file))).expect("a list of cases");
    cases.iter().filter_map(|case| case[member].as_str().map(str::to_owned)).collect()
}

fn keys() -> Vec<String> {
    files(&tests().join("vectors/keys")).iter().map(|path| read(path)).collect()
}

fn der(key: &str) -> Option<Vec<u8>> {
    let digits: String = key.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(digits).ok()
}

/// The certificates in files and in sources.
fn certificates() -> Vec<Vec<u8>> {
    let files = keys().into_iter().filter(|key| key.contains("BEGIN CERTIFICATE"));
    let literals = literals().into_iter().filter(|text| text.starts_with("MI"));
    files.chain(literals).filter_map(|text| der(&text)).collect()
}

fn json() -> Vec<Vec<u8>> {
    let parts = tokens()
        .into_iter()
        .filter_map(|text| Token::parse(&text).ok()?.payload_text().map(|text| text.as_bytes().to_vec()));
    let suite = vectors("json.json", "base64").into_iter().filter_map(|text| STANDARD.decode(text).ok());
    suite.chain(parts).collect()
}

fn tokens() -> Vec<String> {
    let suites = ["tokens.json", "jwe.json", "sd-jwt.json"].into_iter().flat_map(|file| vectors(file, "text"));
    suites.chain(literals().into_iter().filter(|text| Token::parse(text).is_ok())).collect()
}

/// Each token with the keys that it is to be checked with, and with a secret.
fn trials() -> Vec<Vec<u8>> {
    let cases: Vec<Value> = serde_json::from_str(&read(&tests().join("vectors/tokens.json"))).expect("a list of cases");
    let mut trials = Vec::new();
    for case in &cases {
        let token = unwoven(case["text"].as_str().unwrap_or_default());
        for key in case["keys"].as_array().into_iter().flatten().filter_map(Value::as_str).take(2) {
            let key = read(&tests().join("vectors/keys").join(key));
            for answers in ["", "y", "n?y"] {
                trials.push([answers.as_bytes(), &[SEPARATOR], key.as_bytes(), &[SEPARATOR], &token].concat());
            }
        }
    }
    for alg in ["HS256", "HS384", "HS512"] {
        let token = format!("\x1f{{\"alg\":\"{alg}\"}}\x1f.\x1f{{\"exp\":1795176600}}\x1f.AAAA");
        trials.push([b"", &[SEPARATOR][..], b"your-256-bit-secret", &[SEPARATOR], token.as_bytes()].concat());
    }
    trials
}

/// Texts that may be a secret: what stands in the sources of the tests without white space.
fn secrets() -> Vec<Vec<u8>> {
    let is_one = |text: &String| (6..40).contains(&text.len()) && !text.contains(char::is_whitespace);
    literals().into_iter().filter(is_one).step_by(8).map(String::into_bytes).collect()
}

fn is_like_a_number(text: &str) -> bool {
    text.len() < 40 && text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
}

fn is_like_an_address(text: &str) -> bool {
    text.len() < 200 && text.contains(':') && !text.contains(['\n', '{', ' '])
}

/// The texts between quotation marks in the sources of the tests, as they are spelled there.
fn literals() -> Vec<String> {
    let mut found = BTreeSet::new();
    for path in files(&tests().join("it")).iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        let source = read(path);
        for raw in source.split("r#\"").skip(1) {
            found.extend(raw.split_once("\"#").map(|(text, _)| text.to_owned()));
        }
        for (place, text) in source.split('"').enumerate() {
            if place % 2 == 1 {
                found.insert(text.to_owned());
            }
        }
    }
    found.retain(|text| !text.is_empty() && text.len() <= MAX_LENGTH);
    found.into_iter().collect()
}
