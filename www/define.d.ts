// Registers `<jwt-decoder>`. Types of the element: `jotglass/element`.
export {};
