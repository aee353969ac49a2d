// What README.md, ARCHITECTURE.md and the API's page of the documentation say, as far as a program can check it: the examples run and
// print what they say, and every file and module that is named is there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { dist } from "./harness/index.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (name) => readFile(path.join(root, name), "utf8");

/** The pages with examples, and how many each has. */
const EXAMPLES = { "README.md": 3, "docs/src/api.md": 6 };

for (const [name, count] of Object.entries(EXAMPLES)) {
  test(`the examples of ${name} print what their comments say`, async () => {
    const examples = [...(await read(name)).matchAll(/^```js\n(.*?)^```/gms)].map(([, example]) => example);
    assert.equal(examples.length, count);
    const folder = await mkdtemp(path.join(os.tmpdir(), "jotglass-"));
    try {
      // Where a program looks for a package by its name, so that its "exports" are tried too.
      await mkdir(path.join(folder, "node_modules"));
      await symlink(path.join(dist, "npm"), path.join(folder, "node_modules/jotglass"), "junction");
      const file = path.join(folder, "example.mjs");
      for (const example of examples) {
        const expected = [...example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
        assert.notEqual(expected.length, 0);
        await writeFile(
          file,
          example.replaceAll(/"\.\/(\w+\.js)"/g, (_, name) =>
            JSON.stringify(pathToFileURL(path.join(dist, "npm", name)).href),
          ),
        );
        const { stdout } = await promisify(execFile)(process.execPath, [file]);
        assert.deepEqual(stdout.trimEnd().split("\n"), expected);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

for (const name of ["README.md", "ARCHITECTURE.md"]) {
  test(`every file that ${name} names is there`, async () => {
    const text = await read(name);
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link);
    const paths = [...text.matchAll(/`((?:src|tests|www|xtask|docs)\/[\w./-]*)`/g)].map(([, named]) => named);
    assert.ok(links.length + paths.length > 5);
    for (const named of [...links, ...paths]) await access(path.join(root, named));
  });
}

test("ARCHITECTURE.md names every module of the crate, and of the browser's side", async () => {
  const text = await read("ARCHITECTURE.md");
  const modules = async (folder) =>
    (await readdir(path.join(root, folder))).filter((name) => name.endsWith(".rs")).map((name) => name.slice(0, -3));
  const top = (await modules("src")).filter((name) => name !== "lib" && name !== "web").map((name) => `\`${name}\` `);
  const web = (await modules("src/web")).map((name) => `\`web::${name}\` `);
  const spaced = text.replaceAll("\n", " ");
  assert.deepEqual(
    [...top, ...web].filter((name) => !spaced.includes(name)),
    [],
  );
});
