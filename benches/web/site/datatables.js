// DataTables, 50 rows a page.

import DataTable from "datatables.net";
import { cells, entries, show } from "./table.js";

show((place) => {
  const columns = Object.entries(cells).map(([title, cell]) => ({ title, data: null, render: (_, __, entry) => cell(entry) }));
  const options = { data: entries, columns, pageLength: 50, deferRender: true, ordering: false, layout: { topStart: null, topEnd: null } };
  const table = new DataTable(place.appendChild(document.createElement("table")), options);
  return (passes) => {
    table.search.fixed("facets", (_, entry) => passes(entry));
    table.draw();
  };
});
