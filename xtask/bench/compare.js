// Runs in the browser: times two functions side by side.
//
// The two take turns, a short stretch each, so that a slow moment of the machine hits both; medians over the rounds make
// the odd one not count.

import * as jotglass from "/jotglass.js";
import { median } from "/median.mjs";
import { jose, jwtDecode } from "/peers.js";

/** How long one stretch lasts at least, in milliseconds; the clock of a page counts in tenths. */
const STRETCH = 25;
const ROUNDS = 11;

const decoded = (token) => ({ header: jose.decodeProtectedHeader(token), payload: jose.decodeJwt(token) });

/** What is compared: ours, and the peer's way to the same. Each result is looked at, so that none is optimised away. */
const PAIRS = {
  "decode/jose": [(token) => jotglass.decode(token).payload.sub, (token) => decoded(token).payload.sub],
  "decode/jwt-decode": [
    (token) => jotglass.decode(token).payload.sub,
    (token) => [jwtDecode(token, { header: true }), jwtDecode(token)][1].sub,
  ],
  "claims/jose": [(token) => jotglass.claims(token).get("iat"), (token) => jose.decodeJwt(token).iat],
  "inspect/jwt-decode": [
    // What a caller wants of it: the sentence, and what was found.
    (token, now) => {
      const { verdict, tokens } = jotglass.inspect(token, { now });
      return verdict.sentence.length + tokens[0].findings.length;
    },
    (token) => [jwtDecode(token, { header: true }), jwtDecode(token)][1].sub,
  ],
};

/** Medians of both, in microseconds per token, and of the ratio of each round. */
export function compare(pair, tokens, now) {
  const [ours, peer] = PAIRS[pair];
  const results = { ours: ours(tokens[0], now), peer: peer(tokens[0], now) };
  const same = pair.startsWith("inspect") || Object.is(results.ours, results.peer);
  if (!same) throw new Error(`expected ${results.peer}, as the peer says, but found ${results.ours}`);

  const counts = [ours, peer].map((work) => calibrate(work, tokens, now));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    const times = [];
    for (const which of order) times[which] = time([ours, peer][which], tokens, now, counts[which]);
    return times;
  });
  return {
    ours: median(rounds.map(([a]) => a)) * 1000,
    peer: median(rounds.map(([, b]) => b)) * 1000,
    ratio: median(rounds.map(([a, b]) => a / b)),
  };
}

/** How many calls fill a stretch, found while the engine warms up. */
function calibrate(work, tokens, now) {
  for (let count = tokens.length; ; count *= 2) {
    const took = time(work, tokens, now, count) * count;
    if (took >= STRETCH) return Math.max(tokens.length, Math.ceil((count * STRETCH) / took));
  }
}

let sink = 0;

/** Milliseconds per call. */
function time(work, tokens, now, count) {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    if (work(tokens[index % tokens.length], now) !== undefined) sink += 1;
  }
  return (performance.now() - start) / count;
}

globalThis.compare = compare;
globalThis.used = () => sink;
