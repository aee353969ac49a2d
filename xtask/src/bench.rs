//! `cargo xtask bench`: builds, then measures the budgets in headless Chromium (xtask/bench/).

use std::process::Stdio;

use crate::build;
use crate::failure::{Failure, Result, Step};
use crate::project::Project;
use crate::setup::{self, Need};

const STEP: &str = "measuring";

pub fn run(project: &mut Project, rows: &[String]) -> Result<()> {
    setup::ensure(project, Need::PAGE)?;
    setup::ensure(project, &[Need::Browsers])?;
    build::page(project, &[])?;
    println!("bench     the budgets, in headless Chromium ...\n");
    // The table grows on the terminal while it is measured.
    let mut command = project.job(STEP, "node").arg(project.path("xtask/bench/bench.mjs")).args(rows).into_command();
    let status = command.stdin(Stdio::null()).status().step(STEP)?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(STEP, "something could not be measured; the table says what"))
}
