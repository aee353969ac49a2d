import { createElement } from "./clean.js";
import { containedText } from "./contained.js";
import styles from "./element.css";
import { isSlip } from "./guard.js";
import { holder } from "./holder.js";
import { drawnStyles, Host, isLoaded, load } from "./host.js";
import { forget, whenNear } from "./near.js";
import { room } from "./room.js";
import { READERS, readLabels } from "./settings.js";
import { styleSheet } from "./sheets.js";
import { unwatch, watch } from "./theme.js";

/** On a server there are no elements: the module can be imported there all the same. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** The bytes of a file that are read. */
const MAX_FILE = 16 * 1024 * 1024;
/** The bytes of a file with keys that are read. */
const MAX_KEYS = 1024 * 1024;

/** Properties that somebody may have set before the element was defined. */
const PROPERTIES = [
  "token",
  "keys",
  "now",
  "clock",
  "labels",
  "readOnly",
  "view",
  "theme",
  "zone",
  "caption",
  "highlight",
  "findings",
  "headings",
  "disclose",
  "loading",
];

/**
 * `<jwt-decoder>` shows what is in a JSON Web Token, what is wrong with it, and where. Nothing leaves the page.
 *
 * The token is the attribute `token`, or what the element contains as text: `<jwt-decoder><pre>eyJ...</pre></jwt-decoder>` can be read
 * without JavaScript too. What was set last is shown, be it by a property, by the attribute, by the text, by a file or by a user.
 *
 * @slot - The token as text: what is seen before the element begins, and where it cannot. Of a block of code that is decorated, with buttons or numbers of lines, the code is read. A child `<script type="application/json">` holds labels.
 *
 * @attr {string} token - The text that is shown: a token, or anything with one inside, such as a header or a log line. The element never sets it.
 * @attr {string} now - The moment of judgement, so that a sample stays as it is: Unix seconds, or an ISO 8601 text with its time zone, such as `2026-11-20T12:00:00Z`. Without it: the present.
 * @attr {boolean} readonly - The token is shown and cannot be changed: there is no input.
 * @attr {"full"|"compact"|"claims"|"json"|"payload"|"findings"|"timeline"} [view=full] - Which sections are shown. `compact` is for samples in a text.
 * @attr {"auto"|"light"|"dark"} [theme=auto] - The colours. `auto` is dark where the text around the element is light.
 * @attr {"utc"|"local"} [zone=utc] - The clock that moments are shown on, UTC's or the reader's. The zone is always named.
 * @attr {string} caption - A line above the token: what it is an example of.
 * @attr {string} highlight - Claims and header parameters to be looked at, by their names between spaces: `scope aud`.
 * @attr {string} [findings="error warning info"] - Which findings are shown: some of `error`, `warning` and `info`, or `none`.
 * @attr {2|3|4} [headings=2] - The level of the first heading, so that it fits those of the page.
 * @attr {string} lang - The language of your labels. The words of the element are English, and marked as such.
 * @attr {"lazy"|"eager"} [loading=lazy] - `lazy` begins near the viewport, or in a pause after the first element has begun; `eager` begins at once.
 * @attr {boolean} presenting - Blurs what is private, for a screen that others see. The button "Hide private" does the same.
 * @attr {boolean} disclose - Events carry the token and its decoded parts. Without it they have no text of it at all.
 *
 * @fires {JwtDecodedEvent} jwt-decoded - A token was read, time has changed what is said of it, or the text was taken away.
 * @fires {JwtErrorEvent} jwt-error - There is no token that can be read whole, the element could not begin, or a text has stopped it.
 * @fires {JwtVerifiedEvent} jwt-verified - A signature was checked.
 *
 * @csspart input - The field for the token.
 * @csspart caption - Your line above the token.
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
 * @cssprop {<color>} --jwt-number - Numbers, `true`, `false` and `null` in JSON.
 * @cssprop --jwt-mono - The font of source text. All other text has the font of the page.
 * @cssprop {<length>} --jwt-radius - The corners of big things.
 *
 * @cssstate dark - The element is dark because the page around it is.
 *
 * @superclass {HTMLElement}
 * @tagname jwt-decoder
 */
export class JwtDecoder extends Base {
  static observedAttributes = [
    "token",
    "now",
    "readonly",
    "view",
    "theme",
    "zone",
    "caption",
    "highlight",
    "findings",
    "headings",
    "lang",
    "loading",
    "presenting",
  ];

  /**
   * What serves the decoder; null before it begins, and after its end.
   *
   * @type {Host|null}
   */
  #host = null;
  #text = "";
  #keys = "";
  #root = this.attachShadow({ mode: "open" });
  /** @type {number|null} */
  #now = null;
  /** @type {(() => number)|null} */
  #clock = null;
  #labels = null;
  /** The language around it, as the decoder was told. */
  #language = "";
  #changed = new Set();
  /**
   * What the decoder is being told, until it has taken it.
   *
   * @type {Record<string, any>|null}
   */
  #telling = null;
  /** Whether the engine has slipped, until the same has succeeded. */
  #hasSlipped = false;
  /** How often each was set, so that a file that is read meanwhile comes too late. */
  #turns = { text: 0, keys: 0 };
  /** The state that the page was told last. */
  #told = "empty";
  /** The text of the attribute or the content when it was last read: it counts again when it changes. */
  #original;
  #hasBegun = false;
  /**
   * What holds the content until the element is drawn.
   *
   * @type {ReturnType<typeof holder>|null}
   */
  #holder = null;
  #content;
  /** @type {any} */
  #internals;

  constructor() {
    super();
    this.#content = new MutationObserver(() => this.#readContent());
    // A browser without them shows the token all the same.
    this.#internals = this.attachInternals?.() ?? {};
    this.#internals.role = "group";
    this.#internals.ariaLabel = "Decoded token";
  }

  connectedCallback() {
    // Moved into another document, it has lost that of the one before.
    if (this.#root.adoptedStyleSheets?.length === 0) this.#adopt();
    if (this.#hasBegun) {
      this.#settle();
      return;
    }
    this.#hasBegun = true;
    // What was set before the element was defined hides the accessors of the class: set it again.
    for (const name of PROPERTIES) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#content.observe(this, { childList: true, characterData: true, subtree: true });
    // Where it was out of the page for a while, what it contains may have changed.
    this.#readOriginal(!this.#text || this.#original !== undefined);
    this.#wait();
    if (this.loading === "eager") this.#begin();
    else whenNear(this, () => this.#begin());
  }

  disconnectedCallback() {
    // To be moved is to be taken out and put in at once: only what stays out has ended.
    queueMicrotask(() => {
      if (!this.isConnected && this.#hasBegun) this.#end();
    });
  }

  /** Moved by `moveBefore`. */
  connectedMoveCallback() {
    this.#settle();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "token") this.#readOriginal(true);
    else if (name === "now") this.now = after;
    else if (name === "loading") this.#hasten();
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
    return (this.#changed.has("text") ? null : this.#host?.enter((decoder) => decoder.value)) ?? this.#text;
  }

  /** @param {string|null|undefined} token */
  set token(token) {
    this.#take(String(token ?? ""));
  }

  /**
   * The keys that check the signature, as text in any form: a secret, PEM, a JWK, a whole set.
   *
   * @type {string}
   */
  get keys() {
    return (this.#changed.has("keys") ? null : this.#host?.enter((decoder) => decoder.keys)) ?? this.#keys;
  }

  /** @param {string|null|undefined} keys */
  set keys(keys) {
    this.#keys = String(keys ?? "");
    this.#turns.keys += 1;
    this.#change("keys");
  }

  /**
   * The moment that the clock is set to, in Unix seconds, or null while it follows the present. It takes a Date or an ISO 8601 text too.
   *
   * @type {number|null}
   */
  get now() {
    if (this.#changed.has("now") || !this.#host) return this.#now;
    return this.#host.enter((decoder) => decoder.now) ?? null;
  }

  /** @param {number|Date|string|null|undefined} now */
  set now(now) {
    this.#now = READERS.now("now", now ?? null);
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

  /** @param {(() => number)|null|undefined} clock */
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

  /** @param {Record<string, string>|null|undefined} labels */
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
   * @type {"full"|"compact"|"claims"|"json"|"payload"|"findings"|"timeline"}
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
   * The clock that moments are shown on.
   *
   * @type {"utc"|"local"}
   */
  get zone() {
    return READERS.zone("zone", this.getAttribute("zone"));
  }

  set zone(zone) {
    this.#reflect("zone", zone);
  }

  /**
   * A line above the token.
   *
   * @type {string}
   */
  get caption() {
    return this.getAttribute("caption") ?? "";
  }

  set caption(caption) {
    this.#reflect("caption", caption);
  }

  /**
   * The names of claims and header parameters to be looked at. It takes an array, or words between spaces.
   *
   * @type {string[]}
   */
  get highlight() {
    return (this.getAttribute("highlight") ?? "").split(/[\s,]+/).filter(Boolean);
  }

  /** @param {readonly string[]|string|null|undefined} highlight */
  set highlight(highlight) {
    this.#reflect("highlight", Array.isArray(highlight) ? highlight.join(" ") : highlight);
  }

  /**
   * Which findings are shown. It takes an array, or words between spaces.
   *
   * @type {("error"|"warning"|"info")[]}
   */
  get findings() {
    return READERS.findings("findings", this.getAttribute("findings"));
  }

  /** @param {readonly ("error"|"warning"|"info")[]|string|null|undefined} findings */
  set findings(findings) {
    this.#reflect("findings", Array.isArray(findings) ? findings.join(" ") || "none" : findings);
  }

  /**
   * The level of the first heading.
   *
   * @type {2|3|4}
   */
  get headings() {
    return /** @type {2|3|4} */ (READERS.headings("headings", this.getAttribute("headings")));
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
    const isWanted = this.#turn("text");
    const cut = file.size > MAX_FILE;
    const text = await (cut ? file.slice(0, MAX_FILE) : file).text().catch(() => undefined);
    if (!isWanted()) return;
    if (this.#host) this.#host.enter((decoder) => decoder.takeFile(text, cut));
    else if (text !== undefined) this.token = text;
  }

  /**
   * Shows a text as if it were pasted: undo takes it back.
   *
   * @param {string} text - A token, or anything with one inside.
   * @returns {void}
   */
  replace(text) {
    if (!this.#host) {
      this.token = text;
      return;
    }
    this.#turns.text += 1;
    // What was set before comes before.
    this.#flush();
    this.#host.enter((decoder) => decoder.replace(String(text)));
  }

  /**
   * Goes to the input, or, without one, to the verdict or what replaces it. Starts an element that has not started.
   *
   * @param {FocusOptions} [options] - Those of every element.
   * @returns {void}
   */
  focus(options = {}) {
    this.#hasten(true);
    if (this.#host) this.#host.enter((decoder) => decoder.focus(options));
    else this.#holder?.focusFor(options);
  }

  // From beginning to end

  /** Begins at once where it was to wait. */
  #hasten(isWanted = this.loading === "eager") {
    if (isWanted && forget(this)) this.#begin();
  }

  #begin() {
    if (isLoaded()) this.#draw();
    else
      load().then(
        () => this.#draw(),
        (error) => this.#fail(error, "unloaded"),
      );
  }

  #draw(isAgain = false) {
    // It has ended, or ended and begun again, while the core was loading.
    if (!this.#hasBegun || this.#host) return;
    const focus = this.#holder?.focused();
    const height = this.#holder?.height() ?? 0;
    this.#holder = null;
    this.#adopt();
    this.#show();
    try {
      this.#host = new Host(this.#root, {
        read: (file) => this.read(file),
        readKeys: (file) => this.#readKeys(file),
        decoded: (words) => this.#tellDecoded(...words.split(",")),
        verified: (words) => this.#tellVerified(...words.split(",")),
        refused: (error) => this.#tellRefused(error),
        stopped: (...given) => this.#stopped(...given),
      });
    } catch (error) {
      if (isSlip(error) && !isAgain) this.#draw(true);
      else this.#fail(error, "failed");
      return;
    }
    // Most of these judge and draw anew, so only what was set is passed on.
    this.#changed = new Set(["options"]);
    if (this.#clock) this.#changed.add("clock");
    if (this.#now !== null) this.#changed.add("now");
    if (this.#keys) this.#changed.add("keys");
    if (this.#text) this.#changed.add("text");
    this.#flush();
    this.#reserve(height);
    this.#followTheme();
    if (focus) this.focus(focus);
  }

  /** Shows what it contains, in the room that its drawing will take, so that the page around it stays where it is. */
  #wait() {
    const site = { view: this.view, caption: this.caption, isPinned: this.#now !== null };
    const all = room((name) => this.#make(name), this.#text, site);
    const holder = this.#hold(this.#make("slot"), ...all);
    holder.isWaiting = true;
    holder.element.classList.toggle("holds", all.length > 0);
  }

  /** Keeps the room of the first drawing, whose details come later than its head, until something else is drawn. */
  #reserve(height) {
    const frame = this.#root.lastElementChild;
    if (frame instanceof HTMLElement) frame.style.minBlockSize = height > 0 ? `${height}px` : "";
  }

  #end() {
    this.#text = this.token;
    this.#keys = this.keys;
    this.#now = this.now;
    this.#hasBegun = false;
    this.#drop();
    forget(this);
    unwatch(this);
    this.#content.disconnect();
    this.#host?.end();
    this.#host = null;
    this.#holder = null;
    this.#root.replaceChildren();
  }

  /** Drops the files that are being read: they belong to the decoder that ends. */
  #drop() {
    this.#turns.text += 1;
    this.#turns.keys += 1;
  }

  /** The core has been given up. What stopped it is not tried again, but for a slip; everybody else goes on with what they had. */
  #stopped(error, isEntered, left) {
    const told = this.#telling;
    const isSpared = isEntered && told && isSlip(error) && !this.#hasSlipped;
    const isAtFault = isEntered && !isSpared;
    this.#hasSlipped = isSpared;
    this.#telling = this.#host = null;
    this.#drop();
    const { text = this.#text, keys = this.#keys, now = this.#now } = { ...left, ...(isSpared && told) };
    const pending = this.#changed;
    if (!pending.has("text")) this.#text = isAtFault ? "" : text;
    if (!pending.has("keys")) this.#keys = isAtFault ? "" : keys;
    if (!pending.has("now")) this.#now = now;
    this.#draw();
    if (!isAtFault) return;
    /** @type {Host|null} */ (this.#host)?.enter((decoder) => decoder.refuse());
    this.#tellRefused(error);
  }

  /** Leaves what the element contains, and says above it why nothing was made of it. */
  #fail(error, state) {
    if (!this.#hasBegun) return;
    const { WebAssembly } = globalThis;
    const isBlocked = !WebAssembly || error instanceof WebAssembly.CompileError || error instanceof EvalError;
    const kind = isBlocked ? "blocked" : state;
    const [words, remedy] = REASONS[error?.kind ?? kind];
    const notice = this.#make("p");
    notice.className = "unable";
    notice.lang = "en";
    notice.dir = "ltr";
    notice.setAttribute("part", "notice");
    notice.textContent = `This token is not decoded here: ${words}.`;
    // The text is the fallback, also where only an attribute has it.
    const text = this.#make("code");
    text.textContent = containedText(this) ? "" : this.#text;
    this.#hold(notice, this.#make("slot"), text);
    this.#followTheme();
    console.warn(`<jwt-decoder>: ${error}; ${remedy}`);
    this.#dispatch("jwt-error", kind === "failed" ? { state: kind, tokens: 0, findings: [] } : { state: kind });
  }

  /** Takes the styles that all elements of the document share: its own, and those of what is drawn, once they are loaded. */
  #adopt() {
    if (!this.#root.adoptedStyleSheets) return;
    const all = [styles, drawnStyles()].filter(Boolean).map((styles) => styleSheet(this.ownerDocument, styles));
    this.#root.adoptedStyleSheets = all.filter(Boolean);
  }

  /** Shows something else; with its own styles where the document cannot share them. */
  #show(...nodes) {
    if (!this.#root.adoptedStyleSheets) {
      const style = this.#make("style");
      style.textContent = styles + drawnStyles();
      nodes.unshift(style);
    }
    this.#root.replaceChildren(...nodes);
  }

  /** Shows what stands in for a drawing. */
  #hold(...nodes) {
    this.#holder = holder(this.#make("div"), this.#holder?.focused());
    this.#holder.element.append(...nodes);
    this.#show(this.#holder.element);
    this.#holder.focusAgain();
    return this.#holder;
  }

  #make(name) {
    return createElement(this.ownerDocument, name);
  }

  // What has changed

  #take(text) {
    this.#text = text;
    this.#turns.text += 1;
    this.#change("text");
  }

  /** Begins to read something: whether it is still wanted when it has been read, or something else was set, or typed, or read since. */
  #turn(what) {
    const turn = (this.#turns[what] += 1);
    const current = () => (what === "text" ? this.token : this.keys);
    const before = current();
    return () => turn === this.#turns[what] && before === current();
  }

  /** Notes a change; all that come together are drawn together. */
  #change(what) {
    if (this.#changed.size === 0) queueMicrotask(() => this.#flush());
    this.#changed.add(what);
  }

  #flush() {
    const changed = this.#changed;
    this.#changed = new Set();
    if (!this.#host) return;
    /** @type {Record<string, any>} */
    const change = {};
    if (changed.has("options")) change.options = this.#options();
    if (changed.has("clock")) {
      const clock = this.#clock;
      change.clock = clock && (() => READERS.clock("clock", clock()));
    }
    if (changed.has("now")) change.now = this.#now;
    if (changed.has("keys")) change.keys = this.#keys;
    if (changed.has("text")) change.text = this.#text;
    this.#telling = change;
    this.#reserve(0);
    const isTaken = this.#host.enter((decoder) => {
      decoder.update(change);
      return true;
    });
    if (isTaken) {
      this.#telling = null;
      this.#hasSlipped = false;
    }
  }

  #options() {
    return {
      view: this.view,
      isReadOnly: this.readOnly,
      isLocal: this.zone === "local",
      isPresenting: this.hasAttribute("presenting"),
      caption: this.caption,
      highlights: this.highlight,
      severities: this.findings,
      heading: this.headings,
      labels: Object.entries(this.labels).flat(),
      language: (this.#language = this.#languageAround()),
    };
  }

  #languageAround() {
    return this.closest("[lang]")?.getAttribute("lang") ?? "";
  }

  /** It has only been moved: to where labels may be of another language, and colours others. */
  #settle() {
    // Without labels nothing has to be drawn anew, and a check goes on.
    if (this.#language !== this.#languageAround() && Object.keys(this.labels).length > 0) this.#change("options");
    this.#followTheme();
  }

  #readContent() {
    // A parser puts the content of an element in after the element.
    if (this.#readOriginal(true) && this.#holder?.isWaiting) this.#wait();
    if (!this.#labels) this.#change("options");
  }

  /**
   * Reads the attribute, else the content, and tells whether it has changed; `isWanted` tells whether a change counts, or a property came before
   * it.
   */
  #readOriginal(isWanted) {
    const original = this.getAttribute("token") ?? containedText(this);
    if (original === this.#original) return false;
    this.#original = original;
    if (isWanted) this.#take(original);
    return true;
  }

  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** A browser that lacks something of what this takes shows the colours of the page's own scheme. */
  #followTheme() {
    if (!this.#hasBegun) return;
    unwatch(this);
    const mark = (isDark) => {
      try {
        const { states } = this.#internals;
        if (isDark) states.add("dark");
        else states.delete("dark");
      } catch {
        // It has no states, or others.
      }
    };
    mark(false);
    try {
      if (this.theme === "auto") watch(this, mark);
    } catch {
      unwatch(this);
    }
  }

  // What the page is told

  #tellDecoded(state, tokens, ...findings) {
    // That there is still nothing is no news.
    if (state === "empty" && this.#told === "empty") return;
    this.#told = state;
    const type = state === "notAToken" || state === "broken" ? "jwt-error" : "jwt-decoded";
    // Nothing is found in nothing.
    this.#dispatch(type, { state, tokens: Number(tokens), findings: state === "empty" ? [] : findings });
  }

  #tellVerified(state, reason, trust, ...findings) {
    this.#dispatch("jwt-verified", { state, reason, trust: trust || null, findings });
  }

  #tellRefused(error) {
    console.warn(
      `<jwt-decoder>: a text has stopped the decoder (${error}); it is not tried again, and the decoder has been started anew`,
    );
    this.#told = "stopped";
    this.#dispatch("jwt-error", { state: "stopped", tokens: 0, findings: [] });
  }

  #dispatch(type, detail) {
    if (this.disclose)
      for (const name of ["token", "header", "payload"])
        detail[name] = this.#host?.enter((decoder) => decoder.text(name)) ?? null;
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  // What users ask for

  /** Bytes that are no text are DER, or a secret: base64 carries them. */
  async #readKeys(file) {
    const isWanted = this.#turn("keys");
    const bytes = await file
      .slice(0, MAX_KEYS)
      .arrayBuffer()
      .catch(() => undefined);
    if (!isWanted()) return;
    if (!bytes) {
      this.#host?.enter((decoder) => decoder.takeFile(undefined, false));
      return;
    }
    try {
      this.keys = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      this.keys = btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
    }
  }
}

/** Why nothing is decoded: what a reader is told, and what helps, in the console. */
const REASONS = {
  blocked: [
    "this page, or this browser, does not allow WebAssembly",
    "add 'wasm-unsafe-eval' to script-src in the policy of this page",
  ],
  unloaded: ["the decoder could not be loaded", "put core.js beside element.js"],
  damaged: ["this file is damaged; get it again", "compare it with SHA256SUMS"],
  failed: [
    "the decoder could not start in this browser",
    "the documentation of the element says which browsers it needs",
  ],
};

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
