// For everyone: rules of axe, keyboard only, narrow screens, both schemes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { HS256, LONG, SCENES } from "./scenes.mjs";
import {
  CLAIMS,
  EXPIRED,
  encode,
  guessed,
  HEADER,
  inEachBrowser,
  inside,
  NOW,
  setKey,
  setValue,
  token,
  UNSIGNED,
  VALID,
  value,
  verdict,
} from "./support.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ODD = token(
  `{"b":1,"b":2,"bidi":"x\u202Egnp","realm":{"roles":["a","b"],"deep":{"a":{"b":[1,{"c":null}]}}},"long":"${"x".repeat(3000)}","exp":${NOW + 720}}`,
);
const ENCRYPTED = `${encode({ alg: "dir", enc: "A256GCM" })}..${encode(Buffer.alloc(12))}.${encode(Buffer.alloc(40))}.${encode(Buffer.alloc(16))}`;
const TEXTS = {
  empty: "",
  valid: VALID,
  expired: EXPIRED,
  unsigned: UNSIGNED,
  odd: ODD,
  encrypted: ENCRYPTED,
  "not a token": "good morning",
  several: `${VALID} ${EXPIRED}`,
  cut: VALID.slice(0, 90),
};
/** What is shown: texts by themselves, and the answers of the panel for signatures. */
const STATES = Object.fromEntries(Object.entries(TEXTS).map(([name, text]) => [name, { text, key: "" }]));
for (const name of [
  "RS256 by a set",
  "expired",
  "wrong secret",
  "forged",
  "wrong kind of key",
  "no key at all",
  "its own key",
  "a weak secret",
])
  STATES[`signature: ${name}`] = SCENES[name];

/** Shows one of them, everything folded open, with failures among what a server expects. */
async function show(page, { text, key }) {
  await setValue(page, text);
  await setKey(page, key);
  await guessed(page);
  await page.evaluate(() => {
    const root = document.querySelector("jwt-decoder").shadowRoot;
    for (const details of root.querySelectorAll("details:not(.menu)")) details.open = true;
    for (const [name, value] of [
      ["issuer", "https://login.example/"],
      ["scopes", "read write"],
    ]) {
      const field = root.querySelector(`[data-expect=${name}]`);
      field.value = value;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  });
}

inEachBrowser((open, { name }) => {
  for (const scheme of name === "chromium" ? ["light", "dark"] : ["light"]) {
    test(`axe finds nothing, ${scheme}`, async () => {
      const opened = await open("http", {
        before: (page) =>
          name === "chromium"
            ? page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }])
            : undefined,
      });
      const { page } = opened;
      await page.evaluate(AXE);
      for (const [what, state] of Object.entries(STATES)) {
        await show(page, state);
        const violations = await page.evaluate(async () => {
          const { violations } = await globalThis.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          });
          return violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .slice(0, 3)
                .map(({ target, failureSummary }) => `${target} ${failureSummary}`)
                .join(" | ")}`,
          );
        });
        assert.deepEqual(violations, [], what);
      }
    });
  }

  for (const width of [320, 360, 768, 1280]) {
    test(`${width} pixels are enough, with no scrolling sideways`, async () => {
      const opened = await open("http", { viewport: { width, height: 800 } });
      for (const [what, state] of Object.entries(STATES)) {
        await show(opened.page, state);
        const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${what}: ${wide} pixels too wide`);
      }
    });
  }

  test("labels of the drawing do not touch each other", async () => {
    const opened = await open();
    for (const width of [320, 360, 700, 1280]) {
      await opened.page.setViewport({ width, height: 800 });
      for (const times of [
        { iat: NOW - 180, nbf: NOW - 120, exp: NOW + 720 },
        { iat: NOW - 1e9, exp: NOW - 1e9 + 3600 },
        { iat: NOW + 1, nbf: NOW + 2, exp: NOW + 3e10 },
        { exp: NOW },
        { iat: NOW, nbf: NOW, exp: NOW },
        { nbf: NOW - 5 },
        { iat: NOW - 86_400, exp: NOW + 86_400 },
      ]) {
        await setValue(opened.page, token(times, HEADER));
        const touching = await opened.page.evaluate(() => {
          const boxes = [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll(".timeline svg text")]
            .map((text) => ({ box: text.getBoundingClientRect(), text: text.textContent }))
            .filter(({ box }) => box.width > 0);
          const found = boxes
            .filter(({ box }) => box.left < 0 || box.right > innerWidth)
            .map(({ text }) => `outside: ${text}`);
          for (const [index, one] of boxes.entries()) {
            for (const other of boxes.slice(index + 1)) {
              const apart =
                one.box.right <= other.box.left ||
                other.box.right <= one.box.left ||
                one.box.bottom - 3 <= other.box.top ||
                other.box.bottom - 3 <= one.box.top;
              if (!apart) found.push(`${one.text} / ${other.text}`);
            }
          }
          return boxes.length === 0 ? ["no labels"] : found;
        });
        assert.deepEqual(touching, [], `${width}: ${JSON.stringify(times)}`);
      }
    }
  });

  test("with the keyboard alone: type, go to each control, clear, take back", async () => {
    const opened = await open();
    const { page } = opened;
    const focused = () => page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement?.id);
    assert.equal(await focused(), "field", "the input has the focus from the start");
    await page.keyboard.type("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", { delay: 0 });
    assert.match(await verdict(page), /sign/);
    const seen = [];
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const element = document.querySelector("jwt-decoder").shadowRoot.activeElement;
        if (!element) return null;
        const ring = getComputedStyle(element);
        return {
          what: element.dataset.do ?? element.localName,
          name: element.ariaLabel ?? element.textContent,
          ring: ring.outlineStyle !== "none" || element.localName === "summary",
        };
      });
      if (!here) break;
      assert.ok(here.ring, `no ring: ${JSON.stringify(here)}`);
      seen.push(here.what);
    }
    for (const what of ["go", "tool", "show", "explain", "summary"])
      assert.ok(seen.includes(what), `${what} was not reached: ${seen}`);
    await page.evaluate(() => document.querySelector("jwt-decoder").focus());
    await page.keyboard.press("Escape");
    assert.equal(await value(page), "");
  });

  test("with the keyboard alone: a secret is typed into its box, and its answer is said", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, HS256);
    await page.evaluate(() => document.querySelector("jwt-decoder").focus());
    const here = () => page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement?.textContent);
    for (let steps = 0; steps < 20 && (await here()) !== "Verify"; steps += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await here(), "Open a file");
    await page.keyboard.press("Tab");
    await page.keyboard.type(LONG);
    assert.match(await verdict(page), /^Verified: /);
    assert.match(await inside(page, "[role=status]"), /^Signature verified/);
    assert.equal(await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement.value), LONG);
  });

  test("every target is 24 pixels high, or in a line of text", async () => {
    const opened = await open("http", { viewport: { width: 360, height: 800 } });
    await show(opened.page, { text: token({ ...CLAIMS, nested: { a: { b: 1 } } }), key: "" });
    const small = await opened.page.evaluate(() =>
      [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("button, summary, input:not([hidden]), a")]
        .map((target) => ({
          text: target.textContent,
          height: target.getBoundingClientRect().height,
          shown: target.checkVisibility(),
        }))
        .filter(({ height, shown, text }) => shown && height < 24 && !/^(RFC|CVE)/.test(text)),
    );
    assert.deepEqual(small, []);
  });
});
