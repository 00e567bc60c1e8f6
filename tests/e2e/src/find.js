// Finds what is there for assistive technology, by role; within an element where one is given. Answers with elements
// and names, or with nothing where aria-api is yet to come.
const [within, role] = arguments;
if (!window.aria) return null;
// What lies behind a modal dialog is out of reach.
const modal = document.querySelector("dialog:modal");
const root = within ?? modal ?? document.body;
if (modal && !modal.contains(root)) return [];
// aria-api takes them for hidden, which they are only where scripts run.
const shown = [...root.querySelectorAll("noscript")].filter((it) => it.checkVisibility());
const roots = [root, ...shown];

// aria-api adds what style sheets put around an element to whatever name it has.
const nameOf = (element) => {
  if (element.ariaLabel && !element.hasAttribute("aria-labelledby")) return element.ariaLabel;
  return role === "listitem" ? "" : aria.getName(element);
};
// Nor does it know that the cells of a grid are called otherwise.
const roleOf = (element) => {
  const found = aria.getRole(element);
  return found === "cell" && element.closest("[role=grid]") ? "gridcell" : found;
};
const named = (root) => {
  const candidates = aria.querySelectorAll(root, role === "gridcell" ? "cell" : role);
  const found = candidates.filter((it) => it !== within && roleOf(it) === role);
  return found.map((it) => [it, nameOf(it)]);
};

// What a style sheet has read before or behind an element: what it shows, or what it says is to be read instead.
const generated = (element, where) =>
  /^(?:"[^"]*" \/ )?"([^"]+)"$/.exec(getComputedStyle(element, where).content)?.[1] ?? "";
// The texts between elements, as they are read.
const texts = (element) => {
  const isNamed = element.ariaLabel !== null;
  const text = (data) => (data.trim() ? [[element, data.replace(/\s+/g, " ").trim()]] : []);
  const child = (it) => (it.nodeType === Node.TEXT_NODE ? text(it.data) : it.nodeType === Node.ELEMENT_NODE ? texts(it) : []);
  const around = (where) => (isNamed ? [] : text(generated(element, where)));
  return [...around("::before"), ...aria.getChildNodes(element).flatMap(child), ...around("::after")];
};
return roots.flatMap(role === "StaticText" ? texts : named);
