// Starts the page from the two links that Trunk writes into the head. Trunk's own starter is an inline
// script, which the Content-Security-Policy of the page refuses.
const link = (selector) => document.head.querySelector(selector).href;
const page = await import(link('link[rel="modulepreload"]'));
await page.default({ module_or_path: link('link[rel="preload"][type="application/wasm"]') });
