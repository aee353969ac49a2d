// The rows of the search for a secret: keys a second of the npm module in Chromium, from a wordlist as a File; how soon it ends when it is
// told to, and how long it keeps the page waiting where it has no worker, as shares of the whole search.

import { createHmac } from "node:crypto";
import { dist, serve } from "../../tests/browser/harness/index.mjs";
import { median } from "./median.mjs";
import { SIZES, tokensOf } from "./tokens.mjs";

export const names = ["secrets"];

/** Words of the wordlist, of about the length of those of well-known lists. */
const WORDS = 2_000_000;
const ROUNDS = 3;

/** Microseconds for each key, which is 300,000 keys a second; milliseconds for the whole bundled list. */
const KEY_BUDGET = 1e6 / 300_000;
const KNOWN_BUDGET = 1000;
/** What of a search a user may notice: a search of a second that does not let go would be 1. */
const SHARE_BUDGET = 0.1;

export async function run(browser, wanted, report) {
  if (!wanted.includes("secrets")) return;
  const server = await serve(dist, { "/bench.html": '<!doctype html><meta charset="utf-8">' });
  const page = await browser.newPage();
  try {
    await page.goto(`${server.url}bench.html`);
    const [token] = tokensOf(SIZES[0]);
    const input = token.slice(0, token.lastIndexOf("."));
    const strong = `${input}.${createHmac("sha256", "Kx7!vT2#qLp9$wRz").update(input).digest("base64url")}`;
    const rounds = await page.evaluate(search, strong, WORDS, ROUNDS);
    const known = median(rounds.map(({ known }) => known.seconds));
    const perWord = median(rounds.map(({ words }) => words.seconds / words.tried));
    report({ what: "secret: HS256 from a wordlist File, a key", unit: "us", value: perWord * 1e6, budget: KEY_BUDGET });
    report({ what: "  keys a second", unit: "", value: Math.round(1 / perWord) });
    report({ what: "secret: the whole bundled list", unit: "ms", value: known * 1000, budget: KNOWN_BUDGET });
    report({ what: "  keys in it", unit: "", value: rounds[0].known.tried });
    const shares = await page.evaluate(interrupt, strong, WORDS, ROUNDS);
    const of = (name) => median(shares.map((share) => share[name]));
    report({
      what: "secret: told to end until it has, of the whole",
      unit: "ratio",
      value: of("ended"),
      budget: SHARE_BUDGET,
    });
    report({
      what: "secret: no worker, longest task, of the whole",
      unit: "ratio",
      value: of("longest"),
      budget: SHARE_BUDGET,
    });
  } catch (error) {
    report({ what: "secret: HS256 from a wordlist File, a key", unit: "us", budget: KEY_BUDGET, error: error.message });
  } finally {
    await page.close();
    await server.close();
  }
}

/** Runs in the page: searches in vain, first the bundled list alone and then with a wordlist, whose part is the difference. */
async function search(token, count, rounds) {
  const { findSecret } = await import("/npm/jotglass.js");
  const lines = Array.from({ length: count }, (_, index) => `word${(index * 7919) % 100_003}`);
  const words = new File([lines.join("\n")], "words.txt");
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const known = await findSecret(token);
    const both = await findSecret(token, { words });
    if (both.state !== "notFound") throw new Error(`expected to search in vain, but found ${both.state}`);
    measured.push({ known, words: { tried: both.tried - known.tried, seconds: both.seconds - known.seconds } });
  }
  return measured;
}

/** Runs in the page: the part of a whole search that passes until one that is told to end has, and the longest that nothing else runs. */
async function interrupt(token, count, rounds) {
  const { findSecret } = await import("/npm/jotglass.js");
  const words = new File(
    [Array.from({ length: count }, (_, index) => `word${(index * 7919) % 100_003}`).join("\n")],
    "words.txt",
  );
  const { Worker } = globalThis;
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const whole = (await findSecret(token, { words })).seconds * 1000;
    const control = new AbortController();
    let told;
    const onProgress = () => {
      told ??= performance.now();
      control.abort();
    };
    await findSecret(token, { words, signal: control.signal, onProgress }).catch(() => {});
    const ended = performance.now() - told;
    let [last, longest, over] = [performance.now(), 0, false];
    const watch = async () => {
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve));
        const now = performance.now();
        [longest, last] = [Math.max(longest, now - last), now];
      }
    };
    globalThis.Worker = undefined;
    const watching = watch();
    await findSecret(token, { words: words.slice(0, words.size / 10) }).finally(() => (globalThis.Worker = Worker));
    over = true;
    await watching;
    measured.push({ ended: ended / whole, longest: longest / whole });
  }
  return measured;
}
