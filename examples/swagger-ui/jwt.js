// A plugin for Swagger UI: a code block with a token in a description becomes a <jwt-decoder>. Swagger UI keeps no tags and no
// classes of descriptions, so the token itself is the mark; a line "now=" above it sets the clock.
// biome-ignore lint/correctness/noUnusedVariables: the page gives it to Swagger UI by its name.
function JwtSamples({ React }) {
  const upgrade = (description) => {
    for (const block of description?.querySelectorAll("pre") ?? []) {
      const [, now, token] = /^(?:now=(\d+)\s+)?(eyJ\S+)\s*$/.exec(block.textContent) ?? [];
      if (!token) continue;
      const decoder = document.createElement("jwt-decoder");
      decoder.setAttribute("view", "compact");
      decoder.setAttribute("readonly", "");
      decoder.setAttribute("headings", "3");
      if (now) decoder.setAttribute("now", now);
      decoder.textContent = token;
      block.replaceWith(decoder);
    }
  };
  const Markdown = (Original) => (props) =>
    React.createElement("div", { ref: upgrade }, React.createElement(Original, props));
  return { wrapComponents: { Markdown } };
}
