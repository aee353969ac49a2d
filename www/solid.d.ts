// `<jwt-decoder>` in JSX of Solid: `/// <reference types="jotglass/solid" />` in one file of a project. There is nothing to import.
import type { JSX } from "solid-js";
import type { JwtDecoder, JwtDecoderEventMap, JwtDecoderProps } from "./element.js";

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "jwt-decoder": JSX.HTMLAttributes<JwtDecoder> & JwtDecoderProps;
    }
    // `on:jwt-decoded` and the like.
    interface CustomEvents extends JwtDecoderEventMap {}
  }
}
