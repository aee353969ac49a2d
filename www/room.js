// The room that the drawing of a sample will take, so that the page around it stays where it is while the decoder loads.
//
// It is measured by the browser: the same texts, unseen, in the same letters. Nothing is decided by them; where they are wrong, the page moves
// by the difference.

/** Longer texts are no samples; they are read in a worker, and nobody waits for them with this. */
const MAX_TEXT = 16_384;
/** The lines that are laid out. */
const MAX_LINES = 200;
/** As src/view/json.rs has them: a list up to this length is one line, and one with more values than this is folded. */
const SHORT = 120;
const OPEN_VALUES = 24;
const SHORT_DEPTH = 3;

/** It begins where no letter of a token stands before it: so each letter is looked at once. */
const TOKEN = /(?<![\w-])(e[yw][\w-]+)\.([\w-]*)\.([\w-]*)/;
/** The views that a sample has; of the others too much depends on what is found. */
const VIEWS = ["compact", "claims", "json", "payload"];
const TIMES = ["exp", "nbf", "iat", "auth_time", "updated_at"];
/** The lines that a note takes below its member, where there is no margin. */
const BELOW = { alg: 2, typ: 1, ...Object.fromEntries(TIMES.map((name) => [name, 1])) };
/** What is said of a token and of a member: of most as much as this. */
const SENTENCE = "Not verified  expires in 12 minutes";
const UNSIGNED = "Not signed  anyone could have written this";
const MEANING = "Who issued the token, and whom it is about.";
/** What a time is followed by, at its longest. */
const WHEN = "30 Sep 2026, 12:00:00 UTC · 59 minutes ago";

/**
 * Nodes as tall as the drawing of `text` in this view; none where that is not known before.
 *
 * @param {(name: string) => HTMLElement} make
 * @param {string} text
 * @param {{ view: string, caption: string, isPinned: boolean }} site
 */
export function room(make, text, site) {
  try {
    return layout(make, text, site);
  } catch {
    // What cannot be decoded, or is nested too deeply for the engine.
    return [];
  }
}

function layout(make, text, { view, caption, isPinned }) {
  const found = text.length <= MAX_TEXT && VIEWS.includes(view) && TOKEN.exec(text);
  if (!found) return [];
  const [header, payload] = [found[1], found[2]].map(membersOf);
  const block = (name, ...children) => {
    const one = make("div");
    one.className = name;
    one.append(...children);
    return one;
  };
  const rows = (members) => Object.entries(members).slice(0, MAX_LINES);
  const part = (members) =>
    view === "json" || view === "payload"
      ? block("part", ...jsonLines(members).map((one) => line(block, ...one)))
      : block("part", ...rows(members).map((member) => row(block, view, ...member)));
  const parts = view === "payload" ? [payload] : [payload, header];
  const isCompact = view === "compact";
  const sentence = header.alg === "none" ? UNSIGNED : SENTENCE;
  return [
    block(
      `room ${view}`,
      ...(caption ? [block("caption", caption)] : []),
      ...(isCompact ? [block("sentence", sentence), block("summary", summary(header, payload))] : []),
      ...(isPinned ? [block("as-of", "As of")] : []),
      ...(isCompact ? [block("letters", found[0])] : []),
      block("reading", ...parts.map(part)),
      ...(isCompact ? [block("count", "Notes")] : []),
    ),
  ];
}

function membersOf(part) {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const value = JSON.parse(new TextDecoder().decode(bytes));
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new TypeError("not an object");
  return value;
}

function summary({ alg }, { iss, aud, sub }) {
  return [
    `A token from ${hostOf(iss)}`,
    aud && ` for ${aud}`,
    sub && `, about ${sub}`,
    ". Lifetime: 15 minutes. ",
    `Signed with ${alg}.`,
  ].join("");
}

const hostOf = (issuer) => (URL.canParse?.(issuer) ? new URL(issuer).host : issuer);

/** The lines of an object: how deep, what stands there, and the name of the member that a first line is of. */
function jsonLines(members) {
  const all = [[0, "{"]];
  const put = (depth, name, value) => {
    if (all.length >= MAX_LINES) return;
    const start = depth > 0 && name !== undefined ? `"${name}": ` : "";
    if (isShort(value)) {
      all.push([depth, start + spaced(value), name]);
      return;
    }
    const inside = Object.entries(value);
    all.push([depth, `${start}{`, name]);
    if (inside.length > OPEN_VALUES) all.push([depth, "…"]);
    else for (const [key, one] of inside) put(depth + 1, Array.isArray(value) ? undefined : key, one);
    all.push([depth, "}"]);
  };
  for (const [name, value] of Object.entries(members)) put(1, name, value);
  all.push([0, "}"]);
  return all;
}

function isShort(value, depth = SHORT_DEPTH) {
  if (value === null || typeof value !== "object") return true;
  const inside = Object.values(value);
  return (
    inside.length === 0 ||
    (depth > 0 && JSON.stringify(value).length <= SHORT && inside.every((one) => isShort(one, depth - 1)))
  );
}

/** The JSON of a short value, with a space behind each comma and colon outside of texts. */
const spaced = (value) =>
  `${JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (one) => (one.length > 1 ? one : `${one} `))},`;

function line(block, depth, words, name) {
  const one = block("text", words);
  const below = BELOW[name];
  one.style.marginInlineStart = `${2 * depth}ch`;
  return below > 0 ? block(`below-${below}`, one) : one;
}

function row(block, view, name, value) {
  const told = TIMES.includes(name) ? [block("when", WHEN)] : [];
  if (view === "claims") {
    const lines = name === "alg" ? 3 : 1;
    told.push(...Array.from({ length: lines }, () => block("meaning", MEANING)));
  }
  const words = name === "scope" && typeof value === "string" ? value.split(" ") : value;
  return block("member", block("name", name), block("told", inRow(block, words), ...told));
}

/** A value as rows have it: a list of plain values in line, an object with a line for each of its members. */
function inRow(block, value) {
  const isPlain = (one) => one === null || typeof one !== "object";
  if (isPlain(value)) return block("value", JSON.stringify(value));
  const inside = Object.values(value).slice(0, MAX_LINES);
  if (Array.isArray(value) && inside.every(isPlain))
    return block("value chips", ...inside.map((one) => block("chip", JSON.stringify(one))));
  return block("value", "{", ...inside.map((one) => block("leaf", JSON.stringify(one))));
}
