// What a decoder asks of the page comes back to that decoder, or to nobody: an element that ends and begins again, or shows something else
// meanwhile, gets no answer of before. Each kind of work is held back, and let go when it is too late.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import { changed, jwk, jwks, pem, RS256, RSA } from "./scenes.mjs";
import { CLAIMS, EXPIRED, inEachBrowser, NOW, UNSIGNED, VALID } from "./support.mjs";
import { tagged } from "./verification/matrix.mjs";

/** Of the same header and the same signature, which does not fit. */
const TAMPERED = changed(RS256);
/** So long that its secret is looked for in a worker. */
const LONG_WEAK = tagged("HS256", "secret", {}, { ...CLAIMS, text: "x".repeat(5000) });

/** Holds back what these answer while `__hold` is set, in the order in which they were asked. */
const holding = (page) =>
  page.evaluateOnNewDocument(() => {
    globalThis.__held = [];
    const later = (answer) =>
      globalThis.__hold
        ? new Promise((resolve, reject) => globalThis.__held.push(() => answer().then(resolve, reject)))
        : answer();
    const hold = (object, name) => {
      const own = object[name];
      object[name] = function (...given) {
        return later(() => own.apply(this, given));
      };
    };
    hold(SubtleCrypto.prototype, "verify");
    hold(Blob.prototype, "text");
    hold(Blob.prototype, "arrayBuffer");
    globalThis.__copied = [];
    const writeText = (text) =>
      later(async () => {
        if (globalThis.__deny) throw new Error("denied");
        globalThis.__copied.push(text);
      });
    Object.defineProperty(navigator, "clipboard", { value: { writeText } });
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      set onmessage(listener) {
        super.onmessage = (event) =>
          event.data.done && globalThis.__hold ? globalThis.__held.push(() => listener(event)) : listener(event);
      }
      terminate() {
        super.terminate();
        globalThis.__ended = (globalThis.__ended ?? 0) + 1;
      }
    };
    globalThis.__told = [];
    addEventListener("jwt-verified", ({ detail }) => globalThis.__told.push(`${detail.state} ${detail.trust}`));
  });

const held = (page, count) =>
  until(page, (count) => globalThis.__held.length >= count, { args: [count], what: `${count} answers that wait` });
const hold = (page) => page.evaluate(() => void (globalThis.__hold = true));

/** Lets go of one answer, and of whatever follows. */
const letGo = (page, index = 0) =>
  page.evaluate(async (index) => {
    globalThis.__hold = false;
    globalThis.__held[index]();
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  }, index);

/** Runs `work(decoder, root, ...given)` on the one element. */
const on = (page, work, ...given) =>
  page.evaluate(`(${work})(__decoder, __decoder.shadowRoot, ...${JSON.stringify(given)})`);

/** Takes the element out for a while, gives it what it should have then, and puts it in again. */
const restart = (page, properties = {}) =>
  page.evaluate(async (properties) => {
    const decoder = globalThis.__decoder;
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    decoder.remove();
    await turn();
    Object.assign(decoder, properties);
    document.body.append(decoder);
    await turn();
  }, properties);

/** Puts a new element in the place of the one: what it does, and when, is then the same as in one that begins again. */
const renew = (page, properties) =>
  page.evaluate((properties) => {
    const decoder = Object.assign(document.createElement("jwt-decoder"), { loading: "eager" }, properties);
    globalThis.__decoder.replaceWith(decoder);
    globalThis.__decoder = decoder;
  }, properties);

const answer = (page) => on(page, (_, root) => root.querySelector(".check .answer b")?.textContent ?? null);
const says = (page, words) =>
  until(page, (words) => globalThis.__decoder.shadowRoot.querySelector(".check .answer b")?.textContent === words, {
    args: [words],
    what: words,
  });
const verdict = (page) => on(page, (_, root) => root.querySelector("h2")?.textContent ?? "");
const drop = (page, selector, text) =>
  page.evaluate(
    (selector, text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "file.txt"));
      const event = new DragEvent("drop", { bubbles: true, cancelable: true, composed: true, dataTransfer: data });
      if (!event.dataTransfer?.files.length) Object.defineProperty(event, "dataTransfer", { value: data });
      globalThis.__decoder.shadowRoot.querySelector(selector).dispatchEvent(event);
    },
    selector,
    text,
  );

inEachBrowser((open) => {
  /** A page with one element that shows `token`, checked with `keys`. */
  async function show(token, keys = "") {
    const opened = await open("http", { before: holding, clock: null });
    const { page } = opened;
    await page.evaluate(
      (token, keys, now) => {
        globalThis.__decoder = document.querySelector("jwt-decoder");
        Object.assign(globalThis.__decoder, { token, keys, now });
      },
      token,
      keys,
      NOW,
    );
    await until(
      page,
      () =>
        !globalThis.__decoder.shadowRoot.querySelector("[aria-busy=true], [data-do=stop]") &&
        Boolean(globalThis.__decoder.shadowRoot.querySelector("h2")),
      { timeout: 20_000 },
    );
    await page.evaluate(() => void globalThis.__told.splice(0));
    return opened;
  }

  for (const [what, keys] of [
    ["the same key", pem(RSA)],
    ["another key", jwks(jwk(RSA, "r1"))],
  ]) {
    test(`a check that ends after its decoder turns nothing green, with ${what}`, async () => {
      const opened = await show(TAMPERED, pem(RSA));
      const { page } = opened;
      await hold(page);
      await renew(page, { token: RS256, keys: pem(RSA), now: NOW });
      await held(page, 1);
      await restart(page, { token: TAMPERED, keys });
      await held(page, 2);
      await letGo(page, 0);
      assert.equal(await answer(page), "Checking …");
      assert.deepEqual(await page.evaluate(() => globalThis.__told), []);
      await letGo(page, 1);
      await says(page, "Invalid signature");
      assert.deepEqual(await page.evaluate(() => globalThis.__told), ["invalid null"]);
      assert.deepEqual(opened.errors, []);
    });
  }

  // From 16 KiB on a text is judged once it is painted, and from 128 KiB on in a worker.
  for (const [size, length] of [
    ["big", 40_000],
    ["long", 200_000],
  ]) {
    test(`nothing of the text before stands beside a ${size} text, or is told with it`, async () => {
      const opened = await show(VALID, pem(RSA));
      const { page } = opened;
      await page.evaluate((token) => void (globalThis.__decoder.token = token), RS256);
      await says(page, "Signature verified");
      await hold(page);
      await page.evaluate((token) => void (globalThis.__decoder.token = `${token} `), RS256);
      await held(page, 1);
      const big = TAMPERED.split(".")
        .with(1, Buffer.from(JSON.stringify({ ...CLAIMS, admin: true, pad: "x".repeat(length) })).toString("base64url"))
        .join(".");
      // What is seen in each frame from the moment on at which the text is another.
      const seen = await page.evaluate(async (token) => {
        const root = globalThis.__decoder.shadowRoot;
        globalThis.__told.splice(0);
        globalThis.__decoder.token = token;
        await Promise.resolve();
        await Promise.resolve();
        const seen = [];
        const look = () =>
          seen.push(
            ["h2", ".check .answer b", ".why .answer b"]
              .map((place) => root.querySelector(place)?.textContent ?? "")
              .join(),
          );
        look();
        globalThis.__hold = false;
        globalThis.__held[0]();
        for (let turn = 0; turn < 20; turn += 1) {
          await new Promise((resolve) => setTimeout(resolve));
          look();
        }
        return seen;
      }, big);
      assert.deepEqual(
        seen.filter((words) => /ignature verified|accepts/.test(words)),
        [],
      );
      await says(page, "Invalid signature");
      assert.deepEqual(await page.evaluate(() => globalThis.__told), ["invalid null"]);
      assert.deepEqual(opened.errors, []);
    });
  }

  test("a long text shows no answer to the keys or at the moment before", async () => {
    const message = tagged("HS256", "a secret that is long enough for it", {}, { ...CLAIMS, pad: "x".repeat(200_000) });
    const opened = await show(message, "a secret that is long enough for it");
    const { page } = opened;
    await says(page, "Signature verified");
    for (const change of [
      { keys: "another secret that is long enough" },
      { keys: "a secret that is long enough for it" },
      { now: NOW + 7200 },
    ]) {
      const right = "Signature verified";
      if (change.now) await says(page, right);
      const seen = await page.evaluate(async (change) => {
        Object.assign(globalThis.__decoder, change);
        await Promise.resolve();
        await Promise.resolve();
        const root = globalThis.__decoder.shadowRoot;
        return ["h2", ".check .answer b"].map((place) => root.querySelector(place)?.textContent ?? "").join();
      }, change);
      assert.doesNotMatch(seen, /ignature verified|Invalid signature/, JSON.stringify(change));
      await until(
        page,
        () =>
          !/Checking/.test(
            globalThis.__decoder.shadowRoot.querySelector(".check .answer b")?.textContent ?? "Checking",
          ),
        { what: "an answer" },
      );
    }
    assert.deepEqual(opened.errors, []);
  });

  test("a check goes on in another document, and answers there what was asked", async () => {
    const opened = await show(EXPIRED, pem(RSA));
    const { page } = opened;
    await hold(page);
    await page.evaluate((token) => void (globalThis.__decoder.token = token), RS256);
    await held(page, 1);
    await page.evaluate(() => {
      const other = document.implementation.createHTMLDocument("");
      other.body.append(globalThis.__decoder);
    });
    await letGo(page, 0);
    await says(page, "Signature verified");
    await hold(page);
    await page.evaluate((token) => void (globalThis.__decoder.token = `${token} `), RS256);
    await held(page, 2);
    await page.evaluate((token) => {
      document.body.append(globalThis.__decoder);
      globalThis.__decoder.token = token;
    }, TAMPERED);
    await held(page, 3);
    await letGo(page, 1);
    assert.equal(await answer(page), "Checking …");
    await letGo(page, 2);
    await says(page, "Invalid signature");
    assert.deepEqual(opened.errors, []);
  });

  test("a secret that is found after its decoder has ended belongs to no other token", async () => {
    const opened = await show(EXPIRED);
    const { page } = opened;
    await hold(page);
    await renew(page, { token: LONG_WEAK, now: NOW });
    await held(page, 1);
    await restart(page, { token: VALID });
    await letGo(page, 0);
    await until(page, () => !globalThis.__decoder.shadowRoot.querySelector("[data-do=stop]"), { timeout: 20_000 });
    assert.equal(await answer(page), "Signature not verified");
    assert.deepEqual(await page.evaluate(() => globalThis.__told), []);
    // The same token again: it is looked for anew, and found.
    await page.evaluate((token) => void (globalThis.__decoder.token = token), LONG_WEAK);
    await until(page, () => globalThis.__decoder.shadowRoot.querySelector(".check").textContent.includes('"secret"'), {
      timeout: 20_000,
    });
    assert.deepEqual(opened.errors, []);
  });

  for (const [what, change] of Object.entries({
    "a view without the signature": { view: "claims" },
    "another token": { token: EXPIRED },
    nothing: { token: "" },
  })) {
    test(`the search for a secret ends when the element shows ${what}`, async () => {
      const opened = await show(EXPIRED);
      const { page } = opened;
      await hold(page);
      await renew(page, { token: LONG_WEAK, now: NOW });
      await held(page, 1);
      assert.equal(await page.evaluate(() => globalThis.__ended), undefined, "it waits for what was found");
      await page.evaluate((change) => void Object.assign(globalThis.__decoder, change), change);
      await until(page, () => globalThis.__ended === 1, { what: "the end of the worker" });
      assert.deepEqual(opened.errors, []);
    });
  }

  test("a file, and a file with keys, are dropped with the decoder that they were dropped on", async () => {
    const opened = await show(RS256);
    const { page } = opened;
    await hold(page);
    await drop(page, "#field", UNSIGNED);
    await held(page, 1);
    await drop(page, "#key", pem(RSA));
    await held(page, 2);
    await restart(page);
    await letGo(page, 0);
    await letGo(page, 1);
    assert.deepEqual(await on(page, ({ token, keys }) => [token, keys]), [RS256, ""]);
    // By the method, too.
    await hold(page);
    await page.evaluate((text) => void globalThis.__decoder.read(new Blob([text])), UNSIGNED);
    await held(page, 3);
    await restart(page, { token: EXPIRED });
    await letGo(page, 2);
    assert.equal(await on(page, ({ token }) => token), EXPIRED);
    assert.deepEqual(opened.errors, []);
  });

  test("what the clipboard says of one copy is not said of another", async () => {
    const opened = await show(VALID);
    const { page } = opened;
    const copy = (what) => on(page, (_, root, what) => root.querySelector(`[data-what="${what}"].copy`).click(), what);
    await hold(page);
    await copy("payload");
    await held(page, 1);
    await restart(page);
    await until(page, () => Boolean(globalThis.__decoder.shadowRoot.querySelector('[data-what="input"].copy')));
    await copy("input");
    await held(page, 2);
    const done = () =>
      on(page, (_, root) => [...root.querySelectorAll("[data-done]")].map((button) => button.dataset.what));
    await page.evaluate(() => void (globalThis.__deny = true));
    await letGo(page, 0);
    assert.equal(await on(page, (_, root) => root.querySelector(".by-hand")), null);
    assert.deepEqual(await done(), []);
    await page.evaluate(() => void (globalThis.__deny = false));
    await letGo(page, 1);
    assert.deepEqual(await done(), ["input"]);
    // Within one decoder, too.
    await hold(page);
    await copy("input");
    await copy("payload");
    await held(page, 4);
    await page.evaluate(() => void (globalThis.__deny = true));
    await letGo(page, 2);
    assert.equal(await on(page, (_, root) => root.querySelector(".by-hand")), null);
    await page.evaluate(() => void (globalThis.__deny = false));
    await letGo(page, 3);
    assert.ok((await done()).includes("payload"));
    assert.deepEqual(opened.errors, []);
  });

  /** All ways to set a text while a file is read. */
  const WAYS = {
    "the property": (decoder, _root, text) => void (decoder.token = text),
    "the attribute": (decoder, _root, text) => decoder.setAttribute("token", text),
    "the text inside": (decoder, _root, text) => decoder.append(text),
    replacing: (decoder, _root, text) => decoder.replace(text),
    "another file": (decoder, _root, text) => {
      globalThis.__hold = false;
      decoder.read(new Blob([text]));
    },
    "a user": (_decoder, root, text) => {
      root.querySelector("#field").value = text;
      root.querySelector("#field").dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    },
  };
  for (const [way, set] of Object.entries(WAYS)) {
    test(`what is set by ${way} stays, though a file that was asked for before arrives after it`, async () => {
      const opened = await show(VALID);
      const { page } = opened;
      await hold(page);
      await page.evaluate((text) => void globalThis.__decoder.read(new Blob([text])), UNSIGNED);
      await held(page, 1);
      await on(page, set, EXPIRED);
      await until(page, (text) => globalThis.__decoder.token === text, { args: [EXPIRED] });
      await letGo(page, 0);
      assert.equal(await on(page, ({ token }) => token), EXPIRED);
      assert.match(await verdict(page), /^Expired/);
      // What comes after all of them counts.
      await page.evaluate((text) => globalThis.__decoder.read(new Blob([text])), UNSIGNED);
      assert.equal(await on(page, ({ token }) => token), UNSIGNED);
    });
  }

  test("a text that was replaced, and replaced by itself again, is not that of before", async () => {
    const opened = await show(VALID);
    const { page } = opened;
    await hold(page);
    await page.evaluate((text) => void globalThis.__decoder.read(new Blob([text])), UNSIGNED);
    await held(page, 1);
    await on(page, (decoder, _root, ...texts) => texts.forEach((text) => void decoder.replace(text)), EXPIRED, VALID);
    await letGo(page, 0);
    assert.equal(await on(page, ({ token }) => token), VALID);
  });

  test("keys that are set stay, though a file with keys that was chosen before arrives after them", async () => {
    const opened = await show(RS256);
    const { page } = opened;
    for (const [at, set] of [
      (decoder) => void (decoder.keys = "mine"),
      (_decoder, root) => {
        root.querySelector("#key").value = "mine";
        root.querySelector("#key").dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      },
    ].entries()) {
      await on(page, (decoder) => void (decoder.keys = ""));
      await hold(page);
      await drop(page, "#key", pem(RSA));
      await held(page, at + 1);
      await page.evaluate(() => void (globalThis.__hold = false));
      await on(page, set);
      await letGo(page, at);
      assert.equal(await on(page, ({ keys }) => keys), "mine");
    }
    await drop(page, "#key", pem(RSA));
    await says(page, "Signature verified");
  });

  test("what replaces comes after what was set before it", async () => {
    const opened = await show(VALID);
    const { page } = opened;
    await on(
      page,
      (decoder, _root, one, other) => {
        decoder.token = one;
        decoder.replace(other);
      },
      UNSIGNED,
      EXPIRED,
    );
    assert.equal(await on(page, ({ token }) => token), EXPIRED);
    await until(page, () => globalThis.__decoder.shadowRoot.querySelector("h2").textContent.startsWith("Expired"));
  });

  test("the page is told once that the text was taken away, and not that there was none", async () => {
    const opened = await show(VALID);
    const { page } = opened;
    const told = () => page.evaluate(() => globalThis.__events.splice(0));
    await page.evaluate(() => {
      globalThis.__events = [];
      for (const type of ["jwt-decoded", "jwt-error"])
        globalThis.__decoder.addEventListener(type, ({ detail }) => globalThis.__events.push([type, detail]));
    });
    const set = async (text) => {
      await on(page, (decoder, _root, text) => void (decoder.token = text), text);
      return told();
    };
    const empty = [["jwt-decoded", { state: "empty", tokens: 0, findings: [] }]];
    assert.deepEqual(await set(""), empty);
    assert.deepEqual(await set(""), []);
    assert.deepEqual(
      (await set("good morning")).map(([type]) => type),
      ["jwt-error"],
    );
    await on(page, (_, root) => root.querySelector("#field").focus());
    await page.keyboard.press("Escape");
    assert.deepEqual(await told(), empty);
    const fresh = await page.evaluate(async () => {
      const events = [];
      const decoder = document.createElement("jwt-decoder");
      decoder.loading = "eager";
      for (const type of ["jwt-decoded", "jwt-error"]) decoder.addEventListener(type, () => events.push(type));
      document.body.append(decoder);
      await new Promise((resolve) => setTimeout(resolve));
      return events;
    });
    assert.deepEqual(fresh, []);
  });
});
