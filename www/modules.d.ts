// What the bundler makes, for the types of the scripts here; no page and no package has this file.

declare module "#core" {
  export const create: (guard?: object) => any;
}
declare module "#wasm" {
  export const read: () => WebAssembly.Module | Promise<WebAssembly.Module>;
}
declare module "#more" {
  export const create: () => any;
}
declare module "#more-wasm" {
  export const read: () => WebAssembly.Module | Promise<WebAssembly.Module>;
}
declare module "#desk-worker" {
  const source: string;
  export default source;
}
declare module "#search-worker" {
  const source: string;
  export default source;
}
declare module "*.css" {
  const styles: string;
  export default styles;
}

// Not in the library of TypeScript yet.
declare var trustedTypes: any;
