// The element in pages and browsers that lack something, or put something in its way: it decodes all the same.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { dist, until } from "./harness/index.mjs";
import { EXPIRED, inEachBrowser, NOW, UNSIGNED, VALID } from "./support.mjs";

const site = (
  body,
  head = "",
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,">${head}
  <script type="module" src="/npm/define.js"></script>${body}`;
const ELEMENT = `<jwt-decoder now="${NOW}"><pre>${VALID}</pre></jwt-decoder>`;

/** What the element says, found without what a page may have put in the way. */
const verdict = (page, pattern) =>
  until(
    page,
    (source) => {
      const element = Document.prototype.querySelector.call(document, "jwt-decoder");
      return (
        new RegExp(source).test(element.shadowRoot?.querySelector("[part=verdict]")?.textContent ?? "") &&
        !element.shadowRoot.querySelector("[aria-busy=true]")
      );
    },
    { args: [pattern.source], what: `the element to say ${pattern}` },
  );

/** What browsers of some years ago have not, or have in another way. */
const LACKS = {
  "no CustomStateSet": () => delete ElementInternals.prototype.states,
  "states that have to begin with dashes": () => {
    const { add } = CustomStateSet.prototype;
    CustomStateSet.prototype.add = function (name) {
      if (!name.startsWith("--")) throw new DOMException("must start with '--'", "SyntaxError");
      return add.call(this, name);
    };
  },
  "no ElementInternals": () => delete HTMLElement.prototype.attachInternals,
  "no style sheets by script": () => {
    delete ShadowRoot.prototype.adoptedStyleSheets;
    delete Document.prototype.adoptedStyleSheets;
    delete globalThis.CSSStyleSheet;
  },
  "no IntersectionObserver": () => delete globalThis.IntersectionObserver,
  "no matchMedia": () => delete globalThis.matchMedia,
  "no requestIdleCallback": () => delete globalThis.requestIdleCallback,
  "no moveBefore": () => delete Element.prototype.moveBefore,
  "no fromBase64": () => {
    delete Uint8Array.fromBase64;
    delete Uint8Array.prototype.setFromBase64;
  },
  "no FinalizationRegistry": () => delete globalThis.FinalizationRegistry,
  "no WebCrypto": () => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }),
  "no clipboard": () => delete Navigator.prototype.clipboard,
};

inEachBrowser((open) => {
  const visit = (body, { head, before, ...options } = {}) =>
    open("http", { path: "site.html", pages: { "/site.html": site(body, head) }, clock: null, before, ...options });

  /** What may have become of the data of a page that was saved or sent badly. */
  const DAMAGES = {
    "another character": (html) =>
      html.replace(/(id="jotglass-core">.{3000})(.)/, (_, before, one) => before + (one === "A" ? "B" : "A")),
    "half of it": (html) => html.replace(/(id="jotglass-core">[^<]{100000})[^<]*/, "$1"),
    "no block at all": (html) => html.replace(' id="jotglass-core"', ""),
  };

  for (const [what, damage] of Object.entries(DAMAGES)) {
    test(`a page whose data has ${what} says so, and shows the token as it came`, async () => {
      const page = damage(await readFile(path.join(dist, "index.html"), "utf8"));
      const opened = await open("http", {
        path: "damaged.html",
        pages: { "/damaged.html": page },
        clock: null,
        fragment: `#token=${VALID}`,
      });
      const shown = await until(
        opened.page,
        () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=notice]")?.parentNode.textContent,
        { what: "a notice" },
      );
      // Broken data may look like a refusal to compile, which is another matter.
      assert.ok(
        shown.includes("This token is not decoded here: this file is damaged; get it again.") && shown.includes(VALID),
        shown,
      );
    });
  }

  for (const [what, take] of Object.entries(LACKS)) {
    test(`with ${what} it decodes`, async () => {
      const head = "<style>body { background: #111; color: #eee }</style>";
      const opened = await visit(ELEMENT, { head, before: (page) => page.evaluateOnNewDocument(take) });
      await verdict(opened.page, /12 minutes/);
      // It goes on to follow what changes, and looks like something.
      await opened.page.evaluate((text) => {
        document.body.style.color = "#000";
        document.querySelector("jwt-decoder").token = text;
      }, EXPIRED);
      await verdict(opened.page, /^Expired/);
      await opened.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const display = await opened.page.evaluate(() => getComputedStyle(document.querySelector("jwt-decoder")).display);
      assert.equal(display, "block");
      assert.deepEqual({ errors: opened.errors, console: opened.console }, { errors: [], console: [] });
    });
  }

  test("markup that is called like what documents have does not stop it", async () => {
    const opened = await visit(ELEMENT, {
      before: (page) =>
        page.evaluateOnNewDocument(() => {
          // All names at once, before anything of the element runs.
          addEventListener("DOMContentLoaded", () => {}, { once: true });
          globalThis.__clobber = () => {
            const names = [Document, Node, EventTarget].flatMap(({ prototype }) =>
              Object.getOwnPropertyNames(prototype),
            );
            const make = Document.prototype.createElement.bind(document);
            const body = document.body;
            for (const name of names) body.append(Object.assign(make("img"), { name }));
            return names.filter((name) => !["location"].includes(name) && document[name] instanceof HTMLImageElement)
              .length;
          };
        }),
      head: "<script>addEventListener('jwt-early', () => {})</script>",
    });
    const { page } = opened;
    await verdict(page, /12 minutes/);
    const clobbered = await page.evaluate(() => globalThis.__clobber());
    assert.ok(clobbered > 100, `${clobbered} names`);
    const seen = await page.evaluate(
      async (text, now) => {
        const find = (selector) => Document.prototype.querySelector.call(document, selector);
        const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
        const old = find("jwt-decoder");
        old.token = text;
        await turn();
        const own = Document.prototype.createElement.call(document, "jwt-decoder");
        Object.assign(own, { loading: "eager", token: text, now });
        old.before(own);
        for (let turns = 0; turns < 100 && !own.shadowRoot.querySelector("[part=payload] .member"); turns += 1)
          await turn();
        own.theme = "light";
        own.theme = "auto";
        own.shadowRoot.querySelector("#field").focus();
        own.replace("");
        await turn();
        own.remove();
        await turn();
        return [old.shadowRoot.querySelector("h2").textContent, own.token, own.shadowRoot.childNodes.length];
      },
      EXPIRED,
      NOW,
    );
    assert.deepEqual(seen, ["Expired 1 hour ago", "", 0]);
    assert.deepEqual({ errors: opened.errors, console: opened.console }, { errors: [], console: [] });
  });

  test("markup that was there before it does not stop it either", async () => {
    const names = [
      "createElement",
      "createElementNS",
      "createTextNode",
      "createDocumentFragment",
      "defaultView",
      "documentElement",
      "body",
      "addEventListener",
      "querySelector",
      "visibilityState",
      "execCommand",
      "activeElement",
      "ownerDocument",
      "implementation",
      "hidden",
    ];
    const opened = await visit(`${names.map((name) => `<img name="${name}" alt="">`).join("")}${ELEMENT}`, {
      before: undefined,
    });
    await verdict(opened.page, /12 minutes/);
    assert.deepEqual({ errors: opened.errors, console: opened.console }, { errors: [], console: [] });
  });

  test("in a document without a window it goes on, and looks as it did when it is back", async () => {
    const opened = await visit(ELEMENT);
    const { page } = opened;
    await verdict(page, /12 minutes/);
    const seen = await page.evaluate(
      async (expired, unsigned) => {
        const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
        const decoder = document.querySelector("jwt-decoder");
        const words = () => decoder.shadowRoot.querySelector("h2")?.textContent;
        const inert = document.implementation.createHTMLDocument("");
        inert.body.append(decoder);
        decoder.token = expired;
        await turn();
        const there = words();
        decoder.remove();
        await turn();
        decoder.loading = "eager";
        inert.body.append(decoder);
        await turn();
        const again = words();
        document.body.append(decoder);
        decoder.token = unsigned;
        await turn();
        const fresh = Object.assign(document.createElement("jwt-decoder"), { token: expired });
        inert.body.append(fresh);
        document.body.append(fresh);
        await turn();
        return [there, again, words(), getComputedStyle(decoder).display, getComputedStyle(fresh).display];
      },
      EXPIRED,
      UNSIGNED,
    );
    assert.deepEqual(
      [seen[0], seen[1], seen[3], seen[4]],
      ["Expired 1 hour ago", "Expired 1 hour ago", "block", "block"],
    );
    assert.match(seen[2], /^Not signed/);
    assert.deepEqual({ errors: opened.errors, console: opened.console }, { errors: [], console: [] });
  });
});
