//! The hits as a table.

use super::dom::{change, set_flag, with};
use super::explorer::Explorer;
use super::window;
use crate::query::Column;
use crate::view;
use web_sys::Element;

/// The hits.
pub(super) fn table(explorer: Explorer, results: &Element) {
    let library = explorer.library;
    let columns = view::columns(library);
    let headers: Vec<Element> =
        columns.iter().map(|&column| sorting_header(explorer, column)).collect();
    let table = view::shell(&headers, &[]);
    _ = results.append_child(&table);
    window::show(explorer, columns, table);
}

/// The header of a column, as the link that sorts by it.
fn sorting_header(explorer: Explorer, column: Column) -> Element {
    let header = view::header(explorer.library, column);
    let asked = explorer.asked();
    let link =
        explorer.link("", &asked.sorted_by_next(column), view::label(explorer.library, column));
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
