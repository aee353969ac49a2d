// The worker that reads a long text: it has an instance of the core of its own, which answers what the page asks. What is asked and
// answered is bytes, see src/view/desk.rs.

let core;

function put(bytes) {
  // First, because it may make the memory grow.
  const at = core.desk_room(bytes.length);
  new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
}

function open({ module, text }) {
  // What is called of the core here imports nothing, but the core as a whole does.
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
  core = new WebAssembly.Instance(module, imports).exports;
  put(text);
  core.desk_open();
}

function answer({ id, question }) {
  put(question);
  const length = core.desk_ask();
  const answer = new Uint8Array(core.memory.buffer, core.desk_answer(), length).slice();
  self.postMessage({ id, answer }, { transfer: [answer.buffer] });
}

self.onmessage = ({ data }) => {
  try {
    if (data.module) open(data);
    else answer(data);
  } catch (error) {
    // A core that was left half-way is not entered again; where there is none, it did not start.
    self.onmessage = null;
    postMessage({ stopped: core && String(error) });
  }
};
