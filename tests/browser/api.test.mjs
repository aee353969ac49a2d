// The npm module as it is shipped, in Node, in a page and in a worker of each browser. The cases are in api/.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { cases, run } from "./api/cases.mjs";
import { damagedTokens, outcome, randomTokens } from "./api/decode.mjs";
import { browsers, dist, openPage } from "./harness/index.mjs";

const MODULE = path.join(dist, "npm/jotglass.js");
const FILES = ["cases", "claims", "decode", "hostile", "inspect", "secret", "tools", "verify"];

const url = pathToFileURL(MODULE).href;
const api = await import(url);
const types = await readFile(path.join(dist, "npm/jotglass.d.ts"), "utf8");

/** What the cases compare with: jose's answers, the answers in Node, and the names in the types. */
const given = {
  agreement: randomTokens(200).map((token) => [
    token,
    JSON.stringify({ header: decodeProtectedHeader(token), payload: decodeJwt(token) }),
  ]),
  damaged: damagedTokens(400).map((token) => [token, outcome(api, token)]),
  exports: [...types.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name).sort(),
};

/** One test for each case, from outcomes that `work` gets all at once. */
function suite(name, work) {
  describe(name, () => {
    let outcomes;
    before(async () => {
      outcomes = await work();
    });
    for (const name of Object.keys(cases))
      test(name, () => assert.equal(outcomes?.[name], null, outcomes?.[name] ?? "not run"));
  });
}

suite("in Node", () => run({ api, url, given }));

test("the damaged tokens are a fair sample", () => {
  const refused = given.damaged.filter(([, [decoded]]) => decoded.startsWith("MalformedToken")).length;
  assert.ok(refused > 100 && refused < 390, `${refused} of ${given.damaged.length} refused`);
});

const pages = { "/api.html": "<!doctype html><title>the npm module</title>" };
for (const file of FILES)
  pages[`/cases/${file}.mjs`] = await readFile(new URL(`api/${file}.mjs`, import.meta.url), "utf8");
pages["/worker.mjs"] = `
  import * as api from "/npm/jotglass.js";
  import { run } from "/cases/cases.mjs";
  addEventListener("message", async ({ data }) => postMessage(await run({ api, url: "/npm/jotglass.js", given: data })));
`;

for (const { name, launch } of browsers()) {
  describe(name, () => {
    let browser;
    let opened;
    before(async () => {
      browser = await launch();
      opened = await openPage(browser, "http", { pages, path: "api.html" });
    });
    after(async () => {
      await opened?.close();
      await browser?.close();
    });

    suite("in a page", () =>
      opened.page.evaluate(async (given) => {
        const url = "/npm/jotglass.js";
        const [api, { run }] = await Promise.all([import(url), import("/cases/cases.mjs")]);
        return run({ api, url, given });
      }, given));

    suite("in a worker", () =>
      opened.page.evaluate(
        (given) =>
          new Promise((resolve, reject) => {
            const worker = new Worker("/worker.mjs", { type: "module" });
            worker.addEventListener("message", ({ data }) => resolve(data));
            worker.addEventListener("error", ({ message }) => reject(new Error(`the worker failed: ${message}`)));
            worker.postMessage(given);
          }),
        given,
      ));

    test("the module asks for nothing but itself", () => {
      const known = ["/api.html", "/npm/jotglass.js", "/worker.mjs", ...FILES.map((file) => `/cases/${file}.mjs`)];
      assert.deepEqual(
        [...new Set(opened.served.map(({ url }) => url))].filter(
          (url) => !known.includes(url.replace(/\?\w+$/, "")) && url !== "/favicon.ico",
        ),
        [],
      );
      assert.deepEqual(opened.errors, []);
    });
  });
}
