export default {
  title: "Orders API",
  url: "https://docs.example",
  baseUrl: "/",
  trailingSlash: true,
  clientModules: ["./src/jwt.js"],
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: false }, blog: false }]],
  themeConfig: { colorMode: { respectPrefersColorScheme: true }, navbar: { title: "Orders API" } },
};
