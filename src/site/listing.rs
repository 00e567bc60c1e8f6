//! Entries as the table that the page shows of them.

use crate::facet::EntryId;
use crate::query::{Column, Library, Link};
use crate::view::{self, Element, element, with};

/// The table of some entries: the first of them is at a position among all that it belongs to. With what the
/// app does with an entry, where that takes over.
pub(super) fn table(
    library: &Library,
    entries: &[EntryId],
    (first, all): (usize, usize),
    has_app: bool,
) -> Element {
    let columns = view::columns(library);
    let headers: Vec<Element> = columns.iter().map(|&column| header(library, column)).collect();
    let rows = entries.iter().zip(first..);
    let rows: Vec<Element> =
        rows.map(|(&entry, at)| row(library, &columns, (at, entry), has_app)).collect();
    let body = with(element("tbody", &[("role", "rowgroup")]), &rows.iter().collect::<Vec<_>>());
    with(view::shell(&headers, &[("aria-rowcount", &(all + 1).to_string())]), &[&body])
}

fn header(library: &Library, column: Column) -> Element {
    let nothing = Link::new(library);
    let sorted = view::href(library, &nothing.to(nothing.query.sorted_by_next(column)));
    let link = view::filter_link("", &sorted, view::label(library, column));
    with(view::header(library, column), &[&link])
}

/// The row of an entry, at a position among them.
fn row(
    library: &Library,
    columns: &[Column],
    (at, entry): (usize, EntryId),
    has_app: bool,
) -> Element {
    let cells = columns.iter().map(|&column| {
        let cell = view::cell(library, column);
        match column {
            Column::Title => view::title(library, entry, cell),
            Column::Facet(facet) => values(library, facet, entry, cell),
        }
    });
    let actions = has_app.then(|| {
        let details = view::details(library, entry);
        let details = details.each_ref().map(|(name, value)| (*name, &**value));
        view::actions(&details, &[("aria-label", &view::save_name(library, entry))])
    });
    let cells: Vec<Element> = cells.chain(actions).collect();
    let row = view::row(&[("aria-rowindex", &(at + 2).to_string())]);
    with(row, &cells.iter().collect::<Vec<_>>())
}

fn values(library: &Library, facet: usize, entry: EntryId, cell: Element) -> Element {
    let (values, others) = view::first_values(library, (facet, entry), view::LINKED);
    let values = values.iter().copied().filter(|&value| !library.is_none(facet, value));
    let link =
        |value| view::value_link(library, "tag", (facet, value), library.label(facet, value));
    let links: Vec<Element> = values.map(link).chain(others).collect();
    with(cell, &links.iter().collect::<Vec<_>>())
}
