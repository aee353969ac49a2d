// Sphinx with Furo: the element by the directive for raw HTML.

import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { classic, installPython, pythonVersion, run } from "./build.mjs";
import { example } from "./support.mjs";

example("sphinx", {
  darken: ["button.theme-toggle"],
  build: async (folder) => {
    await mkdir(path.join(folder, "docs/_static"), { recursive: true });
    await copyFile(classic, path.join(folder, "docs/_static/jwt-decoder.js"));
    const programs = await installPython(folder);
    await run(folder, path.join(programs, "sphinx-build"), ["--fail-on-warning", "--quiet", "docs", "site"]);
    return {
      site: path.join(folder, "site"),
      version: `${await pythonVersion(folder, "sphinx")}, ${await pythonVersion(folder, "furo")}`,
    };
  },
});
