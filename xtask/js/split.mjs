// Takes the code of a WebAssembly module apart, so that a compressor finds more in it; www/join.js puts it together again.
//
// A compressor looks for what it has seen, and guesses a byte from the ones before. In WebAssembly numbers stand among the
// opcodes: one other number, and a sequence of opcodes that has been there a hundred times is new. So numbers go into streams
// of their own, one for each kind, and what is left, the codes, repeats itself. A code is an opcode with what hardly differs
// from one place to the next: the alignment, the length of a number, and the numbers that are used most. Codes are numbered by
// how often they are used, because those below 128 are one byte of the page, and lengths of functions are left out.

import { ENDED, join, LENGTH, NEXT, NEXT_AND_ON, SAME } from "../../www/join.js";
import { leb, readModule, SECTION } from "./wasm.mjs";

/** Immediates that belong to the code, whatever they are. */
const OF_THE_CODE = ["block", "heap", "align", "table", "memory", "global", "data", "element"];

/** How many values of other immediates do: so many of the most frequent. Found by trial. */
const FREQUENT = { call: 40, i32: 2, label: 1 };

const MOST_CODES = 256;
/** How many parts are in front of the streams. */
const FIRST_STREAM = 6;

/** `{ bytes, sizes, length }`: what www/join.js makes the module of. */
export function split(wasm) {
  const { before, functions, after } = readModule(wasm);
  const { rows, streams } = partsOf(functions);
  const bodies = functions.reduce((sum, { body }) => sum + LENGTH + body.length, 0);
  const count = leb(functions.length);
  const head = [...before, SECTION.code, ...leb(count.length + bodies), ...count];
  // What is after has words, as the script in front of it.
  const parts = [after, head, ...rows, ...streams];
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const sizes = parts.map((part) => part.length);
  const length = head.length + bodies + after.length;
  assertSame(readModule(join(bytes, sizes, length)), { before, functions, after });
  return { bytes, sizes, length };
}

/** The parts that become of functions, with as many calls among the codes as there is room for. */
function partsOf(functions) {
  for (let call = FREQUENT.call; call >= 0; call -= 1) {
    const parts = new Parts(functions, { ...FREQUENT, call });
    if (parts.codes <= MOST_CODES) return parts;
  }
  throw new Error(`expected at most ${MOST_CODES} codes, but found more`);
}

class Parts {
  /** How many codes there are. */
  codes;
  /** Of each code the number of its steps, the kinds of all steps, their values, and the codes of all functions. */
  rows;
  #frequent;
  #streams = new Map();
  #uses = new Map();

  constructor(functions, frequent) {
    this.#frequent = frequentOf(functions, frequent);
    const row = functions.flatMap((it) => this.#function(it));
    const uses = [...this.#uses.values()].sort((one, other) => other.count - one.count);
    const codes = new Map(uses.map((use, code) => [use, code]));
    const parts = new Map([...this.#streams.keys()].map((name, at) => [name, FIRST_STREAM + at]));
    const steps = uses.flatMap((use) => use.steps);
    const values = steps.map(([, value]) => parts.get(value) ?? value);
    this.codes = uses.length;
    this.rows = [uses.map((use) => use.steps.length), steps.map(([kind]) => kind), values, row.map((use) => codes.get(use))];
  }

  get streams() {
    return [...this.#streams.values()];
  }

  /** The uses of codes that make a function. */
  #function({ locals, instructions }) {
    const groups = locals.flatMap(({ count, type }) => [...this.#number("locals", count), ...same(type)]);
    const row = [this.#use([...same([locals.length]), ...groups])];
    for (const { opcode, immediates } of instructions) {
      // The labels of a table have codes of their own, because tables are of any length.
      const own = immediates[0]?.name === "labels" ? 1 : immediates.length;
      row.push(this.#use([...same(opcode), ...immediates.slice(0, own).flatMap((it) => this.#immediate(it))]));
      row.push(...immediates.slice(own).map((it) => this.#use(this.#immediate(it))));
    }
    const last = row.pop();
    last.count -= 1;
    return [...row, this.#use([...last.steps, [ENDED, 0]])];
  }

  #use(steps) {
    const key = steps.join();
    if (!this.#uses.has(key)) this.#uses.set(key, { steps, count: 0 });
    const use = this.#uses.get(key);
    use.count += 1;
    return use;
  }

  #immediate({ name, bytes }) {
    if (OF_THE_CODE.includes(name) || this.#frequent.get(name)?.has(bytes.join())) return same(bytes);
    return name === "raw" ? Array.from(bytes, (byte) => [NEXT, this.#put(name, byte)]) : this.#number(name, bytes);
  }

  /** A LEB128: the code tells its length, so streams are for one length; the high bytes of offsets are nearly all alike. */
  #number(name, bytes) {
    const last = bytes.length - 1;
    const stream = (at) => `${name} of ${bytes.length}, ${name === "offset" ? at : "all"}`;
    return Array.from(bytes, (byte, at) => [at < last ? NEXT_AND_ON : NEXT, this.#put(stream(at), byte & 127)]);
  }

  #put(stream, byte) {
    if (!this.#streams.has(stream)) this.#streams.set(stream, []);
    this.#streams.get(stream).push(byte);
    return stream;
  }
}

const same = (bytes) => Array.from(bytes, (byte) => [SAME, byte]);

/** The values of immediates that belong to the code, as texts, by the name of the immediate. */
function frequentOf(functions, frequent) {
  const counts = new Map(Object.keys(frequent).map((name) => [name, new Map()]));
  for (const { name, bytes } of functions.flatMap(({ instructions }) => instructions.flatMap(({ immediates }) => immediates))) {
    const count = counts.get(name);
    count?.set(bytes.join(), (count.get(bytes.join()) ?? 0) + 1);
  }
  const most = (name, count) => [...count].sort(([, one], [, other]) => other - one).slice(0, frequent[name]);
  return new Map([...counts].map(([name, count]) => [name, new Set(most(name, count).map(([value]) => value))]));
}

/** Fails where what comes out is not what went in, but for the length of the code and of its functions. */
function assertSame(found, expected) {
  const list = ({ before, functions, after }) => [before, ...functions.map(({ body }) => body), after];
  const all = list(expected);
  const is = list(found);
  const at = all.findIndex((bytes, at) => !is[at] || Buffer.compare(bytes, is[at]) !== 0);
  if (at >= 0 || is.length !== all.length) throw new Error(`expected the module that was taken apart, but found another in part ${at} of ${all.length}`);
}
