//! Modules of WebAssembly as blocks of data in a page, and back.
//!
//! A block is the text of a `script` element of a type that no browser runs: base64 of gzip. What was measured, for the
//! core and the further algorithms together, in Chromium: until both are read and the core is compiled, over an empty
//! page, and what travels under brotli.
//!
//! | form | in the file | brotli | ms |
//! |---|---|---|---|
//! | base64 of gzip | 436 KB | 327 KB, by zopfli 313 KB | 34 |
//! | base64 | 1008 KB | 345 KB | 38 |
//! | one character a byte | 926 KB | 280 KB | 67 |
//! | the same below U+0100, with escapes | 831 KB | 274 KB | 84 |
//!
//! A browser spends most of that time reading the file, and more where its text is not ASCII. Where a host compresses
//! with gzip only, the first form travels as the smallest, too.

use std::io::{Read, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::failure::{Failure, Result, Step};

const STEP: &str = "reading the page";
const ZIPPING: &str = "compressing a module";

/// Which modules a page carries: the id of the block, and the name of the file that holds the same bytes.
pub const MODULES: [(&str, &str); 2] = [("jotglass-core", "jotglass.wasm"), ("jotglass-more", "jotglass-more.wasm")];

/// The element for a module, on one line.
pub fn block(id: &str, module: &[u8]) -> Result<String> {
    let mut zipped = Vec::new();
    // As many blocks as help: 0.4 % smaller, in four seconds.
    let options = zopfli::Options { maximum_block_splits: 200, ..Default::default() };
    zopfli::compress(options, zopfli::Format::Gzip, module, &mut zipped).step(ZIPPING)?;
    Ok(element(id, &zipped))
}

/// The same, larger and sooner.
pub fn quick_block(id: &str, module: &[u8]) -> Result<String> {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(module).step(ZIPPING)?;
    Ok(element(id, &zipped.finish().step(ZIPPING)?))
}

fn element(id: &str, zipped: &[u8]) -> String {
    format!("{}{}</script>", opening(id), BASE64_STANDARD.encode(zipped))
}

/// The module in the block with this id.
pub fn module(page: &str, id: &str) -> Result<Vec<u8>> {
    let opening = opening(id);
    let mut parts = page.split(&opening).skip(1);
    let (Some(rest), None) = (parts.next(), parts.next()) else {
        let found = page.matches(&opening).count();
        return Err(Failure::new(STEP, format!("expected one block `{id}`, but found {found}")));
    };
    let zipped = BASE64_STANDARD.decode(rest.split('<').next().unwrap_or_default()).step(STEP)?;
    let mut module = Vec::new();
    GzDecoder::new(&zipped[..]).read_to_end(&mut module).step(STEP)?;
    Ok(module)
}

fn opening(id: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_come_back_from_one_line_without_markup() {
        let bytes: Vec<u8> = (0..=255).chain(*b"</script><!--\r\n\0]]>").collect();
        let block = block("a", &bytes).expect("memory can be written to");
        let inner = block.strip_prefix(&opening("a")).and_then(|rest| rest.strip_suffix("</script>"));
        assert!(inner.is_some_and(|inner| !inner.contains(['<', '\n'])));
        let page = format!("<p>\n{block}\n<script type=\"module\">let a;</script>");
        assert_eq!(module(&page, "a").ok().as_ref(), Some(&bytes));
        let quick = quick_block("a", &bytes).expect("memory can be written to");
        assert_eq!(module(&quick, "a").ok(), Some(bytes));
    }

    #[test]
    fn a_page_without_the_block_or_with_two_is_refused() {
        let block = block("a", b"x").expect("memory can be written to");
        for (page, count) in [(String::new(), 0), (block.repeat(2), 2)] {
            let failure = module(&page, "a").expect_err("there is not one block").to_string();
            assert!(failure.contains(&format!("expected one block `a`, but found {count}")), "{failure}");
        }
        assert!(module(&format!("{}not base64</script>", opening("a")), "a").is_err());
    }
}
