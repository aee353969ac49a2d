// The worker of a search: one search, whose progress and outcome it posts.
import { search } from "./searching.js";

/** Milliseconds: it keeps nobody waiting. */
const NO_SLICES = 1e9;

self.onmessage = async ({ data }) => {
  try {
    postMessage({ done: await search(data, (progress) => postMessage({ progress }), NO_SLICES) });
  } catch (error) {
    postMessage({ error });
  }
};
