/// <reference types="jotglass/solid" />
import type { JwtDecoder } from "jotglass/element";

export function Sample(props: { token: string }) {
  let element: JwtDecoder | undefined;
  return (
    <jwt-decoder
      ref={element}
      token={props.token}
      view="compact"
      now={1_795_176_000}
      labels={{ tenant: "The customer's number" }}
      readonly
      class="sample"
      on:jwt-decoded={({ detail }) => console.log(detail.tokens, element?.token)}
    >
      <pre>{props.token}</pre>
    </jwt-decoder>
  );
}

// @ts-expect-error there is no such view
export const wrong = <jwt-decoder view="wide" />;
// @ts-expect-error a handler gets an event with a detail
export const alsoWrong = <jwt-decoder on:jwt-decoded={(text: string) => text} />;
