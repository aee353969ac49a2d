// The documentation as it was built into dist/docs, in Chromium: its pages open, its links lead somewhere, its decoders decode, and what
// it says of keys and tests is true.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browsers, dist, openPage, until } from "../browser/harness/index.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const site = path.join(dist, "docs");
const source = (name) => readFile(path.join(root, "docs/src", name), "utf8");

/** The pages, but for the table of contents that mdBook shows where there are no scripts. */
const pages = (await readdir(site, { recursive: true }))
  .filter((name) => name.endsWith(".html") && name !== "toc.html")
  .sort();

/** What the pages have that links can lead to: addresses without fragments, each with its ids. */
const targets = new Map();
/** The links inside the site: `{ from, to }`. */
const links = [];

describe("the documentation", () => {
  let browser;
  before(async () => {
    const [{ launch }] = browsers().filter(({ name }) => name === "chromium");
    browser = await launch();
  });
  after(() => browser?.close());
  const open = async (name, use, options = {}) => {
    const opened = await openPage(browser, "http", { folder: site, path: name, ...options });
    try {
      await use(opened);
    } finally {
      await opened.close();
    }
  };

  test("there are pages, each with a source", async () => {
    const sources = (await readdir(path.join(root, "docs/src"), { recursive: true })).filter(
      (name) => name.endsWith(".md") && name !== "SUMMARY.md",
    );
    assert.deepEqual(pages, sources.map((name) => name.replace(/md$/, "html")).sort());
  });

  for (const name of pages) {
    test(`${name} opens quietly, asks nobody else, and decodes its tokens`, () =>
      open(name, async (opened) => {
        const { page } = opened;
        const count = await page.evaluate(() => document.querySelectorAll("jwt-decoder").length);
        for (let index = 0; index < count; index++) await decoded(page, index);

        const found = await page.evaluate(() => ({
          ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
          links: [...document.querySelectorAll("a[href]")].map(({ href }) => href),
          text: document.querySelector("main").innerText,
        }));
        const own = new URL(opened.url).origin;
        const inner = (url) => url.slice(own.length + 1);
        targets.set(name, new Set(found.ids));
        links.push(
          ...found.links.filter((url) => url.startsWith(`${own}/`)).map((url) => ({ from: name, to: inner(url) })),
        );
        assert.ok(!found.text.includes("{{#"), "something that is included was not there");
        assert.deepEqual(
          found.links.filter((url) => !url.startsWith(`${own}/`) && !url.startsWith("https://")),
          [],
        );
        const asked = opened.requests.map(({ url }) => url).filter((url) => !url.startsWith("data:"));
        assert.deepEqual(
          asked.filter((url) => !url.startsWith(`${own}/`)),
          [],
        );
        assert.deepEqual([opened.errors, opened.console, await opened.violations()], [[], [], []]);
      }));
  }

  test("every link inside the site leads somewhere", () => {
    assert.equal(targets.size, pages.length);
    const lost = links.filter(({ to }) => {
      const [name, id] = to.split("#");
      const ids = targets.get(name === "" ? "index.html" : name);
      return !ids || (id && !ids.has(decodeURIComponent(id)));
    });
    assert.ok(links.length > pages.length);
    assert.deepEqual(lost, []);
  });

  test("without scripts a token can be read as it stands", () =>
    open(
      "guide.html",
      async ({ page }) => {
        const shown = await page.evaluate(() =>
          [...document.querySelectorAll("jwt-decoder")].map((element) => element.innerText.trim()),
        );
        assert.notEqual(shown.length, 0);
        assert.deepEqual(
          shown.filter((text) => !/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*$/.test(text)),
          [],
        );
      },
      { before: (page) => page.setJavaScriptEnabled(false) },
    ));

  test("keys that are typed into the element are not taken by the page around it", () =>
    open("index.html", async ({ page, url }) => {
      await decoded(page, 0);
      await page.evaluate(() => document.querySelector("jwt-decoder").focus());
      for (const key of ["s", "/", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
      assert.equal(page.url(), url);
      assert.match(await page.evaluate(() => document.querySelector("jwt-decoder").token), /s\/|s.*\//);
      assert.equal(
        await page.evaluate(() => document.querySelector("#mdbook-search-wrapper").classList.contains("hidden")),
        true,
      );
    }));

  test("the search finds a finding by its name, without a connection", () =>
    open("index.html", async (opened) => {
      const { page } = opened;
      await page.click("#mdbook-search-toggle");
      await page.type("#mdbook-searchbar", "exp-expired");
      const found = await until(page, () => document.querySelector("#mdbook-searchresults a")?.href, {
        what: "a result",
      });
      assert.match(found, /findings\.html\?.*#exp-expired$/);
      assert.deepEqual([opened.errors, opened.console, await opened.violations()], [[], [], []]);
    }));

  test("it works from disk", async () => {
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(pathToFileURL(path.join(site, "index.html")).href, { waitUntil: "load" });
    await decoded(page, 0);
    assert.deepEqual(errors, []);
    await page.close();
  });
});

test("each key of the guide fits the sample above it", async () => {
  const { verify } = await import(pathToFileURL(path.join(dist, "npm/jotglass.js")).href);
  const blocks = [
    ...(await source("guide.md")).matchAll(/<pre><code>(?<token>eyJ[^<]*)|^```\w+,key\n(?<key>.*?)^```/gms),
  ].map(({ groups }) => groups);
  let sample,
    fitting = 0;
  for (const { token, key } of blocks) {
    if (token) {
      sample = token;
      continue;
    }
    const { verdict, trust } = await verify(sample, key, { now: 1_795_176_000 });
    assert.deepEqual([verdict.sentence, trust], ["Signature verified", "given"], key);
    fitting += 1;
  }
  assert.equal(fitting, 8);
});

test("what the pages on embedding quote stands in the examples", async () => {
  const sources = (await readdir(path.join(root, "docs/src/embed"))).map((name) => `embed/${name}`);
  const texts = await Promise.all(sources.map(source));
  const quotes = texts.flatMap((text) =>
    [...text.matchAll(/^(?<fence>```+)\w+,from=(?<file>\S+)\n(?<quote>.*?)^\k<fence>$/gms)].map(({ groups }) => groups),
  );
  assert.ok(quotes.length > 10);
  for (const { file, quote } of quotes) {
    const lines = (await readFile(path.join(root, "examples", file), "utf8")).split("\n");
    assert.deepEqual(
      quote
        .trimEnd()
        .split("\n")
        .filter((line) => !lines.includes(line)),
      [],
      file,
    );
  }
});

test("the security model names only tests that exist", async () => {
  const rows = [...(await source("security.md")).matchAll(/^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$/gm)].map(
    ([, file, name]) => ({ file, name }),
  );
  assert.ok(rows.length > 15);
  for (const { file, name } of rows) {
    const lines = (await readFile(path.join(root, file), "utf8")).split("\n");
    const defines = (line) =>
      file.endsWith(".rs") ? line.trim().startsWith(`fn ${name}(`) : /^\s*test\(/.test(line) && line.includes(name);
    assert.ok(lines.some(defines), `expected the test "${name}" in ${file}, but found none`);
  }
});

/** Brings a decoder into view, and waits until it has decoded its token. */
async function decoded(page, index) {
  await page.evaluate((index) => document.querySelectorAll("jwt-decoder")[index].scrollIntoView(), index);
  const probe = (index) => {
    const shown = document
      .querySelectorAll("jwt-decoder")
      [index].shadowRoot?.querySelector("[part~=verdict], [part~=timeline], [part~=payload], [part~=findings]");
    return shown && shown.textContent.length > 10;
  };
  await until(page, probe, { args: [index], timeout: 10_000, what: `decoder ${index} to decode` });
}
