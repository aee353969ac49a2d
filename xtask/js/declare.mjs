// Fills what www/element.d.ts says of the class from the comments in www/element.js: the names of values, what a template may give, the members.
// What the events carry is written by hand there, and nowhere else. A part stands between `// generated: NAME` and `// end`.

const LINE = 120;

/** The file with its parts as they should be; `setters` says what a property may be set to, by name. */
export function declared(file, manifest, setters) {
  const { declarations } = manifest.modules[0];
  const element = declarations.find(({ customElement }) => customElement);
  const functions = declarations.filter(({ kind }) => kind === "function");
  const names = [];
  const text = file.replace(/(\/\/ generated: (\w+)\n).*?(\/\/ end\n)/gs, (_, start, name, end) => {
    if (!PARTS[name])
      throw new Error(`expected one of ${Object.keys(PARTS).join(", ")} in www/element.d.ts, but found ${name}`);
    names.push(name);
    return `${start}${PARTS[name]({ element, functions, setters })}\n${end}`;
  });
  const missing = Object.keys(PARTS).filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new Error(`expected a place for ${missing.join(", ")} in www/element.d.ts, but found none`);
  return text;
}

const alias = (name) => `JwtDecoder${name[0].toUpperCase()}${name.slice(1)}`;
const spaced = (type) => type.replaceAll(/\s*\|\s*/g, " | ");

/** Attributes with a few values, whose properties have the same: each union has a name of its own. */
const named = ({ attributes, members }) =>
  attributes.filter(({ type, fieldName }) => type.text.includes("|") && ofField(members, fieldName) === type.text);
const ofField = (members, field) => members.find(({ name }) => name === field)?.type.text;

const typeOf = (element, { name, type }) =>
  named(element).some(({ fieldName }) => fieldName === name) ? alias(name) : spaced(type.text);

/** What a property may be set to: what it says, or, as an attribute may be taken away, nothing. */
function settable(element, field, setters) {
  const own = setters.get(field.name);
  if (own) return spaced(own);
  const type = typeOf(element, field);
  return type === "boolean" ? type : `${type} | null | undefined`;
}

/** A comment, in lines of at most `LINE` columns. */
function comment(text, indent) {
  const one = `${indent}/** ${text} */`;
  if (one.length <= LINE) return one;
  const lines = [`${indent}/**`];
  let line = `${indent} *`;
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > LINE) {
      lines.push(line);
      line = `${indent} *`;
    }
    line += ` ${word}`;
  }
  return [...lines, line, `${indent} */`].join("\n");
}

const parametersOf = ({ parameters }) =>
  parameters.map(({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${spaced(type.text)}`).join(", ");

const PARTS = {
  values: ({ element }) =>
    named(element)
      .map(({ fieldName, type, description }) =>
        [comment(description, ""), `export type ${alias(fieldName)} = ${spaced(type.text)};`].join("\n"),
      )
      .join("\n"),
  props: ({ element, setters }) => {
    const fields = element.members.filter(({ kind }) => kind === "field");
    const optional = (type) => [...new Set([...type.split(" | "), "undefined"])].join(" | ");
    const attributes = element.attributes.filter(({ name }) => !fields.some((field) => field.name === name));
    return [
      comment("What a template may give to `<jwt-decoder>`: attributes, and properties under their own names.", ""),
      "export interface JwtDecoderProps {",
      ...fields.map((field) => `  ${field.name}?: ${optional(settable(element, field, setters))};`),
      ...attributes.map(({ name, type }) => `  ${name}?: ${optional(spaced(type.text))};`),
      "}",
    ].join("\n");
  },
  members: ({ element, functions, setters }) => {
    const member = (member) => {
      const { kind, name, description } = member;
      const words = comment(description, "  ");
      if (kind === "method") return `${words}\n  ${name}(${parametersOf(member)}): ${member.return.type.text};`;
      const type = typeOf(element, member);
      if (type === "boolean") return `${words}\n  ${name}: boolean;`;
      return `${words}\n  get ${name}(): ${type};\n  set ${name}(${name}: ${settable(element, member, setters)});`;
    };
    const functionOf = (made) =>
      `${comment(made.description, "")}\nexport function ${made.name}(${parametersOf(made)}): ${made.return.type.text};`;
    return [
      comment(element.description.split("\n")[0], ""),
      "export class JwtDecoder extends HTMLElement {",
      "  static readonly observedAttributes: string[];",
      "",
      element.members.map(member).join("\n\n"),
      "}",
      "",
      functions.map(functionOf).join("\n\n"),
    ].join("\n");
  },
};
