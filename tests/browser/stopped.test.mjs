// A core that stops half-way, by a trap of WebAssembly or by an exception that is thrown through it, takes nobody along: what stopped it is not
// tried again, all others go on with a new core. Traps are injected where the browser makes instances, so what is tested is what is shipped.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { dist, until } from "./harness/index.mjs";
import { changed, pem, RS256, RSA } from "./scenes.mjs";
import { EXPIRED, inEachBrowser, NOW, UNSIGNED, VALID } from "./support.mjs";

/** Lets exports of instances fail: where `__trap` is set, the next that is called does, of those whose name has `__trapIn`. `__instances` counts. */
function trapping() {
  globalThis.__instances = 0;
  globalThis.__trap = null;
  const ERRORS = {
    trap: () => new WebAssembly.RuntimeError("unreachable"),
    exception: () => new TypeError("thrown by an import"),
    // In WebKit's words.
    slip: () => new WebAssembly.RuntimeError("Out of bounds memory access (evaluating 'c(...s)')"),
  };
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...given) {
    globalThis.__instances += 1;
    const { exports } = new Instance(...given);
    const failing = Object.entries(exports).map(([name, value]) => {
      const run = (...given) => {
        const trap = name.includes(globalThis.__trapIn ?? "") && globalThis.__trap;
        if (!trap) return value(...given);
        globalThis.__trap = null;
        throw ERRORS[trap]();
      };
      return [name, typeof value === "function" ? run : value];
    });
    return { exports: Object.fromEntries(failing) };
  };
}

const SITE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,">
  <script type="module" src="/npm/define.js"></script>
  <jwt-decoder id="one" loading="eager" now="${NOW}" token="${VALID}"></jwt-decoder>
  <jwt-decoder id="two" loading="eager" now="${NOW}"></jwt-decoder>
  <jwt-decoder id="three" readonly view="compact" loading="eager" now="${NOW}"><pre>${EXPIRED}</pre></jwt-decoder>`;

const verdict = (page, id, pattern) =>
  until(
    page,
    (id, source) => {
      const root = document.querySelector(id).shadowRoot;
      return (
        new RegExp(source).test(root.querySelector("[part=verdict]")?.textContent ?? "") &&
        !root.querySelector("[aria-busy=true]")
      );
    },
    { args: [id, pattern.source], what: `${id} to say ${pattern}` },
  );
const notice = (page, id) =>
  until(page, (id) => document.querySelector(id).shadowRoot.querySelector(".notice")?.textContent, {
    args: [id],
    what: `the notice of ${id}`,
  });

/** What leads into the core: each is run on the element #one, and stops it there. */
const ENTRIES = {
  "a text that is set": (decoder, text) => void (decoder.token = text),
  "a text that is pasted": (decoder, text) => {
    const field = decoder.shadowRoot.querySelector("#field");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  },
  "a button": (decoder) => decoder.shadowRoot.querySelector('[data-what="payload"].copy').click(),
  "keys that are set": (decoder) => void (decoder.keys = "some keys"),
};

inEachBrowser((open) => {
  async function visit() {
    const opened = await open("http", {
      path: "site.html",
      pages: { "/site.html": SITE },
      clock: null,
      before: async (page) => {
        await page.evaluateOnNewDocument(trapping);
        await page.evaluateOnNewDocument(() => {
          globalThis.__told = [];
          addEventListener("jwt-error", ({ target, detail }) => globalThis.__told.push([target.id, detail.state]));
        });
      },
    });
    const { page } = opened;
    await verdict(page, "#one", /12 minutes/);
    await verdict(page, "#three", /^Expired/);
    // What a user has typed, and no script knows.
    await page.evaluate((text) => {
      const field = document.querySelector("#two").shadowRoot.querySelector("#field");
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }, UNSIGNED);
    await verdict(page, "#two", /^Not signed/);
    // The search for secrets has an instance of its own.
    await until(page, () => globalThis.__instances === 2);
    return opened;
  }

  /** Nothing is left uncaught, and the console has one line for the maker of the page. */
  function assertTold(opened, count = 1) {
    assert.deepEqual(opened.errors, []);
    assert.equal(opened.console.length, count, JSON.stringify(opened.console));
    for (const { text } of opened.console)
      assert.match(text, /^<jwt-decoder>: a text has stopped the decoder \(.*(unreachable|thrown by an import)/);
  }

  for (const [kind, words] of [
    ["trap", "a trap"],
    ["exception", "an exception"],
  ]) {
    for (const [name, enter] of Object.entries(ENTRIES)) {
      test(`after ${name} that ends in ${words}, only that text is given up`, async () => {
        const opened = await visit();
        const { page } = opened;
        const before = await page.evaluate(() => globalThis.__instances);
        await page.evaluate(
          `globalThis.__trap = "${kind}"; void (${enter})(document.querySelector("#one"), ${JSON.stringify(EXPIRED)});`,
        );
        assert.match(await notice(page, "#one"), /^The decoder stopped at this text/);
        assert.deepEqual(await page.evaluate(() => globalThis.__told), [["one", "stopped"]]);
        assert.equal(await page.evaluate(() => document.querySelector("#one").token), "");
        await verdict(page, "#two", /^Not signed/);
        await verdict(page, "#three", /^Expired/);
        assert.equal(await page.evaluate(() => document.querySelector("#two").token), UNSIGNED);
        assert.equal(await page.evaluate(() => globalThis.__instances), before + 1);
        // It takes the next one.
        await page.evaluate((text) => void (document.querySelector("#one").token = text), VALID);
        await verdict(page, "#one", /12 minutes/);
        // Nothing of it comes back with the element.
        await page.evaluate(async () => {
          const decoder = document.querySelector("#three");
          decoder.remove();
          await new Promise((resolve) => setTimeout(resolve));
          document.body.append(decoder);
        });
        await verdict(page, "#three", /^Expired/);
        assertTold(opened);
      });
    }
  }

  test("where the engine has slipped, the same is tried once more and no oftener", async () => {
    const opened = await visit();
    const { page } = opened;
    const set = (value, traps) =>
      page.evaluate(
        (value, traps) => {
          const left = Array(traps).fill("slip");
          globalThis.__trapIn = "decoder_update";
          Object.defineProperty(globalThis, "__trap", {
            configurable: true,
            get: () => left.shift() ?? null,
            set: () => {},
          });
          Object.assign(document.querySelector("#one"), value);
        },
        value,
        traps,
      );
    await set({ token: EXPIRED, now: NOW + 60, keys: "some keys" }, 1);
    await verdict(page, "#one", /Invalid signature/);
    const given = ({ token, now, keys }) => [token, now, keys];
    assert.deepEqual(await page.evaluate(`(${given})(document.querySelector("#one"))`), [
      EXPIRED,
      NOW + 60,
      "some keys",
    ]);
    await set({ view: "compact" }, 1);
    await verdict(page, "#one", /Invalid signature/);
    assert.deepEqual([await page.evaluate(() => globalThis.__told), opened.console], [[], []]);
    // The second time it is the text, as far as anybody knows.
    await set({ token: VALID }, 2);
    assert.match(await notice(page, "#one"), /^The decoder stopped at this text/);
    assert.deepEqual(await page.evaluate(() => globalThis.__told), [["one", "stopped"]]);
    await verdict(page, "#two", /^Not signed/);
  });

  test("where it slips while a user types, what was set before does not come back in place of what was typed", async () => {
    const opened = await visit();
    const { page } = opened;
    await page.evaluate(
      `globalThis.__trap = "slip"; void (${ENTRIES["a text that is pasted"]})(document.querySelector("#one"), ${JSON.stringify(EXPIRED)});`,
    );
    assert.match(await notice(page, "#one"), /^The decoder stopped at this text/);
    assert.equal(await page.evaluate(() => document.querySelector("#one").token), "");
    await verdict(page, "#two", /^Not signed/);
  });

  for (const [traps, start] of [
    [1, "begins"],
    [2, "does not begin"],
  ]) {
    test(`a core whose engine slips ${traps === 1 ? "once" : "twice"} when it starts ${start}`, async () => {
      const opened = await open("http", {
        path: "site.html",
        pages: { "/site.html": SITE },
        clock: null,
        before: async (page) => {
          await page.evaluateOnNewDocument(trapping);
          await page.evaluateOnNewDocument((traps) => {
            const left = Array(traps).fill("slip");
            Object.defineProperty(globalThis, "__trap", { get: () => left.shift() ?? null, set: () => {} });
          }, traps);
        },
      });
      if (traps === 1) await verdict(opened.page, "#one", /12 minutes/);
      else
        await until(opened.page, () =>
          document
            .querySelector("#one")
            .shadowRoot.querySelector("[part=notice]")
            ?.textContent.includes("could not start"),
        );
      await verdict(opened.page, "#three", /^Expired/);
      assert.deepEqual(opened.errors, []);
    });
  }

  test("a check that ends in a trap is that of its own element", async () => {
    const opened = await visit();
    const { page } = opened;
    await page.evaluate(
      async (text, keys) => {
        const { verify } = SubtleCrypto.prototype;
        SubtleCrypto.prototype.verify = async function (...given) {
          const answer = await verify.apply(this, given);
          globalThis.__trap = "trap";
          return answer;
        };
        Object.assign(document.querySelector("#one"), { token: text, keys });
      },
      changed(RS256),
      pem(RSA),
    );
    assert.match(await notice(page, "#one"), /^The decoder stopped/);
    assert.deepEqual(
      await page.evaluate(() => [document.querySelector("#one").token, document.querySelector("#one").keys]),
      ["", ""],
    );
    await verdict(page, "#two", /^Not signed/);
    assertTold(opened);
  });

  test("one after the other may be stopped, and the memory of those that were is free again", async () => {
    const opened = await visit();
    const { page } = opened;
    await page.evaluate(() => {
      globalThis.__alive = [];
      const { Instance } = WebAssembly;
      WebAssembly.Instance = function (...given) {
        const instance = new Instance(...given);
        globalThis.__alive.push(new WeakRef(instance.exports));
        return instance;
      };
    });
    for (let round = 1; round <= 4; round += 1) {
      await page.evaluate((text) => {
        globalThis.__trap = "trap";
        document.querySelector("#one").token = text;
      }, EXPIRED);
      await until(page, (round) => globalThis.__told.length === round, { args: [round] });
      await verdict(page, "#two", /^Not signed/);
    }
    assertTold(opened, 4);
    if (!(await page.evaluate(() => navigator.userAgent.includes("Chrome")))) return;
    const session = await page.createCDPSession();
    await session.send("HeapProfiler.collectGarbage");
    assert.ok((await page.evaluate(() => globalThis.__alive.filter((one) => one.deref()).length)) <= 2);
  });

  test("a core that cannot start says so, and leaves the text", async () => {
    const opened = await open("http", {
      path: "site.html",
      pages: { "/site.html": SITE },
      clock: null,
      before: (page) =>
        page.evaluateOnNewDocument(() => {
          globalThis.__told = [];
          addEventListener("jwt-error", ({ target, detail }) => globalThis.__told.push([target.id, detail.state]));
          WebAssembly.Instance = function () {
            throw new RangeError("could not allocate memory");
          };
        }),
    });
    const { page } = opened;
    await until(page, () => globalThis.__told.length === 3);
    assert.deepEqual(
      (await page.evaluate(() => globalThis.__told)).map(([, state]) => state),
      ["failed", "failed", "failed"],
    );
    const words = await page.evaluate(
      () => document.querySelector("#three").shadowRoot.querySelector("[part=notice]").textContent,
    );
    assert.equal(words, "This token is not decoded here: the decoder could not start in this browser.");
    assert.ok(await page.evaluate(() => document.querySelector("pre").checkVisibility()));
    assert.ok(
      opened.console.every(({ text }) => text.includes("RangeError: could not allocate memory")),
      JSON.stringify(opened.console),
    );
    assert.deepEqual(opened.errors, []);
  });
});

/** The module anew, with instances that can fail. */
async function api() {
  const { Instance } = WebAssembly;
  trapping();
  const module = await import(`${pathToFileURL(path.join(dist, "npm/jotglass.js"))}?${Math.random()}`);
  return { ...module, end: () => void (WebAssembly.Instance = Instance) };
}

const WAYS = {
  inspect: ({ inspect }) => inspect(VALID, { now: NOW }).verdict.state,
  "the members of a report": ({ inspect }) => inspect(VALID, { now: NOW }).tokens[0].claims.length,
  claims: ({ claims }) => claims(VALID).get("sub"),
  "decode, of what it explains": ({ decode }) => {
    try {
      return decode("no token");
    } catch (error) {
      if (error.name === "DecoderStopped") throw error;
      return error.code;
    }
  },
  verify: async ({ verify }) => (await verify(RS256, pem(RSA), { now: NOW })).verdict.state,
  "the members of an answer": async ({ verify }) => (await verify(RS256, pem(RSA), { now: NOW })).checks.length,
  "a check against expectations": async ({ verify }) =>
    (await verify(RS256, pem(RSA), { now: NOW, expected: { issuer: "x" } })).verdict.state,
};

for (const [name, call] of Object.entries(WAYS)) {
  test(`the module works again after a trap: ${name}`, async () => {
    const module = await api();
    try {
      const expected = await call(module);
      // Each of the first calls into the core fails once.
      let count = 0;
      for (let at = 0; at < 6; at += 1) {
        let left = at;
        Object.defineProperty(globalThis, "__trap", {
          configurable: true,
          get: () => (left-- === 0 ? "trap" : null),
          set: () => {},
        });
        const error = await Promise.resolve()
          .then(() => call(module))
          .then(
            () => null,
            (error) => error,
          );
        Object.defineProperty(globalThis, "__trap", { configurable: true, writable: true, value: null });
        if (left >= 0) break;
        count += 1;
        assert.equal(error?.name, "DecoderStopped", `call ${at}: ${error}`);
        assert.match(error.message, /^the decoder stopped at this text: unreachable$/);
        assert.ok(error.cause instanceof WebAssembly.RuntimeError);
        assert.deepEqual(await call(module), expected);
      }
      assert.ok(count > 0);
    } finally {
      module.end();
    }
  });
}

for (const [name, call] of Object.entries(WAYS)) {
  test(`the module answers although the engine slips: ${name}`, async () => {
    const module = await api();
    try {
      const expected = await call(module);
      let count = 0;
      for (let at = 0; at < 6; at += 1) {
        let left = at;
        Object.defineProperty(globalThis, "__trap", {
          configurable: true,
          get: () => (left-- === 0 ? "slip" : null),
          set: () => {},
        });
        const answer = await call(module);
        Object.defineProperty(globalThis, "__trap", { configurable: true, writable: true, value: null });
        assert.deepEqual(answer, expected);
        if (left < 0) count += 1;
      }
      assert.ok(count > 0);
    } finally {
      module.end();
    }
  });
}

test("a check that goes on while another text stops the core has its answer", async () => {
  const module = await api();
  const { verify } = SubtleCrypto.prototype;
  try {
    let isFirst = true;
    SubtleCrypto.prototype.verify = async function (...given) {
      const answer = await verify.apply(this, given);
      if (isFirst) {
        isFirst = false;
        globalThis.__trap = "trap";
        assert.throws(() => module.inspect(EXPIRED), { name: "DecoderStopped" });
      }
      return answer;
    };
    const verified = (text) => module.verify(text, pem(RSA), { now: NOW });
    const answers = await Promise.all([verified(RS256), verified(changed(RS256))]);
    assert.deepEqual(
      answers.map(({ verdict }) => verdict.state),
      ["valid", "invalid"],
    );
  } finally {
    SubtleCrypto.prototype.verify = verify;
    module.end();
  }
});
