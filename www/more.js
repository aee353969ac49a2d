// Checks the signatures that WebCrypto does not know, or not in every browser. See more.d.ts for what it promises.
//
// It is a second WebAssembly module (more/), inlined like the first, and asleep until it is first needed.
import { create } from "#more";
import { read } from "#more-wasm";

/** In the order of `Algorithm::ALL` in more/src/lib.rs. */
const ALGORITHMS = ["ES256K", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

/** The module's exports and its memory, once it is awake. */
let more;

export function verifyMore(algorithm, key, signature, message) {
  const number = ALGORITHMS.indexOf(algorithm);
  if (number < 0)
    throw new DOMException(`expected one of ${ALGORITHMS.join(", ")}, but found ${algorithm}`, "NotSupportedError");
  if (more) return verified(algorithm, number, key, signature, message);
  const module = read();
  const answer = (module) => {
    more ??= awake(module);
    return verified(algorithm, number, key, signature, message);
  };
  // In a page it takes a moment to read the module, and so does the answer.
  return module instanceof Promise ? module.then(answer) : answer(module);
}

function verified(algorithm, number, key, signature, message) {
  try {
    return computed(algorithm, number, key, signature, message);
  } catch (error) {
    // A module that has stopped half-way is not to be entered again.
    if (!(error instanceof DOMException)) more = undefined;
    throw error;
  }
}

function awake(module) {
  const made = create();
  return { ...made, memory: made.initSync({ module }).memory };
}

function computed(algorithm, number, key, signature, message) {
  const parts = [key, signature, message];
  let at = more.reserve(parts.reduce((sum, { length }) => sum + length, 0));
  for (const part of parts) {
    // Reserving may have moved the memory.
    new Uint8Array(more.memory.buffer).set(part, at);
    at += part.length;
  }
  const answer = more.verify_reserved(number, key.length, signature.length);
  if (answer < 0)
    throw new DOMException(
      `expected a public key of ${algorithm}, but found none in these ${key.length} bytes`,
      "DataError",
    );
  return answer === 1;
}
