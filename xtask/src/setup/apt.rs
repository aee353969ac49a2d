//! Debian packages, as root or through sudo.

use std::sync::OnceLock;

use crate::failure::{Failure, Result};
use crate::job::Job;
use crate::project::Project;

/// Whether the lists were brought up to date by this process.
static UPDATED: OnceLock<()> = OnceLock::new();

/// Whether this machine installs packages by apt.
pub fn available(project: &Project) -> bool {
    project.which("apt-get").is_some()
}

/// Installs packages; the lists are brought up to date first, once.
pub fn install(project: &Project, step: &str, packages: &[&str]) -> Result<()> {
    let by_hand = format!("as root, run `apt-get update && apt-get install {}`", packages.join(" "));
    if UPDATED.get().is_none() {
        apt_get(project, step)?.arg("update").by_hand(&by_hand).run()?;
        UPDATED.get_or_init(|| ());
    }
    apt_get(project, step)?
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .by_hand(by_hand)
        .run()
        .map(drop)
}

fn apt_get(project: &Project, step: &str) -> Result<Job> {
    let settings = ["DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "apt-get"];
    if project.job(step, "id").arg("-u").read()?.trim() == "0" {
        return Ok(project.job(step, "env").args(settings));
    }
    if project.which("sudo").is_some() {
        // sudo asks for a password on the terminal itself, and fails at once where there is none.
        return Ok(project.job(step, "sudo").arg("env").args(settings));
    }
    Err(Failure::new(step, "expected root or sudo to install packages, but found neither")
        .by_hand("run the same command as root once"))
}
