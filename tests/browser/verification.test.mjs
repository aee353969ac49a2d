// `verify` of the npm module as it is shipped, in Node and in each browser: vectors of our own and from outside, every algorithm with
// every format of key, and what attackers make.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browsers, dist, openPage } from "./harness/index.mjs";
import { judgeAll, NOW } from "./verification/judge.mjs";
import { attacks, findings, matrix } from "./verification/matrix.mjs";
import { own } from "./verification/own.mjs";
import { DIFFERENCES, takes } from "./verification/peer.mjs";
import { vectors } from "./verification/vectors.mjs";

const { cases: outside, skipped, total } = vectors();
const cases = [...own(), ...outside, ...matrix(), ...attacks(), ...findings()];
const suites = [...new Set(cases.map(({ suite }) => suite))];
console.error(`verification: ${skipped} of ${total} suites of vectors skipped`);

/** What is known to fail, by suite and name, with the reason. */
const EXPECTED = new Map(
  JSON.parse(await readFile(new URL("verification/expected_failures.json", import.meta.url), "utf8")).map(
    ([suite, name, reason]) => [`${suite} ${name}`, reason],
  ),
);

/** One test for each suite, from outcomes that `work` gets all at once. */
function hold(name, work) {
  describe(name, () => {
    let outcomes;
    before(async () => {
      outcomes = await work();
    });
    for (const suite of suites) {
      test(suite, () => {
        const complaints = [];
        const count = { passed: 0, lacking: 0, expected: 0 };
        for (const [at, one] of cases.entries()) {
          if (one.suite !== suite) continue;
          const { failed, lacking } = outcomes[at];
          const isExpected = EXPECTED.has(`${suite} ${one.name}`);
          if (failed && !isExpected) complaints.push(`${one.name}: expected ${one.expect}, but found ${failed}`);
          else if (!failed && !lacking && isExpected)
            complaints.push(`${one.name}: passes, but is listed in expected_failures.json`);
          else if (failed) count.expected += 1;
          else if (lacking) count.lacking += 1;
          else count.passed += 1;
        }
        console.error(
          `${name}, ${suite}: ${count.passed} passed, ${count.lacking} not to be had in this engine, ${count.expected} expected failures`,
        );
        assert.deepEqual(complaints, []);
      });
    }
  });
}

const url = (name) => pathToFileURL(path.join(dist, "npm", name)).href;
const api = { ...(await import(url("jotglass.js"))), ...(await import(url("more.js"))) };
test("what a server expects is refused at once where it is malformed", async () => {
  const { text, key } = cases.find(({ suite }) => suite === "RS256");
  await assert.rejects(api.verify(text, key, { expected: { issuer: 1 } }), /expected a string/);
  assert.equal(
    (await api.verify(text, key, { expected: { issuer: "x" } })).checks.find(({ id }) => id === "issuer").state,
    "failed",
  );
});

test("what computes the rarer algorithms answers true or false, and nothing else is taken for either", async () => {
  const { text, key } = matrix().find(({ suite, name }) => suite === "ES256K" && name === "PEM (SPKI)");
  const asked = async (verifyMore) => (await api.verify(text, key, { now: NOW, verifyMore })).verdict.state;
  for (const [answer, state] of [
    [true, "valid"],
    [false, "invalid"],
    [Promise.resolve(true), "valid"],
  ])
    assert.equal(await asked(() => answer), state);
  for (const answer of [
    undefined,
    null,
    0,
    1,
    "",
    "true",
    "false",
    {},
    [],
    { valid: false },
    Object(true),
    Symbol("true"),
  ]) {
    assert.equal(await asked(() => answer), "unchecked", String(answer));
    assert.equal(await asked(async () => answer), "unchecked", String(answer));
  }
  assert.equal(await asked(() => Promise.reject(new Error("none"))), "unchecked");
});

test("jose decides the same, but for what is named", async () => {
  let compared = 0;
  const met = new Set();
  const complaints = [];
  for (const one of cases) {
    const jose = await takes(one);
    if (jose === null) continue;
    const { verdict, trust } = await api.verify(one.text, one.key, { now: NOW, verifyMore: api.verifyMore });
    // A token that a verifier must refuse for its form is none that jose may take.
    const isTaken = verdict.fits && !["malformed", "critical"].includes(verdict.reason);
    const isByGivenKey = trust === "given" || verdict.reason === "known-secret";
    compared += 1;
    if (jose === (isTaken && isByGivenKey)) continue;
    const kind = DIFFERENCES.find((kind) => kind.jose === jose && kind.is(one, verdict));
    if (kind) met.add(kind);
    else
      complaints.push(`${one.suite}, ${one.name}: jose says ${jose}, and we say ${verdict.state} (${verdict.reason})`);
  }
  console.error(
    `verification: ${compared} of ${cases.length} cases compared with jose, ${met.size} kinds of difference`,
  );
  assert.deepEqual(complaints, []);
  // A kind that is not met any more is to be taken off the list; some are met by vectors from outside only.
  const unmet = DIFFERENCES.filter((kind) => !met.has(kind)).map(({ why }) => why);
  if (skipped === 0) assert.deepEqual(unmet, []);
});

hold("in Node", () => judgeAll(api, cases));

const pages = {
  "/verify.html": "<!doctype html><title>verify</title>",
  "/judge.mjs": await readFile(new URL("verification/judge.mjs", import.meta.url), "utf8"),
};

for (const { name, launch } of browsers()) {
  describe(name, () => {
    let browser;
    let opened;
    before(async () => {
      browser = await launch();
      opened = await openPage(browser, "http", { pages, path: "verify.html" });
    });
    after(async () => {
      await opened?.close();
      await browser?.close();
    });
    hold(`in ${name}`, () =>
      opened.page.evaluate(
        async (cases) => {
          const [jotglass, more, { judgeAll }] = await Promise.all([
            import("/npm/jotglass.js"),
            import("/npm/more.js"),
            import("/judge.mjs"),
          ]);
          // Bytes do not survive the way here.
          for (const one of cases) if (one.bytes) one.key = Uint8Array.from(one.bytes);
          return judgeAll({ ...jotglass, ...more }, cases);
        },
        cases.map((one) =>
          one.key instanceof Uint8Array ? { ...one, key: null, bytes: [...one.key] } : { ...one, key: one.key ?? null },
        ),
      ),
    );
  });
}
