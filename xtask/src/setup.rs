//! What a fresh machine lacks. Each command, and each stage of the tests, names what it needs; nothing else is set up.
//!
//! Each step looks first and says in one line what it found or did. Nothing here asks a question.

mod apt;
mod browsers;
mod components;
mod npm;
mod python;
mod target;
mod tools;

use std::collections::BTreeSet;
use std::time::Instant;

use crate::failure::Result;
use crate::project::Project;

pub use browsers::HAS_WEBKIT;
pub use components::{Components, NIGHTLY};

/// Something that a command or a stage of the tests cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The formatter and the linter.
    Components,
    /// A compiler for WebAssembly, and the crates that go into it.
    Target,
    /// Node and the npm packages.
    Npm,
    /// Trunk and wasm-bindgen.
    Tools,
    /// Chromium and Firefox.
    Browsers,
    /// WebKitGTK with its driver.
    Webkit,
    /// mdBook.
    Book,
    /// Python with `venv`.
    Python,
    /// A nightly compiler, and cargo-fuzz.
    Fuzzer,
    /// cargo-mutants.
    Mutants,
    /// cargo-deny, cargo-machete and cargo-llvm-cov.
    Auditors,
}

impl Need {
    /// All that builds and tests take. What is left out is for commands that few call, and builds for minutes.
    const ALL: [Self; 8] = [
        Self::Components,
        Self::Target,
        Self::Npm,
        Self::Tools,
        Self::Browsers,
        Self::Webkit,
        Self::Book,
        Self::Python,
    ];

    /// What building the page takes.
    pub const PAGE: &[Self] = &[Self::Target, Self::Npm, Self::Tools];

    fn ensure(self, project: &mut Project) -> Result<()> {
        match self {
            Self::Components => components::ensure(project),
            Self::Target => {
                project.toolchain = target::ensure(project)?;
                project.has_lean_std = target::sources(project);
                target::fetch(project)?;
            }
            Self::Npm => npm::ensure(project)?,
            Self::Tools => tools::ensure(project)?,
            Self::Browsers => browsers::ensure(project)?,
            Self::Webkit => browsers::webkit(project)?,
            Self::Book => tools::ensure_book(project)?,
            Self::Python => python::ensure(project)?,
            Self::Fuzzer => {
                components::ensure_nightly(project)?;
                tools::ensure_fuzzer(project)?;
            }
            Self::Mutants => tools::ensure_mutants(project)?,
            Self::Auditors => {
                components::ensure_coverage(project)?;
                tools::ensure_auditors(project)?;
            }
        }
        Ok(())
    }
}

/// Finds or installs what is needed, each once, in the order of [`Need`].
pub fn ensure(project: &mut Project, needs: &[Need]) -> Result<()> {
    let needs: BTreeSet<Need> = needs.iter().copied().collect();
    needs.into_iter().try_for_each(|need| need.ensure(project))
}

/// Finds or installs all that builds and tests take.
pub fn all(project: &mut Project) -> Result<()> {
    ensure(project, &Need::ALL)
}

/// Whether the formatter and the linter are there.
pub fn components(project: &Project) -> Components {
    components::find(project)
}

/// Says what is there already.
fn there(what: &str, detail: &str) {
    println!("set-up    {what}: {detail}");
}

/// Says what is being done, does it, and says how long it took.
fn doing<T>(what: &str, how: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("set-up    {what}: {how} ...");
    let started = Instant::now();
    let result = work()?;
    println!("set-up    {what}: done in {:.1} s", started.elapsed().as_secs_f64());
    Ok(result)
}
