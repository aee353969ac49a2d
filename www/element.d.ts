import type { SignatureState, Trust, VerdictState } from "./jotglass.js";

// generated: values
/** Which sections are shown. `compact` is for samples in a text. */
export type JwtDecoderView = "full" | "compact" | "claims" | "json" | "payload" | "findings" | "timeline";
/** The colours. `auto` is dark where the text around the element is light. */
export type JwtDecoderTheme = "auto" | "light" | "dark";
/** The clock that moments are shown on, UTC's or the reader's. The zone is always named. */
export type JwtDecoderZone = "utc" | "local";
/** The level of the first heading, so that it fits those of the page. */
export type JwtDecoderHeadings = 2 | 3 | 4;
/** `lazy` begins near the viewport, or in a pause after the first element has begun; `eager` begins at once. */
export type JwtDecoderLoading = "lazy" | "eager";
// end

/** What every event carries where the element has the attribute `disclose`; without it these members are absent. */
export interface JwtDisclosure {
  /** The token that is shown; null where there is none. */
  token?: string | null;
  /** Its decoded header, as text; null where it cannot be decoded. */
  header?: string | null;
  /** Its decoded payload, as text; null where it cannot be decoded. */
  payload?: string | null;
}

/** Of `jwt-decoded`: a token was read, time has changed what is said of it, or the text was taken away. */
export interface JwtDecodedDetail extends JwtDisclosure {
  /** What it comes to; `empty` where the text was taken away. */
  state: Exclude<VerdictState, "notAToken" | "broken">;
  /** How many tokens were found. */
  tokens: number;
  /** The ids of what was found. */
  findings: string[];
}

/** Of `jwt-error`: there is no token that can be read whole. */
export interface JwtUnreadableDetail extends JwtDisclosure {
  /** `broken`: a part of it can be read. */
  state: "notAToken" | "broken";
  /** How many tokens were found. */
  tokens: number;
  /** The ids of what was found. */
  findings: string[];
}

/** Of `jwt-error`, too: the page or the browser forbids WebAssembly. */
export interface JwtBlockedDetail extends JwtDisclosure {
  state: "blocked";
}

/** Of `jwt-error`, too: core.js did not load. */
export interface JwtUnloadedDetail extends JwtDisclosure {
  state: "unloaded";
}

/** Of `jwt-error`, too: there is no decoder. */
export interface JwtFailedDetail extends JwtDisclosure {
  /** `failed`: it could not start in this browser. `stopped`: a text has stopped it; that text is not tried again, and all others are. */
  state: "failed" | "stopped";
  /** None. */
  tokens: 0;
  /** None. */
  findings: string[];
}

export type JwtErrorDetail = JwtUnreadableDetail | JwtBlockedDetail | JwtUnloadedDetail | JwtFailedDetail;

/** Of `jwt-verified`: a signature was checked. */
export interface JwtVerifiedDetail extends JwtDisclosure {
  /** `valid` where the signature fits a key that was given, and no standard gives a reason to refuse the token. */
  state: SignatureState;
  /** Why, as a stable code: see `SignatureVerdict` of the API. */
  reason: string;
  /** Who vouches for the key that fits; null where none does. */
  trust: Trust | null;
  /** The ids of what was found about the keys and the signature. */
  findings: string[];
}

export type JwtDecodedEvent = CustomEvent<JwtDecodedDetail>;
export type JwtErrorEvent = CustomEvent<JwtErrorDetail>;
export type JwtVerifiedEvent = CustomEvent<JwtVerifiedDetail>;

/** The events of `<jwt-decoder>`. They bubble, also out of shadow trees. */
export interface JwtDecoderEventMap {
  "jwt-decoded": JwtDecodedEvent;
  "jwt-error": JwtErrorEvent;
  "jwt-verified": JwtVerifiedEvent;
}

// generated: props
/** What a template may give to `<jwt-decoder>`: attributes, and properties under their own names. */
export interface JwtDecoderProps {
  token?: string | null | undefined;
  keys?: string | null | undefined;
  now?: number | Date | string | null | undefined;
  clock?: (() => number) | null | undefined;
  labels?: Record<string, string> | null | undefined;
  readOnly?: boolean | undefined;
  disclose?: boolean | undefined;
  view?: JwtDecoderView | null | undefined;
  theme?: JwtDecoderTheme | null | undefined;
  zone?: JwtDecoderZone | null | undefined;
  caption?: string | null | undefined;
  highlight?: readonly string[] | string | null | undefined;
  findings?: readonly ("error" | "warning" | "info")[] | string | null | undefined;
  headings?: JwtDecoderHeadings | null | undefined;
  loading?: JwtDecoderLoading | null | undefined;
  readonly?: boolean | undefined;
  lang?: string | undefined;
  presenting?: boolean | undefined;
}
// end

// generated: members
/**
 * `<jwt-decoder>` shows what is in a JSON Web Token, what is wrong with it, and where. Nothing leaves the page. The
 * token is the attribute `token`, or what the element contains as text: `<jwt-decoder><pre>eyJ...</pre></jwt-decoder>`
 * can be read without JavaScript too. What was set last is shown, be it by a property, by the attribute, by the text,
 * by a file or by a user.
 */
export class JwtDecoder extends HTMLElement {
  static readonly observedAttributes: string[];

  /** The text that is shown: a token, or anything with one inside. Setting it sets no attribute. */
  get token(): string;
  set token(token: string | null | undefined);

  /** The keys that check the signature, as text in any form: a secret, PEM, a JWK, a whole set. */
  get keys(): string;
  set keys(keys: string | null | undefined);

  /**
   * The moment that the clock is set to, in Unix seconds, or null while it follows the present. It takes a Date or an
   * ISO 8601 text too.
   */
  get now(): number | null;
  set now(now: number | Date | string | null | undefined);

  /** A function that answers the present in Unix seconds, or null for the system's clock. */
  get clock(): (() => number) | null;
  set clock(clock: (() => number) | null | undefined);

  /**
   * What claims mean on your site: texts by the names of claims. `address.country` is a member inside. Where it is not
   * set, it is read from a child `<script type="application/json">`.
   */
  get labels(): Record<string, string>;
  set labels(labels: Record<string, string> | null | undefined);

  /** Whether there is no input. */
  readOnly: boolean;

  /** Whether events carry the token and its decoded parts. */
  disclose: boolean;

  /** Which sections are shown. */
  get view(): JwtDecoderView;
  set view(view: JwtDecoderView | null | undefined);

  /** The colours. */
  get theme(): JwtDecoderTheme;
  set theme(theme: JwtDecoderTheme | null | undefined);

  /** The clock that moments are shown on. */
  get zone(): JwtDecoderZone;
  set zone(zone: JwtDecoderZone | null | undefined);

  /** A line above the token. */
  get caption(): string;
  set caption(caption: string | null | undefined);

  /** The names of claims and header parameters to be looked at. It takes an array, or words between spaces. */
  get highlight(): string[];
  set highlight(highlight: readonly string[] | string | null | undefined);

  /** Which findings are shown. It takes an array, or words between spaces. */
  get findings(): ("error" | "warning" | "info")[];
  set findings(findings: readonly ("error" | "warning" | "info")[] | string | null | undefined);

  /** The level of the first heading. */
  get headings(): JwtDecoderHeadings;
  set headings(headings: JwtDecoderHeadings | null | undefined);

  /** When the element begins. */
  get loading(): JwtDecoderLoading;
  set loading(loading: JwtDecoderLoading | null | undefined);

  /** Shows the text of a file; of a big one the first 16 MiB. */
  read(file: Blob): Promise<void>;

  /** Shows a text as if it were pasted: undo takes it back. */
  replace(text: string): void;

  /** Goes to the input, or, without one, to the verdict or what replaces it. Starts an element that has not started. */
  focus(options?: FocusOptions): void;
}

/** Registers the element under a name; where the name is taken already, nothing happens. */
export function define(name?: string): void;
// end

declare global {
  interface HTMLElementTagNameMap {
    "jwt-decoder": JwtDecoder;
  }

  // They bubble, so that listeners on any element, the document and the window get them.
  interface GlobalEventHandlersEventMap extends JwtDecoderEventMap {}
}
