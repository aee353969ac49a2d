// What every documentation site of examples/ must show, in Chromium: both samples decoded, in the colours of the site, and not a
// word on the console.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, describe, test } from "node:test";
import { browsers, openPage, until } from "../browser/harness/index.mjs";
import { copied } from "./build.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const VIEWPORT = { width: 1280, height: 900 };

/**
 * Builds an example, then looks at the page that has the samples, once in light and once in dark.
 *
 * - `build(folder)` builds the site in that folder and answers `{ site, version }`: the folder to serve, and what built it.
 * - `path` is the page to look at.
 * - `darken` names what is clicked on it, in order, to go from light to dark.
 * - `more(open)` adds tests of its own. `open(scheme, prepare)` opens that page, and calls `prepare(page, site)` before.
 */
export function example(name, { build, path = "", darken, more }) {
  describe(name, () => {
    const built = {};
    const all = [];
    let browser;

    before(async () => {
      const started = performance.now();
      Object.assign(built, await build(await copied(name)));
      console.log(`${name}: ${built.version}, built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
      browser = await browsers()
        .find(({ name }) => name === "chromium")
        .launch();
    });
    afterEach(() => Promise.all(all.splice(0).map((opened) => opened.close())));
    after(() => browser?.close());

    const open = async (scheme, prepare) => {
      const before = async (page) => {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await prepare?.(page, built.site);
      };
      // Chromium asks for it wherever a site names no icon.
      const pages = { "/favicon.ico": "" };
      const opened = await openPage(browser, "http", { folder: built.site, path, pages, viewport: VIEWPORT, before });
      all.push(opened);
      return opened;
    };

    for (const scheme of ["light", "dark"]) {
      test(`both samples are decoded, ${scheme}`, async () => {
        const opened = await open(scheme);
        await expectSamples(opened.page);
        await expectColours(opened.page, scheme);
        await opened.page.evaluate(AXE);
        assert.deepEqual(await opened.page.evaluate(axeFindings), []);
        await expectQuiet(opened);
      });
    }

    test("both samples follow the site's own switch to dark", async () => {
      const { page } = await open("light");
      await expectSamples(page);
      for (const control of darken) {
        await until(page, click, { args: [control], what: `the control ${control}` });
      }
      await expectColours(page, "dark");
    });

    more?.(open);
  });
}

/** The first sample has a clock of its own, at which it is valid; the other is judged by the present, and is long expired. */
export async function expectSamples(page) {
  const found = await until(page, verdicts, { timeout: 15_000, what: "two decoded samples" });
  assert.equal(found.length, 2, found.join(" / "));
  assert.match(found[0], /^Not verified: expires in 12 minutes/);
  assert.match(found[1], /^Expired /);
}

/** Runs in the page: what each element says of its token, once all say something. */
function verdicts() {
  const elements = [...document.querySelectorAll("jwt-decoder")];
  const said = elements.map((element) => {
    const verdict = element.shadowRoot?.querySelector("[part~=verdict]");
    // The core waits until an element is near what is seen.
    if (!verdict) element.scrollIntoView();
    return verdict?.textContent;
  });
  return said.length > 0 && said.every(Boolean) && said;
}

/** Runs in the page: clicks on a control once it is there. Sites have a second one of each, for narrow screens. */
function click(selector) {
  const control = [...document.querySelectorAll(selector)].find((found) => found.checkVisibility());
  control?.click();
  return Boolean(control);
}

/** Light words where the site is dark, and dark words where it is light; both waited for, since a theme is followed, not asked. */
async function expectColours(page, scheme) {
  await until(page, hasInk, { args: [scheme], what: `words that can be read on a ${scheme} page` });
}

/** Runs in the page: whether site and element both have the ink of the scheme. */
function hasInk(scheme) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const isLight = (element) => {
    pen.fillStyle = getComputedStyle(element).color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 128;
  };
  const places = [...document.querySelectorAll("jwt-decoder")].flatMap((element) => [
    element.parentElement,
    element.shadowRoot.querySelector("[part~=verdict]"),
  ]);
  return places.every((element) => isLight(element) === (scheme === "dark"));
}

/** Runs in the page: what axe finds in the elements. */
async function axeFindings() {
  const { violations } = await globalThis.axe.run("jwt-decoder");
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target} ${failureSummary}`)
        .join(" | ")}`,
  );
}

/** Nothing on the console, nothing thrown, nothing blocked, and nothing asked of anybody else. */
export async function expectQuiet(opened) {
  const { origin } = new URL(opened.url);
  assert.deepEqual(
    opened.console.filter(({ type }) => ["error", "warn", "assert"].includes(type)),
    [],
  );
  assert.deepEqual(opened.errors, []);
  assert.deepEqual(await opened.violations(), []);
  assert.deepEqual(
    opened.requests.filter(({ url }) => !url.startsWith("data:") && new URL(url).origin !== origin),
    [],
  );
}
