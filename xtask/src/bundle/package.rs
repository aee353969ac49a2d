//! The npm package: what esbuild made, the types, what describes the element to editors, and the papers.

use std::fs;
use std::path::Path;

use super::{licences, read, write};
use crate::failure::{Failure, Result, Step};
use crate::project::Project;

/// The scripts of the package, which esbuild has written.
const SCRIPTS: [&str; 6] = ["jotglass.js", "more.js", "element.js", "define.js", "core.js", "jwt-decoder.js"];

/// What is copied as it stands: where it is, and its name in the package.
const COPIES: [(&str, &str); 10] = [
    ("www/jotglass.d.ts", "jotglass.d.ts"),
    ("www/more.d.ts", "more.d.ts"),
    ("www/element.d.ts", "element.d.ts"),
    ("www/define.d.ts", "define.d.ts"),
    ("www/react.d.ts", "react.d.ts"),
    ("www/preact.d.ts", "preact.d.ts"),
    ("www/solid.d.ts", "solid.d.ts"),
    ("www/npm-README.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// Where the version goes in www/npm-package.json.
const VERSION: &str = "\"VERSION\"";

/// Fills `folder` with the package; `work` is where the scripts are.
pub fn write_package(project: &Project, folder: &Path, work: &Path) -> Result<()> {
    fs::create_dir_all(folder).step("making dist/npm")?;
    for name in SCRIPTS {
        fs::copy(work.join(name), folder.join(name)).step("copying the scripts of the npm package")?;
    }
    for (from, to) in COPIES {
        fs::copy(project.path(from), folder.join(to)).step(format!("copying {from}"))?;
    }
    project
        .job("describing the element", "node")
        .arg(project.path("xtask/js/manifest.mjs"))
        .args([&project.path("www"), &folder.join("custom-elements.json")])
        .run()?;
    write(&folder.join("THIRD-PARTY-LICENSES"), &licences::text(project)?)?;
    let manifest = with_version(&read(&project.path("www/npm-package.json"))?, &project.locked_version("jotglass")?)?;
    write(&folder.join("package.json"), &manifest)
}

fn with_version(manifest: &str, version: &str) -> Result<String> {
    match manifest.matches(VERSION).count() {
        1 => Ok(manifest.replace(VERSION, &format!("\"{version}\""))),
        count => Err(Failure::new(
            "versioning the npm package",
            format!("expected {VERSION} once in www/npm-package.json, but found it {count} times"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::with_version;

    #[test]
    fn the_version_has_one_place() {
        let versioned = with_version("{ \"version\": \"VERSION\" }", "1.2.3");
        assert_eq!(versioned.ok().as_deref(), Some("{ \"version\": \"1.2.3\" }"));
        assert!(with_version("{}", "1.2.3").is_err());
    }
}
