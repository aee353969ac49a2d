// The page for frames: what a host can do with it, what nobody else can, and that the lines of the documentation are enough.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { dist, until } from "./harness/index.mjs";
import {
  assertQuiet,
  CLAIMS,
  EXPIRED,
  encode,
  guessed,
  inEachBrowser,
  inside,
  NOW,
  settled,
  token,
  VALID,
  verdict,
} from "./support.mjs";

const EMBED = await readFile(path.join(dist, "embed.html"), "utf8");
const DOCUMENTATION = await readFile(new URL("../../docs/src/iframe.md", import.meta.url), "utf8");

/** The policy that the documentation promises to be enough for a host. */
const [, STRICT] = DOCUMENTATION.match(/as strict as `(default-src 'none'; [^`]*)`/);
/** Its host: the markup and the script. */
const [HOST, SCRIPT] = ["html", "js"].map(
  (language) => [...DOCUMENTATION.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].at(-1)[1],
);

const WIDE = token({
  ...CLAIMS,
  ...Object.fromEntries(Array.from({ length: 30 }, (_, number) => [`claim-${number}`, number])),
});
/** What a host with a script and its frame ask for. */
const FILES = ["/host.html", "/frame.js", "/jotglass/embed.html"];
/** What heights are told in. */
const STEP = 64;
const SANDBOX = "allow-scripts allow-popups";

/** A host under the strict policy, with this body. */
const host = (body, script = "") => ({
  "/host.html": `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="${STRICT}"><title>Host</title><body>${body}</body></html>`,
  "/frame.js": script,
  "/jotglass/embed.html": EMBED,
});

const framed = (fragment) =>
  `<iframe title="A token" sandbox="${SANDBOX}" src="/jotglass/embed.html#${fragment}"></iframe>`;

/** The script of a host that makes the frame, and names itself or not. */
const named = (fragment = "") => making(`"origin=" + location.origin + "&${fragment}"`);
const unnamed = (fragment = "") => making(`"${fragment}"`);
const making = (fragment) => `const frame = document.createElement("iframe");
  frame.sandbox = "${SANDBOX}";
  frame.src = "/jotglass/embed.html#" + ${fragment};
  document.body.append(frame);`;

/** Writes down each message that the host gets, from its beginning. */
const hearing = (page) =>
  page.evaluateOnNewDocument(() => {
    if (parent !== window) return;
    globalThis.__messages = [];
    addEventListener("message", ({ data, origin }) => globalThis.__messages.push({ data, origin }));
  });

/** Writes down each message that a window gets, after the window's own script has had it. */
const listening = (frame) =>
  frame.evaluate(() => {
    globalThis.__messages = [];
    addEventListener("message", ({ data, origin }) => globalThis.__messages.push({ data, origin }));
  });

/** Waits until the element in a frame is there, and drawn. */
async function drawn(frame) {
  await until(frame, () => customElements.get("jwt-decoder") !== undefined, { what: "the element in the frame" });
  await settled(frame);
}

/** Sends a message from the host to its first frame, and waits until it has arrived. */
async function send(host, frame, message) {
  await listening(frame);
  await host.evaluate((message) => frames[0].postMessage(message, "*"), message);
  await until(frame, () => globalThis.__messages.length > 0, { what: "the message to arrive" });
  await settled(frame);
}

const attributes = (frame) =>
  frame.evaluate(() =>
    Object.fromEntries([...document.querySelector("jwt-decoder").attributes].map(({ name, value }) => [name, value])),
  );

const shown = (frame) => frame.evaluate(() => document.querySelector("jwt-decoder").token);

inEachBrowser((open) => {
  /** Opens a host, and gives its first frame once that is drawn. */
  async function openHost(pages, options = {}) {
    const opened = await open("http", { path: "host.html", pages, clock: null, ...options });
    const [frame] = opened.page.mainFrame().childFrames();
    await drawn(frame);
    return { ...opened, frame };
  }

  /** Nothing thrown, logged or blocked, in the host and in its frame; and nothing asked for but the files named. */
  async function assertQuietFrame(opened, files = ["/host.html", "/jotglass/embed.html"]) {
    await assertQuiet(opened);
    assert.deepEqual(await opened.frame.evaluate(() => globalThis.__violations), []);
    assert.deepEqual(
      opened.served,
      files.map((url) => ({ method: "GET", url })),
    );
  }

  test("the lines of the documentation show a token, and follow its height", async () => {
    const opened = await openHost(host(HOST, SCRIPT));
    const { page, frame } = opened;
    const follows = async (frame) => {
      await until(frame, () => Boolean(document.querySelector("jwt-decoder")?.shadowRoot?.querySelector("h2")), {
        what: "the verdict",
      });
      await guessed(frame);
      const height = await frame.evaluate(
        (step) => `${step * Math.ceil(document.documentElement.getBoundingClientRect().height / step)}px`,
        STEP,
      );
      await until(page, (height) => document.querySelector("iframe").style.height === height, {
        args: [height],
        what: `the height of ${height}`,
      });
    };
    await follows(frame);
    const height = async () => Number.parseInt(await page.$eval("iframe", ({ style }) => style.height), 10);
    const before = await height();
    await page.evaluate((token) => frames[0].postMessage({ jotglass: "show", token, view: "full" }, "*"), WIDE);
    await until(frame, () => document.querySelector("jwt-decoder").shadowRoot.textContent.includes("claim-29"), {
      what: "the other token",
    });
    await follows(frame);
    assert.ok((await height()) > before + 300);
    assert.equal(await page.$eval("iframe", ({ dataset }) => dataset.state !== undefined), true);
    assert.equal(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true);
    await assertQuietFrame(opened, FILES);
    // The address of the frame has no fragment any more: it must come from the script again.
    await page.reload();
    await follows(page.mainFrame().childFrames()[0]);
  });

  test("the fragment says what is shown, and is gone from the address", async () => {
    const opened = await openHost(
      host(framed(`token=${EXPIRED}&now=${NOW}&view=compact&theme=dark&readonly&findings=error+warning&headings=3`)),
    );
    const { frame } = opened;
    assert.match(await inside(frame, "h2, h3"), /^Expired 1 hour ago/);
    assert.equal(await frame.evaluate(() => location.href), new URL("/jotglass/embed.html", opened.url).href);
    assert.deepEqual(await attributes(frame), {
      loading: "eager",
      now: String(NOW),
      view: "compact",
      theme: "dark",
      readonly: "",
      findings: "error warning",
      headings: "3",
    });
    assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
    assert.equal(
      await frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
      "rgba(0, 0, 0, 0)",
    );
    await assertQuietFrame(opened);
  });

  test("a fragment brings neither keys nor the token to other pages", async () => {
    const opened = await openHost(host(framed(`token=${VALID}&keys=secret&disclose=`)));
    assert.equal(await opened.frame.evaluate(() => document.querySelector("jwt-decoder").keys), "");
    assert.equal(
      await opened.frame.evaluate(() => document.querySelector("jwt-decoder").hasAttribute("disclose")),
      false,
    );
    await guessed(opened.frame);
    await assertQuietFrame(opened);
  });

  test("what a user puts in is not tried by the host, neither by moments nor by keys", async () => {
    const opened = await openHost(host("<script src=frame.js></script>", named()));
    const { page, frame } = opened;
    await send(page, frame, { jotglass: "show", token: EXPIRED, now: NOW, keys: "secret" });
    assert.deepEqual(
      [
        await frame.evaluate(() => document.querySelector("jwt-decoder").now),
        await frame.evaluate(() => document.querySelector("jwt-decoder").keys),
      ],
      [NOW, "secret"],
    );
    await frame.evaluate((text) => {
      const field = document.querySelector("jwt-decoder").shadowRoot.querySelector("#field");
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }, VALID);
    await settled(frame);
    const state = () =>
      frame.evaluate(() =>
        (({ now, keys, token, view }) => ({ now, keys, token, view }))(document.querySelector("jwt-decoder")),
      );
    assert.deepEqual(await state(), { now: null, keys: "", token: VALID, view: "full" });
    await send(page, frame, { jotglass: "show", now: NOW, keys: "secret", view: "compact" });
    assert.deepEqual(await state(), { now: null, keys: "", token: VALID, view: "compact" });
    // With a token of its own the host has its say again.
    await send(page, frame, { jotglass: "show", token: EXPIRED, now: NOW, keys: "secret" });
    assert.deepEqual(await state(), { now: NOW, keys: "secret", token: EXPIRED, view: "compact" });
    // What is no plain value is ignored.
    await send(page, frame, { jotglass: "show", token: { text: 1 }, view: ["full"] });
    assert.deepEqual(await state(), { now: NOW, keys: "secret", token: EXPIRED, view: "compact" });
    await assertQuietFrame(opened, ["/host.html", "/frame.js", "/jotglass/embed.html"]);
  });

  test("a host that has set a moment or keys before a user pastes hears nothing that was judged by them", async () => {
    const opened = await openHost(host("<script src=frame.js></script>", named()), { before: hearing });
    const { page, frame } = opened;
    // Good from 1970 to 2096, and signed by nobody: what the host sets would show in the state.
    const text = token({ ...CLAIMS, iat: 1, exp: 4e9 });
    const type = (text) =>
      frame.evaluate((text) => {
        const field = document.querySelector("jwt-decoder").shadowRoot.querySelector("#field");
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }, text);
    const heard = () =>
      page.evaluate(() =>
        globalThis.__messages
          .splice(0)
          .map(({ data }) => data)
          .filter(({ jotglass }) => jotglass !== "height")
          .map(({ jotglass, detail }) => `${jotglass} ${detail.state}`),
      );
    for (const asked of [{ now: 5e9 }, { keys: "secret" }, { now: 5e9, keys: "secret", token: "" }]) {
      await send(page, frame, { jotglass: "show", ...asked });
      await heard();
      await type(text);
      await guessed(frame);
      await until(page, () => globalThis.__messages.some(({ data }) => data.jotglass === "decoded"), {
        what: "what became of the token",
      });
      assert.deepEqual([...new Set(await heard())], ["decoded current"], JSON.stringify(asked));
      assert.equal(
        await frame.evaluate(() => document.querySelector("jwt-decoder").shadowRoot.querySelector("#field").value),
        text,
      );
      await type("");
      await until(page, () => globalThis.__messages.some(({ data }) => data.detail?.state === "empty"));
    }
    await assertQuietFrame(opened, FILES);
  });

  test("a height tells about how much there is, and not of a letter how wide it is", async () => {
    const opened = await openHost(host("<script src=frame.js></script>", unnamed(`token=${VALID}`)), {
      before: hearing,
    });
    const { page, frame } = opened;
    const heights = new Set();
    for (let width = 300; width < 420; width += 7) {
      await page.evaluate((width) => void (document.querySelector("iframe").style.width = `${width}px`), width);
      await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      for (const { data } of await page.evaluate(() => globalThis.__messages.splice(0))) heights.add(data.height);
    }
    assert.ok(heights.size > 0);
    for (const height of heights) assert.equal(height % STEP, 0, `${height} px`);
  });

  test("a host may give a moment in any form", async () => {
    const opened = await openHost(host("<script src=frame.js></script>", named()));
    const { page, frame } = opened;
    for (const now of ["2026-11-20T12:00:00Z", NOW, String(NOW)]) {
      await send(page, frame, { jotglass: "show", token: VALID, now });
      assert.equal(await frame.evaluate(() => document.querySelector("jwt-decoder").now), NOW);
      await send(page, frame, { jotglass: "show", token: "", now: null });
    }
    await listening(frame);
    await page.evaluate(
      (token, now) => frames[0].postMessage({ jotglass: "show", token, now: new Date(now * 1000) }, "*"),
      VALID,
      NOW,
    );
    await until(frame, (now) => document.querySelector("jwt-decoder").now === now, { args: [NOW] });
  });

  test("a host that is named may set everything, and take it back", async () => {
    const opened = await openHost(host("<script src=frame.js></script>", named()));
    const { page, frame } = opened;
    await send(page, frame, {
      jotglass: "show",
      token: EXPIRED,
      now: NOW,
      view: "claims",
      theme: "light",
      keys: "secret",
      readonly: true,
      disclose: true,
    });
    assert.equal(await shown(frame), EXPIRED);
    assert.equal(await frame.evaluate(() => document.querySelector("jwt-decoder").keys), "secret");
    assert.deepEqual(await attributes(frame), {
      loading: "eager",
      now: String(NOW),
      view: "claims",
      theme: "light",
      readonly: "",
    });
    await send(page, frame, { jotglass: "show", token: VALID, keys: null, view: null, theme: null, readonly: false });
    assert.match(await verdict(frame), /12 minutes/);
    assert.deepEqual(await attributes(frame), { loading: "eager", now: String(NOW) });
    await send(page, frame, { jotglass: "hide", token: EXPIRED });
    await send(page, frame, EXPIRED);
    await send(page, frame, null);
    assert.equal(await shown(frame), VALID);
    await assertQuietFrame(opened, FILES);
  });

  test("a window that is not the parent is not heard, of whatever origin it is", async () => {
    const sibling = '<iframe src="/sibling.html"></iframe>';
    const pages = {
      ...host(`<script src=frame.js></script>${sibling}`, named(`token=${VALID}`)),
      "/sibling.html": "<!doctype html><title>Sibling</title>",
    };
    const opened = await openHost(pages);
    const { page, frame } = opened;
    await listening(frame);
    const other = page.mainFrame().childFrames()[1];
    await other.evaluate((token) => parent.frames[0].postMessage({ jotglass: "show", token }, "*"), EXPIRED);
    await until(frame, () => globalThis.__messages.length > 0, { what: "the message to arrive" });
    assert.equal(await frame.evaluate(() => globalThis.__messages[0].origin), new URL(opened.url).origin);
    assert.equal(await shown(frame), VALID);
  });

  test("the host hears what became of the token, if it is named, and else only the height", async () => {
    const heard = (frame) => frame.evaluate(() => globalThis.__messages.map(({ data }) => data));
    for (const [script, expected] of [
      [named(), ["decoded", "height", "verified"]],
      [unnamed(), ["height"]],
    ]) {
      const opened = await openHost(host("<script src=frame.js></script>", script), { before: hearing });
      const { page, frame } = opened;
      await frame.evaluate(
        (token) => void Object.assign(document.querySelector("jwt-decoder"), { token, keys: "secret" }),
        VALID,
      );
      await guessed(frame);
      const names = async () => [...new Set((await heard(page)).map(({ jotglass }) => jotglass))].sort();
      await until(page, (count) => new Set(globalThis.__messages.map(({ data }) => data.jotglass)).size >= count, {
        args: [expected.length],
      });
      assert.deepEqual(await names(), expected);
      const text = JSON.stringify(await heard(page));
      assert.equal(
        text.includes(VALID.split(".")[1]) || text.includes("login.example") || text.includes("secret"),
        false,
        text,
      );
    }
  });

  test("a moment in the fragment alone holds for the token that a message brings", async () => {
    // Long ago: by the present the token is over.
    const now = 1_000_000_000;
    const opened = await openHost(host("<script src=frame.js></script>", named(`now=${now}`)), { before: hearing });
    const { page, frame } = opened;
    assert.equal((await attributes(frame)).now, String(now));
    await send(page, frame, { jotglass: "show", token: token({ sub: "u-42", exp: now + 700 }) });
    await until(page, () => globalThis.__messages.some(({ data }) => data.jotglass === "decoded"), {
      what: "what became of the token",
    });
    const heard = await page.evaluate(() =>
      globalThis.__messages.map(({ data }) => data).filter(({ jotglass }) => jotglass === "decoded"),
    );
    assert.deepEqual(
      heard.map(({ detail }) => detail.state),
      ["current"],
    );
    assert.equal(await frame.evaluate(() => document.querySelector("jwt-decoder").now), now);
    await assertQuietFrame(opened, FILES);
  });

  for (const [where, style] of [
    ["far below what is seen", "display: block; margin-top: 6000px"],
    ["that is not displayed", "display: none"],
  ]) {
    test(`a token that takes long to read is read in a frame ${where}`, async () => {
      const hidden = `frame.style = "${style}";`;
      const opened = await openHost(host("<script src=frame.js></script>", `${named()}\n${hidden}`), {
        before: hearing,
      });
      const { page, frame } = opened;
      const good = token({ ...CLAIMS, pad: "x".repeat(20_000) });
      const bad = `${encode({ alg: "HS256" })}.${encode(`{"pad":"${"x".repeat(60_000)}"`)}.AAAA`;
      const news = (names) =>
        until(
          page,
          (names) => names.every((name) => globalThis.__messages.some(({ data }) => data.jotglass === name)),
          {
            args: [names],
            what: names.join(" and "),
          },
        );
      for (const [text, expected] of [
        [good, ["decoded current", "verified"]],
        [bad, ["error broken"]],
        [good, ["decoded current", "verified"]],
      ]) {
        await page.evaluate(() => void globalThis.__messages.splice(0));
        const message = { jotglass: "show", token: text, now: NOW, keys: "secret" };
        await page.evaluate((message) => frames[0].postMessage(message, "*"), message);
        await news(expected.map((words) => words.split(" ")[0]));
        // Its details follow, though nobody sees them.
        await settled(frame);
        const heard = (await page.evaluate(() => globalThis.__messages.map(({ data }) => data)))
          .filter(({ jotglass }) => jotglass !== "height")
          .map(({ jotglass, detail }) => (jotglass === "verified" ? jotglass : `${jotglass} ${detail.state}`));
        assert.deepEqual(heard.slice(0, expected.length), expected);
      }
      await assertQuietFrame(opened, FILES);
    });
  }

  test("a host that has no origin itself is not heard, though it names what browsers say in its place", async () => {
    const outer = `<!doctype html><title>Outer</title><iframe sandbox="allow-scripts" src="/host.html"></iframe>`;
    const opened = await open("http", {
      path: "outer.html",
      pages: { ...host(framed(`origin=null&token=${VALID}`)), "/outer.html": outer },
      clock: null,
    });
    const [inner] = opened.page.mainFrame().childFrames();
    const [frame] = inner.childFrames();
    await drawn(frame);
    await send(inner, frame, { jotglass: "show", token: EXPIRED });
    assert.equal(await frame.evaluate(() => globalThis.__messages[0].origin), "null");
    assert.equal(await shown(frame), VALID);
  });

  for (const [what, fragment] of [
    ["another origin is named", "origin=https://docs.example"],
    ["none is named", "view=full"],
    ["what is named is no origin", "origin=docs"],
  ]) {
    test(`a message is dropped where ${what}`, async () => {
      const opened = await openHost(host(framed(`${fragment}&token=${VALID}&now=${NOW}`)));
      await send(opened.page, opened.frame, {
        jotglass: "show",
        token: EXPIRED,
        keys: "secret",
        view: "claims",
        now: 1,
      });
      assert.equal(await shown(opened.frame), VALID);
      assert.equal(
        await opened.frame.evaluate(() => document.querySelector("jwt-decoder").getAttribute("now")),
        String(NOW),
      );
      assert.equal(await opened.frame.evaluate(() => document.querySelector("jwt-decoder").keys), "");
    });
  }
});
