// The worker that reads long texts: it has an instance of the core of its own, which answers what the page asks. What is asked and
// answered is bytes, see src/view/desk.rs.
import { module } from "./instance.js";
import { define, start } from "./worker.js";

/** What the worker does. It runs as its text, so it uses nothing from around it. */
function work() {
  let core;
  const put = (bytes) => {
    // First, because it may make the memory grow.
    const at = core.desk_room(bytes.length);
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
  };
  onmessage = ({ data: { module, text, id, question } }) => {
    try {
      if (module) {
        // What is called of the core here imports nothing, but the core as a whole does.
        const imports = {};
        for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
        core = new WebAssembly.Instance(module, imports).exports;
        put(text);
        core.desk_open();
        return;
      }
      put(question);
      const length = core.desk_ask();
      const answer = new Uint8Array(core.memory.buffer, core.desk_answer(), length).slice();
      postMessage({ id, answer }, [answer.buffer]);
    } catch {
      postMessage({ id });
    }
  };
}

define("desk", `(${work})()`);

/**
 * Opens a text, as bytes, in a worker; undefined where there is none to be had. `tell(id, answer)` gets what comes back of `ask(id, question)`;
 * no answer where the core broke on it, and not even an id where the worker did not start.
 */
export function openDesk(text, tell) {
  const { worker, end } = start("desk") ?? {};
  if (!worker) return undefined;
  worker.onmessage = ({ data: { id, answer } }) => tell(id, answer);
  worker.onerror = () => tell();
  worker.postMessage({ module, text }, [text.buffer]);
  const ask = (id, question) => worker.postMessage({ id, question }, [question.buffer]);
  return {
    ask,
    end: () => {
      // What is on its way already reaches nobody.
      worker.onmessage = worker.onerror = null;
      end();
    },
  };
}
