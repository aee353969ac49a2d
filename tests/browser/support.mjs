// What the end-to-end tests share: tokens to look at, the element's inside, and a describe block for each browser.

import assert from "node:assert/strict";
import { after, afterEach, before, describe } from "node:test";
import { begun, browsers, openPage, until } from "./harness/index.mjs";

/** The moment at which the tests look, in Unix seconds: 20 November 2026, 12:00:00 UTC. */
export const NOW = 1_795_176_000;

/** The base64url of a text or of the JSON of a value. */
export const encode = (value) =>
  Buffer.from(typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString(
    "base64url",
  );

const SIGNATURE = encode(Buffer.alloc(32, 7));
export const HEADER = { alg: "HS256", typ: "JWT" };

/** A compact token. Payload and header are values, or texts that stand as they are. */
export const token = (payload, header = HEADER, signature = SIGNATURE) =>
  `${encode(header)}.${encode(payload)}.${signature}`;

export const CLAIMS = {
  iss: "https://login.example",
  sub: "u-42",
  aud: "https://api.example",
  iat: NOW - 180,
  exp: NOW + 720,
  jti: "5f0c2c9e1b7a4d63",
};
export const VALID = token(CLAIMS);
export const EXPIRED = token({ ...CLAIMS, iat: NOW - 7200, exp: NOW - 3600 });
export const FUTURE = token({ ...CLAIMS, nbf: NOW + 600, exp: NOW + 7200 });
export const UNSIGNED = token(CLAIMS, { alg: "none" }, "");

/** Runs `suite` once for each browser; it gets a function that opens the page, its clock set to NOW. */
export function inEachBrowser(suite) {
  for (const { name, launch } of browsers()) {
    describe(name, () => {
      let browser;
      before(async () => {
        browser = await launch();
      });
      // Also after a test that failed: an open server would keep Node from ending.
      const all = [];
      afterEach(() => Promise.all(all.splice(0).map((opened) => opened.close())));
      after(() => browser?.close());
      const open = async (where = "http", options = {}) => {
        const opened = await openPage(browser, where, options);
        all.push(opened);
        if (options.clock !== null)
          await opened.page.evaluate(
            (now) => void (document.querySelector("jwt-decoder").clock = () => now),
            options.clock ?? NOW,
          );
        return opened;
      };
      suite(open, { name, browser: () => browser });
    });
  }
}

/** Waits until nothing is left to be drawn: after the verdict, details follow once it is painted, and then what a check of the signature says. */
export const settled = async (page) => {
  await begun(page);
  await until(page, () => !document.querySelector("jwt-decoder").shadowRoot?.querySelector("[aria-busy=true]"), {
    what: "the details to be drawn",
  });
};

/** Runs `work` in the page once all is drawn, and waits until what it changed is drawn too. */
const when = async (page, work, ...given) => {
  await settled(page);
  const answer = await page.evaluate(work, ...given);
  await settled(page);
  return answer;
};

/** Pastes as a user does, as far as a script may: the event first, and the text into the field where nobody took it. */
export const paste = (page, text) =>
  when(
    page,
    (text) => {
      const field = document.querySelector("jwt-decoder").shadowRoot.querySelector("#field");
      field.focus();
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const event = new ClipboardEvent("paste", {
        bubbles: true,
        cancelable: true,
        composed: true,
        clipboardData: data,
      });
      // Firefox hands out an empty clipboard for events that scripts make.
      if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data });
      if (field.dispatchEvent(event)) document.execCommand("insertText", false, text);
    },
    text,
  );

/** The text of what matches inside the element, or null. */
export const inside = (page, selector) =>
  when(
    page,
    (selector) => document.querySelector("jwt-decoder").shadowRoot.querySelector(selector)?.textContent ?? null,
    selector,
  );

/** The texts of all that match inside the element. */
export const insideAll = (page, selector) =>
  when(
    page,
    (selector) =>
      [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll(selector)].map(
        (found) => found.textContent,
      ),
    selector,
  );

/** The names of the payload's claims, in the order of their lines. */
export const names = async (page) =>
  (await insideAll(page, '[data-at^="payload "] > .line > code > .name')).map((name) => JSON.parse(name));

/** The value of the member at a place, where it is one line. */
export const shown = (at) => `[data-at="${at}"] > .line > code > span:last-of-type`;

export const click = (page, selector) =>
  when(page, (selector) => document.querySelector("jwt-decoder").shadowRoot.querySelector(selector).click(), selector);

export const verdict = (page) => inside(page, "h2");
export const value = (page) => page.evaluate(() => document.querySelector("jwt-decoder").token);
export const setValue = (page, text) =>
  when(page, (text) => void (document.querySelector("jwt-decoder").token = text), text);

/** Puts keys into their box, as a user does. */
export const setKey = (page, text) =>
  when(
    page,
    (text) => {
      const box = document.querySelector("jwt-decoder").shadowRoot.querySelector("#key");
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    },
    text,
  );

/** Waits until no secret is being guessed. */
export const guessed = (page) =>
  until(
    page,
    () => !document.querySelector("jwt-decoder").shadowRoot.querySelector("[aria-busy=true], [data-do=stop]"),
    { timeout: 20_000, what: "the end of the guessing" },
  );

/** The rules that were found, by id. */
export const found = (page) =>
  when(page, () =>
    [...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll("[data-rule]")].map(
      (finding) => finding.dataset.rule,
    ),
  );

/** Holds a page to what must hold at the end of every test: nothing thrown, nothing logged, nothing blocked. */
export async function assertQuiet(opened) {
  assert.deepEqual(opened.errors, []);
  // Firefox looks for an icon by itself, and logs that the policy kept it from doing so.
  assert.deepEqual(
    opened.console.filter(({ text }) => !text.includes("/favicon.ico ")),
    [],
  );
  assert.deepEqual(await opened.violations(), []);
}
