// Tabulator, which shows the rows that are seen.

import { TabulatorFull as Tabulator } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator.min.css";
import { cells, entries, show } from "./table.js";

show((place) => {
  const columns = Object.entries(cells).map(([field, cell]) => ({
    title: field,
    field,
    formatter: (shown) => cell(shown.getData()),
  }));
  const table = new Tabulator(place, { data: entries, columns, height: "700px" });
  return (passes) => table.setFilter(passes);
});
