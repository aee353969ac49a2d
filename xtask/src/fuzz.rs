//! `cargo xtask fuzz`: the targets of `fuzz/` under libFuzzer, with a nightly compiler, and the page under inputs made
//! by chance.

use std::fs;
use std::path::PathBuf;

use crate::build;
use crate::failure::{Failure, Result, Step};
use crate::job::{Job, Outcome};
use crate::project::Project;
use crate::setup::{self, NIGHTLY, Need};

/// How long each runs where nobody says.
const SECONDS: &str = "60";
/// The longest that one input may take, in seconds.
const TIMEOUT: &str = "-timeout=5";
/// The longest input, in bytes: what is longer is slower, and finds no more.
const LENGTH: &str = "-max_len=16384";
/// The name on the command line for the page and the element.
const PAGE: &str = "page";

/// The profile of the release without what takes a minute for each target, and with the names of functions.
const PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_STRIP", "none"),
];

pub fn run(project: &mut Project, arguments: &[String]) -> Result<()> {
    match arguments {
        [option] if option == "--seed" => seed(project),
        [name, rest @ ..] if name == PAGE => page(project, rest),
        [] => targets(project)?.iter().try_for_each(|target| fuzz(project, target, SECONDS)),
        [target] => fuzz(project, known(project, target)?, SECONDS),
        [target, seconds] => fuzz(project, known(project, target)?, number(seconds)?),
        _ => Err(Failure::new("start", "expected a target and a number of seconds, but found more")),
    }
}

/// The names of the targets, which are those of their files.
fn targets(project: &Project) -> Result<Vec<String>> {
    let step = "reading fuzz/fuzz_targets";
    let mut names = Vec::new();
    for entry in fs::read_dir(project.path("fuzz/fuzz_targets")).step(step)? {
        names.extend(entry.step(step)?.path().file_stem().and_then(|name| name.to_str()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn known<'a>(project: &Project, target: &'a str) -> Result<&'a str> {
    let names = targets(project)?;
    if names.iter().any(|name| name == target) {
        return Ok(target);
    }
    let reason = format!("expected one of {}, {PAGE}, but found `{target}`", names.join(", "));
    Err(Failure::new("start", reason))
}

fn number(seconds: &str) -> Result<&str> {
    match seconds.parse::<u32>() {
        Ok(1..) => Ok(seconds),
        _ => Err(Failure::new("start", format!("expected a number of seconds, but found `{seconds}`"))),
    }
}

/// Writes the inputs that the targets begin with.
fn seed(project: &Project) -> Result<()> {
    let args = ["run", "--quiet", "--package", "jotglass-fuzz", "--example", "seeds", "--"];
    print!("{}", project.cargo("seeds").args(args).arg(folder(project, "seeds")).run()?);
    Ok(())
}

fn folder(project: &Project, name: &str) -> PathBuf {
    project.path("target/fuzz").join(name)
}

fn fuzz(project: &mut Project, target: &str, seconds: &str) -> Result<()> {
    setup::ensure(project, &[Need::Fuzzer])?;
    let seeds = folder(project, "seeds").join(target);
    if !seeds.exists() {
        seed(project)?;
    }
    let (found, failing) = (folder(project, "found").join(target), folder(project, "failing").join(target));
    for folder in [&found, &failing] {
        fs::create_dir_all(folder).step("making the folders of the fuzzer")?;
    }
    println!("fuzz      {target}, for {seconds} s ...");
    // The core has no unsafe code: a sanitizer would find nothing, and takes half of the time.
    let job = project
        .job(target, "cargo-fuzz")
        .args(["fuzz", "run", "--sanitizer", "none", "--features", "engine", "--target-dir"])
        .arg(folder(project, "build"))
        .arg(target)
        .args([&found, &seeds])
        .args(["--", TIMEOUT, LENGTH, "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", failing.display()))
        .env("RUSTUP_TOOLCHAIN", NIGHTLY)
        .without_env("CARGO")
        .without_env("RUSTC");
    let outcome = PROFILE.iter().fold(job, |job: Job, (name, value)| job.env(name, value)).outcome()?;
    if !outcome.success {
        let remedy = format!(
            "mend what fails, and put the input, which is in {}, into fuzz/regressions/{target}",
            failing.display()
        );
        return Err(Failure::new(target, outcome.reason).output(&outcome.text).by_hand(remedy));
    }
    println!("          {}", summary(&outcome));
    Ok(())
}

/// What libFuzzer did: how many inputs, and how much of the code they reached.
fn summary(outcome: &Outcome) -> String {
    let after = |mark: &str| {
        let (_, rest) = outcome.text.rsplit_once(mark)?;
        rest.split_whitespace().next().map(str::to_owned)
    };
    let inputs = after("stat::number_of_executed_units:").unwrap_or_default();
    let edges = after(" cov: ").unwrap_or_default();
    format!("{inputs} inputs, {edges} edges of the code, nothing failed")
}

/// Lets chance use the page and the element, in each browser.
fn page(project: &mut Project, arguments: &[String]) -> Result<()> {
    if let Some(seconds) = arguments.first() {
        number(seconds)?;
    }
    setup::ensure(project, Need::PAGE)?;
    setup::ensure(project, &[Need::Browsers])?;
    build::page(project, &[])?;
    for script in ["element.mjs", "page.mjs"] {
        let job = project.job(script, "node").arg(project.path("tests/chance").join(script)).args(arguments);
        print!("{}", job.verbose(false).run()?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_read_from_the_last_lines() {
        let text =
            "#2 NEW    cov: 7 ft: 9\n#90 DONE   cov: 1926 ft: 6617 corp: 2\nstat::number_of_executed_units: 90\n";
        let outcome = Outcome { success: true, text: text.into(), reason: String::new() };
        assert_eq!(summary(&outcome), "90 inputs, 1926 edges of the code, nothing failed");
    }

    #[test]
    fn seconds_are_a_number() {
        assert!(number("60").is_ok());
        assert!(number("0").is_err() && number("a minute").is_err() && number("-1").is_err());
    }
}
