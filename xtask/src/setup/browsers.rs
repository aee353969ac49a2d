//! Chromium, Firefox and WebKitGTK: what the machine has, what the environment names, or what apt brings.

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

/// What WebKit takes: its driver, and a display that nobody sees.
const WEBKIT: [(&str, &str); 2] = [("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];

/// Whether WebKitGTK is to be had at all.
pub const HAS_WEBKIT: bool = cfg!(target_os = "linux");

/// Finds what drives WebKitGTK, or installs it.
pub fn webkit(project: &Project) -> Result<()> {
    let missing: Vec<_> =
        WEBKIT.iter().filter(|(program, _)| project.which(program).is_none()).map(|(_, package)| *package).collect();
    if !HAS_WEBKIT || missing.is_empty() {
        there("WebKitGTK", if HAS_WEBKIT { "there" } else { "not on this system" });
        return Ok(());
    }
    if !apt::available(project) {
        let reason = format!("expected WebKitWebDriver and Xvfb on PATH, but found no {}", missing.join(" and no "));
        return Err(Failure::new("WebKitGTK", reason).by_hand("install WebKitGTK with its WebDriver, and Xvfb"));
    }
    doing("WebKitGTK", "apt", || apt::install(project, "WebKitGTK", &missing))
}

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
