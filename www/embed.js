// The element alone, for a frame in another page. The host says what to show in the fragment of the frame's address, or by messages;
// the frame tells the host its height, and, where the host is named, what became of the token. See docs/src/iframe.md.
import { define } from "./element.js";
import { secondsOf } from "./moment.js";

/** What a host may set by an attribute of the element. Not `disclose`: then any page could have a token that is pasted into its frame. */
const SETTINGS = ["view", "theme", "zone", "now", "findings", "headings", "readonly"];

/** Events of the element, and what their messages are called. */
const EVENTS = { "jwt-decoded": "decoded", "jwt-verified": "verified", "jwt-error": "error" };

const decoder = /** @type {import("./element.js").JwtDecoder} */ (document.querySelector("jwt-decoder"));

/**
 * The page that may send tokens and hears of them, as the fragment names it; null where it names none.
 *
 * @type {string|null}
 */
let host = null;

/** The text and the keys that the host has set: any other text is a user's. */
const own = { token: "", keys: "" };
// Before it is defined, the element has no `token`.
const isOfUser = () => (decoder.token ?? "") !== own.token;

/** A value that a host may give; a moment as seconds, for that may be a Date. Anything else that is no plain value is none of ours. */
function plain(name, value) {
  if (name === "now" && value instanceof Date) return secondsOf(value);
  return value === null || typeof value !== "object" ? value : undefined;
}

/** Takes over the settings that are given, and leaves all others as they are; null takes one back. */
function show(message) {
  const values = Object.entries(message).map(([name, value]) => [name, plain(name, value)]);
  const given = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  if ("token" in given) decoder.token = own.token = String(given.token ?? "");
  for (const name of SETTINGS.filter((name) => name in given && !(name === "now" && isOfUser()))) {
    if (given[name] === null || given[name] === false) decoder.removeAttribute(name);
    else decoder.setAttribute(name, given[name] === true ? "" : String(given[name]));
  }
  if ("keys" in given && !isOfUser()) decoder.keys = own.keys = String(given.keys ?? "");
}

/**
 * A user's token is not to be tried by the host, moment by moment and key by key, from what the events tell. Where the host had set either,
 * the token is judged once more without, and what was said by it is not passed on: whether that is so.
 */
function keepFromHost() {
  const hasKeys = own.keys !== "" && decoder.keys === own.keys;
  if (!hasKeys && !decoder.hasAttribute("now")) return false;
  decoder.removeAttribute("now");
  if (hasKeys) decoder.keys = "";
  const { token } = decoder;
  decoder.token = token;
  return true;
}

/** Reads the fragment, and removes it from the address and the history of the tab. */
function readFragment() {
  if (!location.hash) return;
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  history.replaceState(null, "", location.pathname + location.search);
  if ("origin" in given) host = originOf(given.origin);
  // A key in an address would stay in the host's text and in logs of it.
  delete given.keys;
  show(given);
}

/** An origin as browsers write it, or null. "null", which every page without an origin has, is none. */
function originOf(text) {
  try {
    return /^https?:/.test(text) ? new URL(text).origin : null;
  } catch {
    return null;
  }
}

/** Of all windows only the parent is heard, and only while it shows the page that was named: frames outlive what is around them. */
function isFromHost({ source, origin }) {
  return parent !== window && source === parent && host !== null && origin === host;
}

function tell(message, target) {
  if (parent !== window && target) parent.postMessage(message, target);
}

addEventListener("hashchange", readFragment);
addEventListener("message", (event) => {
  if (isFromHost(event) && event.data?.jotglass === "show") show(event.data);
});
for (const [type, name] of Object.entries(EVENTS)) {
  decoder.addEventListener(type, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (!(isOfUser() && keepFromHost()) || detail.state === "empty") tell({ jotglass: name, detail }, host);
  });
}

/** CSS pixels. The exact height, with a width that the host sets, would tell of a single letter how wide it is. */
const STEP = 64;

let height = 0;
new ResizeObserver(() => {
  const now = STEP * Math.ceil(document.documentElement.getBoundingClientRect().height / STEP);
  if (now === height) return;
  height = now;
  // Whoever frames this may know the height, named or not: it tells about how much is shown.
  tell({ jotglass: "height", height }, host ?? "*");
}).observe(document.documentElement);

// Before the element is defined: so it is drawn once, with the token.
readFragment();
define();
