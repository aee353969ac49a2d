// A server of dist/ on this machine that remembers every request.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder `cargo xtask build` fills. */
export const dist = fileURLToPath(new URL("../../../dist/", import.meta.url));

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves a folder on a free port of 127.0.0.1.
 *
 * `requests` grows by one `{ method, url }` for each request that arrives, answered or not. `pages` are texts served
 * under their path before any file: `{ "/embed.html": "<!doctype html>..." }`. `headers(pathname)` are sent with each answer.
 */
export async function serve(folder = dist, pages = {}, headers = (_) => ({})) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { method, url } = request;
    requests.push({ method, url });
    const { pathname } = new URL(url ?? "/", "http://127.0.0.1");
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const body = pages[pathname] ?? (await readFile(inside(folder, name)));
      const type = TYPES[path.extname(name)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers(pathname) }).end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function inside(folder, name) {
  const file = path.resolve(folder, `.${decodeURIComponent(name)}`);
  if (!file.startsWith(path.resolve(folder) + path.sep)) throw new Error(`outside of the folder: ${name}`);
  return file;
}
