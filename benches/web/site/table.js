// One page for each table library: its table, and beside it the most frequent tags with their counts, which
// filter it. What the library does not do, the counts, is written as one would by hand.

import List from "list.js";
import { TabulatorFull as Tabulator } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator.min.css";

const SHOWN = 20;

const tables = {
  list(place, entries) {
    place.innerHTML = "<table><tbody class=list></tbody></table>";
    const valueNames = ["title", "company", "year", "tags"];
    const cells = valueNames.map((name) => `<td class="${name}"></td>`).join("");
    const list = new List(place, { valueNames, item: `<tr>${cells}</tr>`, page: 50 });
    list.add(entries.map((entry) => ({ ...entry, tags: entry.tag.join(", ") })));
    return (passes) => list.filter((item) => passes(item.values()));
  },
  tabulator(place, entries) {
    const columns = ["title", "company", "year", "tag"].map((field) => ({ title: field, field }));
    const table = new Tabulator(place, { data: entries, columns, height: "700px" });
    return (passes) => table.setFilter(passes);
  },
};

const counted = (entries) => {
  const counts = new Map();
  for (const { tag } of entries) for (const one of tag) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};

const { entries } = await (await fetch("catalog.json")).json();
const chosen = new Set();
const passes = (entry) => [...chosen].every((tag) => entry.tag.includes(tag));
const filter = tables[new URLSearchParams(location.search).get("with")](document.querySelector("#table"), entries);

const byTotal = ([one, many], [other, few]) => few - many || (one < other ? -1 : 1);
const bars = [...counted(entries)].sort(byTotal).slice(0, SHOWN).map(([tag, total]) => {
  const link = Object.assign(document.createElement("a"), { href: "#", textContent: `${tag} ` });
  const count = document.createElement("span");
  count.textContent = total;
  link.append(count);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (!chosen.delete(tag)) chosen.add(tag);
    link.toggleAttribute("aria-current");
    update();
  });
  const item = document.createElement("li");
  item.append(link);
  document.querySelector(".values").append(item);
  return { tag, count };
});

const update = () => {
  const matching = entries.filter(passes);
  const counts = counted(matching);
  for (const { tag, count } of bars) count.textContent = counts.get(tag) ?? 0;
  document.querySelector("[role=status]").textContent = `${matching.length} of ${entries.length}`;
  filter(passes);
};
