//! Chromium and Firefox: what the machine has, what the environment names, or what apt brings.

use super::{apt, doing, there};
use crate::failure::{Failure, Result};
use crate::project::Project;

/// Name for people, variable that names another program, programs to look for, Debian's package.
///
/// tests/browser/harness/browsers.mjs looks for the same names.
const BROWSERS: [(&str, &str, &[&str], &str); 2] = [
    ("Chromium", "CHROMIUM", &["chromium", "chromium-browser", "google-chrome"], "chromium"),
    ("Firefox", "FIREFOX", &["firefox-esr", "firefox"], "firefox-esr"),
];

/// Finds both browsers, or installs them.
pub fn ensure(project: &Project) -> Result<()> {
    for (name, variable, programs, package) in BROWSERS {
        if let Some(path) = std::env::var_os(variable) {
            there(name, &path.to_string_lossy());
            continue;
        }
        if let Some(path) = programs.iter().find_map(|program| project.which(program)) {
            there(name, &path.to_string_lossy());
            continue;
        }
        if !apt::available(project) {
            return Err(Failure::new(name, format!("expected one of {} on PATH, but found none", programs.join(", ")))
                .by_hand(format!("install {name}, or set {variable} to its program")));
        }
        doing(name, "apt", || apt::install(project, name, &[package]))?;
    }
    Ok(())
}
