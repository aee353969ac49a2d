// The rows of the core: decode, claims and inspect, against what JavaScript does.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { dist, serve, until } from "../../tests/browser/harness/index.mjs";
import { HUGE, NOW, SIZES, tokensOf } from "./tokens.mjs";

/** This folder. */
const here = path.dirname(fileURLToPath(import.meta.url));

/** Which function against whom, over which sizes, and the ratio each has to stay under. */
const ROWS = [
  { row: "decode", pair: "decode/jose", sizes: SIZES, budgets: [0.5, 0.8, 0.95, 1.05] },
  { row: "decode", pair: "decode/jwt-decode", sizes: SIZES, budgets: [0.1, 0.08, 0.05, 0.04] },
  { row: "claims", pair: "claims/jose", sizes: [...SIZES, HUGE], budgets: [0.6, 0.6, 0.65, 0.55, 0.6] },
  { row: "inspect", pair: "inspect/jwt-decode", sizes: SIZES, budgets: [1.0, 0.4, 0.2, 0.1] },
];

export const names = ["decode", "claims", "inspect"];

/** Measures the rows named; `report` gets each result as it is there. */
export async function run(browser, wanted, report) {
  const rows = ROWS.filter(({ row }) => wanted.includes(row));
  if (rows.length === 0) return;
  const server = await serve(dist, await files());
  const page = await browser.newPage();
  try {
    await page.goto(`${server.url}bench.html`);
    await until(page, () => typeof globalThis.compare === "function", { what: "the modules to load" });
    for (const { pair, sizes, budgets } of rows) {
      for (const [index, size] of sizes.entries()) {
        const what = `${pair.replace("/", " vs ")}, ${size.name}`;
        const budget = budgets[index];
        await page
          .evaluate((...args) => globalThis.compare(...args), pair, tokensOf(size), NOW)
          .then(
            ({ ours, peer, ratio }) => report({ what, unit: "ratio", value: ratio, budget, ours, peer, of: "us" }),
            (error) => report({ what, unit: "ratio", budget, error: error.message }),
          );
      }
    }
  } finally {
    await page.close();
    await server.close();
  }
}

async function files() {
  const peers = await esbuild.build({
    stdin: {
      contents: 'export * as jose from "jose"; export { jwtDecode } from "jwt-decode";',
      resolveDir: here,
    },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return {
    "/bench.html": '<!doctype html><meta charset="utf-8"><script type="module" src="/compare.js"></script>',
    "/compare.js": await readFile(path.join(here, "compare.js")),
    "/median.mjs": await readFile(path.join(here, "median.mjs")),
    "/jotglass.js": await readFile(path.join(dist, "npm/jotglass.js")),
    "/peers.js": peers.outputFiles[0].text,
  };
}
