// What the tests by chance share: numbers that a seed decides, texts to begin with, and the loop over browsers and seconds.

import { generateKeyPairSync } from "node:crypto";
import process from "node:process";
import { browsers } from "../browser/harness/index.mjs";
import { jwk, LONG, pem, RSA } from "../browser/scenes.mjs";
import { CLAIMS, EXPIRED, encode, FUTURE, NOW, token, UNSIGNED, VALID } from "../browser/support.mjs";
import { signed, tagged } from "../browser/verification/matrix.mjs";

export { NOW };

/** How long each browser is kept at it where nobody says, in seconds. */
const SECONDS = 60;

/** Failures after which there is enough to look at. */
const MOST = 5;

/** The characters that are shown of one. */
const MOST_SHOWN = 3000;

const EC = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Texts of every kind that somebody shows. */
export const TEXTS = [
  "",
  VALID,
  EXPIRED,
  FUTURE,
  UNSIGNED,
  signed("RS256", RSA.privateKey),
  signed("ES256", EC.privateKey, {}, { ...CLAIMS, exp: NOW + 90 }),
  tagged("HS256", Buffer.from(LONG)),
  `Authorization: Bearer ${EXPIRED}`,
  `${VALID}\nand ${UNSIGNED}`,
  `{"payload":"${encode(CLAIMS)}","protected":"${encode({ alg: "HS256" })}","signature":"${encode("x".repeat(32))}"}`,
  token(CLAIMS, { alg: "dir", enc: "A128GCM" }, "").replace(
    /\.[^.]*\.$/,
    "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
  ),
  `${VALID}~${encode('["s","name","ü"]')}~`,
  VALID.slice(0, 60),
  "good morning",
  `${encode({ alg: "HS256" })}.${encode('{"a":')}.AAAA`,
  token({ ...CLAIMS, "<b>": "\u202e</script>", jti: "x".repeat(300) }),
];

/** Keys, right and wrong and none. */
export const KEYS = [
  "",
  pem(RSA),
  pem(EC),
  LONG,
  JSON.stringify({ keys: [jwk(RSA, "a"), jwk(EC, "b")] }),
  "not it",
  "{",
];

/** Sequences after which the page is opened anew. */
const PAGE = 50;

/**
 * Opens a page by `open(browser)` and does `sequence(opened, seed)` to it, in each browser, until the seconds of the command line are over.
 * A sequence gives what differs, or null. The second argument of the command line is the seed to begin with: what was found is found again
 * by 0 seconds and its seed.
 */
export async function inEachBrowser(what, open, sequence) {
  const seconds = Number(process.argv[2] ?? SECONDS);
  let failed = 0;
  for (const { name, launch } of browsers()) {
    const browser = await launch();
    const end = Date.now() + 1000 * seconds;
    let seed = Number(process.argv[3] ?? 1);
    let tried = 0;
    const failures = [];
    try {
      do {
        const opened = await open(browser);
        for (let used = 0; used < PAGE && failures.length < MOST; used += 1) {
          const failure = await sequence(opened, seed).catch((error) => error.stack);
          const thrown = [...opened.errors.splice(0), ...(await opened.violations().catch(() => []))];
          tried += 1;
          seed += 1;
          if (failure) failures.push(`seed ${seed - 1}: ${failure}`);
          if (thrown.length > 0) failures.push(`seed ${seed - 1}: thrown ${JSON.stringify(thrown)}`);
          if (failure || thrown.length > 0 || Date.now() >= end) break;
        }
        await opened.close();
      } while (Date.now() < end && failures.length < MOST);
    } finally {
      await browser.close();
    }
    failed += failures.length;
    console.log(`${what}, ${name}: ${tried} sequences in ${seconds} s, ${failures.length} failed`);
    for (const failure of failures) console.log(failure.slice(0, MOST_SHOWN));
  }
  process.exitCode = failed > 0 ? 1 : 0;
}
