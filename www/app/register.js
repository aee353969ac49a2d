// Lets the browser keep the page for use without a network, by the worker beside it. Where it may not (opened from disk, in some
// private windows), the page works all the same: nobody is asked or told.

/** The one Trusted Types policy of the app alone. It can make no other address: it looks at nothing that it is given. */
const address = () => "./sw.js";
const policy = globalThis.trustedTypes?.createPolicy("jotglass-app", { createScriptURL: address });

async function register() {
  await navigator.serviceWorker.register(policy?.createScriptURL("") ?? address());
}

register().catch(() => {});
