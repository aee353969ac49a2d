/** `<jwt-decoder>`; see custom-elements.json for attributes, parts, events and custom properties. */
export class JwtDecoder extends HTMLElement {}
/** Registers the element under a name; where it is registered already, nothing happens. */
export function define(name?: string): void;
