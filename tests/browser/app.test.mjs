// The hosted page: a browser keeps it for use without a network, replaces it by a newer one, can install it, and keeps nothing else.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { dist, until } from "./harness/index.mjs";
import { assertQuiet, EXPIRED, inEachBrowser, paste, VALID, value, verdict } from "./support.mjs";

const folder = path.join(dist, "app");
const read = (name) => readFile(path.join(folder, name), "utf8");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** The worker that ends the worker, as the documentation has it. */
const [, END] = (await readFile(new URL("../../docs/src/hosting.md", import.meta.url), "utf8")).match(
  /^```js\n(\/\/ sw\.js, to end it\n.*?)^```/ms,
);

/** What a page without any claim to be kept asks a server for: itself, by the browser and by its worker, and what is beside it. */
const OWN = ["/", "/icon.svg", "/manifest.webmanifest", "/sw.js"];

/** Waits until a worker stands by for the next time the page is opened. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

/** What the origin keeps: its caches, with the address and the text of each entry. */
const caches = (page) =>
  page.evaluate(async () => {
    const found = {};
    for (const name of await globalThis.caches.keys()) {
      const cache = await globalThis.caches.open(name);
      const entry = async (request) => ({ url: request.url, text: await (await cache.match(request)).text() });
      found[name] = await Promise.all((await cache.keys()).map(entry));
    }
    return found;
  });

/** Remembers the registration of the worker, from before the page's own script. */
const remembering = (page) =>
  page.evaluateOnNewDocument(() => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = function (...given) {
      return (globalThis.__registration = register.apply(this, given));
    };
  });

/** The page and its worker as a later version of both would be. */
async function laterVersion() {
  const [page, worker] = await Promise.all([read("index.html"), read("sw.js")]);
  const later = page.replace("<h1>Jotglass</h1>", "<h1>Jotglass, later</h1>");
  assert.notEqual(later, page);
  return { "/": later, "/sw.js": worker.replace(sha256(page), sha256(later)) };
}

const title = (page) => page.$eval("h1", (heading) => heading.textContent);

inEachBrowser((open, { name }) => {
  test("it opens without a server, and decodes", async () => {
    const opened = await open("http", { folder });
    const { page } = opened;
    await kept(page);
    await opened.stop();
    await page.reload();
    await paste(page, EXPIRED);
    assert.match(await verdict(page), /^Expired/);
    // Another address, so that the page is loaded again.
    await page.goto(`${opened.url}index.html#token=${VALID}`);
    assert.equal(await value(page), VALID);
    assert.equal(page.url(), `${opened.url}index.html`);
    // The browser logs that it finds no newer worker, no manifest and no icon: the one thing that is missing is the server.
    const missing = ({ text }) =>
      /^Failed to load resource: net::ERR_(CONNECTION_REFUSED|SOCKET_NOT_CONNECTED)$/.test(text) ||
      text.startsWith("Error while trying to use the following icon from the Manifest");
    await assertQuiet({ ...opened, console: opened.console.filter((message) => !missing(message)) });
  });

  test("it asks for itself and what is beside it, and for nothing else", async () => {
    const opened = await open("http", { folder });
    await kept(opened.page);
    await paste(opened.page, VALID);
    await opened.page.reload();
    const asked = opened.served.map(({ method, url }) => `${method} ${url}`);
    assert.deepEqual(
      asked.filter((request) => !OWN.some((url) => request === `GET ${url}`)),
      [],
    );
    assert.ok(asked.includes("GET /sw.js"), asked.join());
    await assertQuiet(opened);
  });

  test("it keeps one file, and no token of any address", async () => {
    const opened = await open("http", { folder, fragment: `#token=${VALID}` });
    const { page } = opened;
    await kept(page);
    const before = opened.served.length;
    await page.goto(`${opened.url}?token=${EXPIRED}#token=${VALID}`);
    assert.equal(await value(page), VALID);
    // The page came from the worker, so not even the query was sent.
    assert.deepEqual(
      opened.served.slice(before).filter(({ url }) => url.includes(EXPIRED)),
      [],
    );
    const [[cache, entries], ...more] = Object.entries(await caches(page));
    assert.deepEqual(more, []);
    const text = await read("index.html");
    assert.equal(cache, `jotglass ${opened.url} ${sha256(text)}`);
    assert.deepEqual(
      entries.map(({ url }) => url),
      [opened.url],
    );
    assert.ok(entries[0].text === text);
    const elsewhere = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      (await indexedDB.databases()).length,
    ]);
    assert.deepEqual(elsewhere, [0, 0, "", 0]);
    await assertQuiet(opened);
  });

  test("a newer version replaces the one that is kept, and leaves what belongs to others", async () => {
    const pages = {};
    const opened = await open("http", { folder, pages });
    const { page } = opened;
    await kept(page);
    const [first] = Object.keys(await caches(page));
    await page.evaluate(() => globalThis.caches.open("of another page"));
    Object.assign(pages, await laterVersion());
    // What is kept is shown at once, and the browser looks for a newer one meanwhile.
    await page.reload();
    assert.equal(await title(page), "Jotglass");
    const gone = (first) => globalThis.caches.keys().then((names) => !names.includes(first));
    await until(page, gone, { args: [first], what: "the older page to be dropped" });
    await page.reload();
    assert.equal(await title(page), "Jotglass, later");
    const names = Object.keys(await caches(page));
    assert.deepEqual(names.sort(), [`jotglass ${opened.url} ${sha256(pages["/"])}`, "of another page"].sort());
    await paste(page, EXPIRED);
    assert.match(await verdict(page), /^Expired/);
    await assertQuiet(opened);
  });

  test("the lines of the documentation end the worker, and the page comes from the server again", async () => {
    const pages = {};
    const opened = await open("http", { folder, pages });
    const { page } = opened;
    await kept(page);
    await page.evaluate(() => globalThis.caches.open("of another page"));
    Object.assign(pages, { "/": "<!doctype html><h1>Something else</h1>", "/sw.js": END });
    await page.reload();
    assert.equal(await title(page), "Jotglass");
    await until(page, () => navigator.serviceWorker.getRegistrations().then(({ length }) => length === 0), {
      what: "the worker to be gone",
    });
    assert.deepEqual(Object.keys(await caches(page)), ["of another page"]);
    await page.reload();
    assert.equal(await title(page), "Something else");
  });

  test("a page that is not the worker's own is not kept, and works", async () => {
    const { "/": other } = await laterVersion();
    const opened = await open("http", { folder, pages: { "/": other }, before: remembering });
    const { page } = opened;
    const gaveUp = () =>
      globalThis.__registration?.then(({ installing, waiting, active }) => !installing && !waiting && !active);
    await until(page, gaveUp, { what: "the worker to give up" });
    assert.deepEqual(await caches(page), {});
    await paste(page, VALID);
    assert.match(await verdict(page), /12 minutes/);
    await assertQuiet(opened);
  });

  test("other pages below it come from the server", async () => {
    const opened = await open("http", { folder, pages: { "/about.html": "<!doctype html><h1>About</h1>" } });
    await kept(opened.page);
    const answer = await opened.page.goto(`${opened.url}about.html`);
    assert.equal(await title(opened.page), "About");
    assert.equal(answer.status(), 200);
    assert.ok(opened.served.some(({ url }) => url === "/about.html"));
  });

  if (name === "chromium") {
    test("the browser finds nothing that keeps it from being installed", async () => {
      const opened = await open("http", { folder });
      await kept(opened.page);
      const session = await opened.page.createCDPSession();
      const { errors, data, url } = await session.send("Page.getAppManifest");
      assert.deepEqual(errors, []);
      assert.equal(url, `${opened.url}manifest.webmanifest`);
      assert.equal(JSON.parse(data).name, "Jotglass");
      assert.deepEqual((await session.send("Page.getInstallabilityErrors")).installabilityErrors, []);
      assert.ok(opened.served.some(({ url }) => url === "/icon.svg"));
      await assertQuiet(opened);
    });
  }
});
