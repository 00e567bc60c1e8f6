// Starts the page; joined with the page's script in place of what wasm-bindgen has for every way in which a
// wasm may be given. Where a server does not say that the file is one, it is read as a whole.
const file = new URL("casebook_bg.wasm", import.meta.url);
const imports = __wbg_get_imports();
const started = await WebAssembly.instantiateStreaming(fetch(file), imports).catch(async () =>
  WebAssembly.instantiate(await (await fetch(file)).arrayBuffer(), imports),
);
__wbg_finalize_init(started.instance, started.module);
// A module: its names are its own, and may be made short.
export {};
