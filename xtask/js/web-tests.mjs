// Runs a WebAssembly test binary in each browser, without drivers.
//
//     node web-tests.mjs RUNNER BINARY
//
// wasm-bindgen's test runner serves the tests as a page (NO_HEADLESS) instead of driving a browser; this opens the page,
// waits for the result, and prints what the page says, with libtest's summary line.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import process from "node:process";
import { browsers } from "../../tests/browser/harness/index.mjs";

/** The longest a browser may take for all tests, in milliseconds. */
const TIMEOUT = 300_000;

const [program, binary] = process.argv.slice(2);

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** Starts the runner and waits until it serves, or fails with what it said. */
async function startRunner(port) {
  const env = { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: `127.0.0.1:${port}` };
  const runner = spawn(program, [binary], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  runner.stdout.on("data", (chunk) => (said += chunk));
  runner.stderr.on("data", (chunk) => (said += chunk));
  let ended = false;
  runner.on("exit", () => (ended = true));
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (ended) break;
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok) return runner;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  runner.kill();
  throw new Error(`expected the test runner to serve the tests, but it said:\n${said}`);
}

async function runIn({ name, launch }, url) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const output = () => page.evaluate(() => document.getElementById("output")?.textContent ?? "");
    for (const end = Date.now() + TIMEOUT; Date.now() < end; ) {
      const text = await output();
      if (/^test result: /m.test(text)) {
        console.log(`in ${name}:\n${text.trim()}\n`);
        return /^test result: ok\./m.test(text);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    console.log(`in ${name}: no result after ${TIMEOUT / 1000} s; the page says:\n${await output()}`);
    return false;
  } finally {
    await browser.close();
  }
}

const port = await freePort();
const runner = await startRunner(port);
try {
  for (const browser of browsers()) {
    const passed = await runIn(browser, `http://127.0.0.1:${port}/`).catch((error) => {
      console.log(`in ${browser.name}: ${error.stack}`);
      return false;
    });
    if (!passed) process.exitCode = 1;
  }
} finally {
  runner.kill();
}
