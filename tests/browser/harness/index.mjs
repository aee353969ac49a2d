// What an end-to-end test needs:
//
//     import { browsers, openPage, until } from "./harness/index.mjs";
//
//     for (const { name, launch } of browsers()) {
//       describe(name, () => {
//         let browser;
//         before(async () => (browser = await launch()));
//         after(() => browser.close());
//
//         test("the page asks for itself alone", async () => {
//           const opened = await openPage(browser, "http");
//           assert.deepEqual(opened.requests, [{ method: "GET", url: opened.url }]);
//           await opened.close();
//         });
//       });
//     }

export { browsers } from "./browsers.mjs";
export { begun, openPage, until } from "./page.mjs";
export { behind, record } from "./recorder.mjs";
export { dist, serve } from "./server.mjs";
