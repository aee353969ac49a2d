import styles from "./element.css";
import { forget, whenNear } from "./near.js";
import { READERS, readLabels } from "./settings.js";
import { unwatch, watch } from "./theme.js";

/** On a server there are no elements: the module can be imported there all the same. */
const Base = globalThis.HTMLElement ?? class {};

const encoder = new TextEncoder();

/** The bytes of a file that are read. */
const MAX_FILE = 16 * 1024 * 1024;
/** The bytes of a file with keys that are read. */
const MAX_KEYS = 1024 * 1024;

/** Properties that somebody may have set before the element was defined. */
const PROPERTIES = ["token", "keys", "now", "clock", "labels", "readOnly", "view", "theme", "findings", "headings", "disclose", "loading"];

const sheets = new WeakMap();

/** One style sheet for all elements of a document: none takes that of another. */
function styleSheet(document) {
  const sheet = sheets.get(document) ?? new document.defaultView.CSSStyleSheet();
  sheets.set(document, sheet);
  if (sheet.cssRules.length === 0) sheet.replaceSync(styles);
  return sheet;
}

let parts;
let loading;

/** The core, once for all elements; at once where it has been loaded. */
function load() {
  loading ??= import("./core.js").then(
    (loaded) => (parts = loaded),
    (error) => {
      // The network may be back when the next element begins.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/**
 * `<jwt-decoder>` shows what is in a JSON Web Token, what is wrong with it, and where. Nothing leaves the page.
 *
 * The token is the attribute `token`, or what the element contains as text: `<jwt-decoder><pre>eyJ...</pre></jwt-decoder>` can be read
 * without JavaScript too. What was set last is shown, be it by a property, by the attribute or by the text.
 *
 * @slot - The token as text: what is seen before the element begins, and where it cannot. A child `<script type="application/json">` holds labels.
 *
 * @attr {string} token - The text that is shown: a token, or anything with one inside, such as a header or a log line. The element never sets it.
 * @attr {number} now - The moment of judgement in Unix seconds, so that a sample stays as it is. Without it: the present.
 * @attr {boolean} readonly - The token is shown and cannot be changed: there is no input.
 * @attr {"full"|"compact"|"claims"|"findings"|"timeline"} [view=full] - Which sections are shown. `compact` is for samples in a text.
 * @attr {"auto"|"light"|"dark"} [theme=auto] - The colours. `auto` is dark where the text around the element is light.
 * @attr {string} [findings="error warning info"] - Which findings are shown: some of `error`, `warning` and `info`, or `none`.
 * @attr {2|3|4} [headings=2] - The level of the first heading, so that it fits those of the page.
 * @attr {string} lang - The language of your labels. The words of the element are English, and marked as such.
 * @attr {"lazy"|"eager"} [loading=lazy] - `lazy` begins near the viewport, or in a pause after the first element has begun; `eager` begins at once.
 * @attr {boolean} presenting - Blurs what is private, for a screen that others see. The button "Hide private" does the same.
 * @attr {boolean} disclose - Events carry the token and its decoded parts. Without it they have no text of it at all.
 *
 * @fires {JwtDecodedEvent} jwt-decoded - A token was read, or time has changed what is said of it.
 * @fires {JwtErrorEvent} jwt-error - There is no token that can be read whole, or the element could not begin.
 * @fires {JwtVerifiedEvent} jwt-verified - A signature was checked.
 *
 * @csspart input - The field for the token.
 * @csspart verdict - The one sentence, a heading.
 * @csspart summary - The sentences below it.
 * @csspart timeline - The drawing of the times.
 * @csspart time-machine - The controls that set the clock.
 * @csspart signature - The panel that checks the signature.
 * @csspart key - The field for keys in it.
 * @csspart token - The token in colour.
 * @csspart header - The decoded header.
 * @csspart payload - The decoded payload.
 * @csspart disclosures - What the holder of an SD-JWT discloses.
 * @csspart findings - What was found.
 * @csspart weight - The size, compared.
 * @csspart label - Your words on a claim.
 * @csspart notice - What the element says where it cannot begin.
 *
 * @cssprop {<color>} --jwt-paper - Behind everything.
 * @cssprop {<color>} --jwt-card - Behind the input, and what stands on paper.
 * @cssprop {<color>} --jwt-ink - Words to read.
 * @cssprop {<color>} --jwt-soft - Words that explain.
 * @cssprop {<color>} --jwt-line - Lines that separate.
 * @cssprop {<color>} --jwt-edge - The edge of a control.
 * @cssprop {<color>} --jwt-part-header - The token's first part.
 * @cssprop {<color>} --jwt-part-payload - Its second part.
 * @cssprop {<color>} --jwt-part-signature - Its third part, and what only the recipient reads.
 * @cssprop {<color>} --jwt-part-disclosed - What its holder discloses beside it.
 * @cssprop {<color>} --jwt-bad - Broken or dangerous.
 * @cssprop {<color>} --jwt-warn - Worth a change.
 * @cssprop {<color>} --jwt-good - A signature that fits a key somebody vouches for.
 * @cssprop {<color>} --jwt-focus - The ring around what has the focus.
 * @cssprop --jwt-mono - The font of source text. All other text has the font of the page.
 * @cssprop {<length>} --jwt-radius - The corners of big things.
 *
 * @cssstate dark - The element is dark because the page around it is.
 *
 * @extends {HTMLElement}
 * @tagname jwt-decoder
 */
export class JwtDecoder extends Base {
  static observedAttributes = ["token", "now", "readonly", "view", "theme", "findings", "headings", "lang", "presenting"];

  #decoder = null;
  #text = "";
  #keys = "";
  #now = null;
  #clock = null;
  #labels = null;
  #search = null;
  #focus = null;
  #changed = new Set();
  /** The text of the attribute or the content when it was last read: it counts again when it changes. */
  #original;
  #hasBegun = false;
  #content;
  #internals;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.#content = new MutationObserver(() => this.#readContent());
    this.#internals = this.attachInternals();
    this.#internals.role = "group";
    this.#internals.ariaLabel = "Decoded token";
  }

  connectedCallback() {
    // Moved into another document, it has lost that of the one before.
    if (this.shadowRoot.adoptedStyleSheets.length === 0) this.shadowRoot.adoptedStyleSheets = [styleSheet(this.ownerDocument)];
    // It has only been moved.
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    // What was set before the element was defined hides the accessors of the class: set it again.
    for (const name of PROPERTIES) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.shadowRoot.replaceChildren(document.createElement("slot"));
    this.#content.observe(this, { childList: true, characterData: true, subtree: true });
    // Where it was out of the page for a while, what it contains may have changed.
    this.#readOriginal(!this.#text || this.#original !== undefined);
    this.#followTheme();
    if (this.loading === "eager") this.#begin();
    else whenNear(this, () => this.#begin());
  }

  disconnectedCallback() {
    // To be moved is to be taken out and put in at once: only what stays out has ended.
    queueMicrotask(() => {
      if (!this.isConnected && this.#hasBegun) this.#end();
    });
  }

  /** Moved by `moveBefore`: nothing has to happen. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "token") this.#readOriginal(true);
    else if (name === "now") this.now = READERS.now(name, after);
    else if (name === "presenting") this.#followPresenting();
    else if (name === "theme") this.#followTheme();
    else this.#change("options");
  }

  // What is shown

  /**
   * The text that is shown: a token, or anything with one inside. Setting it sets no attribute.
   *
   * @type {string}
   */
  get token() {
    return this.#changed.has("text") ? this.#text : (this.#decoder?.value ?? this.#text);
  }

  set token(token) {
    this.#take(String(token ?? ""));
  }

  /**
   * The keys that check the signature, as text in any form: a secret, PEM, a JWK, a whole set.
   *
   * @type {string}
   */
  get keys() {
    return this.#changed.has("keys") ? this.#keys : (this.shadowRoot.querySelector("#key")?.value ?? this.#keys);
  }

  set keys(keys) {
    this.#keys = String(keys ?? "");
    this.#change("keys");
  }

  /**
   * The moment that the clock is set to, in Unix seconds, or null while it follows the present.
   *
   * @type {number|null}
   */
  get now() {
    if (this.#changed.has("now")) return this.#now;
    return this.#decoder ? (this.#decoder.now ?? null) : this.#now;
  }

  set now(now) {
    const seconds = now === null || now === undefined || now === "" ? Number.NaN : Number(now);
    this.#now = Number.isFinite(seconds) ? seconds : null;
    this.#change("now");
  }

  /**
   * A function that answers the present in Unix seconds, or null for the system's clock.
   *
   * @type {(() => number)|null}
   */
  get clock() {
    return this.#clock;
  }

  set clock(clock) {
    this.#clock = typeof clock === "function" ? clock : null;
    this.#change("clock");
  }

  /**
   * What claims mean on your site: texts by the names of claims. `address.country` is a member inside. Where it is not set, it is read from a
   * child `<script type="application/json">`.
   *
   * @type {Record<string, string>}
   */
  get labels() {
    const script = this.querySelector(':scope > script[type="application/json"]');
    return this.#labels ?? (script ? readLabels(script.textContent) : {});
  }

  set labels(labels) {
    this.#labels = labels === null || labels === undefined ? null : readLabels(labels);
    this.#change("options");
  }

  // What the attributes say

  /**
   * Whether there is no input.
   *
   * @type {boolean}
   */
  get readOnly() {
    return this.hasAttribute("readonly");
  }

  set readOnly(isReadOnly) {
    this.toggleAttribute("readonly", Boolean(isReadOnly));
  }

  /**
   * Whether events carry the token and its decoded parts.
   *
   * @type {boolean}
   */
  get disclose() {
    return this.hasAttribute("disclose");
  }

  set disclose(isDisclosing) {
    this.toggleAttribute("disclose", Boolean(isDisclosing));
  }

  /**
   * Which sections are shown.
   *
   * @type {"full"|"compact"|"claims"|"findings"|"timeline"}
   */
  get view() {
    return READERS.view("view", this.getAttribute("view"));
  }

  set view(view) {
    this.#reflect("view", view);
  }

  /**
   * The colours.
   *
   * @type {"auto"|"light"|"dark"}
   */
  get theme() {
    return READERS.theme("theme", this.getAttribute("theme"));
  }

  set theme(theme) {
    this.#reflect("theme", theme);
  }

  /**
   * Which findings are shown. It takes an array, or words between spaces.
   *
   * @type {("error"|"warning"|"info")[]}
   */
  get findings() {
    return READERS.findings("findings", this.getAttribute("findings"));
  }

  set findings(findings) {
    this.#reflect("findings", Array.isArray(findings) ? findings.join(" ") || "none" : findings);
  }

  /**
   * The level of the first heading.
   *
   * @type {2|3|4}
   */
  get headings() {
    return READERS.headings("headings", this.getAttribute("headings"));
  }

  set headings(headings) {
    this.#reflect("headings", headings);
  }

  /**
   * When the element begins.
   *
   * @type {"lazy"|"eager"}
   */
  get loading() {
    return READERS.loading("loading", this.getAttribute("loading"));
  }

  set loading(loading) {
    this.#reflect("loading", loading);
  }

  // What can be done

  /**
   * Shows the text of a file; of a big one the first 16 MiB.
   *
   * @param {Blob} file - A File, or any Blob.
   * @returns {Promise<void>} When it has been read.
   */
  async read(file) {
    const cut = file.size > MAX_FILE;
    const text = await (cut ? file.slice(0, MAX_FILE) : file).text().catch(() => undefined);
    if (this.#decoder) this.#decoder.takeFile(text, cut);
    else if (text !== undefined) this.token = text;
  }

  /**
   * Shows a text as if it were pasted: undo takes it back.
   *
   * @param {string} text - A token, or anything with one inside.
   * @returns {void}
   */
  replace(text) {
    if (this.#decoder) this.#decoder.replace(String(text));
    else this.token = text;
  }

  /**
   * Goes to the input; where there is none, to the verdict, or to what stands in its place.
   *
   * @param {FocusOptions} [options] - Those of every element.
   * @returns {void}
   */
  focus(options = {}) {
    if (this.#decoder) this.shadowRoot.querySelector(this.readOnly ? "[data-at=verdict], [data-place=body] [data-at]" : "#field")?.focus(options);
    else this.#focus = options;
  }

  // From beginning to end

  #begin() {
    if (parts) this.#draw();
    else
      load().then(
        () => this.#draw(),
        (error) => this.#fail(error),
      );
  }

  #draw() {
    // It has ended, or ended and begun again, while the core was loading.
    if (!this.#hasBegun || this.#decoder) return;
    this.shadowRoot.replaceChildren();
    this.#decoder = new parts.core.Decoder(this.shadowRoot, {
      copy: (text) => this.#copy(text),
      read: (file) => this.read(file),
      key: (file) => this.#readKeys(file),
      check: (check) => this.#check(check),
      guess: (job) => this.#guess(...job),
      stop: () => this.#search?.abort(),
      text: (data) => encoder.encode(data.getData("text/plain")),
      decoded: (words) => this.#tellDecoded(...words.split(",")),
      verified: (words) => this.#tellVerified(...words.split(",")),
    });
    this.#followPresenting();
    // Most of these judge and draw anew, so only what was set is passed on.
    this.#changed = new Set(["options"]);
    if (this.#clock) this.#changed.add("clock");
    if (this.#now !== null) this.#changed.add("now");
    if (this.#keys) this.#changed.add("keys");
    if (this.#text) this.#changed.add("text");
    this.#flush();
    if (this.#focus) this.focus(this.#focus);
    this.#focus = null;
  }

  #end() {
    this.#search?.abort();
    this.#text = this.token;
    this.#keys = this.keys;
    this.#now = this.now;
    this.#hasBegun = false;
    forget(this);
    unwatch(this);
    this.#content.disconnect();
    this.#decoder?.free();
    this.#decoder = null;
    this.shadowRoot.replaceChildren();
  }

  /** Leaves what the element contains, and says above it why nothing was made of it. */
  #fail(error) {
    if (!this.#hasBegun) return;
    const isBlocked = !globalThis.WebAssembly || error instanceof WebAssembly.CompileError || error instanceof EvalError;
    const notice = document.createElement("p");
    notice.className = "unable";
    notice.lang = "en";
    notice.dir = "ltr";
    notice.setAttribute("part", "notice");
    notice.textContent = isBlocked
      ? "This token is not decoded here: this page, or this browser, does not allow WebAssembly."
      : "This token is not decoded here: the decoder could not be loaded.";
    // The text is the fallback, also where only an attribute has it.
    const text = document.createElement("code");
    text.textContent = this.#contained() ? "" : this.#text;
    this.shadowRoot.replaceChildren(notice, document.createElement("slot"), text);
    const remedy = isBlocked ? "add 'wasm-unsafe-eval' to script-src in the policy of this page" : "put core.js beside element.js";
    console.warn(`<jwt-decoder>: ${error}; ${remedy}`);
    this.#dispatch("jwt-error", { state: isBlocked ? "blocked" : "unloaded" });
  }

  // What has changed

  #take(text) {
    this.#text = text;
    this.#change("text");
  }

  /** Notes a change; all that come together are drawn together. */
  #change(what) {
    if (this.#changed.size === 0) queueMicrotask(() => this.#flush());
    this.#changed.add(what);
  }

  #flush() {
    const changed = this.#changed;
    this.#changed = new Set();
    const decoder = this.#decoder;
    if (!decoder) return;
    if (changed.has("options")) this.#configure();
    const hasText = changed.has("text");
    decoder.waitForText(hasText);
    if (changed.has("clock")) decoder.follow(this.#clock ?? undefined);
    if (changed.has("now")) decoder.now = this.#now ?? undefined;
    if (changed.has("keys")) decoder.setKeys(this.#keys);
    decoder.waitForText(false);
    if (hasText) decoder.value = this.#text;
    else if (changed.has("options")) decoder.redraw();
  }

  #configure() {
    const language = this.closest("[lang]")?.getAttribute("lang") ?? "";
    // NUL parts them, so none may stand inside: it would make names of words.
    const labels = Object.entries(this.labels).flat().map((text) => text.replaceAll("\0", "")).join("\0");
    this.#decoder.configure(this.view, this.readOnly, this.findings.join(" "), this.headings, labels, language);
  }

  /** The text inside, without the labels and without comments, which frameworks put between texts. By names, for nodes may come from another window. */
  #contained() {
    const isText = ({ nodeType, localName }) => nodeType === Node.TEXT_NODE || (nodeType === Node.ELEMENT_NODE && localName !== "script");
    return [...this.childNodes].filter(isText).map((node) => node.textContent).join("").trim();
  }

  #readContent() {
    this.#readOriginal(true);
    if (!this.#labels) this.#change("options");
  }

  /** Reads the attribute, else the content; `isWanted` tells whether a change counts, or a property came before it. */
  #readOriginal(isWanted) {
    const original = this.getAttribute("token") ?? this.#contained();
    if (original === this.#original) return;
    this.#original = original;
    if (isWanted) this.#take(original);
  }

  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  #followTheme() {
    if (!this.#hasBegun) return;
    const { states } = this.#internals;
    unwatch(this);
    states.delete("dark");
    if (this.theme === "auto") watch(this, (isDark) => (isDark ? states.add("dark") : states.delete("dark")));
  }

  #followPresenting() {
    const button = this.shadowRoot.querySelector("[data-do=present]");
    button?.setAttribute("aria-pressed", String(this.hasAttribute("presenting")));
  }

  // What the page is told

  #tellDecoded(state, tokens, ...findings) {
    if (state === "empty") return;
    const type = state === "notAToken" || state === "broken" ? "jwt-error" : "jwt-decoded";
    this.#dispatch(type, { state, tokens: Number(tokens), findings });
  }

  #tellVerified(state, reason, trust, ...findings) {
    this.#dispatch("jwt-verified", { state, reason, trust: trust || null, findings });
  }

  #dispatch(type, detail) {
    if (this.disclose) for (const name of ["token", "header", "payload"]) detail[name] = this.#decoder?.text(name) ?? null;
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  // What the core asks for

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
    await parts.run(check, verifyMore);
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
      const { found, tried, seconds } = await parts.searchSecrets({ alg, message, tag }, { words, onProgress, signal: search.signal });
      if (found) this.#decoder?.guessed(number, found);
      else tell(tried, seconds, true);
    } catch {
      tell(undefined, 0, !search.signal.aborted);
    }
  }
}

/** Loads what checks the rarer algorithms when a check first asks for one. */
async function verifyMore(...check) {
  const more = await import("./more.js");
  return more.verifyMore(...check);
}

/**
 * Registers the element under a name; where the name is taken already, nothing happens.
 *
 * @param {string} [name=jwt-decoder] - A name with a hyphen.
 * @returns {void}
 */
export function define(name = "jwt-decoder") {
  if (!globalThis.customElements || customElements.get(name)) return;
  // A class has one name: any other gets a class of its own.
  customElements.define(name, name === "jwt-decoder" ? JwtDecoder : class extends JwtDecoder {});
}
