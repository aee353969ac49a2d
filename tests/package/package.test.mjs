// What npm packs, and what a program that has installed it can import.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { pack, project, read, TOKEN, VERDICT } from "./support.mjs";

const FILES = [
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "THIRD-PARTY-LICENSES",
  "core.js",
  "custom-elements.json",
  "define.d.ts",
  "define.js",
  "element.d.ts",
  "element.js",
  "jotglass.d.ts",
  "jotglass.js",
  "jwt-decoder.js",
  "more.d.ts",
  "more.js",
  "package.json",
  "preact.d.ts",
  "react.d.ts",
  "solid.d.ts",
];

test("npm packs the files of the package, and no others", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "jotglass-"));
  try {
    const { name, files } = await pack(folder);
    assert.equal(name, "jotglass");
    assert.deepEqual(files.map((file) => file.path).sort(), FILES.toSorted());
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe("installed", () => {
  let guest;
  let folder;
  before(async () => {
    guest = await project();
    folder = path.join(guest.folder, "node_modules/jotglass");
  });
  after(() => guest?.remove());

  const manifest = async () => JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));

  test("it depends on nothing, and every file that it points to is there", async () => {
    const { exports, types, customElements, sideEffects, dependencies, version } = await manifest();
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.equal(dependencies, undefined);
    const targets = Object.values(exports).flatMap((entry) =>
      typeof entry === "string" ? entry : Object.values(entry),
    );
    assert.ok(targets.length >= 15);
    for (const file of [...targets, types, customElements, ...sideEffects]) await readFile(path.join(folder, file));
    // A condition that comes first wins, and "default" always fits.
    for (const entry of Object.values(exports))
      if (typeof entry !== "string") assert.equal(Object.keys(entry)[0], "types");
  });

  test("every entry can be imported where there is no page, and looks for none", async () => {
    await guest.write(
      "entries.mjs",
      `for (const name of ["window", "document", "navigator"])
         Object.defineProperty(globalThis, name, { get() { throw new Error("asked for " + name); } });
       const { exports } = (await import("jotglass/package.json", { with: { type: "json" } })).default;
       for (const [entry, target] of Object.entries(exports)) {
         if (!target.default) continue;
         const names = Object.keys(await import("jotglass" + entry.slice(1))).sort();
         console.log([entry, ...names].join(" "));
       }`,
    );
    assert.deepEqual(await guest.node("--no-warnings", "entries.mjs"), [
      ". MalformedToken catalogue claims decode findSecret inspect verify",
      "./more verifyMore",
      "./element JwtDecoder define",
      "./define",
      "./classic",
    ]);
  });

  test("decode, inspect and verify answer", async () => {
    await guest.write(
      "answers.mjs",
      `import { decode, inspect, verify } from "jotglass";
       const token = ${JSON.stringify(TOKEN)};
       console.log(decode(token).payload.sub);
       console.log(inspect(token, { now: 1795176000 }).verdict.sentence);
       const { verdict, trust } = await verify(token, "secret", { now: 1795176000 });
       console.log(verdict.state, trust);`,
    );
    assert.deepEqual(await guest.node("answers.mjs"), ["u-42", VERDICT, "invalid public"]);
  });

  test("require works where Node can load modules so, and else says what it cannot", async () => {
    await guest.write(
      "required.cjs",
      `for (const entry of ["jotglass", "jotglass/more", "jotglass/element"])
         try {
           console.log(Object.keys(require(entry)).length > 0);
         } catch (error) {
           console.log(error.code);
         }`,
    );
    const expected = process.features.require_module ? "true" : "ERR_REQUIRE_ESM";
    assert.deepEqual(await guest.node("--no-warnings", "required.cjs"), [expected, expected, expected]);
  });

  test("types alone cannot be imported", async () => {
    const [said] = await guest.node("-e", `import("jotglass/react").catch(({ code }) => console.log(code))`);
    assert.equal(said, "ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("the examples of its README print what their comments say", async () => {
    const readme = await readFile(path.join(folder, "README.md"), "utf8");
    const examples = [...readme.matchAll(/^```js\n(.*?)^```/gms)]
      .map(([, example]) => example)
      .filter((example) => example.includes('from "jotglass'));
    assert.equal(examples.length, 1);
    for (const example of examples) {
      const expected = [...example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
      assert.notEqual(expected.length, 0);
      await guest.write("example.mjs", example);
      assert.deepEqual(await guest.node("example.mjs"), expected);
    }
  });

  test("what the README links to is in the package", async () => {
    const readme = await readFile(path.join(folder, "README.md"), "utf8");
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
    assert.ok(links.length >= 3);
    for (const link of links) await readFile(path.join(folder, link));
  });

  test("the licences of the work of others are there", async () => {
    const licences = await readFile(path.join(folder, "THIRD-PARTY-LICENSES"), "utf8");
    const manifests = `${await read("Cargo.toml")}${await read("more/Cargo.toml")}`;
    const tables = [...manifests.matchAll(/^\[(?:target\.[^\n]*\.)?dependencies\]\n(.*?)(?=^\[)/gms)].map(
      ([, rows]) => rows,
    );
    const crates = [...tables.join("").matchAll(/^([\w-]+) = [{"]/gm)].map(([, name]) => name);
    assert.ok(crates.length >= 12, crates.join(" "));
    assert.deepEqual(
      crates.filter((name) => !licences.includes(`\n${name} `)),
      [],
    );
    for (const words of [
      "\nThe standard library of Rust: Copyright",
      "Redistribution and use in source and binary forms",
      '(the "Data Files")',
    ]) {
      assert.ok(licences.includes(words), words);
    }
  });
});
