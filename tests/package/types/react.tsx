/// <reference types="jotglass/react" />

import type { JwtDecoder } from "jotglass/element";
import { useRef } from "react";

export function Sample({ token }: { token: string }) {
  const element = useRef<JwtDecoder>(null);
  return (
    <jwt-decoder
      ref={element}
      token={token}
      view="compact"
      now={1_795_176_000}
      labels={{ tenant: "The customer's number" }}
      readOnly
      presenting
      className="sample"
      onjwt-decoded={({ detail }) => console.log(detail.tokens, element.current?.token)}
      onjwt-error={({ detail }) => console.log(detail.state === "blocked")}
    >
      <pre>{token}</pre>
    </jwt-decoder>
  );
}

// @ts-expect-error there is no such view
export const wrong = <jwt-decoder view="wide" />;
// @ts-expect-error a handler gets an event with a detail
export const alsoWrong = <jwt-decoder onjwt-decoded={(text: string) => text} />;
