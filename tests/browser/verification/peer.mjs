// What jose says of the same tokens: whether it takes the signature for right, with the key that Node reads of the same text.

import { createPublicKey, createSecretKey } from "node:crypto";
import { compactVerify, flattenedVerify, generalVerify } from "jose";

/** The key as Node reads it; null where it knows no such form, or the text is more than one key. */
function keyOf(key, alg) {
  if (key === null || key === undefined || key === "") return null;
  if (key instanceof Uint8Array) return createSecretKey(key);
  const text = typeof key === "string" ? key : JSON.stringify(key);
  try {
    const given = JSON.parse(text);
    // A set of one is that key; which of several it is, jose asks the caller.
    if (given?.keys?.length > 1) return null;
    const jwk = given?.keys?.[0] ?? given;
    if (jwk?.kty === "oct") return createSecretKey(Buffer.from(jwk.k, "base64url"));
    if (jwk?.kty) return createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    // No JSON.
  }
  // A text under HS256 is a secret, whatever else it may be: that is the mistake which attackers hope for.
  if (/^HS/.test(alg) && !/-----BEGIN/.test(text)) return createSecretKey(Buffer.from(text));
  try {
    return createPublicKey(text);
  } catch {
    return null;
  }
}

/** The algorithm that the token names; empty where its header cannot be read. */
function algorithmOf(text) {
  try {
    const header = text.trim().startsWith("{") ? JSON.parse(text).protected : text.split(".")[0];
    return JSON.parse(Buffer.from(header, "base64url").toString()).alg ?? "";
  } catch {
    return "";
  }
}

/** Whether jose takes the signature for right: true, false, or null where the two cannot be compared. */
export async function takes({ text, key }) {
  const alg = algorithmOf(text);
  const read = keyOf(key, alg);
  if (!read) return null;
  try {
    const serialized = text.trim().startsWith("{") ? JSON.parse(text) : null;
    if (serialized?.signatures) await generalVerify(serialized, read);
    else if (serialized) await flattenedVerify(serialized, read);
    else await compactVerify(text, read);
    return true;
  } catch (error) {
    // It does not have the algorithm.
    return error.code === "ERR_JOSE_NOT_SUPPORTED" && !/crit|Extension/.test(error.message) ? null : false;
  }
}

/**
 * Where the two may differ, each kind with the reason why both are right, or who is not. `jose` is its answer; `is(one, verdict)` tells by the
 * case and by our answer.
 */
export const DIFFERENCES = [
  {
    why: "A secret may be written in base64, in hexadecimal digits or with a line break; jose takes the bytes that it is given.",
    jose: false,
    is: ({ text }) => /^HS/.test(algorithmOf(text)),
  },
  {
    why: "jose refuses keys of RSA below 2048 bits; here such a key checks, and is a finding.",
    jose: false,
    is: (_, verdict) => verdict.reason === "weak-key",
  },
  {
    why: "A key of id-RSASSA-PSS is one of RSA: jose asks for rsaEncryption.",
    jose: false,
    is: ({ text }) => /^PS/.test(algorithmOf(text)),
  },
  {
    why: "With an exponent of 1 every message is its own signature: nothing is computed with such a key here; jose computes.",
    jose: true,
    is: ({ key }) => /"e"\s*:\s*"AQ"/.test(typeof key === "string" ? key : JSON.stringify(key)),
  },
  {
    why: "jose skips white space in base64url, and takes the last of two members of one name; RFC 7515 allows neither.",
    jose: true,
    is: (_, verdict) => ["malformed", "length", "no-signature"].includes(verdict.reason),
  },
];
