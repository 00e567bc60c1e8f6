//! The hits as a table.

use super::dom::{Keyed, change, element, set_flag, with, with_text};
use super::explorer::Explorer;
use super::row::{class, columns};
use super::window;
use crate::query::{Column, Library};
use web_sys::Element;

/// The hits, or what to do when there are none.
pub(super) fn table(explorer: Explorer, results: &Element) {
    let library = explorer.library;
    let columns = columns(library);
    let headers: Vec<Element> =
        columns.iter().map(|&column| sorting_header(explorer, column)).collect();
    let table = shell(&headers);
    _ = results.append_child(&table);
    window::show(explorer, columns, table);
    _ = results.append_child(&nothing(explorer));
}

/// A table with its headers and no row.
pub(super) fn shell(headers: &[Element]) -> Element {
    let attributes = [("role", "table"), ("class", "cases"), ("aria-label", "Case studies")];
    let table = element("table", &attributes);
    let row = with(element("tr", &[("role", "row")]), &headers.iter().collect::<Vec<_>>());
    let head = with(element("thead", &[("role", "rowgroup")]), &[&row]);
    with(table, &[&head])
}

/// The header of a column; empty.
pub(super) fn header(library: &Library, column: Column) -> Element {
    let class = class(library, column);
    element("th", &[("role", "columnheader"), ("scope", "col"), ("class", class)])
}

/// What a column is called.
pub(super) fn label(library: &Library, column: Column) -> &str {
    match column {
        Column::Title => "Case study",
        Column::Facet(facet) => &library.facets()[facet].label,
    }
}

/// The header of a column, as the link that sorts by it.
fn sorting_header(explorer: Explorer, column: Column) -> Element {
    let header = header(explorer.library, column);
    let asked = explorer.asked();
    let link = explorer.link("", &asked.sorted_by_next(column), label(explorer.library, column));
    let (shown, followed) = (header.clone(), link.clone());
    explorer.follow(move |query, _| {
        let sort = query.sort.filter(|sort| sort.column == column);
        let descending = sort.is_some_and(|sort| sort.descending);
        let order = if descending { "descending" } else { "ascending" };
        set_flag(&shown, "aria-sort", order, sort.is_some());
        change(&followed, "href", &explorer.href(&query.sorted_by_next(column)));
    });
    with(header, &[&link])
}

/// Nothing matches: which filters to drop.
fn nothing(explorer: Explorer) -> Element {
    let heading = with_text(element("p", &[("class", "state-title")]), "Nothing matches");
    let ways = element("ul", &[]);
    let nothing = element("div", &[("class", "nothing"), ("hidden", "")]);
    let mut list = Keyed::new(ways.clone());
    let shown = nothing.clone();
    explorer.follow(move |query, outcome| {
        set_flag(&shown, "hidden", "", !outcome.hits.is_empty());
        // Each way out is new with every query that finds nothing.
        list.show(&[], &mut |_, _| element("li", &[]));
        let ways: Vec<u64> = (0..outcome.ways_out.len() as u64).collect();
        list.show(&ways, &mut |at, _| {
            let way = &outcome.ways_out[at];
            let step = way.step.describe(explorer.library, query);
            let text = format!("drop {step} to see {}", way.hits);
            with(element("li", &[]), &[&explorer.link("", &query.without(way.step), &text)])
        });
    });
    with(nothing, &[&heading, &ways])
}
