// Holds `verify` of the npm module to a list of cases; runs anywhere: in Node, in a page.
//
// A case is `{ suite, name, text, key, expect, missing }`. `expect` is "valid" (the signature fits a key that was given, and nothing
// but the key's strength or the clock speaks against it: vectors are old, and their secrets are published), "refused" (anything
// else), the id of a finding beside a signature that fits, or a list of findings of `inspect` and `verify` together. `missing`
// says that this engine may lack the algorithm: then "unchecked" for that reason is right, too.

/** The moment of judgement: 20 November 2026, 12:00:00 UTC. */
export const NOW = 1_795_176_000;

export async function judge({ inspect, verify, verifyMore }, { text, key, expect, missing }) {
  const { verdict, trust, findings } = await verify(text, key, { now: NOW, verifyMore });
  const errors = findings.filter(({ severity }) => severity === "error").map(({ id }) => id);
  if (Array.isArray(expect)) {
    const ids = [...inspect(text, { now: NOW }).tokens.flatMap((token) => token.findings), ...findings].map(
      ({ id }) => id,
    );
    return expect.every((id) => ids.includes(id)) ? {} : { failed: ids.join() };
  }
  const found = `${verdict.state} (${verdict.reason})${errors.length ? `, ${errors}` : ""}`;
  if (missing && verdict.reason === "engine") return { lacking: true };
  const isVouchedFor = trust === "given" || verdict.reason === "known-secret";
  const isSound =
    verdict.fits && isVouchedFor && SOUND.includes(verdict.reason) && errors.every((id) => STRENGTH.includes(id));
  // Only what is sound and has a strong key, now, is valid.
  if (verdict.state === "valid" && (!isSound || verdict.reason !== "signature" || errors.length > 0))
    return { failed: found };
  if (expect === "valid") return isSound ? {} : { failed: found };
  if (expect === "refused") return verdict.state === "valid" ? { failed: found } : {};
  return verdict.fits && findings.some(({ id }) => id === expect) ? {} : { failed: found };
}

/** What is wrong with a key that checks all the same: vectors are made with such keys. */
const STRENGTH = ["hs-short-key", "rsa-key-small", "hs-known-secret"];

/** Why an answer is what it is where nothing but strength and clock can speak against it. */
const SOUND = ["signature", "known-secret", "weak-key", "expired"];

/** What became of each case, in order. */
export async function judgeAll(api, cases) {
  const outcomes = [];
  for (const one of cases) {
    outcomes.push(await judge(api, one).catch((error) => ({ failed: String(error) })));
  }
  return outcomes;
}
