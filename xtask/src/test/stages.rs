//! The stages of `cargo xtask test`, one row each, in the order they run.

use serde_json::Value;

use super::counts::{self, Counts};
use super::{Context, Verdict, api, reproducible};
use crate::build;
use crate::docs as book;
use crate::failure::{Failure, Result, Step};
use crate::job::Job;
use crate::project::Toolchain;
use crate::setup;

/// One stage: its name on the command line, what it is, and how it is run.
pub struct Stage {
    pub name: &'static str,
    pub what: &'static str,
    /// The stage that must have run before, also when only this one is asked for.
    pub builds_on: Option<&'static str>,
    /// Whether the stages after it mean nothing without it.
    pub needed: bool,
    pub run: fn(&Context) -> Result<Verdict>,
}

const WASM: &str = "wasm32-unknown-unknown";

/// How many test files Node runs at once; each drives a browser, and tests of speed need a calm machine.
const NODE_CONCURRENCY: &str = "--test-concurrency=1";

/// The longest one test may take, in milliseconds.
const NODE_TIMEOUT: &str = "--test-timeout=300000";

/// What tests/examples/support.mjs says of a site, with the versions of what built it.
const BUILT: &str = ", built in ";

#[rustfmt::skip]
pub const STAGES: [Stage; 12] = [
    Stage { name: "fmt", what: "the format of the Rust code", builds_on: None, needed: false, run: fmt },
    Stage { name: "clippy", what: "the linter, for this machine and for WebAssembly", builds_on: None, needed: false, run: clippy },
    Stage { name: "native", what: "the tests of the core and of these commands", builds_on: None, needed: false, run: native },
    Stage { name: "api", what: "the documentation of the code, and its public names", builds_on: None, needed: false, run: api::check },
    Stage { name: "web", what: "the tests of the WebAssembly, in each browser", builds_on: None, needed: false, run: web },
    Stage { name: "page", what: "the build of the page", builds_on: None, needed: true, run: page },
    Stage { name: "browser", what: "the page, end to end, in each browser", builds_on: Some("page"), needed: false, run: browser },
    Stage { name: "package", what: "the npm package: in Node, in bundlers, in pages", builds_on: Some("page"), needed: false, run: package },
    Stage { name: "webkit", what: "element and page in WebKit", builds_on: Some("page"), needed: false, run: webkit },
    Stage { name: "docs", what: "the documentation, in Chromium", builds_on: Some("page"), needed: false, run: docs },
    Stage { name: "examples", what: "sites of documentation with the element, built and opened", builds_on: Some("page"), needed: false, run: examples },
    Stage { name: "reproducible", what: "the build in another folder, byte by byte", builds_on: Some("page"), needed: false, run: same_bytes },
];

fn fmt(context: &Context) -> Result<Verdict> {
    if !context.components.rustfmt {
        return Ok(skipped("skipped: rustfmt is not installed"));
    }
    one_check(context, context.project.cargo("fmt").args(["fmt", "--all", "--check", "--", "--color=never"]))
}

fn clippy(context: &Context) -> Result<Verdict> {
    if !context.components.clippy {
        return Ok(skipped("skipped: clippy is not installed"));
    }
    let deny = ["--", "--deny", "warnings"];
    let native = context.project.cargo("clippy").args(["clippy", "--workspace", "--all-targets"]);
    let mut verdict = one_check(context, native.args(deny))?;
    let wasm = if context.project.toolchain == Toolchain::Own {
        let packages = ["--package", "jotglass", "--package", "jotglass-more"];
        let job = context.project.cargo("clippy").args(["clippy", "--target", WASM, "--lib", "--test", "web"]);
        one_check(context, job.args(packages).args(deny))?
    } else {
        skipped("skipped: clippy for WebAssembly, since its compiler has none")
    };
    verdict.counts.add(&wasm.counts);
    verdict.output.push_str(&wasm.output);
    Ok(verdict)
}

fn native(context: &Context) -> Result<Verdict> {
    let job = context.project.cargo("tests").args(["test", "--workspace", "--no-fail-fast"]);
    counted(context, job, counts::libtest)
}

fn web(context: &Context) -> Result<Verdict> {
    let project = context.project;
    let built = project
        .wasm_job("building the tests", "cargo")
        .args(["test", "--target", WASM, "--test", "web", "--no-run", "--message-format=json-render-diagnostics"])
        .read()?;
    let binary = test_binary(&built)
        .ok_or_else(|| Failure::new("building the tests", "expected a test binary of tests/web.rs, but found none"))?;
    let job = project
        .job("tests", "node")
        .arg(project.path("xtask/js/web-tests.mjs"))
        .arg(project.tools().join("bin/wasm-bindgen-test-runner"))
        .arg(binary);
    counted(context, job, counts::libtest)
}

fn page(context: &Context) -> Result<Verdict> {
    build::page(context.project, &[])?;
    Ok(Verdict { counts: Counts::PASSED, output: String::new() })
}

fn browser(context: &Context) -> Result<Verdict> {
    node_tests(context, "tests/browser")
}

fn package(context: &Context) -> Result<Verdict> {
    node_tests(context, "tests/package")
}

fn examples(context: &Context) -> Result<Verdict> {
    let verdict = node_tests(context, "tests/examples")?;
    if !context.verbose {
        // Which generators these were, for whoever wonders why it passes on another machine.
        verdict.output.lines().filter(|line| line.contains(BUILT)).for_each(|line| println!("          {line}"));
    }
    Ok(verdict)
}

fn webkit(context: &Context) -> Result<Verdict> {
    if !setup::HAS_WEBKIT {
        return Ok(skipped("skipped: WebKitGTK is there on Linux only"));
    }
    node_tests(context, "tests/webkit")
}

fn docs(context: &Context) -> Result<Verdict> {
    book::site(context.project)?;
    node_tests(context, "tests/docs")
}

/// Runs the files of a folder that Node's test runner knows by their names.
fn node_tests(context: &Context, folder: &str) -> Result<Verdict> {
    // Node 20 does not expand patterns itself.
    let step = format!("reading {folder}");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(context.project.path(folder)).step(&step)? {
        let path = entry.step(&step)?.path();
        if path.to_str().is_some_and(|name| name.ends_with(".test.mjs")) {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(Failure::new(step, "expected files named *.test.mjs, but found none"));
    }
    files.sort();
    let job = context
        .project
        .job("tests", "node")
        .args(["--test", "--test-reporter=spec", NODE_CONCURRENCY, NODE_TIMEOUT])
        .args(files);
    counted(context, job, counts::node)
}

fn same_bytes(context: &Context) -> Result<Verdict> {
    let differences = reproducible::differences(context.project)?;
    let counts = if differences.is_empty() {
        Counts::PASSED
    } else {
        Counts { failed: differences.len() as u64, ..Counts::default() }
    };
    Ok(Verdict { counts, output: differences.iter().map(|difference| format!("{difference}\n")).collect() })
}

/// A command that either passes or fails as a whole.
fn one_check(context: &Context, job: Job) -> Result<Verdict> {
    let outcome = job.verbose(context.verbose).outcome()?;
    let counts = if outcome.success { Counts::PASSED } else { Counts::FAILED };
    Ok(Verdict { counts, output: outcome.text })
}

/// A command that prints counts. None at all is a failure: tests that vanished must not look like tests that passed.
fn counted(context: &Context, job: Job, read: fn(&str) -> Counts) -> Result<Verdict> {
    let outcome = job.verbose(context.verbose).outcome()?;
    let counts = read(&outcome.text);
    let ran = counts != Counts::default();
    let mut output = outcome.text;
    if !outcome.success || !ran {
        output.push_str(&outcome.reason);
    }
    Ok(Verdict { counts: counts.given(outcome.success && ran), output })
}

fn skipped(reason: &str) -> Verdict {
    Verdict { counts: Counts::SKIPPED, output: format!("{reason}\n") }
}

/// The path of the test binary in cargo's JSON messages.
fn test_binary(messages: &str) -> Option<String> {
    messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_web = message["target"]["name"] == "web" && message["reason"] == "compiler-artifact";
        if is_web { message["executable"].as_str().map(str::to_owned) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::test_binary;

    #[test]
    fn the_test_binary_is_the_one_of_the_web_tests() {
        let messages = "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"jotglass\"},\"executable\":null}\n\
                        {\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"web\"},\"executable\":\"web-1.wasm\"}\n";
        assert_eq!(test_binary(messages).as_deref(), Some("web-1.wasm"));
        assert_eq!(test_binary("{\"reason\":\"build-finished\"}"), None);
    }
}
