//! `cargo xtask docs`: the documentation, made by mdBook into dist/docs; its pages use the element that was built.

use std::fs;

use crate::build;
use crate::failure::{Result, Step};
use crate::project::Project;
use crate::setup::{self, Need};

const STEP: &str = "building the documentation";

/// The element as one classic script, and where the book takes it from. It is copied, and not committed.
const ELEMENT: &str = "dist/npm/jwt-decoder.js";
const COPY: &str = "docs/theme/jwt-decoder.js";

pub fn run(project: &mut Project) -> Result<()> {
    if !project.path(ELEMENT).is_file() {
        setup::ensure(project, Need::PAGE)?;
        build::page(project, &[])?;
    }
    setup::ensure(project, &[Need::Book])?;
    site(project)?;
    println!("docs      dist/docs is ready: open dist/docs/index.html");
    Ok(())
}

/// Builds dist/docs anew; dist/ is there, and mdBook.
pub fn site(project: &Project) -> Result<()> {
    let site = project.path("dist/docs");
    if site.exists() {
        // What was renamed since would stay there.
        fs::remove_dir_all(&site).step(STEP)?;
    }
    fs::copy(project.path(ELEMENT), project.path(COPY)).step(STEP)?;
    let by_hand = "mend the page that the output names, then run `cargo xtask docs`";
    project
        .job(STEP, "mdbook")
        .arg("build")
        .arg(project.path("docs"))
        .arg("--dest-dir")
        .arg(site)
        .by_hand(by_hand)
        .run()
        .map(drop)
}
