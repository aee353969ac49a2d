// The core of this module: ready as soon as the module is, and replaced by a new one where it has stopped.
import { create } from "#core";
import { compiled } from "./compiled.js";
import { isSlip } from "./guard.js";

export let core;
/** WASM memory, for what goes in and out without wasm-bindgen. */
export let memory;

const listeners = [];

function start() {
  // A plain object: engines call what is on it without looking twice.
  core = { ...create() };
  ({ memory } = core.initSync({ module: compiled() }));
  for (const listener of listeners) listener();
}

start();

/** Calls `listener` whenever another core has taken the place of the one before. */
export function whenReplaced(listener) {
  listeners.push(listener);
}

/** Whether an error comes from inside the core: a trap, or the end of the stack. What it had borrowed then stays borrowed. */
const isStop = (error) =>
  error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError";

/** What to throw for `error`: where `used` has stopped, another core is there for the next call. */
export function recovered(error, used = core) {
  if (!isStop(error)) return error;
  if (used === core) start();
  return Object.assign(new Error(`the decoder stopped at this text: ${error.message}`, { cause: error }), {
    name: "DecoderStopped",
  });
}

/**
 * A function that calls `work`, with two arguments at most, and leaves a core behind that works; where the engine seems to have slipped, it
 * calls it once more.
 */
export const recovering = (work) => (one, other) => {
  try {
    return work(one, other);
  } catch (error) {
    const thrown = recovered(error);
    if (!isSlip(error)) throw thrown;
  }
  try {
    return work(one, other);
  } catch (error) {
    throw recovered(error);
  }
};
