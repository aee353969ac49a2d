// Opens the page and writes down everything it does that could be seen from outside.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { dist, serve } from "./server.mjs";

/** Chromium does not know this directive and says so; it stands in the policy for the browsers that do. */
const UNKNOWN_DIRECTIVE = "Unrecognized Content-Security-Policy directive 'webrtc'.";

/**
 * Opens dist/index.html, over HTTP or from disk, and resolves once it has loaded.
 *
 * `where` is "http" or "file". Options: `fragment` (such as "#token=...") and `path` (a page of the server) are added to
 * the address; `pages`, `folder` and `headers` go to the server; `viewport` is puppeteer's; `before(page)` runs ahead of the
 * navigation.
 *
 * What is recorded, from before the navigation until close:
 * - `requests`: `{ method, url }` of each request the browser made for this page, without fragments. Firefox does not
 *   report the reading of a file: from disk its list is empty where Chromium's has the page itself;
 * - `blobs`: the addresses `blob:` that were read. Chromium reports them as requests; they name memory of the page itself, so
 *   nothing is sent: the worker that guesses secrets is made of one;
 * - `served`: the same, as they arrived at the server, which `stop()` ends early;
 * - `console`: `{ type, text }`, without Chromium's remark on the directive above;
 * - `errors`: messages of exceptions nobody caught;
 * - `violations()`: what the policy blocked in the document that is open now, `{ directive, uri }`.
 *
 * Over HTTP Firefox wants /favicon.ico by itself; the policy blocks that before it is sent, so it is in no list of
 * requests, and it is left out of the violations, being no wish of the page. Headless Chromium does not ask.
 */
export async function openPage(browser, where = "http", options = {}) {
  const server = where === "http" ? await serve(options.folder ?? dist, options.pages, options.headers) : undefined;
  const base = server?.url ?? pathToFileURL(path.join(dist, "index.html")).href;
  const url = `${base}${options.path ?? ""}`;

  const page = await browser.newPage();
  const requests = [];
  const blobs = [];
  const messages = [];
  const errors = [];
  page.on("request", (request) => {
    const url = request.url().replace(/#.*/s, "");
    if (url.startsWith("blob:")) blobs.push(url);
    else requests.push({ method: request.method(), url });
  });
  page.on("console", (message) => {
    if (message.text() !== UNKNOWN_DIRECTIVE) messages.push({ type: message.type(), text: message.text() });
  });
  page.on("pageerror", (error) => {
    const text = error?.message ?? String(error);
    // Firefox reports what a policy blocked the way it reports exceptions; Chromium writes it to the console.
    if (text.startsWith("Content-Security-Policy:")) messages.push({ type: "error", text });
    else errors.push(text);
  });
  await page.evaluateOnNewDocument(() => {
    const seen = [];
    Object.defineProperty(globalThis, "__violations", { value: seen });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      const favicon = `${location.origin}/favicon.ico`;
      if (blockedURI !== favicon) seen.push({ directive: effectiveDirective, uri: blockedURI });
    });
  });
  if (options.viewport) await page.setViewport(options.viewport);
  await options.before?.(page);
  await page.goto(`${url}${options.fragment ?? ""}`, { waitUntil: "load" });
  await begun(page);

  return {
    page,
    url,
    requests,
    blobs,
    served: server?.requests ?? [],
    stop: () => server?.close(),
    console: messages,
    errors,
    violations: () => page.evaluate(() => globalThis.__violations),
    async close() {
      await page.close();
      await server?.close();
    },
  };
}

/**
 * Waits until each decoder of a document that begins at once is drawn, or says why not: it may still be compiling its core when the document
 * has loaded.
 */
export function begun(page) {
  const hasBegun = () => {
    // Whatever the page has made of its document.
    const decoders = Document.prototype.querySelectorAll.call(document, 'jwt-decoder[loading="eager"]');
    return [...decoders].every(({ shadowRoot }) => !shadowRoot || shadowRoot.querySelector(".frame, [part=notice]"));
  };
  return until(page, hasBegun, { what: "the decoders that begin at once" });
}

/**
 * Waits until `probe(...args)`, run in the page, gives something true, and resolves with it.
 *
 * Use this instead of puppeteer's `waitForFunction`, which compiles its function inside the page: the page's policy
 * refuses that, as it should.
 */
export async function until(page, probe, { args = [], timeout = 10_000, what = String(probe) } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await page.evaluate(probe, ...args);
    if (value) return value;
    if (Date.now() > end) throw new Error(`expected within ${timeout} ms, but did not see: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
