export interface Options {
  /**
   * The moment of judgement: Unix seconds, fractions allowed; a `Date`; or an ISO 8601 text with its time zone, such as `2026-11-20T12:00:00Z`. The
   * present where it is absent. Anything else is a TypeError.
   */
  now?: number | Date | string;
}

/** A JSON value as `JSON.parse` makes it. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The members of a payload, found by an index; values are parsed when they are asked for. */
export interface Claims {
  /** The names, unescaped, in the order of the token; of duplicates each once. */
  keys(): string[];
  /** Whether there is a claim of this name. */
  has(name: string): boolean;
  /** The value as `JSON.parse` makes it, of duplicates the last; `undefined` where there is none. */
  get(name: string): Json | undefined;
  /** The value as it stands in the token, digit for digit; `undefined` where there is none. */
  raw(name: string): string | undefined;
}

/**
 * Thrown by `decode` and `claims` on a text that is not one well-formed compact token. `message` is one sentence for people.
 */
export class MalformedToken extends Error {
  /** The id of the rule that `inspect` would name, such as `segment-count` or `b64-padding`; it does not change. */
  readonly code: string;
}

/**
 * Everything about a text: all tokens found in it, judged at a moment. It refuses no text: what is not a token is described. Offsets are
 * UTF-16 units, so that `text.slice(...token.source)` is what the token was made of. Members of the report
 * may be accessors: what they give is made when it is asked for, once, and copies have it.
 *
 * Should the WebAssembly stop at a text (out of memory, say), this call throws an `Error` named `DecoderStopped` whose `cause` is the trap, as
 * every function here does or rejects with; the next call has a new core, and works.
 */
export function inspect(text: string, options?: Options): Report;

/**
 * Header and payload of one compact token, as `JSON.parse` makes them: numbers beyond 2^53 are rounded, of duplicate members the last
 * counts. Strict about base64url, UTF-8 and JSON; white space around the token is not taken away. The signature is neither
 * decoded nor checked: this says nothing about trust.
 * @throws {MalformedToken}
 * @throws {TypeError} where `token` is no string.
 */
export function decode(token: string): { header: { [name: string]: Json }; payload: { [name: string]: Json } };

/**
 * The claims of one compact token, found without building objects. As strict as `decode` about the payload, and refuses JSON that is
 * nested beyond 128 levels; header and signature are not looked at, so this says nothing about trust.
 * @throws {MalformedToken}
 * @throws {TypeError} where `token` is no string.
 */
export function claims(token: string): Claims;

/**
 * Checks the signature of the first token of a text, by the browser's WebCrypto (HMAC by the core), and says what that proves.
 *
 * `key` is what a person has at hand: a secret as text (every reading of it is tried), PEM of any kind, a certificate, an OpenSSH line, a JWK or
 * a set as JSON or as an object; bytes are a secret. Without a key the one that the token brings along is tried, which proves nothing:
 * `trust` says so. `verdict.state` is `valid` only where the signature fits a key that was given and no standard gives a reason to refuse
 * the token. Of a JSON serialization with several signatures one good one is enough. Nothing is fetched. `expected` is what a server expects; `checks` are what it would say, in its order.
 * @throws {TypeError} where `key` is none of these.
 * @throws {Error} where `expected` is not an object, or has a member of another name or type.
 */
export function verify(
  text: string,
  key?: string | object | Uint8Array | null,
  options?: VerifyOptions,
): Promise<Verification>;

/** Options of `verify`. */
export interface VerifyOptions extends Options {
  /** What a server expects of the token. */
  expected?: Expected;
  /** `verifyMore` of `jotglass/more`, for the algorithms that the engine lacks. Only `true` and `false` are answers: with anything else the signature is unchecked. */
  verifyMore?: (
    algorithm: import("./more.js").MoreAlgorithm,
    key: Uint8Array,
    signature: Uint8Array,
    message: Uint8Array,
  ) => boolean | Promise<boolean>;
}

/** The words of all rules and terms: a copy for each caller. */
export function catalogue(): Catalogue;

export interface SecretOptions {
  /** A wordlist of any size, one word in a line (LF or CRLF), tried after the bundled candidates; it is streamed. In Node: `await fs.openAsBlob(path)`. */
  words?: Blob;
  /** Called at most ten times a second. */
  onProgress?: (progress: {
    /** Keys so far. */ tried: number /** Since the start. */;
    seconds: number /** Keys per second, of late. */;
    rate: number;
  }) => void;
  /** Ends the search at once: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/** What a search for a secret came to. */
export interface SecretSearch {
  /**
   * `impossible`: the token is not signed with HS256, HS384 or HS512, or its signature has not the length of one, so that no secret fits.
   * `notFound` says nothing about how good the secret is.
   */
  state: "found" | "notFound" | "impossible";
  /** The secret; null where none was found. */
  secret: Uint8Array | null;
  /** The same as text; null where it is no UTF-8, too. */
  text: string | null;
  /** Where it is known from, such as `jwt.io` or the name of a product; null where that is nowhere in particular. */
  source: string | null;
  /** How many keys were tried. */
  tried: number;
  /** How many lines of the wordlist were longer than 1024 bytes, and not tried. */
  skipped: number;
  /** How long it took. */
  seconds: number;
}

/**
 * Looks for the secret of a token that is signed with HS256, HS384 or HS512: among those that people use, then in a wordlist. It works in a worker
 * where one can be had, else in slices of a few milliseconds. A secret that is found is proof: whoever has the token can sign others.
 * Rejects as `decode` throws, where the token is malformed.
 */
export function findSecret(token: string, options?: SecretOptions): Promise<SecretSearch>;
