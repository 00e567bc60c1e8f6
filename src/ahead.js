// What the page needs before its script is there. In the page that ships it is inline, as asked.js is, behind what the
// list says of itself: a browser draws that while it takes its time for what is here. Asks for what the page waits for,
// and once: browsers differ in what they use a preload for. What does not come is told to who needs it.
const script = document.querySelector("script[data-wasm]");
if (script && self.fetch) {
  const { wasm, hash } = script.dataset;
  self.asked = { wasm: fetch(wasm, { integrity: hash }), list: fetch("catalog.json") };
  for (const name in asked) asked[name].catch(() => {});
}
// Says that the browser is too old, for the newest that the page cannot do without; README.md says since when each has
// it. What is here is read by older ones, too.
if (!(self.WebAssembly && document.documentElement.showPopover && CSS.supports("color", "light-dark(red,red)")))
  document.documentElement.className += " failed old";
// Says that the page cannot start, since a part of it did not come, or has stopped for want of memory. A link is
// none: what it asks for ahead, who needs it asks for again.
for (const event of ["error", "unhandledrejection"])
  addEventListener(
    event,
    ({ target, error, reason }) =>
      target.rel || document.documentElement.classList.add(/RuntimeError/.test(error || reason) ? "large" : "failed"),
    true,
  );
// The browser stops what a page waits for when the reader leaves it. If it shows that page again, as it was, it starts
// again.
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelector(".plain") && location.reload());
