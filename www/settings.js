// What a site may ask of the element, by attributes and properties: what is valid, and what it is where nothing valid was asked for.

import { MOMENT, secondsOf } from "./moment.js";

const VIEWS = ["full", "compact", "claims", "json", "payload", "findings", "timeline"];
const THEMES = ["auto", "light", "dark"];
const ZONES = ["utc", "local"];
const LOADINGS = ["lazy", "eager"];
const SEVERITIES = ["error", "warning", "info"];
const HEADINGS = ["2", "3", "4"];

/** What was said, so that it is said once: values are read whenever something is drawn. */
const said = new Set();

/** Says to whoever made the page what is wrong with it; the element goes on without. */
function complain(name, expected, found) {
  const words = `<jwt-decoder>: expected ${name} to be ${expected}, but found ${inWords(found)}; it is ignored`;
  if (said.has(words)) return;
  said.add(words);
  console.warn(words);
}

/** A value as JSON, and what has none, as an object that contains itself, by its kind. */
function inWords(value) {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return `${typeof value} that is no JSON`;
  }
}

const oneOf = (names) => (name, value) => {
  if (value === null || value === "") return names[0];
  if (names.includes(value)) return value;
  complain(name, `one of ${names.join(", ")}`, value);
  return names[0];
};

/** What each attribute comes to, of its text or null. */
export const READERS = {
  view: oneOf(VIEWS),
  theme: oneOf(THEMES),
  zone: oneOf(ZONES),
  loading: oneOf(LOADINGS),
  headings: (name, value) => Number(oneOf(HEADINGS)(name, value)),

  findings(name, value) {
    const words = (value ?? "").split(/[\s,]+/).filter(Boolean);
    if (words.length === 0) return [...SEVERITIES];
    if (words.length === 1 && words[0] === "none") return [];
    const known = words.filter((word) => SEVERITIES.includes(word));
    if (known.length < words.length) complain(name, `none, or some of ${SEVERITIES.join(" ")}`, value);
    return known.length > 0 ? known : [...SEVERITIES];
  },

  /** Unix seconds, or null for the present. */
  now(name, value) {
    if (value === null || value === "") return null;
    const seconds = secondsOf(value);
    if (!Number.isNaN(seconds)) return seconds;
    complain(name, MOMENT, value);
    return null;
  },

  /** What a clock of the site has answered, likewise; it never means "the present of the system" by intention. */
  clock(name, value) {
    const seconds = secondsOf(value);
    if (Number.isNaN(seconds)) complain(`the answer of ${name}`, MOMENT, value);
    return seconds;
  },
};

/** Labels as a plain object of texts, of an object, or of JSON as it stands in a script element. */
export function readLabels(given) {
  let labels = given ?? {};
  if (typeof given === "string") {
    try {
      labels = JSON.parse(given);
    } catch {
      labels = null;
    }
  }
  const isObject = labels !== null && typeof labels === "object" && !Array.isArray(labels);
  if (isObject && Object.values(labels).every((label) => typeof label === "string")) return labels;
  complain("labels", 'a JSON object of texts, such as {"tenant": "The customer\'s number"}', given);
  return {};
}
