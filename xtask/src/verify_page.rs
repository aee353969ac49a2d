//! `cargo xtask verify-page FILE`: whether a page carries the very modules that a build has left in dist/.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::bundle::{data, hex};
use crate::failure::{Failure, Result, Step};
use crate::project::Project;

const STEP: &str = "comparing the page";

pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let [page] = arguments else {
        let found = arguments.len();
        return Err(Failure::new("start", format!("expected the page to compare, but found {found} arguments"))
            .by_hand("run `cargo xtask verify-page FILE`, after `cargo xtask build` of the same version"));
    };
    for line in compare(Path::new(page), &project.path("dist"))? {
        println!("{line}");
    }
    Ok(())
}

/// A line for each module that is the same in the page and in the folder of a build; an error at the first that is not.
fn compare(page: &Path, built: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(page).step(format!("reading {}", page.display()))?;
    data::MODULES
        .iter()
        .map(|(id, file)| {
            let path: PathBuf = built.join(file);
            let inside = data::module(&text, id)?;
            let expected = fs::read(&path).step(format!("reading {}", path.display()))?;
            let sum = |bytes: &[u8]| hex(&Sha256::digest(bytes));
            if inside != expected {
                let reason = format!("expected {file} of {} in the page, but found {}", sum(&expected), sum(&inside));
                return Err(Failure::new(STEP, reason));
            }
            Ok(format!("{file} is in the page: {} bytes, sha256 {}", inside.len(), sum(&inside)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of comparing a page with these modules to a build with those.
    fn compared(name: &str, page: [&[u8]; 2], built: [&[u8]; 2]) -> Result<Vec<String>> {
        let folder = std::env::temp_dir().join(format!("jotglass-verify-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        let mut text = "<!doctype html>\n".to_owned();
        for (index, (id, file)) in data::MODULES.iter().enumerate() {
            text += &data::block(id, page[index]).expect("memory can be written to");
            fs::write(folder.join(file), built[index]).expect("the file can be written");
        }
        fs::write(folder.join("index.html"), text).expect("the file can be written");
        let compared = compare(&folder.join("index.html"), &folder);
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        compared
    }

    #[test]
    fn the_same_modules_are_named_with_their_sums() {
        let lines = compared("same", [b"abc", b"more"], [b"abc", b"more"]).expect("they are the same");
        assert_eq!(lines.len(), 2);
        // The sum of "abc" stands in FIPS 180-2, appendix B.1.
        assert!(lines[0].starts_with("jotglass.wasm is in the page: 3 bytes, sha256 ba7816bf8f01cfea"), "{lines:?}");
    }

    #[test]
    fn another_module_is_an_error_that_names_it() {
        let failure = compared("other", [b"abc", b"morf"], [b"abc", b"more"]).expect_err("one differs").to_string();
        assert!(failure.contains("expected jotglass-more.wasm of "), "{failure}");
    }
}
