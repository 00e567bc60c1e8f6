//! Where things stand in the page, and what is there for every query.

use super::{Element, chart_link, element, with, with_text};
use crate::catalog::About;
use crate::query::{Chart, Library};
use crate::words::page;

/// The page as a whole.
pub(crate) fn page(class: &str, about: &About, layout: &Element) -> Element {
    with(element("div", &[("class", class)]), &[&masthead(about), layout])
}

/// What the list says of itself.
fn masthead(about: &About) -> Element {
    let mut parts = vec![with_text(element("h1", &[("dir", "auto")]), &about.title)];
    if !about.description.is_empty() {
        let description = element("p", &[("class", "description"), ("dir", "auto")]);
        parts.push(with_text(description, &about.description));
    }
    if !about.updated.is_empty() {
        let day = with_text(element("time", &[("datetime", &about.updated)]), &about.updated);
        let updated = with_text(element("p", &[("class", "updated")]), page::UPDATED);
        parts.push(with(updated, &[&day]));
    }
    let parts: Vec<&Element> = parts.iter().collect();
    with(element("header", &[("class", "masthead")]), &parts)
}

/// What filters, beside or above what is found.
pub(crate) fn layout(parts: &[&Element]) -> Element {
    with(element("div", &[("class", "explorer")]), parts)
}

/// What is above the panels.
pub(crate) fn bar(search: &Element, commands: &Element, filters: &Element) -> Element {
    with(element("div", &[("class", "bar")]), &[search, commands, filters])
}

/// The form of the search box. Where nothing follows it yet, the browser does.
pub(crate) fn search() -> Element {
    let attributes = [
        // A box of the type `search` could not become a combobox.
        ("type", "text"),
        ("role", "searchbox"),
        ("id", "search"),
        ("name", "q"),
        ("placeholder", page::SEARCH_WHAT),
        ("aria-label", page::SEARCH),
        ("autocomplete", "off"),
        ("spellcheck", "false"),
        ("enterkeyhint", "search"),
    ];
    let form = element("form", &[("class", "search"), ("role", "search")]);
    with(form, &[&element("input", &attributes)])
}

/// The button that opens all there is to do, to be looked for by name.
pub(crate) fn commands_button(more: &[(&str, &str)]) -> Element {
    let attributes =
        [("class", "button"), ("aria-label", page::COMMANDS), ("aria-haspopup", "dialog")];
    with_text(element("button", &[&attributes, more].concat()), page::COMMANDS_SIGN)
}

/// Where the panels are: beside the list, or on a narrow screen a sheet over it, which the browser opens
/// and closes.
pub(crate) const FACETS: &str = "facets";

/// On a narrow screen, what shows and hides the panels.
pub(crate) fn filters_button(more: &[(&str, &str)]) -> Element {
    let attributes = [("class", "button filters-button"), ("popovertarget", FACETS)];
    with_text(element("button", &[&attributes, more].concat()), page::FILTERS)
}

/// What is found.
pub(crate) fn results() -> Element {
    element("main", &[("class", "results")])
}

/// The sentence of what is shown; empty.
pub(crate) fn sentence() -> Element {
    let attributes =
        [("class", "sentence"), ("role", "status"), ("tabindex", "-1"), ("dir", "auto")];
    element("p", &attributes)
}

/// What opens and closes the charts: a link for each, in a place of their own.
fn charts(library: &Library) -> Element {
    let links = Chart::ALL.map(|chart| chart_link(library, "way", chart, chart.label()));
    let place = element("nav", &[("class", "matching"), ("aria-label", page::CHARTS)]);
    with(place, &links.each_ref())
}

/// The sentence of what is shown, and what can be done with that. What the buttons do comes later.
pub(crate) fn summary(library: &Library, sentence: &Element, more: &[(&str, &str)]) -> Element {
    let [compare, copy, list, take_away] =
        [page::COMPARE, page::COPY, page::READING_LIST, page::TAKE_AWAY]
            .map(|name| button(name, more));
    // Where it is said that the address was copied.
    let said = element("span", &[]);
    let copy = with(element("div", &[("class", "copy")]), &[&said, &copy]);
    let parts = [sentence, &charts(library), &compare, &copy, &list, &take_away];
    with(element("div", &[("class", "summary")]), &parts)
}

/// A button beside the sentence.
pub(crate) fn button(text: &str, more: &[(&str, &str)]) -> Element {
    with_text(element("button", &[&[("class", "button")], more].concat()), text)
}
