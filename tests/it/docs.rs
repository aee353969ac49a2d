//! `docs/src/findings.md`: every rule with its words, generated from the rules. And the documents for those who work on
//! the code: the files that they name exist.
//!
//! `UPDATE=1 cargo test --test it docs` writes the findings anew.

use std::fmt::Write;

use jotglass::judge::lint::{self, Severity};

fn generated() -> String {
    let mut text = String::from(
        "# Findings\n\nEverything that Jotglass can find, by the id that a report names it by. Generated from the \
         rules: `UPDATE=1 cargo test --test it docs` writes this file anew.\n\nError: something is broken or \
         dangerous. Warning: a careful engineer would change it. Note: worth knowing, folded away. A finding may carry \
         another severity than its rule where the token makes it graver or milder.\n",
    );
    for rule in lint::rules() {
        let severity = match rule.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Info => "Note",
        };
        write!(text, "\n## {}\n\n{severity}: **{}.** {}\n", rule.id, rule.title, rule.why).unwrap();
        if !rule.fix.is_empty() {
            write!(text, "\nWhat to do: {}\n", rule.fix).unwrap();
        }
        let references: Vec<String> =
            rule.references.iter().map(|reference| format!("[{reference}]({})", reference.link())).collect();
        write!(text, "\n{}\n", references.join(", ")).unwrap();
    }
    text
}

#[test]
fn the_findings_are_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/src/findings.md");
    let expected = generated();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/src/findings.md has drifted from the rules; run `UPDATE=1 cargo test --test it docs`"
    );
}

const FOR_DEVELOPERS: [&str; 5] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "RELEASING.md", "SECURITY.md"];

#[test]
fn the_files_that_documents_name_exist() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut seen, mut missing) = (0, String::new());
    for document in FOR_DEVELOPERS {
        let text = std::fs::read_to_string(folder.join(document)).unwrap();
        // Every other piece between backticks is code.
        for code in text.split('`').skip(1).step_by(2) {
            // What is built is not there yet.
            let is_source = ["src/", "tests/", "www/", "xtask/", "docs/", "more/", "examples/"]
                .iter()
                .any(|start| code.starts_with(start));
            if is_source && !code.contains(|c: char| c.is_whitespace() || "*{<".contains(c)) {
                seen += 1;
                if !folder.join(code).exists() {
                    writeln!(missing, "{document}: {code}").unwrap();
                }
            }
        }
    }
    assert!(missing.is_empty(), "expected files by these names, but found none:\n{missing}");
    assert!(seen > 50, "expected the documents to name many files, but found {seen}");
}
