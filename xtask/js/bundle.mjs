// Bundles www/ with esbuild: the script and the style of the page, and the modules of the npm package.
//
//     node bundle.mjs WWW OUT PAGE-GLUE PAGE-WASM MORE-GLUE MORE-WASM [API-GLUE API-WASM]
//
// A GLUE is wasm-bindgen's module, a WASM what is optimised of it: the core for the page, the core for the npm module, and the
// further signature algorithms for both. In www/, `import { create } from "#core"` means a function that makes the core's
// glue (see `glueMaker`), `import { read } from "#wasm"` one that compiles the core (in a page it takes a moment), "#more" and "#more-wasm"
// mean the same of the further algorithms, "#desk-worker" and "#search-worker" the texts of those workers, bundled, and
// `import css from "./x.css"` the text of a style sheet, minified. In the npm package the modules are inlined as strings (see
// `asText`); in a page they are data beside the script. OUT receives page.js, page.css, embed.js, embed.css, and, where the
// core for the npm module is given, the scripts of the package.
//
// It also holds the code to its promise: outside www/prove.js, whose work is to try, no way out to the network may be
// left in what is shipped.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";

const [www, out, pageGlue, pageWasm, moreGlue, moreWasm, apiGlue, apiWasm] = process.argv
  .slice(2)
  .map((argument) => path.resolve(argument));

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

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  logLevel: "error",
};

/** @type {esbuild.TransformOptions} */
const styles = { minify: true, charset: "utf8", legalComments: "none" };

/** Bytes that end a string literal or a line, or that a parser of HTML replaces; NUL is every ninth byte of the core. */
const AWKWARD = [0, 10, 13, 34, 92];

/** Pairs of bytes that change places, each awkward one with one of the rarest of ASCII: escapes would be 3 % of the page. */
function swapsFor(bytes) {
  const counts = new Uint32Array(128);
  for (const byte of bytes) counts[byte] += 1;
  const rare = [...counts.keys()]
    .filter((byte) => byte !== 60 && !AWKWARD.includes(byte))
    .sort((one, other) => counts[one] - counts[other]);
  return AWKWARD.map((byte, at) => [byte, rare[at]]);
}

/**
 * Bytes as the text of a string literal: each byte is the character of its number, after `swaps`, escaped where it would
 * end the literal or the script. Compressed it is far smaller than base64, which hides from the compressor where bytes
 * begin. All characters of the page stay below U+0100, so that browsers keep it, and the script, at one byte a character.
 */
function asText(bytes, swaps) {
  const swapped = new Map([...swaps, ...swaps.map(([one, other]) => [other, one])]);
  const spelled = (byte, next) => {
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
  return Array.from(moved, (byte, at) => spelled(byte, moved[at + 1] ?? 0)).join("");
}

/** Stand for a module and its swaps while esbuild works, because esbuild would escape half of the module. */
const standIn = (name) => ({ text: `${name} goes here`, swaps: `the swaps of ${name} go here` });
const CORE = standIn("the core");
const MORE = standIn("what checks more");

/** What "#wasm" and "#more-wasm" are in a script: the module is inlined in it. */
const inScript = ({ text, swaps }) => `
  import { bytesOf } from "./bytes.js";
  export const read = () => new WebAssembly.Module(bytesOf("${text}", "${swaps}"));`;

/** What they are in a page: the module is in a block of data beside the script, which xtask/src/bundle/data.rs writes. */
const inBlock = (id) => `
  import { moduleOf } from "./block.js";
  export const read = () => moduleOf("${id}");`;

const BLOCKS = { wasm: inBlock("jotglass-core"), moreWasm: inBlock("jotglass-more") };
const LITERALS = { wasm: inScript(CORE), moreWasm: inScript(MORE) };

/** Puts modules in their places in a finished bundle. */
async function insert(name, modules) {
  const file = path.join(out, name);
  let script = await readFile(file, "utf8");
  for (const [place, bytes] of modules) {
    const swaps = swapsFor(bytes);
    for (const [mark, text] of [
      [place.swaps, JSON.stringify(swaps)],
      [place.text, `"${asText(bytes, swaps)}"`],
    ]) {
      const parts = script.split(`"${mark}"`);
      if (parts.length !== 2)
        throw new Error(`expected one place for "${mark}" in ${file}, but found ${parts.length - 1}`);
      script = parts.join(text);
    }
  }
  await writeFile(file, script);
}

/**
 * A module whose `create(guard)` makes glue with a state of its own: where a core has stopped, the next one gets other glue, and nothing
 * that is left of the first can reach into it. wasm-bindgen makes glue for one core only.
 *
 * The default export is left out. It loads the core by `fetch` from `import.meta.url`; as the names are listed, tree shaking drops it. A
 * `guard` (www/guard.js) watches all that enters the core: its exports, and the callbacks that it makes.
 */
async function glueMaker(glue) {
  const one = { ...common, write: /** @type {const} */ (false), outdir: out };
  const { metafile } = await esbuild.build({ ...one, entryPoints: [glue], metafile: /** @type {const} */ (true) });
  const [{ exports: names }] = Object.values(metafile.outputs);
  const kept = names.filter((name) => name !== "default").join(", ");
  const contents = `export { ${kept} } from ${JSON.stringify(glue)};`;
  const { outputFiles } = await esbuild.build({ ...one, stdin: { contents, resolveDir: path.dirname(glue) } });
  const views = [...outputFiles[0].text.matchAll(/(?:var|let) (cached\w+Memory0)\b/g)]
    .map(([, name]) => `${name} = `)
    .join("");
  const release = `(nothing) => { wasm = nothing; ${views}null; }`;
  let text = replaced(
    outputFiles[0].text,
    /wasmInstance = instance;\s*wasm = instance\.exports;/g,
    `wasm = guard?.exports(instance.exports, ${release}) ?? instance.exports;`,
  );
  // Only the page's core makes callbacks, of one kind or two: those that borrow what they hold, and those that change it.
  const makers = new Set(text.match(/\bmake\w*Closure\b/g));
  for (const maker of makers) {
    const start = new RegExp(`function ${maker}\\(arg0, arg1, f\\) \\{`, "g");
    text = replaced(text, start, `function ${maker}(arg0, arg1, inner) { const f = guard?.callback(inner) ?? inner;`);
  }
  text = replaced(
    text,
    /export \{([^}]*)\};\s*$/g,
    (_, names) => `return {${names.replace(/(\S+) as (\S+)/g, "$2: $1")}};`,
  );
  return `export function create(guard) {\n${text}\n}`;
}

/** Replaces what has to be there exactly once. */
function replaced(text, pattern, by) {
  const count = [...text.matchAll(pattern)].length;
  if (count !== 1) throw new Error(`expected ${pattern} once in the glue of wasm-bindgen, but found it ${count} times`);
  return text.replace(pattern, by);
}

/** The text of a worker: a function's own source, as the browser has it, names helpers of whatever bundles it next. */
async function worker(file) {
  const { outputFiles } = await esbuild.build({
    ...common,
    format: "iife",
    entryPoints: [path.join(www, file)],
    minify: true,
    write: false,
  });
  return { contents: outputFiles[0].text.trim(), loader: "text" };
}

/** Gives the names of www/ their meaning, for one of the two cores. */
async function conventions(coreGlue, { wasm, moreWasm }) {
  const module = (contents) => ({ contents, resolveDir: www });
  const glue = async (file) => ({ contents: await glueMaker(file), resolveDir: path.dirname(file) });
  const names = {
    "#core": await glue(coreGlue),
    "#wasm": module(wasm),
    "#more": await glue(moreGlue),
    "#more-wasm": module(moreWasm),
    "#desk-worker": await worker("desk-worker.js"),
    "#search-worker": await worker("search-worker.js"),
  };
  return {
    name: "conventions",
    setup(build) {
      build.onResolve({ filter: /^#/ }, ({ path }) => ({ path, namespace: "jotglass", sideEffects: false }));
      build.onLoad({ filter: /.*/, namespace: "jotglass" }, ({ path }) => names[path]);
      build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
        if (build.initialOptions.entryPoints.includes(file)) return undefined;
        const { code } = await esbuild.transform(await readFile(file, "utf8"), { ...styles, loader: "css" });
        return { contents: code.trim(), loader: "text" };
      });
    },
  };
}

/** What the element loads when it is needed: the only files that anything here asks for, each beside the one that asks. */
const LATER = ["./core.js", "./more.js"];

/** A classic script is read in the encoding of the page around it, unless it begins so. */
const BYTE_ORDER_MARK = "\ufeff";

function bundle(plugin, entry, name = entry, options = {}) {
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
async function assertNoWayOut(plugin, entry, later = []) {
  const { outputFiles } = await bundle(plugin, entry, entry, {
    write: false,
    minify: false,
    external: ["*/prove.js", ...later],
  });
  const [{ text: whole }] = /** @type {esbuild.OutputFile[]} */ (outputFiles);
  const text = later.reduce((text, file) => text.replaceAll(`import("${file}")`, ""), whole);
  const lines = text.split("\n");
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

async function bundlePages() {
  const page = await conventions(pageGlue, BLOCKS);
  await Promise.all([
    bundle(page, "page.js"),
    bundle(page, "page.css"),
    bundle(page, "embed.js"),
    bundle(page, "embed.css"),
    assertNoWayOut(page, "page.js"),
    assertNoWayOut(page, "embed.js"),
  ]);
}

async function bundlePackage() {
  const element = await conventions(pageGlue, LITERALS);
  const api = await conventions(apiGlue, LITERALS);
  await Promise.all([
    bundle(api, "api.js", "jotglass.js"),
    bundle(api, "more.js"),
    bundle(element, "core.js"),
    bundle(element, "element.js", "element.js", { external: LATER }),
    bundle(element, "define.js", "define.js", { external: ["./element.js"] }),
    bundle(element, "define.js", "jwt-decoder.js", { format: "iife", banner: { js: BYTE_ORDER_MARK } }),
    assertNoWayOut(element, "core.js"),
    assertNoWayOut(element, "element.js", LATER),
    assertNoWayOut(api, "api.js"),
    assertNoWayOut(api, "more.js"),
  ]);
  const [pageCore, apiCore, more] = await Promise.all(
    [pageWasm, apiWasm, moreWasm].map(async (file) => new Uint8Array(await readFile(file))),
  );
  await Promise.all([
    insert("jwt-decoder.js", [
      [CORE, pageCore],
      [MORE, more],
    ]),
    insert("core.js", [[CORE, pageCore]]),
    insert("jotglass.js", [[CORE, apiCore]]),
    insert("more.js", [[MORE, more]]),
  ]);
}

try {
  await bundlePages();
  if (apiGlue) await bundlePackage();
} catch (error) {
  // esbuild has said which file and line already.
  if (!(/** @type {any} */ (error).errors)) console.error(error);
  process.exitCode = 1;
}
