// Inputs that no one means well: nothing throws what is not promised, and nothing stays behind for the next call.

import { encode, NOW, ok, same, thrown, token } from "./tools.mjs";

const MEGABYTE = 1024 * 1024;

export const hostileCases = {
  "inspect never throws on a text"({ api }) {
    const own = token({ a: 1 });
    for (const text of [
      "\0",
      "\ud800",
      "\udc00\ud800",
      `${own}\ud800`,
      own.replace(".", "\ud800."),
      "\ufeff",
      `\u202e${own}`,
      ".",
      ".".repeat(100),
      ".".repeat(10_000_000),
      "ey".repeat(1_000_000),
      "eyJ".repeat(200_000),
      "{".repeat(1_000_000),
      '{"a":'.repeat(200_000),
      `${own} `.repeat(2_000),
      token(`{"a":${"[".repeat(100_000)}`),
      token({}, `{"a":${"[".repeat(100_000)}`),
      "%".repeat(100_000),
      "=".repeat(1_000_000),
      `eyJhbGciOiJub25lIn0.${"A".repeat(MEGABYTE)}.`,
    ]) {
      const report = api.inspect(text, { now: NOW });
      same(report.version, 1);
      JSON.stringify(report);
    }
  },

  "inspect reads 8 MiB, and says that it reads no more"({ api }) {
    const most = 8 * MEGABYTE;
    const own = token({ a: 1 });
    same(api.inspect(own.padEnd(most), { now: NOW }).tokens.length, 1);
    same(
      api.inspect(own.padEnd(most + 1), { now: NOW }).findings.map(({ id }) => id),
      ["size-limit"],
    );
  },

  "inspect reads 64 tokens of one text, and says that it reads no more"({ api }) {
    for (const [count, findings] of [
      [64, ["multi-token"]],
      [65, ["size-limit", "multi-token"]],
      [1000, ["size-limit", "multi-token"]],
    ]) {
      const report = api.inspect(`${token({ a: 1 })} `.repeat(count), { now: NOW });
      same(report.tokens.length, 64);
      same(
        report.findings.map(({ id }) => id),
        findings,
        `${count} tokens`,
      );
    }
  },

  "inspect reads what is no string as its text"({ api }) {
    const own = token({ a: 1 });
    same(api.inspect(new String(own), { now: NOW }).tokens.length, 1);
    same(api.inspect([own], { now: NOW }).tokens.length, 1);
    for (const other of [undefined, null, 1, {}, true])
      same(api.inspect(other, { now: NOW }).outcome, "rejected", String(other));
  },

  "decode and claims refuse hostile texts by a code"({ api }) {
    for (const text of [
      "\0",
      "\ud800.\udc00.x",
      ".".repeat(1_000_000),
      "..",
      "a.b.c",
      "A".repeat(4 * MEGABYTE),
      `${encode("{}")}.${"A".repeat(4 * MEGABYTE)}.`,
      `${encode("{")}.${encode("}")}.`,
    ]) {
      for (const work of [api.decode, api.claims]) ok(thrown(() => work(text)).code, `a code for ${text.slice(0, 20)}`);
    }
  },

  "memory that grows between calls leaves nothing wrong"({ api }) {
    const big = token({ s: "x".repeat(3 * MEGABYTE), last: 1 });
    const small = token({ é: "ü", n: 1 });
    const before = api.claims(small);
    for (const text of [small, big, small]) {
      const read = api.claims(text);
      const { payload } = api.decode(text);
      same(read.keys(), Object.keys(payload));
      for (const name of read.keys()) same(read.get(name), payload[name], name);
      const report = api.inspect(text, { now: NOW });
      same(
        report.tokens[0].claims.map(({ name }) => name),
        read.keys(),
      );
    }
    same([before.get("é"), before.raw("n")], ["ü", "1"], "claims read before memory grew");
    for (let size = 1; size < 24; size++) {
      const text = token({ s: "é".repeat(2 ** size % 1_000_003), n: size });
      same(api.claims(text).get("n"), size);
      same(api.decode(small).payload, { é: "ü", n: 1 });
      same(api.claims(small).keys(), ["é", "n"]);
    }
  },

  async "the first token of a fresh module may have any size"({ url }) {
    for (let size = 1000, fresh = 0; size < 4 * MEGABYTE; size = size * 2, fresh++) {
      const first = await import(`${url}?decode${fresh}`);
      same(first.decode(token({ s: "x".repeat(size) })).payload.s.length, size);
      const second = await import(`${url}?claims${fresh}`);
      same(second.claims(token({ s: "x".repeat(size) })).get("s").length, size);
    }
  },

  "an error leaves nothing behind for the next call"({ api }) {
    const own = token({ a: 1 });
    for (let round = 0; round < 50; round++) {
      thrown(() => api.decode(`${own.slice(0, 30)}!${own.slice(31)}`));
      thrown(() => api.claims(own.replaceAll(".", "..")));
      same(api.decode(own).payload, { a: 1 });
      same(api.claims(own).raw("a"), "1");
    }
  },

  async "the module loads twice, each for itself"({ api, url }) {
    const again = await import(`${url}?again`);
    ok(again.decode !== api.decode, "another module");
    const own = token({ a: 1 });
    same(again.decode(own), api.decode(own));
    same(again.inspect(own, { now: NOW }), api.inspect(own, { now: NOW }));
    ok(thrown(() => again.decode("x")) instanceof again.MalformedToken, "its own MalformedToken");
  },

  "the module has what its types promise, and nothing else"({ api, given }) {
    same(Object.keys(api).sort(), given.exports);
  },
};
