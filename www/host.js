// The core that all decoders of a page share, and what each decoder asks of the page: computations, searches, files, the clipboard.
//
// A host serves one decoder. Whatever comes back goes to that decoder, or to nobody once it has ended: a later decoder of the same element
// shows another text, to which an answer of before does not belong.

/** core.js, once it is loaded. */
let parts;
let loading;

/** Loads the core, once for all elements. */
export function load() {
  loading ??= loadCore().catch((error) => {
    // The network may be back when the next element begins.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadCore() {
  const loaded = await import("./core.js");
  await loaded.prepare();
  parts = loaded;
}

export const isLoaded = () => parts !== undefined;

/** The styles of what the core draws; none before it is loaded. */
export const drawnStyles = () => parts?.styles ?? "";

/** The core that runs, with the hosts of its decoders. */
let running;

function core() {
  if (!running || running.guard.hasStopped) running = startCore();
  return running;
}

function startCore() {
  const hosts = new Set();
  const core = parts.start((error, owner) => {
    // Whose decoder it was in is known of all but what the browser does by itself: then no text is tried again.
    const ended = [...hosts].map((host) => [host, !owner || owner === host, host.left()]);
    for (const [host, isAtFault, left] of ended) host.stopped(error, isAtFault, left);
  });
  return Object.assign(core, { hosts });
}

const encoder = new TextEncoder();

export class Host {
  #core;
  #decoder;
  #element;
  /** @type {AbortController|null} */
  #search = null;
  /** @type {ReturnType<typeof import("./desk.js").openDesk>|null} */
  #desk = null;
  #copies = 0;
  #hasEnded = false;

  /**
   * Draws an empty decoder in `root`. `element` is told by `decoded(words)`, `verified(words)`, `refused(error)` where the text has stopped the
   * core of a worker, and `stopped(error, isAtFault, left)` where the core had to be given up; it reads files by `read(file)` and
   * `readKeys(file)`.
   */
  constructor(root, element) {
    this.#element = element;
    this.#core = core();
    this.#decoder = this.#core.guard.as(this, () => new this.#core.Decoder(root, this));
    this.#core.hosts.add(this);
  }

  /** Runs `work` on the decoder; nothing where that has ended, or ends here because the core stops. */
  enter(work) {
    const { guard } = this.#core;
    if (this.#hasEnded || guard.hasStopped) return undefined;
    try {
      return guard.as(this, () => work(this.#decoder));
    } catch (error) {
      // All decoders of that core are told in a moment.
      if (!guard.hasStopped) throw error;
      return undefined;
    }
  }

  /** Ends the decoder, and with it all that is on its way. */
  end() {
    this.enter((decoder) => decoder.free());
    this.#forget();
  }

  #forget() {
    this.#hasEnded = true;
    this.#search?.abort();
    this.leaveDesk();
    this.#core.hosts.delete(this);
    // The timer that all decoders share may be of this one: the element is not to live as long.
    this.#element = null;
  }

  /** What a decoder held whose core has stopped, as far as that can be read. */
  left() {
    return this.#core.guard.save(() =>
      (({ value, keys, now }) => ({ text: value, keys, now: now ?? null }))(this.#decoder),
    );
  }

  stopped(error, isAtFault, left) {
    const element = this.#element;
    this.#forget();
    element.stopped(error, isAtFault, left);
  }

  // What the decoder asks for, by these names: see src/web/element.rs

  decoded(words) {
    this.#element?.decoded(words);
  }

  verified(words) {
    this.#element?.verified(words);
  }

  read(file) {
    this.#element?.read(file);
  }

  key(file) {
    this.#element?.readKeys(file);
  }

  /** The text of a paste or a drop, as bytes. */
  text(data) {
    return encoder.encode(data.getData("text/plain"));
  }

  /** Follows a link. It is no link to the browser, which would connect to its server as soon as it is pointed at. */
  open(address) {
    globalThis.open(address, "_blank", "noopener,noreferrer");
  }

  /** Only the clipboard's answer is awaited here: it may be absent, where the page is not a secure context, or refuse. */
  async copy(text) {
    const copy = ++this.#copies;
    const taken = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    // Of several the last one counts: its button is the one that the decoder remembers.
    if (copy === this.#copies) this.enter((decoder) => decoder.copied(taken ?? false));
  }

  /** Computes what a check asks for; the decoder knows whether it is still wanted. */
  async check(check) {
    await parts.run(check, { verifyMore, enter: (work) => this.enter(work) });
    if (this.#hasEnded && !this.#core.guard.hasStopped) check.free();
    else this.enter((decoder) => decoder.checked(check));
  }

  /** Searches for the secret of a token, and stops the search before it. */
  async guess([number, alg, message, tag, words]) {
    this.#search?.abort();
    const search = (this.#search = new AbortController());
    const tell = (...progress) => this.enter((decoder) => decoder.guessing(number, ...progress));
    const onProgress = ({ tried, rate }) => tell(tried, rate, false);
    try {
      const { found, tried, seconds } = await parts.searchSecrets(
        { alg, message, tag },
        { words, onProgress, signal: search.signal },
      );
      if (found) this.enter((decoder) => decoder.guessed(number, found));
      else tell(tried, seconds, true);
    } catch {
      tell(undefined, 0, !search.signal.aborted);
    }
  }

  /** Stops the search. */
  stop() {
    this.#search?.abort();
  }

  /** Opens a long text, as bytes, in a worker, and ends the one before; answers whether there is one. */
  openDesk(text) {
    this.leaveDesk();
    const answered = (id, answer) => this.enter((decoder) => decoder.answered(id, answer));
    const stopped = (error) => {
      this.leaveDesk();
      this.enter((decoder) => decoder.refuse());
      this.#element?.refused(error);
    };
    this.#desk = parts.openDesk(text, { answered, stopped }) ?? null;
    return this.#desk !== null;
  }

  /** Asks the worker that has the text. */
  askDesk([id, question]) {
    this.#desk?.ask(id, question);
  }

  /** Ends it. */
  leaveDesk() {
    this.#desk?.end();
    this.#desk = null;
  }
}

/**
 * Loads what checks the rarer algorithms when a check first asks for one.
 *
 * @param {Parameters<typeof import("./more.js").verifyMore>} check
 */
async function verifyMore(...check) {
  const more = await import("./more.js");
  return more.verifyMore(...check);
}
