// custom-elements.json describes the element as it is.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import Ajv from "ajv";
import { dist } from "../browser/harness/index.mjs";
import { read, root } from "./support.mjs";

const require = createRequire(import.meta.url);
const manifest = JSON.parse(await readFile(path.join(dist, "npm/custom-elements.json"), "utf8"));
const element = manifest.modules[0].declarations.find(({ customElement }) => customElement);

const packaged = (file) => import(pathToFileURL(path.join(dist, "npm", file)));
const names = (list) => list.map(({ name }) => name).sort();
const once = (words) => [...new Set(words)].sort();

/** All texts of a folder of src/, and of those inside it. */
async function sources(folder) {
  const files = (await readdir(path.join(root, folder), { recursive: true })).filter((name) => name.endsWith(".rs"));
  return (await Promise.all(files.map((name) => read(path.join(folder, name))))).join("\n");
}

test("it follows the schema of the format", () => {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(require("custom-elements-manifest/schema.json"));
  validate(manifest);
  assert.deepEqual(validate.errors ?? [], []);
  assert.equal(element.tagName, "jwt-decoder");
  assert.equal(element.name, "JwtDecoder");
});

test("its modules are files of the package, and export what they say", async () => {
  for (const { path: file, exports } of manifest.modules) {
    const scripts = exports.filter(({ kind }) => kind === "js");
    const module = await packaged(file);
    assert.deepEqual(names(scripts), Object.keys(module).sort());
  }
});

test("its attributes are those that the element observes, and the one that it reads when it needs it", async () => {
  const { JwtDecoder } = await packaged("element.js");
  assert.deepEqual(names(element.attributes), [...JwtDecoder.observedAttributes, "disclose"].sort());
  for (const { name, fieldName } of element.attributes) {
    if (!["lang", "presenting"].includes(name)) assert.ok(names(element.members).includes(fieldName), name);
  }
});

test("its members are the public ones of the class, and nothing lacks words or a type", async () => {
  const { JwtDecoder } = await packaged("element.js");
  const called = /^constructor$|Callback$/;
  assert.deepEqual(
    names(element.members),
    Object.getOwnPropertyNames(JwtDecoder.prototype)
      .filter((name) => !called.test(name))
      .sort(),
  );
  const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = element;
  for (const entry of [attributes, members, events, slots, cssParts, cssProperties, cssStates].flat())
    assert.ok(entry.description.length > 8, JSON.stringify(entry));
  for (const { name, type, return: returned } of [...attributes, ...members, ...events])
    assert.ok((type ?? returned.type).text, name);
});

test("what is the default is what the element is without the attribute", async () => {
  const { READERS } = await import("../../www/settings.js");
  for (const { name, default: value } of element.attributes.filter((attribute) => "default" in attribute)) {
    assert.deepEqual(READERS[name](name, null), READERS[name](name, value), name);
  }
  assert.deepEqual(names(element.attributes.filter((attribute) => "default" in attribute)), [
    "findings",
    "headings",
    "loading",
    "theme",
    "view",
    "zone",
  ]);
});

test("its parts are those of the view, and of the notice", async () => {
  const view = `${await sources("src/view")}${await read("src/view.rs")}`;
  const literal = [...view.matchAll(/\.with\("part", "([\w-]+)"/g)].map(([, name]) => name);
  // A part of the token is named by its role, and the disclosures by a constant.
  const named = [...view.matchAll(/\.with\("part", ([\w:]+)\)/g)].map(([, expression]) => expression);
  assert.deepEqual(once(named), ["name", "super::DISCLOSURES"]);
  const [, disclosures] = view.match(/const DISCLOSURES: &str = "([\w-]+)"/);
  const roles = [...view.matchAll(/Role::(?:Header|Payload) => "([a-z]+)"/g)].map(([, name]) => name);
  assert.deepEqual(once(roles), ["header", "payload"]);
  const [, notice] = (await read("www/element.js")).match(/setAttribute\("part", "([\w-]+)"\)/);
  assert.deepEqual(names(element.cssParts), once([...literal, disclosures, ...roles, notice]));
});

test("its custom properties are those of the style sheet, with the values that they have there", async () => {
  const css = await read("www/element.css");
  const declared = [...css.matchAll(/(--jwt-[\w-]+): (.*?);/g)].map(([, name, value]) => [name, value]);
  assert.ok(declared.length > 10);
  assert.deepEqual(names(element.cssProperties), once(declared.map(([name]) => name)));
  assert.deepEqual(names(element.cssProperties), once([...css.matchAll(/--jwt-[\w-]+/g)].map(([name]) => name)));
  const values = new Map(declared);
  for (const { name, default: value } of element.cssProperties) assert.equal(value, values.get(name), name);
});

test("its states are those that the style sheet knows, and its events those that are dispatched", async () => {
  const states = [...(await read("www/element.css")).matchAll(/:state\((\w+)\)/g)].map(([, name]) => name);
  assert.deepEqual(names(element.cssStates), once(states));
  const script = await read("www/element.js");
  const dispatched = [...script.slice(script.indexOf("class JwtDecoder")).matchAll(/"(jwt-[\w-]+)"/g)].map(
    ([, name]) => name,
  );
  assert.deepEqual(names(element.events), once(dispatched.filter((name) => name !== element.tagName)));
});
