// The worker of the hosted page. It keeps one file, the page, so that it opens without a network; all other requests pass it by.
// It never sees a token: a page's text does not reach its worker, and of an address neither the query nor the fragment is kept.

/** What the browser calls this script's window, which the types of a page do not know. */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

/** The SHA-256 of the page that this worker keeps; the build writes it here, so a new page has a new worker. */
const PAGE = "jotglass:page";

/** Caches are shared by all pages of a server: the scope tells ours from the others. */
const OURS = `jotglass ${worker.registration.scope} `;
const CACHE = OURS + PAGE;

/** @param {ArrayBuffer} bytes */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function keepPage() {
  const response = await fetch(worker.registration.scope, { cache: "no-store" });
  const page = await response.arrayBuffer();
  if (hex(await crypto.subtle.digest("SHA-256", page)) !== PAGE) {
    // The server has the one already and the other not yet, or changes what it serves. The browser will try again by itself.
    throw new Error("expected the page that belongs to this worker, but found another");
  }
  const cache = await caches.open(CACHE);
  // A response of our own: one that was redirected may not answer a navigation.
  await cache.put(worker.registration.scope, new Response(page, { headers: response.headers }));
  // Nobody has to close a window first: an open page needs nothing more of its worker.
  await worker.skipWaiting();
}

async function dropOlderPages() {
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(worker.registration.scope)) ?? fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(keepPage()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOlderPages()));
worker.addEventListener("fetch", (event) => {
  const [address] = event.request.url.split(/[?#]/);
  const isPage = address === worker.registration.scope || address === `${worker.registration.scope}index.html`;
  if (isPage && event.request.mode === "navigate") event.respondWith(answer(event.request));
});
