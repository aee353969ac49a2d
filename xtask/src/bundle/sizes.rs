//! The table of sizes after a build.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Result, Step};
use crate::files;
use crate::project::Project;

/// Prints what each page, script, module and zip weighs.
pub fn print(project: &Project, dist: &Path) -> Result<()> {
    let weighed = |name: &str| [".html", ".js", ".wasm", ".zip"].iter().any(|ending| name.ends_with(ending));
    let rows: Vec<(String, PathBuf)> = files::built(dist)?.into_iter().filter(|(name, _)| weighed(name)).collect();
    let step = "measuring sizes";
    let output = project
        .job(step, "node")
        .arg(project.path("xtask/js/sizes.mjs"))
        .args(rows.iter().map(|(_, path)| path))
        .read()?;
    let sizes: Value = serde_json::from_str(&output).step(step)?;
    println!("\n          {:<22}{:>12}{:>12}", "", "bytes", "brotli");
    for (index, (name, _)) in rows.iter().enumerate() {
        let size = |kind: &str| sizes[index][kind].as_u64().map(grouped).unwrap_or_default();
        println!("          {name:<22}{:>12}{:>12}", size("raw"), size("brotli"));
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
