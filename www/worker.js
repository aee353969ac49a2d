// Workers: each is made of a text in this module, by the one Trusted Types policy there may be. They inherit the page's rules, so they
// reach no more than the page does.

/** What workers do, by name. */
const texts = new Map();

let policy;

/** Names a worker, and gives it its text. */
export function define(name, text) {
  texts.set(name, text);
}

/** The address of a worker, as the browser wants it. The policy can make no other: it looks up what it is given among those names. */
function addressOf(name) {
  const address = (name) => URL.createObjectURL(new Blob([texts.get(name)], { type: "text/javascript" }));
  if (!globalThis.trustedTypes) return address(name);
  policy ??= trustedTypes.createPolicy("jotglass-worker", { createScriptURL: address });
  return policy.createScriptURL(name);
}

/**
 * Starts the worker of this name; `{ worker, end }`, or null where there is none to be had, as in Node. Where a policy refuses it, some
 * browsers say so by an `error` event only.
 */
export function start(name) {
  let address, worker;
  try {
    // A worker does the work itself: it keeps no page waiting, and Firefox reads no large file in the worker of a worker.
    if (!globalThis.Worker || !globalThis.document) return null;
    address = addressOf(name);
    worker = new Worker(address);
  } catch {
    return null;
  }
  const end = () => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
  return { worker, end };
}
