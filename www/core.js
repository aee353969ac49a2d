// What the element needs of the core: a module of its own, so that a site can load it when the first element comes into sight.
export { core } from "./instance.js";
export { searchSecrets } from "./search.js";
export { run } from "./verify.js";
