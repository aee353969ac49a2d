//! A zip of files that has the same bytes wherever it is made: sorted, all of one moment and one mode, and nothing
//! about the machine.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::failure::{Result, Step};

const STEP: &str = "writing the zip";

/// Makes the zip `archive` of these files, by the names they are to have in it.
pub fn write(archive: &Path, files: &BTreeMap<String, PathBuf>) -> Result<()> {
    // The first moment that a zip can name.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(File::create(archive).step(STEP)?);
    for (name, path) in files {
        zip.start_file(name.as_str(), options).step(STEP)?;
        zip.write_all(&fs::read(path).step(format!("reading {}", path.display()))?).step(STEP)?;
    }
    zip.finish().step(STEP).map(drop)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// A folder with files, written in the order given.
    fn folder(name: &str, texts: &[(&str, &str)]) -> (PathBuf, BTreeMap<String, PathBuf>) {
        let folder = std::env::temp_dir().join(format!("jotglass-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        let mut files = BTreeMap::new();
        for (name, text) in texts {
            let path = folder.join(name.replace('/', "-"));
            fs::write(&path, text).expect("the file can be written");
            files.insert((*name).to_owned(), path);
        }
        (folder, files)
    }

    fn zipped(name: &str, texts: &[(&str, &str)]) -> Vec<u8> {
        let (folder, files) = folder(name, texts);
        let archive = folder.join("all.zip");
        let written = write(&archive, &files).and_then(|()| fs::read(&archive).step("reading it"));
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        written.expect("the zip can be written")
    }

    #[test]
    fn the_same_files_make_the_same_zip_whenever_and_in_whatever_order_they_were_written() {
        let one = zipped("one", &[("a/index.html", "<p>"), ("b.js", "let b;")]);
        let other = zipped("other", &[("b.js", "let b;"), ("a/index.html", "<p>")]);
        assert!(one == other);
    }

    #[test]
    fn the_zip_has_the_texts_sorted_and_nothing_of_the_machine() {
        let bytes = zipped("whole", &[("z.txt", "last"), ("a/b.txt", "first")]);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
        let mut found = Vec::new();
        for index in 0..zip.len() {
            let mut file = zip.by_index(index).expect("the file is there");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("it is text");
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
            assert_eq!(file.last_modified().map(|moment| moment.to_string()).as_deref(), Some("1980-01-01 00:00:00"));
            assert_eq!(file.extra_data().unwrap_or_default(), Vec::<u8>::new());
            found.push((file.name().expect("the name is text").into_owned(), text));
        }
        assert_eq!(found, [("a/b.txt".to_owned(), "first".to_owned()), ("z.txt".to_owned(), "last".to_owned())]);
    }
}
