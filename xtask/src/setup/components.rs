//! rustfmt and clippy, which a minimal installation of Rust lacks.

use super::{doing, there};
use crate::project::Project;

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
