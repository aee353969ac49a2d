// What the element needs of the core: a module of its own, so that a site can load it when the first element comes into sight.
import { openDesk } from "./desk.js";
import { core } from "./instance.js";

core.employ(openDesk);

export { core };
export { searchSecrets } from "./search.js";
export { run } from "./verify.js";
