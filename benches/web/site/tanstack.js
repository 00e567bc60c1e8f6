// TanStack Table with React, 50 rows a page.

import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { getCoreRowModel, getFilteredRowModel, getPaginationRowModel, useReactTable } from "@tanstack/react-table";
import { cells, entries, show } from "./table.js";

const all = () => true;
const columns = Object.keys(cells).map((id) => ({ id, accessorFn: (entry) => entry }));
const models = {
  getCoreRowModel: getCoreRowModel(),
  getFilteredRowModel: getFilteredRowModel(),
  getPaginationRowModel: getPaginationRowModel(),
};

show((place) => {
  let filter;
  const Table = () => {
    const [passes, setPasses] = useState(() => all);
    filter = (passes) => setPasses(() => passes.bind());
    const table = useReactTable({
      data: entries,
      columns,
      ...models,
      state: { globalFilter: passes },
      initialState: { pagination: { pageSize: 50 } },
      globalFilterFn: (row, _, passes) => passes(row.original),
      getColumnCanGlobalFilter: (column) => column.id === columns[0].id,
    });
    const cell = (shown) => {
      const __html = cells[shown.column.id](shown.row.original);
      return createElement("td", { key: shown.id, dangerouslySetInnerHTML: { __html } });
    };
    const row = (row) => createElement("tr", { key: row.id }, row.getVisibleCells().map(cell));
    return createElement("table", null, createElement("tbody", null, table.getRowModel().rows.map(row)));
  };
  createRoot(place).render(createElement(Table));
  return (passes) => filter(passes);
});
