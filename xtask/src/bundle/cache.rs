//! What wasm-opt made before: a change in a style sheet does not run it again.
//!
//! An entry is named by all that the output depends on. It appears under its name only when it is whole, and the oldest
//! entries go when there are too many.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::sums;
use crate::failure::{Result, Step};

const STEP: &str = "keeping what wasm-opt made";

/// How many outputs are kept: three modules, for some versions of the source.
const MAX_ENTRIES: usize = 24;

/// Puts into `output` what `make` makes of these inputs, or what it made of the same ones before. Whether it was made
/// anew.
pub fn cached(folder: &Path, inputs: &[&[u8]], output: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<bool> {
    let entry = folder.join(key(inputs));
    let is_new = !entry.is_file();
    if is_new {
        fs::create_dir_all(folder).step(STEP)?;
        let mut unfinished: OsString = entry.clone().into();
        unfinished.push(format!(".{}", std::process::id()));
        let unfinished = PathBuf::from(unfinished);
        make(&unfinished)?;
        fs::rename(&unfinished, &entry).step(STEP)?;
        remove_oldest(folder)?;
    }
    fs::copy(&entry, output).step(STEP)?;
    Ok(is_new)
}

/// The name of an entry. Each input's length goes in before it, so that no two lists of inputs are one text.
fn key(inputs: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update((input.len() as u64).to_le_bytes());
        hash.update(input);
    }
    sums::hex(&hash.finalize())
}

fn remove_oldest(folder: &Path) -> Result<()> {
    let mut entries: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).step(STEP)? {
        let entry = entry.step(STEP)?;
        entries.push((entry.metadata().and_then(|of| of.modified()).step(STEP)?, entry.path()));
    }
    entries.sort();
    let superfluous = entries.len().saturating_sub(MAX_ENTRIES);
    entries.iter().take(superfluous).try_for_each(|(_, path)| fs::remove_file(path).step(STEP))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("jotglass-cache-{name}-{}", std::process::id()))
    }

    #[test]
    fn the_same_inputs_are_worked_on_once_and_any_other_again() {
        let folder = folder("once");
        let output = folder.with_extension("out");
        let run = |inputs: &[&[u8]], makes: &str| {
            let new = cached(&folder, inputs, &output, |path| fs::write(path, makes).step("writing"));
            (new.expect("it is made"), fs::read_to_string(&output).expect("it is there"))
        };
        assert_eq!(run(&[b"module", b"-O3"], "one"), (true, "one".to_owned()));
        assert_eq!(run(&[b"module", b"-O3"], "never"), (false, "one".to_owned()));
        for inputs in [&[&b"module"[..], b"-Oz"][..], &[b"modulf", b"-O3"], &[b"module-O3"], &[b"module-", b"O3"]] {
            assert_eq!(run(inputs, "other"), (true, "other".to_owned()));
        }
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        fs::remove_file(&output).expect("the file can be removed");
    }

    #[test]
    fn what_failed_half_way_is_no_entry() {
        let folder = folder("failed");
        let output = folder.with_extension("out");
        let half = |path: &Path| {
            fs::write(path, "half").step("writing")?;
            Err(Failure::new("making", "it failed"))
        };
        assert!(cached(&folder, &[b"a"], &output, half).is_err());
        assert_eq!(cached(&folder, &[b"a"], &output, |path| fs::write(path, "whole").step("writing")).ok(), Some(true));
        assert_eq!(fs::read_to_string(&output).ok().as_deref(), Some("whole"));
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        fs::remove_file(&output).expect("the file can be removed");
    }

    #[test]
    fn only_so_many_are_kept() {
        let folder = folder("many");
        let output = folder.with_extension("out");
        for number in 0..2 * MAX_ENTRIES {
            let made = cached(&folder, &[&number.to_le_bytes()], &output, |path| fs::write(path, "x").step("writing"));
            assert_eq!(made.ok(), Some(true));
        }
        assert_eq!(fs::read_dir(&folder).map(Iterator::count).ok(), Some(MAX_ENTRIES));
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        fs::remove_file(&output).expect("the file can be removed");
    }
}
