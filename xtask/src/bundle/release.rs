//! What is given away: all of it in one zip, and the sums by which anybody can check it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{archive, bill, sums, write};
use crate::failure::Result;
use crate::files;
use crate::project::Project;

/// What of dist/ goes into the zip; the documentation is for the web.
const PARTS: [&str; 8] =
    ["index.html", "embed.html", "app/", "npm/", "jotglass.wasm", "jotglass-more.wasm", TOOLS, bill::NAME];

/// What of the working copy goes there too.
const PAPERS: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// The file that says what another build needs to come to the same bytes.
const TOOLS: &str = "BUILD.txt";

/// The name of the zip and of the folder in it.
pub fn name(version: &str) -> String {
    format!("jotglass-{version}")
}

/// Writes the zip, and the sums of all files, into the folder that has everything else already.
pub fn write_to(folder: &Path, project: &Project, work: &Path) -> Result<()> {
    let name = name(&project.locked_version("jotglass")?);
    write(&folder.join(TOOLS), &tools(project)?)?;
    write(&folder.join(bill::NAME), &bill::text(project)?)?;
    let papers = PAPERS.map(|paper| (paper.to_owned(), project.path(paper)));
    let mut files: BTreeMap<String, PathBuf> =
        files::below(folder)?.into_iter().filter(|(name, _)| is_part(name)).chain(papers).collect();
    let list = work.join(sums::NAME);
    write(&list, &sums::of(&files)?)?;
    files.insert(sums::NAME.to_owned(), list);
    let inside = files.into_iter().map(|(file, path)| (format!("{name}/{file}"), path)).collect();
    archive::write(&folder.join(format!("{name}.zip")), &inside)?;
    write(&folder.join(sums::NAME), &sums::of(&files::below(folder)?)?)
}

/// The compiler, and its standard library; all else stands in the locks of the source.
fn tools(project: &Project) -> Result<String> {
    let compiler = project.wasm_compiler().read()?;
    let library = if project.has_lean_std { "compiled along with it" } else { "as the compiler brings it" };
    Ok(format!("{}\nstandard library of the page: {library}\n", compiler.trim()))
}

fn is_part(name: &str) -> bool {
    PARTS.iter().any(|part| name == *part || (part.ends_with('/') && name.starts_with(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_package_go_into_the_zip_and_nothing_else() {
        let names = ["index.html", "app/sw.js", "npm/jotglass.js", "embed.html"];
        assert!(names.iter().all(|name| is_part(name)));
        assert!(
            !["docs/index.html", "SHA256SUMS", "jotglass-1.2.3.zip", "index.html.map", "apples"]
                .iter()
                .any(|name| is_part(name))
        );
    }
}
