// The rows of `verify`: a token of 900 characters and a key, against jose's compactVerify with a key that was imported before.

import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { dist, serve, until } from "../../tests/browser/harness/index.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const BUDGET = 1.1;
const LENGTH = 900;
const VARIANTS = 8;

export const names = ["verify"];

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Tokens of an algorithm, each with another payload, and the key that checks them all. */
function signed(alg, make, tag) {
  const { key, secret } = make();
  const end = tag("", secret).toString("base64url").length;
  const tokens = Array.from({ length: VARIANTS }, (_, variant) => {
    const header = encode({ alg, typ: "JWT", kid: "k1" });
    const claims = {
      iss: "https://login.example",
      sub: `u-${variant}`,
      aud: "https://api.example",
      iat: 1_767_225_900,
      exp: 1_767_229_500,
      pad: "",
    };
    claims.pad = "x".repeat(
      Math.max(0, Math.floor(((LENGTH - header.length - end - 2) * 3) / 4) - JSON.stringify(claims).length),
    );
    const message = `${header}.${encode(claims)}`;
    return `${message}.${tag(message, secret).toString("base64url")}`;
  });
  return { alg, tokens, key };
}

const pair = (kind, options) => () => {
  const { publicKey, privateKey } = generateKeyPairSync(kind, options);
  return { key: publicKey.export({ type: "spki", format: "pem" }), secret: privateKey };
};
const shared = () => {
  const secret = randomBytes(32).toString("hex");
  return { key: secret, secret };
};

const sets = () => [
  signed("HS256", shared, (message, secret) => createHmac("sha256", secret).update(message).digest()),
  signed("RS256", pair("rsa", { modulusLength: 2048 }), (message, key) => sign("sha256", Buffer.from(message), key)),
  signed("ES256", pair("ec", { namedCurve: "P-256" }), (message, key) =>
    sign("sha256", Buffer.from(message), { key, dsaEncoding: "ieee-p1363" }),
  ),
  signed("Ed25519", pair("ed25519"), (message, key) => sign(null, Buffer.from(message), key)),
];

/** Measures it; `report` gets each result as it is there. */
export async function run(browser, wanted, report) {
  if (!wanted.includes("verify")) return;
  const peers = await esbuild.build({
    stdin: { contents: 'export * as jose from "jose";', resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const server = await serve(dist, {
    "/verify.html": '<!doctype html><meta charset="utf-8"><script type="module" src="/compare-verify.js"></script>',
    "/compare-verify.js": await readFile(path.join(here, "compare-verify.js")),
    "/median.mjs": await readFile(path.join(here, "median.mjs")),
    "/jotglass.js": await readFile(path.join(dist, "npm/jotglass.js")),
    "/peers.js": peers.outputFiles[0].text,
  });
  const page = await browser.newPage();
  try {
    await page.goto(`${server.url}verify.html`);
    await until(page, () => typeof globalThis.compareVerify === "function", { what: "the modules to load" });
    for (const set of sets()) {
      const what = `verify vs jose, ${set.alg}, ${set.tokens[0].length} B`;
      await page
        .evaluate((set) => globalThis.compareVerify(set), set)
        .then(
          ({ ours, peer, ratio }) =>
            report({ what, unit: "ratio", value: ratio, budget: BUDGET, ours, peer, of: "us" }),
          (error) => report({ what, unit: "ratio", budget: BUDGET, error: error.message }),
        );
    }
  } finally {
    await page.close();
    await server.close();
  }
}
