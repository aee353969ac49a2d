// `<jwt-decoder>` in JSX of React 19: `/// <reference types="jotglass/react" />` in one file of a project. There is nothing to import.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { JwtDecodedEvent, JwtDecoder, JwtDecoderProps, JwtErrorEvent, JwtVerifiedEvent } from "./element.js";

interface Handlers {
  "onjwt-decoded"?: (event: JwtDecodedEvent) => void;
  "onjwt-error"?: (event: JwtErrorEvent) => void;
  "onjwt-verified"?: (event: JwtVerifiedEvent) => void;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "jwt-decoder": DetailedHTMLProps<HTMLAttributes<JwtDecoder>, JwtDecoder> & JwtDecoderProps & Handlers;
    }
  }
}
