//! Puts a list into the page as plain HTML, so that it can be read with the first response, and without
//! scripts. For the host only.
//!
//! The page takes over from it: what stands there is what the page shows when nothing is asked, made by the
//! same code ([`crate::view`]), but for the panels, which cannot filter yet.

use crate::catalog::About;
use crate::facet::EntryId;
use crate::query::{Column, Library, Link, Query, evaluate};
use crate::view::{self, Element, element, with, with_text};

/// How many rows are in the page; the others come with the catalog.
const ROWS: usize = 50;

/// The built page with a list in it, in place of the one that is in it already. `None` where it is no page
/// of ours: it has no title, or no place for the list.
///
/// ```
/// use casebook::{catalog, query::Library, site};
///
/// let json = br#"{ "format": 1, "title": "A & B", "facets": [], "entries": [{ "id": "a", "title": "<b>" }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let page = r#"<title>Casebook</title><div id="app"><div class="state">Loading</div></div>"#;
/// let page = site::fill(page, &library).unwrap();
/// assert!(page.starts_with("<title>A &amp; B</title>") && page.contains("&lt;b&gt;</a>"));
/// assert_eq!(site::fill(&page, &library).as_ref(), Some(&page));
/// ```
pub fn fill(page: &str, library: &Library) -> Option<String> {
    let (before, rest) = page.split_once("<title>")?;
    let (_, after) = rest.split_once("</title>")?;
    let (head, body) = split_after(after, &["<div id=app>", "<div id=\"app\">"])?;
    let state = ["<div class=state", "<div class=\"state\""];
    let state = state.iter().find_map(|state| body.find(state))?;
    let head = without_description(head);
    let about = &library.catalog().about;
    Some([before, &said(about), head, &list(library).html(), &body[state..]].concat())
}

/// What stands before and after the end of whichever of these is there.
fn split_after<'a>(text: &'a str, marks: &[&str]) -> Option<(&'a str, &'a str)> {
    let end = marks.iter().find_map(|mark| Some(text.find(mark)? + mark.len()))?;
    text.split_at_checked(end)
}

/// What the list says of itself, to who finds it elsewhere.
fn said(about: &About) -> String {
    let title = if about.title.is_empty() { "Casebook" } else { &about.title };
    let title = with_text(element("title", &[]), title).html();
    if about.description.is_empty() {
        return title;
    }
    let attributes = [("name", "description"), ("content", &about.description)];
    title + &element("meta", &attributes).html()
}

/// A head without the description that was put in front of it.
fn without_description(head: &str) -> &str {
    let described = head.strip_prefix("<meta name=\"description\" ");
    described.and_then(|rest| rest.split_once('>')).map_or(head, |(_, head)| head)
}

/// The page as it is when nothing is asked.
fn list(library: &Library) -> Element {
    let query = Query::new(library);
    let said = evaluate(library, &query).sentence(library, &query);
    let (sentence, waiting) = (with_text(view::sentence(), &said), [("disabled", "")]);
    let summary = view::summary(library, &sentence, &waiting);
    let chips = element("ul", &[("class", "chips")]);
    let results = view::results();
    let results = with(results, &[&without_scripts(library), &summary, &chips, &table(library)]);
    let (commands, filters) = (view::commands_button(&waiting), view::filters_button(&waiting));
    let bar = view::bar(&view::search(), &commands, &filters);
    let facets = element("div", &[("class", "facets")]);
    let layout = view::layout(&[&bar, &facets, &results]);
    view::page("page plain", &library.catalog().about, &layout)
}

/// What is said where the page cannot take over.
fn without_scripts(library: &Library) -> Element {
    let all = library.catalog().len();
    let there = if all > ROWS {
        format!("These are the first {ROWS} of {all} entries; all are in ")
    } else {
        "Searching and filtering this list takes JavaScript and WebAssembly. It is also in "
            .to_owned()
    };
    let file = with_text(element("a", &[("href", "catalog.json")]), "catalog.json");
    let notice = with_text(element("p", &[("class", "notice")]), &there);
    let notice = with(notice, &[&file]);
    with(element("noscript", &[]), &[&notice])
}

fn table(library: &Library) -> Element {
    let columns = view::columns(library);
    let headers: Vec<Element> = columns.iter().map(|&column| header(library, column)).collect();
    let count = (library.catalog().len() + 1).to_string();
    let rows = library.catalog().entries().take(ROWS).enumerate();
    let rows: Vec<Element> = rows.map(|(at, entry)| row(library, &columns, at, entry)).collect();
    let body = with(element("tbody", &[("role", "rowgroup")]), &rows.iter().collect::<Vec<_>>());
    with(view::shell(&headers, &[("aria-rowcount", &count)]), &[&body])
}

fn header(library: &Library, column: Column) -> Element {
    let nothing = Link::new(library);
    let sorted = view::href(library, &nothing.to(nothing.query.sorted_by_next(column)));
    let link = view::filter_link("", &sorted, view::label(library, column));
    with(view::header(library, column), &[&link])
}

/// The row of an entry, at a position among them.
fn row(library: &Library, columns: &[Column], at: usize, entry: EntryId) -> Element {
    let cells = columns.iter().map(|&column| {
        let cell = view::cell(library, column);
        match column {
            Column::Title => view::title(library, entry, cell),
            Column::Facet(facet) => values(library, facet, entry, cell),
        }
    });
    let details = view::details(library, entry);
    let details = details.each_ref().map(|(name, value)| (*name, &**value));
    let save = [("aria-label", &*view::save_name(library, entry))];
    let cells: Vec<Element> = cells.chain([view::actions(&details, &save)]).collect();
    let row = view::row(&[("aria-rowindex", &(at + 2).to_string())]);
    with(row, &cells.iter().collect::<Vec<_>>())
}

fn values(library: &Library, facet: usize, entry: EntryId, cell: Element) -> Element {
    let values = library.values_of(facet, entry).iter().copied();
    let values = values.filter(|&value| !library.is_none(facet, value));
    let link =
        |value| view::value_link(library, "tag", (facet, value), library.label(facet, value));
    let links: Vec<Element> = values.map(link).collect();
    with(cell, &links.iter().collect::<Vec<_>>())
}
