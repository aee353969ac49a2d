// The search for the secret of an HMAC itself, in the page or in a worker: search-worker.js is bundled into a text of its own.

/**
 * `job` is `{ module, kept, alg, message, tag, words }`, `kept` where the instance is kept for the next one; `tell` gets `{ tried, seconds,
 * rate }` ten times a second; `slice` is how many milliseconds it may take before it lets others run, and looks at `signal`.
 */
export async function search(job, tell, slice, signal) {
  try {
    return await searched(job, tell, slice, signal);
  } catch (error) {
    // A search that was told to end leaves its instance whole; after anything else it may be half-way.
    if (!signal?.aborted) job.kept.instance = undefined;
    throw error;
  }
}

async function searched({ module, kept, alg, message, tag, words }, tell, slice, signal) {
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
