// Looks for the secret of an HMAC: among the bundled candidates, then in a wordlist. See src/check/weak.rs for what is tried.
//
// Searches have an instance of the core apart from the one that reads tokens. For most tokens the bundled candidates take a moment, and
// are tried here, in slices short enough not to be noticed; long tokens and wordlists have a worker. Where none can be made, as in Node or
// under the policy of another site, they are tried here too.
import source from "#search-worker";
import { compiled } from "./compiled.js";
import { search } from "./searching.js";
import { workerOf } from "./worker.js";

const start = workerOf("search", source);

/** The bytes of a token for which the bundled candidates take more than about a second. */
const LONG = 4096;

/** @type {Promise<unknown>} */
let last = Promise.resolve();
const kept = {};

/** Searches in a worker; null where there is none to be had. */
function inWorker(job, tell, signal) {
  const started = start();
  if (!started) return null;
  const { worker, end } = started;
  let abort;
  return new Promise((resolve, reject) => {
    // Whatever went wrong there, a policy that refused it or its end half-way, may go right here; what goes wrong here too is told then.
    const give = () => resolve(null);
    worker.onmessage = ({ data: { progress, done } }) => {
      if (progress) tell(progress);
      else if (done) resolve(done);
      else give();
    };
    worker.onerror = worker.onmessageerror = give;
    abort = () => reject(signal.reason);
    signal?.addEventListener("abort", abort);
    try {
      worker.postMessage(job);
    } catch {
      give();
    }
  }).finally(() => {
    signal?.removeEventListener("abort", abort);
    end();
  });
}

/**
 * Looks for the secret under which `alg` (HS256, HS384, HS512) makes `tag` of `message`, both bytes. `words` is a Blob of lines, tried
 * after the bundled candidates. `onProgress` gets `{ tried, seconds, rate }`, at most ten times a second; `signal` ends the search at once.
 * Resolves with `{ found, source, tried, skipped, seconds }`: the bytes of the secret or null, where it is known from or null, how many keys
 * were tried, and how many lines were too long.
 */
export async function searchSecrets(
  { alg, message, tag },
  { words, onProgress = (_) => {}, signal } = /** @type {any} */ ({}),
) {
  signal?.throwIfAborted();
  const job = { module: compiled(), kept: {}, alg, message, tag, words };
  // A policy that forbids workers writes to the console when one is tried, so none is tried without need.
  const found = (words || message.length > LONG) && (await inWorker(job, onProgress, signal));
  if (found) return found;
  // One after the other: a page may have many tokens.
  const turn = last.then(() => search({ ...job, kept }, onProgress, 8, signal));
  last = turn.catch(() => {});
  return turn;
}
