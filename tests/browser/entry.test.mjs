// Getting a token in, out and away: files, drops, the fragment, clear and undo, copy, big texts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import {
  assertQuiet,
  CLAIMS,
  click,
  EXPIRED,
  inEachBrowser,
  inside,
  NOW,
  paste,
  setValue,
  token,
  VALID,
  value,
  verdict,
} from "./support.mjs";

const BIG = token({ ...CLAIMS, groups: Array.from({ length: 8_000 }, (_, index) => `group-${index}`) });
/** A token of 1.4 MB: the size of the biggest that were seen. */
const BIG_1_4 = token({ ...CLAIMS, groups: Array.from({ length: 76_500 }, (_, index) => `group-${index}`) });

const command = async (page, key, shift = false) => {
  await page.keyboard.down("Control");
  if (shift) await page.keyboard.down("Shift");
  await page.keyboard.press(key);
  if (shift) await page.keyboard.up("Shift");
  await page.keyboard.up("Control");
};

inEachBrowser((open) => {
  for (const key of ["token", "id_token", "access_token"]) {
    test(`#${key}= is read, and removed from the address and the history`, async () => {
      const opened = await open("http", { fragment: `#state=1&${key}=${VALID}` });
      const { page } = opened;
      assert.equal(await value(page), VALID);
      assert.equal(page.url(), opened.url);
      const before = await page.evaluate(() => history.length);
      await page.evaluate((text) => void (location.hash = `access_token=${text}`), EXPIRED);
      await until(page, () =>
        document.querySelector("jwt-decoder").shadowRoot.querySelector("h2")?.textContent.startsWith("Expired"),
      );
      assert.equal(await page.evaluate(() => location.href.includes("#")), false);
      assert.ok((await page.evaluate(() => history.length)) <= before + 1);
      await assertQuiet(opened);
    });
  }

  for (const [size, text] of [
    ["a small", VALID],
    ["a big", BIG],
  ]) {
    test(`Escape clears ${size} text, undo brings it back, redo takes it away`, async () => {
      const opened = await open();
      const { page } = opened;
      await paste(page, text);
      assert.equal(await value(page), text);
      await page.keyboard.press("Escape");
      assert.equal(await value(page), "");
      assert.equal(await verdict(page), null);
      await command(page, "z");
      assert.equal(await value(page), text);
      assert.match(await verdict(page), /12 minutes/);
      await command(page, "z", true);
      assert.equal(await value(page), "");
      await assertQuiet(opened);
    });
  }

  test("Escape elsewhere takes nothing away", async () => {
    const opened = await open();
    const { page } = opened;
    await paste(page, VALID);
    await page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      root.querySelector("[part=payload] .line[data-key]").click();
      for (const fold of root.querySelectorAll(".notes")) fold.open = true;
    });
    for (const selector of [
      "[part=payload] .more .copy",
      "summary",
      "[data-do=file]",
      '[role="link"]',
      "[data-do=clear]",
    ]) {
      const there = await page.evaluate((selector) => {
        const root = document.querySelector("jwt-decoder").shadowRoot;
        const place = [...root.querySelectorAll(selector)].find((one) => one.checkVisibility());
        place?.focus();
        return root.activeElement === place && place !== undefined;
      }, selector);
      assert.ok(there, selector);
      await page.keyboard.press("Escape");
      assert.equal(await value(page), VALID, selector);
    }
  });

  test("a big text is held in memory, and its verdict does not wait for the details", async () => {
    const opened = await open();
    const { page } = opened;
    await page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      globalThis.__drawn = [];
      const note = () =>
        globalThis.__drawn.push({
          verdict: root.querySelector("h2")?.textContent ?? null,
          details: root.querySelector("[data-at=payload]") !== null,
        });
      new MutationObserver(note).observe(root, { childList: true, subtree: true });
    });
    await paste(page, BIG_1_4);
    const first = await page.evaluate(() => globalThis.__drawn.find(({ verdict }) => verdict !== null));
    assert.match(first.verdict, /12 minutes/);
    assert.equal(first.details, false);
    assert.match(await inside(page, ".held"), /1\.4 MB are held in memory/);
    assert.equal(
      await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("#field").value),
      "",
    );
    assert.match(await inside(page, "[data-at=payload]"), /group-0/);
    await assertQuiet(opened);
  });

  test("a file that is dropped anywhere is read", async () => {
    const opened = await open();
    const { page } = opened;
    for (const selector of ["footer", "jwt-decoder"]) {
      await setValue(page, "");
      const prevented = await page.evaluate(
        (selector, text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "token.txt", { type: "text/plain" }));
          const send = (kind) =>
            !document
              .querySelector(selector)
              .dispatchEvent(
                new DragEvent(kind, { bubbles: true, cancelable: true, composed: true, dataTransfer: data }),
              );
          return [send("dragover"), send("drop")];
        },
        selector,
        `${VALID}\n`,
      );
      assert.deepEqual(prevented, [true, true], selector);
      await until(page, () =>
        document.querySelector("jwt-decoder").shadowRoot.querySelector("h2")?.textContent.includes("12 minutes"),
      );
    }
    await assertQuiet(opened);
  });

  test("copying gives the text as it stands; a clipboard that is denied is said, and the text selected", async () => {
    const opened = await open("http", {
      before: (page) =>
        page.evaluateOnNewDocument(() => {
          globalThis.__copied = [];
          globalThis.__deny = false;
          Object.defineProperty(navigator, "clipboard", {
            value: {
              writeText: (text) =>
                globalThis.__deny
                  ? Promise.reject(new Error("denied"))
                  : (globalThis.__copied.push(text), Promise.resolve()),
            },
          });
        }),
    });
    const { page } = opened;
    const payload = `{"id":100002348117421473,"name":"A\\u0064a \\"L\\"","exp":${NOW + 720}}`;
    await setValue(page, `Bearer ${token(payload)}`);
    for (const selector of [
      '[data-what="payload"].copy',
      '[data-at="payload 0"] .copy',
      '[data-at="payload 1"] .copy',
      '[data-what="token"]',
      '[data-what="input"]',
    ])
      await click(page, selector);
    await until(page, () => globalThis.__copied.length === 5);
    assert.deepEqual(await page.evaluate(() => globalThis.__copied), [
      payload,
      "100002348117421473",
      'Ada "L"',
      token(payload),
      `Bearer ${token(payload)}`,
    ]);
    await page.evaluate(() => {
      globalThis.__deny = true;
      Document.prototype.execCommand = () => false;
    });
    await click(page, '[data-at="payload 0"] .copy');
    await until(page, () => Boolean(document.querySelector("jwt-decoder").shadowRoot.querySelector(".by-hand")));
    const selected = await page.evaluate(() => {
      const field = document.querySelector("jwt-decoder").shadowRoot.querySelector(".by-hand textarea");
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    assert.equal(selected, "100002348117421473");
  });

  test("the examples are what they say", async () => {
    const opened = await open();
    for (const [what, words] of [
      ["live", /12 minutes/],
      ...["curl", "har", "cookie", "env", "json", "log"].map((kind) => [kind, /^Not verified: expires in 12 minutes/]),
      ["expired", /^Expired/],
      ["unsigned", /sign/],
    ]) {
      await click(opened.page, `[data-do="example"][data-what="${what}"]`);
      assert.match(await verdict(opened.page), words);
      await click(opened.page, '[data-do="clear"]');
    }
    await assertQuiet(opened);
  });

  test("properties set before the element is defined survive, and defining twice is harmless", async () => {
    const opened = await open("http", {
      clock: null,
      before: (page) =>
        page.evaluateOnNewDocument(
          (text, now) => {
            const define = customElements.define.bind(customElements);
            customElements.define = (...given) => {
              Object.assign(document.querySelector("jwt-decoder"), { token: text, now });
              define(...given);
            };
          },
          VALID,
          NOW,
        ),
    });
    assert.match(await verdict(opened.page), /12 minutes/);
    await assertQuiet(opened);
  });
});
