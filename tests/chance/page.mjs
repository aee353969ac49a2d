// Tokens, keys and labels made by chance, in the page: nothing is blocked by its policy, nothing is drawn that is not on the list, nobody is
// asked for anything, and no step keeps the page from answering.
//
//     node tests/chance/page.mjs SECONDS [SEED]

import { openPage } from "../browser/harness/index.mjs";
import { inEachBrowser, KEYS, NOW, TEXTS } from "./chance.mjs";

/** The longest that a step may keep the page from answering, in milliseconds: texts are short, but the machine may be busy. */
const LONGEST = 1000;

/** All that the element draws. */
const TAGS =
  "a article b button circle code dd details div dl dt h2 h3 h4 i input label li line ol p pre rect section small span style summary svg text textarea time tspan ul";
/** And with which attributes, but for those that begin with `aria-` and `data-`: no address is among them. */
const ATTRIBUTES =
  "autocapitalize autocomplete autocorrect class cx cy datetime dir for height hidden id lang max min open part placeholder r rel role rows rx spellcheck start step tabindex target text-anchor title type value width wrap x x1 x2 y y1 y2";

await inEachBrowser(
  "the page",
  async (browser) => {
    const opened = await openPage(browser, "http");
    await opened.page.evaluate(install, {
      texts: TEXTS,
      keys: KEYS,
      now: NOW,
      tags: TAGS.split(" "),
      attributes: ATTRIBUTES.split(" "),
      longest: LONGEST,
    });
    opened.before = opened.requests.length;
    return opened;
  },
  async (opened, seed) => {
    const failure = await opened.page.evaluate((seed) => globalThis.__sequence(seed), seed);
    // Chromium draws the button of a field for a date so.
    const asked = opened.requests.slice(opened.before).filter(({ url }) => !url.startsWith("data:"));
    return failure ?? (asked.length > 0 ? `asked for ${JSON.stringify(asked)}` : null);
  },
);

/** Runs in the page. */
function install({ texts, keys, now, tags, attributes, longest }) {
  /** A number from 0 to 1, by a seed (mulberry32). */
  const chance = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const encode = (text) =>
    btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  const NASTY = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "https://evil.example/?redirect=//a",
    "data:text/html,<b>",
    "\u202egnp.exe",
    "\u0000",
    "\ud800",
    "{{7*7}}",
    "%00%0d%0a",
    "' OR 1=1 --",
    "é".repeat(200),
    "x".repeat(3000),
    "\n\t\r",
    "__proto__",
    "toString",
  ];
  const NAMES = [
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "alg",
    "kid",
    "typ",
    "jku",
    "x5c",
    "jwk",
    "crit",
    "_sd",
    "cnf",
    "scope",
    "act",
    "address",
  ];

  /** Any value of JSON, down to a depth. */
  function json(random, pick, depth) {
    const kind = random();
    if (depth === 0 || kind < 0.35) return JSON.stringify(pick([...NASTY, ...NAMES]));
    if (kind < 0.5)
      return pick(["0", "-1", "1e400", "1795176600", "1795176600.5", "-0", "123456789012345678901", "true", "null"]);
    const count = Math.floor(random() * 6);
    const items = Array.from({ length: count }, () => json(random, pick, depth - 1));
    if (kind < 0.65) return `[${items.join(",")}]`;
    return `{${items.map((item) => `${JSON.stringify(pick([...NAMES, ...NAMES, ...NASTY]))}:${item}`).join(",")}}`;
  }

  function object(random, pick, members) {
    const more = Array.from(
      { length: Math.floor(random() * 6) },
      () => `${JSON.stringify(pick([...NAMES, ...NASTY]))}:${json(random, pick, 3)}`,
    );
    return `{${[...members, ...more].join(",")}}`;
  }

  function madeToken(random, pick) {
    const alg = pick(["HS256", "RS256", "ES256", "none", "EdDSA", "ML-DSA-44", NASTY[0]]);
    const header = object(random, pick, [`"alg":${JSON.stringify(alg)}`]);
    const payload = object(random, pick, [`"exp":${now + Math.floor(random() * 5000) - 2500}`]);
    return `${encode(header)}.${encode(payload)}.${encode("x".repeat(Math.floor(random() * 80)))}`;
  }

  /** A text with some characters taken out and others put in. */
  function slipped(text, random, pick) {
    let slips = Math.floor(random() * 4);
    for (; slips > 0; slips -= 1) {
      const at = Math.floor(random() * (text.length + 1));
      text =
        text.slice(0, at) +
        pick([...NASTY, ".", "~", "", "", "\n", "%2E", "…"]) +
        text.slice(at + Math.floor(random() * 4));
    }
    return text;
  }

  let slowest = 0;
  try {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) slowest = Math.max(slowest, duration);
    }).observe({ type: "longtask" });
  } catch {
    // Firefox does not tell; there the steps are measured alone.
  }

  const light = document.documentElement.outerHTML.length;
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const decoder = document.querySelector("jwt-decoder");
  const root = decoder.shadowRoot;
  decoder.clock = () => now;

  async function settled() {
    const end = performance.now() + 20_000;
    for (let calm = 0; calm < 2; calm += 1) {
      await wait(8);
      if (root.querySelector("[aria-busy=true], [data-do=stop]")) calm = -1;
      if (performance.now() > end) throw new Error("nothing is settled after 20 s");
    }
  }

  /** What is drawn and not on the list. */
  function stranger() {
    for (const node of root.querySelectorAll("*")) {
      if (!tags.includes(node.localName)) return `<${node.localName}>`;
      for (const { name, value } of node.attributes) {
        if (!attributes.includes(name) && !/^(aria|data)-[a-z-]+$/.test(name))
          return `<${node.localName} ${name}="${value}">`;
        if (/^\s*(javascript|data):/i.test(value) && name !== "value") return `<${node.localName} ${name}="${value}">`;
      }
    }
    return null;
  }

  globalThis.__sequence = async (seed) => {
    const random = chance(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    slowest = 0;
    const text = random() < 0.5 ? madeToken(random, pick) : pick(texts);
    const token = slipped(text, random, pick);
    const key = slipped(pick(keys), random, pick);
    const labels = Object.fromEntries(Array.from({ length: 4 }, () => [pick([...NAMES, ...NASTY]), pick(NASTY)]));
    const given = JSON.stringify({ token, key, labels });
    try {
      decoder.labels = labels;
      decoder.token = token;
      if (random() < 0.5) decoder.keys = key;
      await settled();
      for (const details of root.querySelectorAll("details")) details.open = random() < 0.5;
      if (random() < 0.3) decoder.view = pick(["full", "compact", "claims", "json", "payload", "findings", "timeline"]);
      await settled();
    } catch (error) {
      return `${error}\n  ${given}`;
    }
    const found = stranger();
    if (found) return `drawn: ${found}\n  ${given}`;
    if (Math.abs(document.documentElement.outerHTML.length - light) > 100)
      return `the page itself has changed\n  ${given}`;
    if (slowest > longest) return `a task of ${slowest} ms\n  ${given}`;
    return null;
  };
}
