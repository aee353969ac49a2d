// The element in React 19: it gets properties, tells by events, and can be rendered on a server.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import * as esbuild from "esbuild";
import { until } from "../browser/harness/index.mjs";
import { CLAIMS, EXPIRED, inEachBrowser, NOW, token } from "../browser/support.mjs";
import { assertSilent, ICON, page, project, shown, VERDICT } from "./support.mjs";

const SAMPLE = `
  import { useState } from "react";

  export function Sample({ first, next }) {
    const [token, setToken] = useState(first);
    const [said, setSaid] = useState("");
    return (
      <>
        <jwt-decoder now={${NOW}} view="compact" readOnly labels={{ sub: "Our number" }} token={token} onjwt-decoded={({ detail }) => setSaid(detail.state)}>
          <pre>{token}</pre>
        </jwt-decoder>
        <output>{said}</output>
        <button onClick={() => setToken(next)}>Next</button>
      </>
    );
  }`;

const SERVER = `
  import { renderToString } from "react-dom/server";
  import "jotglass/define";
  import { Sample } from "./sample.jsx";
  console.log(renderToString(<Sample {...JSON.parse(process.argv[2])} />));`;

const PAGE = `
  import { createRoot, hydrateRoot } from "react-dom/client";
  import "jotglass/define";
  import { Sample } from "./sample.jsx";
  const main = document.querySelector("main");
  const onRecoverableError = (error) => console.error(String(error));
  if (main.firstChild) hydrateRoot(main, <Sample {...globalThis.given} />, { onRecoverableError });
  else createRoot(main).render(<Sample {...globalThis.given} />);`;

const GIVEN = { first: EXPIRED, next: token({ ...CLAIMS, sub: "u-43" }) };

let guest;
let markup;
before(async () => {
  guest = await project({ "sample.jsx": SAMPLE, "server.jsx": SERVER, "page.jsx": PAGE }, [
    "react",
    "react-dom",
    "scheduler",
  ]);
  const common = {
    absWorkingDir: guest.folder,
    bundle: true,
    format: "esm",
    jsx: "automatic",
    outdir: "out",
    logLevel: "error",
  };
  await esbuild.build({
    ...common,
    entryPoints: ["page.jsx"],
    splitting: true,
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  await esbuild.build({
    ...common,
    entryPoints: ["server.jsx"],
    packages: "external",
    outExtension: { ".js": ".mjs" },
  });
  [markup] = await guest.node("out/server.mjs", JSON.stringify(GIVEN));
});
after(() => guest?.remove());

test("what the server renders has the token as text", () => {
  assert.ok(markup.includes(`<pre>${EXPIRED}</pre></jwt-decoder>`), markup);
});

inEachBrowser((open) => {
  const visit = (body) => {
    const head = `<meta charset="utf-8">${ICON}<script>globalThis.given = ${JSON.stringify(GIVEN)}</script><script type="module" src="/page.js"></script>`;
    const pages = { "/host.html": page(head, `<main>${body}</main>`) };
    return open("http", { folder: path.join(guest.folder, "out"), path: "host.html", pages, clock: null });
  };
  const told = (tab, state) =>
    until(tab, (state) => document.querySelector("output").textContent === state, { args: [state] });
  const follows = async (tab) => {
    await tab.click("button");
    await until(tab, (next) => document.querySelector("jwt-decoder").token === next, { args: [GIVEN.next] });
    await until(tab, () =>
      document
        .querySelector("jwt-decoder")
        .shadowRoot.querySelector("[part=verdict]")
        ?.textContent.startsWith("Not verified: expires in"),
    );
  };

  test("it gets properties, follows them, and tells what it found", async () => {
    const opened = await visit("");
    assert.equal(await shown(opened.page), VERDICT);
    await told(opened.page, "expired");
    const labels = await opened.page.evaluate(() =>
      [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[part=label]")].map(
        (label) => label.textContent,
      ),
    );
    assert.deepEqual(labels, ["Our number"]);
    await follows(opened.page);
    await told(opened.page, "current");
    assertSilent(opened);
  });

  // React attaches handlers of custom elements, and sets properties that are no attributes, when it renders again, and not before.
  test("it is taken over as the server rendered it, and followed", async () => {
    const opened = await visit(markup);
    assert.equal(await shown(opened.page), VERDICT);
    await follows(opened.page);
    await told(opened.page, "current");
    assertSilent(opened);
  });
});
