export default {
  title: "Orders API",
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "jwt-decoder" } } },
};
