// Two themes are enough: mdBook's light one, and one dark one.
for (const name of ["rust", "coal", "ayu"]) document.getElementById(`mdbook-theme-${name}`)?.parentElement.remove();
const dark = document.getElementById("mdbook-theme-navy");
if (dark) dark.textContent = "Dark";

// Code that scrolls can be scrolled by the keyboard in every browser.
for (const code of document.querySelectorAll("main > pre > code"))
  if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
