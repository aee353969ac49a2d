// Swagger UI: a plugin that makes elements of the tokens in descriptions. There is nothing to build; the folder is the site.

import { installNpm, npmVersion } from "./build.mjs";
import { example } from "./support.mjs";

example("swagger-ui", {
  darken: [".dark-mode-toggle button"],
  build: async (folder) => {
    await installNpm(folder);
    return { site: folder, version: await npmVersion(folder, "swagger-ui-dist") };
  },
});
