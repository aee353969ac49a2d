//! The files below a folder, in one order on every machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result, Step};

/// All files below a folder, by their path inside it, parted by `/`; sorted by that.
pub fn below(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        let step = || format!("reading {}", folder.display());
        for entry in fs::read_dir(&folder).step(step())? {
            let path = entry.step(step())?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.ok_or_else(|| {
                Failure::new(step(), format!("expected names that are text, but found {}", path.display()))
            })?;
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                folders.push((format!("{name}/"), path));
            } else {
                found.insert(name, path);
            }
        }
    }
    Ok(found)
}

/// What a build leaves in dist/, likewise: all but the documentation, which a command of its own puts there later.
pub fn built(dist: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut files = below(dist)?;
    files.retain(|name, _| !name.starts_with("docs/"));
    Ok(files)
}
