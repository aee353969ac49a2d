//! Node, and the npm packages of package-lock.json.

use std::fs;

use serde_json::{Map, Value};

use super::{apt, doing, there};
use crate::failure::{Failure, Result};
use crate::project::Project;

/// The oldest Node that builds and tests run with: what Vite needs, which builds one of the examples. puppeteer-core
/// asks for more, and works with this one too. The npm package itself asks for less, see www/npm-package.json.
const NODE: (u32, u32) = (20, 19);
const STEP: &str = "npm packages";

/// Installs Node where it is missing, and the packages where they differ from the lock.
pub fn ensure(project: &Project) -> Result<()> {
    node(project)?;
    if in_step(project) {
        there(STEP, "there");
        return Ok(());
    }
    doing(STEP, "npm ci", || {
        // Nothing here needs a script of a package to run, so none does.
        project
            .job(STEP, "npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .by_hand("run `npm ci --ignore-scripts` beside package.json")
            .run()
            .map(drop)
    })
}

fn node(project: &Project) -> Result<()> {
    let step = "Node and npm";
    let (major, minor) = NODE;
    let by_hand = format!("install Node {major}.{minor} or newer, with npm, and put both on PATH");
    let missing = ["node", "npm"].iter().any(|program| project.which(program).is_none());
    if missing {
        if !apt::available(project) {
            return Err(Failure::new(step, "expected node and npm on PATH, but found none").by_hand(by_hand));
        }
        doing(step, "apt", || apt::install(project, step, &["nodejs", "npm"]))?;
    }
    let version = project.job(step, "node").arg("--version").read()?;
    if number(&version).is_some_and(|found| found >= NODE) {
        there("Node", version.trim());
        return Ok(());
    }
    let reason = format!("expected Node {major}.{minor} or newer, but found {}", version.trim());
    Err(Failure::new(step, reason).by_hand(by_hand))
}

/// The first two numbers of a version such as `v20.19.0`.
fn number(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Whether node_modules holds what the lock says; npm leaves a lock of its own there after each installation.
fn in_step(project: &Project) -> bool {
    let read =
        |path: &str| -> Option<Value> { serde_json::from_str(&fs::read_to_string(project.path(path)).ok()?).ok() };
    let (Some(lock), Some(installed)) = (read("package-lock.json"), read("node_modules/.package-lock.json")) else {
        return false;
    };
    match (lock["packages"].as_object(), installed["packages"].as_object()) {
        (Some(lock), Some(installed)) => matches_lock(lock, installed),
        _ => false,
    }
}

/// Every package of the lock is installed as it is written there; only what is optional (for other systems) may lack.
fn matches_lock(lock: &Map<String, Value>, installed: &Map<String, Value>) -> bool {
    let same = |a: &Value, b: &Value| a["version"] == b["version"] && a["integrity"] == b["integrity"];
    lock.iter().filter(|(path, _)| !path.is_empty()).all(|(path, wanted)| match installed.get(path) {
        Some(found) => same(wanted, found),
        None => wanted["optional"] == true,
    }) && installed.keys().all(|path| lock.contains_key(path))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(installed: Value, expected: bool) {
        let lock = json!({
            "": { "name": "tools" },
            "node_modules/a": { "version": "1.0.0", "integrity": "x" },
            "node_modules/b": { "version": "1.0.0", "integrity": "y", "optional": true },
        });
        let map = |value: &Value| value.as_object().cloned().unwrap_or_default();
        assert_eq!(matches_lock(&map(&lock), &map(&installed)), expected);
    }

    #[test]
    fn packages_are_in_step_only_when_each_is_the_locked_one() {
        let a = json!({ "version": "1.0.0", "integrity": "x" });
        check(json!({ "node_modules/a": a }), true);
        check(json!({}), false);
        check(json!({ "node_modules/a": { "version": "1.0.1", "integrity": "x" } }), false);
        check(json!({ "node_modules/a": a, "node_modules/stray": a }), false);
    }

    #[test]
    fn the_first_two_numbers_of_the_version_count() {
        assert_eq!(number("v20.20.2\n"), Some((20, 20)));
        assert!(number("v20.18.3") < Some(NODE) && number("v22.0.0") > Some(NODE));
        assert_eq!(number("20"), None);
    }
}
