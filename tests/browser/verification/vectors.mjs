// Signatures from outside: conformance vectors as cases of judge.mjs. They are not part of the repository.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER =
  process.env.JOTGLASS_VECTORS ?? path.join(path.dirname(fileURLToPath(import.meta.url)), "../../../../shared/vectors");

/** Engines that lack these say so. */
export const RARE = ["ES256K", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

/** A file of the vectors as text; `null` where it is missing. */
export const vector = (file) =>
  existsSync(path.join(FOLDER, file)) ? readFileSync(path.join(FOLDER, file), "utf8") : null;

const json = (file) => JSON.parse(readFileSync(path.join(FOLDER, file), "utf8"));
const headerOf = (compact) => JSON.parse(Buffer.from(compact.split(".")[0], "base64url").toString());
const list = (folder) =>
  readdirSync(path.join(FOLDER, folder))
    .sort()
    .map((file) => `${folder}/${file}`);

/** What is refused on purpose. */
const isRefused = (name) => REFUSED.some((one) => name.startsWith(one));
const REFUSED = [
  // The payload is not in the token.
  "4_5.signature_with_detached_content.json",
  "jws_rfc7797.json 4.2 HS256 with b64=false",
  // Its b64 is false, but no crit says so (RFC 7797 §6).
  "4.2.hmac-sha2_b64_false.json json",
  "4.2.hmac-sha2_b64_false.json flat",
  // A payload with spaces in it is not found in a text: where it ends cannot be told.
  "hmac-sha2_b64_false.json compact",
];

/** What makes the cases of each suite; the path says where it lies. */
const SUITES = {
  wycheproof: () => {
    const overrides = new Map(json("wycheproof/overrides.json").overrides.map((row) => [row.tcId, row]));
    return json("wycheproof/json_web_signature_test.json").testGroups.flatMap(
      ({ public: publicKey, private: secret, tests }) =>
        tests.map(({ tcId, comment, jws, result }) => {
          const { use = result, finding } = overrides.get(tcId) ?? {};
          const text = typeof jws === "string" ? jws : JSON.stringify(jws);
          const expect = use === "valid" ? "valid" : use === "valid-with-finding" ? finding : "refused";
          return { name: `${tcId} ${comment}`, text, key: publicKey ?? secret, expect };
        }),
    );
  },
  "wycheproof/json_web_key_test.json": () =>
    json("wycheproof/json_web_key_test.json").testGroups.flatMap(({ public: publicKeys, private: secrets, tests }) =>
      tests.map(({ tcId, comment, jws, result }) => ({
        name: `${tcId} ${comment}`,
        text: jws,
        key: publicKeys ?? secrets,
        expect: result === "valid" ? "valid" : "refused",
      })),
    ),
  rfc7515: () =>
    json("rfc7515/appendix-a-e.json").map(({ ref, compact, json, key, keys, expect }) => ({
      name: ref,
      text: compact ?? JSON.stringify(json),
      key: key ?? (Array.isArray(keys) ? { keys } : keys),
      expect: /^(both signatures )?valid/.test(expect) ? "valid" : "refused",
    })),
  "jose-cookbook": () =>
    [...list("jose-cookbook/jws"), ...list("jose-cookbook/rfc7797"), "jose-cookbook/curve25519/jws.json"]
      .filter((file) => file.endsWith(".json"))
      .flatMap((file) => {
        const { input, output } = json(file);
        const key = Array.isArray(input.key) ? { keys: input.key } : input.key;
        const texts = {
          compact: output.compact,
          json: output.json && JSON.stringify(output.json),
          flat: output.json_flat && JSON.stringify(output.json_flat),
        };
        return Object.entries(texts)
          .filter(([, text]) => text)
          .map(([form, text]) => ({
            name: `${path.basename(file)} ${form}`,
            text,
            key,
            expect: isRefused(`${path.basename(file)} ${form}`) ? "refused" : "valid",
          }));
      }),
  "panva-jose": () =>
    json("panva-jose/cookbook-jws.json")
      .filter(({ output }) => output.compact)
      .map(({ title, input, output }) => ({ name: title, text: output.compact, key: input.key, expect: "valid" })),
  joserfc: () => {
    const file = (name) => readFileSync(path.join(FOLDER, "joserfc/keys", name), "utf8");
    const examples = [
      "joserfc/jws_examples.json",
      "joserfc/jws_rfc7520.json",
      "joserfc/jws_rfc7797.json",
      "joserfc/jwt_use_jws.json",
    ].flatMap((name) => json(name).tests.map((test) => ({ ...test, from: path.basename(name) })));
    // Its examples of RFC 7797 name no key: it is the one of the RFC.
    const shared = json("jose-cookbook/rfc7797/hmac-sha2_b64_false.json").input.key;
    return examples
      .filter(({ compact, token }) => compact ?? token)
      .map(({ from, name, compact, token, secret, public_key: publicKey }) => ({
        name: `${from} ${name}`,
        text: compact ?? token,
        key: secret ?? (publicKey ? file(publicKey) : shared),
        expect: isRefused(`${from} ${name}`) ? "refused" : "valid",
      }));
  },
  "../nasty.jsonl": () =>
    readFileSync(path.join(FOLDER, "../nasty.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ key, input }) => key && input)
      .map(({ name, input, key, expect }) => ({ name, text: input, key: key.value, expect: expect.findings })),
  "ml-dsa": () =>
    list("ml-dsa").map((file) => ({
      name: path.basename(file),
      text: json(file).jws,
      key: json(file).jwk,
      expect: "valid",
    })),
  rfc9449: () =>
    json("rfc9449/dpop.json").map(({ ref, compact }) => ({
      name: ref,
      text: compact,
      key: null,
      expect: "key-from-token",
    })),
};

/** All cases; a suite that is missing is said loudly and counted. */
export function vectors() {
  const cases = [];
  let skipped = 0;
  for (const [suite, make] of Object.entries(SUITES)) {
    if (!existsSync(path.join(FOLDER, suite))) {
      // A wrong path must not pass for a run without suites.
      if (process.env.JOTGLASS_VECTORS)
        throw new Error(`${suite}: JOTGLASS_VECTORS names its folder, but it is not there`);
      console.error(`skipped: ${suite}, its vectors are missing (set JOTGLASS_VECTORS to their folder)`);
      skipped += 1;
      continue;
    }
    for (const one of make()) {
      let alg = "";
      try {
        alg = headerOf(one.text).alg;
      } catch {
        // Not compact, or malformed on purpose.
      }
      cases.push({ suite, ...one, missing: RARE.includes(alg) });
    }
  }
  return { cases, skipped, total: Object.keys(SUITES).length };
}
