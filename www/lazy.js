// Members that are made when somebody asks for them.

/** Gives an object to the constructor of a class, so that the class can put a private member on it. */
class Given {
  constructor(object) {
    // biome-ignore lint/correctness/noConstructorReturn: that a subclass builds upon another object is the point.
    return object;
  }
}

/**
 * A function that gives an object such members, by a table from name to what makes it of a source. They are the object's own
 * and enumerable, so that copies have them; and their functions are the same for all objects, because a closure for each
 * takes engines four times as long. What was made stands in a private member, the cheapest place that nobody else sees.
 */
export function lazily(makers) {
  class Lazy extends Given {
    #made;
    constructor(object, source) {
      super(object);
      this.#made = { source, values: {} };
    }
    static make(object, name, maker) {
      const { source, values } = object.#made;
      if (!(name in values)) values[name] = maker(source);
      return values[name];
    }
    static set(object, name, value) {
      object.#made.values[name] = value;
    }
  }
  /** @type {[string, PropertyDescriptor][]} */
  const members = Object.entries(makers).map(([name, maker]) => [
    name,
    {
      enumerable: true,
      configurable: true,
      get() {
        return Lazy.make(this, name, maker);
      },
      set(value) {
        Lazy.set(this, name, value);
      },
    },
  ]);
  return (object, source) => {
    new Lazy(object, source);
    for (const [name, accessors] of members) Object.defineProperty(object, name, accessors);
    return object;
  };
}
