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
        // One by one, or where none of them would help, all.
        let ways = if outcome.hits.is_empty() { outcome.ways_out.len().max(1) } else { 0 };
        list.show(&(0..ways as u64).collect::<Vec<_>>(), &mut |at, _| {
            let (text, next) = if let Some(way) = outcome.ways_out.get(at) {
                let step = way.step.describe(explorer.library, query);
                (format!("drop {step} to see {}", way.hits), query.without(way.step))
            } else {
                let all = explorer.library.catalog().len();
                (format!("clear all to see {all}"), query.cleared())
            };
            with(element("li", &[]), &[&explorer.link("", &next, &text)])
        });
    });
    with(nothing, &[&heading, &ways])
}
