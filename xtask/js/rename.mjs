// Gives the imports and exports of a WebAssembly module other names; the script around it has to use the same.

import { HEADER_LENGTH, leb, Reader, readImportedFunction, readSections, SECTION } from "./wasm.mjs";

/** The same module with the names that are keys of `names` replaced. */
export function rename(wasm, names) {
  const renamed = (reader) => {
    const name = Buffer.from(reader.take(reader.unsigned())).toString();
    const bytes = Buffer.from(Object.hasOwn(names, name) ? names[name] : name);
    return [...leb(bytes.length), ...bytes];
  };
  const rewritten = {
    [SECTION.import]: (reader) => [...renamed(reader), ...renamed(reader), ...readImportedFunction(reader)],
    [SECTION.export]: (reader) => [...renamed(reader), ...reader.take(1), ...reader.leb()],
  };
  const sections = readSections(wasm).map(({ id, start, bytes, end }) => {
    if (!rewritten[id]) return wasm.subarray(start, end);
    const reader = new Reader(bytes);
    const rows = [...reader.leb()];
    while (!reader.isDone) rows.push(...rewritten[id](reader));
    return Buffer.from([id, ...leb(rows.length), ...rows]);
  });
  return new Uint8Array(Buffer.concat([wasm.subarray(0, HEADER_LENGTH), ...sections]));
}
