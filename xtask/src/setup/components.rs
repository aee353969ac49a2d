//! rustfmt and clippy, which a minimal installation of Rust lacks; and what rustup has for few: the nightly compiler of
//! the fuzzer, and the tools that read what was covered.

use super::{doing, there};
use crate::failure::Result;
use crate::project::Project;

/// The compiler of the fuzzer, whose instruments are in no other.
pub const NIGHTLY: &str = "nightly";

/// Which of the two are there.
#[derive(Clone, Copy)]
pub struct Components {
    pub rustfmt: bool,
    pub clippy: bool,
}

/// Finds both, or adds them by rustup; without rustup they may stay away, and their checks are counted as skipped.
pub fn ensure(project: &Project) {
    let found = find(project);
    if found.rustfmt && found.clippy {
        there("rustfmt and clippy", "there");
        return;
    }
    if project.which("rustup").is_some() {
        let step = "rustfmt and clippy";
        let added = doing(step, "rustup component add", || {
            project.job(step, "rustup").args(["component", "add", "rustfmt", "clippy"]).run()
        });
        if let Err(failure) = added {
            println!("{failure}");
        }
    }
    let found = find(project);
    if !(found.rustfmt && found.clippy) {
        there("rustfmt and clippy", "missing; their checks will be skipped");
    }
}

/// Which of the two answer.
pub fn find(project: &Project) -> Components {
    let answers = |command: &str| project.cargo(command).args([command, "--version"]).read().is_ok();
    Components { rustfmt: answers("fmt"), clippy: answers("clippy") }
}

/// Finds or installs the nightly compiler.
pub fn ensure_nightly(project: &Project) -> Result<()> {
    let by_hand = "install rustup, and with it the compiler: `rustup toolchain install nightly`";
    let found = project.job(NIGHTLY, "rustup").args(["run", NIGHTLY, "rustc", "--version"]).read();
    if let Ok(version) = found {
        there("nightly Rust", version.trim());
        return Ok(());
    }
    doing("nightly Rust", "rustup toolchain install", || {
        let args = ["toolchain", "install", NIGHTLY, "--profile", "minimal"];
        project.job("nightly Rust", "rustup").args(args).by_hand(by_hand).run().map(drop)
    })
}

/// Finds or adds the tools of LLVM that read what was covered.
pub fn ensure_coverage(project: &Project) -> Result<()> {
    doing("the tools of LLVM", "rustup component add llvm-tools", || {
        project.job("the tools of LLVM", "rustup").args(["component", "add", "llvm-tools"]).run().map(drop)
    })
}
