// What `verify` takes for what a server expects, and what it refuses.

import { NOW, ok, same, token } from "./tools.mjs";

const CLAIMS = { iss: "https://issuer.example", aud: "api", exp: NOW + 600 };

/** What asking for `expected` is refused with; `null` where it is taken. */
async function refusal(api, expected, text = token(CLAIMS)) {
  try {
    await api.verify(text, "secret", { now: NOW, expected });
    return null;
  } catch (error) {
    return error;
  }
}

export const verifyCases = {
  async "what a server expects is checked"({ api }) {
    const states = async (expected) => {
      const { checks } = await api.verify(token(CLAIMS), "secret", { now: NOW, expected });
      const asked = checks.filter(({ id }) => id === "issuer" || id === "audience");
      return asked.map(({ id, state }) => `${id} ${state}`);
    };
    const found = await states({ issuer: "https://issuer.example", audience: "x" });
    same(found, ["issuer passed", "audience failed"]);
    for (const nothing of [undefined, null, {}, { issuer: undefined, audience: undefined }]) {
      same(await states(nothing), []);
    }
  },

  async "what is expected by a wrong name or type is refused"({ api }) {
    const wrong = [
      { iss: "https://issuer.example", aud: "api" },
      { Issuer: "https://issuer.example" },
      { issuer: "https://issuer.example", audiences: ["api"] },
      { issuer: 1 },
      { audience: ["api"] },
      { scopes: "a b" },
      { scopes: [undefined] },
      { algorithms: ["ES256", Symbol("x")] },
      { issuer: () => "https://issuer.example" },
      { leeway: "60" },
      { leeway: -1 },
      { leeway: NaN },
      { leeway: Infinity },
      { leeway: 60n },
      [],
      ["https://issuer.example"],
      "https://issuer.example",
      "",
      0,
      false,
      true,
      // A setting that was never set would let everything pass.
      { issuer: null },
      { issuer: "" },
      { algorithms: [] },
      new Map([["issuer", "https://issuer.example"]]),
      Object.create({ issuer: "https://issuer.example" }),
    ];
    for (const [at, expected] of wrong.entries()) {
      ok((await refusal(api, expected)) instanceof Error, `a refusal of number ${at}`);
    }
    ok(String(await refusal(api, { iss: "x" })).includes("`iss`"), "the name in the message");
  },

  async "it is refused whatever the text is"({ api }) {
    ok((await refusal(api, { iss: "x" }, "no token")) instanceof Error, "a refusal");
    same(await refusal(api, { issuer: "x" }, "no token"), null);
  },
};
