// `findSecret`: the bundled candidates, wordlists, progress, and its end before the end.

import { encode, ok, same, token } from "./tools.mjs";

const encoder = new TextEncoder();

/** A token signed with this secret, a text or bytes. */
async function signed(secret, alg = "HS256", payload = { sub: "1234567890", name: "John Doe", iat: 1516239022 }) {
  const bytes = typeof secret === "string" ? encoder.encode(secret) : secret;
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: `SHA-${alg.slice(2)}` }, false, [
    "sign",
  ]);
  const input = `${encode({ alg, typ: "JWT" })}.${encode(payload)}`;
  return `${input}.${encode(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(input))))}`;
}

/** A wordlist of so many words, made here and nowhere stored, with one word at its end. */
const wordlist = (count, last, join = "\n") =>
  new Blob([Array.from({ length: count }, (_, index) => `word-${(index * 7919) % 1_000_003}`).join(join), join, last]);

/** The keys among which those of well-known pages must be. */
const FIRST = 1024;

const STRONG = "Kx7!vT2#qLp9$wRz-nobody-uses-this";

async function rejected(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection, but found none");
}

export const secretCases = {
  async "findSecret tries the secrets of jwt.io among the first"({ api }) {
    for (const secret of ["secret", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long"]) {
      const found = await api.findSecret(await signed(secret));
      same([found.state, found.text, found.source], ["found", secret, "jwt.io"]);
      same([...found.secret], [...encoder.encode(secret)]);
      ok(found.tried > 0 && found.tried <= FIRST, `at most ${FIRST} keys, but found ${found.tried}`);
    }
  },

  async "findSecret knows the other hashes, and secrets that are no text"({ api }) {
    same((await api.findSecret(await signed("your-384-bit-secret", "HS384"))).text, "your-384-bit-secret");
    same((await api.findSecret(await signed("your-512-bit-secret", "HS512"))).text, "your-512-bit-secret");
    const secret = new Uint8Array(32).fill(0xaa);
    const found = await api.findSecret(await signed(secret));
    same([found.state, found.text, found.source, [...found.secret]], ["found", null, null, [...secret]]);
  },

  async "findSecret says that it found nothing, and how many keys it tried"({ api }) {
    const progress = [];
    const known = await api.findSecret(await signed(STRONG), { onProgress: (one) => progress.push(one) });
    same([known.state, known.secret, known.text, known.source, known.skipped], ["notFound", null, null, null, 0]);
    ok(known.tried > 50_000, `tens of thousands of keys, but found ${known.tried}`);
    ok(progress.length <= known.seconds * 10 + 1, "progress at most ten times a second");
    ok(
      progress.every(({ tried, rate, seconds }) => tried > 0 && rate > 0 && seconds > 0),
      "progress in numbers",
    );
    const words = new Blob(["one\r\n\r\ntwo\n", "x".repeat(1025), "\nthree"]);
    const more = await api.findSecret(await signed(STRONG), { words });
    same([more.state, more.tried - known.tried, more.skipped], ["notFound", 3, 1]);
  },

  async "findSecret finds the last word of a wordlist"({ api }) {
    for (const words of [
      wordlist(100_000, STRONG),
      wordlist(10, `${STRONG}\n`),
      wordlist(10, STRONG, "\r\n"),
      new Blob([STRONG]),
    ]) {
      const found = await api.findSecret(await signed(STRONG), { words });
      same([found.state, found.text, found.source], ["found", STRONG, null]);
    }
  },

  async "findSecret ends when it is told to, and not at the end of the list"({ api }) {
    const own = await signed(STRONG);
    const before = new AbortController();
    before.abort(new Error("enough"));
    same((await rejected(api.findSecret(own, { signal: before.signal }))).message, "enough");
    // Told by the first progress, long before the end of the list.
    const during = new AbortController();
    let told = 0;
    const onProgress = ({ tried }) => {
      told ||= tried;
      during.abort();
    };
    const search = rejected(api.findSecret(own, { words: wordlist(1_000_000, ""), signal: during.signal, onProgress }));
    same((await search).name, "AbortError");
    ok(told > 0 && told < 1_000_000, `told before the end of the list, but found ${told}`);
    same((await api.findSecret(await signed("secret"))).text, "secret", "the next search");
  },

  async "searches do not disturb each other"({ api }) {
    const secrets = ["secret", "shhhhh", "keyboard cat"];
    const found = await Promise.all(secrets.map(async (secret) => api.findSecret(await signed(secret))));
    same(
      found.map(({ text }) => text),
      secrets,
    );
  },

  async "findSecret leaves the page alive where it has no worker"({ api }) {
    const { Worker } = globalThis;
    try {
      globalThis.Worker = undefined;
      let turns = 0;
      let over = false;
      const watch = async () => {
        while (!over) {
          await new Promise((resolve) => setTimeout(resolve));
          turns += 1;
        }
      };
      const watching = watch();
      same((await api.findSecret(await signed(STRONG), { words: wordlist(100_000, STRONG) })).text, STRONG);
      over = true;
      await watching;
      // All at once it would leave one.
      ok(turns > 5, `other work in between, but found ${turns} turns`);
    } finally {
      globalThis.Worker = Worker;
    }
  },

  async "findSecret says where no secret can fit, and refuses what is no token"({ api }) {
    const nothing = { state: "impossible", secret: null, text: null, source: null, tried: 0, skipped: 0, seconds: 0 };
    for (const header of [{ alg: "RS256" }, { alg: "none" }, {}, { alg: 256 }, { alg: "toString" }, { alg: "HS512" }])
      same(await api.findSecret(token({ a: 1 }, header)), nothing);
    for (const signature of ["", "AAAA", "AB", "*"])
      same(await api.findSecret(token({ a: 1 }, { alg: "HS256" }, signature)), nothing);
    same((await rejected(api.findSecret("good morning"))).name, "MalformedToken");
    ok((await rejected(api.findSecret(1))) instanceof TypeError, "a TypeError for a number");
    ok(
      (await rejected(api.findSecret(await signed("secret"), { words: "secret" }))) instanceof TypeError,
      "a TypeError for words that are no Blob",
    );
  },
};
