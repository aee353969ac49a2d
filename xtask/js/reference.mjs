// Fills the tables of docs/src/element.md from custom-elements.json and the types of the events. All other words of that page are written by
// hand; a table stands between `<!-- generated: NAME -->` and `<!-- end -->`.

/** The page with its tables as they should be. */
export function filled(page, manifest, types) {
  const element = manifest.modules[0].declarations.find(({ customElement }) => customElement);
  const names = [];
  const text = page.replace(/(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)/gs, (_, start, name, end) => {
    if (!TABLES[name])
      throw new Error(`expected one of ${Object.keys(TABLES).join(", ")} in docs/src/element.md, but found ${name}`);
    names.push(name);
    return `${start}\n${TABLES[name](element, types)}\n\n${end}`;
  });
  const missing = Object.keys(TABLES).filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new Error(`expected a place for ${missing.join(", ")} in docs/src/element.md, but found none`);
  return text;
}

const code = (text) => `\`${text.replaceAll("|", "\\|")}\``;
const row = (...cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) =>
  [row(...head), row(...head.map(() => "---")), ...rows.map((cells) => row(...cells))].join("\n");

/** The values of an attribute, as one writes them. */
function values({ type: { text } }) {
  if (text === "boolean") return "present or absent";
  if (text === "string") return "text";
  if (!text.includes("|")) return text;
  return text
    .split("|")
    .map((value) => code(value.replaceAll('"', "")))
    .join(" ");
}

const spaced = (type) => type.replaceAll("|", " | ");

const call = ({ name, parameters }) =>
  `${name}(${parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(", ")})`;

const TABLES = {
  attributes: ({ attributes }) =>
    table(
      ["Attribute", "Values", "Default", "Meaning"],
      attributes.map((attribute) => [
        code(attribute.name),
        values(attribute),
        attribute.default ? code(attribute.default) : "",
        attribute.description,
      ]),
    ),
  properties: ({ members }) =>
    table(
      ["Property", "Type", "Attribute", "Meaning"],
      members
        .filter(({ kind }) => kind === "field")
        .map(({ name, type, attribute, reflects, description }) => {
          const relation = attribute ? `${code(attribute)}${reflects ? ", reflected" : ""}` : "";
          return [code(name), code(spaced(type.text)), relation, description];
        }),
    ),
  methods: ({ members }) =>
    table(
      ["Method", "Meaning"],
      members.filter(({ kind }) => kind === "method").map((method) => [code(call(method)), method.description]),
    ),
  events: ({ events }) =>
    table(
      ["Event", "When", "`detail`"],
      events.map(({ name, type, description }) => [
        code(name),
        description,
        code(type.text.replace("Event", "Detail")),
      ]),
    ),
  details: (_, types) => {
    const [, declarations] = types.match(/(\/\*\* What every event carries.*?)\nexport type JwtDecodedEvent/s);
    return `\`\`\`ts\n${declarations.replaceAll("export ", "").trim()}\n\`\`\``;
  },
  slots: ({ slots }) => slots.map(({ description }) => description).join("\n"),
  parts: ({ cssParts }) =>
    table(
      ["Part", "What it is"],
      cssParts.map(({ name, description }) => [code(name), description]),
    ),
  "custom-properties": ({ cssProperties }) =>
    table(
      ["Custom property", "Default", "What it sets"],
      cssProperties.map(({ name, default: value, description }) => [code(name), code(value), description]),
    ),
  states: ({ cssStates }) =>
    table(
      ["State", "When"],
      cssStates.map(({ name, description }) => [code(`:state(${name})`), description]),
    ),
};
