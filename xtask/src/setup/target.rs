//! A compiler that knows wasm32-unknown-unknown, and the sources of all crates.
//!
//! The machine's own compiler comes first, then `rustup target add`. Where rustup or its server is missing, Debian has
//! a compiler that can build for the web; its packages have no finished standard library for this target, but the
//! sources.

use std::path::{Path, PathBuf};

use super::{apt, doing, there};
use crate::failure::{Failure, Result};
use crate::project::{DEBIAN_CARGO, DEBIAN_LINKER, DEBIAN_RUSTC, Project, Toolchain};

const STEP: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const BY_HAND: &str = "add the target to the Rust in use, with rustup: `rustup target add wasm32-unknown-unknown`";

/// Finds or installs a compiler for the target.
pub fn ensure(project: &Project) -> Result<Toolchain> {
    let own_rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    if has_target(project, &own_rustc) {
        there(STEP, "there");
        return Ok(Toolchain::Own);
    }
    if debian_is_complete(project) {
        there(STEP, "Debian's compiler and the sources of its standard library are there");
        return Ok(Toolchain::Debian);
    }
    let reason = match add_by_rustup(project) {
        Ok(()) if has_target(project, &own_rustc) => return Ok(Toolchain::Own),
        Ok(()) => Failure::new(STEP, "rustup added the target, but not to the compiler in use"),
        Err(failure) => failure,
    };
    if !apt::available(project) {
        return Err(reason.by_hand(BY_HAND));
    }
    println!("{reason}");
    doing(STEP, "Debian's compiler instead, by apt", || apt::install(project, STEP, &DEBIAN_PACKAGES))?;
    if debian_is_complete(project) {
        return Ok(Toolchain::Debian);
    }
    let packages = DEBIAN_PACKAGES.join(" ");
    Err(Failure::new(STEP, format!("apt installed {packages}, but the compiler is not complete")).by_hand(BY_HAND))
}

/// The sources of the standard library, which make the page smaller; without them it is built all the same. Whether
/// they are there.
pub fn sources(project: &Project) -> bool {
    const WHAT: &str = "sources of std";
    if project.toolchain == Toolchain::Debian {
        return false;
    }
    let mut found = project.find_lean_std();
    if !found && project.which("rustup").is_some() {
        let add = || project.job(WHAT, "rustup").args(["component", "add", "rust-src"]).run();
        if let Err(failure) = doing(WHAT, "rustup component add rust-src", add) {
            println!("{failure}");
        }
        found = project.find_lean_std();
    }
    there(WHAT, if found { "there" } else { "missing; the page will be 8 % bigger" });
    found
}

/// Downloads the crates of the WebAssembly build, since Trunk is told to stay offline.
pub fn fetch(project: &Project) -> Result<()> {
    project.page_job("crates", "cargo").args(["fetch", "--target", STEP]).by_hand("run `cargo fetch`").run().map(drop)
}

fn add_by_rustup(project: &Project) -> Result<()> {
    if project.which("rustup").is_none() {
        return Err(Failure::new(STEP, "expected rustup on PATH, but found none"));
    }
    doing(STEP, "rustup target add", || {
        project.job(STEP, "rustup").args(["target", "add", STEP]).by_hand(BY_HAND).run().map(drop)
    })
}

/// Whether a compiler has the finished standard library of the target.
fn has_target(project: &Project, rustc: &str) -> bool {
    let libraries = project.job(STEP, rustc).args(["--print", "target-libdir", "--target", STEP]).read();
    libraries.is_ok_and(|path| holds_something(Path::new(path.trim())))
}

fn debian_is_complete(project: &Project) -> bool {
    let programs = [DEBIAN_RUSTC, DEBIAN_CARGO].iter().all(|path| Path::new(path).is_file());
    if !programs || project.which(DEBIAN_LINKER).is_none() {
        return false;
    }
    let sysroot = project.job(STEP, DEBIAN_RUSTC).without_env("LD_LIBRARY_PATH").args(["--print", "sysroot"]).read();
    sysroot.is_ok_and(|path| {
        let sources = PathBuf::from(path.trim()).join("lib/rustlib/src/rust/library/std/src");
        holds_something(&sources)
    })
}

fn holds_something(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}
