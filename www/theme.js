// Whether the page around an element is dark: sites switch by a class, by an attribute, by a media query, each in its own way, so it is told by
// the one thing that they all change, the colour of the text.
import { documentHas } from "./clean.js";

/** A text at least this light, of 1, stands on something dark. */
const LIGHT = 0.6;

const watched = new Map();
let stop;
let observer;
let frame = 0;

/** Calls `tell(isDark)` before the next frame is painted, and whenever it changes. */
export function watch(element, tell) {
  watched.set(element, { tell, isDark: undefined });
  stop ??= listen();
  // Every time: pages that are taken over by scripts come with a body of their own. What is observed already is so once.
  for (const node of ["documentElement", "body"].map((name) => documentHas(document, name)))
    if (node) observer.observe(node, { attributes: true });
  lookAtAll();
}

export function unwatch(element) {
  watched.delete(element);
  if (watched.size > 0) return;
  stop?.();
  stop = undefined;
}

function look(element) {
  const entry = watched.get(element);
  const isDark = isOnDark(element);
  if (isDark === entry.isDark) return;
  entry.isDark = isDark;
  entry.tell(isDark);
}

/**
 * Once for all that changes before the next frame: some sites set a class with each step of scrolling, and to look is to compute styles, or
 * even, because the element measures itself, the layout.
 */
const lookAtAll = () => {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    for (const element of watched.keys()) look(element);
  });
};

function listen() {
  observer = new MutationObserver(lookAtAll);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const later = new AbortController();
  const { signal } = later;
  scheme.addEventListener("change", lookAtAll, { signal });
  // The colour may take a moment to arrive, and a style sheet too.
  addEventListener("transitionend", ({ propertyName }) => propertyName === "color" && lookAtAll(), { signal });
  addEventListener("load", lookAtAll, { signal });
  return () => {
    observer.disconnect();
    later.abort();
    cancelAnimationFrame(frame);
    frame = 0;
  };
}

/** By the text around the element: its own colours are those of the theme that is being looked for. */
function isOnDark(element) {
  const around = element.parentElement ?? element.getRootNode().host;
  return around ? lightness(getComputedStyle(around).color) >= LIGHT : false;
}

/** The lightness of a computed colour, from 0 to 1: `rgb(27, 28, 33)`, `color(display-p3 .1 .1 .1)`, `oklch(.9 .1 20)`, `lab(90 0 0)`. */
function lightness(color) {
  const [first, ...others] = [...color.matchAll(/[\s(,]([\d.]+(?:e-?\d+)?)/g)].map(([, number]) => Number(number));
  if (color.startsWith("ok")) return first;
  if (color.startsWith("l")) return first / 100;
  const [red, green, blue] = [first, ...others].map((value) => (color.startsWith("rgb") ? value / 255 : value));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
