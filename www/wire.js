// Reads a report as it comes from WebAssembly: numbers, and one text that they point into. See src/report/wire.rs for what stands where.
import { core } from "./instance.js";

const ABSENT = 0x3fffffff;
/** How many numbers a finding takes. */
const FINDING = 12;

// A moment comes as the four quarters of a float.
const float = new Float64Array(1);
const quarters = new Uint16Array(float.buffer);

let vocabulary;

export class Wire {
  constructor(numbers, words) {
    vocabulary ??= JSON.parse(core.vocabulary());
    this.numbers = numbers;
    this.words = words;
    /** Where the next number is read. The first tells how many there are. */
    this.at = 1;
  }

  number() {
    return this.numbers[this.at++];
  }

  place() {
    const number = this.number();
    return number === ABSENT ? null : number;
  }

  moment() {
    for (let quarter = 0; quarter < 4; quarter++) quarters[quarter] = this.number();
    return Number.isNaN(float[0]) ? null : float[0];
  }

  span() {
    const start = this.number();
    const end = this.number();
    return start === ABSENT ? null : [start, end];
  }

  text() {
    const start = this.number();
    const end = this.number();
    return start === ABSENT ? null : this.words.slice(start, end);
  }

  list(read) {
    const list = [];
    for (let count = this.number(); count > 0; count--) list.push(read(this));
    return list;
  }

  outcome() {
    return vocabulary.outcomes[this.number()];
  }

  kind() {
    return vocabulary.kinds[this.number()];
  }

  /** `null` where there is none, for a state is there always. */
  verdict() {
    const state = this.number();
    return state === ABSENT ? null : { state: vocabulary.states[state], sentence: this.text(), summary: this.text() };
  }

  segment() {
    return { role: vocabulary.roles[this.number()], span: this.span(), bytes: this.number() };
  }

  part() {
    const format = this.number();
    return format === ABSENT
      ? null
      : { format: vocabulary.formats[format], own: this.text(), invalid: this.list((wire) => wire.span()) };
  }

  /** A part of the header that is not under the signature. */
  unprotected() {
    return { member: this.text(), own: this.text() };
  }

  disclosure() {
    return { span: this.span(), salt: this.text(), name: this.text(), value: this.text(), place: this.text() };
  }

  /** A finding, with the words of its rule. */
  finding(rules) {
    const { id, title, explanation, fix, references } = rules[this.number()];
    const severity = vocabulary.severities[this.number()];
    const detail = this.text();
    const segment = vocabulary.roles[this.number()] ?? null;
    const place = { segment, pointer: this.text(), span: this.span(), inner: this.span() };
    const more = this.number();
    return {
      id,
      severity,
      title,
      explanation,
      fix,
      detail,
      place,
      more,
      references: references.map(({ label, link }) => ({ label, link })),
    };
  }

  findings(rules) {
    const findings = [];
    for (let count = this.number(); count > 0; count--) findings.push(this.finding(rules));
    return findings;
  }

  /** Passes over findings; where they are. */
  skipFindings() {
    const at = this.at;
    this.at += 1 + FINDING * this.numbers[at];
    return at;
  }
}
