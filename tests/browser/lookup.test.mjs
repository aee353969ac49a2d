// The promise: nobody is asked for the servers that a token names. Firefox looks up the servers of links ahead, unless a page
// forbids it, and writes down what it looks up; Chromium without a window does neither.

import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, dist, openPage, until } from "./harness/index.mjs";
import { CLAIMS, token } from "./support.mjs";

const FORBIDDEN = '<meta http-equiv="x-dns-prefetch-control" content="off">';

/** How long Firefox may take to look up and to write it down, in milliseconds. */
const PATIENCE = 10_000;

for (const { name, launch } of browsers().filter(({ name }) => name === "firefox")) {
  describe(name, () => {
    let browser, folder;
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "jotglass-lookup-"));
      browser = await launch({ args: ["-MOZ_LOG=sync,nsHostResolver:5", `-MOZ_LOG_FILE=${path.join(folder, "log")}`] });
    });
    after(async () => {
      await browser?.close();
      await rm(folder, { recursive: true });
    });

    const hasLookedUp = async (server) => {
      const texts = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), "latin1")));
      return texts.some((text) => text.includes(server));
    };

    /** Opens a page, and shows a token there that names `server` in a claim that is a link. */
    async function show(html, server) {
      const opened = await openPage(browser, "http", { pages: { "/": html } });
      await opened.page.evaluate((text) => void (document.querySelector("jwt-decoder").token = text), token({ ...CLAIMS, website: `https://${server}/` }));
      const isLink = (server) => Boolean(document.querySelector("jwt-decoder").shadowRoot?.querySelector(`a[href="https://${server}/"]`));
      await until(opened.page, isLink, { args: [server], what: "the link" });
      return opened;
    }

    for (const [index, file] of ["index.html", "app/index.html", "embed.html"].entries()) {
      test(`nobody is asked for the servers that a token names: ${file}`, async () => {
        const html = await readFile(path.join(dist, file), "utf8");
        const ours = await show(html, `ours-${index}.example.org`);
        // A page that does not forbid it: once its server was looked up, ours would have been too.
        const other = await show(html.replace(FORBIDDEN, ""), `other-${index}.example.org`);
        const end = Date.now() + PATIENCE;
        while (!(await hasLookedUp(`other-${index}.example.org`))) {
          assert.ok(Date.now() < end, "expected Firefox to look up the server of a link where it may, but it did not");
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        assert.equal(await hasLookedUp(`ours-${index}.example.org`), false);
        await Promise.all([ours.close(), other.close()]);
      });
    }
  });
}
