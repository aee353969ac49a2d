// The promise: nothing is sent, and the page can show it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import { VALID, inEachBrowser, paste } from "./support.mjs";

/** What is not stopped, by browser, and said so: WebRTC, for which `webrtc` is not known to either yet. */
const NOT_STOPPED = ["A peer connection (WebRTC)"];

inEachBrowser((open) => {
  test("each way out is tried and blocked, and nothing arrives anywhere", async () => {
    const opened = await open();
    const { page } = opened;
    await paste(page, VALID);
    await page.click("#prove");
    const sum = await until(page, () => document.querySelector("#proof-sum").textContent.match(/^(?!Trying).+/)?.[0], { timeout: 30_000 });
    const rows = await page.evaluate(() => [...document.querySelectorAll("#proof-list li")].map((row) => ({ name: row.querySelector("strong").textContent, state: row.querySelector(".state").textContent })));
    assert.deepEqual(rows.filter(({ state }) => state !== "blocked").map(({ name }) => name).filter((name) => !NOT_STOPPED.includes(name)), []);
    for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "An image", "A form"]) {
      assert.ok(rows.some((row) => row.name === name && row.state === "blocked"), `${name}: ${JSON.stringify(rows)}`);
    }
    assert.match(sum, /blocked/i);
    assert.deepEqual(opened.served, [{ method: "GET", url: "/" }]);
    assert.equal(page.url(), opened.url);
    assert.match(await page.$eval("#proof", (dialog) => dialog.textContent), /navigation.*extension/s);
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#proof", (dialog) => dialog.open), false);
  });
});
