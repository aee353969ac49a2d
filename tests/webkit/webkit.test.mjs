// The element and the page in WebKit, the third engine: what matters most, as the other two are tested in full.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dist, serve } from "../browser/harness/index.mjs";
import { EXPIRED, NOW, VALID } from "../browser/support.mjs";
import { launch } from "./webkit.mjs";

const WEAK =
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTQyIiwiZXhwIjoxNzk1MTcyNDAwfQ.OlI7U--d0GhkB-TLCw9OABqdDigd2bul7mDQK7zQVxk";

/** Before anything else: what goes wrong, and what the elements tell. */
const WATCH = `<script>
  globalThis.__wrong = [];
  for (const level of ["warn", "error"]) console[level] = (...words) => __wrong.push(words.join(" "));
  addEventListener("error", ({ message }) => __wrong.push(message));
  addEventListener("unhandledrejection", ({ reason }) => __wrong.push(String(reason)));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => __wrong.push(violatedDirective + " " + blockedURI));
</script>`;

const pages = {
  "/site.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title>${WATCH}
    <script type="module" src="/npm/define.js"></script>
    <jwt-decoder view="compact" readonly now="${NOW}"><pre><code>${VALID}</code></pre></jwt-decoder>
    <jwt-decoder now="${NOW}" token="${EXPIRED}"></jwt-decoder>`,
  "/strict.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><meta http-equiv="Content-Security-Policy" content="script-src 'self'">
    <script type="module" src="/npm/define.js"></script><jwt-decoder><pre>${VALID}</pre></jwt-decoder>`,
};

let browser;
let server;

before(async () => {
  server = await serve(dist, pages);
  browser = await launch();
  console.log(`# WebKitGTK ${browser.version}`);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** What the page looks like, for the report of a failure. */
const SEEN = `
  const decoders = [...document.querySelectorAll("jwt-decoder")].map(({ token, shadowRoot: root }) => ({
    token,
    verdict: root?.querySelector("[part=verdict]")?.textContent,
    busy: root?.querySelectorAll("[aria-busy=true]").length,
    places: [...(root?.querySelectorAll("[data-place]") ?? [])].map((place) => place.outerHTML.slice(0, 200)),
  }));
  const { readyState, visibilityState } = document;
  return JSON.stringify({ address: location.href, readyState, visibilityState, decoders, wrong: globalThis.__wrong }, null, 2);`;

/** Waits until a script gives something true. */
async function until(script) {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await browser.run(script);
    if (value) return value;
    if (Date.now() > end) throw new Error(`expected within 10 s: ${script}, but saw ${await browser.run(SEEN)}`);
  }
}

test("elements in a page of somebody else's are decoded, and follow its colours", async () => {
  await browser.open(`${server.url}site.html`);
  const verdicts = await until(`
    const roots = [...document.querySelectorAll("jwt-decoder")].map(({ shadowRoot }) => shadowRoot);
    const isDone = roots.every((root) => root?.querySelector("[part=payload] :is(.row, .member)") && !root.querySelector("[aria-busy=true]"));
    return isDone && roots.map((root) => root.querySelector("[part=verdict]").textContent);`);
  assert.deepEqual(verdicts, ["Not verified: expires in 12 minutes", "Expired 1 hour ago"]);
  const schemes = `return [...document.querySelectorAll("jwt-decoder")].map((element) => getComputedStyle(element).colorScheme).join()`;
  assert.equal(await browser.run(schemes), "light,light");
  await browser.run(`document.body.style.cssText = "background: #111; color: #eee"; return 1`);
  await until(`${schemes} === "dark,dark"`);
  assert.deepEqual(await browser.run("return __wrong"), []);
});

test("the page decodes a token from its address, and checks a signature", async () => {
  await browser.open(`${server.url}#token=${WEAK}`);
  await until(
    `return document.querySelector("jwt-decoder").shadowRoot?.querySelector("[part=payload] :is(.row, .member)") !== null`,
  );
  assert.equal(await browser.run("return location.hash"), "");
  await browser.run(`document.querySelector("jwt-decoder").keys = "secret"; return 1`);
  const answer = await until(`
    const root = document.querySelector("jwt-decoder").shadowRoot;
    return !root.querySelector("[aria-busy=true]") && root.querySelector(".check .answer b")?.textContent.includes("secret") && root.querySelector(".check .answer b").textContent;`);
  assert.equal(answer, "Signed with a publicly known secret");
});

test("where WebAssembly is forbidden it says so, and leaves the token", async () => {
  await browser.open(`${server.url}strict.html`);
  const notice = await until(
    `return document.querySelector("jwt-decoder").shadowRoot?.querySelector("[part=notice]")?.textContent`,
  );
  assert.match(notice, /does not allow WebAssembly/);
  assert.equal(await browser.run(`return document.querySelector("pre").getBoundingClientRect().height > 10`), true);
});
