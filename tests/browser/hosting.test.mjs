// The headers that docs/src/hosting.md tells to send: the page works under them, they do what they are for, and all samples say the same.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { dist, serve } from "./harness/index.mjs";
import { assertQuiet, EXPIRED, guessed, inEachBrowser, paste, verdict } from "./support.mjs";

const DOCUMENTATION = await readFile(new URL("../../docs/src/hosting.md", import.meta.url), "utf8");
const EMBED = await readFile(path.join(dist, "embed.html"), "utf8");
const folder = path.join(dist, "app");

/** The one sample in a language. */
function sample(language) {
  const found = [...DOCUMENTATION.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))];
  assert.equal(found.length, 1, language);
  return found[0][1];
}

/** The sample for `_headers`: what is sent for each path, and for all under `/*`. */
const RULES = {};
for (const line of sample("text").trimEnd().split("\n")) {
  if (line.startsWith("/")) RULES[line] = {};
  else {
    const [, name, value] = line.match(/^ {2}([\w-]+): (.*)$/);
    Object.values(RULES).at(-1)[name] = value;
  }
}
const headers = (pathname) => ({ ...RULES["/*"], ...RULES[pathname] });
const site = { folder, headers, pages: { "/embed.html": EMBED } };
const framing = (address) =>
  `<!doctype html><title>Host</title><iframe sandbox="allow-scripts" src="${address}"></iframe>`;

test("nginx is told the same as the others", () => {
  const text = sample("nginx");
  for (const [name, value] of Object.entries(RULES["/*"]))
    assert.ok(text.includes(`add_header ${name} "${value}" always;`), name);
  for (const [variable, name] of [
    ["policy", "Content-Security-Policy"],
    ["readers", "Cross-Origin-Resource-Policy"],
  ]) {
    const [, map] = text.match(new RegExp(`^map \\$uri \\$jotglass_${variable} \\{\\n(.*?)^\\}`, "ms"));
    const rows = Object.fromEntries(
      [...map.matchAll(/^ {2}(\S+) +"(.*)";$/gm)].map(([, path, value]) => [path, value]),
    );
    for (const path of ["/", "/index.html", "/sw.js", "/embed.html"])
      assert.equal(rows[path] ?? rows.default, RULES[path][name], `${name} of ${path}`);
    assert.ok(text.includes(`add_header ${name} $jotglass_${variable} always;`));
  }
});

test("CloudFront is told the same as the others", () => {
  const { SecurityHeadersConfig: known, CustomHeadersConfig: custom } = JSON.parse(sample("json"));
  const told = {
    "Content-Security-Policy": known.ContentSecurityPolicy.ContentSecurityPolicy,
    "X-Content-Type-Options": known.ContentTypeOptions && "nosniff",
    "Referrer-Policy": known.ReferrerPolicy.ReferrerPolicy,
    "Strict-Transport-Security": `max-age=${known.StrictTransportSecurity.AccessControlMaxAgeSec}`,
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
  };
  assert.deepEqual(told, headers("/index.html"));
  assert.equal(custom.Quantity, custom.Items.length);
});

test("every header is explained", () => {
  const explained = [...DOCUMENTATION.matchAll(/^\| `([A-Z][\w-]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(explained.sort(), Object.keys(headers("/")).sort());
});

inEachBrowser((open) => {
  test("under these headers the page decodes, and is kept for use without a network", async () => {
    const opened = await open("http", site);
    const { page } = opened;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await paste(page, EXPIRED);
    await guessed(page);
    assert.match(await verdict(page), /^Expired/);
    await assertQuiet(opened);
    await opened.stop();
    const answer = await page.reload();
    assert.equal(answer.headers()["content-security-policy"], RULES["/"]["Content-Security-Policy"]);
    await paste(page, EXPIRED);
    assert.match(await verdict(page), /^Expired/);
    assert.deepEqual(await opened.violations(), []);
  });

  test("the frame works where it may, and only there; the page works in no frame", async () => {
    const decodes = (page) =>
      page
        .mainFrame()
        .childFrames()[0]
        .evaluate(() => document.querySelector("jwt-decoder") !== null);
    const own = await open("http", {
      ...site,
      pages: { ...site.pages, "/host.html": framing("/embed.html"), "/other.html": framing("/") },
      path: "host.html",
      clock: null,
    });
    assert.equal(await decodes(own.page), true);
    await own.page.goto(new URL("/other.html", own.url).href);
    assert.equal(await decodes(own.page), false);
    const server = await serve(folder, site.pages, headers);
    try {
      const foreign = await open("http", {
        pages: { "/host.html": framing(`${server.url}embed.html`) },
        path: "host.html",
        clock: null,
      });
      assert.ok(server.requests.some(({ url }) => url === "/embed.html"));
      assert.equal(await decodes(foreign.page), false);
    } finally {
      await server.close();
    }
  });
});
