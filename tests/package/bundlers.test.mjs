// The package in the hands of bundlers: the element works in what they make, its core stays a chunk that is loaded late, and nothing that
// is not used comes along.

import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import * as esbuild from "esbuild";
import * as vite from "vite";
import { inEachBrowser } from "../browser/support.mjs";
import { assertSilent, ELEMENT, ICON, page, paused, project, shown, TOKEN, VERDICT } from "./support.mjs";

const SOURCE = `<meta charset="utf-8">${ICON}<script type="module" src="/main.js"></script>`;
const FAR = `<div style="height: 5000px">far</div>${ELEMENT}`;

let guest;
const built = {};

before(async () => {
  guest = await project({
    "main.js": 'import "jotglass/define";\n',
    "index.html": page(SOURCE, ELEMENT),
    "far.html": page(SOURCE, FAR),
  });
  const { folder, write } = guest;
  built.vite = path.join(folder, "out-vite");
  const input = ["index.html", "far.html"].map((name) => path.join(folder, name));
  await vite.build({
    root: folder,
    configFile: false,
    logLevel: "error",
    build: { outDir: built.vite, emptyOutDir: true, rollupOptions: { input } },
  });
  built.esbuild = path.join(folder, "out-esbuild");
  await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ["main.js"],
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    outdir: built.esbuild,
    logLevel: "error",
  });
  await write("out-esbuild/index.html", page(SOURCE, ELEMENT));
  await write("out-esbuild/far.html", page(SOURCE, FAR));
});
after(() => guest?.remove());

/** The scripts of a folder, by their sizes. */
async function scripts(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".js"));
  return Promise.all(files.map(async (file) => ({ file, bytes: (await stat(path.join(folder, file))).size })));
}

/** The chunk that has the core in it: the only big one. */
async function core(folder) {
  const big = (await scripts(folder)).filter(({ bytes }) => bytes > 300_000);
  assert.equal(big.length, 1, JSON.stringify(big));
  return `/${big[0].file}`;
}

for (const bundler of ["vite", "esbuild"]) {
  describe(bundler, () => {
    test("what a page loads at first is small", async () => {
      const [html, all] = await Promise.all([
        readFile(path.join(built[bundler], "index.html"), "utf8"),
        scripts(built[bundler]),
      ]);
      const first = all.filter(({ file }) => html.includes(`/${file}"`));
      assert.ok(first.length > 0);
      assert.ok(first.reduce((sum, { bytes }) => sum + bytes, 0) < 40_000, JSON.stringify(first));
    });

    inEachBrowser((open) => {
      const visit = (name) => open("http", { folder: built[bundler], path: name, clock: null });

      test("the element decodes", async () => {
        const opened = await visit("index.html");
        assert.equal(await shown(opened.page), VERDICT);
        assertSilent(opened);
      });

      test("the core is not loaded until the element comes near", async () => {
        const chunk = await core(built[bundler]);
        const opened = await visit("far.html");
        const loads = () => opened.served.filter(({ url }) => url === chunk).length;
        await opened.page.evaluate(() => customElements.whenDefined("jwt-decoder"));
        await paused(opened.page);
        assert.equal(loads(), 0);
        await opened.page.evaluate(() => document.querySelector("jwt-decoder").scrollIntoView());
        assert.equal(await shown(opened.page), VERDICT);
        assert.equal(loads(), 1);
        assertSilent(opened);
      });
    });
  });
}

describe("what is not used", () => {
  /** What a bundler makes of a script that imports from the package. */
  const BUNDLERS = {
    async esbuild(script) {
      const { outputFiles } = await esbuild.build({
        stdin: { contents: script, resolveDir: guest.folder },
        bundle: true,
        format: "esm",
        minify: true,
        write: false,
        external: ["./core.js", "./more.js"],
        logLevel: "error",
      });
      return outputFiles[0].text;
    },
    async vite(script) {
      await guest.write("entry.js", script);
      const options = {
        outDir: "out-entry",
        write: false,
        rollupOptions: { input: path.join(guest.folder, "entry.js") },
      };
      const { output } = await vite.build({ root: guest.folder, configFile: false, logLevel: "error", build: options });
      return output.map(({ code }) => code ?? "").join("\n");
    },
  };

  for (const [name, bundle] of Object.entries(BUNDLERS)) {
    test(`${name} leaves the element away where only a function is imported`, async () => {
      const script = await bundle(`import { decode } from "jotglass"; console.log(decode(${JSON.stringify(TOKEN)}));`);
      assert.ok(script.includes(TOKEN));
      assert.ok(!script.includes("attachShadow"));
    });

    test(`${name} leaves away what is imported and not used`, async () => {
      const unused =
        'import { inspect } from "jotglass"; import { verifyMore } from "jotglass/more"; import { JwtDecoder } from "jotglass/element";';
      const script = await bundle(`${unused} import "jotglass/element"; console.log("alone");`);
      assert.ok(script.includes("alone"));
      assert.ok(script.length < 1000, `${script.length} characters`);
    });

    test(`${name} keeps what registers the element`, async () => {
      assert.ok((await bundle('import "jotglass/define";')).includes("attachShadow"));
    });
  }
});
