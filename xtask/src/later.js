// Loads what the page's wasm asks for when it is first used; `xtask` joins this with the page's script.
// A file that did not arrive is asked for anew the next time.
const pieces = {};
const piece = (file) =>
  (pieces[file] ??= fetch(new URL(file, import.meta.url))
    .then((answer) => answer.arrayBuffer())
    .then((code) => WebAssembly.instantiate(code, { __wasm_split: wasm }))
    .catch((fault) => {
      delete pieces[file];
      throw fault;
    }));
const load = (files) => async (callback, data) => {
  let arrived = 1;
  try {
    for (const file of files) await piece(file);
  } catch (fault) {
    console.error(fault);
    arrived = 0;
  }
  wasm.__indirect_function_table.get(callback)(data, arrived);
};
