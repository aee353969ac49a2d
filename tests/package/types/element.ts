// What must compile, and, below each @ts-expect-error, what must not.

import { define, type JwtDecodedDetail, type JwtDecoder, type JwtErrorEvent } from "jotglass/element";
import "jotglass/define";
import "jotglass/classic";
import { decode, inspect, type Severity, type Trust, verify } from "jotglass";
import { verifyMore } from "jotglass/more";

// The element is known by its tag.
const element: JwtDecoder = document.createElement("jwt-decoder");
document.querySelector("jwt-decoder")?.replace("eyJ...");
define();
define("my-decoder");
// @ts-expect-error a name is a text
define(1);

// Properties.
element.token = null;
const token: string = element.token;
element.now = 1_795_176_000;
element.now = null;
const now: number | null = element.now;
element.clock = () => Date.now() / 1000;
element.labels = { tenant: "The customer's number" };
element.findings = ["error", "warning"];
element.findings = "error warning";
const severities: Severity[] = element.findings;
element.view = "compact";
element.headings = 3;
element.readOnly = true;
// @ts-expect-error there is no such view
element.view = "wide";
// @ts-expect-error the first heading is of level 2 to 4
element.headings = 5;
// @ts-expect-error labels are texts
element.labels = { tenant: 1 };
// @ts-expect-error a clock answers a number
element.clock = () => "noon";
// @ts-expect-error there is no such severity
element.findings = ["fatal"];
// @ts-expect-error a moment may be null
const certain: number = element.now;

// Methods.
const read: Promise<void> = element.read(new Blob(["eyJ..."]));
element.focus({ preventScroll: true });
// @ts-expect-error a text is no file
element.read("eyJ...");

// Events, on the element and wherever they bubble to.
element.addEventListener("jwt-decoded", ({ detail }) => {
  const { tokens, findings }: { tokens: number; findings: string[] } = detail;
  // @ts-expect-error what cannot be read is a jwt-error
  if (detail.state === "broken") return;
  // @ts-expect-error without `disclose` there is no payload
  detail.payload.length;
  console.log(tokens, findings, detail.state === "expired", detail.token?.length);
});
document.addEventListener("jwt-error", (event: JwtErrorEvent) => {
  const { detail } = event;
  if (detail.state === "blocked") console.log("WebAssembly is forbidden");
  else if (detail.state !== "unloaded") console.log(detail.findings.length);
  // @ts-expect-error where it could not begin, nothing was found
  console.log(detail.findings);
});
window.addEventListener("jwt-verified", ({ detail }) => {
  const trust: Trust | null = detail.trust;
  // @ts-expect-error there is no such answer
  console.log(detail.state === "good", trust);
});
const detail: JwtDecodedDetail = { state: "expired", tokens: 1, findings: [] };

// The functions.
const title: string = inspect("eyJ...", { now: 0 }).verdict.sentence;
const subject = decode("eyJ...").payload.sub;
const answer = await verify("eyJ...", "secret", { verifyMore, expected: { issuer: "https://login.example" } });
// @ts-expect-error a moment is a number, a text or a Date
inspect("eyJ...", { now: true });
// @ts-expect-error there is no such member
console.log(answer.valid);

console.log(token, now, severities, certain, read, detail, title, subject, answer.trust);
