// Looks for the secret of an HMAC: among the bundled candidates, then in a wordlist. See src/weak.rs for what is tried.
//
// Searches have an instance of the core apart from the one that reads tokens. For most tokens the bundled candidates take a moment, and
// are tried here, in slices short enough not to be noticed; long tokens and wordlists have a worker. Where none can be made, as in Node or
// under the policy of another site, they are tried here too.
import { module } from "./instance.js";
import { define, start } from "./worker.js";

/**
 * The search itself. It also runs as its text, in the worker, so it uses nothing from around it.
 *
 * `job` is `{ module, kept, alg, message, tag, words }`, `kept` where the instance is kept for the next one; `tell` gets `{ tried, seconds,
 * rate }` ten times a second; `slice` is how many milliseconds it may take before it lets others run, and looks at `signal`.
 */
async function search({ module, kept, alg, message, tag, words }, tell, slice, signal) {
  signal?.throwIfAborted();
  // What it calls of the core imports nothing, but the core as a whole does.
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
  kept.instance ??= new WebAssembly.Instance(module, imports);
  const core = kept.instance.exports;
  const buffer = (length) => {
    // First, because it may make the memory grow.
    const at = core.search_buffer(length);
    return new Uint8Array(core.memory.buffer, at, length);
  };
  const taken = (length) => buffer(length).slice();

  const start = performance.now();
  let yielded = start;
  let told = { tried: 0, at: start };
  const seconds = () => (performance.now() - start) / 1000;
  const pause = async () => {
    const now = performance.now();
    if (now - told.at >= 100) {
      const tried = core.search_tried();
      tell({ tried, seconds: seconds(), rate: ((tried - told.tried) / (now - told.at)) * 1000 });
      told = { tried, at: now };
    }
    if (now - yielded < slice) return;
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
    port1.close();
    signal?.throwIfAborted();
    yielded = performance.now();
  };

  const given = buffer(message.length + tag.length);
  given.set(message);
  given.set(tag, message.length);
  core.search_begin(Number(alg.slice(2)), message.length, tag.length);
  let state = 0;
  // About 2 MB of hashing, some milliseconds.
  const keys = Math.max(1, Math.min(512, Math.floor(2e6 / (message.length + 128))));
  while (!(state = core.search_step(0, keys))) await pause();
  if (state === 1 && words) {
    // About as many keys as above: words have some nine characters.
    const piece = 4096;
    const reader = words.stream().getReader();
    for (let read = await reader.read(); state !== 2 && !read.done; read = await reader.read()) {
      for (let at = 0; state !== 2 && at < read.value.length; at += piece) {
        const part = read.value.subarray(at, at + piece);
        buffer(part.length).set(part);
        state = core.search_step(1, part.length);
        await pause();
      }
    }
    // No more of the file is needed.
    if (state === 2) reader.cancel();
    else state = core.search_step(2, 0);
  }
  const found = state === 2 ? taken(core.search_found(0)) : null;
  const source = new TextDecoder().decode(taken(core.search_found(1))) || null;
  return { found, source, tried: core.search_tried(), skipped: core.search_skipped(), seconds: seconds() };
}

/** The bytes of a token for which the bundled candidates take more than about a second. */
const LONG = 4096;

let last = Promise.resolve();
const kept = {};

// The worker does one search, and posts its progress and outcome. Its text holds that of the search.
define(
  "search",
  `onmessage=async({data})=>{
try{postMessage({done:await(${search})(data,(progress)=>postMessage({progress}),1e9)})}
catch(error){postMessage({error})}}`,
);

/** Searches in a worker; null where there is none to be had. */
function inWorker(job, tell, signal) {
  const { worker, end } = start("search") ?? {};
  if (!worker) return null;
  let abort;
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { progress, done, error } }) => {
      if (progress) tell(progress);
      else if (done) resolve(done);
      else reject(error);
    };
    // It did not start: a policy refused it.
    worker.onerror = () => resolve(null);
    abort = () => reject(signal.reason);
    signal?.addEventListener("abort", abort);
    worker.postMessage(job);
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
export async function searchSecrets({ alg, message, tag }, { words, onProgress = () => {}, signal } = {}) {
  signal?.throwIfAborted();
  const job = { module, kept: {}, alg, message, tag, words };
  // A policy that forbids workers writes to the console when one is tried, so none is tried without need.
  const found = (words || message.length > LONG) && (await inWorker(job, onProgress, signal));
  if (found) return found;
  // One after the other: a page may have many tokens.
  const turn = last.then(() => search({ ...job, kept }, onProgress, 8, signal));
  last = turn.catch(() => {});
  return turn;
}
