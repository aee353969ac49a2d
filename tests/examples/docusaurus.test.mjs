// Docusaurus: the element in MDX, defined by a client module of the npm package; its pages are rendered without a browser first.

import path from "node:path";
import { installNpm, npmVersion, run } from "./build.mjs";
import { example } from "./support.mjs";

example("docusaurus", {
  // From the system's to light, and from light to dark. It is disabled until React has taken over the page.
  darken: Array(2).fill("button[class*=toggleButton]:not([disabled])"),
  build: async (folder) => {
    await installNpm(folder);
    await run(folder, "npm", ["run", "build"]);
    return { site: path.join(folder, "build"), version: await npmVersion(folder, "@docusaurus/core") };
  },
});
