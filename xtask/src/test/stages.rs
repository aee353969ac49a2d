//! The stages of `cargo xtask test`, one row each, in the order they run.

use std::path::PathBuf;

use serde_json::Value;

use super::counts::{self, Counts};
use super::{Context, Verdict, api, reproducible};
use crate::build;
use crate::docs as book;
use crate::failure::{Failure, Result, Step};
use crate::job::Job;
use crate::project::Toolchain;
use crate::setup::{self, Need};

/// One stage: its name on the command line, what it is, and how it is run.
pub struct Stage {
    pub name: &'static str,
    pub what: &'static str,
    /// What has to be set up for it.
    pub needs: &'static [Need],
    /// The stage that must have run before, also when only this one is asked for.
    pub builds_on: Option<&'static str>,
    /// Whether the stages after it mean nothing without it.
    pub is_needed: bool,
    /// Whether it is one of those that [`QUICK`] stands for.
    pub is_quick: bool,
    /// Whether it measures no time, so that it runs beside a neighbor that does not either.
    pub is_patient: bool,
    pub run: fn(&Context) -> Result<Verdict>,
}

/// The package of the targets of the fuzzer.
const FUZZ: &str = "jotglass-fuzz";
const WASM: &str = "wasm32-unknown-unknown";

/// How many test files Node runs at once. Most wait for a browser half of the time: two together take a third less.
const TOGETHER: &str = "--test-concurrency=2";
const ALONE: &str = "--test-concurrency=1";

/// Files that see how long a page does not answer; they need a calm machine.
const TIMED: [&str; 2] = ["hostile.test.mjs", "long.test.mjs"];

/// What makes libtest tell how long each test took. The option is not stable; the variable that allows it is for the
/// tests alone, since a change of it makes cargo build everything anew.
const TIMES: [&str; 4] = ["--", "-Z", "unstable-options", "--report-time"];
const TIMED_RUNNER: [&str; 2] = ["--config", "target.'cfg(all())'.runner = ['env', 'RUSTC_BOOTSTRAP=1']"];

/// The longest one test may take, in milliseconds.
const NODE_TIMEOUT: &str = "--test-timeout=300000";

/// What tests/examples/support.mjs says of a site, with the versions of what built it.
const BUILT: &str = ", built in ";

/// What the stages need that open a browser.
const IN_BROWSERS: &[Need] = &[Need::Target, Need::Npm, Need::Tools, Need::Browsers];

/// The compilers of the first ones wait for one another, and their tests run meanwhile; so does the page's linker,
/// which has one thread.
#[rustfmt::skip]
pub const STAGES: [Stage; 14] = [
    stage("fmt", "the format of the Rust code", &[Need::Components], fmt).quick(),
    stage("script", "the format, the linter and the types of the scripts", &[Need::Npm], script).quick().patient(),
    stage("clippy", "the linter, for this machine and for WebAssembly",
          &[Need::Components, Need::Target], clippy).quick().patient(),
    stage("native", "the tests of the core and of these commands", &[], native).quick().patient(),
    stage("fuzz", "what holds for every input, for a few inputs", &[], fuzz).quick().patient(),
    stage("api", "the documentation of the code, and its public names", &[], api::check).quick().patient(),
    stage("page", "the build of the page", Need::PAGE, page).needed().patient(),
    stage("web", "the tests of the WebAssembly, in each browser", IN_BROWSERS, web),
    stage("browser", "the page, end to end, in each browser", IN_BROWSERS, browser).built(),
    stage("package", "the npm package: in Node, in bundlers, in pages", IN_BROWSERS, package).built(),
    stage("webkit", "element and page in WebKit", &[Need::Npm, Need::Webkit], webkit).built(),
    stage("docs", "the documentation, in Chromium", &[Need::Npm, Need::Browsers, Need::Book], docs).built(),
    stage("examples", "sites of documentation with the element, built and opened",
          &[Need::Npm, Need::Browsers, Need::Book, Need::Python], examples).built().patient(),
    stage("reproducible", "the build in another folder, byte by byte", Need::PAGE, same_bytes).built().patient(),
];

/// The name on the command line for the stages that answer within minutes.
pub const QUICK: &str = "quick";

const fn stage(
    name: &'static str,
    what: &'static str,
    needs: &'static [Need],
    run: fn(&Context) -> Result<Verdict>,
) -> Stage {
    Stage { name, what, needs, builds_on: None, is_needed: false, is_quick: false, is_patient: false, run }
}

impl Stage {
    /// Works on what the stage `page` has built.
    const fn built(self) -> Self {
        Self { builds_on: Some("page"), ..self }
    }

    /// The stages after it mean nothing without it.
    const fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    /// Runs beside its neighbors.
    const fn patient(self) -> Self {
        Self { is_patient: true, ..self }
    }

    /// Belongs to those that answer within minutes.
    const fn quick(self) -> Self {
        Self { is_quick: true, ..self }
    }
}

fn fmt(context: &Context) -> Result<Verdict> {
    if !context.components.rustfmt {
        return Ok(skipped("skipped: rustfmt is not installed"));
    }
    one_check(context, context.project.cargo("fmt").args(["fmt", "--all", "--check", "--", "--color=never"]))
}

fn script(context: &Context) -> Result<Verdict> {
    let biome = context.project.path("node_modules/@biomejs/biome/bin/biome");
    let job = context.project.job("the linter of scripts", "node").arg(biome);
    let mut verdict =
        one_check(context, job.args(["ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=50"]))?;
    let compiler = context.project.path("node_modules/typescript/bin/tsc");
    for project in ["tsconfig.json", "www/app/tsconfig.json", "xtask/tsconfig.json"] {
        let job = context.project.job("the types of scripts", "node").arg(&compiler).args(["--pretty", "false"]);
        let types = one_check(context, job.arg("--project").arg(context.project.path(project)))?;
        verdict.counts.add(&types.counts);
        verdict.output.push_str(&types.output);
    }
    Ok(verdict)
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
    cargo_tests(context, &["--workspace", "--exclude", FUZZ])
}

fn fuzz(context: &Context) -> Result<Verdict> {
    cargo_tests(context, &["--package", FUZZ])
}

/// The tests of some packages. With their times, those in documentation come after the others: there, cargo cannot ask
/// for them.
fn cargo_tests(context: &Context, packages: &[&str]) -> Result<Verdict> {
    let job = || context.project.cargo("tests").args(["test", "--no-fail-fast"]).args(packages);
    if context.slowest == 0 {
        return counted(context, job(), counts::libtest);
    }
    let timed = job().args(TIMED_RUNNER).args(["--lib", "--bins", "--tests", "--examples"]).args(TIMES);
    let mut verdict = counted(context, timed, counts::libtest)?;
    if !packages.contains(&FUZZ) {
        let documented = counted(context, job().arg("--doc"), counts::libtest)?;
        verdict.counts.add(&documented.counts);
        verdict.output.push_str(&documented.output);
    }
    Ok(verdict)
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
    let (timed, others): (Vec<PathBuf>, Vec<PathBuf>) = test_files(context, "tests/browser")?
        .into_iter()
        .partition(|file| TIMED.iter().any(|name| file.ends_with(name)));
    let mut verdict = node_tests(context, TOGETHER, others)?;
    let alone = node_tests(context, ALONE, timed)?;
    verdict.counts.add(&alone.counts);
    verdict.output.push_str(&alone.output);
    Ok(verdict)
}

fn package(context: &Context) -> Result<Verdict> {
    node_tests(context, ALONE, test_files(context, "tests/package")?)
}

fn examples(context: &Context) -> Result<Verdict> {
    let verdict = node_tests(context, ALONE, test_files(context, "tests/examples")?)?;
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
    node_tests(context, ALONE, test_files(context, "tests/webkit")?)
}

fn docs(context: &Context) -> Result<Verdict> {
    book::site(context.project)?;
    node_tests(context, ALONE, test_files(context, "tests/docs")?)
}

/// The files of a folder that Node's test runner knows by their names. Node 20 does not expand patterns itself.
fn test_files(context: &Context, folder: &str) -> Result<Vec<PathBuf>> {
    let step = format!("reading {folder}");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(context.project.path(folder)).step(&step)? {
        let path = entry.step(&step)?.path();
        if path.to_str().is_some_and(|name| name.ends_with(".test.mjs")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn node_tests(context: &Context, concurrency: &str, files: Vec<PathBuf>) -> Result<Verdict> {
    // Without files it would look for some itself.
    if files.is_empty() {
        return Err(Failure::new("tests", "expected files named *.test.mjs, but found none"));
    }
    let job = context
        .project
        .job("tests", "node")
        .args(["--test", "--test-reporter=spec", concurrency, NODE_TIMEOUT])
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
