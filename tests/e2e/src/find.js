// Finds what is there for assistive technology, by role; within an element where one is given. Answers with elements
// and names, or with nothing where aria-api is yet to come.
const [within, role] = arguments;
if (!window.aria) return null;
// What lies behind a modal dialog is out of reach.
const modal = document.querySelector("dialog:modal");
const root = within ?? modal ?? document.body;
if (modal && !modal.contains(root)) return [];
if (role !== "StaticText") {
  const found = aria.querySelectorAll(root, role).filter((it) => it !== within && aria.getRole(it) === role);
  return found.map((it) => [it, aria.getName(it)]);
}
// The text between elements, as it is read.
const texts = [];
const read = (element) => {
  for (const node of aria.getChildNodes(element)) {
    const text = node.nodeType === Node.TEXT_NODE && node.data.replace(/\s+/g, " ").trim();
    if (text) texts.push([element, text]);
    if (node.nodeType === Node.ELEMENT_NODE) read(node);
  }
};
read(root);
return texts;
