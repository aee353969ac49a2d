// The package as it is, without a bundler, in pages that make it hard: old ones without modules, and strict ones with a policy.

import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { dist, until } from "../browser/harness/index.mjs";
import { EXPIRED, inEachBrowser } from "../browser/support.mjs";
import { assertSilent, ELEMENT, ICON, page, paused, shown, VERDICT } from "./support.mjs";

const folder = path.join(dist, "npm");
const CLASSIC = `${ICON}<script src="/jwt-decoder.js"></script>`;
const MODULE = '<meta charset="utf-8"><script type="module" src="/listen.js"></script>';

/** A script of the site: it notes the events before it registers the element. */
const LISTEN = `
  globalThis.events = [];
  for (const type of ["jwt-decoded", "jwt-error", "jwt-verified"]) addEventListener(type, ({ detail }) => events.push([type, detail]));
  await import("/define.js");`;

const HOST = "/host.html";
const STRICT = { [HOST]: page(MODULE, ELEMENT) };

/** The headers that go with the page. */
const guarded = (policy) => (pathname) => (pathname === HOST ? { "content-security-policy": policy } : {});

inEachBrowser((open) => {
  const visit = (pages, headers) =>
    open("http", { folder, path: "host.html", pages: { "/listen.js": LISTEN, ...pages }, headers, clock: null });
  const events = (page) => page.evaluate(() => globalThis.events);

  describe("the classic script", () => {
    test("needs no module, and can be loaded twice", async () => {
      const opened = await visit({ [HOST]: page(`<meta charset="utf-8">${CLASSIC}`, `${ELEMENT}${CLASSIC}`) });
      assert.equal(await shown(opened.page), VERDICT);
      assert.deepEqual(
        opened.served.map(({ url }) => url).filter((url) => url !== HOST && url !== "/jwt-decoder.js"),
        [],
      );
      assertSilent(opened);
    });

    test("gets along with the module", async () => {
      const opened = await visit({ [HOST]: page(`${MODULE}${CLASSIC}`, ELEMENT) });
      assert.equal(await shown(opened.page), VERDICT);
      assertSilent(opened);
    });

    test("works in a page of windows-1252, served without a word on its encoding", async () => {
      const types = { [HOST]: "text/html", "/jwt-decoder.js": "text/javascript" };
      const body = Buffer.from(page(CLASSIC, `<p>caf\u00e9</p>${ELEMENT}`), "latin1");
      const opened = await visit({ [HOST]: body }, (pathname) => ({ "content-type": types[pathname] ?? "text/plain" }));
      assert.equal(await opened.page.evaluate(() => document.characterSet), "windows-1252");
      assert.equal(await shown(opened.page), VERDICT);
      assert.equal(await opened.page.evaluate(() => document.querySelector("p").textContent), "caf\u00e9");
      // Firefox says what is wrong with such a page, and of the element nothing.
      assert.deepEqual(
        opened.errors.filter((text) => !text.startsWith("The character encoding of the document was not declared")),
        [],
      );
    });
  });

  describe("a policy", () => {
    test("of scripts and WebAssembly alone is enough", async () => {
      const opened = await visit(STRICT, guarded("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"));
      assert.equal(await shown(opened.page), VERDICT);
      await until(opened.page, () => globalThis.events.length > 0);
      const [[type, { state, tokens, token }]] = await events(opened.page);
      assert.deepEqual([type, state, tokens, token], ["jwt-decoded", "expired", 1, undefined]);
      await paused(opened.page);
      assert.deepEqual(await opened.violations(), []);
      // Firefox looks for an icon by itself, and logs that the policy kept it from doing so.
      assert.deepEqual(
        opened.console.filter(({ text }) => !text.includes("/favicon.ico ")),
        [],
      );
      assert.deepEqual(opened.errors, []);
    });

    test("without WebAssembly leaves the text inside, with a notice, and is told", async () => {
      const opened = await visit(STRICT, guarded("default-src 'none'; script-src 'self'"));
      await until(opened.page, () => globalThis.events?.length > 0, { timeout: 20_000 });
      assert.deepEqual(await events(opened.page), [["jwt-error", { state: "blocked" }]]);
      const seen = await opened.page.evaluate(() => {
        const element = document.querySelector("jwt-decoder");
        const fallback = element.querySelector("pre");
        return {
          notice: element.shadowRoot.querySelector("[part=notice]").textContent,
          fallback: fallback.textContent,
          isVisible: fallback.checkVisibility() && fallback.getBoundingClientRect().height > 10,
        };
      });
      assert.deepEqual(seen, {
        notice: "This token is not decoded here: this page, or this browser, does not allow WebAssembly.",
        fallback: EXPIRED,
        isVisible: true,
      });
      assert.deepEqual(opened.errors, []);
      const advice = opened.console.filter(({ text }) => text.includes("add 'wasm-unsafe-eval' to script-src"));
      assert.equal(advice.length, 1);
    });
  });
});
