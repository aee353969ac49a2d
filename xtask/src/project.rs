//! Where things are, which compiler builds the WebAssembly, and the environment of every child.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result, Step};
use crate::job::Job;

/// Which compiler builds for wasm32-unknown-unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that runs these commands: it has the target.
    Own,
    /// Debian's, with the standard library built from source.
    Debian,
}

/// Debian's compiler for the web; `apt` puts it there, whatever else is on `PATH`.
pub const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
pub const DEBIAN_CARGO: &str = "/usr/bin/cargo";
pub const DEBIAN_LINKER: &str = "wasm-ld-22";

/// Builds the standard library along with the page: for size, and without the words of panics, which this code does not
/// raise. That takes 8 % off its core, and would take time from the npm module.
const LEAN_STD: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];
const LEAN_FLAGS: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

/// For the further signature algorithms: their crates ask for more inlining than is good for their size. It takes 4 %
/// off them, and would add to the core.
const MORE_FLAGS: [&str; 1] = ["-Cllvm-args=-inline-threshold=0"];

/// The working copy these commands belong to.
#[derive(Clone)]
pub struct Project {
    root: PathBuf,
    pub toolchain: Toolchain,
    /// Whether the compiler in use can build its standard library: the set-up finds out.
    pub has_lean_std: bool,
}

impl Project {
    pub fn find() -> Result<Self> {
        // `cargo run` says where the manifest is now; the path of compile time may have moved since.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent().map(Path::to_path_buf);
        let root = root.filter(|root| root.join("Trunk.toml").is_file());
        Ok(Self {
            root: root.ok_or_else(|| {
                Failure::new("start", "expected Trunk.toml above the folder of xtask, but found none")
                    .by_hand("run `cargo xtask` inside a complete working copy")
            })?,
            // The hook of the page's build runs inside it, and learns from its environment which compiler that is.
            toolchain: if env::var_os("RUSTC").is_some_and(|rustc| rustc == DEBIAN_RUSTC) {
                Toolchain::Debian
            } else {
                Toolchain::Own
            },
            // So it does about the standard library.
            has_lean_std: env::var_os(LEAN_STD[2].0).is_some(),
        })
    }

    /// The same, built with the standard library that the compiler brings.
    pub fn with_finished_std(&self) -> Self {
        Self { has_lean_std: false, ..self.clone() }
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The folder `cargo install` puts this project's own tools in.
    pub fn tools(&self) -> PathBuf {
        self.path("target/tools")
    }

    /// A tool of this project, or one of the machine: its own come first.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.search_path(&[]))
            .map(|folder| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)))
            .find(|path| path.is_file())
    }

    /// A child at the top of the working copy that finds this project's tools first.
    pub fn job(&self, step: &str, program: &str) -> Job {
        // On Unix the child's PATH decides; elsewhere our own would, so the path is looked up here.
        let found = self.which(program).unwrap_or_else(|| program.into());
        Job::new(step, found).directory(&self.root).env("PATH", self.search_path(&[]))
    }

    /// The cargo that runs these commands.
    pub fn cargo(&self, step: &str) -> Job {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Job::new(step, cargo).directory(&self.root).env("PATH", self.search_path(&[]))
    }

    /// A child that compiles for WebAssembly, directly or through Trunk.
    ///
    /// What it compiles is given away, so it names no folders of this machine: panics would.
    pub fn wasm_job(&self, step: &str, program: &str) -> Job {
        self.flagged(self.plain_wasm_job(step, program), &[])
    }

    /// A child that compiles the page: like [`Project::wasm_job`], with a lean standard library where its sources are.
    pub fn page_job(&self, step: &str, program: &str) -> Job {
        self.lean_job(step, program, &[])
    }

    /// The same for the further signature algorithms.
    pub fn more_job(&self, step: &str, program: &str) -> Job {
        self.lean_job(step, program, &MORE_FLAGS)
    }

    fn lean_job(&self, step: &str, program: &str, more: &[&str]) -> Job {
        let job = self.plain_wasm_job(step, program);
        if !self.has_lean_std {
            return self.flagged(job, more);
        }
        let job = LEAN_STD.iter().fold(job, |job, (name, value)| job.env(name, value));
        self.flagged(job, &[&LEAN_FLAGS[..], more].concat())
    }

    /// Asks the compiler in use whether it can build its standard library: it has the sources, and knows the flags.
    pub fn find_lean_std(&self) -> bool {
        let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
        let ask =
            |flags: &[&str]| self.job("the sources of std", &rustc).env("RUSTC_BOOTSTRAP", "1").args(flags).read();
        let sources =
            |sysroot: String| Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file();
        ask(&["--print", "sysroot"]).is_ok_and(sources) && ask(&[&LEAN_FLAGS[..], &["--print", "cfg"]].concat()).is_ok()
    }

    /// Asks the compiler that builds for WebAssembly for its version.
    pub fn wasm_compiler(&self) -> Job {
        let own = || env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
        let rustc = if self.toolchain == Toolchain::Debian { DEBIAN_RUSTC.to_owned() } else { own() };
        self.plain_wasm_job("the version of the compiler", &rustc).arg("--version")
    }

    /// Adds flags to those of .cargo/config.toml.
    fn flagged(&self, job: Job, more: &[&str]) -> Job {
        let remapped =
            self.remapped().into_iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
        let flags: Vec<_> = remapped.chain(more.iter().map(|flag| (*flag).to_owned())).collect();
        job.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "))
    }

    /// The folders that end up in messages, and what stands for them. Of several that fit, the compiler takes the last.
    fn remapped(&self) -> Vec<(PathBuf, &'static str)> {
        let home = env::home_dir().unwrap_or_default();
        let folder = |variable: &str, name: &str| env::var_os(variable).map_or_else(|| home.join(name), PathBuf::from);
        let cargo = folder("CARGO_HOME", ".cargo");
        let registries = fs::read_dir(cargo.join("registry/src")).into_iter().flatten().flatten();
        let mut folders = vec![(self.root.clone(), "."), (folder("RUSTUP_HOME", ".rustup"), "rust"), (cargo, "cargo")];
        folders.extend(registries.map(|registry| (registry.path(), "crates")));
        // The flags are parted by spaces.
        folders.retain(|(path, _)| path.to_str().is_some_and(|path| !path.contains(char::is_whitespace)));
        folders
    }

    fn plain_wasm_job(&self, step: &str, program: &str) -> Job {
        // The hook of the page's build inherits what is meant for the page.
        let own = |job: Job| LEAN_STD.iter().fold(job, |job, (name, _)| job.without_env(name));
        let job = match (self.toolchain, program) {
            (Toolchain::Own, "cargo") => return own(self.cargo(step)),
            (Toolchain::Own, _) => return own(self.job(step, program)),
            (Toolchain::Debian, "cargo") => self.job(step, DEBIAN_CARGO),
            (Toolchain::Debian, _) => self.job(step, program),
        };
        // Trunk calls `cargo` by its name, so Debian's must come before the machine's own.
        job.env("PATH", self.search_path(&["/usr/bin"]))
            .env("RUSTC", DEBIAN_RUSTC)
            .env("CARGO", DEBIAN_CARGO)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
            .without_env("RUSTUP_TOOLCHAIN")
            .without_env("LD_LIBRARY_PATH")
    }

    /// The version of a package in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let step = "reading Cargo.lock";
        let lock = fs::read_to_string(self.path("Cargo.lock")).step(step)?;
        version_in_lock(&lock, package)
            .ok_or_else(|| Failure::new(step, format!("expected the package {package}, but found none")))
    }

    /// `PATH` with this project's own tools first, then the folders named, then the rest.
    fn search_path(&self, then: &[&str]) -> OsString {
        let own = self.tools().join("bin");
        let rest = env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(own.clone()).chain(then.iter().map(PathBuf::from)).chain(env::split_paths(&rest));
        // Joining fails only where an entry holds a separator, which split_paths cannot give.
        env::join_paths(all).unwrap_or_else(|_| own.into())
    }
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_gives_the_version_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "bindgen"), None);
    }
}
