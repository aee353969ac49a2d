//! The table of sizes after a build, in bytes. Sizes under brotli take 20 seconds to find out, so only the tests ask.

use std::fs;
use std::path::Path;

use crate::failure::{Result, Step};
use crate::files;

/// Prints what each page, script, module and zip weighs.
pub fn print(dist: &Path) -> Result<()> {
    let is_weighed = |name: &str| [".html", ".js", ".wasm", ".zip"].iter().any(|ending| name.ends_with(ending));
    println!();
    for (name, path) in files::built(dist)? {
        if is_weighed(&name) {
            let bytes = fs::metadata(&path).step(format!("reading {}", path.display()))?.len();
            println!("          {name:<22}{:>12} bytes", grouped(bytes));
        }
    }
    Ok(())
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1 000", "1 234 567"]);
    }
}
