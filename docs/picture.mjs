// Takes the picture of the README anew: dist/index.html with the expired example, at a fixed moment, in headless Chromium.
//
//     cargo xtask build && node docs/picture.mjs && pngquant --force --output docs/picture.png 64 docs/picture.png

import { fileURLToPath } from "node:url";
import { browsers, openPage } from "../tests/browser/harness/index.mjs";

const WIDTH = 1280;
const HEIGHT = 1010;

const [{ launch }] = browsers().filter(({ name }) => name === "chromium");
const browser = await launch({ args: ["--hide-scrollbars"] });
const { page } = await openPage(browser, "file", { viewport: { width: WIDTH, height: HEIGHT } });
await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
await page.evaluate(() => {
  const decoder = document.querySelector("jwt-decoder");
  decoder.clock = () => 1_795_176_000;
  decoder.shadowRoot.querySelector('[data-do="example"][data-what="expired"]').click();
  decoder.shadowRoot.activeElement?.blur();
  scrollTo(0, 0);
});
await page.screenshot({ path: fileURLToPath(new URL("picture.png", import.meta.url)) });
await browser.close();
