// The vectors of tests/vectors as cases of judge.mjs: they are our own, so they are always there.

import { readFileSync } from "node:fs";
import { RARE } from "./vectors.mjs";

const read = (file) => readFileSync(new URL(`../../vectors/${file}`, import.meta.url), "utf8");

/** `alg`, where a header can be read. */
function algorithm(text) {
  try {
    return JSON.parse(Buffer.from(text.split(".")[0], "base64url").toString()).alg;
  } catch {
    return "";
  }
}

/** One case for each token and each file of its key, by suite and name. */
export function own() {
  const suite = (name) => (/^(HS|RS|PS|ES|Ed|ML)/.test(name) ? "our tokens" : "our attacks");
  return JSON.parse(read("tokens.json")).flatMap(({ name, text, keys, expect }) =>
    (keys.length > 0 ? keys : [null]).map((file) => ({
      suite: suite(name),
      name: `${name}, ${file ?? "no key"}`,
      text,
      key: file === null ? null : read(`keys/${file}`),
      expect,
      missing: RARE.includes(algorithm(text)),
    })),
  );
}
