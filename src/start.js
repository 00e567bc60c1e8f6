// Starts the page of `trunk serve` from the two links that Trunk writes into the head; the script that
// `cargo xtask build` makes starts itself.
const link = (selector) => document.head.querySelector(selector).href;
const page = await import(link('link[rel="modulepreload"]'));
await page.default({ module_or_path: link('link[rel="preload"][type="application/wasm"]') });
