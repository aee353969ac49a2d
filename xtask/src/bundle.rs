//! Trunk's hook: makes the one file and the npm package out of what Trunk staged.
//!
//! Trunk has compiled the core and run wasm-bindgen. Here wasm-opt makes the core smaller, esbuild bundles www/, and
//! the pages are put together under their policies. Everything else that Trunk staged goes away: a page that cannot
//! load a file needs none beside it.

mod app;
mod archive;
mod bill;
mod cache;
pub mod data;
mod licences;
mod package;
mod page;
mod policy;
mod release;
mod sizes;
mod sums;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result, Step};
use crate::project::Project;

use page::Page;
use policy::Rules;
pub use sums::hex;

/// What wasm-opt does to the page's core, found by trial: the levels leave fewer bytes, but bytes that compress worse,
/// and it is the compressed page that travels. `--wasm-opt=PASSES` tries others; `-O1` is 1 % more.
const PAGE_LEVEL: &str = "\
    --once-reduction --coalesce-locals-learning --optimize-instructions --directize --dae-optimizing \
    --simplify-locals-nostructure --vacuum --coalesce-locals --duplicate-function-elimination \
    --precompute-propagate --reorder-locals --remove-unused-module-elements";

/// wasm-opt's level for the npm module, which is measured in microseconds.
const API_LEVEL: &str = "-O3";

/// Asks for a page to work on; set by `--debug`.
pub const DEBUG_VARIABLE: &str = "JOTGLASS_DEBUG";

/// Asks for the pages alone, without the npm package and the zip; set by `serve`.
pub const PAGES_VARIABLE: &str = "JOTGLASS_PAGES";

/// Overrides the level; set by `--wasm-opt`.
pub const WASM_OPT_VARIABLE: &str = "JOTGLASS_WASM_OPT";

/// What the compiler may have used and every browser of the last years has. Never --all-features: it lets wasm-opt
/// write what browsers refuse.
const WASM_FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What is left out of a module.
const STRIPPED: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Bundles what is in the folder that Trunk names.
pub fn run(project: &Project) -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("bundle", "expected TRUNK_STAGING_DIR, but found none").by_hand("run `cargo xtask build`")
    })?;
    let work = project.path("target/bundle");
    fs::create_dir_all(&work).step("making target/bundle")?;

    let is_debug = std::env::var_os(DEBUG_VARIABLE).is_some();
    let core = work.join("page.wasm");
    let level = std::env::var(WASM_OPT_VARIABLE).unwrap_or_else(|_| PAGE_LEVEL.into());
    let staged = staging.join("jotglass-web_bg.wasm");
    if is_debug {
        fs::copy(&staged, &core).step("copying the core")?;
    } else {
        optimize(project, &staged, &core, &level)?;
    }
    let [more, api] = ["more", "api"].map(|name| work.join(name));
    let [more_core, api_core] = ["more.wasm", "api.wasm"].map(|name| work.join(name));
    // A page to work on has the further algorithms as they were built last.
    if !(is_debug && more_core.is_file()) {
        build_more(project, &more)?;
        optimize(project, &more.join("jotglass_more_bg.wasm"), &more_core, &level)?;
    }
    let mut bundling = project
        .job("bundling www/", "node")
        .arg(project.path("xtask/js/bundle.mjs"))
        .args([&project.path("www"), &work, &staging.join("jotglass-web.js"), &core])
        .args([&more.join("jotglass_more.js"), &more_core]);
    let has_package = !is_debug && std::env::var_os(PAGES_VARIABLE).is_none();
    if has_package {
        build_api(project, &api)?;
        optimize(project, &api.join("jotglass_web_bg.wasm"), &api_core, API_LEVEL)?;
        bundling = bundling.args([&api.join("jotglass_web.js"), &api_core]);
    }
    bundling.run()?;

    let shell = read(&staging.join("index.html"))?;
    empty(&staging)?;
    let block = if is_debug { data::quick_block } else { data::block };
    let mut blocks = Vec::new();
    for ((id, file), module) in data::MODULES.iter().zip([&core, &more_core]) {
        let bytes = fs::read(module).step(format!("reading {}", module.display()))?;
        blocks.push(block(id, &bytes)?);
        fs::write(staging.join(file), bytes).step(format!("writing {file}"))?;
    }
    pages(project, &staging, &shell, &work, &blocks)?;
    if !has_package {
        return Ok(());
    }
    package::write_package(project, &staging.join("npm"), &work)?;
    release::write_to(&staging, project, &work)?;
    sizes::print(&staging)
}

/// Writes the one file, the hosted page, and the one for frames.
fn pages(project: &Project, folder: &Path, shell: &str, work: &Path, blocks: &[String]) -> Result<()> {
    let version = project.locked_version("jotglass")?;
    let [style, script] = ["page.css", "page.js"].map(|name| read(&work.join(name)));
    let (style, script) = (style?, script?);
    // The dashes of its rules would end a comment.
    let own = read(&project.path("LICENSE-MIT"))?;
    let licences =
        ["Jotglass, under the MIT licence or the Apache License 2.0.\n\n", &own, "\n", &licences::text(project)?]
            .concat();
    let licences = licences.replace("--", "\u{2013}");
    let page = Page {
        shell,
        version: &version,
        style: &style,
        scripts: &[&script],
        blocks,
        head: "",
        rules: Rules::File,
        licences: &licences,
    };
    write(&folder.join("index.html"), &page::assemble(&page)?)?;
    app::write_to(&folder.join("app"), project, &page)?;

    let shell = read(&project.path("www/embed.html"))?;
    let [style, script] = ["embed.css", "embed.js"].map(|name| read(&work.join(name)));
    let (style, script) = (style?, script?);
    let embed = Page { shell: &shell, style: &style, scripts: &[&script], ..page };
    write(&folder.join("embed.html"), &page::assemble(&embed)?)
}

/// Compiles the core of the npm module, without the element, and has wasm-bindgen write into `folder`.
fn build_api(project: &Project, folder: &Path) -> Result<()> {
    let step = "compiling the npm module";
    let core = ["--package", "jotglass-web", "--features", "api"];
    project
        .wasm_job(step, "cargo")
        .args(["build", "--release", "--target", "wasm32-unknown-unknown"])
        .args(core)
        .run()?;
    bindgen(project, "release/jotglass_web.wasm", folder)
}

/// Compiles the further signature algorithms, for size: they are the same for page and npm module. Likewise.
fn build_more(project: &Project, folder: &Path) -> Result<()> {
    let step = "compiling the further signature algorithms";
    // As a library for Rust too, which the tests use, it would not be optimised as a whole, and weigh a fifth more.
    let whole = ["--package", "jotglass-more", "--lib", "--crate-type", "cdylib"];
    project
        .more_job(step, "cargo")
        .args(["rustc", "--profile", "more", "--target", "wasm32-unknown-unknown"])
        .args(whole)
        .run()?;
    bindgen(project, "more/jotglass_more.wasm", folder)
}

/// Runs wasm-bindgen on what cargo made, into `folder`.
fn bindgen(project: &Project, module: &str, folder: &Path) -> Result<()> {
    project
        .wasm_job("wasm-bindgen", "wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(folder)
        .arg(project.path("target/wasm32-unknown-unknown").join(module))
        .run()
        .map(drop)
}

/// Runs wasm-opt, unless it has made the same before.
fn optimize(project: &Project, input: &Path, output: &Path, level: &str) -> Result<()> {
    let tool = project.path("node_modules/binaryen");
    let module = fs::read(input).step(format!("reading {}", input.display()))?;
    let version = read(&tool.join("package.json"))?;
    let options: Vec<&str> = level.split_whitespace().chain(WASM_FEATURES).chain(STRIPPED).collect();
    let words = options.join(" ");
    let inputs = [&module, version.as_bytes(), words.as_bytes()];
    let run = |output: &Path| {
        let job = project.job("wasm-opt", "node").arg(tool.join("bin/wasm-opt")).args(&options);
        job.arg(input).arg("-o").arg(output).run().map(drop)
    };
    cache::cached(&project.path("target/wasm-opt"), &inputs, output, run).map(drop)
}

fn empty(folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder).step("removing what Trunk staged")?;
    fs::create_dir_all(folder).step("making the staging folder again")
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).step(format!("reading {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).step(format!("writing {}", path.display()))
}
