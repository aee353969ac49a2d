//! The licences of what is linked into the WebAssembly and written by others; they ask to be passed on with it.
//!
//! Of a crate that may be used under several licences the MIT licence is passed on. Its texts differ in their first
//! lines alone, those that say whose work it is, so that these are listed and each text stands once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Result, Step};
use crate::project::Project;

const STEP: &str = "collecting licences";

/// The packages whose WebAssembly is given away.
const ARTEFACTS: [&str; 3] = ["jotglass", "jotglass-web", "jotglass-more"];

/// The licences that somebody has looked at: to pass their texts on is all they ask for here.
const KNOWN: [&str; 3] = ["MIT", "BSD-3-Clause", "Unicode-3.0"];

/// What the standard library brings along, which no lock file of this project names. All of it may be used under the
/// MIT licence.
const STANDARD: [(&str, &str); 4] = [
    ("The standard library of Rust", "Copyright (c) The Rust Project Contributors"),
    // Their own licences name nobody.
    ("compiler_builtins and libm", ""),
    ("dlmalloc", "Copyright (c) 2014 Alex Crichton"),
    ("hashbrown", "Copyright (c) 2016 Amanieu d'Antras"),
];

/// Where the MIT licence begins, after the lines that say whose work it is.
const GRANT: &str = "Permission is hereby granted";

const INTRODUCTION: &str = "\
Licences of the work of others in Jotglass

The WebAssembly of Jotglass contains the crates below, and parts of the standard library of Rust, whose tables of
characters are data of Unicode, Inc. Each list is followed by the licence that its members are used under.
";

/// The text of THIRD-PARTY-LICENSES.
pub fn text(project: &Project) -> Result<String> {
    let own = fs::read_to_string(project.path("LICENSE-MIT")).step(STEP)?;
    let grant = own
        .find(GRANT)
        .map(|at| &own[at..])
        .ok_or_else(|| unexpected("the MIT licence in LICENSE-MIT", "another text"))?;
    let mut texts = Texts::default();
    for (name, copyright) in STANDARD {
        texts.add(name, &format!("{copyright}\n\n{grant}"));
    }
    for linked in linked(project)? {
        let files = licence_files(&linked.folder)?;
        if files.is_empty() {
            // Its manifest alone says what it is under, and who wrote it.
            texts.add(&linked.name, &format!("Copyright (c) {}\n\n{grant}", linked.authors));
        }
        for file in files {
            texts.add(&linked.name, &fs::read_to_string(file).step(STEP)?);
        }
    }
    Ok(texts.listed())
}

/// A crate that is part of an artefact.
pub struct Linked {
    /// Such as `sha2 0.11.1`.
    pub name: String,
    /// Its licence as its manifest has it, an expression of SPDX but for old slashes.
    pub licence: String,
    authors: String,
    folder: PathBuf,
}

/// The crates that are linked into the artefacts, in the order of their names: neither macros nor what only builds or
/// tests.
pub fn linked(project: &Project) -> Result<Vec<Linked>> {
    let target = "wasm32-unknown-unknown";
    let packages = ARTEFACTS.iter().flat_map(|name| ["--package", name]);
    let tree = ["tree", "--locked", "--target", target, "--all-features", "--edges", "normal,no-proc-macro"];
    let lines = project
        .cargo(STEP)
        .args(tree)
        .args(packages)
        .args(["--prefix", "none", "--no-dedupe", "--format", "{p}"])
        .read()?;
    let metadata = project
        .cargo(STEP)
        .args(["metadata", "--locked", "--format-version", "1", "--filter-platform", target])
        .read()?;
    let metadata: Value = serde_json::from_str(&metadata).step(STEP)?;
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let names: BTreeSet<String> = lines.lines().filter_map(name_and_version).collect();
    let foreign = names.into_iter().filter(|name| !ARTEFACTS.iter().any(|own| name.split(' ').next() == Some(own)));
    foreign.map(|name| find(packages, name)).collect()
}

/// `sha2 0.11.1` of `sha2 v0.11.1 (proc-macro)`.
fn name_and_version(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let name = words.next().filter(|name| !name.is_empty())?;
    Some(format!("{name} {}", words.next()?.strip_prefix('v')?))
}

fn find(packages: &[Value], name: String) -> Result<Linked> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let package =
        packages.iter().find(|package| name == format!("{} {}", text(&package["name"]), text(&package["version"])));
    let package = package.ok_or_else(|| unexpected(&format!("{name} among the packages of cargo"), "none"))?;
    let licence = text(&package["license"]);
    if !is_known(&licence) {
        return Err(unexpected(&format!("one of {} for {name}", KNOWN.join(", ")), &format!("`{licence}`")).by_hand(
            "read that licence; where its text is all it wants, add it to KNOWN in xtask/src/bundle/licences.rs",
        ));
    }
    let authors: Vec<String> = package["authors"].as_array().into_iter().flatten().map(text).collect();
    let manifest = PathBuf::from(text(&package["manifest_path"]));
    let folder = manifest.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Linked { authors: authors.join(", "), folder, name, licence })
}

/// Whether each part of a licence that must be kept can be: of those joined by "OR" one is enough.
fn is_known(licence: &str) -> bool {
    let choice = |part: &str| {
        part.replace(['(', ')'], "").split(" OR ").flat_map(|one| one.split('/')).any(|one| KNOWN.contains(&one.trim()))
    };
    licence.split(" AND ").all(choice)
}

/// The files with the licences that a crate is used under: not those of the licences that it could be used under
/// instead.
fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).step(STEP)? {
        let name = entry.step(STEP)?.file_name().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") && !name.contains("APACHE") {
            names.insert(name);
        }
    }
    if names.contains("LICENSE-MIT") {
        names.remove("LICENSE");
    }
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

/// Licences and what is under each: by their words, since line breaks differ.
#[derive(Default)]
struct Texts(BTreeMap<String, (String, Vec<String>)>);

impl Texts {
    fn add(&mut self, name: &str, licence: &str) {
        let (head, body) = licence.split_at(licence.find(GRANT).unwrap_or(0));
        let owners: Vec<&str> = head.lines().map(str::trim).filter(|line| line.starts_with("Copyright")).collect();
        let words = body.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, members) = self.0.entry(words).or_insert_with(|| (body.trim().replace('\r', ""), Vec::new()));
        members.push(if owners.is_empty() { name.to_owned() } else { format!("{name}: {}", owners.join("; ")) });
    }

    fn listed(&self) -> String {
        let mut text = INTRODUCTION.to_owned();
        let mut groups: Vec<_> = self.0.values().collect();
        groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
        for (body, members) in groups {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n{}\n\n{}\n\n{body}\n", "-".repeat(80), members.join("\n"));
        }
        text
    }
}

fn unexpected(expected: &str, found: &str) -> Failure {
    Failure::new(STEP, format!("expected {expected}, but found {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_licences_to_choose_from_one_must_be_known() {
        for known in
            ["MIT", "Unlicense OR MIT", "MIT/Apache-2.0", "BSD-3-Clause", "(MIT OR Apache-2.0) AND Unicode-3.0"]
        {
            assert!(is_known(known), "{known}");
        }
        for unknown in ["", "GPL-3.0-only", "MIT AND MPL-2.0", "Apache-2.0"] {
            assert!(!is_known(unknown), "{unknown}");
        }
    }

    #[test]
    fn a_text_stands_once_below_all_whose_it_is() {
        let mut texts = Texts::default();
        texts.add("a 1.0.0", "MIT License\n\nCopyright (c) 2020 A\n\nPermission is hereby granted, free\nof charge");
        texts.add("b 2.0.0", "Permission is hereby granted,\nfree of charge\n");
        texts.add("c 3.0.0", "Redistribution is allowed");
        let listed = texts.listed();
        assert_eq!(listed.matches(GRANT).count(), 1, "{listed}");
        assert!(listed.contains("\n\na 1.0.0: Copyright (c) 2020 A\nb 2.0.0\n\nPermission"), "{listed}");
        assert!(listed.ends_with("\n\nc 3.0.0\n\nRedistribution is allowed\n"), "{listed}");
    }

    #[test]
    fn the_tree_names_crates_and_their_versions() {
        assert_eq!(name_and_version("sha2 v0.11.1").as_deref(), Some("sha2 0.11.1"));
        assert_eq!(name_and_version("jotglass v0.1.0 (/x y)").as_deref(), Some("jotglass 0.1.0"));
        assert_eq!(name_and_version(""), None);
    }
}
