//! `docs/src/findings.md`: every rule with its words, generated from the rules.
//!
//! `UPDATE=1 cargo test --test it docs` writes it anew.

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
