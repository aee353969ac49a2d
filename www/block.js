// A WebAssembly module that a page carries as data: a block of text that the browser neither runs nor hashes for its policy.

/** The module in the block with this id: base64 of gzip, see xtask/src/bundle/data.rs. It is compiled while it is unpacked. */
export async function moduleOf(id) {
  try {
    return await WebAssembly.compileStreaming(unpacked(id));
  } catch (error) {
    // Whether the browser refuses to compile or had damaged bytes to compile shows in the sum at the end of the bytes.
    const isWhole =
      error instanceof WebAssembly.CompileError &&
      (await unpacked(id)
        .arrayBuffer()
        .then(
          () => true,
          () => false,
        ));
    throw isWhole ? error : Object.assign(new Error(`its data cannot be unpacked: ${error}`), { kind: "damaged" });
  }
}

/** The bytes of a block, as the answer of a server would have them. */
function unpacked(id) {
  const text = /** @type {HTMLElement} */ (document.getElementById(id)).textContent;
  const zipped = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // What fails here fails at the other end too, where somebody waits for it.
  for (const step of [writer.write(zipped), writer.close()]) step.catch(() => {});
  return new Response(readable, { headers: { "content-type": "application/wasm" } });
}
