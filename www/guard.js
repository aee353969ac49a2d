// Watches a core of WebAssembly from outside. One that was left half-way, by a trap or by an exception thrown through it, still holds what it
// had borrowed: it must not be entered again, and whoever shares it has to be told.

/**
 * Whether an error is more likely the engine's than the core's: safe Rust does not leave its memory, but WebKit says so once in some hundred
 * starts (measured in WebKitGTK 2.50: 1 of 739), of work that succeeds when it is tried again. Where the stack overflows, this is the error in
 * some engines, too; so it is tried once more and no oftener.
 */
export const isSlip = (error) => error instanceof WebAssembly.RuntimeError && /out of bounds/i.test(error.message);

/** Stands for the exports of a core that has stopped: timers and finalizers that come late call it, and nothing happens. */
const NOTHING = new Proxy({}, { get: () => () => {} });

export class Guard {
  #tell;
  #owner = null;
  /** @type {(exports: object) => void} */
  #release = () => {};
  #isSaving = false;
  /** Whether the core was left half-way. */
  hasStopped = false;

  /** `tell(error, owner)` is called once, after whatever was running has ended: with the error, and in whose name the core was entered. */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Runs `work` in the name of `owner`, and later all callbacks that the core makes meanwhile. */
  as(owner, work) {
    const before = this.#owner;
    this.#owner = owner;
    try {
      return work();
    } finally {
      this.#owner = before;
    }
  }

  /** The exports of the core, watched; `release(NOTHING)` lets go of them, so that the memory of a core that has stopped is free again. */
  exports(exports, release) {
    this.#release = release;
    const watched = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === "function" ? this.#watched(value) : value,
    ]);
    return Object.fromEntries(watched);
  }

  /** A callback into the core that the browser calls: nobody there would catch what it throws. */
  callback(call) {
    const owner = this.#owner;
    return (...given) => {
      try {
        return this.as(owner, () => call(...given));
      } catch (error) {
        if (!this.hasStopped) throw error;
      }
    };
  }

  /** Reads something from a core that has stopped, which may fail again; nothing where it does. */
  save(work) {
    this.#isSaving = true;
    try {
      return work();
    } catch {
      return undefined;
    } finally {
      this.#isSaving = false;
    }
  }

  #watched(run) {
    return (...given) => {
      if (this.hasStopped && !this.#isSaving) return undefined;
      try {
        return run(...given);
      } catch (error) {
        this.#stop(error);
        throw error;
      }
    };
  }

  #stop(error) {
    if (this.hasStopped) return;
    this.hasStopped = true;
    const owner = this.#owner;
    queueMicrotask(() => {
      this.#tell(error, owner);
      this.#release(NOTHING);
    });
  }
}
