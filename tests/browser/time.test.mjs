// The clock is an input: words that count, the judgement that changes by itself, the time machine.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import {
  assertQuiet,
  CLAIMS,
  click,
  FUTURE,
  found,
  inEachBrowser,
  inside,
  insideAll,
  NOW,
  settled,
  setValue,
  token,
  VALID,
  verdict,
} from "./support.mjs";

/** A secret of 32 bytes, and a token whose signature it makes. */
const SECRET = "kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU";
function signed(claims) {
  const unsigned = token(claims).split(".").slice(0, 2).join(".");
  return `${unsigned}.${createHmac("sha256", SECRET).update(unsigned).digest("base64url")}`;
}

/** Takes the timers of a page over before it loads: `__wait()` lets the next one run, and tells how long it would have slept. */
const takeTimers = (page) =>
  page.evaluateOnNewDocument(() => {
    const timers = new Map();
    // Far from the numbers that the browser gives.
    let last = 1_000_000;
    const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    globalThis.setTimeout = (run, wait) => {
      // What only waits for its turn does not wait for the clock.
      if (!wait) return set(run);
      timers.set(++last, { run, wait });
      return last;
    };
    globalThis.clearTimeout = (id) => timers.delete(id) || clear(id);
    globalThis.__sleeping = () => timers.size;
    globalThis.__wait = () => {
      const [id, { run, wait }] = [...timers].sort(([, one], [, other]) => one.wait - other.wait)[0];
      timers.delete(id);
      globalThis.__now += wait / 1000;
      run();
      return wait / 1000;
    };
  });

const openWithTimers = async (open) => {
  const opened = await open("http", { before: takeTimers, clock: null });
  await opened.page.evaluate((now) => {
    globalThis.__now = now;
    document.querySelector("jwt-decoder").clock = () => globalThis.__now;
  }, NOW);
  return opened;
};

/** Lets timers run until the clock has gone on by `seconds`; answers how many ran. */
const advance = (page, seconds) =>
  page.evaluate((seconds) => {
    const end = globalThis.__now + seconds;
    let ran = 0;
    while (globalThis.__now < end && ran < 5000) {
      globalThis.__wait();
      ran += 1;
    }
    return ran;
  }, seconds);

inEachBrowser((open) => {
  test("a token counts down to its end, and is judged anew when it comes, with nobody touching it", async () => {
    const opened = await openWithTimers(open);
    const { page } = opened;
    await setValue(page, token({ ...CLAIMS, exp: NOW + 90 }));
    assert.match(await verdict(page), /expires in 1 minute$/);
    assert.match(await inside(page, "[part=summary]"), /1 minute and (30|29) seconds left$/);
    assert.ok(!(await found(page)).includes("exp-expired"));
    await advance(page, 31);
    assert.match(await verdict(page), /expires in less than a minute$/);
    assert.match(await inside(page, "[part=summary]"), /5[789] seconds left$/);
    assert.match(await inside(page, '[data-at="payload 4"] .relative'), /^in 5[789] seconds$/);
    await advance(page, 60);
    assert.match(await verdict(page), /^Expired/);
    assert.ok((await found(page)).includes("exp-expired"));
    assert.equal(await page.evaluate(() => globalThis.__sleeping()), 1);
    await assertQuiet(opened);
  });

  test("the answer about a signature changes with its own moment, and is told again, once", async () => {
    const opened = await openWithTimers(open);
    const { page } = opened;
    await page.evaluate(() => {
      globalThis.__verified = [];
      addEventListener("jwt-verified", ({ detail }) => globalThis.__verified.push(`${detail.state} ${detail.reason}`));
    });
    const set = (selector, value) =>
      page.evaluate(
        (selector, value) => {
          const field = document.querySelector("jwt-decoder").shadowRoot.querySelector(selector);
          field.value = value;
          field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        },
        selector,
        value,
      );
    const told = () => page.evaluate(() => globalThis.__verified);
    const decides = () => inside(page, "[data-place=server] .answer");
    await setValue(page, signed({ ...CLAIMS, exp: NOW + 90 }));
    await page.evaluate((keys) => void (document.querySelector("jwt-decoder").keys = keys), SECRET);
    await settled(page);
    await set("[data-expect=leeway]", "100");
    assert.deepEqual(await told(), ["valid signature"]);
    const steps = () => inside(page, "[data-place=server] .steps");
    assert.match(await steps(), /It expires in 1 minute and 30 seconds/);
    await advance(page, 31);
    assert.match(await steps(), /It expires in 5[789] seconds/);
    // Expired, but within the leeway: the token's verdict changes, the answer does not.
    await advance(page, 65);
    assert.match(await verdict(page), /^Expired/);
    assert.match(await steps(), /It expired \d+ seconds? ago, within the leeway/);
    assert.deepEqual(await told(), ["valid signature"]);
    await advance(page, 100);
    assert.match(await decides(), /It expired .* ago/);
    assert.match(await inside(page, "[data-place=checked]"), /the token has expired/);
    assert.deepEqual(await told(), ["valid signature", "invalid expired"]);
    await advance(page, 600);
    assert.deepEqual(await told(), ["valid signature", "invalid expired"]);
    await assertQuiet(opened);
  });

  test("it sleeps until the words change, not longer and not shorter", async () => {
    const opened = await openWithTimers(open);
    // One day and more away: the words change each hour, the drawing at most 800 times in all.
    await setValue(opened.page, token({ ...CLAIMS, iat: NOW - 86_400 * 30, exp: NOW + 86_400 * 3 }));
    const ran = await advance(opened.page, 7200);
    assert.ok(ran <= 10, `${ran} timers in two hours`);
  });

  test("what is said to a listener does not change with the seconds", async () => {
    const opened = await openWithTimers(open);
    await setValue(opened.page, token({ ...CLAIMS, exp: NOW + 90 }));
    const said = await inside(opened.page, "[role=status]");
    assert.notEqual(said, "");
    await advance(opened.page, 20);
    assert.equal(await inside(opened.page, "[role=status]"), said);
  });

  test("judging anew keeps the focus and what is folded open", async () => {
    const opened = await openWithTimers(open);
    const { page } = opened;
    await setValue(page, token({ ...CLAIMS, exp: NOW + 30 }));
    const state = () =>
      page.evaluate(() => {
        const root = document.querySelector("jwt-decoder").shadowRoot;
        const { ariaExpanded } = root.querySelector('[data-key="line payload 1"]');
        return { ariaExpanded, notes: root.querySelector(".notes").open, focus: root.activeElement?.dataset.key };
      });
    await page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      root.querySelector(".notes").open = true;
      root.querySelector('[data-key="line payload 1"]').click();
      root.querySelector('[data-key="copy payload 1"]').focus();
    });
    await advance(page, 40);
    assert.match(await verdict(page), /^Expired/);
    assert.deepEqual(await state(), { ariaExpanded: "true", notes: true, focus: "copy payload 1" });
  });

  test("the time machine shows another moment, and says that it is not now", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, VALID);
    assert.equal(await inside(page, ".pinned"), null);
    await click(page, '[data-key="When it expires"]');
    assert.match(await verdict(page), /^Expired/);
    assert.match(await inside(page, ".pinned"), /20 Nov 2026, 12:12:00 UTC.*not now/);
    assert.equal(await page.evaluate(() => document.querySelector("jwt-decoder").now), NOW + 720);
    await page.evaluate((at) => {
      const slider = document.querySelector("jwt-decoder").shadowRoot.querySelector("[type=range]");
      slider.value = String(at);
      slider.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    }, NOW);
    assert.doesNotMatch(await verdict(page), /^Expired/);
    const type = (text) =>
      page.evaluate((text) => {
        const field = document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-clock=iso]");
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
        return [field.ariaInvalid, document.querySelector("jwt-decoder").now];
      }, text);
    for (const [text, at] of [
      ["2026-11-20T12:12:01Z", NOW + 721],
      ["2026-11-20 12:00:05", NOW + 5],
      ["2026-11-20T14:00:06+02:00", NOW + 6],
      [String(NOW + 7), NOW + 7],
      ["2026-11-20", NOW - 43_200],
    ])
      assert.deepEqual(await type(text), ["false", at], text);
    for (const text of ["noon", "11/20/2026", "2026-11-20T25:00", ""])
      assert.deepEqual(await type(text), ["true", NOW - 43_200], text);
    await click(page, ".pinned button");
    assert.equal(await inside(page, ".pinned"), null);
    assert.equal(await page.evaluate(() => document.querySelector("jwt-decoder").now), null);
    await assertQuiet(opened);
  });

  test("the attribute `now` pins the clock", async () => {
    const opened = await open();
    await setValue(opened.page, FUTURE);
    await opened.page.evaluate(
      (now) => document.querySelector("jwt-decoder").setAttribute("now", String(now)),
      NOW + 1000,
    );
    assert.doesNotMatch(await verdict(opened.page), /Not valid/);
    await opened.page.evaluate(() => document.querySelector("jwt-decoder").removeAttribute("now"));
    assert.match(await verdict(opened.page), /10 minutes/);
  });

  test("a time is shown in UTC, here, and from now", async () => {
    const opened = await open();
    await setValue(opened.page, VALID);
    const [moment] = await insideAll(opened.page, '[data-at="payload 4"] .moment');
    assert.match(moment, /^20 Nov 2026, 12:12:00 UTC(\s· .*\d\d:\d\d:\d\d\shere)?\s· in 12 minutes$/);
  });

  test("an element that is taken away leaves no timer", async () => {
    const opened = await openWithTimers(open);
    await setValue(opened.page, VALID);
    assert.equal(await opened.page.evaluate(() => globalThis.__sleeping()), 1);
    await opened.page.evaluate(() => {
      globalThis.__element = document.querySelector("jwt-decoder");
      globalThis.__element.remove();
    });
    assert.equal(await opened.page.evaluate(() => globalThis.__sleeping()), 0);
    await opened.page.evaluate(() => document.querySelector("main").append(globalThis.__element));
    assert.match(await verdict(opened.page), /12 minutes/);
    assert.equal(await opened.page.evaluate(() => globalThis.__sleeping()), 1);
  });

  test("`zone` sets the clock of all moments and names it; a read-only sample shows UTC to every reader", async () => {
    const before = (page) =>
      page.evaluateOnNewDocument(() => {
        Date.prototype.getTimezoneOffset = () => -330;
      });
    const opened = await open("http", { before });
    const { page } = opened;
    const expiry = '[data-at="payload 4"]';
    const labels = () => insideAll(page, "[part=timeline] .wide text");
    await setValue(page, VALID);
    assert.match(
      await inside(page, `${expiry} .moment`),
      /^20 Nov 2026, 12:12:00 UTC\u00a0· 17:42:00\u00a0here\u00a0· /,
    );
    assert.match((await labels()).join(), /expires 20 Nov, 12:12 UTC/);
    await page.evaluate(() => document.querySelector("#zone [value=local]").click());
    assert.equal(await page.evaluate(() => document.querySelector("jwt-decoder").getAttribute("zone")), "local");
    assert.match(await inside(page, `${expiry} .moment`), /^20 Nov 2026, 17:42:00 UTC\+5:30\u00a0· in 12 minutes/);
    assert.match(await inside(page, `${expiry} .note`), / · 17:42:00$/);
    assert.match((await labels()).join(), /expires 20 Nov, 17:42 UTC\+5:30/);
    const spoken = () =>
      page.evaluate(() =>
        document.querySelector("jwt-decoder").shadowRoot.querySelector("[part=timeline]").getAttribute("aria-label"),
      );
    assert.match(await spoken(), /now 20 Nov 2026, 17:30:00 UTC\+5:30$/);
    const field = () =>
      page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-clock=iso]").value);
    assert.equal(await field(), "2026-11-20T17:30:00+05:30");
    // What it shows can be typed.
    await page.evaluate(() => {
      const field = document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-clock=iso]");
      field.value = "2026-11-20T18:00:00+05:30";
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    });
    assert.match(await verdict(page), /^Expired/);
    assert.match(await inside(page, ".pinned"), /as of 20 Nov 2026, 18:00:00 UTC\+5:30, not now/);
    await page.evaluate(() => document.querySelector("#zone [value=utc]").click());
    assert.match(await inside(page, ".pinned"), /as of 20 Nov 2026, 12:30:00 UTC\u00a0· 18:00:00\u00a0here, not now/);
    // A text that a worker reads, too.
    await page.evaluate(() => void (document.querySelector("jwt-decoder").zone = "local"));
    await setValue(page, token({ ...CLAIMS, long: "a".repeat(400_000) }));
    assert.match(await inside(page, `${expiry} .moment`), /^20 Nov 2026, 17:42:00 UTC\+5:30/);
    assert.match((await labels()).join(), /17:42 UTC\+5:30/);
    // The same to every reader.
    await page.evaluate((text) => {
      const decoder = document.querySelector("jwt-decoder");
      decoder.removeAttribute("zone");
      decoder.readOnly = true;
      decoder.token = text;
    }, VALID);
    await settled(page);
    assert.match(await inside(page, `${expiry} .moment`), /^20 Nov 2026, 12:12:00 UTC\u00a0· [^h]*$/);
    await assertQuiet(opened);
  });

  test("paper says as of when it is", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, VALID);
    const printed = () =>
      page.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        const place = document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-place=printed]");
        return [place.textContent, getComputedStyle(place).display];
      });
    assert.deepEqual(await printed(), ["As of 20 Nov 2026, 12:00:00 UTC.", "none"]);
    await setValue(page, "nothing");
    assert.deepEqual(await printed(), ["", "none"]);
    await assertQuiet(opened);
  });
});
