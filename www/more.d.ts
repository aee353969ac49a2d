/** The signature algorithms that WebCrypto does not know, or not in every browser and Node, by their names in JOSE. */
export type MoreAlgorithm = "ES256K" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";

/**
 * Whether `signature` is one of `message` by the owner of the public key; synchronous, in one to four milliseconds, of Ed448 in about
 * twelve, and the first time in up to thirty. A signature of the wrong length or form is not valid. All three are bytes:
 *
 * - `key`: of ES256K the uncompressed point, 65 bytes (4, x, y of a JWK); of Ed448 the `x` of a JWK, 57 bytes; of ML-DSA the `pub` of a
 *   JWK, 1312, 1952 or 2592 bytes.
 * - `signature`: the last part of a token, decoded.
 * - `message`: what was signed; of a compact token all before the last dot, as ASCII.
 *
 * That a signature is valid says that the owner of the key made it: not who that is, and nothing about the claims.
 * @throws {DOMException} named `DataError` where `key` is no public key of the algorithm, `NotSupportedError` where the algorithm
 *   is another: the names that WebCrypto uses.
 */
export function verifyMore(
  algorithm: MoreAlgorithm,
  key: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): boolean;
