//! Python with `venv`, which the examples made with MkDocs and Sphinx are built by.

use super::{apt, doing, there};
use crate::failure::{Failure, Result};
use crate::project::Project;

const STEP: &str = "Python";
/// Debian keeps what makes environments apart from Python.
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// Finds a Python that makes environments with pip, or installs it.
pub fn ensure(project: &Project) -> Result<()> {
    if let Some(version) = version(project) {
        there(STEP, &version);
        return Ok(());
    }
    if !apt::available(project) {
        return Err(Failure::new(STEP, "expected python3 with the modules venv and ensurepip, but found none")
            .by_hand("install Python 3.11 or newer with both, and put python3 on PATH"));
    }
    doing(STEP, "apt", || apt::install(project, STEP, &PACKAGES))
}

/// The version of a Python that has all it takes.
fn version(project: &Project) -> Option<String> {
    let ask = "import ensurepip, platform, venv; print(platform.python_version())";
    let answer = project.job(STEP, "python3").args(["-c", ask]).read().ok()?;
    Some(answer.trim().to_owned())
}
