// `<jwt-decoder>` in JSX of Preact: `/// <reference types="jotglass/preact" />` in one file of a project. There is nothing to import.
import type { HTMLAttributes } from "preact";
import type { JwtDecodedEvent, JwtDecoder, JwtDecoderProps, JwtErrorEvent, JwtVerifiedEvent } from "./element.js";

interface Handlers {
  "onjwt-decoded"?: (event: JwtDecodedEvent) => void;
  "onjwt-error"?: (event: JwtErrorEvent) => void;
  "onjwt-verified"?: (event: JwtVerifiedEvent) => void;
}

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "jwt-decoder": HTMLAttributes<JwtDecoder> & JwtDecoderProps & Handlers;
    }
  }
}
