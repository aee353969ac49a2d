// The promise: nobody is asked for the servers that a token names, unless a link is followed. Browsers look up the servers of links ahead, and
// connect to them as soon as one is pointed at, gets the focus or is pressed. Whether they do is seen by a server of our own.

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, dist, openPage, until } from "./harness/index.mjs";
import { token } from "./support.mjs";

const FORBIDDEN = '<meta http-equiv="x-dns-prefetch-control" content="off">';

/** How long a browser may take for what it does by itself, in milliseconds. */
const PATIENCE = 10_000;

/** Firefox's own default; those who drive it for tests turn it off. */
const SPECULATION = { "network.http.speculative-parallel-limit": 20 };

/** Waits until `probe` gives something true. */
async function comes(probe, what) {
  const end = Date.now() + PATIENCE;
  while (!(await probe())) {
    assert.ok(Date.now() < end, `expected ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A server that counts who connects, and says nothing. */
async function listener() {
  const sockets = new Set();
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${server.address().port}`,
    count: () => count,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const LINK = `document.querySelector("jwt-decoder").shadowRoot.querySelector('.address [role="link"]')`;

for (const { name, launch } of browsers()) {
  describe(name, () => {
    let browser, folder;
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "jotglass-lookup-"));
      const args =
        name === "firefox" ? ["-MOZ_LOG=sync,nsHostResolver:5", `-MOZ_LOG_FILE=${path.join(folder, "log")}`] : [];
      browser = await launch({ args, preferences: SPECULATION });
    });
    after(async () => {
      await browser?.close();
      await rm(folder, { recursive: true });
    });

    const hasLookedUp = async (server) => {
      const texts = await Promise.all(
        (await readdir(folder)).map((file) => readFile(path.join(folder, file), "latin1")),
      );
      return texts.some((text) => text.includes(server));
    };

    /** Opens a page, and shows a token there that names a server in a claim. */
    async function show(html, address) {
      const opened = await openPage(browser, "http", { pages: { "/": html } });
      await opened.page.evaluate(
        (text) => {
          const decoder = document.querySelector("jwt-decoder");
          decoder.focus();
          decoder.token = text;
        },
        token({ sub: "u-42", iat: 1, exp: 4e9, website: address }),
      );
      await until(opened.page, `${LINK}?.dataset.href === ${JSON.stringify(address)}`, { what: "the link" });
      // The line of its claim opens it.
      await opened.page.evaluate(`${LINK}.closest(".member").querySelector(".line").click()`);
      return opened;
    }

    /** Points at something, presses it, and lets go elsewhere; goes to it by the keyboard. */
    async function touch(page, find) {
      const box = await page.evaluate(`{
        const target = ${find};
        target.scrollIntoView({ block: "center" });
        const { x, y, width, height } = target.getBoundingClientRect();
        ({ x: x + width / 2, y: y + height / 2 });
      }`);
      await page.mouse.move(2, 2);
      await page.mouse.move(box.x, box.y, { steps: 4 });
      await page.evaluate(`${find}.focus()`);
      await page.mouse.down();
      await page.mouse.move(2, 2, { steps: 4 });
      await page.mouse.up();
    }

    // Only Firefox writes down what it looks up.
    const files = name === "firefox" ? ["index.html", "app/index.html", "embed.html"] : [];
    for (const [index, file] of files.entries()) {
      test(`nobody is asked for the servers that a token names: ${file}`, async () => {
        const html = await readFile(path.join(dist, file), "utf8");
        const ours = await show(html, `https://ours-${index}.example.org/`);
        // A link as pages have them: once its server was looked up, ours would have been too.
        const other = await show(html.replace(FORBIDDEN, ""), `https://other-${index}.example.org/`);
        await other.page.evaluate((address) => {
          const link = Object.assign(document.createElement("a"), { href: address, textContent: "link" });
          document.body.append(link);
        }, `https://real-${index}.example.org/`);
        await comes(
          () => hasLookedUp(`real-${index}.example.org`),
          "Firefox to look up the server of a link where it may",
        );
        for (const whose of ["ours", "other"])
          assert.equal(await hasLookedUp(`${whose}-${index}.example.org`), false, whose);
        await Promise.all([ours.close(), other.close()]);
      });

      test(`nobody is connected to by pointing at a link, going to it, or pressing it and letting go elsewhere: ${file}`, async () => {
        const [ours, real] = await Promise.all([listener(), listener()]);
        const html = await readFile(path.join(dist, file), "utf8");
        const opened = await show(html, `https://${ours.host}/`);
        const { page } = opened;
        await page.evaluate((address) => {
          const link = Object.assign(document.createElement("a"), {
            id: "real",
            href: address,
            textContent: "a link as pages have them",
          });
          document.body.prepend(link);
        }, `https://${real.host}/`);
        await touch(page, LINK);
        await touch(page, 'document.querySelector("#real")');
        await comes(() => real.count() > 0, "the browser to connect to the server of a real link");
        assert.equal(ours.count(), 0);
        await opened.close();
        await Promise.all([ours.close(), real.close()]);
      });
    }

    test("a link is followed by a click and by the keyboard, in another tab, which learns nothing of the page", async () => {
      const html = await readFile(path.join(dist, "index.html"), "utf8");
      const opened = await show(html, "https://ours.example.org/a?b#c");
      const { page } = opened;
      await page.evaluate(() => {
        globalThis.__opened = [];
        globalThis.open = (...given) => void globalThis.__opened.push(given);
      });
      await page.evaluate(`${LINK}.querySelector("b").click()`);
      await page.evaluate(`${LINK}.focus()`);
      await page.keyboard.press("Enter");
      // The documents that define things, too: their servers are always the same, and asked only then.
      const reference = 'document.querySelector("jwt-decoder").shadowRoot.querySelector(\'.foot [role="link"]\')';
      const address = await page.evaluate(`${reference}.dataset.href`);
      await page.evaluate(`${reference}.click()`);
      const ways = ["_blank", "noopener,noreferrer"];
      assert.deepEqual(await page.evaluate(() => globalThis.__opened), [
        ["https://ours.example.org/a?b#c", ...ways],
        ["https://ours.example.org/a?b#c", ...ways],
        [address, ...ways],
      ]);
      assert.match(address, /^https:\/\//);
      const { title, text, order, links } = await page.evaluate(`{
        const link = ${LINK};
        ({ title: link.title, text: link.textContent, order: link.tabIndex, links: link.getRootNode().querySelectorAll("[href]").length });
      }`);
      assert.deepEqual(
        { title, text, order, links },
        {
          title: "https://ours.example.org/a?b#c (opens in a new tab)",
          text: "https://ours.example.org/a?b#c",
          order: 0,
          links: 0,
        },
      );
      await opened.close();
    });
  });
}
