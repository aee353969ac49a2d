export interface Options {
  /** The moment of judgement in Unix seconds, fractions allowed; the present where it is absent. */
  now?: number;
}

/** A JSON value as `JSON.parse` makes it. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The members of a payload, found by an index; values are parsed when they are asked for. */
export interface Claims {
  /** The names in the order of the token; of duplicates each once. */
  keys(): string[];
  /** Whether there is a claim of this name. */
  has(name: string): boolean;
  /** The value as `JSON.parse` makes it, of duplicates the last; `undefined` where there is none. */
  get(name: string): Json | undefined;
  /** The value as it stands in the token, digit for digit; `undefined` where there is none. */
  raw(name: string): string | undefined;
}

/** Thrown by `decode` and `claims`; `code` is the id of a finding, such as `segment-count`. */
export class MalformedToken extends Error {
  readonly code: string;
}

/** Everything about a text: all tokens found in it, judged at a moment. Never throws on any text. */
export function inspect(text: string, options?: Options): Report;

/**
 * Header and payload of one compact token, as `JSON.parse` makes them. The signature is neither decoded nor checked.
 * @throws {MalformedToken}
 */
export function decode(token: string): { header: { [name: string]: Json }; payload: { [name: string]: Json } };

/**
 * The claims of one compact token, found without building objects. The header and signature are not looked at.
 * @throws {MalformedToken}
 */
export function claims(token: string): Claims;

/** The words of all rules and terms. */
export function catalogue(): Catalogue;
