// VitePress: the element in Markdown, defined by the theme; its pages are rendered without a browser first.

import path from "node:path";
import { installNpm, npmVersion, run } from "./build.mjs";
import { example } from "./support.mjs";

example("vitepress", {
  // It has a title once Vue has taken over the page.
  darken: [".VPSwitchAppearance:not([title=''])"],
  build: async (folder) => {
    await installNpm(folder);
    await run(folder, "npm", ["run", "build"]);
    return { site: path.join(folder, ".vitepress/dist"), version: await npmVersion(folder, "vitepress") };
  },
});
