//! `cargo xtask bench`: not there yet.

use crate::failure::{Failure, Result};
use crate::project::Project;

pub fn run(_project: &mut Project, _arguments: &[String]) -> Result<()> {
    Err(Failure::new("bench", "this command is not written yet"))
}
