//! The TypeScript of the wire types, generated and held against `www/jotglass.d.ts`.
//!
//! `UPDATE=1 cargo test typescript` writes the file.

use std::fmt::Write;

use ts_rs::{Config, TS};

use super::*;

/// What stands between the generated types: the functions of `www/api.js`.
const FUNCTIONS: &str = include_str!("../../www/functions.d.ts");

fn generated() -> String {
    let config = Config::default();
    let mut text =
        String::from("// Generated from the Rust types; `UPDATE=1 cargo test typescript` writes it anew.\n\n");
    text.push_str("/** A half-open range of UTF-16 units. */\nexport type Span = [start: number, end: number];\n");
    macro_rules! add {
        ($($name:ty $(, with $more:literal)?);+) => {$(
            let declaration = <$name as TS>::decl(&config).replace("[number, number]", "Span");
            $(let declaration = declaration.trim_end_matches(';').to_owned() + " & " + $more + ";";)?
            let docs = <$name as TS>::docs().unwrap_or_default();
            write!(text, "\n{}{}\n", tidy(&docs), tidy(&format!("export {declaration}"))).unwrap();
        )+};
    }
    // The API adds the words of the catalogue to findings and claims; they do not travel with each report.
    add!(
        Report; Outcome; Verdict; VerdictState; Token; Kind; Segment; Role; Part; Unprotected; Format; JsonNode; Member;
            Claim, with "{ known: boolean, title: string | null, explanation: string | null, sensitivity: Sensitivity, \
                reference: Reference | null }";
            Time; Disclosure; Finding, with "Omit<RuleText, \"id\">"; Severity; Place; Catalogue; RuleText; Term;
            Profile; Provider;
            catalogue::Sensitivity; catalogue::Reference;
            verification::Verification; verification::SignatureVerdict; verification::SignatureState;
            verification::Trust; verification::KeyNote; verification::KeyProblem;
            verification::ServerCheck; verification::CheckState; verification::Expected
    );
    text + "\n" + FUNCTIONS
}

/// One line for a one-line comment, and members indented.
fn tidy(source: &str) -> String {
    let mut text = String::new();
    let mut lines = source.lines().map(str::trim).peekable();
    let mut depth = 0;
    while let Some(line) = lines.next() {
        depth -= usize::from(line.starts_with('}') && depth > 0);
        text.extend(std::iter::repeat_n("  ", depth));
        match lines.peek() {
            Some(comment) if line == "/**" => {
                text.push_str(&comment.replacen('*', "/**", 1));
                lines.next();
                if lines.next_if_eq(&"*/").is_some() {
                    text.push_str(" */");
                }
            }
            _ => text.push_str(line),
        }
        depth += usize::from(line.ends_with('{'));
        text.push('\n');
    }
    let text = text.replace(", };", ",\n};").replace(", } |", ",\n} |").replace(", } &", ",\n} &");
    if source.ends_with('\n') { text } else { text.trim_end().to_owned() }
}

#[test]
fn typescript() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/jotglass.d.ts");
    let expected = generated();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == expected,
        "www/jotglass.d.ts has drifted from the Rust types; run `UPDATE=1 cargo test typescript`"
    );
}
