// Nothing that is pasted may throw, hang, or blank the page: each text has an answer, and the right one. How long it takes is measured
// elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import { assertQuiet, encode, HEADER, inEachBrowser, setValue, token, VALID, verdict } from "./support.mjs";

/** How long a busy machine may take for one text, in milliseconds: a page that hangs fails, a slow one does not. */
const PATIENCE = 60_000;

/** Texts, built in the page since some would take long to send there; and the rules that must be among the findings. */
const HOSTILE = {
  "ten million dots": [() => ".".repeat(10_000_000), "size-limit"],
  "2 MB of garbage": [
    () => Array.from({ length: 2_000_000 }, (_, index) => String.fromCharCode(33 + ((index * 7919) % 90))).join(""),
    "not-a-token",
  ],
  "2 MB of nothing but base64": [() => "A".repeat(2_000_000), "opaque-token"],
  "the null character": [() => "\0".repeat(1000), "not-a-token"],
  "lone surrogates": [() => "\uD800\uDC00\uDC00\uD800".repeat(100), "not-a-token"],
  "controls of direction": [() => "\u202E\u2066\u202D".repeat(1000), "not-a-token"],
  "many tokens": [() => "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.AAAA ".repeat(20_000), "sig-length"],
  emoji: [() => "👩‍👩‍👧‍👦".repeat(5000), "not-a-token"],
};

const nested = (open, close, count) => token(`{"a":${open.repeat(count)}${close.repeat(count)}}`);
/** Tokens, and the rules that must be among the findings. */
const TOKENS = {
  "100,000 nested arrays": [nested("[", "]", 100_000), "json-deep"],
  "100,000 objects opened": [token(`{"a":`.repeat(100_000)), "json-deep"],
  "100,000 members": [
    token(`{${Array.from({ length: 100_000 }, (_, index) => `"m${index}":${index}`).join(",")}}`),
    "exp-missing",
  ],
  "50,000 times the same member": [
    token(`{${Array.from({ length: 50_000 }, () => `"a":1`).join(",")}}`),
    "json-duplicate-member",
  ],
  "a name of 1 MB": [token({ ["n".repeat(1_000_000)]: 1 }), "exp-missing"],
  "escapes only": [token(`{"a":"${"\\u202e".repeat(50_000)}"}`), "text-bidi"],
  "controls only": [token(`{"a":"${"\u202e\u0000".repeat(20_000)}"}`), "json-invalid"],
  "bytes that are no text": [`${encode(HEADER)}.${encode(Buffer.alloc(300_000, 0xff))}.AAAA`, "utf8-invalid"],
  "times beyond every clock": [token(`{"iat":-1e400,"nbf":1e19,"exp":1e400}`), "time-huge"],
  "times at the edge of the calendar": [
    token(`{"iat":-62167219201,"nbf":253402300799,"exp":9223372036854775807}`),
    "nbf-future",
  ],
  constructor: [
    token(`{"constructor":{"prototype":{"x":1}},"__proto__":{"polluted":true},"toString":1}`),
    "json-prototype-key",
  ],
};

inEachBrowser((open) => {
  /** Waits until all of the answer is drawn, which is that on VALID or another, and gives the verdict and the rules of the findings. */
  const answered = async (page, isValid) => {
    const isDrawn = (isValid) => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      const said = root.querySelector("h2")?.textContent;
      return (
        said !== undefined && said.includes("12 minutes") === isValid && root.querySelector("[aria-busy=true]") === null
      );
    };
    await until(page, isDrawn, { args: [isValid], timeout: PATIENCE, what: "all of the answer" });
    return page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      return {
        verdict: root.querySelector("h2").textContent,
        rules: [...root.querySelectorAll("[data-rule]")].map((finding) => finding.dataset.rule),
      };
    });
  };
  const check = async (opened, what, rule) => {
    const found = await answered(opened.page, false);
    assert.ok(found.verdict.length > 0, `${what}: nothing is said`);
    assert.ok(found.rules.includes(rule), `${what}: expected ${rule}, but found ${found.rules}`);
    // It goes on working after it, and nothing of it stays behind.
    await opened.page.evaluate((text) => void (document.querySelector("jwt-decoder").token = text), VALID);
    assert.ok(!(await answered(opened.page, true)).rules.includes(rule), `${what}: ${rule} stays`);
  };

  test("texts made to break it do not", async () => {
    const opened = await open();
    for (const [what, [make, rule]] of Object.entries(HOSTILE)) {
      await opened.page.evaluate(`void (document.querySelector("jwt-decoder").token = (${make})())`);
      await check(opened, what, rule);
    }
    await assertQuiet(opened);
  });

  test("spaces alone are nothing", async () => {
    const opened = await open();
    await setValue(opened.page, VALID);
    await setValue(opened.page, " \n\t\r\u2028".repeat(1000));
    assert.equal(await verdict(opened.page), null);
    await assertQuiet(opened);
  });

  test("tokens made to break it do not", async () => {
    const opened = await open();
    for (const [what, [text, rule]] of Object.entries(TOKENS)) {
      await opened.page.evaluate((text) => void (document.querySelector("jwt-decoder").token = text), text);
      await check(opened, what, rule);
    }
    assert.equal(await opened.page.evaluate(() => ({}).polluted), undefined);
    await assertQuiet(opened);
  });

  test("what is shown of a huge token is bounded, and says so", async () => {
    const opened = await open();
    await opened.page.evaluate(
      (text) => void (document.querySelector("jwt-decoder").token = text),
      TOKENS["100,000 members"][0],
    );
    await answered(opened.page, false);
    const { elements, text } = await opened.page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      return { elements: root.querySelectorAll("*").length, text: root.querySelector("[data-at=payload]").textContent };
    });
    assert.ok(elements < 6000, `${elements} elements`);
    assert.match(text, /more: copy has all of it/);
  });
});
