// The budgets, measured side by side with the peers, in one run, in headless Chromium.
//
//     node bench.mjs [ROW...]
//
// Prints a table and writes dist/bench.json. Times depend on the machine, ratios hardly do: the budgets of the core are
// ratios. A miss does not make the run fail; what could not be measured does.

import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { browsers, dist } from "../../tests/browser/harness/index.mjs";
import * as core from "./core.mjs";
import * as element from "./element.mjs";
import * as page from "./page.mjs";
import * as secrets from "./secrets.mjs";
import * as verify from "./verify.mjs";

const known = [...core.names, ...page.names, ...element.names, ...secrets.names, ...verify.names];
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`expected rows among ${known.join(", ")}, but found ${unknown.join(", ")}`);
  process.exit(1);
}

const results = [];

function report(result) {
  const { value, budget, error } = result;
  const verdict = error ? "FAILED" : budget === undefined ? "" : value <= budget ? "pass" : "MISS";
  results.push({ ...result, verdict });
  console.log(line({ ...result, verdict }));
}

function line({ what, unit, value, budget, ours, peer, of, error, verdict }) {
  const number = (n, u) => (n === undefined ? "" : `${round(n)}${u && u !== "ratio" ? ` ${u}` : ""}`);
  const detail = ours === undefined ? "" : `${round(ours)} / ${round(peer)} ${of}`;
  const columns = [
    what.padEnd(52),
    number(budget, unit).padStart(9),
    number(value, unit).padStart(11),
    verdict.padStart(8),
  ];
  return `${columns.join("")}  ${error ?? detail}`.trimEnd();
}

function round(number) {
  if (Number.isInteger(number)) return String(number);
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}

const [{ launch }] = browsers().filter(({ name }) => name === "chromium");
const browser = await launch();
const version = await browser.version();
console.log(`${version}, ${os.cpus()[0]?.model ?? "unknown processor"}, ${os.cpus().length} threads\n`);
console.log(`${"what".padEnd(52)}${"budget".padStart(9)}${"measured".padStart(11)}${"".padStart(8)}  ours / peer`);
try {
  await core.run(browser, wanted, report);
  await page.run(browser, wanted, report);
  await element.run(browser, wanted, report);
  await secrets.run(browser, wanted, report);
  await verify.run(browser, wanted, report);
} finally {
  await browser.close();
}

writeFileSync(path.join(dist, "bench.json"), `${JSON.stringify({ browser: version, results }, undefined, 2)}\n`);
const count = (verdict) => results.filter((result) => result.verdict === verdict).length;
console.log(`\n${count("pass")} within budget, ${count("MISS")} missed, ${count("FAILED")} not measured`);
if (count("FAILED") > 0) process.exitCode = 1;
