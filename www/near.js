// When elements begin: one as soon as it is near the viewport, the others after it, when the browser has nothing better to do.

/** How far from the viewport is near. */
const NEAR = "400px";

/** The milliseconds of a pause in which one more begins. */
const ENOUGH = 8;

let observer;
const waiting = new Map();
let hasBegun = false;
let isPlanned = false;

/** Calls `begin` once, when `element` is near the viewport, or later than that in a pause. */
export function whenNear(element, begin) {
  // Where nobody tells what is near, everything is.
  if (!globalThis.IntersectionObserver) {
    begin();
    return;
  }
  observer ??= observe();
  waiting.set(element, begin);
  observer.observe(element);
  plan();
}

function observe() {
  addEventListener("beforeprint", beginAll);
  const begin = (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) run(target);
    plan();
  };
  return new IntersectionObserver(begin, { rootMargin: NEAR });
}

/** Forgets an element that has not begun; whether it was waiting. */
export function forget(element) {
  observer?.unobserve(element);
  return waiting.delete(element);
}

/** Paper has no viewport. Where the core is not loaded yet, what the elements contain is printed. */
function beginAll() {
  if (hasBegun) for (const element of [...waiting.keys()]) run(element);
}

function run(element) {
  const begin = waiting.get(element);
  forget(element);
  hasBegun = true;
  begin?.();
}

/** Begins with those out of sight in pauses, so that a search in the page finds them, and paper shows them. */
function plan() {
  if (isPlanned || !hasBegun || waiting.size === 0) return;
  isPlanned = true;
  // A function, for markup of the page may have that name.
  const { requestIdleCallback } = globalThis;
  const idle = typeof requestIdleCallback === "function" ? requestIdleCallback : (work) => setTimeout(work, 50);
  idle((pause) => {
    isPlanned = false;
    do {
      const [next] = waiting.keys();
      if (next) run(next);
    } while (waiting.size > 0 && pause?.timeRemaining() > ENOUGH);
    plan();
  });
}
