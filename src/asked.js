// Says before anything is drawn that the link asks for more than the list of index.html, and by which keys; see
// style/states.css and, for what is in a frame of another page, style/explorer.css. In the page that ships it is inline,
// as it is written here, since a file would have to be waited for; the Content-Security-Policy allows it by its hash.
if (location.search)
  document.documentElement.className = "asked " + location.search.replace(/.(\w+)=[^&0][^&]*/g, " asks-$1 ");
// Asks for what the page waits for before its script is there, and once: browsers differ in what they use a preload for.
// What does not come is told to who needs it.
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
