// Members that are made when somebody asks for them.

const MADE = Symbol("made");
const SOURCE = Symbol("source");

/**
 * A function that gives an object such members, by a table from name to what makes it of a source. They are the object's own
 * and enumerable, so that copies have them; and their functions are the same for all objects, because a closure for each
 * takes engines four times as long.
 */
export function lazily(makers) {
  const members = Object.entries(makers).map(([name, make]) => [
    name,
    {
      enumerable: true,
      configurable: true,
      get() {
        const made = this[MADE];
        if (!(name in made)) made[name] = make(made[SOURCE]);
        return made[name];
      },
      set(value) {
        this[MADE][name] = value;
      },
    },
  ]);
  return (object, source) => {
    Object.defineProperty(object, MADE, { value: { __proto__: null, [SOURCE]: source } });
    for (const [name, accessors] of members) Object.defineProperty(object, name, accessors);
    return object;
  };
}
