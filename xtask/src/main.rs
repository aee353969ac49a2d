//! The commands of the project. `cargo xtask serve` and `cargo xtask test` are the two to know.
//!
//! Each does the set-up it needs first, on a machine with nothing but Rust, a C compiler, and Node or apt; what is
//! there already is skipped. Outside the working copy only rustup (a target and components), apt (browsers, Python and
//! the like) and the caches of cargo, npm and pip change anything.

mod audit;
mod bench;
mod build;
mod bundle;
mod docs;
mod failure;
mod files;
mod fuzz;
mod job;
mod mutants;
mod project;
mod serve;
mod setup;
mod test;
mod verify_page;

use std::process::ExitCode;

use crate::failure::{Failure, Result};
use crate::project::Project;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve               build the page, serve it on this machine, rebuild on change
  test [STAGE...]     every check, or the named stages; --verbose shows all output, --slowest 20 what took longest
  test quick          format, linter, native tests and public names: three minutes
  build               the pages, the npm package and the zip of both, into dist/
  docs                the documentation, into dist/docs
  verify-page FILE    whether a page carries the very modules of the build in dist/
  bench [ROW...]      the budgets, side by side with the peers, in headless Chromium
  fuzz [TARGET] [S]   each target of fuzz/, or one, for 60 or S seconds; `fuzz page [S]`: the page and the element;
                      `fuzz --seed` writes what the targets begin with
  mutants [FILE...]   which small changes of the code no test notices
  audit               the licences and sources of dependencies, and which of them nothing uses
  coverage            how much of the core the tests run
  setup               only the set-up of all of these

serve and build take --debug, for a page with names in its traces and words in its panics, rebuilt within seconds; and
--wasm-opt=PASSES (such as -O3), to try another optimization.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(());
    };
    if cfg!(windows) {
        let reason = "expected Linux or macOS, but found Windows";
        return Err(Failure::new("start", reason).by_hand("run it in WSL, the Windows Subsystem for Linux"));
    }
    let mut project = Project::find()?;
    match command.as_str() {
        "setup" => setup::all(&mut project),
        "build" => build::run(&mut project, rest),
        "serve" => serve::run(&mut project, rest),
        "test" => test::run(&mut project, rest),
        "docs" => docs::run(&mut project),
        "verify-page" => verify_page::run(&project, rest),
        "bench" => bench::run(&mut project, rest),
        "fuzz" => fuzz::run(&mut project, rest),
        "audit" => audit::run(&mut project),
        "coverage" => audit::coverage(&mut project),
        "mutants" => mutants::run(&mut project, rest),
        // Trunk's hook; it expects the set-up to have been done.
        "bundle" => bundle::run(&project),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new("start", format!("expected a command, but found `{other}`")).by_hand(USAGE)),
    }
}
