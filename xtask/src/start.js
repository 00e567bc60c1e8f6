// Starts the page; joined with the page's script in place of what wasm-bindgen has for every way in which a
// wasm may be given. Where a server does not say that the file is one, it is read as a whole. The page has asked for it
// already (src/ahead.js), unless its server allows no script in it.
const main = "casebook_bg.wasm";
const ask = () => fetch(new URL(main, import.meta.url), { integrity: integrity[main] });
// Within a function: of a module that waits itself, and fails, WebKit says nothing (see src/ahead.js).
const start = async () => {
  const imports = __wbg_get_imports();
  const started = await WebAssembly.instantiateStreaming(self.asked?.wasm ?? ask(), imports).catch(async () =>
    WebAssembly.instantiate(await (await ask()).arrayBuffer(), imports),
  );
  __wbg_finalize_init(started.instance, started.module);
  // What keeps the site waits until the reader has it. A page that was opened from a disk is there already.
  const offline = "offline.js";
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = new URL(offline, import.meta.url);
  link.integrity = integrity[offline];
  link.onload = () => import(link.href);
  if (location.protocol !== "file:") setTimeout(() => document.head.append(link), 3000);
  // A server that has the policy of an older version allows no style sheet in the page.
  if (!document.styleSheets.length) document.querySelector("link[disabled]").disabled = false;
};
start();
// A module: its names are its own, and may be made short.
export {};
