// The promise: nothing is stored. A token ends with the tab.

import assert from "node:assert/strict";
import { test } from "node:test";
import { HS256, LONG } from "./scenes.mjs";
import { assertQuiet, click, EXPIRED, inEachBrowser, inside, paste, setKey } from "./support.mjs";

inEachBrowser((open) => {
  test("nothing is left in any store of the browser", async () => {
    const opened = await open("http", { fragment: `#token=${EXPIRED}` });
    const { page } = opened;
    await click(page, '[data-do="clear"]');
    await paste(page, HS256);
    await setKey(page, LONG);
    assert.match(await inside(page, ".checks"), /Signature verified/);
    await click(page, '[data-do="present"]');
    const left = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      history: history.state,
      name: window.name,
      address: location.href,
    }));
    const none = {
      local: 0,
      session: 0,
      cookies: "",
      databases: 0,
      caches: 0,
      workers: 0,
      history: null,
      name: "",
      address: opened.url,
    };
    assert.deepEqual(left, none);
    await assertQuiet(opened);
  });
});
