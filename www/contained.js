// The token that an element contains as text. Sites decorate code: with buttons to copy it, with numbers of lines, with the name of the
// language. None of that belongs to the token.

/** Never text that somebody wrote to be read. */
const NO_TEXT = "script, style, template, noscript";
/** Controls, pictures, and what is hidden from those who listen. */
const CONTROLS =
  'button, input, select, textarea, nav, svg, clipboard-copy, [role="button"], [role="toolbar"], [role="tooltip"], [aria-hidden="true"], [hidden]';
/** How sites call what copies a block of code, unless the code itself is in it. */
const COPIES = /copy|copied|clipboard|tooltip/i;
/** How highlighters call the numbers of lines and their column, if there are digits alone: blocks whose lines are numbered are called so too. */
const LINE_NUMBERS = /line-?n(o|um)|gutter|^(lnt?d?|hljs-ln[\w-]*|blob-num)$/i;

/** What begins on a line of its own, so that it never runs into the text before it. */
const BLOCK =
  /^(article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|td|th|tr|ul)$/;

// Numbers and names, for nodes may come from another window.
const ELEMENT = 1;
const TEXT = 3;

export function containedText(element) {
  const text = textOf(mostSpecific(element), isLeftOut).trim();
  // Where all of it is hidden, that is how the author keeps it from being seen twice.
  return text || textOf(element, (one) => one.matches(NO_TEXT)).trim();
}

/** The one `pre`, and in it the one `code`; a `code` alone where it is most of the text; else all of it. */
function mostSpecific(element) {
  const blocks = found(element, "pre");
  if (blocks.length === 1) return only(blocks[0], "code") ?? blocks[0];
  const code = blocks.length === 0 && only(element, "code");
  return code && textOf(code, isLeftOut).length * 2 > textOf(element, isLeftOut).trim().length ? code : element;
}

/** The innermost elements of a name that have text which counts. */
function found(within, name) {
  const all = [...within.querySelectorAll(name)].filter(
    (one) => isContent(one, within) && textOf(one, isLeftOut).trim(),
  );
  return all.filter((one) => !all.some((other) => other !== one && one.contains(other)));
}

function only(within, name) {
  const all = found(within, name);
  return all.length === 1 ? all[0] : null;
}

function isContent(node, within) {
  for (let one = node; one && one !== within; one = one.parentElement) if (isLeftOut(one)) return false;
  return true;
}

function isLeftOut(element) {
  if (element.matches(NO_TEXT) || element.matches(CONTROLS)) return true;
  const names = [...element.classList];
  if (names.some((name) => LINE_NUMBERS.test(name)) && /^[\d\s]*$/.test(element.textContent)) return true;
  return (
    names.some((name) => COPIES.test(name)) && !element.matches("pre, code") && !element.querySelector("pre, code")
  );
}

function textOf(node, isLeftOut) {
  const parts = [];
  collect(node, isLeftOut, parts);
  return parts.join("");
}

/** Comments are no text: frameworks put them between texts. */
function collect(node, isLeftOut, parts) {
  for (const child of node.childNodes) {
    if (child.nodeType === TEXT) parts.push(child.data);
    else if (child.nodeType === ELEMENT && !isLeftOut(child)) {
      const edge = BLOCK.test(child.localName) ? "\n" : "";
      parts.push(edge);
      collect(child, isLeftOut, parts);
      parts.push(edge);
    }
  }
}
