// What the pages of the table libraries have in common, and the page that ships has, too: the table, and beside it the
// most frequent values of each facet with their counts and bars, which filter it; the address says what is chosen. What the
// library does not do, the counts, is written as one would by hand. Only a click in a panel does what it says.

const SHOWN = 20;

const link = (key, value) => `<a href="?${key}=${encodeURIComponent(value)}">${value}</a>`;

// What is in a row of the page that ships.
export const cells = {
  company: (entry) => link("company", entry.company),
  title: (entry) => `<a href="${entry.url ?? `#${entry.id}`}">${entry.title}</a>`,
  year: (entry) => link("year", entry.year),
  tag: (entry) => entry.tag.map((tag) => link("tag", tag)).join(" "),
  actions: (entry) => `<a href="?case=${entry.id}">Details</a> <button aria-pressed="false">☆</button>`,
};

export const row = (entry) => `<tr>${Object.values(cells).map((cell) => `<td>${cell(entry)}</td>`).join("")}</tr>`;

// A facet of one value widens with each that is chosen, tags narrow.
const facets = [
  { key: "company", label: "Company", values: (entry) => [entry.company], all: false },
  { key: "tag", label: "Tags", values: (entry) => entry.tag, all: true },
  { key: "year", label: "Year", values: (entry) => [entry.year], all: false },
];

export const { entries } = await (await fetch("catalog.json")).json();
// Shows the entries that pass; what each page brings.
let filter;
for (const facet of facets) facet.chosen = new Set();

const passesFacet = ({ chosen, values, all }, entry) => {
  if (chosen.size === 0) return true;
  return all ? [...chosen].every((one) => values(entry).includes(one)) : values(entry).some((one) => chosen.has(one));
};
const passesAllBut = (left, entry) => facets.every((facet) => facet === left || passesFacet(facet, entry));
const passes = (entry) => passesAllBut(null, entry);

// For each facet, how many entries each value would leave.
const counted = (matching) =>
  facets.map((facet) => {
    const counts = new Map();
    const widens = !facet.all && facet.chosen.size > 0;
    const among = widens ? entries.filter((entry) => passesAllBut(facet, entry)) : matching;
    for (const entry of among) for (const one of facet.values(entry)) counts.set(one, (counts.get(one) ?? 0) + 1);
    return counts;
  });

const totals = counted(entries);
const byTotal = ([one, many], [other, few]) => few - many || (one < other ? -1 : 1);

const bar = (facet, list, [value, total], longest) => {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: "#", textContent: value });
  const count = Object.assign(document.createElement("span"), { textContent: total });
  const length = Object.assign(document.createElement("i"), { style: `width: ${(100 * total) / longest}%` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (!facet.chosen.delete(value)) facet.chosen.add(value);
    link.toggleAttribute("aria-current");
    update();
  });
  const exclude = Object.assign(document.createElement("a"), { href: "#", textContent: "−" });
  item.append(length, link, count, exclude);
  list.append(item);
  return { value, count, length, shown: total };
};

const panels = facets.map((facet, at) => {
  const panel = Object.assign(document.createElement("section"), { id: facet.key });
  const list = document.createElement("ul");
  panel.append(Object.assign(document.createElement("h2"), { textContent: facet.label }), list);
  document.querySelector("aside").append(panel);
  const values = [...totals[at]].sort(byTotal).slice(0, SHOWN);
  const longest = values[0][1];
  return { longest, bars: values.map((value) => bar(facet, list, value, longest)) };
});

const update = () => {
  const matching = entries.filter(passes);
  counted(matching).forEach((counts, at) => {
    for (const bar of panels[at].bars) {
      const count = counts.get(bar.value) ?? 0;
      if (bar.shown === count) continue;
      bar.shown = count;
      bar.count.textContent = count;
      bar.length.style.width = `${(100 * count) / panels[at].longest}%`;
    }
  });
  const chosen = facets.flatMap(({ key, chosen }) => [...chosen].map((value) => [key, value]));
  const steps = chosen.map(([key, value]) => `${key} ${value}`);
  document.querySelector("[role=status]").textContent = [`${matching.length} of ${entries.length}`, ...steps].join(" · ");
  document.querySelector("#chosen").innerHTML = steps.map((step) => `<li><a href="#">${step} ×</a></li>`).join("");
  history.pushState(null, "", `?${new URLSearchParams(chosen)}`);
  filter(passes);
};

// Has the table filtered by a function of its maker, which is told where it is.
export const show = (make) => {
  filter = make(document.querySelector("#table"));
};
