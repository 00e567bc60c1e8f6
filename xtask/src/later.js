// Loads the parts of the page that come when they are first used; joined with the page's script, where
// `wasm` is what the first part exports. What did not arrive is asked for anew the next time.
// What each file is held against; written here by `cargo xtask build`.
const integrity = {};
const pieces = {};
const piece = (file) =>
  (pieces[file] ??= fetch(new URL(file, import.meta.url), { integrity: integrity[file] })
    .then((answer) => answer.arrayBuffer())
    .then((code) => WebAssembly.instantiate(code, { __wasm_split: wasm }))
    .catch((fault) => {
      delete pieces[file];
      console.error(file, fault);
      throw fault;
    }));
const load = async (files) => {
  for (const file of files) await piece(file);
};
