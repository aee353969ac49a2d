// mdBook: fences, made into elements by a few lines of JavaScript.

import { copyFile } from "node:fs/promises";
import path from "node:path";
import { classic, run } from "./build.mjs";
import { example } from "./support.mjs";

example("mdbook", {
  path: "tokens.html",
  darken: ["#mdbook-theme-toggle", "#mdbook-theme-navy"],
  build: async (folder) => {
    await copyFile(classic, path.join(folder, "jwt-decoder.js"));
    await run(folder, "mdbook", ["build"]);
    return { site: path.join(folder, "book"), version: (await run(folder, "mdbook", ["--version"])).trim() };
  },
});
