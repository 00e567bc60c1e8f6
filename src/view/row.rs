//! The parts of a row: an entry.

use super::table::class;
use super::{Element, element, join, with, with_text};
use crate::catalog::is_safe;
use crate::facet::{EntryId, ValueId};
use crate::query::{Chart, Column, Library, Link};
use crate::words::page;

/// A row without cells.
pub(crate) fn row(more: &[(&str, &str)]) -> Element {
    element("tr", &[&[("role", "row")], more].concat())
}

/// An empty cell.
pub(crate) fn cell(library: &Library, column: Column) -> Element {
    let role = if column == Column::Title { "rowheader" } else { "cell" };
    element("td", &[("role", role), ("class", class(library, column))])
}

/// Puts the title of an entry, and its summary, into a cell.
pub(crate) fn title(library: &Library, entry: EntryId, cell: Element) -> Element {
    let catalog = library.catalog();
    // Without a link to follow, an anchor is just its text.
    let urls = [catalog.url(entry), catalog.page(entry)];
    let url = urls.into_iter().find_map(|url| resolve(url, &catalog.about.link_base));
    let link = url.iter().map(|url| ("href", &**url));
    let attributes: Vec<_> =
        [("rel", "noreferrer"), ("dir", "auto")].into_iter().chain(link).collect();
    let cell = with(cell, &[&with_text(element("a", &attributes), catalog.title(entry))]);
    let summary = catalog.summary(entry);
    if summary.is_empty() {
        return cell;
    }
    let told = element("p", &[("class", "entry-summary"), ("dir", "auto")]);
    with(cell, &[&with_text(told, summary)])
}

/// How many values of a facet a row has links for.
pub(crate) const LINKED: usize = 50;

/// The first values that an entry has in a facet, so many at most; and what is said of the others.
pub(crate) fn first_values(
    library: &Library,
    (facet, entry): (usize, EntryId),
    most: usize,
) -> (&[ValueId], Option<Element>) {
    let values = library.values_of(facet, entry);
    let (first, others) = values.split_at(values.len().min(most));
    let told = || with_text(element("span", &[]), &page::others(others.len()));
    (first, (!others.is_empty()).then(told))
}

/// The cell behind the others of a row: what can be done with an entry, a link and a button. Without more
/// attributes it is the same in all rows.
pub(crate) fn actions(of_details: &[(&str, &str)], of_save: &[(&str, &str)]) -> Element {
    let attributes = [("class", "details"), ("data-filter", ""), ("data-case", "")];
    let details = with_text(element("a", &[&attributes, of_details].concat()), page::DETAILS);
    let attributes = [("class", "save"), ("aria-pressed", "false")];
    let save = element("button", &[&attributes, of_save].concat());
    with(element("td", &[("role", "cell"), ("class", "actions")]), &[&details, &save])
}

/// What the button is called that puts an entry on the reading list.
pub(crate) fn save_name(library: &Library, entry: EntryId) -> String {
    page::save(library.catalog().title(entry))
}

/// What the link to an entry's own view is called, and where it leads when nothing is asked.
pub(crate) fn details(library: &Library, entry: EntryId) -> [(&'static str, String); 2] {
    let catalog = library.catalog();
    let link = Link::new(library).showing(Some(catalog.id(entry).to_owned()));
    [("aria-label", page::details(catalog.title(entry))), ("href", href(library, &link))]
}

/// A link as the browser is to follow it; `None` where it may not.
pub(crate) fn resolve(url: &str, base: &str) -> Option<String> {
    if !is_safe(url) {
        return None;
    }
    if base.is_empty() {
        return Some(url.to_owned());
    }
    join(base, url).filter(|url| is_safe(url))
}

/// Where a link leads, as an address.
pub(crate) fn href(library: &Library, link: &Link) -> String {
    let mut href = link.encode(library);
    href.insert(0, '?');
    href
}

/// A link to a query.
pub(crate) fn filter_link(class: &str, href: &str, text: &str) -> Element {
    link(class, href, text, None)
}

/// A link that changes one value, as it is when nothing else is asked.
pub(crate) fn value_link(
    library: &Library,
    class: &str,
    (facet, value): (usize, ValueId),
    text: &str,
) -> Element {
    let nothing = Link::new(library);
    let alone = nothing.to(nothing.query.toggled(facet, value));
    let value = format!("{facet}:{}", value.index());
    link(class, &href(library, &alone), text, Some(("data-value", &value)))
}

/// A link that opens or closes a chart, as it is when nothing else is asked or open.
pub(crate) fn chart_link(library: &Library, class: &str, chart: Chart, text: &str) -> Element {
    let mut alone = Link::new(library);
    alone.beside.toggle(chart);
    link(class, &href(library, &alone), text, Some(("data-chart", chart.name())))
}

fn link(class: &str, href: &str, text: &str, changes: Option<(&str, &str)>) -> Element {
    let attributes = [("data-filter", ""), ("class", class), ("dir", "auto"), ("href", href)];
    let attributes: Vec<_> = attributes.into_iter().chain(changes).collect();
    with_text(element("a", &attributes), text)
}
