// docs/src/element.md says what custom-elements.json says, and its examples do what it says of them. So do the types. `UPDATE=1` writes
// both anew.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { test } from "node:test";
import { declared } from "../../xtask/js/declare.mjs";
import { manifest, setters } from "../../xtask/js/manifest.mjs";
import { filled } from "../../xtask/js/reference.mjs";
import { dist } from "../browser/harness/index.mjs";
import { inEachBrowser } from "../browser/support.mjs";
import { assertSilent, ICON, page, read, root, shown } from "./support.mjs";

const FILE = "docs/src/element.md";
const TYPES = "www/element.d.ts";

/** Holds a file to what it should be, or writes it. */
async function hold(file, expected) {
  if (process.env.UPDATE) await writeFile(path.join(root, file), expected);
  else
    assert.ok(
      (await read(file)) === expected,
      `${file} has drifted from www/element.js; run \`UPDATE=1 node --test tests/package/reference.test.mjs\``,
    );
}

test("the types of the element are up to date", async () => {
  const www = path.join(root, "www");
  await hold(TYPES, declared(await read(TYPES), await manifest(www), await setters(www)));
});

test("the reference of the element is up to date", async () => {
  const expected = filled(await read(FILE), await manifest(path.join(root, "www")), await read(TYPES));
  await hold(FILE, expected);
});

/** The example of a language below a heading. */
async function example(heading, language) {
  const section = (await read(FILE)).split(`\n### ${heading}\n`)[1];
  return section.match(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms"))[1];
}

inEachBrowser((open) => {
  const visit = (body, head = "") =>
    open("http", {
      folder: path.join(dist, "npm"),
      path: "host.html",
      pages: {
        "/host.html": page(
          `<meta charset="utf-8">${ICON}${head}<script type="module" src="/define.js"></script>`,
          body,
        ),
      },
      clock: null,
    });
  const SAMPLE = "A sample that stays as it is";
  /** The texts of what can be seen in the element. */
  const inside = (opened, selector) =>
    opened.page.evaluate((selector) => {
      const found = [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll(selector)];
      return found.filter((found) => found.checkVisibility()).map(({ textContent }) => textContent);
    }, selector);

  test("a sample stays as it is", async () => {
    const opened = await visit(await example(SAMPLE, "html"));
    assert.equal(await shown(opened.page), "Not verified: expires in 6 minutes");
    assert.deepEqual(await inside(opened, "[part=input], [part=findings]"), []);
    assertSilent(opened);
  });

  test("labels of your own are shown", async () => {
    const opened = await visit(await example("Labels of your own", "html"));
    await shown(opened.page);
    assert.deepEqual(await inside(opened, "[part=label]"), ["Der Kunde", "country Wohin die Rechnung geht"]);
    assertSilent(opened);
  });

  test("events are listened to", async () => {
    const listener = `<script type="module">${await example("Listening to events", "js")}</script>`;
    const opened = await visit(`${await example(SAMPLE, "html")}${listener}`);
    await shown(opened.page);
    assert.deepEqual(opened.errors, []);
    const [said] = opened.console;
    assert.match(said.text, /^\w+ \d+$/);
  });

  test("colours and parts are taken", async () => {
    const opened = await visit(
      `${await example(SAMPLE, "html").then((html) => html.replace('view="compact" ', ""))}`,
      `<style>${await example("Colours and parts", "css")}</style>`,
    );
    await shown(opened.page);
    const seen = await opened.page.evaluate(() => {
      const element = document.querySelector("jwt-decoder");
      const style = (selector) => getComputedStyle(element.shadowRoot.querySelector(selector));
      return [
        style("[part=verdict]").fontSize,
        style("[part=weight]").display,
        getComputedStyle(element).getPropertyValue("--jwt-radius"),
      ];
    });
    assert.deepEqual(seen, ["20px", "none", "4px"]);
    assertSilent(opened);
  });
});
