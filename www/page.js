// The page around the element: a token in the address, a file dropped beside the element, and the proof.
import { define } from "./element.js";
import { prove } from "./prove.js";

const NAMES = ["token", "id_token", "access_token"];

const decoder = /** @type {import("./element.js").JwtDecoder} */ (document.querySelector("jwt-decoder"));

/** Reads a token from the fragment of the address, and removes it from the address bar and the history of the tab. */
function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const token = NAMES.map((name) => given.get(name)).find(Boolean);
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  decoder.token = token;
}

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

addEventListener("hashchange", readFragment);
addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
addEventListener("drop", (event) => {
  // What the element took is prevented already.
  if (event.defaultPrevented || !holdsFiles(event)) return;
  event.preventDefault();
  const [file] = /** @type {DataTransfer} */ (event.dataTransfer).files;
  if (file) decoder.read(file);
});

addEventListener("paste", (event) => {
  const editable = event.composedPath().some((node) => node instanceof HTMLElement && node.matches("input, textarea"));
  const text = event.clipboardData?.getData("text/plain");
  if (editable || event.defaultPrevented || !text) return;
  event.preventDefault();
  decoder.replace(text);
});

const zones = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#zone button"));
for (const zone of zones) {
  if (zone.value === "local") zone.title = Intl.DateTimeFormat().resolvedOptions().timeZone;
  zone.addEventListener("click", () => {
    decoder.zone = /** @type {"utc"|"local"} */ (zone.value);
    for (const each of zones) each.setAttribute("aria-pressed", String(each === zone));
  });
}

const proof = /** @type {HTMLDialogElement} */ (document.querySelector("#proof"));
/** @type {HTMLElement} */ (document.querySelector("#prove")).addEventListener("click", () => {
  proof.showModal();
  prove(document.querySelector("#proof-list"), document.querySelector("#proof-sum"));
});
proof.addEventListener("click", (event) => {
  if (event.target === proof || /** @type {any} */ (event.target).value === "close") proof.close();
});

// Before the element is defined: so it is drawn once, with the token.
readFragment();
define();
if (!decoder.token) decoder.focus({ preventScroll: true });
