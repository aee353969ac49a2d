import styles from "./element.css";
import { core } from "./instance.js";
import { verifyMore } from "./more.js";
import { searchSecrets } from "./search.js";
import { run } from "./verify.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const encoder = new TextEncoder();

/** The bytes of a file that are read. */
const MAX_FILE = 16 * 1024 * 1024;
/** The bytes of a file with keys that are read. */
const MAX_KEYS = 1024 * 1024;

const PROPERTIES = ["value", "keys", "now", "clock"];

/**
 * `<jwt-decoder>` shows what is in a JSON Web Token.
 *
 * Attributes: `now` sets the clock to a moment in Unix seconds. `presenting` blurs what is private, for a screen that
 * others see; the button "Hide private" sets it too.
 *
 * Properties: `value` is the text that is shown. `keys` is the text of the keys that check its signature, in any form: a secret,
 * PEM, a JWK, a whole set. `now` is the moment that the clock was set to, or null while it follows
 * the present. `clock` is a function that answers the present in Unix seconds, or null for the system's.
 *
 * Methods: `read(file)` shows the text of a File or Blob. `replace(text)` shows a text in a way that undo takes back.
 * `focus()` goes to the input.
 *
 * Parts for `::part()`: input, verdict, summary, timeline, time-machine, signature, key, token, header, payload, disclosures,
 * findings, weight.
 *
 * Custom properties: those declared in `:host` in element.css.
 */
export class JwtDecoder extends HTMLElement {
  static observedAttributes = ["now", "presenting"];

  #decoder = null;
  #value = "";
  #keys = "";
  #now = null;
  #clock = null;
  #search = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    // What was set before the element was defined hides the accessors of the class: set it again.
    for (const name of PROPERTIES) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#decoder = new core.Decoder(this.shadowRoot, {
      copy: (text) => this.#copy(text),
      read: (file) => this.read(file),
      key: (file) => this.#readKeys(file),
      check: (check) => this.#check(check),
      guess: (job) => this.#guess(...job),
      stop: () => this.#search?.abort(),
      text: (data) => encoder.encode(data.getData("text/plain")),
    });
    this.#followPresenting();
    // Each of these judges and draws anew, so only what was set is passed on.
    if (this.#clock) this.#decoder.follow(this.#clock);
    if (this.#now !== null) this.#decoder.now = this.#now;
    if (this.#keys) this.#decoder.setKeys(this.#keys);
    if (this.#value) this.#decoder.value = this.#value;
  }

  disconnectedCallback() {
    this.#search?.abort();
    this.#value = this.value;
    this.#keys = this.keys;
    this.#now = this.now;
    this.#decoder?.free();
    this.#decoder = null;
    this.shadowRoot.replaceChildren();
  }

  attributeChangedCallback(name, _before, after) {
    if (name === "now") this.now = after;
    else this.#followPresenting();
  }

  #followPresenting() {
    const button = this.shadowRoot.querySelector("[data-do=present]");
    button?.setAttribute("aria-pressed", String(this.hasAttribute("presenting")));
  }

  get value() {
    return this.#decoder?.value ?? this.#value;
  }

  set value(value) {
    this.#value = String(value ?? "");
    if (this.#decoder) this.#decoder.value = this.#value;
  }

  get keys() {
    return this.shadowRoot.querySelector("#key")?.value ?? this.#keys;
  }

  set keys(keys) {
    this.#keys = String(keys ?? "");
    this.#decoder?.setKeys(this.#keys);
  }

  get now() {
    return this.#decoder ? (this.#decoder.now ?? null) : this.#now;
  }

  set now(now) {
    const seconds = now === null || now === undefined || now === "" ? Number.NaN : Number(now);
    this.#now = Number.isFinite(seconds) ? seconds : null;
    if (this.#decoder) this.#decoder.now = this.#now ?? undefined;
  }

  get clock() {
    return this.#clock;
  }

  set clock(clock) {
    this.#clock = typeof clock === "function" ? clock : null;
    this.#decoder?.follow(this.#clock ?? undefined);
  }

  async read(file) {
    const cut = file.size > MAX_FILE;
    const text = await (cut ? file.slice(0, MAX_FILE) : file).text().catch(() => undefined);
    this.#decoder?.takeFile(text, cut);
  }

  /** Bytes that are no text are DER, or a secret: base64 carries them. */
  async #readKeys(file) {
    const bytes = await file.slice(0, MAX_KEYS).arrayBuffer().catch(() => undefined);
    if (!bytes) return this.#decoder?.takeFile(undefined, false);
    try {
      this.keys = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      this.keys = btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
    }
  }

  /** Only the clipboard's answer is awaited here: it may be absent, where the page is not a secure context, or refuse. */
  async #copy(text) {
    const taken = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.#decoder?.copied(taken ?? false);
  }

  /** Computes what a check asks for; the decoder knows whether it is still wanted. */
  async #check(check) {
    await run(check, verifyMore);
    if (this.#decoder) this.#decoder.checked(check);
    else check.free();
  }

  /** Searches for the secret of a token, and stops the search before it. */
  async #guess(number, alg, message, tag, words) {
    this.#search?.abort();
    const search = (this.#search = new AbortController());
    const tell = (...progress) => this.#decoder?.guessing(number, ...progress);
    const onProgress = ({ tried, rate }) => tell(tried, rate, false);
    try {
      const { found, tried, seconds } = await searchSecrets({ alg, message, tag }, { words, onProgress, signal: search.signal });
      if (found) this.#decoder?.guessed(number, found);
      else tell(tried, seconds, true);
    } catch {
      tell(undefined, 0, !search.signal.aborted);
    }
  }

  replace(text) {
    this.#decoder?.replace(text);
  }

  focus(options) {
    this.shadowRoot.querySelector("#field")?.focus(options);
  }
}

export function define(name = "jwt-decoder") {
  if (!customElements.get(name)) customElements.define(name, JwtDecoder);
}
