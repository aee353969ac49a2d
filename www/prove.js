// Tries every way by which a page can send something, to an address that cannot exist, and shows what became of it.

const NOWHERE = "https://example.invalid/";

/** How long to wait for the browser's word that it blocked something, in milliseconds. */
const PATIENCE = 1500;

/**
 * The ways: what it is called, the directive that stops it, and how to try it. An attempt that throws was stopped on
 * the spot; one that the policy stopped raises a `securitypolicyviolation`. Forms come last and only where all else was
 * blocked, because a form that is not blocked leaves the page.
 */
const WAYS = [
  { name: "fetch", directive: "connect-src", attempt: () => void fetch(NOWHERE).catch(() => {}) },
  {
    name: "XMLHttpRequest",
    directive: "connect-src",
    attempt() {
      const request = new XMLHttpRequest();
      request.open("POST", NOWHERE);
      request.send("nothing");
    },
  },
  { name: "WebSocket", directive: "connect-src", attempt: () => closeLater(new WebSocket("wss://example.invalid/")) },
  { name: "EventSource", directive: "connect-src", attempt: () => closeLater(new EventSource(NOWHERE)) },
  { name: "sendBeacon", directive: "connect-src", attempt: () => navigator.sendBeacon(NOWHERE, "nothing") },
  {
    name: "An image",
    directive: "img-src",
    attempt() {
      new Image().src = NOWHERE;
    },
  },
  {
    name: "A font",
    directive: "font-src",
    attempt: () => void new FontFace("nowhere", `url(${NOWHERE})`).load().catch(() => {}),
  },
  {
    name: "A frame",
    directive: "frame-src",
    attempt() {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.src = NOWHERE;
      document.body.append(frame);
      setTimeout(() => frame.remove(), PATIENCE);
    },
  },
  { name: "A worker", directive: "worker-src", attempt: () => new Worker(NOWHERE) },
  { name: "A script", directive: "script-src", attempt: () => import(/* @vite-ignore */ NOWHERE).catch(() => {}) },
  {
    name: "A peer connection (WebRTC)",
    directive: "webrtc",
    attempt() {
      const peer = new RTCPeerConnection();
      peer.createDataChannel("nothing");
      peer
        .createOffer()
        .then((offer) => peer.setLocalDescription(offer))
        .catch(() => {});
      closeLater(peer);
    },
  },
  {
    name: "A form",
    directive: "form-action",
    last: true,
    attempt() {
      const form = document.createElement("form");
      form.method = "post";
      form.action = NOWHERE;
      form.hidden = true;
      document.body.append(form);
      form.submit();
      form.remove();
    },
  },
];

/** A connection that is closed at once may never have been tried. */
const closeLater = (connection) => setTimeout(() => connection.close(), PATIENCE);

/** Tries all ways, one after the other, and writes what happened into `list` and `sum`. */
export async function prove(list, sum) {
  list.replaceChildren();
  sum.textContent = "Trying…";
  const open = [];
  for (const way of WAYS) {
    if (way.last && open.some((other) => other.directive !== "webrtc")) continue;
    const found = await tryOne(way);
    if (!found.blocked) open.push(way);
    list.append(row(way, found));
  }
  sum.textContent =
    open.length === 0
      ? `All ${WAYS.length} ways are blocked.`
      : `${list.childElementCount - open.length} of ${list.childElementCount} ways are blocked. Not blocked by this browser: ${open.map((way) => way.name.toLowerCase().replace("webrtc", "WebRTC")).join(", ")}.`;
}

/** Tries one way; answers whether it was blocked, and how that is known. */
function tryOne(way) {
  return new Promise((resolve) => {
    let timer;
    const end = (found) => {
      removeEventListener("securitypolicyviolation", told);
      clearTimeout(timer);
      resolve(found);
    };
    const told = (event) => {
      if (event.disposition === "enforce") end({ blocked: true, how: `by the rule ${event.effectiveDirective}` });
    };
    addEventListener("securitypolicyviolation", told);
    timer = setTimeout(() => end({ blocked: false, how: "the browser let it be tried" }), PATIENCE);
    try {
      way.attempt();
    } catch (error) {
      // The word of the violation may still come, and says more.
      setTimeout(() => end({ blocked: true, how: `refused at once: ${/** @type {Error} */ (error).name}` }), 100);
    }
  });
}

function row(way, found) {
  const row = document.createElement("li");
  row.className = found.blocked ? "blocked" : "open";
  const name = document.createElement("strong");
  name.textContent = way.name;
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = found.blocked ? "blocked" : "not blocked";
  const how = document.createElement("span");
  how.className = "how";
  how.textContent = found.how;
  row.append(name, how, state);
  return row;
}
