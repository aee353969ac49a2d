// A long text never makes the page stand still: a worker reads it, and what is drawn of it is bounded.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import {
  assertQuiet,
  click,
  EXPIRED,
  encode,
  inEachBrowser,
  inside,
  settled,
  setValue,
  token,
  UNSIGNED,
  VALID,
  verdict,
} from "./support.mjs";

/** The longest text that is read, in bytes. */
const SIZE = 8 * 1024 * 1024;
/** The longest that the page may stand still, in milliseconds. */
const STILL = 200;

/** Makes of `n` bytes each a text that is made to take long; built in the page, where this runs as its text. */
const makers = () => {
  const b64 = (text) => btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const header = b64('{"alg":"HS256","typ":"JWT"}');
  const signature = "A".repeat(43);
  const sign = (payload, first = header) => `${first}.${b64(payload)}.${signature}`;
  const room = (n) => Math.floor(((n - 200) * 3) / 4);
  const filled = (open, unit, close, n) => {
    const parts = [open];
    for (let left = n - open.length - close.length, index = 0; ; index++) {
      const part = unit(index);
      if ((left -= part.length) < 0) return parts.join("") + close;
      parts.push(part);
    }
  };
  const repeated = (text, n) => text.repeat(Math.floor(n / text.length));
  const member = (index) => `,"k${String(index).padStart(5, "0")}":1`;
  const claims = (n) => filled('{"sub":"u"', member, "}", n);
  return {
    "members of the payload": (n) => sign(claims(room(n))),
    "parameters of the header": (n) => sign("{}", b64(filled('{"alg":"HS256"', member, "}", room(n)))),
    items: (n) => sign(filled('{"a":[0', () => ",0", "]}", room(n))),
    "the same member again and again": (n) => sign(filled('{"a":1', () => ',"a":1', "}", room(n))),
    "a claim of the wrong type again and again": (n) => sign(filled('{"email":1', () => ',"email":1', "}", room(n))),
    "nested lists": (n) => sign(filled('{"a":[1', () => `,${"[".repeat(17)}1${"]".repeat(17)}`, "]}", room(n))),
    "one long string": (n) => sign(filled('{"a":"', () => "abcdefgh", '"}', room(n))),
    escapes: (n) => sign(filled('{"a":"', () => "\\u202e", '"}', room(n))),
    "a finding for each member": (n) =>
      sign(filled('{"a":1', (index) => `,"<script>${index}":"<script>\\u202e"`, "}", room(n))),
    "hidden characters in every row": (n) =>
      sign(filled('{"a":1', (index) => `,"k${index}":"${"\x7f".repeat(990)}"`, "}", room(n))),
    "16 signatures of one payload": (n) =>
      `{"payload":"${b64(claims(room(n) - 1200))}","signatures":[${Array(16).fill(`{"protected":"${header}","signature":"${signature}"}`)}]}`,
    "many tokens": (n) => repeated(`${sign('{"sub":"u","exp":1795176720}')} `, n),
    "requests with tokens": (n) =>
      filled(
        '{"log":{"entries":[1',
        (index) => `,{"url":"https://a.example/${index}","value":"Bearer ${sign('{"sub":"u"}')}"}`,
        "]}}",
        n,
      ),
    disclosures: (n) => `${sign('{"sub":"u"}')}${repeated(`~${b64('["s","n",1]')}`, n - 300)}~`,
    encrypted: (n) => `${b64('{"alg":"dir","enc":"A256GCM"}')}..AAAA.${"A".repeat(n - 200)}.AAAA`,
    "bytes that are no text": (n) => `${header}.${"_".repeat(n - 100)}.${signature}`,
    "JSON without a token": (n) => filled('{"a":[1', (index) => `,{"k":${index}}`, "]}", n),
    "white space": (n) => repeated(" \n\t\r", n),
    "one letter": (n) => "a".repeat(n),
    words: (n) => repeated("a b ", n),
    dots: (n) => ".".repeat(n),
    returns: (n) => "\r".repeat(n),
    beginnings: (n) => repeated("eyJ", n),
    "beginnings in lines": (n) => repeated("eyJhIjox\r", n),
    emoji: (n) => repeated("👩‍👩‍👧‍👦 ", n / 3),
    "longer than is read": (n) => "a".repeat(n + 1),
  };
};

/** What is said of them. */
const SAID = {
  "many tokens": /^Not verified: expires in 12 minutes/,
  "white space": null,
  returns: null,
  "JSON without a token": /not a token/,
  "one letter": /opaque identifier/,
  words: /not a token/,
  dots: /not a token/,
  emoji: /not a token/,
  beginnings: /^(Incomplete|Malformed)/,
  "beginnings in lines": /^(Truncated|Incomplete|Malformed)/,
  disclosures: /^Not verified/,
  "bytes that are no text": /^Not well-formed/,
  encrypted: /^Encrypted/,
  "longer than is read": /too long|longer/i,
};

/** Sets the text and waits until all is drawn and painted. */
const show = (page) =>
  page.evaluate(async () => {
    const element = document.querySelector("jwt-decoder");
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    element.token = globalThis.text;
    await pause(50);
    while (element.shadowRoot.querySelector("[aria-busy=true]")) await pause(20);
    await pause(200);
  });

/** Does so, and tells the longest time between two beats of a timer meanwhile, in milliseconds. */
const showBeating = async (page) => {
  await page.evaluate(() => {
    let last = performance.now();
    globalThis.longest = 0;
    globalThis.beat = setInterval(() => {
      const now = performance.now();
      [globalThis.longest, last] = [Math.max(globalThis.longest, now - last), now];
    }, 5);
  });
  await show(page);
  return page.evaluate(() => (clearInterval(globalThis.beat), globalThis.longest));
};

/**
 * How long the page stands still for the text, in milliseconds. Chromium tells of each task for how long its thread ran; elsewhere it is
 * the time that passed, which others on the machine may have had.
 */
const standstill = {
  async chromium(page) {
    await page.tracing.start({ categories: ["toplevel"] });
    await show(page);
    const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
    const thread = ({ pid, tid }) => `${pid}:${tid}`;
    const isMain = ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain";
    const main = new Set(traceEvents.filter(isMain).map(thread));
    const tasks = traceEvents.filter((event) => /RunTask/.test(event.name) && main.has(thread(event)));
    assert.ok(tasks.length > 0, "no task was traced");
    return tasks.reduce((longest, { tdur, dur }) => Math.max(longest, tdur ?? dur ?? 0), 0) / 1000;
  },
  firefox: showBeating,
};

inEachBrowser((open, { name }) => {
  test("no task is long, whatever the text", { timeout: 600_000 }, async () => {
    const opened = await open();
    const kinds = await opened.page.evaluate(`Object.keys((globalThis.makers = (${makers})()))`);
    const slow = [];
    for (const kind of kinds) {
      await setValue(opened.page, VALID);
      await opened.page.evaluate((kind, size) => void (globalThis.text = globalThis.makers[kind](size)), kind, SIZE);
      let longest = await standstill[name](opened.page);
      const said = SAID[kind];
      const found = await verdict(opened.page);
      if (said === null) assert.equal(found, null, kind);
      else assert.match(found ?? "", said ?? /^(Not verified|Incomplete|Malformed)/, kind);
      for (let again = 0; longest > STILL && again < 2; again++) {
        // The machine may have been at something else.
        await setValue(opened.page, EXPIRED);
        longest = Math.min(longest, await standstill[name](opened.page));
      }
      if (process.env.VERBOSE) console.log(name, kind, Math.round(longest));
      if (longest > STILL) slow.push(`${kind}: ${Math.round(longest)} ms`);
    }
    assert.deepEqual(slow, []);
    assert.ok(kinds.length > 20);
    await assertQuiet(opened);
  });

  /** Has the most members that may be, and is not signed: that tells it from the others. */
  const LONG = token(
    `{${Array.from({ length: 200_000 }, (_, index) => `"m${index}":${index}`).join(",")}}`,
    { alg: "none" },
    "",
  );

  test("what is drawn is of the text that is there", async () => {
    const opened = await open();
    const set = (text) =>
      opened.page.evaluate((text) => void (document.querySelector("jwt-decoder").token = text), text);
    await setValue(opened.page, EXPIRED);
    await set(LONG);
    await until(
      opened.page,
      () =>
        /^Reading /.test(
          document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-place=head]")?.textContent,
        ),
      { what: "the reading" },
    );
    const left = await opened.page.evaluate(
      () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-place=body]").childElementCount,
    );
    assert.equal(left, 0, "the details of the text before are still there");
    // The short one comes while the long one is read, and is what stays.
    await set(VALID);
    assert.match(await verdict(opened.page), /12 minutes/);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.match(await verdict(opened.page), /12 minutes/);
    // One long text after the other.
    await set(LONG);
    await set(LONG.replace(/^[^.]*/, encode({ alg: "HS256" })));
    assert.match(await verdict(opened.page), /signature is missing/);
    await setValue(opened.page, LONG);
    assert.match(await verdict(opened.page), /not signed|Unsigned/i);
    await assertQuiet(opened);
  });

  test("an element that is taken out drops what is read for it", async () => {
    const opened = await open();
    const found = await opened.page.evaluate(async (text) => {
      const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
      const element = document.querySelector("jwt-decoder");
      element.token = text;
      await pause(20);
      const parent = element.parentNode;
      element.remove();
      await pause(1500);
      const isEmpty = element.shadowRoot.childElementCount === 0;
      parent.append(element);
      while (!element.shadowRoot.querySelector("h2")) await pause(20);
      return [isEmpty, element.token === text];
    }, LONG);
    assert.deepEqual(found, [true, true]);
    assert.match(await verdict(opened.page), /not signed|Unsigned/i);
    await assertQuiet(opened);
  });

  /** Stands for the workers of a page whose policy forbids them: browsers tell at once, or a little later. */
  const WITHOUT = {
    "at once": () => {
      globalThis.Worker = class {
        constructor() {
          throw new Error("refused");
        }
      };
    },
    later: () => {
      globalThis.Worker = class {
        constructor() {
          setTimeout(() => this.onerror(new Event("error")), 20);
        }
        postMessage() {}
        terminate() {}
      };
    },
  };

  for (const [when, refuse] of Object.entries(WITHOUT)) {
    test(`where no worker is to be had (${when}), what is not too long is read at once`, async () => {
      const opened = await open();
      await opened.page.evaluate(refuse);
      const of = (count) => token(`{"exp":1795176720,"rest":"${"x".repeat(count)}"}`);
      await setValue(opened.page, of(300_000));
      assert.match(await verdict(opened.page), /12 minutes/);
      await setValue(opened.page, of(3_000_000));
      assert.match(
        await inside(opened.page, "[data-place=head]"),
        /^4\.0 MB were not read: .* Up to 1\.0 MB can be read without one\.$/,
      );
      // Another moment makes no difference to what was not read.
      await opened.page.evaluate(() => void (document.querySelector("jwt-decoder").now = 1));
      assert.match(await inside(opened.page, "[data-place=head]"), /were not read/);
      await opened.page.evaluate(() => void (document.querySelector("jwt-decoder").now = null));
      await setValue(opened.page, VALID);
      assert.match(await verdict(opened.page), /12 minutes/);
      await assertQuiet(opened);
    });
  }

  test("a text that stops its worker is told of once and not tried again, and everything else goes on", async () => {
    const opened = await open("http", {
      before: (page) =>
        page.evaluateOnNewDocument(() => {
          globalThis.__told = [];
          globalThis.__workers = 0;
          addEventListener("jwt-error", ({ detail }) => globalThis.__told.push(detail.state));
          // A core in which every question is a trap.
          const { Blob: Before, Worker: Works } = globalThis;
          const trap = `{ const { Instance } = WebAssembly; WebAssembly.Instance = function (...given) {
            const { exports } = new Instance(...given);
            return { exports: { ...exports, desk_ask() { throw new WebAssembly.RuntimeError("unreachable"); } } };
          }; }`;
          globalThis.Blob = class extends Before {
            constructor(parts, options) {
              super(globalThis.__trap ? [trap, ...parts] : parts, options);
            }
          };
          globalThis.Worker = class extends Works {
            constructor(...given) {
              super(...given);
              globalThis.__workers += 1;
            }
            terminate() {
              globalThis.__workers -= 1;
              super.terminate();
            }
          };
        }),
    });
    const { page } = opened;
    await setValue(page, VALID);
    await page.evaluate((text) => {
      globalThis.__trap = true;
      document.querySelector("jwt-decoder").token = text;
    }, LONG);
    const notice = () => document.querySelector("jwt-decoder").shadowRoot.querySelector(".notice")?.textContent;
    await until(page, notice, { what: "the notice" });
    assert.match(
      await page.evaluate(notice),
      /^The decoder stopped at this text, so it is not decoded, and not tried again\./,
    );
    assert.equal(await inside(page, "[data-place=head]"), "");
    assert.deepEqual(await page.evaluate(() => [globalThis.__told, globalThis.__workers]), [["stopped"], 0]);
    // Whatever else is set, nothing reads it.
    await page.evaluate(() =>
      Object.assign(document.querySelector("jwt-decoder"), { now: 1, keys: "a secret", view: "claims" }),
    );
    await page.evaluate(() =>
      Object.assign(document.querySelector("jwt-decoder"), { now: null, keys: "", view: "full" }),
    );
    await settled(page);
    assert.deepEqual(await page.evaluate(() => [globalThis.__told, globalThis.__workers]), [["stopped"], 0]);
    await setValue(page, VALID);
    assert.match(await verdict(page), /12 minutes/);
    assert.equal(await page.evaluate(notice), "");
    await page.evaluate(() => void (globalThis.__trap = false));
    await setValue(page, LONG);
    assert.match(await verdict(page), /not signed|Unsigned/i);
    assert.deepEqual(opened.errors, []);
    // Firefox writes of the icon of the page, too.
    const written = opened.console.map(({ text }) => text).filter((text) => !text.includes("favicon.ico"));
    assert.equal(written.length, 1, JSON.stringify(written));
    assert.match(written[0], /^<jwt-decoder>: a text has stopped the decoder \(RuntimeError: unreachable\)/);
  });

  test("copying, another moment and a check reach a long text too", async () => {
    const opened = await open();
    const long = token(`{"exp":1795176720,"first":"wanted","rest":"${"x".repeat(300_000)}"}`);
    await setValue(opened.page, long);
    assert.match(await verdict(opened.page), /12 minutes/);
    await opened.page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", {
        configurable: true,
        value: { writeText: async (text) => void (globalThis.copied = text) },
      });
    });
    await click(opened.page, '[data-at="payload 1"] .copy');
    await until(opened.page, () => globalThis.copied !== undefined, { what: "the copy" });
    assert.equal(await opened.page.evaluate(() => globalThis.copied), "wanted");
    // Other options show the same: the page is told nothing new.
    await opened.page.evaluate(() => {
      const element = document.querySelector("jwt-decoder");
      globalThis.told = 0;
      element.addEventListener("jwt-decoded", () => globalThis.told++);
      element.headings = 3;
    });
    await until(
      opened.page,
      () => document.querySelector("jwt-decoder").shadowRoot.querySelector("h2[aria-level='3']") !== null,
      { what: "the other level" },
    );
    await settled(opened.page);
    assert.equal(await opened.page.evaluate(() => globalThis.told), 0);
    await opened.page.evaluate(() => void (document.querySelector("jwt-decoder").now = 1795176721));
    await until(
      opened.page,
      () => /^Expired/.test(document.querySelector("jwt-decoder").shadowRoot.querySelector("h2")?.textContent),
      { what: "the other moment" },
    );
    await opened.page.evaluate(() => void (document.querySelector("jwt-decoder").keys = "not the secret of it"));
    await until(
      opened.page,
      () => /Invalid signature/.test(document.querySelector("jwt-decoder").shadowRoot.querySelector("h2")?.textContent),
      { what: "the check" },
    );
    await settled(opened.page);
    assert.match(await inside(opened.page, "[data-place=checked]"), /Invalid signature/);
    await setValue(opened.page, UNSIGNED);
    assert.match(await verdict(opened.page), /not signed|Unsigned/i);
    await assertQuiet(opened);
  });
});
