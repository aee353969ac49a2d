// Drives WebKitGTK: puppeteer does not know it, so this speaks WebDriver to Debian's driver, on a display of its own.
// https://www.w3.org/TR/webdriver2/

import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** Starts a browser; it can `open(url)`, `run(script)` (the body of a function, which may return a promise) and `close()`. */
export async function launch() {
  const display = program("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"], "xvfb");
  const number = (await display.says(/\d+/))[0];
  const port = await freePort();
  const driver = program("WebKitWebDriver", [`--port=${port}`], "webkit2gtk-driver", { DISPLAY: `:${number}` });
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const close = async () => {
    await Promise.all([driver.stop(), display.stop()]);
  };
  try {
    await driver.until(() => call("GET", "/status"));
    const { sessionId, capabilities } = await call("POST", "/session", { capabilities: {} });
    const session = `/session/${sessionId}`;
    return {
      version: capabilities.browserVersion,
      open: (url) => call("POST", `${session}/url`, { url }),
      run: (script) => call("POST", `${session}/execute/sync`, { script, args: [] }),
      async close() {
        await call("DELETE", session).catch(() => {});
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function program(name, options, debianPackage, environment = {}) {
  const child = spawn(name, options, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  const failed = new Promise((_, reject) => {
    child.on("error", (error) =>
      reject(new Error(`expected ${name} on PATH, but ${error.message}: install Debian's ${debianPackage}`)),
    );
    child.on("exit", (code) => reject(new Error(`${name} ended with ${code}: ${output}`)));
  });
  // Whoever waits for it hears of it; nobody does once it is to stop.
  failed.catch(() => {});
  const says = new Promise((resolve) => child.stdout.on("data", (data) => resolve((output += data))));
  return {
    says: (pattern) => Promise.race([says.then((text) => text.match(pattern)), failed]),
    /** Asks until it is answered. */
    until: (ask) => Promise.race([failed, retry(ask)]),
    stop: () =>
      new Promise((resolve) =>
        child.exitCode === null && child.pid ? (child.once("exit", resolve), child.kill()) : resolve(),
      ),
  };
}

async function retry(ask) {
  for (let left = 100; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
