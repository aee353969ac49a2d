//! What a fresh machine lacks, in order: the target, the cargo tools, the npm packages, the browsers, mdBook, Python.
//!
//! Each step looks first and says in one line what it found or did. Nothing here asks a question.

mod apt;
mod browsers;
mod components;
mod npm;
mod python;
mod target;
mod tools;

use std::time::Instant;

use crate::failure::Result;
use crate::project::Project;

pub use browsers::HAS_WEBKIT;
pub use components::Components;

/// What the page needs: `build` and `serve`.
pub fn page(project: &mut Project) -> Result<()> {
    project.toolchain = target::ensure(project)?;
    project.has_lean_std = target::sources(project);
    target::fetch(project)?;
    tools::ensure(project)?;
    npm::ensure(project)
}

/// What a browser run needs on top: `bench`.
pub fn browsers(project: &mut Project) -> Result<()> {
    page(project)?;
    browsers::ensure(project)
}

/// What the documentation needs: `docs`.
pub fn book(project: &Project) -> Result<()> {
    tools::ensure_book(project)
}

/// What the checks need on top: `test`.
pub fn all(project: &mut Project) -> Result<()> {
    browsers(project)?;
    browsers::webkit(project)?;
    book(project)?;
    python::ensure(project)?;
    components::ensure(project);
    Ok(())
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
