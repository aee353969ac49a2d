// The size of a file, and its size under brotli at the highest quality.

import { readFileSync } from "node:fs";
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
