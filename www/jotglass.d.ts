// Generated from the Rust types; `UPDATE=1 cargo test typescript` writes it anew.

/** A half-open range of UTF-16 units. */
export type Span = [start: number, end: number];

/** Everything that is known about a pasted text. */
export type Report = {
  /** Always 1; a later format has another number. */
  version: number,
  /** The moment of judgement, in Unix seconds. */
  now: number,
  /** The next moment at which the judgement may change (a token expires, becomes valid, ...), in Unix seconds; until
  * then it stays as it is.
  */
  changesAt: number | null,
  /** How far the text could be read. */
  outcome: Outcome,
  /** The verdict on the first token, or on the text where there is none. */
  verdict: Verdict,
  /** The tokens, in the order of the text. */
  tokens: Array<Token>,
  /** What concerns the text and not one token. */
  findings: Array<Finding>,
};

/** How far a text could be read. */
export type Outcome = "decoded" | "partial" | "rejected";

/** The judgement in words. */
export type Verdict = {
  /** What it comes to. */
  state: VerdictState,
  /** One plain sentence without a full stop. */
  sentence: string,
  /** One to three sentences more. */
  summary: string,
};

/** What a verdict comes to, the gravest first; `current` and `endless` tokens were not checked either. */
export type VerdictState = "empty" | "notAToken" | "broken" | "unsigned" | "expired" | "notYetValid" | "encrypted" | "notClaims" | "current" | "endless";

/** One token. */
export type Token = {
  /** Its form. */
  kind: Kind,
  /** What kind of token it is; `null` for an unknown kind. */
  profile: Profile | null,
  /** Who makes such tokens, as far as the token tells: that is no proof. */
  provider: Provider | null,
  /** Where it is in the pasted text. */
  source: Span,
  /** The token itself, after unwrapping. */
  text: string,
  /** Its parts in order; their spans are in the token's text. */
  segments: Array<Segment>,
  /** The decoded protected header; `null` where the segment cannot be decoded, or there is none. */
  header: Part | null,
  /** The decoded payload; `null` where it cannot be decoded, is encrypted or absent. */
  payload: Part | null,
  /** The parts of the header that are not under the signature, which only the JSON serializations have; mostly
  * empty.
  */
  unprotected: Array<Unprotected>,
  /** The members of the protected header, explained. */
  parameters: Array<Claim>,
  /** The payload's members, explained; empty where the payload is not an object. */
  claims: Array<Claim>,
  /** What the holder of an SD-JWT discloses beside it, in the order of the text. */
  disclosures: Array<Disclosure>,
  /** Errors first. */
  findings: Array<Finding>,
  /** The judgement. */
  verdict: Verdict,
};

/** The form of a token. */
export type Kind = "jws" | "jwe" | "jwsJson" | "jweJson";

/** One part of a token, as it stands. */
export type Segment = {
  /** What it is for. */
  role: Role,
  /** Where it is in the token's text, without the dots. */
  span: Span,
  /** How many bytes it decodes to. */
  bytes: number,
};

/** What a segment of a token is for. */
export type Role = "header" | "payload" | "signature" | "encryptedKey" | "initializationVector" | "ciphertext" | "authenticationTag" | "extra" | "disclosure" | "keyBinding";

/** A decoded header or payload. */
export type Part = {
  /** What the bytes are. */
  format: Format,
  /** The bytes as text, exactly as they stand; every byte that is not UTF-8 is one U+FFFD, see `invalid`. */
  text: string,
  /** The bytes that are not UTF-8: UTF-16 offset in `text`, and the byte. */
  invalid: [offset: number, byte: number][],
  /** The members in the order of the text, as far as they could be read; `null` where the text is not JSON at all. */
  tree: JsonNode | null,
};

/** A part of the header that anyone who carries the token can change (RFC 7515 §7.2.1, RFC 7516 §7.2.1). */
export type Unprotected = {
  /** The member of the serialization that holds it: `header`, of this signature or recipient alone, or
  * `unprotected`.
  */
  member: "header" | "unprotected",
  /** The object, exactly as it stands. */
  text: string,
  /** Its members in the order of the text. */
  tree: JsonNode | null,
  /** Its members, explained; their spans are in `text`. */
  parameters: Array<Claim>,
};

/** What the bytes of a part are. */
export type Format = "json" | "text" | "binary" | "token" | "empty";

/** A JSON value with its place in the part's `text`; the text at `span` is the value, digit for digit. */
export type JsonNode = { "kind": "object",
/** From brace to brace. */
span: Span,
/** In the order of the text, duplicates included. */
members: Array<Member>,
} | { "kind": "array",
/** From bracket to bracket. */
span: Span,
/** In the order of the text. */
items: Array<JsonNode>,
} | { "kind": "string",
/** From quote to quote. */
span: Span,
} | { "kind": "number",
/** Its digits. */
span: Span,
} | { "kind": "boolean",
/** The word. */
span: Span,
} | { "kind": "null",
/** The word. */
span: Span,
};

/** A member of an object. */
export type Member = {
  /** The name, unescaped; lone surrogates become U+FFFD, the text at the name's span has them as they stand. */
  name: string,
  /** Where the name stands, quotes included. */
  nameSpan: Span,
  /** Whether another member of the same object has the same name. */
  duplicate: boolean,
  /** The value. */
  value: JsonNode,
};

/** A member of the header or payload, explained. */
export type Claim = {
  /** The member name, unescaped. */
  name: string,
  /** Where the value stands in the part's text. */
  span: Span,
  /** Its meaning as a time; `null` where it is not a time, or not a number. */
  time: Time | null,
  /** What this very value stands for, such as `One-time code`; `null` where nothing is known of it. */
  meaning: string | null,
  /** The key of the provider that means something of its own by the name; `null` where the words hold for everyone. */
  provider: string | null,
  /** The members of `cnf` and `status`, explained. */
  members: Array<Claim>,
} & { known: boolean, title: string | null, explanation: string | null, sensitivity: Sensitivity, reference: Reference | null };

/** A NumericDate (RFC 7519 §2) read. */
export type Time = {
  /** Unix seconds; `null` for a number beyond every clock. */
  seconds: number | null,
  /** RFC 3339 in UTC, whole seconds; `null` outside the years 0 to 9999. */
  utc: string | null,
  /** As seen from the moment of judgement: `3 days ago`; `null` without seconds. */
  relative: string | null,
};

/** A claim, or an item of an array, that the holder discloses beside the signed token. */
export type Disclosure = {
  /** Where it is in the token's text. */
  span: Span,
  /** The random text that keeps others from guessing the value; `null` where the disclosure is malformed. */
  salt: string | null,
  /** The name of the claim; `null` for an item of an array. */
  name: string | null,
  /** The value as it stands, in JSON; `null` where the disclosure is malformed. */
  value: string | null,
  /** The JSON pointer of the object that the claim belongs to, or of the array item that it is, once all disclosures
  * are put in; `null` where no digest was found for it.
  */
  place: string | null,
};

/** Something found. */
export type Finding = {
  /** The rule's stable id. */
  id: string,
  /** How much it matters here. */
  severity: Severity,
  /** What was found in this very token, as a sentence without a full stop; `null` where the title says it all. */
  detail: string | null,
  /** The one primary place. */
  place: Place,
  /** How many more the same rule found of this severity that are not listed; 0 for all but the last that is. */
  more: number,
} & Omit<RuleText, "id">;

/** How much a finding matters. */
export type Severity = "error" | "warning" | "info";

/** Where a finding points. */
export type Place = {
  /** The segment; `null` for the token or text as a whole. */
  segment: Role | null,
  /** The JSON pointer (RFC 6901) of the member inside the segment; one that would be longer than 4 KiB ends in `/…`. */
  pointer: string | null,
  /** The range of the pasted text. */
  span: Span,
  /** The range of the decoded part's text, where the place is inside one. */
  inner: Span | null,
};

/** All standing texts. */
export type Catalogue = {
  /** The words of each rule. */
  rules: Array<RuleText>,
  /** The claims that are explained; a name may come again with a provider that means something of its own by it. */
  claims: Array<Term>,
  /** The members inside claims that are explained, each with its claim's name and a dot before its own. */
  members: Array<Term>,
  /** The header parameters of signed tokens that are explained. */
  parameters: Array<Term>,
  /** The header parameters of encrypted tokens that are explained. */
  encryptedParameters: Array<Term>,
  /** The kinds of token that are known. */
  profiles: Array<Profile>,
  /** Who makes tokens. */
  providers: Array<Provider>,
};

/** The words of a rule. */
export type RuleText = {
  /** The stable id. */
  id: string,
  /** What is the matter, as a short plain sentence without a full stop. */
  title: string,
  /** Why it matters. */
  explanation: string,
  /** What to do about it; `null` where nothing needs doing. */
  fix: string | null,
  /** Where it is written. */
  references: Array<Reference>,
};

/** What a claim or header parameter means. */
export type Term = {
  /** The member name. */
  name: string,
  /** What people call it. */
  title: string,
  /** One sentence. */
  explanation: string,
  /** Whom a value concerns when others look on. */
  sensitivity: Sensitivity,
  /** The key of the provider that means this; `null` for everyone. */
  provider: string | null,
  /** Where it is defined. */
  reference: Reference,
};

/** A kind of token. */
export type Profile = {
  /** The stable name, such as `id-token`. */
  id: string,
  /** What people call it, such as `ID token`. */
  title: string,
  /** One sentence: what it is for. */
  meaning: string,
  /** Where it is defined. */
  reference: Reference,
};

/** Who makes tokens, or one kind of them. */
export type Provider = {
  /** A short name that all rows of one provider share, such as `auth0`. */
  key: string,
  /** What people call it. */
  name: string,
  /** The kind of token in the provider's own words; `null` where the row is about all of them. */
  token: string | null,
  /** What is worth knowing; `null` where nothing is. */
  note: string | null,
  /** Where it is documented. */
  reference: Reference,
};

/** Whom a value concerns when others look on. */
export type Sensitivity = "open" | "personal" | "privilege" | "secret";

/** A place in a published document. */
export type Reference = {
  /** Such as `RFC 7519 §4.1.4`. */
  label: string,
  /** The address of the text. */
  link: string,
};

/** What a check of one signature came to. */
export type Verification = {
  /** Always 1; a later format has another number. */
  version: number,
  /** The moment of judgement, in Unix seconds. */
  now: number,
  /** Which of the text's tokens it is about, by its place: of a JSON serialization with several signatures the first
  * that is valid, else the first that fits, else the first.
  */
  token: number,
  /** The next moment at which any of this may change, in Unix seconds; until then it stays as it is. */
  changesAt: number | null,
  /** The answer. */
  verdict: SignatureVerdict,
  /** Who vouches for the key that fits; `null` where none does. */
  trust: Trust | null,
  /** The keys that were given, or those of the token where none was, and what became of them. */
  keys: Array<KeyNote>,
  /** What looked like a key but is not one. */
  problems: Array<KeyProblem>,
  /** What a server would say, in the order of its checks; the first that failed is the likely reason of a 401. */
  checks: Array<ServerCheck>,
  /** About the keys and the signature, errors first. */
  findings: Array<Finding>,
};

/** The answer of a check. */
export type SignatureVerdict = {
  /** `valid` where the signature fits a key that was given, and nothing that a standard makes a reason to refuse the
  * token is there; `invalid` where it does not fit, or such a reason is there; `unchecked` where that cannot
  * be told.
  */
  state: SignatureState,
  /** Why, as a stable code. Of what fits: `signature`, `malformed`, `claims`, `crit`, `b64`, `disclosures`,
  * `key-binding`, `times`, `audience`, `nested`, `types`, `expired`, `not-yet-valid`, `critical`, `depth`,
  * `ambiguous`, `noncanonical`, `token-key`, `known-secret`, `weak-key` or `expected`. Of what does not:
  * `mismatch`, `length`, `range`, `der`, `forged`, `other-key`, `other-algorithm`, `own-key`, `no-key`, `key`,
  * `engine`, `unsecured`, `no-signature`, `no-algorithm`, `algorithm`, `encrypted`, `detached`, `limit` or
  * `not-a-token`.
  */
  reason: string,
  /** Whether the signature itself fits a key that is for it, whatever else there is to say of the token. */
  fits: boolean,
  /** One plain sentence without a full stop. */
  sentence: string,
  /** One to three sentences more. */
  summary: string,
};

/** What a check of a signature came to. */
export type SignatureState = "valid" | "invalid" | "unchecked";

/** Who vouches for a key. */
export type Trust = "given" | "token" | "public";

/** A key and what became of it. */
export type KeyNote = {
  /** Its kind and size: `RSA, 2048 bits`. */
  words: string,
  /** Its name. */
  kid: string | null,
  /** Its thumbprint by SHA-256 in base64url (RFC 7638); `null` for a secret. */
  thumbprint: string | null,
  /** Where it is in the text of the keys. */
  span: Span,
  /** What became of it, in words that follow its name. */
  fate: string,
  /** Whether it is the one that fits. */
  fits: boolean,
};

/** What looked like a key but is not one. */
export type KeyProblem = {
  /** Where it is in the text of the keys. */
  span: Span,
  /** What it looked like. */
  what: string,
  /** What was expected, and what was found. */
  why: string,
};

/** One check of a server. */
export type ServerCheck = {
  /** What is looked at: `form`, `algorithm`, `critical`, `signature`, `disclosures`, `key-binding`, `expiry`,
  * `not-before`, `issued-at`, `parties`, `issuer`, `audience` or `scope`.
  */
  id: string,
  /** How it went. */
  state: CheckState,
  /** The same in words, without a full stop. */
  sentence: string,
};

/** How a check went. */
export type CheckState = "passed" | "failed" | "unknown";

/** What a server expects. */
export type Expected = {
  /** The value of `iss`, exactly. */
  issuer?: string,
  /** One of the values of `aud`, exactly. */
  audience?: string,
  /** The scopes that are needed, all of them. */
  scopes?: Array<string>,
  /** The algorithms that are allowed. */
  algorithms?: Array<string>,
  /** By how many seconds clocks may differ, 0 or more; 0 where it is absent. */
  leeway?: number,
};

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
