//! The hosted page, which browsers can install: the page, its manifest and icon, and the worker that keeps it for use
//! without a network.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::page::{self, Page};
use super::policy::Rules;
use super::sums;
use super::{read, write};
use crate::failure::{Result, Step};
use crate::project::Project;

/// What the page says of itself, and what it says instead where a browser keeps it.
const OF_THE_FILE: &str = "This page is one file: save it, and it works from your disk, without a network.";
const OF_THE_APP: &str = "Your browser keeps this page, and nothing else, so that it works without a network too.";

const HEAD: &str = r#"
<link rel="manifest" href="manifest.webmanifest">
<link rel="icon" href="icon.svg" type="image/svg+xml">"#;

/// Where the worker has the hash of its page.
const PAGE: &str = "jotglass:page";

/// Writes the folder, of what the one file is made of.
pub fn write_to(folder: &Path, project: &Project, page: &Page) -> Result<()> {
    fs::create_dir_all(folder).step("making dist/app")?;
    let source = |name: &str| project.path("www/app").join(name);
    let shell = page::replace(page.shell, OF_THE_FILE, OF_THE_APP)?;
    let register = read(&source("register.js"))?;
    let scripts = [page.scripts, &[&register]].concat();
    let html = page::assemble(&Page { shell: &shell, scripts: &scripts, head: HEAD, rules: Rules::App, ..*page })?;
    write(&folder.join("index.html"), &html)?;
    write(&folder.join("sw.js"), &page::replace(&read(&source("sw.js"))?, PAGE, &sums::hex(&Sha256::digest(html)))?)?;
    for name in ["manifest.webmanifest", "icon.svg"] {
        write(&folder.join(name), &read(&source(name))?)?;
    }
    Ok(())
}
