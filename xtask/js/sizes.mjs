// Prints, for each file named, its size and its size under brotli at the highest quality, as JSON.

import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

export function sizeOf(file) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return { raw: bytes.length, brotli: brotli.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(process.argv.slice(2).map(sizeOf)));
