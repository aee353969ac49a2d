// What the element shows until it is drawn, or where it cannot be.

/** Holds what stands in for a drawing, and the focus until there is something to go to: it is not taken from where a user has gone meanwhile. */
export function holder(element, options) {
  let wanted = options;
  const focusFor = (options) => {
    wanted = options;
    element.tabIndex = -1;
    element.focus(options);
  };
  element.onblur = () => {
    wanted = undefined;
    element.removeAttribute("tabindex");
  };
  return {
    element,
    isWaiting: false,
    /** The pixels of what holds the room; 0 where nothing does. */
    height: () => element.querySelector(".room")?.offsetHeight ?? 0,
    focusFor,
    focusAgain: () => wanted && focusFor(wanted),
    focused: () => (element.matches(":focus") ? wanted : undefined),
  };
}
