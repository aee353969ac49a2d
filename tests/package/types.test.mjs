// The types of the package: what must compile does, what must not does not, and they say what custom-elements.json says.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { project, read, root, run } from "./support.mjs";

/** The JSX of each sample, as the settings of its compiler have it. */
const SAMPLES = {
  "element.ts": {},
  "react.tsx": { jsx: "react-jsx", jsxImportSource: "react" },
  "preact.tsx": { jsx: "react-jsx", jsxImportSource: "preact" },
  "solid.tsx": { jsx: "preserve", jsxImportSource: "solid-js" },
};

const RESOLUTIONS = {
  bundler: { module: "esnext", moduleResolution: "bundler" },
  node16: { module: "node16", moduleResolution: "node16" },
};

const PEERS = ["react", "@types", "csstype", "preact", "solid-js", "seroval"];

describe("types", () => {
  let guest;
  let alone;
  before(async () => {
    const files = await Promise.all(
      Object.keys(SAMPLES).map(async (name) => [name, await read(path.join("tests/package/types", name))]),
    );
    guest = await project(Object.fromEntries(files), PEERS);
    alone = await project({ "element.ts": Object.fromEntries(files)["element.ts"] });
  });
  after(() => Promise.all([guest?.remove(), alone?.remove()]));

  /** What the compiler says of one file, with the strictest settings. */
  async function complaints({ folder, write }, file, options) {
    const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] };
    const compilerOptions = { ...strict, target: "es2022", lib: ["es2024", "dom", "dom.iterable"], ...options };
    await write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
    const compiler = path.join(root, "node_modules/typescript/bin/tsc");
    return run(process.execPath, [compiler, "--pretty", "false"], { cwd: folder }).then(
      () => "",
      ({ stdout, message }) => stdout || message,
    );
  }

  test("every sample is compiled", async () => {
    assert.deepEqual((await readdir(path.join(root, "tests/package/types"))).sort(), Object.keys(SAMPLES).sort());
  });

  for (const [resolution, options] of Object.entries(RESOLUTIONS)) {
    for (const [file, jsx] of Object.entries(SAMPLES)) {
      test(`${file}, as ${resolution} resolves`, async () => {
        assert.equal(await complaints(guest, file, { ...options, ...jsx }), "");
      });
    }

    test(`the element without any framework installed, as ${resolution} resolves`, async () => {
      assert.equal(await complaints(alone, "element.ts", options), "");
    });
  }

  test("a mistake is a complaint", async () => {
    await guest.write("mistake.ts", `import "jotglass/define"; document.createElement("jwt-decoder").view = "wide";`);
    assert.match(
      await complaints(guest, "mistake.ts", RESOLUTIONS.bundler),
      /^mistake\.ts\(1,\d+\): error TS2322: Type '"wide"'/,
    );
  });

  test("they say of the element what custom-elements.json says", async () => {
    const manifest = JSON.parse(
      await readFile(path.join(guest.folder, "node_modules/jotglass/custom-elements.json"), "utf8"),
    );
    const { tagName, attributes, members, events } = manifest.modules[0].declarations.find(
      ({ customElement }) => customElement,
    );
    const fields = members.filter(({ kind }) => kind === "field");
    const union = (entries) => entries.map(({ name }) => JSON.stringify(name)).join(" | ");
    const signature = ({ parameters, return: { type } }) =>
      `(${parameters.map(({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${type.text}`).join(", ")}) => ${type.text}`;
    await guest.write(
      "manifest.ts",
      `import type { JwtDecodedEvent, JwtDecoder, JwtDecoderEventMap, JwtDecoderProps, JwtErrorEvent, JwtVerifiedEvent } from "jotglass/element";
       type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : { expected: B; found: A };
       type Inherited = keyof HTMLElement;
       export const element: Same<HTMLElementTagNameMap[${JSON.stringify(tagName)}], JwtDecoder> = true;
       export const names: Same<Exclude<keyof JwtDecoder, Inherited>, Exclude<${union(members)}, Inherited>> = true;
       export const props: Same<keyof JwtDecoderProps, ${union(attributes)} | ${union(fields)}> = true;
       export const events: Same<keyof JwtDecoderEventMap, ${union(events)}> = true;
       ${fields.map(({ name, type }) => `export const ${name}: Same<JwtDecoder["${name}"], ${type.text}> = true;`).join("\n")}
       ${members
         .filter(({ kind }) => kind === "method")
         .map(
           (method) => `export const ${method.name}: Same<JwtDecoder["${method.name}"], ${signature(method)}> = true;`,
         )
         .join("\n")}
       ${events.map(({ name, type }, at) => `export const event${at}: Same<HTMLElementEventMap["${name}"], ${type.text}> = true;`).join("\n")}`,
    );
    // Without exact optional properties, as the standard library's own types are.
    assert.equal(
      await complaints(guest, "manifest.ts", { ...RESOLUTIONS.bundler, exactOptionalPropertyTypes: false }),
      "",
    );
  });
});
