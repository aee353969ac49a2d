// Nothing that is pasted may throw, hang, or blank the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { HEADER, VALID, assertQuiet, encode, inEachBrowser, setValue, token, verdict } from "./support.mjs";

/** Built in the page: some would take long to send there. */
const HOSTILE = {
  "ten million dots": () => ".".repeat(10_000_000),
  "2 MB of garbage": () => Array.from({ length: 2_000_000 }, (_, index) => String.fromCharCode(33 + ((index * 7919) % 90))).join(""),
  "2 MB of nothing but base64": () => "A".repeat(2_000_000),
  "the null character": () => "\0".repeat(1000),
  "lone surrogates": () => "\uD800\uDC00\uDC00\uD800".repeat(100),
  "controls of direction": () => "\u202E\u2066\u202D".repeat(1000),
  "spaces only": () => " \n\t\r\u2028".repeat(1000),
  "many tokens": () => "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.AAAA ".repeat(20_000),
  "emoji": () => "👩‍👩‍👧‍👦".repeat(5000),
};

const nested = (open, close, count) => token(`{"a":${open.repeat(count)}${close.repeat(count)}}`);
const TOKENS = {
  "100,000 nested arrays": nested("[", "]", 100_000),
  "100,000 objects opened": token(`{"a":`.repeat(100_000)),
  "100,000 members": token(`{${Array.from({ length: 100_000 }, (_, index) => `"m${index}":${index}`).join(",")}}`),
  "50,000 times the same member": token(`{${Array.from({ length: 50_000 }, () => `"a":1`).join(",")}}`),
  "a name of 1 MB": token({ ["n".repeat(1_000_000)]: 1 }),
  "escapes only": token(`{"a":"${"\\u202e".repeat(50_000)}"}`),
  "controls only": token(`{"a":"${"\u202e\u0000".repeat(20_000)}"}`),
  "bytes that are no text": `${encode(HEADER)}.${encode(Buffer.alloc(300_000, 0xff))}.AAAA`,
  "times beyond every clock": token(`{"iat":-1e400,"nbf":1e19,"exp":1e400}`),
  "times at the edge of the calendar": token(`{"iat":-62167219201,"nbf":253402300799,"exp":9223372036854775807}`),
  "constructor": token(`{"constructor":{"prototype":{"x":1}},"__proto__":{"polluted":true},"toString":1}`),
};

inEachBrowser((open) => {
  const check = async (opened, what, spent) => {
    assert.ok((await verdict(opened.page))?.length > 0, `${what}: nothing is said`);
    assert.ok(spent < 2000, `${what}: ${spent} ms`);
    // It goes on working after it.
    await setValue(opened.page, VALID);
    assert.match(await verdict(opened.page), /12 minutes/, what);
  };

  test("texts made to break it do not", async () => {
    const opened = await open();
    for (const [what, make] of Object.entries(HOSTILE)) {
      if (what === "spaces only") continue;
      const spent = await opened.page.evaluate(`(() => { const text = (${make})(); const start = performance.now(); document.querySelector("jwt-decoder").token = text; return performance.now() - start; })()`);
      await check(opened, what, spent);
    }
    await assertQuiet(opened);
  });

  test("tokens made to break it do not", async () => {
    const opened = await open();
    for (const [what, text] of Object.entries(TOKENS)) {
      const spent = await opened.page.evaluate((text) => {
        const start = performance.now();
        document.querySelector("jwt-decoder").token = text;
        return performance.now() - start;
      }, text);
      await check(opened, what, spent);
    }
    assert.equal(await opened.page.evaluate(() => ({}).polluted), undefined);
    await assertQuiet(opened);
  });

  test("what is shown of a huge token is bounded, and says so", async () => {
    const opened = await open();
    await setValue(opened.page, TOKENS["100,000 members"]);
    const { elements, text } = await opened.page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      return { elements: root.querySelectorAll("*").length, text: root.querySelector("[data-at=payload]").textContent };
    });
    assert.ok(elements < 6000, `${elements} elements`);
    assert.match(text, /99700 more members/);
  });
});
