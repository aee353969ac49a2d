// Bundles www/ with esbuild: the script and the style of the page, and the npm module.
//
//     node bundle.mjs PAGE-GLUE PAGE-WASM API-GLUE API-WASM WWW OUT
//
// A GLUE is wasm-bindgen's module, a WASM the optimised core, one for the page and one for the npm module. In www/,
// `import * as core from "#core"` means the exports of the glue, `import { text, swaps, moduleOf } from "#wasm"` the core as a
// string (see `asText`) and what makes a module of its bytes, and `import css from "./x.css"` the text of a style sheet,
// minified. OUT receives page.js, page.css and jotglass.js.
//
// It also holds the code to its promise: outside www/prove.js, whose work is to try, no way out to the network may be
// left in what is shipped.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";
import { rename } from "./rename.mjs";
import { reorder } from "./reorder.mjs";
import { split } from "./split.mjs";

const [pageGlue, pageWasm, apiGlue, apiWasm, www, out] = process.argv.slice(2).map((argument) => path.resolve(argument));

/** Words of JavaScript that reach the network. Anything that needs one of them belongs into www/prove.js. */
const WAYS_OUT = [
  "fetch(",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "sendBeacon",
  "RTCPeerConnection",
  "WebTransport",
  "importScripts",
  "import(",
  "import.meta",
  "_bg.wasm",
];

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  logLevel: "error",
};

const styles = { minify: true, charset: "utf8", legalComments: "none" };

/** Bytes that end a string literal or a line, or that a parser of HTML replaces; NUL is every ninth byte of the core. */
const AWKWARD = [0, 10, 13, 34, 92];

/** Pairs of bytes that change places, each awkward one with one of the rarest of ASCII: escapes would be 3 % of the page. */
function swapsFor(bytes) {
  const counts = new Uint32Array(128);
  for (const byte of bytes) counts[byte] += 1;
  const rare = [...counts.keys()].filter((byte) => byte !== 60 && !AWKWARD.includes(byte)).sort((one, other) => counts[one] - counts[other]);
  return AWKWARD.map((byte, at) => [byte, rare[at]]);
}

/**
 * Bytes as the text of a string literal: each byte is the character of its number, after `swaps`, escaped where it would
 * end the literal or the script. Compressed it is far smaller than base64, which hides from the compressor where bytes
 * begin. All characters of the page stay below U+0100, so that browsers keep it, and the script, at one byte a character.
 */
function asText(bytes, swaps) {
  const swapped = new Map([...swaps, ...swaps.map(([one, other]) => [other, one])]);
  const escape = (byte, next) => {
    switch (byte) {
      case 0:
        // A digit after it would make an octal escape of it.
        return next >= 48 && next <= 57 ? "\\x00" : "\\0";
      case 10:
        return "\\n";
      case 13:
        return "\\r";
      case 34:
        return '\\"';
      case 60:
        // Of what begins with "<" only "</script", "<script" and "<!--" mean something to the parser of HTML.
        return "/sS!".includes(String.fromCharCode(next)) ? "\\x3c" : "<";
      case 92:
        return "\\\\";
      default:
        return String.fromCharCode(byte);
    }
  };
  const moved = bytes.map((byte) => swapped.get(byte) ?? byte);
  return Array.from(moved, (byte, at) => escape(byte, moved[at + 1] ?? 0)).join("");
}

/** Stand for the core, and what it takes to read it, while esbuild works, because esbuild would escape half of the core. */
const PLACE = "the core goes here";
const SWAPS = "its swaps go here";
const SIZES = "the sizes of its parts go here";
const LENGTH = "its length goes here";

/** `#wasm` of the page, which is measured in compressed bytes: its core comes apart. */
const APART = `
  import { join } from "./join.js";
  export const text = "${PLACE}", swaps = "${SWAPS}", moduleOf = (bytes) => join(bytes, "${SIZES}", "${LENGTH}");`;

/** `#wasm` of the npm module, which is measured in microseconds. */
const WHOLE = `export const text = "${PLACE}", swaps = "${SWAPS}", moduleOf = (bytes) => bytes;`;

/** Puts a core in its place in a finished bundle, and what it takes to read it: `sizes` and `length` where it is apart. */
async function insertCore(name, { bytes, sizes, length }) {
  const file = path.join(out, name);
  const swaps = swapsFor(bytes);
  const places = new Map([[SWAPS, JSON.stringify(swaps)], [PLACE, `"${asText(bytes, swaps)}"`]]);
  if (sizes) places.set(SIZES, JSON.stringify(sizes)).set(LENGTH, JSON.stringify(length));
  let script = await readFile(file, "utf8");
  for (const [place, text] of places) {
    const parts = script.split(`"${place}"`);
    if (parts.length !== 2) throw new Error(`expected one place for "${place}" in ${file}, but found ${parts.length - 1}`);
    script = parts.join(text);
  }
  await writeFile(file, script);
}

/** Names between the page and its core: wasm-bindgen's, of a hundred functions, with a hash in each. */
const BETWEEN = { mangleProps: /^(__|wasm_bindgen_|decoder_)|_bg\.js$/, mangleQuoted: true, mangleCache: {} };

/**
 * The glue without its default export. That one loads the core by `fetch` from `import.meta.url`; a namespace import
 * would keep it alive, so the names are listed instead, and tree shaking drops the loader.
 */
async function glueWithoutLoader(glue) {
  const { metafile } = await esbuild.build({ ...common, entryPoints: [glue], metafile: true, write: false, outdir: out });
  const [{ exports: names }] = Object.values(metafile.outputs);
  const kept = names.filter((name) => name !== "default");
  return `export { ${kept.join(", ")} } from ${JSON.stringify(glue)};`;
}

/** Gives the names of www/ their meaning for one of the two cores. */
function conventions(glue, core, wasm) {
  return {
    name: "conventions",
    setup(build) {
      build.onResolve({ filter: /^#core$/ }, () => ({ path: "core", namespace: "jotglass" }));
      build.onLoad({ filter: /.*/, namespace: "jotglass" }, () => ({ contents: core, resolveDir: path.dirname(glue) }));
      build.onResolve({ filter: /^#wasm$/ }, () => ({ path: "wasm", namespace: "jotglass-wasm" }));
      build.onLoad({ filter: /.*/, namespace: "jotglass-wasm" }, () => ({ contents: wasm, resolveDir: www }));
      build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
        if (build.initialOptions.entryPoints.includes(file)) return undefined;
        const { code } = await esbuild.transform(await readFile(file, "utf8"), { ...styles, loader: "css" });
        return { contents: code.trim(), loader: "text" };
      });
    },
  };
}

const page = { plugin: conventions(pageGlue, await glueWithoutLoader(pageGlue), APART) };
const api = { plugin: conventions(apiGlue, await glueWithoutLoader(apiGlue), WHOLE) };

function bundle({ plugin }, entry, name = entry, options = {}) {
  return esbuild.build({
    ...common,
    plugins: [plugin],
    entryPoints: [path.join(www, entry)],
    outfile: path.join(out, name),
    minify: true,
    ...options,
  });
}

/** Fails on a way out in a bundle that should have none; the unminified text tells where. */
async function assertNoWayOut(core, entry) {
  const { outputFiles } = await bundle(core, entry, entry, { write: false, minify: false, external: ["*/prove.js"] });
  const lines = outputFiles[0].text.split("\n");
  const found = lines.flatMap((line, index) =>
    // The external import of prove.js stays as a line of its own, and comments do not act.
    WAYS_OUT.filter((word) => line.includes(word) && !/^\s*(\/\/|\*|\/\*)/.test(line)).map(
      (word) => `  ${word} in: ${line.trim().slice(0, 120)} (line ${index + 1} of the bundle of ${entry})`,
    ),
  );
  if (found.length === 0) return;
  console.error(`expected no way out to the network outside www/prove.js, but found:\n${found.join("\n")}`);
  process.exitCode = 1;
}

try {
  const [{ mangleCache: names }] = await Promise.all([
    bundle(page, "page.js", "page.js", BETWEEN),
    bundle(api, "api.js", "jotglass.js"),
    bundle(page, "page.css"),
    assertNoWayOut(page, "page.js"),
    assertNoWayOut(api, "api.js"),
  ]);
  const [pageCore, apiCore] = await Promise.all([pageWasm, apiWasm].map(async (file) => new Uint8Array(await readFile(file))));
  await Promise.all([insertCore("page.js", split(reorder(rename(pageCore, names)))), insertCore("jotglass.js", { bytes: apiCore })]);
} catch (error) {
  // esbuild has said which file and line already.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
}
