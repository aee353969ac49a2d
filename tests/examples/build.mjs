// Builds an example in target/examples/<name>, a copy of examples/<name>, so that nothing is written beside the sources.
//
// What a generator needs is installed there too, and stays for the next run until the versions named by the example change.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const npmPackage = path.join(root, "dist/npm");

/** The classic build, as a site copies it. */
export const classic = path.join(npmPackage, "jwt-decoder.js");

/** What an earlier run installed; the rest of the folder is made anew. */
const INSTALLED = ["node_modules", "venv", "installed"];

/** No generator and no installer asks whether there is a newer one of it, or tells how it is used. */
const QUIET = {
  NO_UPDATE_NOTIFIER: "1",
  NPM_CONFIG_UPDATE_NOTIFIER: "false",
  PIP_DISABLE_PIP_VERSION_CHECK: "1",
  SCARF_ANALYTICS: "false",
};

/** Copies the sources of an example, and answers the folder to build in. */
export async function copied(name) {
  const folder = path.join(root, "target/examples", name);
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(folder)) {
    if (!INSTALLED.includes(entry)) await rm(path.join(folder, entry), { recursive: true });
  }
  // Whoever tried the example where it stands has installed things there.
  const isSource = (file) => !INSTALLED.includes(path.basename(file));
  await cp(path.join(root, "examples", name), folder, { recursive: true, filter: isSource });
  return folder;
}

/** Installs what package.json names, and the package of this working copy the way npm would: packed, and unpacked. */
export async function installNpm(folder) {
  const file = path.join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  delete manifest.dependencies.jotglass;
  await writeFile(file, JSON.stringify(manifest));
  await once(folder, "node_modules", await readFile(file), () =>
    run(folder, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]),
  );

  const packed = await run(folder, "npm", ["pack", npmPackage, "--ignore-scripts", "--silent"]);
  const own = path.join(folder, "node_modules/jotglass");
  await rm(own, { recursive: true, force: true });
  await mkdir(own);
  await run(folder, "tar", ["-xzf", packed.trim(), "-C", own, "--strip-components=1"]);
}

/** What npm installed of a package, as `<name> <version>`. */
export async function npmVersion(folder, name) {
  const { version } = JSON.parse(await readFile(path.join(folder, "node_modules", name, "package.json"), "utf8"));
  return `${name} ${version}`;
}

/** Installs what requirements.txt names, and answers where the programs are. */
export async function installPython(folder) {
  const programs = path.join(folder, "venv/bin");
  await once(folder, "venv", await readFile(path.join(folder, "requirements.txt")), async () => {
    await run(folder, "python3", ["-m", "venv", "venv"]);
    await run(folder, path.join(programs, "pip"), ["install", "--quiet", "--requirement", "requirements.txt"]);
  });
  return programs;
}

/** What pip installed of a package, as `<name> <version>`. */
export async function pythonVersion(folder, name) {
  const ask = `import importlib.metadata; print(importlib.metadata.version("${name}"))`;
  return `${name} ${(await run(folder, path.join(folder, "venv/bin/python"), ["-c", ask])).trim()}`;
}

/** Does `install` where it was not done for this very `wanted` yet. */
async function once(folder, product, wanted, install) {
  const stamp = path.join(folder, "installed");
  const hash = createHash("sha256").update(wanted).digest("hex");
  if ((await readFile(stamp, "utf8").catch(() => "")) === hash) return;
  await rm(stamp, { force: true });
  await rm(path.join(folder, product), { recursive: true, force: true });
  await install();
  await writeFile(stamp, hash);
}

/** Runs a program in a folder and answers what it printed; the tools of this project are found first. */
export async function run(folder, program, options) {
  const PATH = [path.join(root, "target/tools/bin"), process.env.PATH].join(path.delimiter);
  try {
    const { stdout } = await promisify(execFile)(program, options, {
      cwd: folder,
      env: { ...process.env, ...QUIET, PATH },
    });
    return stdout;
  } catch (error) {
    if (error.code === "ENOENT")
      throw new Error(`expected ${program} on PATH, but found none; run \`cargo xtask setup\``);
    const printed = `${error.stdout ?? ""}${error.stderr ?? ""}`.trim();
    throw new Error(
      `expected \`${program} ${options.join(" ")}\` to end well, but found:\n${printed || error.message}`,
    );
  }
}
