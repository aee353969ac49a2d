//! `cargo xtask audit`: what the dependencies are and whether all of them are used; and what the tests cover.

use crate::failure::Result;
use crate::project::Project;
use crate::setup::{self, Need};

/// Checks licences, sources and duplicates of the dependencies by deny.toml, and looks for those that nothing uses.
///
/// Known flaws are not looked up: the list of them is fetched from a server of its own. Whoever has it runs `cargo deny
/// check advisories`.
pub fn run(project: &mut Project) -> Result<()> {
    setup::ensure(project, &[Need::Auditors])?;
    println!("audit     licences, sources and duplicates ...");
    let args = ["--offline", "--all-features", "check", "licenses", "bans", "sources"];
    print!("{}", project.job("audit", "cargo-deny").args(args).run()?);
    println!("audit     dependencies that nothing uses ...");
    print!("{}", project.job("audit", "cargo-machete").arg(".").run()?);
    Ok(())
}

/// Says of each file how much of it the tests of the core and the targets of the fuzzer run.
pub fn coverage(project: &mut Project) -> Result<()> {
    setup::ensure(project, &[Need::Auditors])?;
    println!("coverage  of the tests and the targets of the fuzzer ...");
    let packages = ["--package", "jotglass", "--package", "jotglass-fuzz"];
    // It is a report: a test that fails because what is counted runs slower is no reason to have none.
    let job = project.cargo("coverage").args(["llvm-cov", "--summary-only", "--ignore-run-fail"]).args(packages);
    print!("{}", job.run()?);
    Ok(())
}
