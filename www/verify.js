// Computes by WebCrypto what the core asks for. Which computations those are, and what their answers mean, is in src/verify.

/** Keys that were imported last, by what they are made of: the same key mostly checks many tokens. */
const remembered = [];
const MAX_REMEMBERED = 4;

/** Runs a check of the core to its end. `verifyMore` computes what the engine lacks; see more.d.ts. */
export async function run(check, verifyMore) {
  while (check.next()) {
    const parameters = check.parameters();
    let fits;
    try {
      // No secure context, no WebCrypto.
      if (parameters && globalThis.crypto?.subtle) fits = await compute(check, parameters);
    } catch {
      // It lacks the algorithm, or refuses the key.
    }
    try {
      fits ??= verifyMore?.(check.name(), check.key(), check.signature(), check.message());
    } catch {
      // Neither can tell.
    }
    check.tell(fits);
  }
}

/** Whether the signature fits. */
async function compute(check, parameters) {
  const algorithm = JSON.parse(parameters);
  const key = await imported(check.format(), check.key(), algorithm, parameters);
  return crypto.subtle.verify(algorithm, key, check.signature(), check.message());
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

async function imported(format, bytes, algorithm, parameters) {
  const known = remembered.find((entry) => entry.parameters === parameters && same(entry.bytes, bytes));
  if (known) return known.key;
  const key = await crypto.subtle.importKey(format, bytes, algorithm, false, ["verify"]);
  remembered.unshift({ parameters, bytes, key });
  remembered.length = Math.min(remembered.length, MAX_REMEMBERED);
  return key;
}
