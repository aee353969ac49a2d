// The style sheets that all elements of a document share.

import { documentHas } from "./clean.js";

/** The style sheets of each document, by their text. */
const sheets = new WeakMap();

/**
 * One style sheet for all elements of a document: none takes that of another. Nothing where there is no window, so that nothing is seen
 * either, nor where the browser makes no style sheets by script.
 */
export function styleSheet(document, styles) {
  const all = sheets.get(document) ?? new Map();
  const made = all.get(styles);
  if (made?.cssRules.length > 0) return made;
  try {
    const sheet = made ?? new (documentHas(document, "defaultView").CSSStyleSheet)();
    sheet.replaceSync(styles);
    sheets.set(document, all.set(styles, sheet));
    return sheet;
  } catch {
    return undefined;
  }
}
