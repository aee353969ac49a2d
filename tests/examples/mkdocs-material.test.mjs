// MkDocs Material: the element as HTML in Markdown, with instant navigation and the toggle of the palette.

import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { until } from "../browser/harness/index.mjs";
import { classic, installPython, pythonVersion, run } from "./build.mjs";
import { example, expectQuiet, expectSamples } from "./support.mjs";

const SITEMAP = "sitemap.xml";

/**
 * Material takes a click for its own where the sitemap has the address. It puts the host that the site is on into the sitemap's
 * addresses, but not the port, which here is another one each time.
 */
async function beOnPort(page, site) {
  const sitemap = await readFile(path.join(site, SITEMAP), "utf8");
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const { pathname, host } = new URL(request.url());
    if (pathname === `/${SITEMAP}`)
      request.respond({ contentType: "text/xml", body: sitemap.replaceAll("docs.example", host) });
    else request.continue();
  });
}

example("mkdocs-material", {
  darken: ["[data-md-component=palette] label:not([hidden])"],
  build: async (folder) => {
    await copyFile(classic, path.join(folder, "docs/jwt-decoder.js"));
    const programs = await installPython(folder);
    await run(folder, path.join(programs, "mkdocs"), ["build", "--strict", "--quiet"]);
    return { site: path.join(folder, "site"), version: await pythonVersion(folder, "mkdocs-material") };
  },
  more: (open) => {
    test("the samples are decoded on a page that came by a click, without a load, and again on the way back", async () => {
      const opened = await open("light", beOnPort);
      const { page } = opened;
      await expectSamples(page);
      await page.evaluate(keepPage);
      for (const title of ["More tokens", "Tokens"]) {
        await until(page, clickOn, { args: [title], what: `Material to take the click on ${title}` });
        await until(page, (wanted) => document.querySelector("h1").textContent.startsWith(wanted), { args: [title] });
        await expectSamples(page);
      }
      await expectQuiet(opened);
    });
  },
});

/** Runs in the page: from now on a click loads nothing, unless Material takes it; it takes none before it has read the sitemap. */
function keepPage() {
  addEventListener("click", (event) => {
    globalThis.wasTaken = event.defaultPrevented;
    event.preventDefault();
  });
}

/** Runs in the page: clicks on an entry of the navigation, and tells whether Material took it. */
function clickOn(title) {
  [...document.querySelectorAll(".md-nav__link")].find(({ textContent }) => textContent.trim() === title).click();
  return globalThis.wasTaken;
}
