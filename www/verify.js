// Computes by WebCrypto what the core asks for. Which computations those are, and what their answers mean, is in src/check/signature.

/** Keys that were imported last, by what they are made of: the same key mostly checks many tokens. */
const remembered = [];
const MAX_REMEMBERED = 4;

/**
 * Runs a check of the core to its end. `verifyMore` computes what the engine lacks, see more.d.ts; `answers` gets what was told; `enter` runs
 * what enters the core, and gives nothing where the check is no longer wanted.
 */
export async function run(check, { verifyMore, answers = [], enter = (work) => work() } = /** @type {any} */ ({})) {
  while (enter(() => check.next())) {
    const step = enter(() => stepOf(check));
    if (!step) return;
    const fits = (await byEngine(step)) ?? (verifyMore && (await byMore(verifyMore, step)));
    enter(() => check.tell(fits));
    answers.push(fits);
  }
}

/** All that a computation takes, read at once: what fails later then fails in the engine, and not in the core. */
const stepOf = (check) => ({
  name: check.name(),
  format: check.format(),
  parameters: check.parameters(),
  bytes: check.key(),
  signature: check.signature(),
  message: check.message(),
});

/** Whether the signature fits by WebCrypto; nothing where it cannot tell. One turn of the engine less where the key is remembered. */
async function byEngine(step) {
  // No secure context, no WebCrypto.
  if (!step.parameters || !globalThis.crypto?.subtle) return undefined;
  try {
    const { parameters, bytes } = step;
    const { algorithm, key } =
      remembered.find((entry) => entry.parameters === parameters && same(entry.bytes, bytes)) ?? (await imported(step));
    return await crypto.subtle.verify(algorithm, key, step.signature, step.message);
  } catch {
    // It lacks the algorithm, or refuses the key.
    return undefined;
  }
}

/** Only true and false are answers: whatever else is taken for true would turn a signature green that nobody has checked. */
async function byMore(verifyMore, { name, bytes, signature, message }) {
  try {
    const fits = await verifyMore(name, bytes, signature, message);
    return typeof fits === "boolean" ? fits : undefined;
  } catch {
    // It cannot tell either.
    return undefined;
  }
}

function same(one, other) {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

async function imported({ format, parameters, bytes }) {
  const algorithm = JSON.parse(parameters);
  const key = await crypto.subtle.importKey(format, bytes, algorithm, false, ["verify"]);
  const entry = { parameters, bytes, algorithm, key };
  remembered.unshift(entry);
  remembered.length = Math.min(remembered.length, MAX_REMEMBERED);
  return entry;
}
