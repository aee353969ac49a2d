// The other end of whatever a page may send: a server that answers everything, WebSockets too, and writes all of it down. It is also a
// proxy, so that what is meant for an address that does not exist is seen as well.

import { createHash } from "node:crypto";
import { createServer } from "node:http";

/** What RFC 6455 §4.2.2 puts behind the key of a WebSocket. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/**
 * Listens on a free port of 127.0.0.1. `requests` grows by `{ method, url }` for each request, WebSocket and tunnel that is asked for;
 * `pages` are texts served as HTML under their path. All else is a script that posts a message, or a stream of events to who wants one.
 */
export async function record(pages = {}) {
  const requests = [];
  const sockets = new Set();
  /** @param {import("node:http").IncomingMessage} request */
  const note = ({ method, url }) => requests.push({ method, url });
  const server = createServer((request, response) => {
    note(request);
    const page = pages[new URL(request.url ?? "/", "http://127.0.0.1").pathname];
    const isStream = request.headers.accept === "text/event-stream";
    const type = page !== undefined ? "text/html; charset=utf-8" : isStream ? "text/event-stream" : "text/javascript";
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*", "cache-control": "no-store" });
    if (isStream) response.write(":\n\n");
    else response.end(page ?? "typeof importScripts === 'function' && postMessage(1)");
  });
  server.on("upgrade", (request, socket) => {
    note(request);
    sockets.add(socket);
    socket.on("error", () => {});
    const accept = createHash("sha1")
      .update(request.headers["sec-websocket-key"] + GUID)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
  });
  server.on("connect", (request, socket) => {
    note(request);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    requests,
    close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What `launch` takes so that a browser sends all but what is for 127.0.0.1 by way of the recorder. */
export function behind({ port }, name) {
  if (name === "chromium")
    return { args: [`--proxy-server=http://127.0.0.1:${port}`, "--proxy-bypass-list=127.0.0.1"] };
  const [host, type] = ["127.0.0.1", 1];
  const proxy = { type, http: host, http_port: port, ssl: host, ssl_port: port, no_proxies_on: host };
  return {
    preferences: Object.fromEntries(Object.entries(proxy).map(([key, value]) => [`network.proxy.${key}`, value])),
  };
}
