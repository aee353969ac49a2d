// The panel for signatures: what each key proves, secrets that are guessed, what a server would say, and that no answer outlives
// the token and the key that it is of.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import { changed, HS256, jwk, jwks, LONG, OWN, pem, RS256, RSA, SCENES, weak } from "./scenes.mjs";
import {
  assertQuiet,
  click,
  EXPIRED,
  guessed,
  inEachBrowser,
  inside,
  insideAll,
  NOW,
  setKey,
  setValue,
  value,
  verdict,
} from "./support.mjs";

const answer = (page) => inside(page, ".check .answer b");
const tones = (page) =>
  page.evaluate(() =>
    [".verdict", ".check .result"].map((selector) =>
      document.querySelector("jwt-decoder").shadowRoot.querySelector(selector).className.split(" ").at(-1),
    ),
  );
const unfold = (page, name = "verify") => click(page, `[data-do="tool"][data-what="${name}"]`);
const shown = (page) =>
  page.evaluate(() =>
    ["h2", ".check .answer b"].map(
      (selector) => document.querySelector("jwt-decoder").shadowRoot.querySelector(selector)?.textContent,
    ),
  );
const focused = (page) =>
  page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement?.dataset.do);
/** Chooses a file as the dialog would, after the button that asks for one. */
const choose = (page, button, parts, name = "file.txt") =>
  page.evaluate(
    async (button, parts, name) => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      const input = root.querySelector("#file");
      input.click = () => {};
      root.querySelector(button).click();
      const data = new DataTransfer();
      data.items.add(
        new File(
          parts.map((part) => (Array.isArray(part) ? Uint8Array.from(part) : part.text.repeat(part.times))),
          name,
        ),
      );
      input.files = data.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    button,
    parts,
    name,
  );
const once = (text) => ({ text, times: 1 });
const WORDS = '[data-do=file][data-what="words"]';
const KEY = '[data-do=file][data-what="key"]';

/** Holds back what WebCrypto answers while `__hold` is set; `__held` lets go of one answer each. */
const holding = (page) =>
  page.evaluateOnNewDocument(() => {
    const { verify } = SubtleCrypto.prototype;
    globalThis.__held = [];
    SubtleCrypto.prototype.verify = function (...given) {
      const answer = verify.apply(this, given);
      return globalThis.__hold ? new Promise((resolve) => globalThis.__held.push(() => resolve(answer))) : answer;
    };
  });
const hold = (page) => page.evaluate(() => void (globalThis.__hold = true));
const held = (page, count) =>
  until(page, (count) => globalThis.__held.length >= count, { args: [count], what: `${count} answers that wait` });
const letGo = (page, index) =>
  page.evaluate(async (index) => {
    globalThis.__hold = false;
    globalThis.__held[index]();
    // Long enough for whatever follows of it.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  }, index);
/** As `setKey` and `setValue`, without waiting for an answer that is held. */
const put = (page, keys, text) =>
  page.evaluate(
    (keys, text) => {
      const decoder = document.querySelector("jwt-decoder");
      if (keys !== null) decoder.keys = keys;
      if (text !== null) decoder.token = text;
    },
    keys,
    text,
  );

inEachBrowser((open) => {
  test("each key has its answer and its tone, in the panel and in the verdict", async () => {
    const opened = await open();
    const { page } = opened;
    await unfold(page);
    for (const [what, { text, key, says, tone }] of Object.entries(SCENES)) {
      await setValue(page, text);
      await setKey(page, key);
      if (what === "a weak secret") await guessed(page);
      assert.match(await answer(page), says, what);
      const [head, panel] = await tones(page);
      assert.equal(head, tone, what);
      // Times make the verdict red, not the signature; and what is not signed is bad without any check.
      if (what !== "expired" && what !== "unsigned") assert.equal(panel, tone, what);
    }
    await assertQuiet(opened);
  });

  for (const where of ["http", "file"]) {
    test(`the signature is checked and a weak secret found, opened over ${where}, with no request`, async () => {
      const opened = await open(where);
      const { page } = opened;
      await setValue(page, RS256);
      assert.match(await verdict(page), /^Not verified: expires in 12 minutes$/);
      await setKey(page, pem(RSA));
      assert.match(await verdict(page), /^Verified: expires in 12 minutes$/);
      await setKey(page, "");
      for (const secret of ["secret", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long"]) {
        await setValue(page, weak(secret));
        await until(
          page,
          () =>
            document
              .querySelector("jwt-decoder")
              .shadowRoot.querySelector("h2")
              .textContent.includes("publicly known secret"),
          { timeout: 15_000 },
        );
        assert.match(await inside(page, ".check .result"), new RegExp(`"${secret}"`));
      }
      const sent = opened.requests.filter(({ url }) => !url.startsWith("data:") && url !== opened.url);
      assert.deepEqual(sent, []);
      assert.ok(opened.served.length <= 1);
      await assertQuiet(opened);
    });
  }

  test("a key that the token brings along is never green, and the way to the reason opens the panel", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, OWN);
    assert.match(await verdict(page), /proves nothing$/);
    assert.deepEqual(await tones(page), ["warn", "warn"]);
    assert.match(
      await insideAll(page, ".steps li").then((all) => all.join()),
      /only the key that the token brings along/,
    );
    await unfold(page, "time");
    await click(page, '[data-do=go][data-what="checked"]');
    assert.equal(
      await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement.dataset.at),
      "checked",
    );
    await unfold(page, "why");
    await click(page, '[data-do=go][data-what="key"]');
    assert.equal(await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement.id), "key");
  });

  test("the keys of a set are listed, first the one that fits", async () => {
    const opened = await open();
    await setValue(opened.page, RS256);
    await setKey(opened.page, SCENES["RS256 by a set"].key);
    const keys = await insideAll(opened.page, ".keys li");
    assert.equal(keys.length, 8);
    assert.match(keys[0], /kid r1 fits$/);
    assert.equal(keys.filter((key) => key.endsWith(" fits")).length, 1);
  });

  test("no answer outlives its token or key: the latest wins, whatever is answered first", async () => {
    const opened = await open("http", { before: holding });
    const { page } = opened;
    const says = async (head, panel) => {
      const [is, said] = await shown(page);
      assert.match(is, head);
      assert.match(said, panel);
    };
    await setValue(page, RS256);
    await hold(page);
    await put(page, pem(RSA), null);
    await held(page, 1);
    await says(/^Not verified/, /^Checking …$/);
    // Another token: the answer to the first comes last.
    await put(page, null, changed(RS256));
    await held(page, 2);
    await says(/^Not verified/, /^Checking …$/);
    await letGo(page, 1);
    await says(/Invalid signature$/, /Invalid signature$/);
    await letGo(page, 0);
    await says(/Invalid signature$/, /Invalid signature$/);
    // Another key: nothing of the answer before stands while it is tried.
    await setValue(page, RS256);
    await says(/^Verified/, /ignature verified$/);
    await hold(page);
    await put(page, jwks(jwk(RSA)), null);
    await held(page, 3);
    await says(/^Not verified/, /^Checking …$/);
    assert.equal(
      await page.evaluate(
        () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-place=checked]").ariaBusy,
      ),
      "true",
    );
    await put(page, "", null);
    await says(/^Not verified/, /ignature not verified$/);
    const last = await page.evaluate(() => globalThis.__held.length - 1);
    for (let index = 2; index <= last; index += 1) await letGo(page, index);
    await says(/^Not verified/, /ignature not verified$/);
    await assertQuiet(opened);
  });

  test("an answer is kept through the time machine, and judged as of its moment", async () => {
    const opened = await open();
    const { page } = opened;
    const { text, key } = SCENES["RS256 by PEM"];
    await setValue(page, text);
    await setKey(page, key);
    await page.evaluate((at) => void (document.querySelector("jwt-decoder").now = at), NOW + 7200);
    assert.match(await verdict(page), /^Expired/);
    assert.match(await inside(page, "[part=summary]"), /signature verified/);
    assert.equal(await answer(page), "Signature verified, but the token has expired");
    assert.match(await inside(page, ".why .answer"), /It expired/);
    await page.evaluate(() => void (document.querySelector("jwt-decoder").now = null));
    assert.match(await verdict(page), /^Verified: /);
  });

  test("what is private is blurred with the key: the key itself, and secrets that were found", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, weak("secret"));
    await guessed(page);
    await unfold(page);
    await unfold(page, "why");
    for (const name of ["key", "issuer"]) {
      await page.evaluate((name) => {
        const field = document.querySelector("jwt-decoder").shadowRoot.querySelector(`#${name}, [data-expect=${name}]`);
        field.value = "not what it is";
        if (name !== "key") field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }, name);
    }
    assert.match((await insideAll(page, ".why li")).join(), /login\.example.*not what it is/);
    await click(page, "[data-do=present]");
    const sharp = await page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      const isBlurred = (element) =>
        Boolean(element) && (getComputedStyle(element).filter !== "none" || isBlurred(element.parentElement));
      const walker = document.createTreeWalker(root.querySelector(".checks"), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) if (!isBlurred(walker.currentNode.parentElement)) texts.push(walker.currentNode.data);
      return {
        key: isBlurred(root.querySelector("#key")),
        expected: isBlurred(root.querySelector("[data-expect=issuer]")),
        texts: texts.join("|"),
      };
    });
    assert.ok(sharp.key && sharp.expected);
    assert.doesNotMatch(sharp.texts, /"secret"|login\.example/);
    assert.ok(sharp.texts.includes("publicly known secret"));
  });

  test("the element has keys, set before it is there, kept while it is away, and Clear forgets them", async () => {
    const opened = await open();
    const { page } = opened;
    const found = await page.evaluate(
      async (text, keys, now) => {
        const decoder = document.createElement("jwt-decoder");
        decoder.keys = keys;
        decoder.token = text;
        decoder.loading = "eager";
        decoder.now = now;
        const said = () => decoder.shadowRoot.querySelector(".check .answer b")?.textContent ?? null;
        const until = async (words) => {
          const end = performance.now() + 5000;
          while (said() !== words && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
          return said();
        };
        document.body.append(decoder);
        const first = await until("Signature verified");
        decoder.remove();
        await new Promise((resolve) => setTimeout(resolve));
        const away = [decoder.keys, decoder.token, said()];
        document.body.append(decoder);
        const again = await until("Signature verified");
        decoder.remove();
        return { first, again, away };
      },
      RS256,
      pem(RSA),
      NOW,
    );
    assert.deepEqual(found, {
      first: "Signature verified",
      again: "Signature verified",
      away: [pem(RSA), RS256, null],
    });
    await setValue(page, RS256);
    await setKey(page, pem(RSA));
    const keys = () => page.evaluate(() => document.querySelector("jwt-decoder").keys);
    // In the field Escape clears the token, in the box of keys the keys; anywhere else nothing.
    await unfold(page);
    await page.evaluate(() =>
      document.querySelector("jwt-decoder").shadowRoot.querySelector(".check [data-do=file]").focus(),
    );
    await page.keyboard.press("Escape");
    assert.deepEqual([await value(page), await keys()], [RS256, pem(RSA)]);
    await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("#field").focus());
    await page.keyboard.press("Escape");
    assert.deepEqual([await value(page), await keys()], ["", pem(RSA)]);
    await setValue(page, RS256);
    await page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("#key").focus());
    await page.keyboard.press("Escape");
    assert.deepEqual([await value(page), await keys()], [RS256, ""]);
    assert.equal(await inside(page, "[role=status]"), "The key is cleared.");
    // For good: no undo brings a secret back.
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    assert.equal(await keys(), "");
    await setValue(page, RS256);
    await setKey(page, pem(RSA));
    await click(page, "[data-do=clear]");
    assert.deepEqual([await value(page), await keys()], ["", ""]);
    assert.equal(await inside(page, "[role=status]"), "Cleared. Undo brings the token back, and not the key.");
    await setValue(page, RS256);
    assert.match(await verdict(page), /^Not verified/);
  });

  test("a file with a key is read where it is chosen or dropped, as text or as DER", async () => {
    const opened = await open();
    const { page } = opened;
    const right = () =>
      until(page, () =>
        document.querySelector("jwt-decoder").shadowRoot.querySelector("h2").textContent.startsWith("Verified"),
      );
    await setValue(page, RS256);
    await unfold(page);
    await choose(page, KEY, [once(pem(RSA))]);
    await right();
    await setKey(page, "");
    await choose(page, KEY, [[...RSA.publicKey.export({ type: "spki", format: "der" })]], "key.der");
    await right();
    await setKey(page, "");
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "key.pem"));
      const event = new DragEvent("drop", { bubbles: true, cancelable: true, composed: true, dataTransfer: data });
      if (!event.dataTransfer?.files.length) Object.defineProperty(event, "dataTransfer", { value: data });
      document.querySelector("jwt-decoder").shadowRoot.querySelector("#key").dispatchEvent(event);
    }, pem(RSA));
    await right();
    assert.equal(await value(page), RS256);
    await assertQuiet(opened);
  });

  test("a word list is tried, with progress that says nothing by itself, and stops when told", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, weak("correct horse 77"));
    await guessed(page);
    await unfold(page);
    assert.match(await inside(page, ".guess"), /none of [\d,]+ fits/);
    await choose(page, WORDS, [once("one\ntwo\ncorrect horse 77\nthree\n")]);
    await guessed(page);
    assert.match(await inside(page, ".check .result"), /"correct horse 77"/);

    await setValue(page, weak("this is in no list at all"));
    await guessed(page);
    await page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      globalThis.__said = [];
      new MutationObserver(() => globalThis.__said.push(root.querySelector("[role=status]").textContent)).observe(
        root.querySelector("[role=status]"),
        { childList: true, characterData: true, subtree: true },
      );
      root.querySelector(".guess button").focus();
    });
    await choose(page, WORDS, [{ text: "some word or other\n", times: 8_000_000 }]);
    const count = (text) => Number(/([\d.]+) million/.exec(text)?.[1] ?? 0);
    const first = await until(
      page,
      () =>
        /million tried/.test(document.querySelector("jwt-decoder").shadowRoot.querySelector(".guess").textContent) &&
        document.querySelector("jwt-decoder").shadowRoot.querySelector(".guess").textContent,
      { timeout: 20_000 },
    );
    assert.ok(count(first) > 0, first);
    const isSame = await page.evaluate(async (first) => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      const stop = root.querySelector("[data-do=stop]");
      // Until it has counted on; it cannot wait for ever, since the test cannot.
      while (root.querySelector(".guess").textContent === first)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return stop !== null && root.querySelector("[data-do=stop]") === stop;
    }, first);
    assert.ok(isSame);
    // The button is the same while it counts, so that it can be pressed, and the keyboard stays with it.
    assert.equal(await focused(page), "stop");
    await page.keyboard.press("Enter");
    assert.match(await inside(page, ".guess"), /^Guessing was stopped/);
    assert.equal(await focused(page), "file");
    assert.deepEqual(await page.evaluate(() => globalThis.__said), ["Guessing was stopped."]);
    await assertQuiet(opened);
  });

  test("Why 401: what a server answered fills in what it expects", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, RS256);
    const answer = (text) =>
      page.evaluate((text) => {
        const root = document.querySelector("jwt-decoder").shadowRoot;
        const field = root.querySelector("#refusal");
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        return root.querySelector("[data-place=refusal]").textContent;
      }, text);
    const field = (name) =>
      page.evaluate(
        (name) => document.querySelector("jwt-decoder").shadowRoot.querySelector(`[data-expect=${name}]`).value,
        name,
      );
    assert.match(
      await answer('WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:read orders:write"'),
      /The server refused its scopes.*“insufficient_scope”/,
    );
    assert.equal(await field("scopes"), "orders:read orders:write");
    assert.match(
      (await insideAll(page, ".why .steps li")).join() + (await inside(page, "[data-place=server] .answer")),
      /orders:read/,
    );
    assert.match(
      await answer('{"error":"Unauthorized","message":"jwt audience invalid. expected: https://other.example"}'),
      /The server refused its audience.*“jwt audience invalid/,
    );
    assert.equal(await field("audience"), "https://other.example");
    assert.match(await inside(page, "[data-place=server] .answer"), /It is for/);
    // Text, and nothing else.
    assert.match(
      await answer('{"message":"<img src=x onerror=alert(1)> is \\u202e wrong"}'),
      /does not say which check.*“<img src=x onerror=alert\(1\)> is U\+202E/,
    );
    assert.equal(await answer(" "), "");
    await assertQuiet(opened);
  });

  test("Why 401: what decides first, then the other checks in their order", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, RS256);
    await setKey(page, pem(RSA));
    const steps = () => insideAll(page, ".why .steps li");
    const expect = (name, text) =>
      page.evaluate(
        (name, text) => {
          const field = document.querySelector("jwt-decoder").shadowRoot.querySelector(`[data-expect=${name}]`);
          field.value = text;
          field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
          field.dispatchEvent(new Event("change", { bubbles: true }));
        },
        name,
        text,
      );
    assert.match(await inside(page, ".why .answer"), /A server that expects this accepts it/);
    await expect("audience", "https://api.example/");
    await expect("issuer", "https://login.example");
    assert.match(await inside(page, ".why .answer"), /It is for .*they differ by a slash/);
    assert.match(await inside(page, "[role=status]"), /^It is for/);
    assert.ok(
      (await steps()).every((step) => step.startsWith("✓passes")),
      await steps(),
    );
    await expect("algorithms", "ES256");
    assert.match(await inside(page, ".why .answer"), /It is signed with "RS256", but the server allows ES256/);
    const all = await steps();
    assert.ok(
      all.findIndex((step) => step.includes("signature fits")) <
        all.findIndex((step) => step.includes("fails: It is for")),
      all,
    );
    await setKey(page, "");
    await expect("algorithms", "");
    await expect("audience", "");
    assert.match(await inside(page, ".why .answer"), /No reason for a 401 found so far/);
    await setValue(page, EXPIRED);
    assert.match(await inside(page, ".why .answer"), /It expired 1 hour ago/);
    await expect("leeway", "3601");
    assert.ok(
      (await steps()).some((step) => step.includes("It expired 1 hour ago, within the leeway")),
      await steps(),
    );
    assert.match(await inside(page, ".why .answer"), /No reason for a 401 found so far/);
  });

  test("an answer is said once, and that no key was given is not said again", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(page, HS256);
    await page.evaluate(() => {
      const place = document.querySelector("jwt-decoder").shadowRoot.querySelector("[role=status]");
      globalThis.__said = [place.textContent];
      new MutationObserver(() => globalThis.__said.push(place.textContent)).observe(place, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await guessed(page);
    await setValue(page, `${HS256}\n`);
    await guessed(page);
    await setKey(page, LONG);
    await setKey(page, `${LONG}\n`);
    // While the browser computes, nothing is said.
    await setKey(page, pem(RSA));
    await guessed(page);
    await setValue(page, RS256);
    const said = await page.evaluate(() => globalThis.__said);
    assert.deepEqual(said, [
      "Not expired · signature not verified.",
      "Signature verified. Not expired.",
      "The key is of the wrong kind. Not expired · signature not verified.",
      "Signature verified. Not expired.",
    ]);
    const live = await page.evaluate(
      () =>
        document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[role=status], [aria-live], output").length,
    );
    assert.equal(live, 1);
  });
});
