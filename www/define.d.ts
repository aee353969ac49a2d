// Registers `<jwt-decoder>`, and exports nothing. With it come the types of the element, such as those of `document.querySelector("jwt-decoder")`.
import "./element.js";
