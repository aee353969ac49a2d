// What is given away: the sums fit the files, the zip has all of them, and nothing in it tells of the machine that made it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { test } from "node:test";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { sizeOf } from "../../xtask/js/sizes.mjs";
import { dist } from "./harness/index.mjs";

const { version } = JSON.parse(await readFile(path.join(dist, "npm/package.json"), "utf8"));
const ZIP = `jotglass-${version}.zip`;
const SUMS = "SHA256SUMS";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const lines = (files) => [...files].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join("");

/** What a build leaves in dist/, sorted by name: the documentation is made by a command of its own. */
async function files() {
  const entries = (await readdir(dist, { recursive: true })).filter((name) => statSync(path.join(dist, name)).isFile());
  const names = entries.map((name) => name.replaceAll("\\", "/"));
  const built = names.filter((name) => !name.startsWith("docs/")).sort();
  return Promise.all(built.map(async (name) => [name, await readFile(path.join(dist, name))]));
}

/** What a zip holds, in its order: `[name, bytes]`. By 4.3.7 and 4.3.12 of the specification of ZIP, APPNOTE.TXT. */
function unzipped(zip) {
  const end = zip.length - 22;
  assert.equal(zip.readUInt32LE(end), 0x06054b50, "a zip without a comment");
  const found = [];
  for (let at = zip.readUInt32LE(end + 16); at < end; ) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    found.push([name, inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20)))]);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return found;
}

test("sha256sum finds every file whole, and none is left out", async () => {
  const all = (await files()).filter(([name]) => name !== SUMS);
  assert.equal(await readFile(path.join(dist, SUMS), "utf8"), lines(all));
  const { stdout } = await promisify(execFile)("sha256sum", ["--check", "--strict", SUMS], { cwd: dist });
  assert.equal(stdout, all.map(([name]) => `${name}: OK\n`).join(""));
});

test("the zip has all pages and the package, the papers, and sums that fit", async () => {
  const folder = `jotglass-${version}/`;
  const inside = new Map(unzipped(await readFile(path.join(dist, ZIP))));
  assert.deepEqual([...inside.keys()], [...inside.keys()].sort());
  const without = new Map([...inside].map(([name, bytes]) => [name.slice(folder.length), bytes]));
  for (const [name, bytes] of await files()) {
    if (name === ZIP || name === SUMS) continue;
    assert.ok(without.get(name)?.equals(bytes), name);
  }
  for (const name of ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "BUILD.txt"]) assert.ok(without.has(name), name);
  const sums = without.get(SUMS).toString();
  without.delete(SUMS);
  assert.equal(sums, lines(without));
});

test("nothing that is given away names a folder of this machine", async () => {
  const own = path.resolve(dist, "..");
  const home = process.env.HOME ?? own;
  const naming = (await files()).filter(([, bytes]) => bytes.includes(`${own}/`) || bytes.includes(`${home}/.`));
  assert.deepEqual(
    naming.map(([name]) => name),
    [],
  );
});

test("each page carries the licences of what is in it", async () => {
  for (const page of ["index.html", "embed.html", "app/index.html"]) {
    const html = await readFile(path.join(dist, page), "utf8");
    const notice = html.slice(html.lastIndexOf("<!--"));
    for (const words of ["Permission is hereby granted", "sha2", "wasm-bindgen"])
      assert.ok(notice.includes(words), `${page}: ${words}`);
  }
});

test("each page carries the modules that lie beside it, by the lines of the documentation and by the command", async () => {
  const security = await readFile(path.join(dist, "../docs/src/security.md"), "utf8");
  const [, lines] = /## Compare the page with what was built\n[^#]*?```sh\n([^`]*)```/.exec(security);
  const run = promisify(execFile);
  for (const page of ["index.html", "embed.html", "app/index.html"]) {
    const script = lines.replace("page=index.html", `page=${page}`);
    assert.ok(script.includes(`page=${page}\n`), lines);
    await run("sh", ["-e", "-c", script], { cwd: dist });
  }
  // They find a page that carries something else.
  const other = (await readFile(path.join(dist, "index.html"), "utf8"))
    .replace(/(id="jotglass-core">.{2000})./, "$1A")
    .replace(/(id="jotglass-core">.{3000})./, "$1B");
  await writeFile(path.join(dist, "other.html"), other);
  try {
    await assert.rejects(run("sh", ["-e", "-c", lines.replace("page=index.html", "page=other.html")], { cwd: dist }));
  } finally {
    await rm(path.join(dist, "other.html"));
  }
});

/** The landed sizes, of one compiler. `UPDATE=1 node --test tests/browser/release.test.mjs` takes over what was built. */
const SIZES = path.join(dist, "../xtask/sizes.tsv");

test("nothing outgrows its landed size by more than 2 %", async (t) => {
  const tools = (await readFile(path.join(dist, "BUILD.txt"), "utf8")).trim().split("\n").join("; ");
  const table = (await readFile(SIZES, "utf8")).trim().split("\n");
  const rows = table.filter((line) => !line.startsWith("#")).map((line) => line.split("\t"));
  const found = rows.map(([name]) => [name, sizeOf(path.join(dist, name))]);
  if (process.env.UPDATE) {
    const head = table.filter((line) => line.startsWith("#") && !line.startsWith("# by "));
    const lines = found.map(([name, { raw, brotli }]) => [name, raw, brotli].join("\t"));
    await writeFile(SIZES, `${[...head, `# by ${tools}`, ...lines].join("\n")}\n`);
    return;
  }
  if (!table.includes(`# by ${tools}`)) {
    t.skip(`the sizes are those of another compiler than ${tools}`);
    return;
  }
  for (const [index, [name, { raw, brotli }]] of found.entries()) {
    const [, landedRaw, landedBrotli] = rows[index].map(Number);
    for (const [what, size, landed] of [
      ["bytes", raw, landedRaw],
      ["bytes under brotli", brotli, landedBrotli],
    ]) {
      assert.ok(size <= landed * 1.02, `${name}: expected at most ${landed} ${what} + 2 %, but found ${size}`);
    }
  }
});
