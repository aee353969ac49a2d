// The rows of the page: what it weighs, how soon it shows a token, how soon it shows one that is pasted.

import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { dist, openPage, until } from "../../tests/browser/harness/index.mjs";
import { sizeOf } from "../js/sizes.mjs";
import { median } from "./median.mjs";
import { PASTED, SIZES, tokensOf } from "./tokens.mjs";

export const names = ["page", "start", "paste"];

const START_ROUNDS = 15;
const PASTE_ROUNDS = 9;

/** Milliseconds from paste to painted; the huge token only has to keep the page alive. */
const PASTE_BUDGETS = [16, 50, undefined];

/** How long after a paste frames are watched, in milliseconds. */
const WATCHED = 600;

/** Where the sentence stands that says what the token is: in our page, and in the peer's. */
const VERDICT = "jwt-decoder >>> [part~=verdict]";

export async function run(browser, wanted, report) {
  if (wanted.includes("page")) await weight(browser, report);
  if (wanted.includes("start")) await start(browser, report);
  if (wanted.includes("paste")) await paste(browser, report);
}

async function weight(browser, report) {
  const opened = await openPage(browser, "http");
  await new Promise((resolve) => setTimeout(resolve, 500));
  report({ what: "page, requests", unit: "", value: opened.served.length, budget: 1 });
  await opened.close();
  const { raw, brotli } = sizeOf(path.join(dist, "index.html"));
  report({ what: "page, raw", unit: "KB", value: raw / 1000 });
  report({ what: "page, brotli", unit: "KB", value: brotli / 1000, budget: 260 });
}

/** Milliseconds beyond an empty page until the first token is decoded, and until its verdict is painted. */
const START_BUDGETS = { decoded: 35, painted: 70 };

/** Navigation to first decoded token: ours, a bare page that decodes with jose, and one that only shows a text; they take turns. */
async function start(browser, report) {
  const [token] = tokensOf(SIZES[0]);
  const fragment = `#token=${token}`;
  const pages = { "/jose.html": await josePage(), "/empty.html": emptyPage() };
  const idle = await idleVerdict(browser);
  const once = async (file) => {
    const options = {
      pages,
      path: file,
      fragment,
      before: (page) => page.evaluateOnNewDocument(watchStart, VERDICT, idle),
    };
    const opened = await openPage(browser, "http", options);
    try {
      return await until(opened.page, () => globalThis.__shown, { what: `the verdict on ${file || "the page"}` });
    } finally {
      await opened.close();
    }
  };
  const what = "start vs jose inlined";
  try {
    const rounds = [];
    for (let round = 0; round < START_ROUNDS; round += 1) {
      rounds.push({ ours: await once(""), peer: await once("jose.html"), empty: await once("empty.html") });
    }
    const of = (which, moment) => median(rounds.map((round) => round[which][moment]));
    for (const [moment, budget] of Object.entries(START_BUDGETS)) {
      const [ours, peer, empty] = ["ours", "peer", "empty"].map((which) => of(which, moment));
      report({
        what: `${what}, ${moment}`,
        unit: "ms",
        value: ours - empty,
        budget,
        ours: ours - empty,
        peer: peer - empty,
        of: "ms over an empty page",
      });
    }
  } catch (error) {
    report({ what, unit: "ms", error: error.message });
  }
}

/** Runs in the page before anything else: notes when the verdict is in the document, and when it is painted. */
function watchStart(selector, idle) {
  const [, inner] = selector.split(" >>> ");
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    const observer = new MutationObserver(() => {
      const verdict = root.querySelector(inner)?.textContent.trim();
      if (!verdict || verdict === idle) return;
      observer.disconnect();
      const decoded = performance.now();
      requestAnimationFrame(() => {
        // The first task after the frame, ahead of what the page itself has put off until then.
        const shown = () => void (globalThis.__shown = { decoded, painted: performance.now() });
        scheduler.postTask(shown, { priority: "user-blocking" });
      });
    });
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return root;
  };
}

/** What the page says without a token, so that it is not taken for a verdict. */
async function idleVerdict(browser) {
  const opened = await openPage(browser, "http");
  try {
    return await opened.page.evaluate((selector) => {
      const [host, inner] = selector.split(" >>> ");
      return document.querySelector(host)?.shadowRoot?.querySelector(inner)?.textContent.trim() ?? "";
    }, VERDICT);
  } finally {
    await opened.close();
  }
}

/** The least a page can do: read the fragment, decode by jose, show the payload. */
async function josePage() {
  const script = await esbuild.build({
    stdin: {
      contents: `
        import { decodeJwt, decodeProtectedHeader } from "jose";
        const token = location.hash.slice("#token=".length);
        const root = document.querySelector("jwt-decoder").attachShadow({ mode: "open" });
        const verdict = document.createElement("h2");
        verdict.setAttribute("part", "verdict");
        verdict.textContent = JSON.stringify([decodeProtectedHeader(token), decodeJwt(token)]);
        root.append(verdict);`,
      resolveDir: path.dirname(fileURLToPath(import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const text = script.outputFiles[0].text.replaceAll("</script", "<\\/script");
  return `<!doctype html><meta charset="utf-8"><title>jose</title><jwt-decoder></jwt-decoder><script type="module">${text}</script>`;
}

/** A page that shows a text in a shadow root, and does nothing else. */
function emptyPage() {
  const script = `
    const root = document.querySelector("jwt-decoder").attachShadow({ mode: "open" });
    const verdict = document.createElement("h2");
    verdict.setAttribute("part", "verdict");
    verdict.textContent = "A text.";
    root.append(verdict);`;
  return `<!doctype html><meta charset="utf-8"><title>empty</title><jwt-decoder></jwt-decoder><script type="module">${script}</script>`;
}

/** From the paste of a token to the frame that shows its verdict. */
async function paste(browser, report) {
  const idle = await idleVerdict(browser);
  for (const [index, size] of PASTED.entries()) {
    const what = `paste to painted, ${size.name}`;
    const opened = await openPage(browser, "http");
    try {
      const tokens = tokensOf(size);
      const rounds = [];
      for (let round = 0; round < PASTE_ROUNDS; round += 1) {
        rounds.push(await opened.page.evaluate(pasteOnce, tokens[round % tokens.length], VERDICT, WATCHED, idle));
        // By the button: what is pasted need not stand in the field, so emptying the field may not do.
        await opened.page.evaluate(clear, VERDICT);
        await until(opened.page, verdictIs, { args: [VERDICT, idle], what: "an empty page after Clear" });
      }
      report({ what, unit: "ms", value: median(rounds.map(({ painted }) => painted)), budget: PASTE_BUDGETS[index] });
      const frames = rounds.reduce((sum, { longFrames }) => sum + longFrames, 0);
      report({ what: `  frames over 100 ms in ${PASTE_ROUNDS} pastes`, unit: "", value: frames });
    } catch (error) {
      report({ what, unit: "ms", budget: PASTE_BUDGETS[index], error: error.message });
    } finally {
      await opened.close();
    }
  }
}

/** Runs in the page: presses its button that clears. */
function clear(selector) {
  const buttons = document.querySelector(selector.split(" >>> ")[0]).shadowRoot.querySelectorAll("button");
  const button = [...buttons].find(({ textContent }) => textContent.trim() === "Clear");
  if (!button) throw new Error("expected a button named Clear, but found none");
  button.click();
}

/** Runs in the page: whether its verdict is this text. */
function verdictIs(selector, text) {
  const [host, inner] = selector.split(" >>> ");
  return (document.querySelector(host).shadowRoot.querySelector(inner)?.textContent.trim() ?? "") === text;
}

/** Runs in the page: pastes, and waits for the frame with another verdict than that of the empty field. */
async function pasteOnce(token, selector, watched, empty) {
  const [host, inner] = selector.split(" >>> ");
  const root = document.querySelector(host).shadowRoot;
  const verdict = () => root.querySelector(inner)?.textContent.trim() ?? "";
  const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const soon = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  const field = root.querySelector("textarea");
  field.focus();

  let longFrames = 0;
  const observer = new PerformanceObserver((list) => {
    longFrames += list.getEntries().filter(({ duration }) => duration > 100).length;
  });
  observer.observe({ type: "long-animation-frame" });

  const start = performance.now();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", token);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true });
  // A made-up paste does nothing by itself; the insertion is what the browser would do, with the same events.
  if (field.dispatchEvent(event)) document.execCommand("insertText", false, token);
  while (verdict() === empty) {
    if (performance.now() - start > 20_000) throw new Error("no verdict within 20 s");
    // Once a frame and no oftener, so that what the page does when idle is not kept waiting.
    await new Promise(requestAnimationFrame);
  }
  await soon();
  const painted = performance.now() - start;
  await rest(watched);
  observer.disconnect();
  return { painted, longFrames };
}
