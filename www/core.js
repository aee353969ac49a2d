// What the element needs of the core: a module of its own, so that a site can load it when the first element comes into sight.
import { create } from "#core";
import { compiled } from "./compiled.js";
import { Guard } from "./guard.js";

export { prepare } from "./compiled.js";
export { default as styles } from "./decoder.css";
export { openDesk } from "./desk.js";
export { searchSecrets } from "./search.js";
export { run } from "./verify.js";

/** Starts a core; `stopped` is called where it stops, see guard.js. */
export function start(stopped) {
  const guard = new Guard(stopped);
  const { Decoder, initSync } = create(guard);
  initSync({ module: compiled() });
  return { Decoder, guard };
}
