// What users and sites do to `<jwt-decoder>`, in any order: afterwards it is drawn as a fresh element that is given the same, and has told the
// same.
//
//     node tests/chance/element.mjs SECONDS [SEED]

import { openPage } from "../browser/harness/index.mjs";
import { inEachBrowser, KEYS, NOW, TEXTS } from "./chance.mjs";

/** How many steps a sequence has at most. */
const STEPS = 14;

const SITE = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,">
  <script type="module" src="/npm/define.js"></script><main></main><iframe srcdoc="<body></body>"></iframe></html>`;

await inEachBrowser(
  "the element",
  async (browser) => {
    const opened = await openPage(browser, "http", { path: "site.html", pages: { "/site.html": SITE } });
    await opened.page.evaluate(() => customElements.whenDefined("jwt-decoder").then(() => {}));
    await opened.page.evaluate(install, { texts: TEXTS, keys: KEYS, now: NOW, steps: STEPS });
    return opened;
  },
  (opened, seed) => opened.page.evaluate((seed) => globalThis.__sequence(seed), seed),
);

/** Runs in the page. */
function install({ texts, keys, now, steps }) {
  /** A number from 0 to 1, by a seed (mulberry32). */
  const chance = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const main = document.querySelector("main");

  /** What an element told last, of each kind. */
  function ear(decoder) {
    const told = { decoded: null, verified: null };
    for (const type of ["jwt-decoded", "jwt-error"])
      decoder.addEventListener(type, ({ detail: { state, tokens, findings } }) => {
        told.decoded = { type, state, tokens, findings };
      });
    decoder.addEventListener("jwt-verified", ({ detail: { state, reason, trust, findings } }) => {
      told.verified = { state, reason, trust, findings };
    });
    return told;
  }

  const ATTRIBUTES = {
    token: texts,
    view: ["full", "compact", "claims", "json", "payload", "findings", "timeline", "odd"],
    theme: ["auto", "light", "dark"],
    readonly: [""],
    findings: ["error", "error warning", "none", ""],
    headings: ["2", "3", "4", "9"],
    caption: ["", "An example", "<b>x</b>"],
    highlight: ["sub exp", "alg", ""],
    lang: ["de", "ar"],
    now: [String(now), "2026-11-20T12:00:00Z", "tomorrow", String(now + 800)],
    presenting: [""],
    disclose: [""],
    loading: ["lazy", "eager"],
  };
  const LABELS = [{ iss: "who" }, { sub: "über wen", "a.b": "x" }, {}, null];

  /** What can be done: each gets the element, a function that picks one of a list, and what is to be known of it later. */
  const ACTS = {
    "sets token": (decoder, pick) => void (decoder.token = pick(texts)),
    "takes token": (decoder) => void (decoder.token = null),
    "sets keys": (decoder, pick) => void (decoder.keys = pick(keys)),
    "sets attribute": (decoder, pick) => {
      const name = pick(Object.keys(ATTRIBUTES));
      decoder.setAttribute(name, pick(ATTRIBUTES[name]));
    },
    "takes attribute": (decoder, pick) => decoder.removeAttribute(pick(Object.keys(ATTRIBUTES))),
    "sets now": (decoder, pick) => void (decoder.now = pick([now, now + 800, now - 1e6, null])),
    "sets labels": (decoder, pick, known) => void (decoder.labels = known.labels = pick(LABELS)),
    "sets text": (decoder, pick) => void (decoder.textContent = pick(texts)),
    "appends text": (decoder, pick) => decoder.append(pick(texts)),
    "appends code": (decoder, pick) => {
      const code = document.createElement("code");
      code.textContent = pick(texts);
      const block = document.createElement("pre");
      block.append(code);
      decoder.append(block);
    },
    "appends labels": (decoder) => {
      const script = document.createElement("script");
      script.type = "application/json";
      script.textContent = '{"aud":"for whom"}';
      decoder.append(script);
    },
    "empties it": (decoder) => decoder.replaceChildren(),
    replaces: (decoder, pick) => decoder.replace(pick(texts)),
    "reads a file": (decoder, pick) => void decoder.read(new Blob([pick(texts)])),
    types: (decoder, pick) => {
      const field = decoder.shadowRoot.querySelector("#field");
      if (!field) return;
      field.value = pick(texts);
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    },
    "types keys": (decoder, pick) => {
      const field = decoder.shadowRoot.querySelector("#key");
      if (!field) return;
      field.value = pick(keys);
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    },
    pastes: (decoder, pick) => {
      const data = new DataTransfer();
      data.setData("text/plain", pick(texts));
      const event = new ClipboardEvent("paste", {
        bubbles: true,
        cancelable: true,
        composed: true,
        clipboardData: data,
      });
      if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data });
      const field = decoder.shadowRoot.querySelector("#field");
      if (!field || decoder.readOnly) return;
      field.focus();
      field.select();
      if (field.dispatchEvent(event)) document.execCommand("insertText", false, data.getData("text/plain"));
    },
    "presses a key": (decoder, pick) => {
      const at = decoder.shadowRoot.querySelector(pick(["#field", "#key", "[part=verdict]"]));
      const key = pick([{ key: "Escape" }, { key: "z", ctrlKey: true }, { key: "z", ctrlKey: true, shiftKey: true }]);
      at?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...key }));
    },
    clicks: (decoder, pick) => {
      const buttons = [...decoder.shadowRoot.querySelectorAll("[data-do=clear], [data-do=example], [data-do=present]")];
      if (buttons.length > 0) pick(buttons).click();
    },
    "moves the clock": (decoder, pick) => {
      globalThis.__now += pick([1, 60, 800, 100_000, -100_000]);
      decoder.clock = () => globalThis.__now;
    },
    "takes it out": (decoder) => decoder.remove(),
    "puts it in": () => {},
    "moves it": (decoder) => main.prepend(decoder),
    adopts: (decoder) => document.querySelector("iframe").contentDocument.body.append(decoder),
  };

  /** The tree below a node, one line each: what is seen, and what is to be typed into. */
  function tree(node, depth = 0) {
    const pad = " ".repeat(depth);
    if (node.nodeType === Node.TEXT_NODE) {
      // How fast a search was is another figure each time.
      const text = node.data.replace(/, [\d.,]+( million)? a second/, "");
      return text ? [`${pad}${JSON.stringify(text)}`] : [];
    }
    if (node.nodeType === Node.COMMENT_NODE) return [];
    const lines = [];
    if (node.nodeType === Node.ELEMENT_NODE) {
      // What nobody sees may be of before.
      if (getComputedStyle(node).display === "none") return [];
      // What was said of the last step.
      if (node.classList.contains("said")) return [];
      // The value is told below: the attribute is what it began with.
      const attributes = [...node.attributes]
        .filter(({ name }) => name !== "value")
        .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
        .sort();
      const value =
        "value" in node && node.localName !== "li" && node.localName !== "button"
          ? ` :${JSON.stringify(node.value)}`
          : "";
      lines.push(`${pad}<${[node.localName, ...attributes].join(" ")}>${value}`);
    }
    for (const child of node.childNodes) lines.push(...tree(child, depth + 1));
    return lines;
  }

  /** Waits until nothing is drawn, checked or guessed any more. */
  async function settled(decoder) {
    const end = performance.now() + 20_000;
    for (let calm = 0; calm < 3; ) {
      await wait(calm === 0 ? 4 : 12);
      const root = decoder.shadowRoot;
      const busy =
        !root.querySelector(".frame, [part=notice]") || root.querySelector("[aria-busy=true], [data-do=stop]");
      const panel = root.querySelector(".check");
      const checking =
        panel?.checkVisibility() && /^Checking/.test(panel.querySelector(".answer b")?.textContent ?? "");
      calm = busy || checking ? 0 : calm + 1;
      if (performance.now() > end)
        throw new Error(`nothing is settled after 20 s: ${busy?.outerHTML ?? "a check goes on"}`);
    }
  }

  function difference(one, other) {
    const [ours, theirs] = [tree(one.shadowRoot), tree(other.shadowRoot)];
    const at = ours.findIndex((line, place) => line !== theirs[place]);
    if (at < 0 && ours.length === theirs.length) return null;
    const place = at < 0 ? ours.length : at;
    return `at line ${place}:\n  it:    ${ours.slice(place, place + 3).join("\n         ")}\n  fresh: ${theirs.slice(place, place + 3).join("\n         ")}`;
  }

  globalThis.__sequence = async (seed) => {
    const random = chance(seed);
    let picked = "";
    const pick = (list) => {
      const at = Math.floor(random() * list.length);
      picked += ` ${typeof list[at] === "string" && list[at].length < 20 ? JSON.stringify(list[at]) : at}`;
      return list[at];
    };
    globalThis.__now = now;
    main.replaceChildren();
    const decoder = document.createElement("jwt-decoder");
    const known = { labels: null };
    const told = ear(decoder);
    const trace = [];
    try {
      if (random() < 0.7) decoder.setAttribute("loading", "eager");
      decoder.clock = () => globalThis.__now;
      if (random() < 0.5) ACTS["sets attribute"](decoder, pick, known);
      main.append(decoder);
      const count = 1 + Math.floor(random() * steps);
      for (let step = 0; step < count; step += 1) {
        const name = pick(Object.keys(ACTS));
        picked = "";
        ACTS[name](decoder, pick, known);
        trace.push(name + picked);
        if (!decoder.isConnected && random() < 0.7) main.append(decoder);
        const pause = random();
        if (pause < 0.3) await Promise.resolve();
        else if (pause < 0.5) await wait(0);
        else if (pause < 0.6) await new Promise(requestAnimationFrame);
        else if (pause < 0.7 && decoder.isConnected) {
          decoder.loading = "eager";
          await settled(decoder);
          trace.push("(settled)");
        }
      }
      main.append(decoder);
      decoder.setAttribute("loading", "eager");
      await settled(decoder);

      const fresh = document.createElement("jwt-decoder");
      const toldFresh = ear(fresh);
      for (const { name, value } of decoder.attributes) fresh.setAttribute(name, value);
      for (const child of decoder.childNodes) fresh.append(child.cloneNode(true));
      fresh.clock = () => globalThis.__now;
      if (known.labels) fresh.labels = known.labels;
      fresh.now = decoder.now;
      fresh.keys = decoder.keys;
      main.append(fresh);
      // After it: what is empty before it counts as what nobody set.
      fresh.token = decoder.token;
      await settled(fresh);
      await settled(decoder);

      const differs = difference(decoder, fresh);
      if (differs) return `${trace.join(", ")}\n${differs}`;
      const decoded = [told, toldFresh].map(({ decoded }) =>
        JSON.stringify(decoded?.state === "empty" ? null : decoded),
      );
      if (decoded[0] !== decoded[1]) return `${trace.join(", ")}\n  told ${decoded[0]}\n  fresh ${decoded[1]}`;
      if (toldFresh.verified && JSON.stringify(told.verified) !== JSON.stringify(toldFresh.verified))
        return `${trace.join(", ")}\n  told ${JSON.stringify(told.verified)}\n  fresh ${JSON.stringify(toldFresh.verified)}`;
      return null;
    } catch (error) {
      return `${trace.join(", ")}\n  ${error?.stack ?? error}`;
    }
  };
}
