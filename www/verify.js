// Computes by WebCrypto what the core asks for. Which computations those are, and what their answers mean, is in src/verify.

/** Keys that were imported last, by what they are made of: the same key mostly checks many tokens. */
const remembered = [];
const MAX_REMEMBERED = 4;

/** Runs a check of the core to its end. `verifyMore` computes what the engine lacks, see more.d.ts; `answers` gets what was told. */
export async function run(check, verifyMore, answers = []) {
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
      fits ??= await verifyMore?.(check.name(), check.key(), check.signature(), check.message());
    } catch {
      // Neither can tell.
    }
    check.tell(fits);
    answers.push(fits);
  }
}

/** A promise of whether the signature fits; one turn of the engine less where the key is remembered. */
function compute(check, parameters) {
  const bytes = check.key();
  const verify = ({ algorithm, key }) => crypto.subtle.verify(algorithm, key, check.signature(), check.message());
  const known = remembered.find((entry) => entry.parameters === parameters && same(entry.bytes, bytes));
  return known ? verify(known) : imported(check, parameters, bytes).then(verify);
}

function same(one, other) {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

async function imported(check, parameters, bytes) {
  const algorithm = JSON.parse(parameters);
  const key = await crypto.subtle.importKey(check.format(), bytes, algorithm, false, ["verify"]);
  const entry = { parameters, bytes, algorithm, key };
  remembered.unshift(entry);
  remembered.length = Math.min(remembered.length, MAX_REMEMBERED);
  return entry;
}
