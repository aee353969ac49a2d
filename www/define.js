// Registers `<jwt-decoder>`: the only module with a side effect.
import { define } from "./element.js";

define();
