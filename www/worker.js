// Workers: each is made of a text in this script, by the one Trusted Types policy there may be. They inherit the page's rules, so they
// reach no more than the page does.

/** What workers do, by name: texts that the bundler has made. */
const sources = new Map();

let policy;

/** The address of a worker, as the browser wants it. The policy can make no other: it looks up what it is given among those names. */
function addressOf(name) {
  const address = (name) => URL.createObjectURL(new Blob([sources.get(name)], { type: "text/javascript" }));
  if (!globalThis.trustedTypes) return address(name);
  policy ??= trustedTypes.createPolicy("jotglass-worker", { createScriptURL: address });
  return policy.createScriptURL(name);
}

/**
 * What starts workers of this source, under a name of its own. It answers `{ worker, end }`, or null where there is none to be had, as in
 * Node. Where a policy refuses a worker, some browsers say so by an `error` event only.
 */
export function workerOf(name, source) {
  sources.set(name, source);
  return () => {
    let address, worker;
    try {
      // A worker does the work itself: it keeps no page waiting, and Firefox reads no large file in the worker of a worker.
      if (!globalThis.Worker || !globalThis.document) return null;
      address = addressOf(name);
      worker = new Worker(address);
    } catch {
      if (address) URL.revokeObjectURL(address);
      return null;
    }
    const end = () => {
      // What is on its way already reaches nobody.
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
      URL.revokeObjectURL(address);
    };
    return { worker, end };
  };
}
