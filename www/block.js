// A WebAssembly module that a page carries as data: a block of text that the browser neither runs nor hashes for its policy.

/** The bytes of the block with this id: base64 of gzip, see xtask/src/bundle/data.rs. */
export async function bytesOf(id) {
  try {
    return await unpacked(id);
  } catch (error) {
    throw new Error("this file is damaged: get it again", { cause: error });
  }
}

async function unpacked(id) {
  const text = document.getElementById(id).textContent;
  const zipped = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // What fails here fails at the other end too, where somebody waits for it.
  for (const step of [writer.write(zipped), writer.close()]) step.catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
