//! Lists of SHA-256 sums, in the format that `sha256sum --check` reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::failure::{Result, Step};

/// The name of such a list.
pub const NAME: &str = "SHA256SUMS";

/// The list of these files, by the names they are to have in it.
pub fn of(files: &BTreeMap<String, PathBuf>) -> Result<String> {
    let line = |(name, path): (&String, &PathBuf)| {
        let bytes = fs::read(path).step(format!("reading {}", path.display()))?;
        Ok(format!("{}  {name}\n", hex(&Sha256::digest(bytes))))
    };
    files.iter().map(line).collect()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_the_sum_two_spaces_and_the_name() {
        let path = std::env::temp_dir().join(format!("jotglass-sums-{}", std::process::id()));
        fs::write(&path, "abc").expect("the file can be written");
        let list = of(&BTreeMap::from([("app/sw.js".to_owned(), path.clone()), ("a".to_owned(), path.clone())]));
        fs::remove_file(path).expect("the file can be removed");
        // The sum of "abc" stands in FIPS 180-2, appendix B.1.
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(list.expect("the file can be read"), format!("{sum}  a\n{sum}  app/sw.js\n"));
    }
}
