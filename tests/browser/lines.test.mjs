// The parts as JSON: lines that open, in other forms, copied in each; beside the tools, which are tabs.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertQuiet,
  CLAIMS,
  click,
  EXPIRED,
  HEADER,
  inEachBrowser,
  inside,
  insideAll,
  NOW,
  names,
  settled,
  setValue,
  token,
  VALID,
  value,
} from "./support.mjs";

const ROOT = 'document.querySelector("jwt-decoder").shadowRoot';
const active = (page) =>
  page.evaluate(
    () => document.querySelector("jwt-decoder").shadowRoot.activeElement?.closest("[data-key]")?.dataset.key,
  );
const isOpen = (page, place) =>
  page.evaluate(`${ROOT}.querySelector('[data-at="${place}"] > .more').checkVisibility()`);
/** Copies as a button does, and answers what came to the clipboard. */
const copied = async (page, selector) => {
  await page.evaluate(() => {
    globalThis.__copied = null;
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (text) => void (globalThis.__copied = text) },
      configurable: true,
    });
  });
  await click(page, selector);
  return page.evaluate(() => globalThis.__copied);
};

const PAYLOAD = `{"id":100002348117421473,"w":3.0,"b":1,"b":2,"s":"a|b \`\`c","big":1e400,"deep":{"list":[${Array(40).fill(7)}]},"inner":"{\\"a\\":[1,2]}","exp":${NOW + 720}}`;

inEachBrowser((open) => {
  test("each claim has a line, with its time or its meaning beside", async () => {
    const opened = await open("http", { viewport: { width: 1440, height: 900 } });
    const { page } = opened;
    await setValue(page, VALID);
    assert.deepEqual(await names(page), Object.keys(CLAIMS));
    const notes = await insideAll(page, "[part=payload] .note");
    assert.deepEqual(notes.slice(0, 3), ["Issuer", "Subject", "Audience"]);
    assert.match(notes[4], /^Expires in 12\smin · 12:12:00$/);
    await setValue(page, EXPIRED);
    assert.match((await insideAll(page, "[part=payload] .note"))[4], /^Expired 1\sh ago · 11:00:00$/);
    assert.equal(await inside(page, "[part=payload] .line.error .name"), '"exp"');
    await assertQuiet(opened);
  });

  test("a line opens by a click and by the keyboard, and the arrows go from line to line", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, token(PAYLOAD));
    // To go to a part opens none of its lines.
    await click(page, '.jump[data-what="payload"]');
    assert.equal(await isOpen(page, "payload 0"), false);
    await click(page, '[data-key="line payload 0"]');
    assert.equal(await isOpen(page, "payload 0"), true);
    await page.evaluate(`${ROOT}.querySelector('[data-key="line payload 0"]').focus()`);
    for (const [key, at] of [
      ["ArrowDown", 1],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
      ["End", 8],
      ["ArrowDown", 8],
      ["Home", 0],
      ["ArrowUp", 0],
      ["ArrowDown", 1],
    ]) {
      await page.keyboard.press(key);
      assert.equal(await active(page), `line payload ${at}`, key);
    }
    await page.keyboard.press("Enter");
    assert.equal(await isOpen(page, "payload 1"), true);
    await page.keyboard.press(" ");
    assert.equal(await isOpen(page, "payload 1"), false);
    const stops = await page.evaluate(`${ROOT}.querySelectorAll('[part=payload] .line[tabindex="0"]').length`);
    assert.equal(stops, 1, "one tab stop for all lines");
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text) => void (globalThis.__copied = text) },
      });
    });
    await page.keyboard.press("c");
    assert.equal(await page.evaluate(() => globalThis.__copied), "3.0");
    assert.match(await inside(page, '[data-at="payload 7"] .more pre'), /^\{\n {2}"a": \[\n {4}1,\n {4}2\n {2}\]\n\}$/);
    await assertQuiet(opened);
  });

  test("in three forms, for the next token too; copied pretty, as it stands, and as a table", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, token(PAYLOAD));
    assert.equal(await copied(page, '[data-what="payload"][data-do="copy"]'), PAYLOAD);
    const pretty = await copied(page, '[data-what="pretty payload"]');
    assert.equal(pretty.replaceAll(/\s/g, ""), PAYLOAD.replaceAll(/\s/g, ""));
    assert.match(pretty, /^\{\n {2}"id": 100002348117421473,\n {2}"w": 3\.0,/);
    const table = (await copied(page, '[data-what="markdown payload"]')).split("\n");
    assert.deepEqual(table.slice(0, 4), [
      "| Claim | Value | Meaning |",
      "| --- | --- | --- |",
      "| `id` | `100002348117421473` |  |",
      "| `w` | `3.0` |  |",
    ]);
    assert.equal(table[6], '| `s` | ``` "a\\|b ``c" ``` |  |');
    assert.match(table.at(-2), /^\| `exp` \| `\d+` \| Expires: 2026-11-20T12:12:00Z \|$/);
    await click(page, '[data-do="show"][data-what="table"]');
    assert.deepEqual(await insideAll(page, "[part=payload] dl > .row > dt"), [
      "id",
      "w",
      "b",
      "b",
      "s",
      "big",
      "deep",
      "inner",
      "exp",
    ]);
    await setValue(page, token(CLAIMS, { ...HEADER, kid: "k1" }));
    assert.equal((await insideAll(page, "[part=header] .row")).length, 3);
    await click(page, '[data-do="show"][data-what="raw"]');
    assert.equal(await inside(page, "[part=payload] .raw"), JSON.stringify(CLAIMS));
    await click(page, '[data-do="show"][data-what="json"]');
    assert.equal((await names(page)).length, 6);
    await assertQuiet(opened);
  });

  test("the menu of copies closes by Escape, which clears nothing, and by a click elsewhere", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, VALID);
    const isMenuOpen = () => page.evaluate(`${ROOT}.querySelector("[part=payload] .menu").open`);
    const openMenu = () => click(page, "[part=payload] .menu > summary");
    await openMenu();
    await page.evaluate(`${ROOT}.querySelector('[data-what="pretty payload"]').focus()`);
    await page.keyboard.press("Escape");
    assert.deepEqual([await isMenuOpen(), await active(page), await value(page)], [false, "menu payload", VALID]);
    await openMenu();
    assert.equal(await isMenuOpen(), true);
    await click(page, '[data-key="line payload 0"]');
    assert.equal(await isMenuOpen(), false);
    await assertQuiet(opened);
  });

  test("what a server expects is taken from the token", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, token({ ...CLAIMS, aud: ["first", "second"], scp: ["read", "write"] }));
    await click(page, "[data-do=own]");
    const fields = await page.evaluate(() =>
      [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[data-expect]")].map(({ value }) => value),
    );
    assert.deepEqual(fields, ["https://login.example", "first", "read write", "HS256", ""]);
    const steps = await insideAll(page, ".why .steps li");
    assert.equal(steps.filter((step) => step.startsWith("✗")).length, 0, steps.join());
    assert.ok(steps.filter((step) => step.startsWith("✓")).length >= 4, steps.join());
    await assertQuiet(opened);
  });

  test("the field answers a file that is dragged over it", async () => {
    const opened = await open();
    const { page } = opened;
    const drag = (kind) =>
      page.evaluate((kind) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "x.txt"));
        const event = new DragEvent(kind, { bubbles: true, cancelable: true, composed: true, dataTransfer: data });
        if (!event.dataTransfer?.types.length) Object.defineProperty(event, "dataTransfer", { value: data });
        const root = document.querySelector("jwt-decoder").shadowRoot;
        root.querySelector("#field").dispatchEvent(event);
        return root.querySelector(".entry").hasAttribute("data-drop");
      }, kind);
    assert.deepEqual([await drag("dragover"), await drag("dragleave"), await drag("dragover")], [true, false, true]);
    assert.equal(await drag("drop"), false);
    await settled(page);
    assert.deepEqual(opened.errors, []);
  });

  test("the tools are tabs: one is shown, and the arrows go from one to the next", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, VALID);
    const shown = () =>
      page.evaluate(() =>
        [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[role=tabpanel]")]
          .filter((panel) => panel.checkVisibility())
          .map(({ id }) => id),
      );
    assert.deepEqual(await shown(), ["tool-verify"]);
    await page.evaluate(`${ROOT}.querySelector("[role=tab][aria-selected=true]").focus()`);
    for (const [key, name] of [
      ["ArrowRight", "why"],
      ["ArrowRight", "time"],
      ["ArrowRight", "verify"],
      ["ArrowLeft", "time"],
      ["Home", "verify"],
      ["End", "time"],
    ]) {
      await page.keyboard.press(key);
      assert.deepEqual(await shown(), [`tool-${name}`], key);
    }
    // A token without times has no use for it.
    await setValue(page, token({ sub: "u-42" }));
    assert.deepEqual(await shown(), ["tool-verify"]);
    assert.equal(await page.evaluate(`${ROOT}.querySelector("#tab-time").checkVisibility()`), false);
    await assertQuiet(opened);
  });

  test("two panes come with the token, whatever else changes", async () => {
    const { page } = await open("http", { viewport: { width: 1440, height: 900 } });
    const display = () =>
      page.evaluate(
        () => getComputedStyle(document.querySelector("jwt-decoder").shadowRoot.querySelector(".frame")).display,
      );
    assert.notEqual(await display(), "grid");
    await page.evaluate((text) => document.querySelector("jwt-decoder").replace(text), VALID);
    await settled(page);
    assert.equal(await display(), "grid");
    await page.evaluate(() => void (document.querySelector("jwt-decoder").token = ""));
    await settled(page);
    assert.notEqual(await display(), "grid");
  });

  test("two panes where there is room, the payload on the first screen", async () => {
    const claims = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`claim_${index}`, index]));
    const opened = await open("http", { viewport: { width: 1280, height: 900 } });
    const { page } = opened;
    await setValue(page, token({ ...CLAIMS, ...claims }, HEADER));
    const panes = () =>
      page.evaluate(() => {
        const root = document.querySelector("jwt-decoder").shadowRoot;
        const [left, right] = [".instrument", ".document"].map((one) =>
          root.querySelector(one).getBoundingClientRect(),
        );
        const lines = [...root.querySelectorAll("[part=payload] .member")].map((line) => line.getBoundingClientRect());
        return {
          isBeside: right.left >= left.right,
          seen: lines.filter(({ bottom }) => bottom <= innerHeight).length,
          wide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
        };
      });
    assert.deepEqual(await panes(), { isBeside: true, seen: 22, wide: 0 });
    await page.setViewport({ width: 1000, height: 900 });
    await settled(page);
    const { isBeside, wide } = await panes();
    assert.deepEqual([isBeside, wide], [false, 0]);
  });
});
