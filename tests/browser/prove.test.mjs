// The promise: nothing is sent, and the page can show it. The same ways do reach a recorder where no policy is in force, so that silence
// means something.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { behind, browsers, openPage, record, until } from "./harness/index.mjs";
import { inEachBrowser, paste, VALID } from "./support.mjs";

/** What is not stopped, by browser, and said so: WebRTC, for which `webrtc` is not known to either yet. */
const NOT_STOPPED = ["A peer connection (WebRTC)"];

/**
 * What Chromium connects to although it blocks it: for a frame and a form it opens a connection ahead, before it asks the policy, and
 * sends nothing over it. The name of the host is seen by then.
 */
const AHEAD = { chromium: ["a-form", "a-frame"], firefox: [] };

/** A page without any policy. */
const OPEN = { "/open.html": "<!doctype html><title>no policy</title>" };

const SOURCE = await readFile(new URL("../../www/prove.js", import.meta.url), "utf8");

/** The ways of www/prove.js by a name that may stand in an address, and its source with an address of its own for each: `address(way)`. */
function addressed(address) {
  const ways = [];
  const named = (offset) => {
    const way = SOURCE.slice(0, offset)
      .match(/name: "[^"]+/g)
      .at(-1)
      .slice(7)
      .toLowerCase()
      .replaceAll(/\W+/g, "-");
    ways.push(way);
    return JSON.stringify(address(way));
  };
  const source = SOURCE.replaceAll(/(?<!const )\bNOWHERE\b|"wss:[^"]+"/g, (found, offset) =>
    found === "NOWHERE" ? named(offset) : named(offset).replace("http", "ws"),
  ).replace("export async function prove", "globalThis.proof = async function prove");
  return { ways, source };
}

/** Tries all of them in a page. */
const tryAll = async (page, address) => {
  const { ways, source } = addressed(address);
  assert.ok(ways.length > 10, `${ways}`);
  const done = (list) => globalThis.proof(list, document.createElement("p"));
  await page.evaluate(
    `(async () => { ${source}; const list = document.createElement("ul"); await (${done})(list); })()`,
  );
  return ways;
};

inEachBrowser((open, { browser }) => {
  test("each way out is tried and blocked, and nothing arrives anywhere", async () => {
    const opened = await open();
    const { page } = opened;
    await paste(page, VALID);
    await page.click("#prove");
    const sum = await until(page, () => document.querySelector("#proof-sum").textContent.match(/^(?!Trying).+/)?.[0], {
      timeout: 30_000,
    });
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll("#proof-list li")].map((row) => ({
        name: row.querySelector("strong").textContent,
        state: row.querySelector(".state").textContent,
      })),
    );
    assert.deepEqual(
      rows
        .filter(({ state }) => state !== "blocked")
        .map(({ name }) => name)
        .filter((name) => !NOT_STOPPED.includes(name)),
      [],
    );
    for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "An image", "A form"]) {
      assert.ok(
        rows.some((row) => row.name === name && row.state === "blocked"),
        `${name}: ${JSON.stringify(rows)}`,
      );
    }
    assert.match(sum, /blocked/i);
    assert.deepEqual(opened.served, [{ method: "GET", url: "/" }]);
    assert.equal(page.url(), opened.url);
    assert.match(await page.$eval("#proof", (dialog) => dialog.textContent), /navigation.*extension/s);
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#proof", (dialog) => dialog.open), false);
  });

  test("where there is no policy, each way arrives", async () => {
    const recorder = await record(OPEN);
    const page = await browser().newPage();
    try {
      await page.goto(`${recorder.url}open.html`);
      const ways = await tryAll(page, (way) => `${recorder.url}${way}`);
      const arrived = recorder.requests.map(({ url }) => url.slice(1));
      // The form is tried only where all else was blocked, since it leaves the page.
      assert.deepEqual(
        ways.filter((way) => !arrived.includes(way)),
        ["a-form"],
      );
    } finally {
      await page.close();
      await recorder.close();
    }
  });

  for (const [where, to] of [
    ["http", "its own server"],
    ["http", "another"],
    ["file", "another"],
  ]) {
    test(`a worker as the search makes it reaches nothing either, from ${where} to ${to}`, async () => {
      const recorder = await record();
      try {
        const opened = await open(where);
        const before = opened.served.length;
        const ways = await opened.page.evaluate(tryFromWorker, to === "another" ? recorder.url : opened.url);
        assert.deepEqual(
          Object.entries(ways).filter(([, outcome]) => outcome !== "refused"),
          [["postMessage", "works"]],
        );
        assert.equal(Object.keys(ways).length, WAYS_OF_WORKER.length + 2);
        assert.deepEqual(opened.served.slice(before), []);
        assert.deepEqual(recorder.requests, []);
      } finally {
        await recorder.close();
      }
    });
  }

  test("where there is no policy, a worker reaches the same addresses", async () => {
    const recorder = await record(OPEN);
    const page = await browser().newPage();
    try {
      await page.goto(`${recorder.url}open.html`);
      const ways = await page.evaluate(tryFromWorker, recorder.url);
      assert.deepEqual(
        Object.entries(ways).filter(([name, outcome]) => outcome !== "not refused" && name !== "postMessage"),
        [],
      );
      const arrived = recorder.requests.map(({ url }) => decodeURIComponent(url.slice(1)));
      assert.deepEqual(
        WAYS_OF_WORKER.filter((way) => !arrived.includes(way)),
        [],
      );
    } finally {
      await page.close();
      await recorder.close();
    }
  });

  test("the policy for that worker makes nothing else possible", async () => {
    const opened = await open();
    const found = await opened.page.evaluate(async () => {
      const policy = globalThis.trustedTypes?.createPolicy("jotglass-worker", {
        createScriptURL: (url) => url,
        createHTML: (text) => text,
      });
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
        eval: await refused(() => (0, eval)("1")),
      };
      if (globalThis.trustedTypes) {
        outcomes["the same policy again"] = await refused(() => trustedTypes.createPolicy("jotglass-worker", {}));
        outcomes["another policy"] = await refused(() => trustedTypes.createPolicy("another", {}));
        outcomes["a default policy"] = await refused(() => trustedTypes.createPolicy("default", {}));
        outcomes["a worker without it"] = await refused(
          () => new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))),
        );
        outcomes.markup = await refused(() => void (document.createElement("p").innerHTML = "<b>"));
      }
      return outcomes;
    });
    assert.deepEqual(
      Object.entries(found).filter(([, outcome]) => outcome !== "refused"),
      [],
    );
    assert.deepEqual(opened.served, [{ method: "GET", url: "/" }]);
  });
});

// Everything that the browser would send somewhere goes by way of the recorder here, whatever address it is for.
for (const { name, launch } of browsers()) {
  describe(`${name}, behind a proxy that writes down`, () => {
    let recorder;
    let browser;
    before(async () => {
      recorder = await record(OPEN);
      browser = await launch(behind(recorder, name));
    });
    after(async () => {
      await browser?.close();
      await recorder?.close();
    });
    /** What was asked for since the last time, of all that is not the browser's own business. */
    const sent = () => recorder.requests.splice(0).filter(({ url }) => url.includes("example.invalid"));
    const hosts = (requests) => [...new Set(requests.map(({ url }) => url.split(".")[0]))].sort();
    /** What a page asks for last is seen last. */
    const marked = async () => {
      const page = await browser.newPage();
      await page.goto(`${recorder.url}open.html`);
      await page.evaluate(() => fetch("http://last.example.invalid/", { mode: "no-cors" }));
      await page.close();
      return sent().filter(({ url }) => !url.includes("last.example"));
    };

    test("where there is no policy, an address that does not exist is seen", async () => {
      const page = await browser.newPage();
      await page.goto(`${recorder.url}open.html`);
      sent();
      await page.evaluate(() => fetch("https://fetch.example.invalid/").catch(() => {}));
      await page.evaluate(() => fetch("http://fetch.example.invalid/", { mode: "no-cors" }).catch(() => {}));
      await page.close();
      const methods = new Set(sent().map(({ method, url }) => `${method} ${url}`));
      assert.deepEqual([...methods].sort(), ["CONNECT fetch.example.invalid:443", "GET http://fetch.example.invalid/"]);
    });

    for (const where of ["http", "file"]) {
      test(`nothing of the proof leaves the page, opened over ${where}`, async () => {
        const opened = await openPage(browser, where);
        try {
          sent();
          await opened.page.click("#prove");
          await until(opened.page, () => document.querySelector("#proof-sum").textContent.match(/^(?!Trying).+/)?.[0], {
            timeout: 60_000,
          });
          assert.deepEqual(
            sent().filter(({ method }) => method !== "CONNECT" || AHEAD[name].length === 0),
            [],
          );
          // The same with a host for each way; a request that is not encrypted would be seen whole.
          const ways = await tryAll(opened.page, (way) => `https://${way}.example.invalid/`);
          const connected = hosts(await marked());
          assert.deepEqual(
            connected.filter((way) => !AHEAD[name].includes(way)),
            [],
            `of ${ways}`,
          );
          await tryAll(opened.page, (way) => `http://${way}.example.invalid/`);
          assert.deepEqual(await marked(), []);
        } finally {
          await opened.close();
        }
      });
    }
  });
}

/** The ways of `tryFromWorker` that send something. */
const WAYS_OF_WORKER = [
  "fetch",
  "fetch without an answer",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "importScripts",
  "a worker inside",
];

/** Runs in the page: makes a worker the way www/search.js does, and tries from there whatever could send something to an address. */
async function tryFromWorker(address) {
  const work = async ({ data: base }) => {
    let address;
    const patience = (then) => setTimeout(() => then("nothing happened"), 5000);
    const outcome = (work) =>
      new Promise((resolve) => {
        patience(resolve);
        try {
          work(
            () => resolve("refused"),
            () => resolve("not refused"),
          );
        } catch {
          resolve("refused");
        }
      });
    const ways = {
      fetch: (no, yes) => void fetch(address).then(yes, no),
      "fetch without an answer": (no, yes) =>
        void fetch(address, { mode: "no-cors", method: "POST", body: "secret" }).then(yes, no),
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
      importScripts: (_no, yes) => yes(importScripts(address)),
      "a worker inside": (no, yes) => {
        const inner = new Worker(address);
        inner.onmessage = yes;
        inner.onerror = no;
      },
      eval: (_no, yes) => yes((0, eval)("1")),
    };
    const found = {};
    for (const [name, way] of Object.entries(ways)) {
      // Named after the way, so that the other end can tell which one got through.
      address = base + encodeURIComponent(name);
      found[name] = await outcome(way);
    }
    postMessage({ ...found, postMessage: "works" });
  };
  const url = URL.createObjectURL(new Blob([`onmessage=${work}`], { type: "text/javascript" }));
  const policy = globalThis.trustedTypes?.createPolicy("jotglass-worker", { createScriptURL: () => url });
  const worker = new Worker(policy?.createScriptURL("") ?? url);
  const found = new Promise((resolve, reject) => {
    // A script that was loaded in spite of it all posts something else.
    worker.onmessage = ({ data }) => typeof data === "object" && resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
  });
  worker.postMessage(address);
  return found;
}
