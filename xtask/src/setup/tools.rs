//! Trunk, wasm-bindgen's command line and mdBook, and what fuzzes, mutates and audits: all built into target/tools.

use std::path::Path;

use super::{doing, there};
use crate::failure::{Result, Step};
use crate::job::Job;
use crate::project::Project;

/// The newest Trunk that builds with the Rust in Cargo.toml's `rust-version`.
const TRUNK: &str = "0.21.14";
/// The newest mdBook that does.
const MDBOOK: &str = "0.5.4";
/// What runs the fuzzer, makes mutants, and looks at dependencies and coverage.
const FUZZ: &str = "0.13.2";
const MUTANTS: &str = "27.1.0";
const AUDITORS: [(&str, &str); 3] = [("cargo-deny", "0.20.2"), ("cargo-machete", "0.9.2"), ("cargo-llvm-cov", "0.9.1")];

/// Tools are run a few times, not shipped: without optimisation they are there three times sooner.
const QUICK_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Builds what is missing or has the wrong version.
pub fn ensure(project: &Project) -> Result<()> {
    // Without its default features Trunk needs neither TLS nor a look for newer versions of itself.
    install(project, "trunk", "trunk", TRUNK, &["--locked", "--no-default-features"])?;
    // Glue and core must come from the same version. No --locked: its lock names a crate that is not to be had.
    let version = project.locked_version("wasm-bindgen")?;
    install(project, "wasm-bindgen-cli", "wasm-bindgen", &version, &[])?;
    remove_leftovers(project)
}

/// Builds mdBook, which only the documentation and its tests need.
pub fn ensure_book(project: &Project) -> Result<()> {
    // Its server and its look for changes are of no use here.
    install(project, "mdbook", "mdbook", MDBOOK, &["--locked", "--no-default-features", "--features", "search"])?;
    remove_leftovers(project)
}

/// Builds cargo-fuzz.
pub fn ensure_fuzzer(project: &Project) -> Result<()> {
    install(project, "cargo-fuzz", "cargo-fuzz", FUZZ, &["--locked"])?;
    remove_leftovers(project)
}

/// Builds cargo-mutants.
pub fn ensure_mutants(project: &Project) -> Result<()> {
    install(project, "cargo-mutants", "cargo-mutants", MUTANTS, &["--locked"])?;
    remove_leftovers(project)
}

/// Builds what looks at dependencies and coverage.
pub fn ensure_auditors(project: &Project) -> Result<()> {
    for (name, version) in AUDITORS {
        install(project, name, name, version, &["--locked"])?;
    }
    remove_leftovers(project)
}

fn install(project: &Project, package: &str, program: &str, version: &str, options: &[&str]) -> Result<()> {
    let step = format!("{package} {version}");
    if installed(project, program, version) {
        there(&step, "there");
        return Ok(());
    }
    let command = format!(
        "cargo install --root target/tools --version {version} {}{}{package}",
        options.join(" "),
        if options.is_empty() { "" } else { " " },
    );
    doing(&step, "building it, which takes some minutes", || {
        let job = project
            .cargo(&step)
            .args(["install", "--force", "--version", version, "--root"])
            .arg(project.tools())
            .arg("--target-dir")
            .arg(build_folder(project))
            .args(options)
            .arg(package)
            .by_hand(format!("run `{command}` and read what is missing"));
        QUICK_PROFILE.iter().fold(job, |job: Job, (name, value)| job.env(name, value)).run().map(drop)
    })
}

fn installed(project: &Project, program: &str, version: &str) -> bool {
    let path = project.tools().join("bin").join(program);
    let Some(path) = path.to_str() else {
        return false;
    };
    let answer = project.job(program, path).arg("--version").read();
    answer.is_ok_and(|text| is_version(&text, version))
}

/// Whether what `--version` answers, such as `trunk 0.21.14`, `mdbook v0.5.4` or the number alone, names this version.
fn is_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().take(2).any(|word| word.strip_prefix('v').unwrap_or(word) == version)
}

/// A folder that outlives an interrupted build, so that the next one goes on where it stopped.
fn build_folder(project: &Project) -> std::path::PathBuf {
    project.path("target/tools/build")
}

fn remove_leftovers(project: &Project) -> Result<()> {
    let folder: &Path = &build_folder(project);
    if !folder.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder).step("removing the build folder of the tools")
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn a_version_is_read_with_and_without_its_letter() {
        assert!(is_version("trunk 0.21.14\n", "0.21.14"));
        assert!(is_version("mdbook v0.5.4\n", "0.5.4"));
        assert!(is_version("0.9.2\n", "0.9.2"));
        assert!(!is_version("mdbook v0.5.40\n", "0.5.4"));
        assert!(!is_version("", "0.5.4"));
    }
}
