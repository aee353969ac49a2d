// Makes a <jwt-decoder> of each code block marked jwt. The block stays inside it, to be read where it cannot run.
for (const code of document.querySelectorAll("code.jwt")) {
  const decoder = document.createElement("jwt-decoder");
  decoder.setAttribute("view", "compact");
  decoder.setAttribute("readonly", "");
  decoder.setAttribute("headings", "3");
  const now = /\bnow=(\d+)/.exec(code.className);
  if (now) decoder.setAttribute("now", now[1]);
  decoder.append(code.parentElement.cloneNode(true));
  code.parentElement.replaceWith(decoder);
}
