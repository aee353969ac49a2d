// Puts functions of a WebAssembly module that are alike next to each other, because a compressor finds best what is near.
//
// With that they get other numbers, so all that names a function by its number is written anew.

import { HEADER_LENGTH, leb, OF_FUNCTIONS, Reader, readImportedFunction, readModule, readSections, SECTION } from "./wasm.mjs";

/** How many instructions in a row tell that functions are alike, and how many functions may have them in common. */
const RUN = 4;
const COMMON = 200;

/** The same module with its functions in another order: `order` has the positions they had. */
export function reorder(wasm, order = alikeFirst(readModule(wasm).functions)) {
  const { functions } = readModule(wasm);
  const sections = readSections(wasm);
  const imported = importedFunctions(sections);
  const numbers = new Map(order.map((from, to) => [imported + from, imported + to]));
  const renumbered = (bytes) => {
    const number = new Reader(bytes).unsigned();
    return leb(numbers.get(number) ?? number);
  };
  const rewritten = {
    [SECTION.function]: (bytes) => typesInOrder(bytes, order),
    [SECTION.export]: (bytes) => exportsOf(bytes, renumbered),
    [SECTION.start]: renumbered,
    [SECTION.element]: (bytes) => elementsOf(bytes, renumbered),
    [SECTION.code]: () => [...leb(order.length), ...order.flatMap((from) => sized(bodyOf(functions[from], renumbered)))],
  };
  const result = [...wasm.subarray(0, HEADER_LENGTH)];
  for (const { id, bytes } of sections) append(result, [[id], sized(rewritten[id]?.(bytes) ?? bytes)]);
  return Uint8Array.from(result);
}

/** The positions of functions, each followed by one of those left that has most in common with it. */
export function alikeFirst(functions) {
  const runs = functions.map(({ instructions }) => new Set(instructions.map((_, at) => runAt(instructions, at))));
  const having = new Map();
  for (const [position, own] of runs.entries()) {
    for (const run of own) having.set(run, [...(having.get(run) ?? []), position]);
  }
  const left = new Set(functions.keys());
  const order = [];
  while (left.size > 0) {
    // Where nothing is alike, the compiler's order goes on.
    const next = mostAlike(runs[order.at(-1)] ?? [], having, left) ?? left.values().next().value;
    left.delete(next);
    order.push(next);
  }
  return order;
}

/** What a run of instructions is known by: their opcodes, and whom they call. */
function runAt(instructions, at) {
  return instructions
    .slice(at, at + RUN)
    .map(({ opcode, immediates: [first] }) => `${opcode} ${first?.name === "call" ? first.bytes : ""}`)
    .join();
}

/** The rarer what they have in common, the more it says. */
function mostAlike(runs, having, left) {
  const scores = new Map();
  for (const run of runs) {
    const positions = having.get(run);
    if (positions.length > COMMON) continue;
    for (const position of positions) if (left.has(position)) scores.set(position, (scores.get(position) ?? 0) + 1 / positions.length);
  }
  return [...scores].reduce((best, one) => (one[1] > best[1] ? one : best), [undefined, 0])[0];
}

/** How many functions the module imports: their numbers come first. */
function importedFunctions(sections) {
  const section = sections.find(({ id }) => id === SECTION.import);
  if (!section) return 0;
  const reader = new Reader(section.bytes);
  let count = 0;
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    reader.take(reader.unsigned());
    reader.take(reader.unsigned());
    readImportedFunction(reader);
    count += 1;
  }
  return count;
}

function typesInOrder(bytes, order) {
  const reader = new Reader(bytes);
  const types = Array.from({ length: reader.unsigned() }, () => [...reader.leb()]);
  return [...leb(order.length), ...order.flatMap((from) => types[from])];
}

function exportsOf(bytes, renumbered) {
  const reader = new Reader(bytes);
  const result = [...reader.leb()];
  while (!reader.isDone) {
    const name = reader.take(reader.unsigned());
    const [kind] = reader.take(1);
    const number = reader.leb();
    append(result, [sized(name), [kind], kind === OF_FUNCTIONS ? renumbered(number) : number]);
  }
  return result;
}

/** Tables of functions at a constant place in the first table, which is the only kind that compilers of Rust write. */
function elementsOf(bytes, renumbered) {
  const reader = new Reader(bytes);
  const result = [...reader.leb()];
  while (!reader.isDone) {
    const [kind, opcode] = reader.take(2);
    if (kind !== 0 || opcode !== 0x41) throw new Error(`expected elements of kind 0 at a constant place, but found kind ${kind}`);
    append(result, [[kind, opcode], reader.leb(), reader.take(1)]);
    const count = reader.unsigned();
    append(result, [leb(count), ...Array.from({ length: count }, () => renumbered(reader.leb()))]);
  }
  return result;
}

function bodyOf({ locals, instructions }, renumbered) {
  const result = leb(locals.length);
  for (const { count, type } of locals) append(result, [count, type]);
  for (const { opcode, immediates } of instructions) {
    append(result, [opcode, ...immediates.map(({ name, bytes }) => (name === "call" || name === "function" ? renumbered(bytes) : bytes))]);
  }
  return result;
}

const sized = (bytes) => [...leb(bytes.length), ...bytes];

function append(result, parts) {
  for (const part of parts) for (const byte of part) result.push(byte);
}
