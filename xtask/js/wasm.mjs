// Reads a WebAssembly module: its sections, and its functions by instruction.
//
// It knows the instructions of WebAssembly 2.0 without exceptions, threads and garbage collection, and refuses any other:
// the immediates of an instruction it does not know would be taken for the next one.
// https://webassembly.github.io/spec/core/binary/instructions.html

/** First and last opcode, and the names of the immediates that follow. `rawN` is N bytes, `labels` a vector and one more, all others are LEB128. */
const PLAIN = [
  [0x00, 0x01, ""],
  [0x02, 0x04, "block"],
  [0x05, 0x05, ""],
  [0x0b, 0x0b, ""],
  [0x0c, 0x0d, "label"],
  [0x0e, 0x0e, "labels"],
  [0x0f, 0x0f, ""],
  [0x10, 0x10, "call"],
  [0x11, 0x11, "type table"],
  [0x1a, 0x1b, ""],
  [0x20, 0x22, "local"],
  [0x23, 0x24, "global"],
  [0x25, 0x26, "table"],
  [0x28, 0x3e, "align offset"],
  [0x3f, 0x40, "memory"],
  [0x41, 0x41, "i32"],
  [0x42, 0x42, "i64"],
  [0x43, 0x43, "raw4"],
  [0x44, 0x44, "raw8"],
  [0x45, 0xc4, ""],
  [0xd0, 0xd0, "heap"],
  [0xd1, 0xd1, ""],
  [0xd2, 0xd2, "function"],
];

/** The same for the number after a prefix. */
const PREFIXED = new Map([
  [
    0xfc,
    [
      [0, 7, ""],
      [8, 8, "data memory"],
      [9, 9, "data"],
      [10, 10, "memory memory"],
      [11, 11, "memory"],
      [12, 12, "element table"],
      [13, 13, "element"],
      [14, 14, "table table"],
      [15, 17, "table"],
    ],
  ],
  [
    0xfd,
    [
      [0, 11, "align offset"],
      [12, 13, "raw16"],
      [14, 20, ""],
      [21, 34, "raw1"],
      [35, 83, ""],
      [84, 91, "align offset raw1"],
      [92, 93, "align offset"],
      [94, 153, ""],
      [155, 161, ""],
      [163, 164, ""],
      [167, 174, ""],
      [177, 177, ""],
      [181, 186, ""],
      [188, 193, ""],
      [195, 196, ""],
      [199, 206, ""],
      [209, 209, ""],
      [213, 225, ""],
      [227, 237, ""],
      [239, 255, ""],
    ],
  ],
]);

/** The numbers of sections. */
export const SECTION = { import: 2, function: 3, export: 7, start: 8, element: 9, code: 10 };

export const HEADER_LENGTH = 8;

/** The kind of imports and exports that are functions. */
export const OF_FUNCTIONS = 0;

/** Bytes, and how far they were read. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isDone() {
    return this.at >= this.bytes.length;
  }

  take(length) {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Error(`expected ${length} bytes at ${this.at} of ${this.bytes.length}, but found the end`);
    return this.bytes.subarray(this.at, (this.at = end));
  }

  /** The bytes of one LEB128. */
  leb() {
    let end = this.at;
    while (this.bytes[end] >= 128) end += 1;
    return this.take(end + 1 - this.at);
  }

  unsigned() {
    return this.leb().reduceRight((number, byte) => number * 128 + (byte & 127), 0);
  }
}

/** A number as LEB128, unsigned. */
export function leb(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...leb(number >> 7)];
}

/** `{ id, start, bytes, end }` of each section: its number, and its content with where the whole begins and ends. */
export function readSections(wasm) {
  const reader = new Reader(wasm, HEADER_LENGTH);
  const sections = [];
  while (!reader.isDone) {
    const start = reader.at;
    const [id] = reader.take(1);
    const bytes = reader.take(reader.unsigned());
    sections.push({ id, start, bytes, end: reader.at });
  }
  return sections;
}

/** What follows the names of an import: the bytes of its kind and type. Only functions are known. */
export function readImportedFunction(reader) {
  const [kind] = reader.take(1);
  if (kind !== OF_FUNCTIONS) throw new Error(`expected imports of functions only, but found one of kind ${kind}`);
  return [kind, ...reader.leb()];
}

/** `{ before, functions, after }`: the bytes around the section of code, and what is in it. */
export function readModule(wasm) {
  const code = readSections(wasm).find(({ id }) => id === SECTION.code);
  if (!code) throw new Error("expected a section of code, but found none");
  return { before: wasm.subarray(0, code.start), functions: readFunctions(code.bytes), after: wasm.subarray(code.end) };
}

function readFunctions(section) {
  const reader = new Reader(section);
  const functions = Array.from({ length: reader.unsigned() }, () => readFunction(reader.take(reader.unsigned())));
  if (!reader.isDone) throw new Error(`expected the end of the code at ${reader.at}, but found more`);
  return functions;
}

/** `{ body, locals, instructions }`: the bytes of the whole, groups of locals of one type, and what is done with them. */
function readFunction(body) {
  const reader = new Reader(body);
  const locals = Array.from({ length: reader.unsigned() }, () => ({ count: reader.leb(), type: reader.take(1) }));
  const instructions = [];
  while (!reader.isDone) instructions.push(readInstruction(reader));
  return { body, locals, instructions };
}

/** `{ opcode, immediates }`: the bytes of the opcode, with its prefix, and `{ name, bytes }` of each immediate. */
function readInstruction(reader) {
  const start = reader.at;
  const [first] = reader.take(1);
  const rows = PREFIXED.get(first);
  const number = rows ? reader.unsigned() : first;
  const row = (rows ?? PLAIN).find(([from, to]) => from <= number && number <= to);
  const opcode = reader.bytes.subarray(start, reader.at);
  if (!row) throw new Error(`expected an instruction at ${start} of a function, but found 0x${Buffer.from(opcode).toString("hex")}, which ${import.meta.filename} does not know`);
  const immediates = row[2].split(" ").filter(Boolean).flatMap((name) => readImmediate(reader, name));
  return { opcode, immediates };
}

function readImmediate(reader, name) {
  if (name.startsWith("raw")) return [{ name: "raw", bytes: reader.take(Number(name.slice(3))) }];
  if (name !== "labels") return [{ name, bytes: reader.leb() }];
  const start = reader.at;
  const labels = reader.unsigned() + 1;
  const count = { name: "labels", bytes: reader.bytes.subarray(start, reader.at) };
  return [count, ...Array.from({ length: labels }, () => ({ name: "label", bytes: reader.leb() }))];
}
