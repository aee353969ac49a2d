// `<jwt-decoder>` in a page that is not ours: what a site may ask of it, what it tells the site, and that it leaves nothing behind.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { dist, until } from "./harness/index.mjs";
import { CLAIMS, EXPIRED, encode, inEachBrowser, NOW, token, UNSIGNED, VALID } from "./support.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page of somebody else's with `body` in it, and the modules of the package beside. */
const site = (
  body,
  head = "",
) => `<!doctype html><html lang="de"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,">${head}
  <script type="module" src="/npm/define.js"></script><main>${body}</main></html>`;

/** Opens such a page; `before` runs ahead of its scripts. */
async function openSite(open, body, { head, ...options } = {}) {
  const opened = await open("http", {
    path: "site.html",
    pages: { "/site.html": site(body, head) },
    clock: null,
    ...options,
  });
  await opened.page.evaluate(() => customElements.whenDefined("jwt-decoder").then(() => {}));
  return opened;
}

/** Waits until the verdict of the element that `selector` finds fits, and gives it. */
const verdictOf = (page, selector, pattern) =>
  until(
    page,
    (selector, source) => {
      const root = document.querySelector(selector)?.shadowRoot;
      const words = root?.querySelector("[part=verdict]")?.textContent;
      return words !== undefined && new RegExp(source).test(words) && !root.querySelector("[aria-busy=true]") && words;
    },
    { args: [selector, pattern.source], what: `${selector} to say ${pattern}` },
  );

/** Runs `work` on the one element of the page, waits until all is drawn, and gives its answer. */
async function change(page, work, ...given) {
  const answer = await page.evaluate(work, ...given);
  await until(page, () => !document.querySelector("jwt-decoder").shadowRoot.querySelector("[aria-busy=true]"));
  return answer;
}

const shown = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("jwt-decoder").shadowRoot;
    const has = (selector) => root.querySelector(selector)?.checkVisibility() ?? false;
    return [
      "#field",
      "[part=verdict]",
      ".timeline",
      "#key, .check",
      "[part=token]",
      "[part=payload]",
      "[part=findings]",
      "[part=weight]",
    ]
      .filter(has)
      .join(" ");
  });

function assertSilent({ errors, console }) {
  assert.deepEqual({ errors, console }, { errors: [], console: [] });
}

inEachBrowser((open, { name }) => {
  test("what it contains is the token, readable before and without it, and followed when it changes", async () => {
    const opened = await openSite(
      open,
      `<jwt-decoder readonly now="${NOW}"><pre><code>${VALID}</code></pre></jwt-decoder>`,
    );
    const { page } = opened;
    assert.match(await verdictOf(page, "jwt-decoder", /^Not verified: expires in/), /12 minutes/);
    await page.evaluate((text) => void (document.querySelector("jwt-decoder code").firstChild.data = text), EXPIRED);
    await verdictOf(page, "jwt-decoder", /^Expired 1 hour ago/);
    // The attribute comes first, and what changes last is shown.
    await page.evaluate((text) => document.querySelector("jwt-decoder").setAttribute("token", text), UNSIGNED);
    await verdictOf(page, "jwt-decoder", /^Not signed/);
    await page.evaluate((text) => void (document.querySelector("jwt-decoder").token = text), VALID);
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const attribute = await page.evaluate(() => document.querySelector("jwt-decoder").getAttribute("token"));
    assert.equal(attribute, UNSIGNED, "a token is never put into an attribute");
    await page.evaluate(() => document.querySelector("jwt-decoder").removeAttribute("token"));
    await verdictOf(page, "jwt-decoder", /^Expired 1 hour ago/);
    assertSilent(opened);
  });

  test("without its script, and without a core, its content is what is seen", async () => {
    const body = `<jwt-decoder><pre>${VALID}</pre></jwt-decoder>`;
    const failing = site(body).replace("/npm/define.js", "/lone/define.js");
    const pages = { "/none.html": site(body).replace("/npm/define.js", "/none.js"), "/lone.html": failing };
    const seen = (page) =>
      page.evaluate(() => [
        document.querySelector("pre").checkVisibility(),
        document.querySelector("pre").getBoundingClientRect().height > 10,
      ]);
    const bare = await open("http", { path: "none.html", pages, clock: null });
    assert.deepEqual(await seen(bare.page), [true, true]);
    for (const file of ["define.js", "element.js"]) pages[`/lone/${file}`] = await readFile(`${dist}npm/${file}`);
    const lone = await open("http", {
      path: "lone.html",
      pages,
      clock: null,
      before: (page) =>
        page.evaluateOnNewDocument(() => addEventListener("jwt-error", ({ detail }) => (globalThis.__told = detail))),
    });
    assert.deepEqual(await until(lone.page, () => globalThis.__told), { state: "unloaded" });
    assert.deepEqual(await seen(lone.page), [true, true]);
    const notice = await lone.page.evaluate(
      () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=notice]").textContent,
    );
    assert.match(notice, /could not be loaded/);
  });

  test("each view shows its sections, in a field or without", async () => {
    const opened = await openSite(open, `<jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const seen = {};
    for (const view of ["full", "compact", "claims", "json", "payload", "findings", "timeline", null]) {
      await change(page, (view) => void (document.querySelector("jwt-decoder").view = view), view);
      seen[view] = await shown(page);
    }
    const all = "#field [part=verdict] .timeline #key, .check [part=payload] [part=findings] [part=weight]";
    assert.deepEqual(seen, {
      full: all,
      compact: "#field [part=verdict] [part=payload] [part=findings]",
      claims: "#field [part=payload]",
      json: "#field [part=payload]",
      payload: "#field [part=payload]",
      findings: "#field [part=verdict] [part=findings]",
      timeline: "#field [part=verdict] .timeline",
      null: all,
    });
    await change(
      page,
      () => void Object.assign(document.querySelector("jwt-decoder"), { readOnly: true, view: "compact" }),
    );
    assert.equal(await shown(page), "[part=verdict] [part=token] [part=payload] [part=findings]");
    assertSilent(opened);
  });

  test("a bad value is named in the console, and is as none", async () => {
    const opened = await openSite(
      open,
      `<jwt-decoder token="${VALID}" view="big" now="noon" findings="error fatal" headings="7" theme="blue"><script type="application/json">[1]</script></jwt-decoder>`,
    );
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /./);
    const got = await page.evaluate(() => {
      const { view, now, findings, headings, theme, labels } = document.querySelector("jwt-decoder");
      return { view, now, findings, headings, theme, labels };
    });
    assert.deepEqual(got, { view: "full", now: null, findings: ["error"], headings: 2, theme: "auto", labels: {} });
    const said = opened.console.map(({ text }) => text);
    for (const words of [
      'expected view to be one of full, compact, claims, json, payload, findings, timeline, but found "big"',
      'expected now to be a moment: Unix seconds, a Date, or an ISO 8601 text with its time zone, but found "noon"',
      "expected findings to be none, or some of",
      "expected headings to be one of 2, 3, 4",
      "expected theme to be one of auto, light, dark",
      "expected labels to be a JSON object of texts",
    ]) {
      assert.ok(
        said.some((line) => line.includes(words)),
        `${words} in ${said.join("\n")}`,
      );
    }
  });

  test("a moment may be given in any form, as an attribute and as a property", async () => {
    const opened = await openSite(open, `<jwt-decoder token="${VALID}" now="2026-11-20T12:00:00Z"></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const forms = [
      "1795176000",
      "new Date(1795176000000)",
      '"1795176000"',
      '"2026-11-20T13:00:00+01:00"',
      '"2026-11-20T12:00Z"',
      "new (document.querySelector('iframe').contentWindow.Date)(1795176000000)",
    ];
    await page.evaluate(() => document.body.append(document.createElement("iframe")));
    for (const form of forms) {
      const now = await change(
        page,
        `{ const decoder = document.querySelector("jwt-decoder"); decoder.now = null; decoder.now = ${form}; decoder.now }`,
      );
      assert.equal(now, NOW, form);
      await verdictOf(page, "jwt-decoder", /12 minutes/);
    }
    assertSilent(opened);
    for (const form of ['"noon"', '"2026-11-20T12:00:00"', "{}", "true", "NaN", "new Date(NaN)"]) {
      assert.equal(
        await change(
          page,
          `{ const decoder = document.querySelector("jwt-decoder"); decoder.now = ${form}; decoder.now }`,
        ),
        null,
        form,
      );
    }
    assert.equal(opened.console.length, 5, JSON.stringify(opened.console));
    // The answer of a clock, too.
    await change(
      page,
      () =>
        void Object.assign(document.querySelector("jwt-decoder"), { now: null, clock: () => new Date(1795176000000) }),
    );
    await verdictOf(page, "jwt-decoder", /12 minutes/);
  });

  test("what it gives out is its own to change for nobody else", async () => {
    const opened = await openSite(
      open,
      `<jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder><jwt-decoder id="other"></jwt-decoder>`,
    );
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const findings = await page.evaluate(() => {
      const [one, other] = document.querySelectorAll("jwt-decoder");
      one.findings.pop();
      one.findings.length = 0;
      one.findings = "fatal";
      one.findings.pop();
      one.findings = null;
      return [one.findings, other.findings, document.createElement("jwt-decoder").findings];
    });
    const all = ["error", "warning", "info"];
    assert.deepEqual(findings, [all, all, all]);
  });

  test("focus begins an element that waits, and is not taken from where a user has gone meanwhile", async () => {
    const far = (inner) => `<input id="mine"><div style="height: 5000px"></div>${inner}`;
    const slow = (page) => page.evaluateOnNewDocument(() => void (globalThis.requestIdleCallback = () => 0));
    const opened = await openSite(
      open,
      far(
        `<jwt-decoder now="${NOW}"><pre>${VALID}</pre></jwt-decoder><jwt-decoder id="sample" readonly now="${NOW}"><pre>${VALID}</pre></jwt-decoder>`,
      ),
      { before: slow },
    );
    const { page } = opened;
    const focused = () =>
      page.evaluate(() => [
        document.activeElement.localName,
        document.activeElement.shadowRoot?.activeElement?.id ?? null,
      ]);
    // At once it is on the element, and then on its field.
    const first = await page.evaluate(() => {
      document.querySelector("jwt-decoder").focus({ preventScroll: true });
      return document.activeElement.localName;
    });
    assert.equal(first, "jwt-decoder");
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    assert.deepEqual(await focused(), ["jwt-decoder", "field"]);
    // Where a user goes elsewhere while the core is loaded, the focus stays there.
    const other = await openSite(open, far(`<jwt-decoder now="${NOW}"><pre>${VALID}</pre></jwt-decoder>`), {
      before: slow,
    });
    await other.page.evaluate(() => {
      document.querySelector("jwt-decoder").focus({ preventScroll: true });
      document.querySelector("#mine").focus();
    });
    await verdictOf(other.page, "jwt-decoder", /12 minutes/);
    assert.equal(await other.page.evaluate(() => document.activeElement.id), "mine");
    // The next one is drawn at once.
    await page.evaluate(() => document.querySelector("#sample").focus({ preventScroll: true }));
    assert.equal(
      await page.evaluate(() => document.activeElement.shadowRoot.activeElement?.getAttribute("part")),
      "verdict",
    );
    assertSilent(opened);
  });

  test("an element that is to begin at once does so also when that is said later", async () => {
    const before = (page) => page.evaluateOnNewDocument(() => void (globalThis.requestIdleCallback = () => 0));
    for (const hasten of [
      (decoder) => void (decoder.loading = "eager"),
      (decoder) => decoder.setAttribute("loading", "eager"),
    ]) {
      const opened = await openSite(
        open,
        `<div style="height: 5000px"></div><jwt-decoder now="${NOW}"><pre>${VALID}</pre></jwt-decoder>`,
        { before },
      );
      const { page } = opened;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      assert.equal(
        await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("h2")),
        null,
      );
      await page.evaluate(`(${hasten})(document.querySelector("jwt-decoder"))`);
      await verdictOf(page, "jwt-decoder", /12 minutes/);
      // Once: what is said again changes nothing.
      await page.evaluate(
        `document.querySelector("jwt-decoder").removeAttribute("loading"); (${hasten})(document.querySelector("jwt-decoder"))`,
      );
      assertSilent(opened);
    }
  });

  test("a caption stands above a sample, and its claims are highlighted", async () => {
    const opened = await openSite(
      open,
      `<jwt-decoder readonly view="payload" caption="What the API gets" highlight="aud, exp" token="${VALID}" now="${NOW}"></jwt-decoder>`,
    );
    const { page } = opened;
    await until(page, () => document.querySelector("jwt-decoder").shadowRoot.querySelector(".lit") !== null);
    const seen = () =>
      page.evaluate(() => {
        const decoder = document.querySelector("jwt-decoder");
        const root = decoder.shadowRoot;
        return [
          root.querySelector("[part=caption]")?.textContent ?? null,
          [...root.querySelectorAll(".lit .name")].map(({ textContent }) => textContent),
          decoder.highlight,
        ];
      });
    assert.deepEqual(await seen(), ["What the API gets", ['"aud"', '"exp"'], ["aud", "exp"]]);
    await change(page, () => {
      const decoder = document.querySelector("jwt-decoder");
      Object.assign(decoder, { caption: null, highlight: ["sub"] });
    });
    assert.deepEqual(await seen(), [null, ['"sub"'], ["sub"]]);
    assertSilent(opened);
  });

  test("rules of the page for all elements do not reach what is drawn", async () => {
    const rule = "line-height: 3; letter-spacing: 2px; word-spacing: 5px; text-transform: uppercase; text-indent: 9px";
    const seen = [];
    for (const head of [
      "",
      `<style>* { ${rule}; font-weight: 900; color: red; white-space: pre; text-align: end }</style>`,
    ]) {
      const opened = await openSite(open, `<jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder>`, { head });
      await verdictOf(opened.page, "jwt-decoder", /12 minutes/);
      seen.push(
        await opened.page.evaluate(() =>
          [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll(".frame p, h2, h3, .line, .note")].map(
            (one) => {
              const style = getComputedStyle(one);
              const names = ["lineHeight", "letterSpacing", "wordSpacing", "textTransform", "textIndent", "fontWeight"];
              return [...names, "color", "whiteSpace", "textAlign"].map((name) => style[name]).join(" ");
            },
          ),
        ),
      );
      assertSilent(opened);
    }
    assert.ok(seen[0].length > 10);
    assert.deepEqual(seen[1], seen[0]);
  });

  test("labels are words on claims, in their own language, and text", async () => {
    const text = token({ ...CLAIMS, tenant: 7, place: { room: 1 } });
    const body = `<jwt-decoder readonly view="claims" token="${text}"><script type="application/json">{"tenant":"<i>Der Kunde</i>","place.room":"Der Raum"}</script></jwt-decoder>`;
    const opened = await openSite(open, body);
    const { page } = opened;
    const labels = () =>
      page.evaluate(() =>
        [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[part=label]")].map((label) => [
          label.textContent,
          label.lang,
          label.closest(".row").querySelector("dt").textContent,
        ]),
      );
    await until(page, () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=label]") !== null);
    assert.deepEqual(await labels(), [
      ["<i>Der Kunde</i>", "de", "tenant"],
      ["room Der Raum", "de", "place"],
    ]);
    await change(page, () => void (document.querySelector("jwt-decoder").labels = { jti: "Die Nummer" }));
    assert.deepEqual(await labels(), [["Die Nummer", "de", "jti"]]);
    const own = await page.evaluate(
      () => document.querySelector("jwt-decoder").shadowRoot.querySelector(".frame").lang,
    );
    assert.equal(own, "en");
    await page.evaluate(() => document.querySelector("jwt-decoder").focus());
    assert.equal(
      await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement?.getAttribute("part")),
      "payload",
    );
    assertSilent(opened);
  });

  test("no character in a label or a name makes one label another's", async () => {
    const text = token({ ...CLAIMS, tenant: 7, admin: true });
    const labels = { a: "of a\0tenant", "b\0admin": "of b", tenant: "of tenant" };
    const opened = await openSite(
      open,
      `<jwt-decoder readonly view="claims" token="${text}"><script type="application/json">${JSON.stringify(labels)}</script></jwt-decoder>`,
    );
    const { page } = opened;
    await until(page, () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=label]") !== null);
    const shown = await page.evaluate(() =>
      [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[part=label]")].map((label) => [
        label.closest(".row").querySelector("dt").textContent,
        label.textContent,
      ]),
    );
    assert.deepEqual(shown, [["tenant", "of tenant"]]);
    assertSilent(opened);
  });

  test("labels that no JSON can say are named in the console, and are as none", async () => {
    const opened = await openSite(open, `<jwt-decoder readonly token="${VALID}"></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /./);
    const got = await page.evaluate(() => {
      const decoder = document.querySelector("jwt-decoder");
      const circle = {};
      circle.itself = circle;
      return [circle, { large: 1n }, Symbol("none")].map(
        (labels) => Object.keys(Object.assign(decoder, { labels }).labels).length,
      );
    });
    assert.deepEqual(got, [0, 0, 0]);
    // Objects are called by their kind, so the second is said with the first.
    assert.equal(
      opened.console.filter(({ text }) => text.includes("expected labels to be a JSON object of texts")).length,
      2,
    );
    assert.deepEqual(opened.errors, []);
  });

  test("comments that frameworks put between texts are no part of the token", async () => {
    const middle = VALID.length / 2;
    const opened = await openSite(
      open,
      `<jwt-decoder readonly now="${NOW}">${VALID.slice(0, middle)}<!-- -->${VALID.slice(middle)}<!--x--></jwt-decoder>`,
    );
    assert.match(await verdictOf(opened.page, "jwt-decoder", /./), /12 minutes/);
    assert.equal(await opened.page.evaluate(() => document.querySelector("jwt-decoder").token), VALID);
    assertSilent(opened);
  });

  test("in the document of another window it looks as it did, and so it does back in its own", async () => {
    const opened = await openSite(
      open,
      `<jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder><iframe srcdoc="<!doctype html><title>Other</title>"></iframe>`,
    );
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const displays = await page.evaluate(async () => {
      const decoder = document.querySelector("jwt-decoder");
      const home = decoder.parentNode;
      const frame = document.querySelector("iframe");
      const display = () => decoder.ownerDocument.defaultView.getComputedStyle(decoder).display;
      const found = [display()];
      frame.contentDocument.body.append(decoder);
      found.push(display());
      home.append(decoder);
      found.push(display());
      return found;
    });
    assert.deepEqual(displays, ["block", "block", "block"]);
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    assertSilent(opened);
  });

  test("drawn in the document of another window it takes what is typed and pressed there", async () => {
    const opened = await openSite(open, `<iframe srcdoc="<!doctype html><title>Other</title>"></iframe>`);
    const { page } = opened;
    const found = await page.evaluate(
      async ({ text, now }) => {
        const other = document.querySelector("iframe").contentWindow;
        const decoder = document.createElement("jwt-decoder");
        decoder.setAttribute("loading", "eager");
        // A function of that window, too.
        decoder.clock = new other.Function(`return ${now}`);
        other.document.body.append(decoder);
        const root = decoder.shadowRoot;
        while (!root.querySelector("#field")) await new Promise((resolve) => setTimeout(resolve, 10));
        const field = root.querySelector("#field");
        const tell = (kind, name, more) =>
          field.dispatchEvent(new other[kind](name, { bubbles: true, composed: true, cancelable: true, ...more }));
        const isOther = !(field instanceof Element);
        field.value = text;
        tell("InputEvent", "input");
        const key = root.querySelector("#key");
        key.value = "a key";
        key.dispatchEvent(new other.InputEvent("input", { bubbles: true, composed: true }));
        const typed = [decoder.token === text, decoder.keys, root.querySelector("h2").textContent];
        tell("KeyboardEvent", "keydown", { key: "Escape" });
        // Not a key at all, though it is called so.
        tell("Event", "keydown");
        return { isOther, typed, cleared: [decoder.token, decoder.keys] };
      },
      { text: VALID, now: NOW },
    );
    assert.deepEqual(found, {
      isOther: true,
      typed: [true, "a key", "Invalid signature"],
      cleared: ["", "a key"],
    });
    assertSilent(opened);
  });

  test("what is moved follows the language of its new place", async () => {
    const body = `<jwt-decoder readonly view="claims" token="${VALID}"><script type="application/json">{"jti":"Number"}</script></jwt-decoder><div id="there" lang="ar"></div>`;
    const opened = await openSite(open, body);
    const { page } = opened;
    const language = () =>
      page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=label]")?.lang);
    await until(page, () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=label]") !== null);
    assert.equal(await language(), "de");
    await change(page, () => document.querySelector("#there").append(document.querySelector("jwt-decoder")));
    assert.equal(await language(), "ar");
    assertSilent(opened);
  });

  test("a folded part that one text opened is folded again for the next, unless a user opened it", async () => {
    const opened = await openSite(open, `<jwt-decoder view="claims" now="${NOW}" token="${EXPIRED}"></jwt-decoder>`);
    const { page } = opened;
    await until(page, () => document.querySelector("jwt-decoder").shadowRoot.querySelector(".as-is") !== null);
    const raw = async (text) => {
      await change(page, (text) => void (document.querySelector("jwt-decoder").token = text), text);
      return page.evaluate(
        () => document.querySelector("jwt-decoder").shadowRoot.querySelector('[data-key="raw payload"]').open,
      );
    };
    const broken = token('{"a":');
    assert.deepEqual([await raw(VALID), await raw(broken), await raw(EXPIRED)], [false, true, false]);
    await page.evaluate(() => {
      document.querySelector("jwt-decoder").shadowRoot.querySelector('[data-key="raw payload"]').open = true;
    });
    assert.equal(await raw(VALID), true);
    assertSilent(opened);
  });

  test("headings are as deep as the page asks for", async () => {
    const opened = await openSite(open, `<jwt-decoder readonly headings="4" token="${VALID}"></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /./);
    const levels = () =>
      page.evaluate(() =>
        [
          ...new Set(
            [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("h2, h3, h4")].map(
              (heading) => `${heading.localName} ${heading.ariaLevel}`,
            ),
          ),
        ].sort(),
      );
    assert.deepEqual(await levels(), ["h2 4", "h3 5", "h4 6"]);
    await change(page, () => document.querySelector("jwt-decoder").removeAttribute("headings"));
    assert.deepEqual(await levels(), ["h2 null", "h3 null", "h4 null"]);
  });

  test("events say what was found by name, and nothing of the token unless the site asks", async () => {
    const listen = (page) =>
      page.evaluateOnNewDocument(() => {
        globalThis.__told = [];
        for (const type of ["jwt-decoded", "jwt-error", "jwt-verified"]) {
          document.addEventListener(type, ({ detail, composed, target }) =>
            globalThis.__told.push({ type, detail, composed, on: target.localName }),
          );
        }
      });
    const opened = await openSite(open, `<jwt-decoder token="${EXPIRED}" now="${NOW}"></jwt-decoder>`, {
      before: listen,
    });
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /^Expired/);
    const told = () => page.evaluate(() => globalThis.__told.splice(0));
    const [first, ...others] = await told();
    assert.deepEqual(others, []);
    assert.deepEqual([first.type, first.composed, first.on], ["jwt-decoded", true, "jwt-decoder"]);
    assert.deepEqual(
      [first.detail.state, first.detail.tokens, first.detail.findings.includes("exp-expired")],
      ["expired", 1, true],
    );
    assert.deepEqual(Object.keys(first.detail), ["state", "tokens", "findings"]);
    await change(page, () => void (document.querySelector("jwt-decoder").token = "good morning"));
    assert.deepEqual(
      (await told()).map(({ type, detail }) => [type, detail.state, detail.tokens]),
      [["jwt-error", "notAToken", 0]],
    );
    // Known to everybody, so it is found by itself.
    const weak =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTQyIiwiZXhwIjoxNzk1MTcyNDAwfQ.OlI7U--d0GhkB-TLCw9OABqdDigd2bul7mDQK7zQVxk";
    await change(
      page,
      (text) => void Object.assign(document.querySelector("jwt-decoder"), { token: text, keys: "secret" }),
      weak,
    );
    await until(page, () => globalThis.__told.some(({ type }) => type === "jwt-verified"));
    const verified = (await told()).filter(({ type }) => type === "jwt-verified").at(-1);
    assert.deepEqual([verified.detail.state, verified.detail.trust], ["invalid", "public"]);
    await change(
      page,
      (text) => void Object.assign(document.querySelector("jwt-decoder"), { disclose: true, keys: "", token: text }),
      VALID,
    );
    const open_ = (await told()).find(({ type }) => type === "jwt-decoded");
    assert.equal(open_.detail.token, VALID);
    assert.equal(open_.detail.payload, JSON.stringify(CLAIMS));
    assert.deepEqual(JSON.parse(open_.detail.header), { alg: "HS256", typ: "JWT" });
    // What is set together is judged together: the text before is not told of by the moment of the next.
    await change(
      page,
      (text, now) => void Object.assign(document.querySelector("jwt-decoder"), { now, token: text }),
      UNSIGNED,
      NOW + 800,
    );
    assert.deepEqual(
      (await told()).map(({ type, detail }) => [type, detail.state]),
      [["jwt-decoded", "unsigned"]],
    );
    await change(
      page,
      (text, now) => void Object.assign(document.querySelector("jwt-decoder"), { now, token: text }),
      VALID,
      NOW,
    );
    await told();
    // Time passes: it is told once more.
    await change(page, (now) => void (document.querySelector("jwt-decoder").now = now), NOW + 800);
    assert.deepEqual(
      (await told()).map(({ type, detail }) => [type, detail.state]),
      [["jwt-decoded", "expired"]],
    );
  });

  test("an element that is moved stays as it is, and one that is removed has ended", async () => {
    const opened = await openSite(
      open,
      `<div id="one"><jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder></div><div id="two"></div>`,
    );
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const moved = await page.evaluate(async () => {
      const decoder = document.querySelector("jwt-decoder");
      const notes = decoder.shadowRoot.querySelector("details.notes");
      notes.open = true;
      document.querySelector("#two").append(decoder);
      await new Promise((resolve) => setTimeout(resolve));
      const append = decoder.shadowRoot.contains(notes) && notes.open;
      const summary = notes.querySelector("summary");
      summary.focus();
      document.querySelector("#one").moveBefore?.(decoder, null);
      await new Promise((resolve) => setTimeout(resolve));
      const before = decoder.shadowRoot.contains(notes) && notes.open;
      const focus = !Element.prototype.moveBefore || decoder.shadowRoot.activeElement === summary;
      decoder.remove();
      await new Promise((resolve) => setTimeout(resolve));
      const left = decoder.shadowRoot.childNodes.length;
      const text = decoder.token;
      document.querySelector("#two").append(decoder);
      return { append, before, focus, left, isKept: text === decoder.token && text.length > 0 };
    });
    assert.deepEqual(moved, { append: true, before: true, focus: true, left: 0, isKept: true });
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    assertSilent(opened);
  });

  test("the core starts when the first element comes near, and draws the others in pauses; one instance and one timer for all", async () => {
    const count = (page) =>
      page.evaluateOnNewDocument(() => {
        globalThis.__instances = 0;
        const { Instance } = WebAssembly;
        WebAssembly.Instance = function (...given) {
          globalThis.__instances += 1;
          return new Instance(...given);
        };
        const { setTimeout, clearTimeout } = globalThis;
        const timers = (globalThis.__timers = new Map());
        globalThis.setTimeout = (work, wait, ...given) => {
          const id = setTimeout((...given) => (timers.delete(id), work(...given)), wait, ...given);
          timers.set(id, wait);
          return id;
        };
        globalThis.clearTimeout = (id) => (timers.delete(id), clearTimeout(id));
      });
    const many = Array.from(
      { length: 100 },
      (_, index) =>
        `<jwt-decoder readonly view="compact"><code>${token({ sub: `user ${index}`, iat: 1, exp: 4e9 })}</code></jwt-decoder>`,
    );
    const opened = await openSite(open, `<div style="height: 5000px"></div>${many.join("")}`, { before: count });
    const { page } = opened;
    const asked = () => opened.served.map(({ url }) => url);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    assert.equal(await page.evaluate(() => globalThis.__instances), 0);
    assert.deepEqual(asked(), ["/site.html", "/npm/define.js", "/npm/element.js"]);
    await page.evaluate(() => scrollTo(0, 4500));
    await verdictOf(page, "jwt-decoder", /./);
    await until(
      page,
      () =>
        [...document.querySelectorAll("jwt-decoder")].every(({ shadowRoot }) =>
          shadowRoot.querySelector("[part=payload] .row"),
        ),
      { timeout: 30_000, what: "all to be drawn" },
    );
    assert.deepEqual(asked(), ["/site.html", "/npm/define.js", "/npm/element.js", "/npm/core.js"]);
    assert.equal(await page.evaluate(() => globalThis.__instances), 1);
    assert.ok((await page.evaluate(() => globalThis.__timers.size)) <= 1, "more than one timer");
    assertSilent(opened);
  });

  // Only Chromium counts objects on request.
  const inChromium = name === "chromium" ? test : () => {};
  inChromium("elements that were removed are forgotten", async () => {
    const opened = await openSite(open, `<jwt-decoder loading="eager" token="${VALID}"></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /./);
    const round = () =>
      page.evaluate(async (text) => {
        const all = Array.from({ length: 50 }, () =>
          Object.assign(document.createElement("jwt-decoder"), { loading: "eager", token: text }),
        );
        document.body.append(...all);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        for (const one of all) one.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }, VALID);
    const living = async () => {
      const session = await page.createCDPSession();
      await session.send("HeapProfiler.collectGarbage");
      await session.detach();
      const prototype = await page.evaluateHandle(() => customElements.get("jwt-decoder").prototype);
      const objects = await page.queryObjects(prototype);
      const count = await page.evaluate((objects) => objects.length, objects);
      await Promise.all([objects.dispose(), prototype.dispose()]);
      return count;
    };
    await round();
    await round();
    // A search for a secret that was stopped ends with its slice.
    const end = Date.now() + 5000;
    let left;
    do left = await living();
    while (left > 1 && Date.now() < end);
    assert.equal(left, 1);
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing in any view, ${scheme}`, async () => {
      const views = ["full", "compact", "claims", "json", "payload", "findings", "timeline"];
      const texts = [VALID, EXPIRED, token({ sub: 7, tenant: "x" }, { alg: "none" }, "")];
      const samples = views.flatMap((view) =>
        texts.map(
          (text) =>
            `<h2>${view}</h2><jwt-decoder loading="eager" headings="3" readonly view="${view}" theme="${scheme}" token="${text}"></jwt-decoder>`,
        ),
      );
      const head = `<style>body { ${scheme === "dark" ? "background: #16171d; color: #eee" : "background: #fff; color: #222"} }</style>`;
      const opened = await openSite(open, `<h1>Tokens</h1>${samples.join("")}`, { head });
      const { page } = opened;
      await until(page, () =>
        [...document.querySelectorAll("jwt-decoder")].every(
          ({ shadowRoot }) =>
            shadowRoot.querySelector(".verdict, [part=payload]") && !shadowRoot.querySelector("[aria-busy=true]"),
        ),
      );
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => {
        for (const { shadowRoot } of document.querySelectorAll("jwt-decoder"))
          for (const details of shadowRoot.querySelectorAll("details:not(.menu)")) details.open = true;
        const { violations } = await globalThis.axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
        );
      });
      assert.deepEqual(violations, []);
      assertSilent(opened);
    });
  }

  test("its theme is that of the text around it, unless the site says", async () => {
    const head = `<style>body{background:#fff;color:#222} .night body{background:#111;color:oklch(0.9 0.01 250)} @media (prefers-color-scheme: dark){.auto body{background:#000;color:color(srgb .9 .9 .9)}}</style>`;
    const opened = await openSite(open, `<jwt-decoder readonly view="compact" token="${VALID}"></jwt-decoder>`, {
      head,
    });
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /./);
    const scheme = () => page.evaluate(() => getComputedStyle(document.querySelector("jwt-decoder")).colorScheme);
    const becomes = (wanted) =>
      until(page, (wanted) => getComputedStyle(document.querySelector("jwt-decoder")).colorScheme === wanted, {
        args: [wanted],
        what: `a ${wanted} theme`,
      });
    assert.equal(await scheme(), "light");
    await page.evaluate(() => document.documentElement.classList.add("night"));
    await becomes("dark");
    await page.evaluate(() => void (document.body.style.color = "color(display-p3 0.1 0.1 0.12)"));
    await becomes("light");
    await page.evaluate(() => document.body.style.removeProperty("color"));
    await becomes("dark");
    await page.evaluate(() => void (document.querySelector("jwt-decoder").theme = "light"));
    await becomes("light");
    await page.evaluate(() => void (document.querySelector("jwt-decoder").theme = "dark"));
    await page.evaluate(() => document.documentElement.classList.remove("night"));
    await becomes("dark");
    await page.evaluate(() => void (document.querySelector("jwt-decoder").theme = "auto"));
    await becomes("light");
    // Script-driven navigation brings a new body, with new elements in it, before the old ones have ended.
    await page.evaluate((text) => {
      const body = document.createElement("body");
      body.append(Object.assign(document.createElement("jwt-decoder"), { token: text }));
      document.body.replaceWith(body);
    }, VALID);
    await becomes("light");
    await page.evaluate(() => void (document.body.style.color = "#eee"));
    await becomes("dark");
    assertSilent(opened);
  });

  test("a site may answer an event by other options: nothing of the same token is told again", async () => {
    const before = (page) =>
      page.evaluateOnNewDocument(() => {
        globalThis.__told = [];
        for (const type of ["jwt-decoded", "jwt-verified"]) {
          addEventListener(type, ({ target }) => {
            globalThis.__told.push(type);
            // A page that is told over and over would not end.
            if (globalThis.__told.length < 20) target.labels = { sub: `the ${globalThis.__told.length}. time` };
          });
        }
      });
    const opened = await openSite(open, `<jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder>`, { before });
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const checked = () => page.evaluate(() => void (document.querySelector("jwt-decoder").keys = "a key"));
    await checked();
    await until(page, () => globalThis.__told.includes("jwt-verified"));
    // The labels are drawn, and the check that belongs to that has ended too.
    await until(page, () => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      return (
        root.querySelector("[part=label]")?.textContent === "the 2. time" && !root.querySelector("[aria-busy=true]")
      );
    });
    assert.deepEqual(await page.evaluate(() => globalThis.__told), ["jwt-decoded", "jwt-verified"]);
    await checked();
    await until(page, () => globalThis.__told.length === 3);
    assertSilent(opened);
  });

  test("what a sample is given goes into no field of the page, and a file that comes before the element begins is kept", async () => {
    const opened = await openSite(
      open,
      `<input value="mine"><jwt-decoder readonly token="${VALID}" now="${NOW}"></jwt-decoder><div style="height:5000px"></div><jwt-decoder id="late"></jwt-decoder>`,
    );
    const { page } = opened;
    await page.evaluate((text) => document.querySelector("#late").read(new Blob([text])), EXPIRED);
    assert.equal(await page.evaluate(() => document.querySelector("#late").token), EXPIRED);
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const mine = await page.evaluate((text) => {
      const input = document.querySelector("input");
      input.focus();
      document.querySelector("jwt-decoder").replace(text);
      return [input.value, document.activeElement === input];
    }, EXPIRED);
    assert.deepEqual(mine, ["mine", true]);
    await verdictOf(page, "jwt-decoder", /^Expired/);
    assertSilent(opened);
  });

  test("what it contains counts again when it comes back with another text", async () => {
    const opened = await openSite(open, `<jwt-decoder readonly now="${NOW}"><code>${VALID}</code></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    await page.evaluate(async (text) => {
      const decoder = document.querySelector("jwt-decoder");
      decoder.remove();
      await new Promise((resolve) => setTimeout(resolve));
      decoder.querySelector("code").textContent = text;
      document.body.append(decoder);
    }, EXPIRED);
    await verdictOf(page, "jwt-decoder", /^Expired/);
    assertSilent(opened);
  });

  test("a sample keeps within narrow columns, and reads from the left on a page that does not", async () => {
    const disclosure = encode('["a salt of some length","given_name","Erika"]');
    const texts = [
      token({ ...CLAIMS, sub: "u".repeat(300) }),
      `${token({ iss: "https://issuer.example", _sd: ["x".repeat(43)] })}~${disclosure}~`,
      `${VALID} and ${EXPIRED}`,
      "no token",
      "",
    ];
    const samples = texts.flatMap((text) =>
      ["compact", "claims", "json", "payload", "findings", "timeline"].map(
        (view) => `<jwt-decoder loading="eager" readonly view="${view}" token="${text}" now="${NOW}"></jwt-decoder>`,
      ),
    );
    const opened = await openSite(open, `<div dir="rtl">${samples.join("")}</div>`);
    const { page } = opened;
    await until(page, () =>
      [...document.querySelectorAll("jwt-decoder")].every(
        ({ shadowRoot }) => shadowRoot.querySelector(".frame p") && !shadowRoot.querySelector("[aria-busy=true]"),
      ),
    );
    for (const width of [200, 360, 720]) {
      const beyond = await page.evaluate((width) => {
        const found = [];
        for (const decoder of document.querySelectorAll("jwt-decoder")) {
          decoder.style.width = `${width}px`;
          const { left, right } = decoder.getBoundingClientRect();
          for (const one of decoder.shadowRoot.querySelectorAll(
            ".frame :is(h2, h3, h4, p, small, b, button, code, dt, dd, li)",
          )) {
            const box = one.getBoundingClientRect();
            // Buttons without an edge are moved to the left, so that their words stand in line.
            if (box.width > 1 && (box.right > right + 1 || box.left < left - 9))
              found.push(`${decoder.view} ${one.localName} ${one.textContent.slice(0, 40)}`);
          }
        }
        return found;
      }, width);
      assert.deepEqual(beyond, [], `${width} px`);
    }
    const directions = await page.evaluate(() =>
      [...document.querySelectorAll("jwt-decoder")].map(
        ({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector(".frame p:not(:empty)")).direction,
      ),
    );
    assert.deepEqual([...new Set(directions)], ["ltr"]);
    assertSilent(opened);
  });

  test("what is out of sight is drawn for paper", async () => {
    const before = (page) => page.evaluateOnNewDocument(() => void (globalThis.requestIdleCallback = () => 0));
    const opened = await openSite(
      open,
      `<jwt-decoder token="${VALID}" now="${NOW}"></jwt-decoder><div style="height:5000px"></div><jwt-decoder id="far" token="${EXPIRED}" now="${NOW}"></jwt-decoder>`,
      { before },
    );
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const rows = await page.evaluate(() => {
      const count = () => document.querySelector("#far").shadowRoot.querySelectorAll("[part=payload] .member").length;
      const before = count();
      dispatchEvent(new Event("beforeprint"));
      return [before, count()];
    });
    assert.deepEqual(rows, [0, Object.keys(CLAIMS).length]);
    assertSilent(opened);
  });

  test("a sample cannot be changed, announces nothing by itself, and what changes it is announced", async () => {
    const opened = await openSite(open, `<jwt-decoder readonly token="${VALID}" now="${NOW}"></jwt-decoder>`);
    const { page } = opened;
    await verdictOf(page, "jwt-decoder", /12 minutes/);
    const said = () =>
      page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("[role=status]").textContent);
    assert.equal(await said(), "");
    await page.evaluate(() => document.querySelector("jwt-decoder").focus());
    await page.keyboard.press("Escape");
    const held = await page.evaluate(() => {
      const decoder = document.querySelector("jwt-decoder");
      const data = new DataTransfer();
      data.setData("text/plain", "other");
      decoder.shadowRoot
        .querySelector("[part=payload]")
        .dispatchEvent(new DragEvent("drop", { bubbles: true, composed: true, dataTransfer: data }));
      return [decoder.token, decoder.shadowRoot.activeElement?.part.value];
    });
    assert.deepEqual(held, [VALID, "verdict"]);
    await change(page, (text) => void (document.querySelector("jwt-decoder").token = text), EXPIRED);
    await until(page, () =>
      document.querySelector("jwt-decoder").shadowRoot.querySelector("[role=status]").textContent.startsWith("Expired"),
    );
    assertSilent(opened);
  });
});
