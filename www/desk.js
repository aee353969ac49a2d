// Long texts: a worker reads each, so that the page goes on. See desk-worker.js for what it does.
import source from "#desk-worker";
import { compiled } from "./compiled.js";
import { workerOf } from "./worker.js";

const start = workerOf("desk", source);

/** Whether a policy has refused a worker: it will again, and each attempt would write to the console. */
let isForbidden = false;

/**
 * Opens a text, as bytes, in a worker; nothing where there is none to be had. `answered(id, answer)` gets what comes back of
 * `ask(id, question)`, or nothing where the worker did not start; `stopped(error)` is called where its core was left half-way. After `end`
 * neither is.
 */
export function openDesk(text, { answered, stopped }) {
  const started = isForbidden ? null : start();
  if (!started) return undefined;
  const { worker, end } = started;
  worker.onmessage = ({ data: { id, answer, stopped: error } }) => {
    if (answer) answered(id, answer);
    else if (error) stopped(error);
    else answered();
  };
  worker.onerror = worker.onmessageerror = () => {
    isForbidden = true;
    answered();
  };
  try {
    worker.postMessage({ module: compiled(), text }, [text.buffer]);
  } catch {
    end();
    return undefined;
  }
  return { ask: (id, question) => worker.postMessage({ id, question }, [question.buffer]), end };
}
