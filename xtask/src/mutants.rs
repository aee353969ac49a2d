//! `cargo xtask mutants`: changes the code in small ways, one at a time, and tells which changes no test notices.

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::setup::{self, Need};

/// The modules that decide what is said of a token.
const DECIDING: [&str; 10] = [
    "src/text/base64url.rs",
    "src/text/json/**",
    "src/text/time/**",
    "src/text/time.rs",
    "src/jose/token/**",
    "src/jose/key/**",
    "src/check/**",
    "src/judge/*.rs",
    "src/judge/verification/**",
    "src/judge/lint/**",
];
/// The longest that the tests may take of one mutant, in seconds: beyond it, it made a loop go on.
const TIMEOUT: &str = "60";
/// Tests that take seconds and only say how long something takes, or that others notice too.
const SLOW: [&str; 9] = [
    "doubling_keys",
    "damaged_der_is_survived",
    "damage_is_survived",
    "garbage_is_no_token",
    "members_without_end",
    "more::",
    "architecture",
    "docs::",
    "report::types",
];

/// Runs over the files named, or over all that decide. The changes are made in the working copy, and taken back.
pub fn run(project: &mut Project, files: &[String]) -> Result<()> {
    setup::ensure(project, &[Need::Mutants])?;
    let missing = files.iter().find(|file| !file.contains('*') && !project.path(file).exists());
    if let Some(missing) = missing {
        return Err(Failure::new("start", format!("expected files of src/, but found no `{missing}`")));
    }
    let files: Vec<&str> =
        if files.is_empty() { DECIDING.to_vec() } else { files.iter().map(String::as_str).collect() };
    let job = project
        .job("mutants", "cargo-mutants")
        .args(["mutants", "--colors", "never", "--timeout", TIMEOUT, "--output"])
        .arg(project.path("target/mutants"))
        .args(files.iter().flat_map(|file| ["--file", file]))
        .args(["--cargo-arg=--lib", "--cargo-arg=--test=it", "--", "--"])
        .args(SLOW.iter().flat_map(|name| ["--skip", name]));
    let outcome = job.verbose(true).outcome()?;
    // What was missed is a result, and not a failure of the command.
    println!("          in target/mutants/mutants.out: missed.txt, caught.txt, timeout.txt, unviable.txt");
    if outcome.text.contains("mutants tested") { Ok(()) } else { Err(Failure::new("mutants", outcome.reason)) }
}
