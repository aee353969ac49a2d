// `claims`: members found by an index, values made when they are asked for.

import { MALFORMED } from "./decode.mjs";
import { ok, same, thrown, token } from "./tools.mjs";

/** What `claims` refuses too: it looks at the payload and at how many parts there are, not at the header. */
const ABOUT_THE_HEADER = /header|a space before/;

export const claimsCases = {
  "keys are in the order of the token, of duplicates each once"({ api }) {
    same(api.claims(token('{"z":1,"2":"x","1":"y","z":2,"a":3}')).keys(), ["z", "2", "1", "a"]);
    same(api.claims(token("{}")).keys(), []);
  },

  "of duplicates the last counts, as JSON.parse has it"({ api }) {
    const read = api.claims(token('{"b":1,"a":0,"b":{"c":2}}'));
    same([read.get("b"), read.raw("b")], [{ c: 2 }, '{"c":2}']);
  },

  "names are found whether or not keys were asked for, few and many"({ api }) {
    for (const count of [0, 1, 255, 256, 257, 1000]) {
      const members = Array.from({ length: count }, (_, index) => `"n${index}":${index}`);
      for (const last of ['"é":0,"é":1', '"\\u0065":0,"e":1', '"n":0,"n":1']) {
        const text = token(`{${[...members, last].join(",")}}`);
        const name = last.at(-4);
        const read = api.claims(text);
        const found = () => [
          read.has(name),
          read.get(name),
          read.raw(name),
          read.has("n0"),
          read.get(`n${count - 1}`),
          read.has(`n${count}`),
          read.get(""),
        ];
        const before = found();
        same(
          before,
          [true, 1, "1", count > 0, count > 0 ? count - 1 : undefined, false, undefined],
          `${count} members and ${last}`,
        );
        same(read.keys().length, count + 1);
        same(found(), before, "the same once keys were asked for");
      }
    }
  },

  "raw gives a value as it stands"({ api }) {
    const read = api.claims(
      token('{"id":100002348117421473,"w":3.0,"big":1e400,"s":"\\u0041\\/\\ud800","l":[1, 2 ],"n":null}'),
    );
    same(
      read.keys().map((name) => read.raw(name)),
      ["100002348117421473", "3.0", "1e400", '"\\u0041\\/\\ud800"', "[1, 2 ]", "null"],
    );
    same(read.get("id"), 100002348117421470);
    same(
      [read.get("w"), read.get("big"), read.get("s"), read.get("l"), read.get("n")],
      [3, Number.POSITIVE_INFINITY, "A/\ud800", [1, 2], null],
    );
  },

  "names with escapes are found by what they mean"({ api }) {
    const read = api.claims(token('{"\\u0065xp":1,"a\\"b":2,"\\ud83d\\ude00":3,"\\\\":4,"":5}'));
    same(read.keys(), ["exp", 'a"b', "😀", "\\", ""]);
    same(
      ["exp", 'a"b', "😀", "\\", ""].map((name) => read.get(name)),
      [1, 2, 3, 4, 5],
    );
    same(read.has("\\u0065xp"), false);
  },

  "offsets hold behind characters of every length"({ api }) {
    const read = api.claims(token('{"é":"日本","😀":["\u{10ffff}"],"last":true, "t" : "x" }'));
    same(read.keys(), ["é", "😀", "last", "t"]);
    same(
      read.keys().map((name) => read.raw(name)),
      ['"日本"', '["\u{10ffff}"]', "true", '"x"'],
    );
  },

  "what is not there is undefined"({ api }) {
    const read = api.claims(token({ a: 1 }));
    for (const name of ["b", "", "A", "toString", "constructor", "__proto__", "hasOwnProperty"]) {
      same([read.has(name), read.get(name), read.raw(name)], [false, undefined, undefined], name);
    }
    same([read.has("a"), read.get("a"), read.raw("a")], [true, 1, "1"]);
  },

  "__proto__ is a name like any other"({ api }) {
    const read = api.claims(token('{"__proto__":{"admin":true},"constructor":1}'));
    same(read.keys(), ["__proto__", "constructor"]);
    same(read.get("__proto__"), { admin: true });
    same({}.admin, undefined);
  },

  "a value that is changed does not change the next one"({ api }) {
    const read = api.claims(token({ a: { b: 1 } }));
    read.get("a").b = 2;
    same(read.get("a"), { b: 1 });
  },

  "claims refuses a malformed token with the code that decode has"({ api }) {
    for (const [code, rows] of Object.entries(MALFORMED)) {
      for (const [what, text] of rows.filter(([name]) => !ABOUT_THE_HEADER.test(name))) {
        const error = thrown(() => api.claims(text), `${code}: ${what}`);
        ok(error instanceof api.MalformedToken, `a MalformedToken for ${what}, but found ${error}`);
        same(error.code, code, what);
      }
    }
    for (const other of [undefined, null, 1, {}])
      ok(thrown(() => api.claims(other)) instanceof TypeError, `a TypeError for ${other}`);
  },

  "claims refuses what is nested beyond 128 levels"({ api }) {
    const nested = (depth) => token(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`);
    same(api.claims(nested(127)).raw("a").length, 254);
    same(thrown(() => api.claims(nested(128))).code, "json-deep");
  },
};
