// The token that an element contains, in the markup that generators of documentation and their plugins make of a block of code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness/index.mjs";
import { inEachBrowser, NOW, VALID } from "./support.mjs";

const [HEAD, BODY, TAIL] = VALID.split(".");
const LINES = [VALID.slice(0, 60), VALID.slice(60, 120), VALID.slice(120)];
const SPANS = `<span class="hljs-keyword">${HEAD}</span><span class="hljs-number">.</span>${BODY}.<span class="token string">${TAIL}</span>`;

/** What stands in the element; each holds the token once. */
const SITES = {
  Docusaurus: `<div class="language-text codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockTitle_kt0">token.txt</div><div class="codeBlockContent_QJqH">
    <pre tabindex="0" class="prism-code language-text codeBlock_bY9V"><code class="codeBlockLines_e6Vv"><span class="token-line" style="color:#fff"><span class="token plain">${VALID}</span><br></span></code></pre>
    <div class="buttonGroup_M5ko"><button type="button" aria-label="Copy code to clipboard" title="Copy">Copy</button></div></div></div>`,
  "Docusaurus with numbers": `<div class="theme-code-block"><pre class="prism-code"><code class="codeBlockLinesWithNumbering_o6Pm">${LINES.map((line, at) => `<span class="token-line codeLine_lJS_"><span class="codeLineNumber_Tfdd">${at + 1}</span><span class="codeLineContent_feaV">${line}<br></span></span>`).join("")}</code></pre></div>`,
  VitePress: `<div class="language-txt vp-adaptive-theme line-numbers-mode"><button title="Copy Code" class="copy">Copied</button><span class="lang">txt</span><pre class="shiki vp-code"><code><span class="line"><span>${VALID}</span></span></code></pre><div class="line-numbers-wrapper" aria-hidden="true"><span class="line-number">1</span><br></div></div>`,
  mdBook: `<pre><div class="buttons"><button class="clip-button" title="Copy to clipboard"><i class="tooltiptext">Copied!</i></button></div><code class="language-text hljs plaintext">${SPANS}\n</code></pre>`,
  "Sphinx with the copy button": `<div class="highlight-text notranslate"><div class="highlight"><pre id="codecell0"><span></span>${VALID}\n</pre><button class="copybtn o-tooltip--left" data-tooltip="Copy"><svg><title>Copy to clipboard</title></svg></button></div></div>`,
  "Sphinx with numbers": `<div class="highlight"><pre><span></span>${LINES.map((line, at) => `<span class="linenos">${at + 1}</span>${line}`).join("\n")}\n</pre></div>`,
  "Sphinx with a column of numbers": `<div class="highlight-text notranslate"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre><span class="normal">1</span>\n<span class="normal">2</span></pre></div></td><td class="code"><div class="highlight"><pre><span></span>${LINES.join("\n")}</pre></div></td></tr></table></div>`,
  "Material for MkDocs": `<div class="language-text highlight"><pre id="__code_0"><span></span><nav class="md-code__nav"><button class="md-code__button" title="Copy to clipboard">Copy</button></nav><code><a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>${VALID}\n</code></pre></div>`,
  "Rouge, as in Jekyll": `<div class="language-plaintext highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n3\n</pre></td><td class="rouge-code"><pre>${LINES.join("\n")}\n</pre></td></tr></tbody></table></code></pre></div></div>`,
  "Chroma, as in Hugo": `<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code><span class="lnt">1\n</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-text"><span class="line"><span class="cl">${VALID}\n</span></span></code></pre></td></tr></table></div></div>`,
  "Prism and its plugins": `<div class="code-toolbar"><pre class="line-numbers language-text"><code class="language-text">${SPANS}<span aria-hidden="true" class="line-numbers-rows"><span></span></span></code></pre><div class="toolbar"><div class="toolbar-item"><span>Text</span></div><div class="toolbar-item"><button class="copy-to-clipboard-button"><span>Copy</span></button></div></div></div>`,
  "GitHub's clipboard": `<div class="snippet-clipboard-content"><pre><code>${VALID}</code></pre><div class="zeroclipboard-container"><clipboard-copy value="x" role="button">Copy</clipboard-copy></div></div>`,
  "a button right behind": `<pre>${VALID}</pre><button>Copy</button>`,
  "a button inside": `<pre>${VALID}<button>Copy</button></pre>`,
  "a link that copies": `<pre>${VALID}<a class="btn-copy" href="#">Copy</a></pre>`,
  "one code for each line": `<pre>${LINES.map((line) => `<code>${line}</code>\n`).join("")}</pre>`,
  "prose around it": `<p>This is what <code>/token</code> answers:</p><pre>${VALID}</pre><p>It ends with its <code>exp</code>.</p>`,
  "code in a line of prose": `<p>What the server sends after somebody has logged in with a name and a password, and nothing else, is <code>${VALID}</code></p>`,
  "a word of code beside a bare token": `The <code>id_token</code> is ${VALID}`,
  "styles, templates and scripts": `<style>pre { color: red }</style><template>x</template><pre>${VALID}</pre><script type="application/json">{"sub":"you"}</script>`,
  "code alone": `<code>${VALID}</code>`,
  "text alone": VALID,
  "what is hidden until it is decoded": `<pre hidden>${VALID}</pre>`,
  "what is kept from those who listen": `<pre aria-hidden="true"><code>${VALID}</code></pre>`,
};

inEachBrowser((open) => {
  test("of a decorated block of code the code is read", async () => {
    const elements = Object.values(SITES).map(
      (inner) => `<jwt-decoder loading="eager" readonly view="compact" now="${NOW}">${inner}</jwt-decoder>`,
    );
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,"><script type="module" src="/npm/define.js"></script>${elements.join("\n")}`;
    const opened = await open("http", { path: "site.html", pages: { "/site.html": html }, clock: null });
    const { page } = opened;
    await until(
      page,
      () =>
        [...document.querySelectorAll("jwt-decoder")].every(({ shadowRoot }) =>
          shadowRoot?.querySelector("[part=verdict]"),
        ),
      { timeout: 20_000 },
    );
    const read = await page.evaluate(() =>
      [...document.querySelectorAll("jwt-decoder")].map(({ token, shadowRoot }) => [
        token,
        shadowRoot.querySelector("[part=verdict]").textContent,
      ]),
    );
    const names = Object.keys(SITES);
    const isProse = (name) => /prose|bare/.test(name) && name !== "prose around it";
    for (const [at, name] of names.entries()) {
      const [text, verdict] = read[at];
      assert.equal(verdict, "Not verified: expires in 12 minutes", name);
      if (!isProse(name)) assert.equal(text.replaceAll(/\s/g, ""), VALID, name);
    }
    assert.deepEqual({ errors: opened.errors, console: opened.console }, { errors: [], console: [] });
  });

  test("what a site adds later to a block of code is no change of the token", async () => {
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,"><script type="module" src="/npm/define.js"></script><jwt-decoder loading="eager" now="${NOW}"><pre><code>${VALID}</code></pre></jwt-decoder>`;
    const opened = await open("http", { path: "site.html", pages: { "/site.html": html }, clock: null });
    const { page } = opened;
    await until(page, () =>
      Boolean(document.querySelector("jwt-decoder").shadowRoot?.querySelector("[part=payload] .member")),
    );
    const told = await page.evaluate(async () => {
      const decoder = document.querySelector("jwt-decoder");
      let count = 0;
      decoder.addEventListener("jwt-decoded", () => (count += 1));
      const button = Object.assign(document.createElement("button"), { textContent: "Copy" });
      decoder.querySelector("code").append(button);
      await new Promise((resolve) => setTimeout(resolve));
      button.textContent = "Copied!";
      await new Promise((resolve) => setTimeout(resolve));
      return count;
    });
    assert.equal(told, 0);
    assert.equal(await page.evaluate(() => document.querySelector("jwt-decoder").token), VALID);
  });
});
