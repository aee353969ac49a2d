// What is shown of a token: the verdict, the members as they stand, what was repaired.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertQuiet,
  CLAIMS,
  click,
  EXPIRED,
  encode,
  FUTURE,
  found,
  guessed,
  inEachBrowser,
  inside,
  insideAll,
  NOW,
  names,
  paste,
  setValue,
  shown,
  token,
  UNSIGNED,
  VALID,
  verdict,
} from "./support.mjs";

/** Writes down of what workers are made, from before the page's own script. */
const workers = (page) =>
  page.evaluateOnNewDocument(() => {
    const made = (globalThis.__workers = []);
    globalThis.Worker = class extends Worker {
      constructor(address, ...given) {
        super(address, ...given);
        made.push(String(address));
      }
    };
  });

inEachBrowser((open) => {
  for (const where of ["http", "file"]) {
    test(`a pasted token is decoded, opened over ${where}, with no request but the page's own`, async () => {
      const opened = await open(where, { before: workers });
      await paste(opened.page, VALID);
      assert.match(await verdict(opened.page), /12 minutes/);
      assert.deepEqual(await names(opened.page), ["iss", "sub", "aud", "iat", "exp", "jti"]);
      assert.equal(await inside(opened.page, shown("payload 1")), '"u-42"');
      await guessed(opened.page);
      assert.deepEqual(await opened.page.evaluate(() => globalThis.__workers), []);
      assert.deepEqual(opened.blobs, []);
      if (where === "http") {
        // Firefox reports fonts of its own that lie inside its styles; no `data:` leaves the browser.
        const sent = opened.requests.filter(({ url }) => !url.startsWith("data:"));
        assert.deepEqual(sent, [{ method: "GET", url: opened.url }]);
        assert.deepEqual(opened.served, [{ method: "GET", url: "/" }]);
      } else {
        assert.ok(
          opened.requests.every(({ url }) => url === opened.url || url.startsWith("data:")),
          JSON.stringify(opened.requests),
        );
      }
      await assertQuiet(opened);
    });
  }

  test("each state has its verdict and its tone", async () => {
    const opened = await open();
    for (const [text, words, tone] of [
      [EXPIRED, /^Expired 1 hour ago/, "bad"],
      [FUTURE, /10 minutes/, "warn"],
      [UNSIGNED, /sign/i, "bad"],
      [VALID, /12 minutes/, "neutral"],
      // What is dangerous may not look calm.
      [token({ ...CLAIMS, sub: 7 }), /12 minutes/, "bad"],
      ["good morning", /not a token/, "warn"],
    ]) {
      await setValue(opened.page, text);
      assert.match(await verdict(opened.page), words);
      const classes = await opened.page.evaluate(
        () => document.querySelector("jwt-decoder").shadowRoot.querySelector(".verdict").className,
      );
      assert.equal(classes, `verdict ${tone}`);
    }
  });

  test("a token that is wrapped is found", async () => {
    const opened = await open();
    for (const text of [
      `Authorization: Bearer ${VALID}`,
      VALID.replace(/(.{60})/g, "$1\n  "),
      `"${VALID}"`,
      `curl -H 'Authorization: Bearer ${VALID}' https://api.example/v1/me`,
      `https://app.example/#id_token=${VALID}&state=1`,
    ]) {
      await setValue(opened.page, text);
      assert.match(await verdict(opened.page), /12 minutes/, text.slice(0, 40));
      assert.equal(await inside(opened.page, ".token"), VALID);
      assert.equal(await inside(opened.page, ".paint"), text);
    }
  });

  test("members are shown as they stand: order, digits, duplicates, escapes, and what hides", async () => {
    const opened = await open();
    const payload = `{"id":100002348117421473,"w":3.0,"big":1e400,"b":1,"b":2,"s":"\\ud800","bidi":"x\u202Egnp","__proto__":{"a":[1,{"c":null}]},"2":1,"1":2,"exp":${NOW + 720}}`;
    await setValue(opened.page, token(payload));
    const { page } = opened;
    assert.deepEqual(await names(page), ["id", "w", "big", "b", "b", "s", "bidi", "__proto__", "2", "1", "exp"]);
    const codes = (row) => inside(page, shown(`payload ${row}`));
    assert.equal(await codes(0), "100002348117421473");
    assert.equal(await codes(1), "3.0");
    assert.equal(await codes(2), "1e400");
    assert.equal(await codes(5), '"\\ud800"');
    assert.equal(await codes(6), '"xU+202Egnp"');
    assert.equal(await inside(page, '[data-at="payload 6"] .chip'), "U+202E");
    assert.match(await inside(page, '[data-at="payload 3"] .flag'), /skip this one/);
    assert.match(await inside(page, '[data-at="payload 4"] .flag'), /take this one, the last/);
    await click(page, '[data-do="show"][data-what="raw"]');
    const raw = (await inside(page, "[data-at=payload] .raw")).replace("U+202E", "\u202E");
    assert.equal(raw, payload);
  });

  test("nothing from a token becomes markup, and only a claim's own address a link", async () => {
    const opened = await open();
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">';
    const urls = {
      profile: "https://people.example/ada?x=<b>#y",
      odd: "https://a@evil.example/",
      spaced: "https://x.example/ y",
      data: "data:text/html,x",
    };
    await setValue(
      opened.page,
      token(
        { [evil]: evil, jku: evil, url: "javascript:alert(4)", ...urls },
        { alg: evil, kid: evil, jku: "https://evil.example/keys" },
      ),
    );
    const all = await opened.page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      return {
        risky: root.querySelectorAll("img, script, iframe, object, embed").length,
        real: root.querySelectorAll("[href]").length,
        links: [...root.querySelectorAll("a:not(.address a)")].map((link) => link.dataset.href),
        own: [...root.querySelectorAll(".address a")].map((link) => [
          link.dataset.href,
          link.textContent,
          link.role,
          link.closest("[data-part]").dataset.part,
        ]),
        html: root.innerHTML.includes("&lt;img"),
      };
    });
    assert.equal(all.risky, 0);
    assert.ok(all.html);
    assert.equal(all.real, 0);
    assert.deepEqual(all.own, [[urls.profile, urls.profile, "link", "payload"]]);
    assert.ok(all.links.length > 0);
    assert.deepEqual(
      all.links.filter((link) => /evil|javascript|people\.example/.test(link)),
      [],
    );
    await assertQuiet(opened);
  });

  test("bytes that are no text are shown as bytes", async () => {
    const opened = await open();
    await setValue(
      opened.page,
      `${encode({ alg: "HS256" })}.${encode(Buffer.from([0, 255, 254, 1, 65, 66, 200, 201, 128, 129]))}.${encode(Buffer.alloc(32))}`,
    );
    assert.match(await inside(opened.page, ".hex"), /^0000 {2}00 ff fe 01 41 42 c8 c9 {2}····AB··/);
  });

  test("an encrypted token shows its header and what its five parts are", async () => {
    const opened = await open();
    await setValue(
      opened.page,
      `${encode({ alg: "RSA-OAEP", enc: "A256GCM" })}.${encode(Buffer.alloc(256, 1))}.${encode(Buffer.alloc(12))}.${encode(Buffer.alloc(40))}.${encode(Buffer.alloc(16))}`,
    );
    assert.match(await verdict(opened.page), /ncrypted/);
    assert.deepEqual(await insideAll(opened.page, '[data-at="rest"] dt'), [
      "Encrypted key",
      "Initialization vector",
      "Ciphertext",
      "Authentication tag",
    ]);
    assert.equal(await inside(opened.page, shown("header 1")), '"A256GCM"');
  });

  test("the input itself is coloured, letter upon letter, and the token is not shown a second time", async () => {
    const opened = await open();
    const { page } = opened;
    const [header, payload, signature] = VALID.split(".");
    for (const text of [VALID, `${VALID}\n`, `Bearer ${VALID}`, `a\u202eé😀\n\n${VALID} \u200bb`]) {
      await setValue(page, text);
      assert.equal(await inside(page, ".paint"), text);
      assert.deepEqual(await insideAll(page, ".tint"), [header, payload, signature]);
      const boxes = await page.evaluate(() => {
        const root = document.querySelector("jwt-decoder").shadowRoot;
        const field = root.querySelector("#field");
        return {
          paint: root.querySelector(".paint").scrollHeight,
          field: field.scrollHeight,
          seen: field.clientHeight,
          width: field.clientWidth - root.querySelector(".paint").clientWidth,
        };
      });
      assert.deepEqual(
        boxes,
        { paint: boxes.paint, field: boxes.paint, seen: boxes.paint, width: 0 },
        JSON.stringify(text),
      );
    }
    await setValue(page, VALID);
    assert.equal(await inside(page, ".token"), null);
    await setValue(page, "good morning");
    assert.equal(await inside(page, ".paint"), "good morning");
    await setValue(page, "");
    assert.equal(await inside(page, ".paint"), "");
  });

  test("of several tokens each can be looked at", async () => {
    const opened = await open();
    await setValue(opened.page, `first ${EXPIRED} then ${VALID}`);
    assert.match(await verdict(opened.page), /^Expired/);
    await click(opened.page, '[data-do="choose"][data-what="1"]');
    assert.match(await verdict(opened.page), /12 minutes/);
  });

  test("a finding leads to its place, and a part of the token to what it decodes to", async () => {
    const opened = await open();
    await setValue(opened.page, EXPIRED);
    assert.ok((await found(opened.page)).includes("exp-expired"));
    await click(opened.page, '[data-rule="exp-expired"] .place');
    const focused = () =>
      opened.page.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.activeElement?.dataset.at);
    assert.equal(await focused(), "payload 4");
    await opened.page.evaluate(() =>
      document.querySelector("jwt-decoder").shadowRoot.querySelector('.jump[data-part="header"]').focus(),
    );
    const lit = () =>
      opened.page.evaluate(() =>
        [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("section[data-lit]")].map(
          (section) => section.dataset.at,
        ),
      );
    assert.deepEqual(await lit(), ["header"]);
    await opened.page.keyboard.press("Enter");
    assert.equal(await focused(), "header");
  });
});
