// The browsers the end-to-end tests and the bench run in: Debian's Chromium and Firefox, without extra drivers.
//
// puppeteer-core speaks CDP to Chromium and WebDriver BiDi to Firefox. Each launch has a fresh profile, which puppeteer
// removes on close.

import { accessSync, constants } from "node:fs";
import path from "node:path";
import process from "node:process";
import puppeteer from "puppeteer-core";

/** The flags keep Chromium from talking to anyone by itself: what a test records is then the page's doing. */
const CHROMIUM_FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The same for Firefox. */
const FIREFOX_PREFERENCES = {
  "app.update.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "captivedetect.canonicalURL": "",
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.prefetch-next": false,
  "toolkit.telemetry.enabled": false,
};

/** xtask/src/setup/browsers.rs looks for the same names. */
const BROWSERS = [
  {
    name: "chromium",
    variable: "CHROMIUM",
    programs: ["chromium", "chromium-browser", "google-chrome"],
    options: () => ({
      browser: "chrome",
      // Chromium's sandbox refuses to run as root.
      args: process.getuid?.() === 0 ? [...CHROMIUM_FLAGS, "--no-sandbox"] : CHROMIUM_FLAGS,
    }),
  },
  {
    name: "firefox",
    variable: "FIREFOX",
    programs: ["firefox-esr", "firefox"],
    options: () => ({ browser: "firefox", extraPrefsFirefox: FIREFOX_PREFERENCES }),
  },
];

/**
 * The browsers to test in, as `{ name, launch() }`; `launch` gives puppeteer's Browser.
 *
 * The variable JOTGLASS_BROWSERS (such as `firefox`, or `chromium,firefox`) picks some. A browser that is not on this
 * machine throws at launch: a missing browser is a failed test, not a skipped one.
 */
export function browsers() {
  const wanted = process.env.JOTGLASS_BROWSERS?.split(",") ?? BROWSERS.map(({ name }) => name);
  return BROWSERS.filter(({ name }) => wanted.includes(name)).map(({ name, variable, programs, options }) => ({
    name,
    launch: ({ args = [], preferences = {} } = {}) => {
      const executablePath = process.env[variable] ?? find(programs);
      if (!executablePath) throw new Error(`expected ${programs.join(" or ")} on PATH, but found none`);
      const own = options();
      // Only Firefox has preferences.
      const firefox = own.extraPrefsFirefox && { extraPrefsFirefox: { ...own.extraPrefsFirefox, ...preferences } };
      return puppeteer.launch({
        headless: true,
        ...own,
        ...firefox,
        args: [...(own.args ?? []), ...args],
        executablePath,
      });
    },
  }));
}

function find(programs) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const program of programs) {
    for (const folder of folders) {
      const file = path.join(folder, program);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  return undefined;
}
