//! The pages beside index.html, which run nothing: more rows, and the rows of a value.

use super::head::Head;
use super::pages::{FIRST, OF_VALUE, ROWS, ValuePage, path, title};
use super::{File, Site, anchor, data, leading, listing, text};
use crate::facet::EntryId;
use crate::query::{Query, evaluate};
use crate::view::{self, Element, element, with, with_text};
use crate::words::site as words;
use std::iter;

impl Site<'_> {
    /// A page of rows after the first ones.
    pub(super) fn further(&self, number: usize) -> File {
        let library = self.library;
        let (catalog, about) = (library.catalog(), &library.catalog().about);
        let (all, last) = (catalog.len(), self.pages.last());
        let first = FIRST + (number - 2) * ROWS;
        let entries: Vec<EntryId> = catalog.entries().skip(first).take(ROWS).collect();
        let (name, place) = (title(about), path(number));
        let told = words::range(first + 1, first + entries.len(), all);
        let head = Head {
            title: &format!("{name}: {told}"),
            description: &about.description,
            path: &place,
            picture: self.address.map(|_| "preview.png"),
        };
        let before = if number == 2 { "./".to_owned() } else { path(number - 1) };
        let mut links = vec![anchor("./", words::SEARCH), leading("prev", &before, words::BACK)];
        if number < last {
            links.push(leading("next", &path(number + 1), words::NEXT));
        }
        let mut notes = vec![told];
        if number == last && self.pages.shown() < all {
            notes.push(words::others(all - self.pages.shown()));
        }
        let table = listing::table(library, &entries, (first, all), false);
        let data = data::items(catalog, &entries, first, all);
        let page = view::page("page", about, &view::layout(&[&plain(&notes, &links, &table)]));
        self.beneath(&place, &head, &page, &data)
    }

    /// The page of a value, and its picture.
    pub(super) fn of_value(&self, page: &ValuePage) -> Vec<File> {
        let ValuePage { facet, value, href, .. } = page;
        let library = self.library;
        let mut about = library.catalog().about.clone();
        let (name, label) = (title(&about).to_owned(), library.label(*facet, *value));
        let query = Query::new(library).toggled(*facet, *value);
        let outcome = evaluate(library, &query);
        let entries = outcome.hits.page(0..OF_VALUE);
        let sentence = outcome.sentence(library, &query);
        let (place, picture) = (format!("{}.html", page.path), format!("{}.png", page.path));
        let title = format!("{label} · {name}");
        let drawn = self.picture(&picture, &title, &outcome, &query);
        let head = Head {
            title: &title,
            description: &sentence,
            path: &place,
            picture: drawn.as_ref().map(|_| &*picture),
        };
        let all = outcome.hits.len();
        let mut notes = vec![sentence.clone()];
        if all > entries.len() {
            notes.push(words::first(entries.len()));
        }
        let links = [filter(words::FILTER, href), anchor("./", &words::all_of(&name))];
        let table = listing::table(library, &entries, (0, all), false);
        let data = data::items(library.catalog(), &entries, 0, all);
        label.clone_into(&mut about.title);
        about.description = name;
        let html = view::page("page", &about, &view::layout(&[&plain(&notes, &links, &table)]));
        iter::once(self.beneath(&place, &head, &html, &data)).chain(drawn).collect()
    }

    fn beneath(&self, path: &str, head: &Head, page: &Element, data: &str) -> File {
        let (page, data) = (self.pages.beneath(&page.html()), data::script(&[data.to_owned()]));
        text(path, self.template.beneath(&head.html(self.address), &page, &data))
    }
}

/// What stands on a page without the app: what is there, where else to go, and rows.
fn plain(notes: &[String], links: &[Element], table: &Element) -> Element {
    let notes = notes.iter().map(|note| with_text(element("p", &[("dir", "auto")]), note));
    let links = with(element("nav", &[("class", "chips")]), &links.iter().collect::<Vec<_>>());
    let parts: Vec<Element> = notes.chain(iter::once(links)).collect();
    let parts: Vec<&Element> = parts.iter().chain(iter::once(table)).collect();
    with(element("main", &[]), &parts)
}

/// A link to what the app shows of a query: no plain page takes its place.
fn filter(text: &str, href: &str) -> Element {
    anchor(&format!("./{href}"), text)
}
