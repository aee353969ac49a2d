//! The vectors of `tests/vectors`: rows of JSON, and the files of keys that they name.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{read, settle};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// The rows of a file; none at all is a failure.
#[track_caller]
pub fn rows(file: &str) -> Vec<Value> {
    let rows: Vec<Value> = serde_json::from_str(&read(&folder().join(file))).unwrap();
    assert!(!rows.is_empty(), "{file} has no rows");
    rows
}

/// A file of `keys/`, as it stands.
#[track_caller]
pub fn key(name: &str) -> String {
    read(&folder().join("keys").join(name))
}

/// The names of all files of `keys/`.
pub fn key_names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder().join("keys"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Judges every row of a file. What is known to fail is in `expected_failures.tsv`, under the name of the file.
#[track_caller]
pub fn check(file: &str, judge: impl Fn(&Value) -> Result<(), String>) {
    let outcome = |row: &Value| (row["name"].as_str().unwrap().to_owned(), judge(row));
    settle(file, &rows(file).iter().map(outcome).collect::<Vec<_>>());
}
