//! `cargo xtask build`: Trunk compiles, the hook bundles, dist/ holds the result.

use std::time::Instant;

use crate::bundle::WASM_OPT_VARIABLE;
use crate::failure::{Failure, Result};
use crate::job::{Job, without_progress};
use crate::project::Project;
use crate::setup::{self, Need};

pub fn run(project: &mut Project, options: &[String]) -> Result<()> {
    setup::ensure(project, Need::PAGE.iter().copied())?;
    page(project, options)
}

/// Builds dist/; the set-up has been done.
pub fn page(project: &Project, options: &[String]) -> Result<()> {
    println!("build     the page, by Trunk ...");
    let started = Instant::now();
    let text = with_options(trunk(project, "build"), options)?
        .by_hand("mend what the output names, then run `cargo xtask build`")
        .run()?;
    print!("{}", without_progress(&text));
    println!("\nbuild     dist/ is ready, in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// A Trunk that says little by itself.
pub fn trunk(project: &Project, command: &str) -> Job {
    let job = project.page_job("building the page", "trunk").args([command, "--log", "warn"]);
    // Its hook comes back to this very program.
    let job = match std::env::current_exe() {
        Ok(program) => job.env("JOTGLASS_XTASK", program),
        Err(_) => job,
    };
    job
        // Trunk refuses a NO_COLOR that is not `true` or `false`.
        .without_env("NO_COLOR")
        // Its errors say what is wrong; a trace of its own frames would only push them out of sight.
        .env("RUST_LIB_BACKTRACE", "0")
}

/// Hands the options of `build` and `serve` to the hook.
pub fn with_options(job: Job, options: &[String]) -> Result<Job> {
    options.iter().try_fold(job, |job, option| match option.strip_prefix("--wasm-opt=") {
        Some(level) => Ok(job.env(WASM_OPT_VARIABLE, level)),
        None => Err(Failure::new("start", format!("expected --wasm-opt=PASSES, but found `{option}`"))),
    })
}
