// The core of the page gets shorter names, is put in order and taken apart for the compressor, and stays the same module.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { join } from "../../www/join.js";
import { rename } from "../../xtask/js/rename.mjs";
import { alikeFirst, reorder } from "../../xtask/js/reorder.mjs";
import { split } from "../../xtask/js/split.mjs";
import { readModule } from "../../xtask/js/wasm.mjs";

const core = new Uint8Array(readFileSync(fileURLToPath(new URL("../../target/bundle/page.wasm", import.meta.url))));

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const I32 = 0x7f;
const TYPES = [1, 6, 1, 0x60, 1, I32, 1, I32];

/** A module of functions from one i32 to another, exported by their numbers. Each body has to be below 128 bytes. */
function moduleOf(...bodies) {
  const section = (id, bytes) => [id, bytes.length, ...bytes];
  const exported = bodies.flatMap((_, at) => [1, 0x30 + at, 0, at]);
  return Uint8Array.from([
    ...MAGIC,
    ...TYPES,
    ...section(3, [bodies.length, ...bodies.map(() => 0)]),
    ...section(5, [1, 0, 1]),
    ...section(7, [bodies.length, ...exported]),
    ...section(10, [bodies.length, ...bodies.flatMap((body) => [body.length, ...body])]),
    ...section(11, [1, 0, 0x41, 0, 0x0b, 3, 1, 2, 3]),
  ]);
}

const again = (wasm) => {
  const { bytes, sizes, length } = split(wasm);
  return join(bytes, sizes, length);
};

/** What the functions of a module make of a few numbers. */
function results(wasm) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
  return Object.keys(exports).sort().map((name) => [0, 1, -5].map(exports[name]));
}

describe("renamed", () => {
  it("has other names outside, and is the same inside", () => {
    const [{ name: imported }] = WebAssembly.Module.imports(new WebAssembly.Module(core));
    const renamed = rename(core, { [imported]: "a", memory: "b" });
    const module = new WebAssembly.Module(renamed);
    assert.ok(WebAssembly.Module.imports(module).some(({ name }) => name === "a"));
    assert.deepEqual(WebAssembly.Module.exports(module).find(({ kind }) => kind === "memory").name, "b");
    assert.ok(Buffer.from(rename(renamed, { a: imported, b: "memory" })).equals(core));
  });
});

describe("put in order", () => {
  it("is the same module: to put it back gives the same bytes", () => {
    const order = alikeFirst(readModule(core).functions);
    assert.deepEqual(order.toSorted((one, other) => one - other), [...order.keys()]);
    assert.notDeepEqual(order, [...order.keys()]);
    const reordered = reorder(core, order);
    assert.ok(WebAssembly.validate(reordered));
    const back = [];
    for (const [to, from] of order.entries()) back[from] = to;
    assert.ok(Buffer.from(reorder(reordered, back)).equals(core));
  });

  it("calls the same functions", () => {
    const wasm = moduleOf([0, 0x20, 0, 0x10, 1, 0x41, 3, 0x6a, 0x0b], [0, 0x20, 0, 0x10, 2, 0x41, 5, 0x6c, 0x0b], [0, 0x20, 0, 0x41, 7, 0x6a, 0x0b]);
    for (const order of [[2, 1, 0], [1, 2, 0], [0, 2, 1]]) assert.deepEqual(results(reorder(wasm, order)), results(wasm));
    assert.deepEqual(results(wasm).map(([first]) => first), [38, 35, 7]);
  });

  it("has next to each other what is alike", () => {
    const one = [0, 0x20, 0, 0x41, 3, 0x6a, 0x41, 3, 0x6b, 0x0b];
    const other = [0, 0x20, 0, 0x67, 0x68, 0x69, 0x67, 0x0b];
    assert.deepEqual(alikeFirst(readModule(moduleOf(one, other, one, other)).functions), [0, 2, 1, 3]);
  });
});

describe("taken apart", () => {
  it("gives the core of the page back", () => {
    const { before, functions, after } = readModule(again(core));
    const expected = readModule(core);
    assert.ok(functions.length > 1000);
    assert.deepEqual(before, expected.before);
    assert.deepEqual(functions.map(({ body }) => body), expected.functions.map(({ body }) => body));
    assert.deepEqual(after, expected.after);
    assert.ok(WebAssembly.validate(again(core)));
  });

  it("gives back numbers of any length, constants, tables of labels and groups of locals", () => {
    const shifted = [0x20, 0, 0x41, 0xff, 0x7e, 0x6a, 0x41, 0xe5, 0x8e, 0x26, 0x6a, 0x41, 0x80, 0x80, 0x80, 0x80, 0x78, 0x6a];
    const table = [0x02, 0x40, 0x02, 0x40, 0x20, 0, 0x0e, 1, 0, 1, 0x0b, 0x41, 7, 0x0f, 0x0b];
    const loaded = [0x41, 1, 0x28, 0, 0x80, 0, 0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0xfc, 2, 0x6a];
    const wasm = moduleOf(
      [2, 1, I32, 0x81, 1, 0x7c, ...shifted, 0x0b],
      [0, ...table, 0x41, 8, 0x0b],
      [0, ...loaded, 0x20, 0, 0x10, 0, 0x6a, 0x0b],
    );
    assert.ok(WebAssembly.validate(wasm));
    assert.deepEqual(results(again(wasm)), results(wasm));
    assert.notDeepEqual(results(wasm)[0], results(wasm)[1]);
  });

  it("is refused where an instruction is not known", () => {
    for (const [name, ...instruction] of [["fe", 0xfe, 0x03, 0], ["06", 0x06, 0x40], ["fc12", 0xfc, 0x12], ["c5", 0xc5], ["fd9a01", 0xfd, 0x9a, 1]]) {
      assert.throws(() => split(moduleOf([0, ...instruction, 0x20, 0, 0x0b])), { message: new RegExp(`found 0x${name},`) });
    }
  });

  it("is refused where the code is cut off, or missing", () => {
    assert.throws(() => split(moduleOf([0, 0x41, 0xff])), { message: /but found the end/ });
    assert.throws(() => split(moduleOf([0, 0x44, 1, 2])), { message: /but found the end/ });
    assert.throws(() => split(core.subarray(0, 20000)), { message: /but found the end/ });
    assert.throws(() => split(Uint8Array.from([...MAGIC, ...TYPES])), { message: "expected a section of code, but found none" });
  });
});
