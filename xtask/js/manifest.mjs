// Makes custom-elements.json of the comments in www/element.js: what editors, documentation and type checks of frameworks read.
//
//     node manifest.mjs WWW OUT
//
// Its schema is the npm package `custom-elements-manifest`, which the test holds it against.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parse as parseScript } from "acorn";
import { parse as parseComments } from "comment-parser";

/** What the browser calls, and nobody else. */
const CALLED_BY_BROWSER = [
  "constructor",
  "connectedCallback",
  "disconnectedCallback",
  "connectedMoveCallback",
  "attributeChangedCallback",
];

/** The manifest of the package, made of the files in the folder `www`. */
export async function manifest(www) {
  const source = await readFile(path.join(www, "element.js"), "utf8");
  const comments = commentsOf(source);
  /** @type {any[]} */
  const body = comments.program.body;
  const exported = body
    .filter(({ type }) => type === "ExportNamedDeclaration")
    .map((node) => ({ ...node.declaration, start: node.start }));
  const element = exported.find(({ type }) => type === "ClassDeclaration");
  const functions = exported.filter(({ type }) => type === "FunctionDeclaration");
  const declaration = elementOf(element, comments, defaultsOf(await readFile(path.join(www, "element.css"), "utf8")));
  const declarations = [declaration, ...functions.map((node) => functionOf(node.id.name, node, comments))];
  const registers = {
    kind: "custom-element-definition",
    name: declaration.tagName,
    declaration: { name: declaration.name, module: "element.js" },
  };
  return {
    schemaVersion: "2.1.0",
    readme: "README.md",
    modules: [
      {
        kind: "javascript-module",
        path: "element.js",
        declarations,
        exports: declarations.map(({ name }) => ({ kind: "js", name, declaration: { name, module: "element.js" } })),
      },
      { kind: "javascript-module", path: "define.js", summary: "Registers the element.", exports: [registers] },
      {
        kind: "javascript-module",
        path: "jwt-decoder.js",
        summary: "The element as one classic script, which registers it.",
        exports: [registers],
      },
    ],
  };
}

/**
 * What a property may be set to, where its setter says so, by its name.
 *
 * @returns {Promise<Map<string, string>>}
 */
export async function setters(www) {
  const comments = commentsOf(await readFile(path.join(www, "element.js"), "utf8"));
  const found = new Map();
  /** @type {any[]} */
  const body = comments.program.body;
  const classes = body.map(({ declaration }) => declaration).filter((node) => node?.type === "ClassDeclaration");
  for (const setter of classes.flatMap(({ body }) => body.body.filter(({ kind }) => kind === "set"))) {
    const parameter = comments.before(setter).tags.find(({ tag }) => tag === "param");
    if (parameter) found.set(setter.key.name, parameter.type);
  }
  return found;
}

/** The program, what is said of a node in the comment right before it, and a node's text. */
function commentsOf(source) {
  const found = new Map();
  const onComment = (isBlock, text, start, end) =>
    isBlock && text.startsWith("*") && found.set(end, source.slice(start, end));
  const program = parseScript(source, { ecmaVersion: "latest", sourceType: "module", onComment });
  const before = ({ start }) => {
    const [comment] = parseComments(found.get(source.slice(0, start).trimEnd().length) ?? "");
    return { description: comment?.description ?? "", tags: comment?.tags ?? [] };
  };
  return { program, before, text: ({ start, end }) => source.slice(start, end) };
}

function elementOf(node, comments, defaults) {
  const { description, tags } = comments.before(node);
  const every = (tag, make) => tags.filter((found) => found.tag === tag).map(make);
  const one = (tag) => tags.find((found) => found.tag === tag) ?? missing(`a tag @${tag} on the class`);
  const attributes = every("attr", (tag) =>
    present({ name: tag.name, description: said(tag), type: typeOf(tag), default: unquoted(tag.default) }),
  );
  const members = membersOf(node, comments, attributes);
  const fields = new Map(members.filter(({ attribute }) => attribute).map(({ name, attribute }) => [attribute, name]));
  return {
    kind: "class",
    customElement: true,
    name: node.id.name,
    tagName: one("tagname").name,
    summary: description.split(". ")[0].concat("."),
    description,
    superclass: { name: one("superclass").type },
    attributes: attributes.map((attribute) => present({ ...attribute, fieldName: fields.get(attribute.name) })),
    members,
    events: every("fires", (tag) => ({ name: tag.name, description: said(tag), type: typeOf(tag) })),
    slots: every("slot", (tag) => ({ name: "", description: said(tag) })),
    cssParts: every("csspart", (tag) => ({ name: tag.name, description: said(tag) })),
    cssProperties: every("cssprop", (tag) =>
      present({
        name: tag.name,
        description: said(tag),
        syntax: tag.type || undefined,
        default: defaults.get(tag.name),
      }),
    ),
    cssStates: every("cssstate", (tag) => ({ name: tag.name, description: said(tag) })),
  };
}

/** The public members: properties first. */
function membersOf(node, comments, attributes) {
  const members = node.body.body.filter(
    ({ key, static: isStatic }) => key?.type === "Identifier" && !isStatic && !CALLED_BY_BROWSER.includes(key.name),
  );
  const getters = members.filter(({ kind }) => kind === "get");
  const setters = new Map(
    members.filter(({ kind }) => kind === "set").map((setter) => [setter.key.name, comments.text(setter)]),
  );
  const fields = getters.map((getter) => fieldOf(getter, setters.get(getter.key.name), comments, attributes));
  const methods = members.filter(({ kind, type }) => type === "MethodDefinition" && kind === "method");
  return [
    ...fields,
    ...methods.map((method) => ({ ...functionOf(method.key.name, method, comments), kind: "method" })),
  ];
}

function fieldOf(getter, setter, comments, attributes) {
  const { name } = getter.key;
  const { description, tags } = comments.before(getter);
  const type = tags.find(({ tag }) => tag === "type") ?? missing(`a tag @type on ${name}`);
  const attribute = attributes.find((attribute) => attribute.name === name.toLowerCase());
  return present({
    kind: "field",
    name,
    description,
    type: typeOf(type),
    readonly: setter ? undefined : true,
    attribute: attribute?.name,
    reflects: /#reflect\(|toggleAttribute\(/.test(setter) || undefined,
  });
}

function functionOf(name, node, comments) {
  const { description, tags } = comments.before(node);
  const parameters = tags
    .filter(({ tag }) => tag === "param")
    .map((tag) =>
      present({
        name: tag.name,
        description: said(tag),
        type: typeOf(tag),
        optional: tag.optional || undefined,
        default: tag.default,
      }),
    );
  const [returned] = tags.filter(({ tag }) => tag === "returns");
  if (!returned) missing(`a tag @returns on ${name}`);
  const meaning = [returned.name, returned.description].filter(Boolean).join(" ") || undefined;
  return present({
    kind: "function",
    name,
    description,
    parameters,
    return: present({ type: typeOf(returned), description: meaning }),
  });
}

/** The values that the style sheet gives to its custom properties. */
function defaultsOf(css) {
  return new Map([...css.matchAll(/^\s*(--jwt-[\w-]+): (.*?);/gm)].map(([, name, value]) => [name, value]));
}

const said = ({ description }) => description.replace(/^- /, "");
const unquoted = (text) => text?.replace(/^"(.*)"$/, "$1");
const typeOf = ({ type }) => ({ text: type });

/** Without the members that are undefined, as JSON has them. */
const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

function missing(what) {
  throw new Error(`expected ${what} of www/element.js, but found none`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [www, out] = process.argv.slice(2);
  await writeFile(out, `${JSON.stringify(await manifest(www), null, 2)}\n`);
}
