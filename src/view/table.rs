//! The table without its rows.

use super::{Element, element, with};
use crate::query::{Column, Library};
use crate::words::page;

/// The columns of a list: facets of one value, the title, the year, facets of many values; a facet in
/// which all entries are the same tells nothing and has no column.
pub(crate) fn columns(library: &Library) -> Vec<Column> {
    let year = library.year_facet();
    let telling = |facet: &usize| library.values(*facet).len() > 1 && *facet != year;
    let (many, single): (Vec<usize>, Vec<usize>) =
        (0..year).filter(telling).partition(|&facet| library.facets()[facet].many);
    let single = single.into_iter().map(Column::Facet);
    let many = many.into_iter().map(Column::Facet);
    let has_years = library.years().next().is_some().then_some(Column::Facet(year));
    single.chain([Column::Title]).chain(has_years).chain(many).collect()
}

/// The class that a column's cells are styled by.
pub(super) fn class(library: &Library, column: Column) -> &'static str {
    match column {
        Column::Title => "title",
        Column::Facet(facet) if facet == library.year_facet() => "year",
        Column::Facet(facet) if library.facets()[facet].many => "many",
        Column::Facet(_) => "single",
    }
}

/// A table with its headers and no row.
pub(crate) fn shell(headers: &[Element], more: &[(&str, &str)]) -> Element {
    let attributes = [("role", "table"), ("class", "cases"), ("aria-label", page::CASES)];
    let attributes = [&attributes, more].concat();
    // Above what can be done with an entry, which needs no name.
    let actions = element("td", &[("role", "cell"), ("class", "actions")]);
    let cells: Vec<_> = headers.iter().chain([&actions]).collect();
    let row = with(element("tr", &[("role", "row")]), &cells);
    let head = with(element("thead", &[("role", "rowgroup")]), &[&row]);
    with(element("table", &attributes), &[&head])
}

/// The header of a column; empty.
pub(crate) fn header(library: &Library, column: Column) -> Element {
    let class = class(library, column);
    element("th", &[("role", "columnheader"), ("scope", "col"), ("class", class)])
}

/// What a column is called.
pub(crate) fn label(library: &Library, column: Column) -> &str {
    match column {
        Column::Title => page::CASE,
        Column::Facet(facet) => &library.facets()[facet].label,
    }
}
