//! Whether another copy of the working copy, in another folder, builds the same bytes.
//!
//! The copy has what git knows or would add, and compiles everything anew; only the tools and npm packages, which the
//! set-up holds to their versions, are shared.

use std::fmt;
use std::fs;
use std::path::Path;

use crate::failure::{Failure, Result, Step};
use crate::files;
use crate::project::Project;

const STEP: &str = "building it in another folder";

/// The folder of the copy, in the one for temporary files: not below this working copy, whose .cargo/config.toml would
/// hold there too.
const COPY: &str = "jotglass-built-in-another-folder";

/// Builds the working copy in another folder, and says of each file of dist/ that is not the same in what it differs.
pub fn differences(project: &Project) -> Result<Vec<Difference>> {
    let copy = std::env::temp_dir().join(format!("{COPY}-{}", std::process::id()));
    let found = copy_to(project, &copy)
        .and_then(|()| build(project, &copy))
        .and_then(|()| compare(&project.path("dist"), &copy.join("dist")));
    let removed = fs::remove_dir_all(&copy).step("removing the copy");
    let found = found?;
    removed.map(|()| found)
}

/// A file that is not the same in both folders.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    name: String,
    what: What,
}

#[derive(Debug, PartialEq, Eq)]
enum What {
    OnlyHere,
    OnlyThere,
    /// The first byte that differs, or where the shorter one ends.
    At(usize),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match self.what {
            What::OnlyHere => write!(f, "dist/{name}: expected it from the other folder too, but found none"),
            What::OnlyThere => write!(f, "dist/{name}: expected none, but the build in the other folder has it"),
            What::At(offset) => write!(f, "dist/{name}: expected the same bytes, but they differ from offset {offset}"),
        }
    }
}

fn copy_to(project: &Project, copy: &Path) -> Result<()> {
    let git =
        project.job(STEP, "git").by_hand("run it in a working copy of git, which knows what belongs to the source");
    let list = git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).read()?;
    for name in list.split_terminator('\0') {
        let (from, to) = (project.path(name), copy.join(name));
        // What was deleted and not yet committed is listed too.
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(copy)).step(STEP)?;
            fs::copy(from, to).step(STEP)?;
        }
    }
    fs::create_dir_all(copy.join("target")).step(STEP)?;
    for shared in ["node_modules", "target/tools"] {
        std::os::unix::fs::symlink(project.path(shared), copy.join(shared)).step(STEP)?;
    }
    Ok(())
}

fn build(project: &Project, copy: &Path) -> Result<()> {
    let program = std::env::current_exe().step(STEP)?;
    let program =
        program.to_str().ok_or_else(|| Failure::new(STEP, "expected a path that is text, but found another"))?;
    // This very program: it takes the folder to work in from where cargo says its manifest is.
    project
        .job(STEP, program)
        .arg("build")
        .directory(copy)
        .env("CARGO_MANIFEST_DIR", copy.join("xtask"))
        .run()
        .map(drop)
}

/// Holds every file of one folder against the other.
fn compare(here: &Path, there: &Path) -> Result<Vec<Difference>> {
    let (own, other) = (files::built(here)?, files::built(there)?);
    let mut differences = Vec::new();
    let mut add = |name: &str, what| differences.push(Difference { name: name.to_owned(), what });
    for name in own.keys().chain(other.keys().filter(|name| !own.contains_key(*name))) {
        match (own.get(name), other.get(name)) {
            (Some(own), Some(other)) => {
                if let Some(offset) = first_difference(own, other)? {
                    add(name, What::At(offset));
                }
            }
            (Some(_), None) => add(name, What::OnlyHere),
            (None, _) => add(name, What::OnlyThere),
        }
    }
    Ok(differences)
}

fn first_difference(own: &Path, other: &Path) -> Result<Option<usize>> {
    let step = "comparing both builds";
    let (own, other) = (fs::read(own).step(step)?, fs::read(other).step(step)?);
    if own == other {
        return Ok(None);
    }
    let shorter = own.len().min(other.len());
    Ok(Some(own.iter().zip(&other).position(|(own, other)| own != other).unwrap_or(shorter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_the_file_and_the_first_offset() {
        let folder = std::env::temp_dir().join(format!("jotglass-differences-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        };
        write("here/same.txt", "as it was");
        write("there/same.txt", "as it was");
        write("here/npm/changed.js", "let a = 1");
        write("there/npm/changed.js", "let b = 1");
        write("here/cut.js", "let");
        write("there/cut.js", "let a");
        write("here/one.txt", "");
        write("there/two.txt", "");
        write("here/docs/index.html", "made by another command");
        let found = compare(&folder.join("here"), &folder.join("there"));
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        let found: Vec<String> = found.expect("both folders are there").iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "dist/cut.js: expected the same bytes, but they differ from offset 3",
                "dist/npm/changed.js: expected the same bytes, but they differ from offset 4",
                "dist/one.txt: expected it from the other folder too, but found none",
                "dist/two.txt: expected none, but the build in the other folder has it",
            ]
        );
    }
}
