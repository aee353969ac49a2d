// `findSecret` of the API: the search for the secret of one token.
import { bytesOf, decode } from "./fast.js";
import { searchSecrets } from "./search.js";

/** The bytes of a tag, by algorithm. */
const LENGTHS = { HS256: 32, HS384: 48, HS512: 64 };

const encoder = new TextEncoder();

export async function findSecret(token, { words, onProgress, signal } = /** @type {any} */ ({})) {
  if (words !== undefined && !(words instanceof Blob)) throw new TypeError("expected words as a Blob");
  const { alg } = decode(token).header;
  const end = token.lastIndexOf(".");
  const tag = bytesOf(token.slice(end + 1));
  signal?.throwIfAborted();
  if (!Object.hasOwn(LENGTHS, alg) || tag?.length !== LENGTHS[alg])
    return { state: "impossible", secret: null, text: null, source: null, tried: 0, skipped: 0, seconds: 0 };
  const { found, ...rest } = await searchSecrets(
    { alg, message: encoder.encode(token.slice(0, end)), tag },
    { words, onProgress, signal },
  );
  return { state: found ? "found" : "notFound", secret: found, text: found && asText(found), ...rest };
}

function asText(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
