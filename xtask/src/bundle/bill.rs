//! The bill of materials (SBOM): every crate that is linked into the WebAssembly, as CycloneDX 1.6, so that a scanner
//! can ask whether any of them is known to be flawed. It has no date and no number of its own: the same sources make
//! the same bytes.

use std::fs;

use serde_json::{Value, json};

use super::licences::{self, Linked};
use crate::failure::{Result, Step};
use crate::project::Project;

/// The name of the file, as tools look for it.
pub const NAME: &str = "jotglass.cdx.json";

/// The text of the file.
pub fn text(project: &Project) -> Result<String> {
    let lock = fs::read_to_string(project.path("Cargo.lock")).step("reading Cargo.lock")?;
    let crates: Vec<Value> = licences::linked(project)?.iter().map(|linked| component(linked, &lock)).collect();
    let own = json!({
        "type": "application",
        "name": "jotglass",
        "version": project.locked_version("jotglass")?,
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    });
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": own },
        "components": crates,
    });
    Ok(format!("{bill:#}\n"))
}

fn component(linked: &Linked, lock: &str) -> Value {
    let (name, version) = linked.name.split_once(' ').unwrap_or((&linked.name, ""));
    let hashes: Vec<Value> =
        checksum(lock, name, version).map(|sum| json!({ "alg": "SHA-256", "content": sum })).into_iter().collect();
    json!({
        "type": "library",
        "name": name,
        "version": version,
        "purl": format!("pkg:cargo/{name}@{version}"),
        "licenses": [{ "expression": linked.licence.replace('/', " OR ") }],
        "hashes": hashes,
    })
}

/// The checksum of a package of this version in Cargo.lock: of the archive that the registry hands out.
fn checksum<'a>(lock: &'a str, name: &str, version: &str) -> Option<&'a str> {
    let (_, package) = lock.split_once(&format!("name = \"{name}\"\nversion = \"{version}\""))?;
    let package = package.split("\n\n").next()?;
    package.lines().find_map(|line| line.strip_prefix("checksum = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_very_version() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \"aa\"\n\n\
                    [[package]]\nname = \"a\"\nversion = \"2.0.0\"\nsource = \"r\"\nchecksum = \"bb\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"c\"\n\
                    version = \"1.0.0\"\nchecksum = \"cc\"\n";
        assert_eq!(checksum(lock, "a", "1.0.0"), Some("aa"));
        assert_eq!(checksum(lock, "a", "2.0.0"), Some("bb"));
        assert_eq!(checksum(lock, "b", "1.0.0"), None);
        assert_eq!(checksum(lock, "d", "1.0.0"), None);
    }
}
