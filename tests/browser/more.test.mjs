// The further signature algorithms as they are shipped, in Node and, under the policy of the page, in each browser.
//
// Node's own cryptography, which is OpenSSL's, makes keys and signatures of ES256K and Ed448 anew for each run, so that two
// implementations are held against each other. ML-DSA has its examples in tests/it/more.rs; here it shows that it runs.

import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { dist } from "./harness/index.mjs";
import { inEachBrowser } from "./support.mjs";

const MODULE = path.join(dist, "npm/more.js");
const { verifyMore } = await import(pathToFileURL(MODULE).href);

const ROUNDS = 20;
const FLIP = 1;

/** The public key as raw bytes, with which its DER ends. Not by way of JWK: in Node 20 that now and then waits for ever. */
const raw = (publicKey, length) => publicKey.export({ format: "der", type: "spki" }).subarray(-length);

const MAKERS = {
  ES256K() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    return {
      key: raw(publicKey, 65),
      sign: (message) => sign("sha256", message, { key: privateKey, dsaEncoding: "ieee-p1363" }),
    };
  },
  Ed448() {
    const { privateKey, publicKey } = generateKeyPairSync("ed448");
    return { key: raw(publicKey, 57), sign: (message) => sign(null, message, privateKey) };
  },
};

/** Rows of arguments, as arrays of numbers so that they can be sent to a browser, and what is expected of them. */
function rows() {
  const rows = [];
  const add = (algorithm, key, signature, message, expected) =>
    rows.push([algorithm, [...key], [...signature], [...message], expected]);
  for (const [algorithm, make] of Object.entries(MAKERS)) {
    for (let round = 0; round < ROUNDS; round++) {
      const { key, sign } = make();
      const message = Buffer.alloc(round * 50, round);
      const signature = sign(message);
      const damaged = Buffer.from(signature);
      damaged[(round * 7) % signature.length] ^= FLIP;
      add(algorithm, key, signature, message, true);
      add(algorithm, key, damaged, message, false);
      add(algorithm, key, signature, Buffer.concat([message, Buffer.of(0)]), false);
      add(algorithm, make().key, signature, message, false);
      add(algorithm, key.subarray(1), signature, message, "DataError");
    }
  }
  for (const [algorithm, key, signature] of [
    ["ML-DSA-44", 1312, 2420],
    ["ML-DSA-65", 1952, 3309],
    ["ML-DSA-87", 2592, 4627],
  ]) {
    add(algorithm, Buffer.alloc(key, 7), Buffer.alloc(signature, 7), Buffer.from("a"), false);
    add(algorithm, Buffer.alloc(key + 1, 7), Buffer.alloc(signature, 7), Buffer.from("a"), "DataError");
  }
  add("Ed25519", Buffer.alloc(32), Buffer.alloc(64), Buffer.alloc(0), "NotSupportedError");
  return rows;
}

/** What came of each row, `true`, `false` or the name of an error; also runs in pages. */
function outcomes(verifyMore, rows) {
  return rows.map(([algorithm, ...parts]) => {
    const [key, signature, message] = parts.slice(0, 3).map((bytes) => Uint8Array.from(bytes));
    try {
      return verifyMore(algorithm, key, signature, message);
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  });
}

const given = rows();
const expected = given.map((row) => row[4]);

describe("in Node", () => {
  test("it agrees with OpenSSL", () => assert.deepEqual(outcomes(verifyMore, given), expected));

  test("a large message is read whole", () => {
    const { key, sign } = MAKERS.Ed448();
    const message = Buffer.alloc(8 * 1024 * 1024, 1);
    const signature = sign(message);
    assert.equal(verifyMore("Ed448", key, signature, message), true);
    message[message.length - 1] = 0;
    assert.equal(verifyMore("Ed448", key, signature, message), false);
  });
});

const script = await readFile(MODULE, "utf8");
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";
const pages = {
  "/more.html": `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>more</title>
    <script type="module">${script.replace(/export\s*\{\s*(\w+) as verifyMore\s*\};?/, "globalThis.verifyMore=$1;")}</script>`,
};

inEachBrowser((open) => {
  test("it agrees with OpenSSL, inlined in a page that allows nothing else", async () => {
    const { page, errors } = await open("http", { pages, path: "more.html", clock: null });
    const found = await page.evaluate(`(${outcomes})(globalThis.verifyMore, ${JSON.stringify(given)})`);
    assert.deepEqual(found, expected);
    assert.deepEqual(errors, []);
  });
});
