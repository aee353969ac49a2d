// Puts a WebAssembly module together again that xtask/js/split.mjs has taken apart for the compressor.
//
// Of its functions came a row of codes and many streams of bytes. A code stands for a few steps, and each step writes one
// byte of the module: one that is always the same, or the next one of a stream.

/** What a step does. Its value is the byte, or the number of the part that is its stream. */
export const SAME = 0;
export const NEXT = 1;
/** As NEXT, with the bit that says the number goes on in the next byte. */
export const NEXT_AND_ON = 2;
/** A function has ended, and one may begin. */
export const ENDED = 3;

/** Bytes of the length in front of a function. It is known only behind it, so there is always room for the longest. */
export const LENGTH = 3;

/**
 * The module of which `bytes` has the parts, of these `sizes`: what is after the functions and what is before them; of each code
 * the number of its steps, then the kinds and the values of all these steps; the codes; the streams.
 *
 * It runs once, before anything is shown, so it is written for an engine that has not warmed up: one loop over numbers.
 */
export function join(bytes, sizes, length) {
  let end = 0;
  const cursors = Uint32Array.from(sizes, (size) => (end += size) - size);
  const [after, before, counts, kinds, values, codes] = sizes.slice(0, 6).map((size, part) => bytes.subarray(cursors[part], cursors[part] + size));

  const starts = new Uint16Array(counts.length);
  const steps = new Int16Array(counts.length + kinds.length).fill(-1);
  for (let code = 0, from = 0, to = 0; code < counts.length; code++, to++) {
    starts[code] = to;
    for (let left = counts[code]; left > 0; left--) steps[to++] = kinds[from] * 256 + values[from++];
  }

  const module = new Uint8Array(length);
  module.set(before);
  let to = before.length + LENGTH;
  let body = to;
  for (let at = 0; at < codes.length; at++) {
    let step;
    for (let next = starts[codes[at]]; (step = steps[next]) >= 0; next++) {
      if (step < NEXT * 256) {
        module[to++] = step;
      } else if (step < NEXT_AND_ON * 256) {
        module[to++] = bytes[cursors[step - NEXT * 256]++];
      } else if (step < ENDED * 256) {
        module[to++] = bytes[cursors[step - NEXT_AND_ON * 256]++] | 128;
      } else {
        const size = to - body;
        module[body - 3] = size | 128;
        module[body - 2] = (size >> 7) | 128;
        module[body - 1] = size >> 14;
        body = to += LENGTH;
      }
    }
  }
  module.set(after, body - LENGTH);
  return module;
}
