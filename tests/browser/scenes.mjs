// Tokens with keys, as many as there are answers of the panel for signatures. The keys are made anew for each run.

import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { CLAIMS, encode, NOW, UNSIGNED } from "./support.mjs";
import { signed, tagged } from "./verification/matrix.mjs";

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
export const pem = ({ publicKey }) => publicKey.export({ type: "spki", format: "pem" });
export const jwk = ({ publicKey }, kid) => ({ ...publicKey.export({ format: "jwk" }), ...(kid && { kid }) });
export const jwks = (...keys) => JSON.stringify({ keys });

export const RSA = rsa();
const OTHER = rsa();
const EC = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ED = generateKeyPairSync("ed25519");
const SECRET = randomBytes(48);
/** A secret that nobody guesses. */
export const LONG = SECRET.toString("base64");
const EXPIRED_CLAIMS = { ...CLAIMS, iat: NOW - 7200, exp: NOW - 3600 };

/** Signs in ASN.1 where R and S belong side by side. */
function inDer() {
  const message = `${encode({ alg: "ES256", typ: "JWT" })}.${encode(CLAIMS)}`;
  return `${message}.${sign("sha256", Buffer.from(message), EC.privateKey).toString("base64url")}`;
}

/** Names one algorithm and uses another. */
function inOther() {
  const message = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(CLAIMS)}`;
  return `${message}.${sign("sha384", Buffer.from(message), RSA.privateKey).toString("base64url")}`;
}

/** An HMAC whose secret is a public key. */
function forged() {
  const message = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(CLAIMS)}`;
  return `${message}.${createHmac("sha256", pem(RSA)).update(message).digest("base64url")}`;
}

/** A token that nobody's key fits. */
export const changed = (token) =>
  token
    .split(".")
    .with(1, encode({ ...CLAIMS, admin: true }))
    .join(".");

export const RS256 = signed("RS256", RSA.privateKey, { kid: "r1" });
export const HS256 = tagged("HS256", SECRET);
export const weak = (secret) => tagged("HS256", secret);
export const OWN = signed("RS256", OTHER.privateKey, { jwk: jwk(OTHER) });
const MANY = ["2026-a", "2026-b", "2025-a", "2025-b"].map((kid) => jwk(rsa(), kid));

/**
 * Each answer, by name: the text, the key, and what the panel and the tone of the verdict are: `{ text, key, says, tone }`.
 */
export const SCENES = {
  "RS256 by PEM": { text: RS256, key: pem(RSA), says: /^Signature verified$/, tone: "good" },
  "RS256 by a set": {
    text: RS256,
    key: jwks(...MANY, jwk(EC, "e1"), jwk(ED, "d1"), jwk(OTHER, "r0"), jwk(RSA, "r1")),
    says: /^Signature verified$/,
    tone: "good",
  },
  ES256: { text: signed("ES256", EC.privateKey), key: pem(EC), says: /^Signature verified$/, tone: "good" },
  Ed25519: {
    text: signed("EdDSA", ED.privateKey),
    key: JSON.stringify(jwk(ED)),
    says: /^Signature verified$/,
    tone: "good",
  },
  "HS256 in base64": { text: HS256, key: LONG, says: /^Signature verified$/, tone: "good" },
  expired: {
    text: signed("RS256", RSA.privateKey, {}, EXPIRED_CLAIMS),
    key: pem(RSA),
    says: /^Signature verified, but the token has expired$/,
    tone: "bad",
  },
  wrong: { text: changed(RS256), key: pem(RSA), says: /^Invalid signature$/, tone: "bad" },
  "wrong secret": { text: HS256, key: "not this one, I am afraid", says: /^Invalid signature$/, tone: "bad" },
  "another key of the set": {
    text: RS256,
    key: jwks(jwk(OTHER, "r1"), jwk(RSA, "r0")),
    says: /^The signature fits a key that a server would not pick$/,
    tone: "bad",
  },
  "another algorithm": {
    text: inOther(),
    key: pem(RSA),
    says: /^It was signed with another algorithm than it names$/,
    tone: "bad",
  },
  "in ASN.1": { text: inDer(), key: pem(EC), says: /^The signature fits, but it is spelled in ASN\.1$/, tone: "bad" },
  forged: { text: forged(), key: pem(RSA), says: /^Forged: the public key was used as the secret$/, tone: "bad" },
  "wrong kind of key": { text: RS256, key: pem(EC), says: /^The key is of the wrong kind$/, tone: "neutral" },
  "no key at all": {
    text: RS256,
    key: "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkq\n-----END PUBLIC KEY-----",
    says: /^No key could be read$/,
    tone: "neutral",
  },
  "its own key": { text: OWN, key: "", says: /^The signature fits only the token.s own key$/, tone: "warn" },
  "its own key, and another": {
    text: OWN,
    key: pem(RSA),
    says: /^The signature fits only the token.s own key$/,
    tone: "bad",
  },
  "a weak secret": {
    text: weak("secret"),
    key: "",
    says: /^Signed with a publicly known secret$/,
    tone: "bad",
  },
  "no key yet": { text: RS256, key: "", says: /^Signature not verified$/, tone: "neutral" },
  "no secret yet": { text: HS256, key: "", says: /^Signature not verified$/, tone: "neutral" },
  unsigned: { text: UNSIGNED, key: pem(RSA), says: /^Nothing to check: it is not signed$/, tone: "bad" },
  encrypted: {
    text: `${encode({ alg: "RSA-OAEP", enc: "A256GCM" })}.${encode(Buffer.alloc(256, 1))}.${encode(Buffer.alloc(12))}.${encode(Buffer.alloc(40))}.${encode(Buffer.alloc(16))}`,
    key: pem(RSA),
    says: /^It is encrypted$/,
    tone: "neutral",
  },
};
