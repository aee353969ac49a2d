// `decode`: plain objects, or one stable code.

import { encode, ok, random, SIGNATURE, same, thrown, token } from "./tools.mjs";

const HEADER = encode({ alg: "HS256", typ: "JWT" });
const PAYLOAD = encode({ sub: "u-42", n: 1 });
const bytes = (...parts) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : [part])));
const inPayload = (text) => `${HEADER}.${text}.${SIGNATURE}`;
const split = (middle) => inPayload(`${PAYLOAD.slice(0, 4)}${middle}${PAYLOAD.slice(4)}`);

/** What is malformed, by the code that it is known under: [what it is, the token]. */
export const MALFORMED = {
  "not-a-token": [["an empty text", ""]],
  "segment-count": [
    ["no dot", "abc"],
    ["one dot", `${HEADER}.${PAYLOAD}`],
    ["three dots", `${HEADER}.${PAYLOAD}.${SIGNATURE}.x`],
    ["five dots", `${HEADER}.${PAYLOAD}.a.b.c.d`],
  ],
  "b64-illegal-char": [
    ["a space inside", split(" ")],
    ["a line feed inside", split("\n")],
    ["a tab inside", split("\t")],
    ["four spaces inside", split("    ")],
    ["a no-break space", split("\u00a0")],
    ["a sign", split("!")],
    ["a NUL", split("\0")],
    ["a character of two units", split("😀")],
    ["a lone surrogate", split("\ud800")],
    ["a letter that is no ASCII", split("ä")],
    ["a space before", ` ${HEADER}.${PAYLOAD}.${SIGNATURE}`],
  ],
  "b64-standard-alphabet": [
    ["a plus", split("+")],
    ["a slash", split("/")],
  ],
  "b64-padding": [
    ["one", inPayload(`${encode("{}")}=`)],
    ["two", inPayload(`${encode("[1]x")}==`)],
    ["in the header", `${encode("{}")}=.${PAYLOAD}.x`],
  ],
  "b64-noncanonical": [
    ["bits left of 18", inPayload("e31")],
    ["bits left of 12", inPayload(`${encode('{"a":1}')}`.replace(/.$/, "R"))],
  ],
  "b64-length": [["one character too many", inPayload(`${encode('{"a":12}').slice(0, 8)}A`)]],
  "utf8-invalid": [
    ["a byte of no character", token(bytes('{"a":"', 0xff, '"}'))],
    ["a character cut short", token(bytes('{"a":"', 0xe2, 0x82, '"}'))],
    ["a surrogate in UTF-8", token(bytes('{"a":"', 0xed, 0xa0, 0x80, '"}'))],
    ["an overlong slash", token(bytes('{"a":"', 0xc0, 0xaf, '"}'))],
    ["in the header", token({}, bytes('{"alg":"', 0xff, '"}'))],
  ],
  "json-bom": [
    ["in the payload", token("\ufeff{}")],
    ["in the header", token({}, "\ufeff{}")],
  ],
  "json-invalid": [
    ["no value", token('{"a":}')],
    ["a comma too many", token('{"a":1,}')],
    ["single quotes", token("{'a':1}")],
    ["a raw line feed", token('{"a":"\n"}')],
    ["a raw NUL", token('{"a":"\0"}')],
    ["an escape that is none", token('{"a":"\\x41"}')],
    ["a number that is none", token('{"a":01}')],
    ["in the header", token({}, "{x}")],
    ["an empty header", `.${PAYLOAD}.x`],
  ],
  "json-trailing-data": [
    ["two values", token("{}{}")],
    ["a NUL at the end of the header", token({}, "{}\0")],
  ],
  "json-not-object": [
    ["an array", token("[]")],
    ["null", token("null")],
    ["a number", token("1")],
    ["a string", token('"x"')],
    ["an array as the header", token({}, "[]")],
    ["null as the header", token({}, "null")],
  ],
  "jwe-opaque": [["five parts", `${encode({ alg: "dir", enc: "A256GCM" })}..AAAA.AAAA.AAAA`]],
  "detached-payload": [["nothing between the dots", `${HEADER}..${SIGNATURE}`]],
};

/** Tokens of random JSON: every kind of value, number spellings, white space, characters of all lengths. */
export function randomTokens(count) {
  const next = random(7515);
  const below = (limit) => Math.floor(next() * limit);
  const one = (list) => list[below(list.length)];
  const space = () => one(["", "", "", " ", "\n", "\t  "]);
  const characters = [
    "a",
    "Z",
    "0",
    "-",
    "é",
    "ß",
    "日",
    "😀",
    "\u{10ffff}",
    "\u202e",
    "\u0000",
    "\n",
    '"',
    "\\",
    "/",
    "\ud800",
    "\u2028",
    "\u007f",
  ];
  const string = () => JSON.stringify(Array.from({ length: below(9) }, () => one(characters)).join(""));
  const number = () =>
    one([
      "0",
      "-0",
      "1",
      "3.0",
      "-17",
      "1e5",
      "1E-7",
      "1e400",
      "0.1",
      "100002348117421473",
      "9007199254740993",
      String(below(2 ** 31)),
      String(next()),
    ]);
  const value = (depth) => {
    const kind = below(depth > 4 ? 4 : 6);
    if (kind === 0) return string();
    if (kind === 1) return number();
    if (kind === 2) return one(["true", "false", "null"]);
    if (kind === 3) return one(["[]", "{}", "[ ]"]);
    if (kind === 4)
      return `[${Array.from({ length: below(4) }, () => `${space()}${value(depth + 1)}${space()}`).join(",")}]`;
    return object(depth + 1);
  };
  const object = (depth) => {
    const names = Array.from({ length: below(6) }, () =>
      one([string(), string(), '"2"', '"1"', '"exp"', '"__proto__"', '"\\u0061"', '"constructor"']),
    );
    return `{${names.map((name) => `${space()}${name}${space()}:${space()}${value(depth)}${space()}`).join(",")}}`;
  };
  return Array.from({ length: count }, () => token(object(0), object(3)));
}

/** The same with one character changed, added or taken: most are malformed, some are not. */
export function damagedTokens(count) {
  const next = random(4648);
  const below = (limit) => Math.floor(next() * limit);
  const alphabet = "AQgwBRhx0189-_=+/. \n!é😀".match(/./gsu);
  return randomTokens(count).map((whole) => {
    const at = below(whole.length);
    const keep = below(3);
    const added = keep === 2 ? "" : alphabet[below(alphabet.length)];
    return whole.slice(0, at) + added + whole.slice(keep === 0 ? at : at + 1);
  });
}

/** What `decode` and `claims` make of a token, in a form that can be compared. */
export function outcome(api, text) {
  const attempt = (work) => {
    try {
      return JSON.stringify(work());
    } catch (error) {
      return `${error.name} ${error.code}: ${error.message}`;
    }
  };
  const read = () => {
    const claims = api.claims(text);
    return claims.keys().map((name) => [name, claims.raw(name)]);
  };
  return [attempt(() => api.decode(text)), attempt(read)];
}

export const decodeCases = {
  "decode gives header and payload as JSON.parse makes them"({ api }) {
    same(api.decode(token({ sub: "é😀", n: [1, { a: null }] }, { alg: "ES256", kid: "日" })), {
      header: { alg: "ES256", kid: "日" },
      payload: { sub: "é😀", n: [1, { a: null }] },
    });
    same(api.decode("e30.e30."), { header: {}, payload: {} });
    same(api.decode(token(' { "a" : 1 }\n')).payload, { a: 1 });
    same(api.decode(token('{"b":1,"b":2}')).payload, { b: 2 });
    same(Object.keys(api.decode(token('{"b":1,"a":2}')).payload), ["b", "a"]);
  },

  "decode looks at no signature"({ api }) {
    for (const signature of ["", "!", "AAAA", "é", "x y"])
      same(api.decode(token({ a: 1 }, { alg: "HS256" }, signature)).payload, { a: 1 });
  },

  "every length of a part is decoded"({ api }) {
    for (let length = 0; length < 70; length++) {
      const payload = { s: "x".repeat(length) };
      const header = { k: "é".repeat(70 - length) };
      same(api.decode(token(payload, header)), { header, payload }, `length ${length}`);
    }
  },

  ...Object.fromEntries(
    Object.entries(MALFORMED).map(([code, rows]) => [
      `a malformed token is refused with the code ${code}`,
      ({ api }) => {
        for (const [what, text] of rows) {
          const error = thrown(() => api.decode(text), what);
          ok(
            error instanceof api.MalformedToken && error instanceof Error,
            `a MalformedToken for ${what}, but found ${error}`,
          );
          same([error.name, error.code], ["MalformedToken", code], what);
          ok(
            typeof error.message === "string" && error.message.length > 10 && !error.message.endsWith("."),
            `a message for ${what}`,
          );
        }
      },
    ]),
  ),

  "decode takes strings only"({ api }) {
    for (const other of [undefined, null, 1, {}, [token({})], new String(token({}))]) {
      ok(thrown(() => api.decode(other)) instanceof TypeError, `a TypeError for ${other}`);
    }
  },

  "decode agrees with jose on random tokens"({ api, given }) {
    ok(given.agreement.length === 200, "200 tokens");
    for (const [text, expected] of given.agreement) same(JSON.stringify(api.decode(text)), expected, text);
  },

  "decode and claims do the same on every engine, also where tokens are damaged"({ api, given }) {
    ok(given.damaged.length === 400, "400 tokens");
    for (const [text, expected] of given.damaged) same(outcome(api, text), expected, text);
  },

  "a member named __proto__ is a member"({ api }) {
    const { payload } = api.decode(token('{"__proto__":{"admin":true},"a":1}', '{"__proto__":[],"alg":"none"}'));
    same(Object.keys(payload), ["__proto__", "a"]);
    same(payload.admin, undefined);
    same({}.admin, undefined);
    ok(Object.getPrototypeOf(payload) === Object.prototype, "an ordinary object");
  },
};
