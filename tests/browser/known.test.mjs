// Values shown for what they are, what is private hidden on request, and what a leak would mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertQuiet,
  CLAIMS,
  click,
  encode,
  found,
  HEADER,
  inEachBrowser,
  inside,
  insideAll,
  NOW,
  setValue,
  token,
  VALID,
  value,
  verdict,
} from "./support.mjs";

const PERSON = { ...CLAIMS, email: "ada@example.org", email_verified: true, name: "Ada", locale: "en" };

/** Which rows of the payload are blurred, by the names of their members. */
const blurred = (page) =>
  page.evaluate(() => {
    const rows = [
      ...document.querySelector("jwt-decoder").shadowRoot.querySelectorAll('section[data-part="payload"] .member'),
    ];
    return rows
      .filter((row) => getComputedStyle(row.querySelector(".line > code > span:last-of-type")).filter !== "none")
      .map((row) => JSON.parse(row.querySelector(".name").textContent));
  });

inEachBrowser((open) => {
  test("scopes and audiences are lists, an address stresses its host, and the kind and the maker of the token are named", async () => {
    const opened = await open();
    const { page } = opened;
    await setValue(
      page,
      token(
        {
          iss: "https://accounts.google.com",
          sub: "110169484474386276334",
          azp: "app",
          aud: ["app", "api"],
          iat: NOW - 60,
          exp: NOW + 600,
          scope: "openid email",
          at_hash: "HK6E_P6Dh8Y93mRNtsDB1Q",
        },
        { alg: "RS256", kid: "k1" },
        encode(Buffer.alloc(256, "not a real signature ")),
      ),
    );
    assert.deepEqual(await insideAll(page, '[data-at="payload 3"] .line .string'), ['"app"', '"api"']);
    assert.deepEqual(await insideAll(page, '[data-at="payload 6"] .list li'), ["openid", "email"]);
    assert.equal(await inside(page, '[data-at="payload 0"] .address b'), "accounts.google.com");
    assert.equal(await inside(page, '[data-at="payload 0"] .address'), '"https://accounts.google.com"');
    assert.match(
      await inside(page, '[part="summary"]'),
      /^TypeID token from GoogleIssuerhttps:..accounts.google.comAudienceapp, api/,
    );
    assert.match(await inside(page, ".about"), /Google/);
    await assertQuiet(opened);
  });

  test("a key in the token is told by kind, size and thumbprint", async () => {
    const { page } = await open();
    // RFC 8037, appendix A.3, gives the thumbprint of this key.
    const jwk = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
    await setValue(page, token({ ...CLAIMS, cnf: { jwk } }, { ...HEADER, jwk }));
    const thumbprint = /OKP Ed25519; thumbprint kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k/;
    assert.match(await inside(page, '[data-at="header 2"]'), thumbprint);
    assert.match(await inside(page, '[data-at="payload 6"]'), thumbprint);
  });

  test("a token in a token unfolds in place, and can be opened", async () => {
    const { page } = await open();
    await setValue(page, token(VALID, { alg: "HS256", cty: "JWT" }));
    assert.match(await inside(page, ".inside"), /Expires in 12 minutes.*"https:\/\/login\.example"/s);
    await click(page, '.inside [data-do="unwrap"]');
    assert.equal(await value(page), VALID);
    assert.match(await verdict(page), /^Not verified: expires in 12 minutes/);
    await setValue(page, token({ ...CLAIMS, inner: VALID }));
    await click(page, '[data-at="payload 6"] [data-do="unwrap"]');
    assert.equal(await value(page), VALID);
  });

  test("what is private is blurred on request, by the button and by the attribute", async () => {
    const { page } = await open();
    await setValue(page, token(PERSON));
    const pressed = () =>
      page.evaluate(
        () => document.querySelector("jwt-decoder").shadowRoot.querySelector("[data-do=present]").ariaPressed,
      );
    assert.deepEqual([await blurred(page), await pressed()], [[], "false"]);
    await click(page, "[data-do=present]");
    assert.deepEqual([await blurred(page), await pressed()], [["sub", "jti", "email", "name", "locale"], "true"]);
    const hidden = await page.evaluate(() => {
      const root = document.querySelector("jwt-decoder").shadowRoot;
      return [".paint", ".more", "[part=summary] [data-private]", "h2"].map(
        (selector) => getComputedStyle(root.querySelector(selector)).filter !== "none",
      );
    });
    assert.deepEqual(hidden, [true, true, true, false]);
    // It holds for the next token too.
    await setValue(page, token({ sub: "someone", nickname: "ada" }));
    assert.deepEqual(await blurred(page), ["sub", "nickname"]);
    await page.evaluate(() => document.querySelector("jwt-decoder").removeAttribute("presenting"));
    assert.deepEqual([await blurred(page), await pressed()], [[], "false"]);
  });

  test("what a leak would mean follows the token and the clock", async () => {
    const { page } = await open();
    const leak = async () => (await insideAll(page, ".weight p")).at(-1);
    await setValue(page, VALID);
    assert.equal(
      await leak(),
      "If it leaked now, a thief could use it for 12 minutes. Logging out does not revoke it, and a deny list of its jti could end it sooner.",
    );
    await setValue(
      page,
      token({ sub: "u", role: "admin", cnf: { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" } }),
    );
    assert.equal(
      await leak(),
      "If it leaked now, a thief could use it until the key is changed, though only together with the key that cnf names. Logging out, or a change of role, does not revoke it, and it has no ID to block it by.",
    );
    await setValue(page, token({ ...CLAIMS, exp: NOW - 1 }));
    assert.equal(await leak(), "If it leaked now, it would open nothing any more.");
  });

  test("what is wrong is counted below the verdict, errors first", async () => {
    const { page } = await open();
    await setValue(page, token({ ...CLAIMS, aud: "*", sub: 7 }));
    assert.equal(await inside(page, ".findings h3"), "1 error, 2 warnings");
    assert.deepEqual((await found(page)).slice(0, 3), ["sub-type", "sig-placeholder", "aud-wildcard"]);
  });
});
