// Tokens of given sizes, the same on every run: what an identity provider might issue to someone with many roles.

import { Buffer } from "node:buffer";

/** The sizes of the budgets, in characters of the whole token. */
export const SIZES = [
  { name: "155 B", length: 155 },
  { name: "1 KB", length: 1024 },
  { name: "4 KB", length: 4 * 1024 },
  { name: "64 KB", length: 64 * 1024 },
];
export const HUGE = { name: "1.4 MB", length: 1_400_000 };
export const PASTED = [{ name: "8 KB", length: 8 * 1024 }, { name: "64 KB", length: 64 * 1024 }, HUGE];

/** The moment every `inspect` is given, in Unix seconds: the tokens are a few minutes old then. */
export const NOW = 1_767_226_000;

/** How many different tokens of a size there are, so that nobody gains by remembering the last one. */
const VARIANTS = 8;

/** Some different tokens of about the length asked for. */
export function tokensOf({ length }) {
  return Array.from({ length: VARIANTS }, (_, variant) => (length < 500 ? small(variant) : large(length, variant)));
}

/** 155 characters, the token of many tutorials. */
function small(variant) {
  const payload = { sub: `123456789${variant}`, name: "John Doe", iat: 1_516_239_022 };
  return assemble({ alg: "HS256", typ: "JWT" }, payload, 32, variant);
}

function large(length, variant) {
  const random = generator(variant + 1);
  const header = { alg: "RS256", typ: "JWT", kid: `2025-12-${10 + variant}` };
  const payload = {
    iss: "https://login.example.com/realms/main",
    sub: `f3b0c442-98fc-4c14-9afb-f4c8996fb92${variant}`,
    aud: ["https://api.example.com", "account"],
    exp: NOW + 3300,
    iat: NOW - 300,
    auth_time: NOW - 310,
    jti: `b7d1a8e0-2f5c-4b69-8e3d-5a1c0f9e7d4${variant}`,
    azp: "web",
    scope: "openid profile email",
    email: "zoë.müller@example.com",
    email_verified: true,
    name: "Zoë Müller",
    quota: { used: 0.75, limit: 1e9, warned: null },
    realm_access: { roles: ["offline_access", "uma_authorization"] },
    resource_access: {},
    groups: [],
  };
  // A third of what is missing goes into flat lists, the rest into nested objects.
  const fixed = assemble(header, payload, 256, variant).length;
  const missing = Math.floor(((length - fixed) * 3) / 4);
  let filled = 0;
  for (let index = 0; filled < missing; index += 1) {
    if (index % 3 === 0) {
      const group = `/teams/${word(random)}/${word(random)}`;
      payload.groups.push(group);
      filled += group.length + 3;
    } else {
      const entry = { roles: [word(random), word(random)], level: Math.floor(random() * 100), active: random() < 0.5 };
      const name = `service-${word(random)}-${index}`;
      payload.resource_access[name] = entry;
      filled += JSON.stringify(entry).length + name.length + 4;
    }
  }
  return assemble(header, payload, 256, variant);
}

function assemble(header, payload, signatureBytes, variant) {
  const random = generator(1000 + variant);
  const signature = Uint8Array.from({ length: signatureBytes }, () => Math.floor(random() * 256));
  const json = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${json(header)}.${json(payload)}.${Buffer.from(signature).toString("base64url")}`;
}

const SYLLABLES = ["ba", "co", "du", "fe", "gi", "ho", "ka", "li", "mo", "nu", "pa", "re", "so", "ti", "vu"];

function word(random) {
  return Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join("");
}

/** A small generator of numbers from 0 to 1 (mulberry32): chance is not wanted here, only variety. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
