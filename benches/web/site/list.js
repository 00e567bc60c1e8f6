// List.js, 50 rows a page.

import List from "list.js";
import { entries, row, show } from "./table.js";

show((place) => {
  place.innerHTML = "<table><tbody class=list></tbody></table>";
  const list = new List(place, { valueNames: Object.keys(entries[0]), item: row, page: 50 });
  list.add(entries);
  return (passes) => list.filter((item) => passes(item.values()));
});
