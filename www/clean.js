// The members of `document` as the browser made them: markup of the page can put an element in the place of any of them, by its name
// (<img name="createElement">).

/** What a document has under a name. */
export const documentHas = (document, name) => Reflect.get(Document.prototype, name, document);

export const createElement = (document, name) => Document.prototype.createElement.call(document, name);
