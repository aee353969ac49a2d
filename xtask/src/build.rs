//! `cargo xtask build`: Trunk compiles, the hook bundles, dist/ holds the result.

use std::time::Instant;

use crate::bundle::{DEBUG_VARIABLE, WASM_OPT_VARIABLE};
use crate::failure::{Failure, Result};
use crate::job::{Job, without_progress};
use crate::project::Project;
use crate::setup::{self, Need};

/// The option for a build to work on: names in traces, panics with words, and soon there.
const DEBUG: &str = "--debug";

pub fn run(project: &mut Project, options: &[String]) -> Result<()> {
    setup::ensure(project, Need::PAGE)?;
    page(project, options)
}

/// Builds dist/; the set-up has been done.
pub fn page(project: &Project, options: &[String]) -> Result<()> {
    println!("build     the page, by Trunk ...");
    let started = Instant::now();
    let outcome = trunk(project, "build", options)?.outcome()?;
    if !outcome.success && project.has_lean_std && blames_std(&outcome.text) {
        println!("build     this Rust cannot compile its standard library: again with the one it brings, 8 % bigger");
        return page(&project.with_finished_std(), options);
    }
    if !outcome.success {
        return Err(Failure::new("building the page", outcome.reason)
            .output(&outcome.text)
            .by_hand("mend what the output names, then run `cargo xtask build`"));
    }
    print!("{}", without_progress(&outcome.text));
    println!("\nbuild     dist/ is ready, in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Whether a build failed by the standard library that was to be compiled along with it, and not by the project.
fn blames_std(output: &str) -> bool {
    let of_std = ["`core`", "`alloc`", "`std`", "`compiler_builtins`", "`panic_abort`"];
    of_std.iter().any(|name| output.contains(&format!("could not compile {name}")))
        || ["build-std", "immediate-abort", "location-detail"].iter().any(|word| output.contains(word))
}

/// A Trunk that says little by itself, and hands the options of `build` and `serve` to its hook.
pub fn trunk(project: &Project, command: &str, options: &[String]) -> Result<Job> {
    let step = "building the page";
    let is_debug = options.iter().any(|option| option == DEBUG);
    // Its own standard library costs a page that is only looked at a minute, and hides what a panic says.
    let job = if is_debug { project.wasm_job(step, "trunk") } else { project.page_job(step, "trunk") };
    // Its hook comes back to this very program.
    let job = match std::env::current_exe() {
        Ok(program) => job.env("JOTGLASS_XTASK", program),
        Err(_) => job,
    };
    let job = job
        .args([command, "--log", "warn"])
        // Trunk refuses a NO_COLOR that is not `true` or `false`.
        .without_env("NO_COLOR")
        // Its errors say what is wrong; a trace of its own frames would only push them out of sight.
        .env("RUST_LIB_BACKTRACE", "0");
    options.iter().try_fold(job, |job, option| match option.strip_prefix("--wasm-opt=") {
        Some(level) => Ok(job.env(WASM_OPT_VARIABLE, level)),
        None if option == DEBUG => Ok(job.args(["--cargo-profile", "page-debug"]).env(DEBUG_VARIABLE, "1")),
        None => Err(Failure::new("start", format!("expected {DEBUG} or --wasm-opt=PASSES, but found `{option}`"))),
    })
}

#[cfg(test)]
mod tests {
    use super::blames_std;

    #[test]
    fn only_a_standard_library_that_does_not_compile_is_left_out() {
        assert!(blames_std("error: could not compile `core` (lib) due to 3 previous errors"));
        assert!(blames_std("error: -Zbuild-std requires --target"));
        assert!(blames_std("error: unknown `-C panic` value: `immediate-abort`"));
        assert!(!blames_std("error: could not compile `jotglass` (lib) due to 1 previous error"));
        assert!(!blames_std("error: hook call to node returned a bad status"));
    }
}
