// An element that is taken away leaves nothing behind: every listener it added is removed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertQuiet, inEachBrowser, setValue, VALID } from "./support.mjs";

/** Counts the listeners that are there, from before the page's own script. */
const counting = (page) =>
  page.evaluateOnNewDocument(() => {
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    let count = 0;
    globalThis.__listeners = () => count;
    EventTarget.prototype.addEventListener = function (...given) {
      count += 1;
      return addEventListener.apply(this, given);
    };
    EventTarget.prototype.removeEventListener = function (...given) {
      count -= 1;
      return removeEventListener.apply(this, given);
    };
  });

inEachBrowser((open) => {
  test("elements that come and go leave no listener and no node", async () => {
    const opened = await open("http", { before: counting });
    await setValue(opened.page, VALID);
    const found = await opened.page.evaluate(async (token) => {
      // What changes together is drawn together, and what is put in again at once has only been moved: each after the script that did it.
      const turn = () => new Promise((resolve) => setTimeout(resolve));
      const before = globalThis.__listeners();
      const added = [];
      let nodes = 0;
      for (let round = 0; round < 5; round++) {
        const element = document.createElement("jwt-decoder");
        element.loading = "eager";
        document.body.append(element);
        element.token = token;
        await turn();
        added.push(globalThis.__listeners() - before);
        element.remove();
        await turn();
        nodes += element.shadowRoot.childNodes.length;
      }
      return { added, nodes, after: globalThis.__listeners() - before };
    }, VALID);
    assert.ok(
      found.added.every((count) => count > 0),
      JSON.stringify(found),
    );
    assert.equal(new Set(found.added).size, 1, JSON.stringify(found));
    assert.equal(found.after, 0);
    assert.equal(found.nodes, 0);
    await assertQuiet(opened);
  });
});
