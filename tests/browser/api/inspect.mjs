// `inspect`: the report, what the module adds to it, and its offsets.

import { encode, NOW, ok, same, thrown, token } from "./tools.mjs";

const CLAIMS = {
  iss: "https://login.example",
  sub: "u-42",
  aud: "https://api.example",
  iat: NOW - 180,
  exp: NOW + 720,
};

const LOSSLESS = '{"id":100002348117421473,"w":3.0,"b":1,"2":"x","1":"y","b":2}';

export const inspectCases = {
  "inspect judges as of `now`"({ api }) {
    for (const [text, now, state, sentence] of [
      [token(CLAIMS), NOW, "current", "Expires in 12 minutes · signature not verified"],
      [token(CLAIMS), NOW + 720 + 3600, "expired", "Expired 1 hour ago"],
      [token(CLAIMS), NOW + 719.5, "current", undefined],
      [token(CLAIMS), NOW + 720, "expired", undefined],
      [token({ ...CLAIMS, nbf: NOW + 600 }), NOW, "notYetValid", undefined],
      [token(CLAIMS, { alg: "none" }, ""), NOW, "unsigned", "Not signed: anyone could have written this"],
      [token({ sub: "x" }), NOW, "endless", undefined],
      ["good morning", NOW, "notAToken", "This is not a token"],
      ["", NOW, "empty", undefined],
    ]) {
      const report = api.inspect(text, { now });
      same(report.verdict.state, state, `the state of ${text} at ${now}`);
      if (sentence) same(report.verdict.sentence, sentence);
      same(report.now, now);
      same(report.version, 1);
    }
  },

  "inspect reads the clock of the machine where `now` is absent"({ api }) {
    for (const report of [
      api.inspect(token(CLAIMS)),
      api.inspect(token(CLAIMS), {}),
      api.inspect(token(CLAIMS), { now: undefined }),
    ]) {
      ok(Math.abs(report.now - Date.now() / 1000) < 60, `the present, but found ${report.now}`);
    }
  },

  async "a moment may be given as seconds, as a Date, and as ISO 8601 with a zone"({ api }) {
    for (const now of [
      NOW,
      new Date(NOW * 1000),
      String(NOW),
      "2026-11-20T12:00:00Z",
      "2026-11-20T12:00Z",
      "2026-11-20T13:00:00.000+01:00",
    ]) {
      same(api.inspect(token(CLAIMS), { now }).now, NOW, `the moment of ${now}`);
      same((await api.verify(token(CLAIMS), "x", { now })).now, NOW, `the moment of ${now}`);
    }
    same(api.inspect(token(CLAIMS), { now: "2026-11-20" }).now, NOW - 43_200);
  },

  async "what is no moment is refused, and never taken for 1970"({ api }) {
    const none = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      "",
      " ",
      "noon",
      "2026-11-20T12:00:00",
      "20 Nov 2026",
      {},
      [],
      new Date(Number.NaN),
      true,
      5n,
      Symbol("now"),
      () => NOW,
    ];
    for (const now of none) {
      ok(thrown(() => api.inspect(token(CLAIMS), { now })) instanceof TypeError, `a TypeError for ${String(now)}`);
      ok(
        (await api.verify(token(CLAIMS), "x", { now }).catch((error) => error)) instanceof TypeError,
        `a TypeError for ${String(now)}`,
      );
    }
    ok(Math.abs(api.inspect(token(CLAIMS), { now: null }).now - Date.now() / 1000) < 60, "null is the present");
    for (const now of [0, -1e300, 1e300, 0.5])
      ok(Number.isFinite(api.inspect(token(CLAIMS), { now }).now), `a report as of ${now}`);
  },

  "a claim is known by its own name, whatever that is put together of"({ api }) {
    const auth0 = { ...CLAIMS, iss: "https://example.eu.auth0.com/", gty: "client-credentials" };
    const names = [
      "auth0 gty",
      "auth0",
      "gty auth0",
      " gty",
      "null iss",
      "undefined iss",
      "__proto__",
      "constructor",
      "toString",
    ];
    const payload = JSON.stringify(auth0).replace(
      /}$/,
      names
        .map((name) => `,${JSON.stringify(name)}:1`)
        .concat("}")
        .join(""),
    );
    const [found] = api.inspect(token(payload), { now: NOW }).tokens;
    const known = (name) => found.claims.find((claim) => claim.name === name)?.known;
    same(found.provider?.id ?? found.provider?.name !== undefined, found.provider?.id ?? true);
    same(known("gty"), true, "what Auth0 means by it");
    for (const name of names) same(known(name), false, name);
  },

  "inspect says until when the judgement stays as it is"({ api }) {
    const judgement = (now) => {
      const { changesAt, verdict, tokens } = api.inspect(token({ ...CLAIMS, nbf: NOW + 60 }), { now });
      return { changesAt, same: JSON.stringify([verdict.state, tokens[0].findings.map(({ id }) => id)]) };
    };
    const moments = [];
    for (let now = NOW; now !== null; ) {
      const { changesAt, same: found } = judgement(now);
      if (changesAt !== null) {
        ok(changesAt > now, "a moment to come");
        same(judgement((now + changesAt) / 2).same, found, "the judgement half the way");
        same(judgement(changesAt - 0.001).same, found, "the judgement just before");
        moments.push(changesAt);
      }
      now = changesAt;
    }
    ok(moments.includes(NOW + 60) && moments.includes(NOW + 720), `nbf and exp among ${moments}`);
  },

  "inspect says how far a text could be read"({ api }) {
    same(api.inspect(token(CLAIMS), { now: NOW }).outcome, "decoded");
    same(api.inspect(`${token(CLAIMS)}!`, { now: NOW }).outcome, "partial");
    same(api.inspect("good morning", { now: NOW }).outcome, "rejected");
  },

  "offsets are UTF-16 units of the pasted text, also behind characters of two units"({ api }) {
    const own = token({ exp: NOW - 3600, name: "😀", last: true });
    for (const before of ["", "😀 é ", "日本 😀😀: Bearer ", "x\udc00 "]) {
      const text = `${before}${own}`;
      const [found] = api.inspect(text, { now: NOW }).tokens;
      same(found.source, [before.length, text.length], `the source behind ${before}`);
      same(text.slice(...found.source), own);
      same(found.text, own, "the text is filled in");
      same(
        found.segments.map(({ span }) => found.text.slice(...span)),
        own.split("."),
      );
      const { place } = found.findings.find(({ id }) => id === "exp-expired");
      same(found.payload.text.slice(...place.inner), String(NOW - 3600));
      ok(place.span[0] > found.source[0] && place.span[1] < found.source[1], "a place inside the payload's segment");
      same(place.pointer, "/exp");
      const last = found.claims.find(({ name }) => name === "last");
      same(found.payload.text.slice(...last.span), "true");
    }
  },

  "the text of a token is what is left after unwrapping"({ api }) {
    const own = token(CLAIMS);
    const wrapped = own.replace(/(.{50})/g, "$1\n  ");
    const [found] = api.inspect(wrapped, { now: NOW }).tokens;
    same(found.text, own);
    same(found.source, [0, wrapped.length]);
    same(
      api.inspect(`a ${own} b ${own} c`, { now: NOW }).tokens.map(({ text }) => text),
      [own, own],
    );
  },

  "every finding carries its words"({ api }) {
    const texts = [
      token({ ...CLAIMS, exp: NOW - 1 }),
      token(CLAIMS, { alg: "none" }, ""),
      `${token(CLAIMS)}=`,
      "good morning",
      token("[1]"),
      "e30.e31.!",
    ];
    let count = 0;
    for (const text of texts) {
      const report = api.inspect(text, { now: NOW });
      for (const finding of [...report.findings, ...report.tokens.flatMap(({ findings }) => findings)]) {
        count += 1;
        ok(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(finding.id), `a stable id, but found ${finding.id}`);
        ok(["error", "warning", "info"].includes(finding.severity), `a severity for ${finding.id}`);
        ok(
          typeof finding.title === "string" && finding.title !== "" && !finding.title.endsWith("."),
          `a title for ${finding.id}`,
        );
        ok(typeof finding.explanation === "string" && finding.explanation !== "", `an explanation for ${finding.id}`);
        ok(finding.fix === null || finding.fix !== "", `a fix or null for ${finding.id}`);
        ok(
          finding.references.length > 0 &&
            finding.references.every(({ label, link }) => label !== "" && link.startsWith("https://")),
          `references for ${finding.id}`,
        );
      }
    }
    ok(count >= texts.length, `at least one finding a text, but found ${count}`);
  },

  "errors come first"({ api }) {
    const { findings } = api.inspect(token({ exp: NOW - 1, iat: NOW + 1e6 }, { alg: "none" }, ""), { now: NOW })
      .tokens[0];
    const ranks = findings.map(({ severity }) => ["error", "warning", "info"].indexOf(severity));
    same(ranks, [...ranks].sort());
  },

  "claims and parameters carry what they mean"({ api }) {
    const [found] = api.inspect(token({ ...CLAIMS, own: 1 }), { now: NOW }).tokens;
    const exp = found.claims.find(({ name }) => name === "exp");
    same([exp.known, exp.title, exp.reference.label], [true, "Expires", "RFC 7519 §4.1.4"]);
    same(exp.time, { seconds: NOW + 720, utc: "2026-11-20T12:12:00Z", relative: "in 12 minutes" });
    const own = found.claims.find(({ name }) => name === "own");
    same([own.known, own.title, own.explanation, own.reference, own.time], [false, null, null, null, null]);
    const alg = found.parameters.find(({ name }) => name === "alg");
    same([alg.known, alg.reference.label], [true, "RFC 7515 §4.1.1"]);
    same(
      found.claims.map(({ name }) => name),
      ["iss", "sub", "aud", "iat", "exp", "own"],
    );
    same([exp.meaning, exp.provider, exp.members, own.meaning, own.sensitivity], [null, null, [], null, "open"]);
  },

  "values and members that are known carry what they mean"({ api }) {
    const [found] = api.inspect(token({ amr: ["pwd", "own"], email: "a@b.example", cnf: { jkt: "x", own: 1 } }), {
      now: NOW,
    }).tokens;
    const [amr, email, cnf] = found.claims;
    same([amr.title, amr.meaning], ["Login methods", "pwd: Password"]);
    same([email.sensitivity, email.meaning], ["personal", null]);
    same(
      cnf.members.map(({ name, title, reference }) => [name, title, reference.label]),
      [["jkt", "Key thumbprint", "RFC 9449 §6.1"]],
    );
    const [sealed] = api.inspect(`${encode({ alg: "dir", enc: "A128GCM", b64: true })}..AAAA.AAAA.AAAA`, {
      now: NOW,
    }).tokens;
    same(
      sealed.parameters.map(({ known, reference }) => known && reference.label),
      ["RFC 7516 §4.1.1", "RFC 7516 §4.1.2", false],
    );
  },

  "the payload is there as it stands, and the tree points into it"({ api }) {
    const [found] = api.inspect(token(LOSSLESS), { now: NOW }).tokens;
    same(found.payload.text, LOSSLESS);
    const members = found.payload.tree.members;
    same(
      members.map(({ name }) => name),
      ["id", "w", "b", "2", "1", "b"],
    );
    same(
      members.map(({ value }) => LOSSLESS.slice(...value.span)),
      ["100002348117421473", "3.0", "1", '"x"', '"y"', "2"],
    );
    same(
      members.map(({ nameSpan }) => LOSSLESS.slice(...nameSpan)),
      ['"id"', '"w"', '"b"', '"2"', '"1"', '"b"'],
    );
    same(
      members.map(({ duplicate }) => duplicate),
      [false, false, true, false, false, true],
    );
  },

  "the tree is made when it is asked for, once, and survives copies"({ api }) {
    const [found] = api.inspect(token({ a: [1, { b: null }] }), { now: NOW }).tokens;
    const { tree } = found.payload;
    ok(found.payload.tree === tree, "the same tree each time");
    same(
      tree.members[0].value.items.map(({ kind }) => kind),
      ["number", "object"],
    );
    const [fresh] = api.inspect(token({ a: [1, { b: null }] }), { now: NOW }).tokens;
    same(structuredClone(fresh).payload.tree, tree, "a structured clone");
    same(JSON.parse(JSON.stringify(fresh)).payload.tree, tree, "a JSON copy");
  },

  "the tree of what is no JSON is null"({ api }) {
    const [found] = api.inspect(token(new Uint8Array([0, 255, 1])), { now: NOW }).tokens;
    same([found.payload.format, found.payload.tree], ["binary", null]);
    same(found.payload.invalid, [[1, 255]]);
    const [sealed] = api.inspect(`${encode({ alg: "dir", enc: "A128GCM" })}..AAAA.AAAA.AAAA`, { now: NOW }).tokens;
    same([sealed.kind, sealed.payload], ["jwe", null]);
  },

  "a report can be changed without changing the next one"({ api }) {
    const read = () => api.inspect(token({ ...CLAIMS, exp: NOW - 1 }), { now: NOW });
    const report = read();
    const before = JSON.stringify(report);
    const finding = report.tokens[0].findings[0];
    finding.references.length = 0;
    report.tokens[0].claims[0].reference.label = "changed";
    report.tokens[0].payload.text = "changed";
    same(JSON.stringify(read()), before);
  },

  "the kind of a token and its provider are named, and what a claim means there"({ api }) {
    const claims = {
      iss: "https://sso.example.org/realms/shop",
      typ: "Bearer",
      azp: "web",
      scope: "openid",
      sub: "u1",
      aud: "account",
      iat: NOW - 60,
      exp: NOW + 240,
    };
    const [found] = api.inspect(token(claims), { now: NOW }).tokens;
    same(
      [found.profile.id, found.profile.title, found.provider.key, found.provider.name],
      ["access-token", "Access token", "keycloak", "Keycloak"],
    );
    ok(
      found.profile.reference.link.startsWith("https://") && found.provider.reference.link.startsWith("https://"),
      "links",
    );
    const typ = found.claims.find(({ name }) => name === "typ");
    same([typ.known, typ.provider], [true, "keycloak"]);
    const [plain] = api.inspect(token({ sub: "u1" }), { now: NOW }).tokens;
    same([plain.profile, plain.provider, plain.disclosures], [null, null, []]);
  },

  "an SD-JWT has its disclosures, and one that nothing refers to has no place"({ api }) {
    const disclosure = encode(["2GLC42sKQveCfGfryNRN9w", "time", "2012-04-23T18:25Z"]);
    const [found] = api.inspect(
      `${token({ iss: "https://issuer.example", vct: "x", _sd: [] }, { alg: "HS256", typ: "dc+sd-jwt" })}~${disclosure}~`,
      { now: NOW },
    ).tokens;
    const [one] = found.disclosures;
    same([one.salt, one.name, one.value, one.place], ["2GLC42sKQveCfGfryNRN9w", "time", '"2012-04-23T18:25Z"', null]);
    same(found.text.slice(...one.span), disclosure);
    ok(
      found.findings.some(({ id }) => id === "sdjwt-disclosure-unreferenced"),
      "its digest is nowhere",
    );
  },

  "the catalogue has the words of every rule and term"({ api }) {
    const { rules, claims, members, parameters, encryptedParameters } = api.catalogue();
    ok(rules.length > 30 && claims.length > 163 && members.length === 8, "rules, claims and members");
    ok(parameters.length > 20 && encryptedParameters.length > 20, "parameters");
    same(
      new Set(claims.map(({ name, provider }) => `${provider} ${name}`)).size,
      claims.length,
      "claims, each once for a provider",
    );
    same(new Set(rules.map(({ id }) => id)).size, rules.length, "ids, each once");
    rules[0].title = "changed";
    ok(api.catalogue().rules[0].title !== "changed", "a copy for each caller");
  },
};
