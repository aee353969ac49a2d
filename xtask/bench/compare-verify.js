// Runs in the browser: times `verify` and jose's compactVerify side by side, as compare.js does what needs no promise.

import * as jotglass from "/jotglass.js";
import { median } from "/median.mjs";
import { jose } from "/peers.js";

/** How long one stretch lasts at least, in milliseconds. */
const STRETCH = 60;
const ROUNDS = 11;

/** Medians of both, in microseconds per token, and of the ratio of each round. */
globalThis.compareVerify = async ({ alg, tokens, key }) => {
  const imported = alg.startsWith("HS") ? new TextEncoder().encode(key) : await jose.importSPKI(key, alg);
  // The key is what a person has: jose gets it imported, ours reads it each time.
  // The tokens have expired; what both compute is whether the signature fits.
  const ours = async (token) => (await jotglass.verify(token, key)).verdict.fits;
  const peer = async (token) => (await jose.compactVerify(token, imported)).payload.length > 0;
  for (const work of [ours, peer]) {
    if (!(await work(tokens[0]))) throw new Error("expected the signature to fit");
  }
  const counts = [await calibrate(ours, tokens), await calibrate(peer, tokens)];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = [];
    for (const which of round % 2 === 0 ? [0, 1] : [1, 0])
      times[which] = await time([ours, peer][which], tokens, counts[which]);
    rounds.push(times);
  }
  return {
    ours: median(rounds.map(([a]) => a)) * 1000,
    peer: median(rounds.map(([, b]) => b)) * 1000,
    ratio: median(rounds.map(([a, b]) => a / b)),
  };
};

/** How many calls fill a stretch, found while the engine warms up. */
async function calibrate(work, tokens) {
  for (let count = tokens.length; ; count *= 2) {
    const took = (await time(work, tokens, count)) * count;
    if (took >= STRETCH) return Math.max(tokens.length, Math.ceil((count * STRETCH) / took));
  }
}

/** Milliseconds per call. */
async function time(work, tokens, count) {
  const start = performance.now();
  for (let index = 0; index < count; index++) await work(tokens[index % tokens.length]);
  return (performance.now() - start) / count;
}
