// Reads a WebAssembly module as far as its code: what is before the code, its functions by instruction, what is after.
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

const CODE_SECTION = 10;
const HEADER_LENGTH = 8;

/** Bytes, and how far they were read. */
class Reader {
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

/** `{ before, functions, after }`: `before` ends in front of the section of code. */
export function readModule(wasm) {
  const reader = new Reader(wasm, HEADER_LENGTH);
  while (!reader.isDone) {
    const start = reader.at;
    const [id] = reader.take(1);
    const section = reader.take(reader.unsigned());
    if (id === CODE_SECTION) return { before: wasm.subarray(0, start), functions: readCode(section), after: wasm.subarray(reader.at) };
  }
  throw new Error("expected a section of code, but found none");
}

function readCode(section) {
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
