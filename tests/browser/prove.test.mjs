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

  for (const where of ["http", "file"]) {
    test(`a worker as the search makes it reaches nothing either, from ${where}`, async () => {
      const opened = await open(where);
      const before = opened.served.length;
      const ways = await opened.page.evaluate(tryFromWorker, where === "http" ? new URL("/leak", opened.url).href : "https://example.invalid/leak");
      assert.deepEqual(Object.entries(ways).filter(([, outcome]) => outcome !== "refused"), [["postMessage", "works"]]);
      assert.equal(Object.keys(ways).length, 9);
      assert.deepEqual(opened.served.slice(before), []);
    });
  }

  test("the policy for that worker makes nothing else possible", async () => {
    const opened = await open();
    const found = await opened.page.evaluate(async () => {
      const policy = globalThis.trustedTypes?.createPolicy("jotglass-worker", { createScriptURL: (url) => url, createHTML: (text) => text });
      const refused = (work) =>
        new Promise((resolve) => {
          try {
            const worker = work();
            if (!(worker instanceof Worker)) return resolve("done");
            worker.onerror = () => resolve("refused");
            worker.onmessage = () => resolve("done");
            setTimeout(() => resolve("nothing happened"), 3000);
          } catch {
            resolve("refused");
          }
        });
      const url = (text) => policy?.createScriptURL(text) ?? text;
      const outcomes = {
        "a worker of an address": await refused(() => new Worker(url("/worker.js"))),
        "a worker of data": await refused(() => new Worker(url("data:text/javascript,postMessage(1)"))),
        "a script of a blob": await new Promise((resolve) => {
          const script = document.createElement("script");
          script.onload = () => resolve("done");
          script.onerror = () => resolve("refused");
          script.src = url(URL.createObjectURL(new Blob(["0"], { type: "text/javascript" })));
          document.head.append(script);
        }),
        "eval": await refused(() => (0, eval)("1")),
      };
      if (globalThis.trustedTypes) {
        outcomes["the same policy again"] = await refused(() => trustedTypes.createPolicy("jotglass-worker", {}));
        outcomes["another policy"] = await refused(() => trustedTypes.createPolicy("another", {}));
        outcomes["a default policy"] = await refused(() => trustedTypes.createPolicy("default", {}));
        outcomes["a worker without it"] = await refused(() => new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))));
        outcomes["markup"] = await refused(() => void (document.createElement("p").innerHTML = "<b>"));
      }
      return outcomes;
    });
    assert.deepEqual(Object.entries(found).filter(([, outcome]) => outcome !== "refused"), []);
    assert.deepEqual(opened.served, [{ method: "GET", url: "/" }]);
  });
});

/** Runs in the page: makes a worker the way www/search.js does, and tries from there whatever could send something to an address. */
async function tryFromWorker(address) {
  const work = async ({ data: address }) => {
    const patience = (then) => setTimeout(() => then("nothing happened"), 5000);
    const outcome = (work) =>
      new Promise((resolve) => {
        patience(resolve);
        try {
          work(() => resolve("refused"), () => resolve("not refused"));
        } catch {
          resolve("refused");
        }
      });
    const ways = {
      fetch: (no, yes) => void fetch(address).then(yes, no),
      "fetch without an answer": (no, yes) => void fetch(address, { mode: "no-cors", method: "POST", body: "secret" }).then(yes, no),
      XMLHttpRequest: (no, yes) => {
        const request = new XMLHttpRequest();
        request.onload = yes;
        request.onerror = no;
        request.open("POST", address);
        request.send("secret");
      },
      WebSocket: (no, yes) => {
        const socket = new WebSocket(address.replace(/^http/, "ws"));
        socket.onopen = yes;
        socket.onerror = no;
      },
      EventSource: (no, yes) => {
        const source = new EventSource(address);
        source.onopen = yes;
        source.onerror = no;
      },
      importScripts: (no, yes) => yes(importScripts(address)),
      "a worker inside": (no, yes) => {
        const inner = new Worker(address);
        inner.onmessage = yes;
        inner.onerror = no;
      },
      eval: (no, yes) => yes((0, eval)("1")),
    };
    const found = {};
    for (const [name, way] of Object.entries(ways)) found[name] = await outcome(way);
    postMessage({ ...found, postMessage: "works" });
  };
  const url = URL.createObjectURL(new Blob([`onmessage=${work}`], { type: "text/javascript" }));
  const policy = globalThis.trustedTypes?.createPolicy("jotglass-worker", { createScriptURL: () => url });
  const worker = new Worker(policy?.createScriptURL("") ?? url);
  const found = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
  });
  worker.postMessage(address);
  return found;
}
