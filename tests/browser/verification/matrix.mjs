// Every algorithm with every format that a key of its kind is found in, as cases of judge.mjs. The keys are made anew for each run.

import { constants, createHmac, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { vector } from "./vectors.mjs";

const encode = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const CLAIMS = {
  iss: "https://login.example",
  sub: "u-42",
  aud: "https://api.example",
  iat: 1_795_175_820,
  exp: 1_795_176_720,
};

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
const FLAT = { dsaEncoding: "ieee-p1363" };
const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = (namedCurve) => () => generateKeyPairSync("ec", { namedCurve });

/** How each algorithm signs, and the keys it wants. */
const ALGORITHMS = {
  RS256: { make: rsa, hash: "sha256" },
  RS384: { make: rsa, hash: "sha384" },
  RS512: { make: rsa, hash: "sha512" },
  PS256: { make: rsa, hash: "sha256", options: PSS },
  PS384: { make: rsa, hash: "sha384", options: PSS },
  PS512: { make: rsa, hash: "sha512", options: PSS },
  ES256: { make: ec("P-256"), hash: "sha256", options: FLAT },
  ES384: { make: ec("P-384"), hash: "sha384", options: FLAT },
  ES512: { make: ec("P-521"), hash: "sha512", options: FLAT },
  ES256K: { make: ec("secp256k1"), hash: "sha256", options: FLAT, rare: true },
  EdDSA: { make: () => generateKeyPairSync("ed25519") },
  Ed25519: { make: () => generateKeyPairSync("ed25519") },
  Ed448: { make: () => generateKeyPairSync("ed448"), rare: true },
};

/** A token signed with a key of Node's. */
export function signed(alg, privateKey, header = {}, claims = CLAIMS) {
  const { hash, options } = ALGORITHMS[alg];
  const message = `${encode({ alg, typ: "JWT", ...header })}.${encode(claims)}`;
  return `${message}.${sign(hash ?? null, Buffer.from(message), { key: privateKey, ...options }).toString("base64url")}`;
}

/** A token with an HMAC. */
export function tagged(alg, secret, header = {}, claims = CLAIMS) {
  const message = `${encode({ alg, typ: "JWT", ...header })}.${encode(claims)}`;
  return `${message}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(message)
    .digest("base64url")}`;
}

/** Strings with their lengths before them, as OpenSSH writes (RFC 4251 §5). */
function strings(...parts) {
  const length = (bytes) => Buffer.from(Uint32Array.of(bytes.length).buffer).swap32();
  return Buffer.concat(parts.map((part) => Buffer.from(part)).flatMap((bytes) => [length(bytes), bytes]));
}

const positive = (bytes) => (bytes[0] & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);

/** The line of OpenSSH for a public key; null where it has none. */
function openSsh(publicKey) {
  const jwk = publicKey.export({ format: "jwk" });
  const member = (name) => Buffer.from(jwk[name], "base64url");
  if (jwk.kty === "RSA")
    return `ssh-rsa ${strings("ssh-rsa", positive(member("e")), positive(member("n"))).toString("base64")} somebody@example`;
  if (jwk.crv === "Ed25519") return `ssh-ed25519 ${strings("ssh-ed25519", member("x")).toString("base64")}`;
  const curve = { "P-256": "nistp256", "P-384": "nistp384", "P-521": "nistp521" }[jwk.crv];
  if (!curve) return null;
  const point = Buffer.concat([Buffer.of(4), member("x"), member("y")]);
  return `ecdsa-sha2-${curve} ${strings(`ecdsa-sha2-${curve}`, curve, point).toString("base64")}`;
}

/** A key in all its formats. A private one is of use where its public half stands in it. */
function formats({ publicKey, privateKey }, alg) {
  const pem = (key, type) => key.export({ type, format: "pem" });
  const spki = pem(publicKey, "spki");
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k1", alg };
  const isRsa = publicKey.asymmetricKeyType === "rsa";
  const isEc = publicKey.asymmetricKeyType === "ec";
  return {
    "PEM (SPKI)": spki,
    "PEM with CRLF": spki.replaceAll("\n", "\r\n"),
    "PEM on one line": spki.replaceAll("\n", " "),
    "PEM with \\n": JSON.stringify(spki),
    "PEM in an .env file": `JWT_PUBLIC_KEY="${spki.replaceAll("\n", "\\n")}"`,
    "PEM, indented": spki.replaceAll(/^/gm, "    "),
    "DER in base64": publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    JWK: JSON.stringify(jwk),
    "JWK, private": JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid: "k1" }),
    JWKS: JSON.stringify({ keys: [{ ...jwk, kid: "k0" }, jwk] }),
    "JWK, an object": jwk,
    "PEM (PKCS#1)": isRsa ? pem(publicKey, "pkcs1") : null,
    "PEM (PKCS#1, private)": isRsa ? pem(privateKey, "pkcs1") : null,
    "PEM (PKCS#8)": isRsa || isEc ? pem(privateKey, "pkcs8") : null,
    "PEM (SEC 1)": isEc ? pem(privateKey, "sec1") : null,
    OpenSSH: openSsh(publicKey),
  };
}

/** The ways to write one secret. */
function secrets(bytes, text) {
  return {
    text: [text, text],
    "text in base64": [text, Buffer.from(text).toString("base64")],
    "text with a line break": [text, `${text}\n`],
    "line break in the secret": [`${text}\n`, text],
    base64: [bytes, bytes.toString("base64")],
    base64url: [bytes, bytes.toString("base64url")],
    hex: [bytes, bytes.toString("hex")],
    JWK: [bytes, JSON.stringify({ kty: "oct", k: bytes.toString("base64url") })],
    bytes: [bytes, new Uint8Array(bytes)],
  };
}

/** The cases. */
export function matrix() {
  const cases = [];
  const add = (suite, name, text, key, missing = false) =>
    cases.push({ suite, name, text, key, expect: "valid", missing });
  for (const [alg, { make, rare }] of Object.entries(ALGORITHMS)) {
    const pair = make();
    const text = signed(alg, pair.privateKey, { kid: "k1" });
    for (const [format, key] of Object.entries(formats(pair, alg))) if (key) add(alg, format, text, key, rare);
    // Certificates of others: Node makes none.
    const [own, certificate] = ["pkcs8", "crt"].map((kind) =>
      vector(`jjwt-pem/${alg === "EdDSA" ? "Ed25519" : alg}.${kind}.pem`),
    );
    if (certificate) add(alg, "certificate", signed(alg, own), certificate, rare);
  }
  for (const alg of ["HS256", "HS384", "HS512"]) {
    const bytes = randomBytes(64);
    const text = randomBytes(48).toString("base64url").replaceAll(/[-_]/g, ".");
    for (const [how, [secret, key]] of Object.entries(secrets(bytes, text))) add(alg, how, tagged(alg, secret), key);
  }
  return cases;
}

/** Tokens that an attacker made: none of them may be taken for good. */
export function attacks() {
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = pair.publicKey.export({ type: "spki", format: "pem" });
  const der = pair.publicKey.export({ type: "spki", format: "der" });
  const point = curve.publicKey.export({ type: "spki", format: "pem" });
  const jwk = own.publicKey.export({ format: "jwk" });
  const good = signed("ES256", curve.privateKey);
  const [head, body, tag] = good.split(".");
  const withTag = (bytes) => `${head}.${body}.${Buffer.from(bytes).toString("base64url")}`;
  const raw = Buffer.from(tag, "base64url");
  const half = raw.subarray(0, 32);
  const asn1 = sign("sha256", Buffer.from(`${head}.${body}`), curve.privateKey);
  const strip = (claims) => `${encode({ alg: claims })}.${body}.`;
  return [
    ["an embedded jwk", signed("RS256", own.privateKey, { jwk }), null],
    ["an embedded jwk beside the issuer's key", signed("RS256", own.privateKey, { jwk }), spki],
    ...certified(),
    ["a jku", signed("RS256", own.privateKey, { jku: "https://attacker.example/keys" }), spki],
    ["HS256 with the public key in PEM", tagged("HS256", spki), spki],
    ["HS256 with the public key in PEM without its last line break", tagged("HS256", spki.trimEnd()), spki],
    ["HS256 with the public key in DER", tagged("HS256", der), spki],
    ["HS256 with the public key as pasted", tagged("HS256", JSON.stringify(jwk)), JSON.stringify(jwk)],
    ["HS512 with a public key of a curve", tagged("HS512", point), point],
    ["R and S of zero", withTag(Buffer.alloc(64)), point],
    [
      "R and S of the order",
      withTag(Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551".repeat(2), "hex")),
      point,
    ],
    ["a short signature", withTag(raw.subarray(0, 63)), point],
    ["a signature of R alone", withTag(half), point],
    ["a signature with a zero before it", withTag(Buffer.concat([Buffer.alloc(1), raw])), point],
    ["a signature in ASN.1", withTag(asn1), point],
    ["none", strip("none"), point],
    ["None", strip("None"), point],
    ["nOnE with a signature", `${encode({ alg: "nOnE" })}.${body}.${tag}`, point],
    ["no signature", `${head}.${body}.`, point],
    ["alg in small letters", `${encode({ alg: "es256", typ: "JWT" })}.${body}.${tag}`, point],
    ["another payload", `${head}.${encode({ ...CLAIMS, admin: true })}.${tag}`, point],
    ["an empty secret", tagged("HS256", ""), ""],
    ["an unknown extension", signed("ES256", curve.privateKey, { crit: ["x-policy"], "x-policy": 1 }), point],
    ["a character that is no base64url", `${head}.${body}.${tag.slice(0, -1)}?`, point],
  ].map(([name, text, key]) => ({ suite: "attacks", name, text, key, expect: "refused" }));
}

/** A token that brings a certificate which somebody made for himself; there are some among the vectors only. */
function certified() {
  const [own, certificate] = ["pkcs8", "crt"].map((kind) => vector(`jjwt-pem/RS256.${kind}.pem`));
  if (!certificate) return [];
  const x5c = [certificate.replaceAll(/-----[^-]+-----|\s/g, "")];
  const text = signed("RS256", own, { x5c });
  return [
    ["a certificate of its own", text, null],
    [
      "a certificate of its own beside the issuer's key",
      text,
      generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" }),
    ],
  ];
}

/** What a key tells about itself. */
export function findings() {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const small = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const three = generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 });
  const jwk = pair.publicKey.export({ format: "jwk" });
  const text = signed("RS256", pair.privateKey, { kid: "a" });
  const pem = (key) => createPublicKey(key).export({ type: "spki", format: "pem" });
  return [
    ["rsa-key-small", signed("RS256", small.privateKey), pem(small.publicKey.export({ type: "spki", format: "pem" }))],
    ["rsa-exponent", signed("RS256", three.privateKey), pem(three.publicKey.export({ type: "spki", format: "pem" }))],
    ["key-alg", text, { ...jwk, alg: "PS256" }],
    ["key-use", text, { ...jwk, use: "enc" }],
    ["key-use", text, { ...jwk, key_ops: ["encrypt"] }],
    ["key-private", text, pair.privateKey.export({ type: "pkcs8", format: "pem" })],
    [
      "jwks-duplicate-kid",
      text,
      {
        keys: [
          { ...jwk, kid: "a" },
          { ...three.publicKey.export({ format: "jwk" }), kid: "a" },
        ],
      },
    ],
    [
      "jwks-mixed",
      text,
      {
        keys: [
          { ...jwk, kid: "a" },
          { kty: "oct", k: "c2VjcmV0", kid: "b" },
        ],
      },
    ],
    ["hs-short-key", tagged("HS256", "Zx8!qLm2"), "Zx8!qLm2"],
    [
      "hs-human-key",
      tagged("HS256", "correct horse battery staple, said the fox"),
      "correct horse battery staple, said the fox",
    ],
    ["hs-key-encoding", tagged("HS256", Buffer.alloc(32, 7)), Buffer.alloc(32, 7).toString("hex")],
    ["key-from-token", signed("RS256", pair.privateKey, { jwk }), undefined],
  ].map(([finding, text, key], at) => ({ suite: "findings", name: `${finding} ${at}`, text, key, expect: finding }));
}
