// The room of a sample: it is taken before the sample is drawn, so that the page around it stays where it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import { CLAIMS, inEachBrowser, NOW, token, UNSIGNED } from "./support.mjs";

const GROUPS = Array.from({ length: 14 }, (_, at) => `group-number-${at}`);
const SAMPLES = {
  ordinary: token(CLAIMS),
  short: token({ sub: "1234567890", name: "John Doe", iat: 1_516_239_022 }),
  unsigned: UNSIGNED,
  "with a long key id and signature": token(
    { ...CLAIMS, exp: NOW - 3600 },
    { alg: "RS256", typ: "at+jwt", kid: "FJ86GcF3jTbNLOco4NvZkUCIUmfYCqoqtOQeMfbhNlE" },
    "A".repeat(342),
  ),
  "with lists and objects": token({
    ...CLAIMS,
    scope: "openid email profile",
    groups: GROUPS,
    realm_access: { roles: ["default-roles-prod", "offline_access", "uma_authorization", "admin"] },
    tenant: { id: "c-1007", tier: "enterprise", flags: { beta: true } },
  }),
};
const VIEWS = ["compact", "claims", "json", "payload"];

const sample = (view, text) =>
  `<p>Before it.</p><jwt-decoder readonly view="${view}" now="${NOW}"><pre><code>${text}</code></pre></jwt-decoder>`;
const site = (view) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tokens</title>
  <style>body { margin: 0 auto; padding: 0 20px; font: 16px/1.6 sans-serif } pre { white-space: pre-wrap; overflow-wrap: anywhere }</style>
  <script type="module" blocking="render" src="npm/define.js"></script>
  ${Object.values(SAMPLES)
    .map((text) => sample(view, text))
    .join("")}<p>After them.</p></html>`;

/** How tall each element was while it waited, and how tall it is once everything is drawn. */
async function heights(page) {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("jwt-decoder")) one.loading = "eager";
  });
  await until(
    page,
    () =>
      [...document.querySelectorAll("jwt-decoder")].every(
        (one) => one.shadowRoot.querySelector("[part=payload]") && !one.shadowRoot.querySelector("[aria-busy=true]"),
      ),
    { what: "all samples to be drawn" },
  );
  return page.evaluate(() =>
    [...document.querySelectorAll("jwt-decoder")].map((one) => {
      const frame = one.shadowRoot.querySelector(".frame");
      const reserved = Number.parseFloat(frame.style.minBlockSize);
      frame.style.minBlockSize = "";
      return [reserved, frame.offsetHeight];
    }),
  );
}

/** Two lines, or an eighth of a long sample: what findings add to a row is not known before. */
const isNear = ([reserved, drawn]) => Math.abs(reserved - drawn) <= Math.max(46, drawn / 8);

inEachBrowser((open, { name }) => {
  const openSamples = (view, width) =>
    open("http", {
      path: "site.html",
      pages: { "/site.html": site(view) },
      viewport: { width, height: 900 },
      clock: null,
    });

  for (const view of VIEWS)
    for (const width of [360, 600, 1000])
      test(`${view}, ${width} px: a sample takes the room it needs`, async () => {
        const { page } = await openSamples(view, width);
        const found = await heights(page);
        const off = Object.keys(SAMPLES).filter((_, at) => !isNear(found[at]));
        assert.deepEqual(off, [], JSON.stringify(found));
      });

  if (name === "chromium")
    for (const view of VIEWS)
      test(`${view}: the page around five samples stays where it is`, async () => {
        const { page } = await openSamples(view, 1000);
        await heights(page);
        const moved = await page.evaluate(() => {
          const observer = new PerformanceObserver(() => {});
          observer.observe({ type: "layout-shift", buffered: true });
          return observer.takeRecords().reduce((sum, shift) => sum + shift.value, 0);
        });
        assert.ok(moved <= 0.05, `a cumulative layout shift of ${moved}`);
      });

  test("what cannot be laid out before takes no room, and is drawn all the same", async () => {
    const deep = `{"exp":${NOW + 720},"deep":${"[".repeat(5_500)}${"]".repeat(5_500)}}`;
    const texts = [token(deep), "eyJ".repeat(5_000), "eyJhbGciOiJub25lIn0.e30=.", "no token"];
    const samples = texts.map((text) => sample("json", text)).join("");
    const html = `<!doctype html><html lang="en"><title>Tokens</title><script type="module" src="npm/define.js"></script>${samples}`;
    const opened = await open("http", { path: "site.html", pages: { "/site.html": html }, clock: null });
    await opened.page.evaluate(() => {
      for (const one of document.querySelectorAll("jwt-decoder")) one.loading = "eager";
    });
    await until(opened.page, () =>
      [...document.querySelectorAll("jwt-decoder")].every((one) =>
        one.shadowRoot.querySelector("[part=payload], [part=verdict]"),
      ),
    );
    assert.deepEqual(opened.errors, []);
  });

  test("another text takes another room", async () => {
    const { page } = await openSamples("json", 1000);
    await heights(page);
    const height = await page.evaluate(() => {
      const one = document.querySelector("jwt-decoder");
      one.token = "";
      return new Promise((done) => setTimeout(() => done(one.shadowRoot.querySelector(".frame").style.minBlockSize)));
    });
    assert.equal(height, "");
  });
});
