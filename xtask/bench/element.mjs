// The rows of the element in a page of somebody else's: what it weighs, how soon the first one is decoded, and what a hundred cost.

import path from "node:path";
import { dist, openPage, until } from "../../tests/browser/harness/index.mjs";
import { sizeOf } from "../js/sizes.mjs";
import { median } from "./median.mjs";
import { SIZES, tokensOf } from "./tokens.mjs";

export const names = ["element"];

const ROUNDS = 9;
const MANY = 100;

export async function run(browser, wanted, report) {
  if (!wanted.includes("element")) return;
  for (const name of ["element.js", "core.js", "jwt-decoder.js"]) {
    const { brotli } = sizeOf(path.join(dist, "npm", name));
    report({ what: `element, ${name}, brotli`, unit: "KB", value: brotli / 1000 });
  }
  await first(browser, report);
  await many(browser, report);
}

const site = (script, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,">${script}${body}`;
const MODULES = '<script type="module" src="/npm/define.js"></script>';
const CLASSIC = '<script src="/npm/jwt-decoder.js"></script>';

/** Navigation to the first element decoded, by modules and by the classic script, and the same of our page; they take turns. */
async function first(browser, report) {
  const [token] = tokensOf(SIZES[0]);
  const sample = `<jwt-decoder readonly view="compact"><pre>${token}</pre></jwt-decoder>`;
  const pages = { "/modules.html": site(MODULES, sample), "/classic.html": site(CLASSIC, sample) };
  const once = async (file, fragment) => {
    const opened = await openPage(browser, "http", {
      pages,
      path: file,
      fragment,
      before: (page) => page.evaluateOnNewDocument(watch),
    });
    try {
      return await until(opened.page, () => globalThis.__decoded, {
        what: `an element decoded on ${file || "the page"}`,
      });
    } finally {
      await opened.close();
    }
  };
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      modules: await once("modules.html"),
      classic: await once("classic.html"),
      page: await once("", `#token=${token}`),
    });
  }
  const of = (which) => median(rounds.map((round) => round[which]));
  for (const which of ["modules", "classic"]) {
    report({
      what: `element, navigation to first decoded, ${which} vs page`,
      unit: "ratio",
      value: of(which) / of("page"),
      ours: of(which),
      peer: of("page"),
      of: "ms",
    });
  }
}

/** Runs in the page before anything else: notes when the first payload is in the document. */
function watch() {
  addEventListener("jwt-decoded", () => (globalThis.__decoded ??= performance.now()));
}

/** A hundred on one page: until all are decoded, the memory they take, and what is left once they are removed. */
async function many(browser, report) {
  const tokens = tokensOf(SIZES[0]);
  const samples = Array.from(
    { length: MANY },
    (_, index) => `<jwt-decoder readonly view="compact"><pre>${tokens[index % tokens.length]}</pre></jwt-decoder>`,
  );
  const pages = {
    "/many.html": site(MODULES, samples.join("")),
    "/none.html": site(MODULES, `<jwt-decoder readonly view="compact"><pre>${tokens[0]}</pre></jwt-decoder>`),
  };
  const measured = [];
  for (let round = 0; round < ROUNDS; round += 1) measured.push(await once(browser, pages));
  const of = (name) => median(measured.map((one) => one[name]));
  report({ what: `${MANY} elements, navigation to all decoded`, unit: "ms", value: of("decoded") });
  report({ what: `${MANY} elements, tasks over 50 ms until then`, unit: "", value: of("long") });
  report({ what: `${MANY} elements, heap beyond that of one`, unit: "KB", value: of("heap") });
  report({ what: `${MANY} elements, WebAssembly memory beyond that of one`, unit: "KB", value: of("memory") });
  report({ what: `${MANY} elements, instances of WebAssembly`, unit: "", value: of("instances"), budget: 1 });
  report({ what: "the same removed, heap beyond that of one", unit: "KB", value: of("left") });
  report({ what: "the same removed, nodes beyond those of one", unit: "", value: of("nodes") });
}

async function once(browser, pages) {
  const before = (page) => page.evaluateOnNewDocument(spy);
  const one = await openPage(browser, "http", { pages, path: "none.html", before });
  await decoded(one.page, 1);
  const base = await memory(one.page);
  await one.close();
  const all = await openPage(browser, "http", { pages, path: "many.html", before });
  try {
    const at = await decoded(all.page, MANY);
    const full = await memory(all.page);
    const long = await all.page.evaluate(() => globalThis.__long);
    await all.page.evaluate(async () => {
      for (const element of [...document.querySelectorAll("jwt-decoder")].slice(1)) element.remove();
      await new Promise((resolve) => setTimeout(resolve));
    });
    const left = await memory(all.page);
    const kilobytes = (one, other) => (one - other) / 1000;
    return {
      decoded: at,
      long,
      heap: kilobytes(full.heap, base.heap),
      memory: kilobytes(full.wasm, base.wasm),
      instances: full.instances,
      left: kilobytes(left.heap, base.heap),
      nodes: left.nodes - base.nodes,
    };
  } finally {
    await all.close();
  }
}

/** Runs in the page before anything else: counts what is decoded, instances and long tasks. */
function spy() {
  let count = 0;
  globalThis.__at = [];
  addEventListener("jwt-decoded", () => (globalThis.__at[++count] = performance.now()));
  globalThis.__instances = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    globalThis.__instances.push(instance.exports.memory);
    return instance;
  };
  globalThis.__long = 0;
  new PerformanceObserver((list) => (globalThis.__long += list.getEntries().length)).observe({ type: "longtask" });
}

const decoded = (page, count) =>
  until(page, (count) => globalThis.__at[count], {
    args: [count],
    timeout: 30_000,
    what: `${count} elements to be decoded`,
  });

/** After a collection of what is not needed any more. */
async function memory(page) {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.enable").then(() => session.send("Performance.getMetrics"));
  await session.detach();
  const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
  const wasm = await page.evaluate(() => ({
    instances: globalThis.__instances.length,
    wasm: globalThis.__instances.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  }));
  return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), ...wasm };
}
