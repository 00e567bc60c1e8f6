//! The hits as a table.

use super::dom::{Keyed, change, element, set_flag, with, with_text};
use super::explorer::Explorer;
use super::window;
use crate::query::Column;
use crate::view;
use web_sys::Element;

/// The hits, or what to do when there are none.
pub(super) fn table(explorer: Explorer, results: &Element) {
    let library = explorer.library;
    let columns = view::columns(library);
    let headers: Vec<Element> =
        columns.iter().map(|&column| sorting_header(explorer, column)).collect();
    let table = view::shell(&headers, &[]);
    _ = results.append_child(&table);
    window::show(explorer, columns, table);
    _ = results.append_child(&nothing(explorer));
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
