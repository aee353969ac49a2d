// The worker that looks for a secret: its text survives whatever bundles it next, and where it dies, the search goes on without it.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import * as esbuild from "esbuild";
import { dist } from "./harness/index.mjs";
import { inEachBrowser } from "./support.mjs";
import { tagged } from "./verification/matrix.mjs";

const SECRET = "correct horse 77";
const TOKEN = tagged("HS256", SECRET);

/** The module as a bundler leaves it that keeps the names of functions, by a helper of its own. */
const { outputFiles } = await esbuild.build({
  entryPoints: [path.join(dist, "npm/jotglass.js")],
  bundle: true,
  format: "esm",
  keepNames: true,
  minify: true,
  write: false,
  charset: "utf8",
});
const NAMED = outputFiles[0].text;

/** Ways in which a worker may not do what it is for. */
const DEATHS = {
  "it says that it failed": () => {
    globalThis.Worker = class {
      postMessage() {
        queueMicrotask(() => this.onmessage({ data: { error: new ReferenceError("__name is not defined") } }));
      }
      terminate() {}
    };
  },
  "it ends with an error": () => {
    globalThis.Worker = class {
      postMessage() {
        queueMicrotask(() => {
          this.onmessage({ data: { progress: { tried: 1, seconds: 1, rate: 1 } } });
          this.onerror(new ErrorEvent("error"));
        });
      }
      terminate() {}
    };
  },
  "it cannot be spoken to": () => {
    globalThis.Worker = class {
      postMessage() {
        throw new DOMException("could not be cloned", "DataCloneError");
      }
      terminate() {}
    };
  },
  "it cannot be heard": () => {
    globalThis.Worker = class {
      postMessage() {
        queueMicrotask(() => this.onmessageerror(new MessageEvent("messageerror")));
      }
      terminate() {}
    };
  },
  "there is none": () => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("refused", "SecurityError");
      }
    };
  },
};

inEachBrowser((open) => {
  const visit = (before) =>
    open("http", {
      path: "search.html",
      pages: {
        "/search.html": '<!doctype html><title>search</title><link rel="icon" href="data:,">',
        "/named.js": NAMED,
      },
      clock: null,
      before: (page) => page.evaluateOnNewDocument(before),
    });
  const find = (page, module) =>
    page.evaluate(
      async (module, token, secret) => {
        const { findSecret } = await import(module);
        const { state, text } = await findSecret(token, { words: new Blob([`one\ntwo\n${secret}\nthree`]) });
        return [state, text];
      },
      module,
      TOKEN,
      SECRET,
    );

  for (const [what, die] of Object.entries(DEATHS)) {
    test(`the search goes on without its worker where ${what}`, async () => {
      const opened = await visit(die);
      assert.deepEqual(await find(opened.page, "/npm/jotglass.js"), ["found", SECRET]);
      assert.deepEqual(opened.errors, []);
    });
  }

  test("the worker works after a bundler that keeps names", async () => {
    const opened = await visit(() => {
      globalThis.__done = 0;
      const { Worker } = globalThis;
      globalThis.Worker = class extends Worker {
        constructor(...given) {
          super(...given);
          this.addEventListener("message", ({ data }) => data.done && (globalThis.__done += 1));
        }
      };
    });
    assert.deepEqual(await find(opened.page, "/named.js"), ["found", SECRET]);
    assert.equal(await opened.page.evaluate(() => globalThis.__done), 1, "the worker has found it");
    assert.deepEqual(opened.errors, []);
  });

  test("a word list that cannot be read is an error, with a worker or without", async () => {
    const opened = await visit(() => {
      Blob.prototype.stream = () =>
        new ReadableStream({ pull: (controller) => controller.error(new DOMException("gone", "NotReadableError")) });
    });
    const error = await opened.page.evaluate(async (token) => {
      globalThis.Worker = undefined;
      const { findSecret } = await import("/npm/jotglass.js");
      return findSecret(token, { words: new Blob(["one"]) }).then(
        () => null,
        ({ name }) => name,
      );
    }, TOKEN);
    assert.equal(error, "NotReadableError");
  });
});
