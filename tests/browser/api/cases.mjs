// What the JavaScript API must do, as a table that runs anywhere: in Node, in a page, in a worker. It imports nothing that only
// one of them has.
//
// A case is a name and a function that gets `{ api, url, given }`: the module, where it was loaded from, and what the test
// prepared (see ../api.test.mjs). It throws where the API fails it.

import { claimsCases } from "./claims.mjs";
import { decodeCases } from "./decode.mjs";
import { hostileCases } from "./hostile.mjs";
import { inspectCases } from "./inspect.mjs";
import { secretCases } from "./secret.mjs";
import { verifyCases } from "./verify.mjs";

export const cases = {
  ...inspectCases,
  ...decodeCases,
  ...claimsCases,
  ...hostileCases,
  ...secretCases,
  ...verifyCases,
};

/** Runs all cases on a module; answers what failed by name, with `null` for what did not. */
export async function run(context) {
  const outcomes = {};
  for (const [name, work] of Object.entries(cases)) {
    try {
      await work(context);
      outcomes[name] = null;
    } catch (error) {
      outcomes[name] = String(error);
    }
  }
  return outcomes;
}
