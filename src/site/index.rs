//! The page that the app takes over: as it is when nothing is asked.

use super::head::Head;
use super::manifest::MANIFEST;
use super::pages::{FIRST, ROWS, path, title};
use super::{Site, anchor, data, leading, listing};
use crate::facet::EntryId;
use crate::query::{Query, evaluate};
use crate::view::{self, Element, element, with, with_text};
use crate::words::site as words;
use std::iter;

/// How many pages of values it names of each facet, for who reads without scripts.
const NAMED: usize = 12;

impl Site<'_> {
    /// The page as it is when nothing is asked.
    pub(super) fn index(&self) -> String {
        let Self { library, address, .. } = *self;
        let about = &library.catalog().about;
        let picture = address.map(|_| "preview.png");
        let (title, description) = (title(about), &*about.description);
        let head = Head { title, description, picture, path: "" };
        let entries: Vec<EntryId> = library.catalog().entries().take(FIRST).collect();
        let all = library.catalog().len();
        let data = [
            data::dataset(about, title, address),
            data::items(library.catalog(), &entries, 0, all),
        ];
        // No search engine comes by a disk.
        let data = if self.is_alone { String::new() } else { data::script(&data) };
        let table = listing::table(library, &entries, (0, all), true);
        let manifest = element("link", &[("rel", "manifest"), ("href", MANIFEST)]).html();
        let head = head.html(address) + if self.is_alone { "" } else { &manifest };
        self.template.index(&head, &self.list(&table).html(), &data)
    }

    /// What the app shows when nothing is asked.
    fn list(&self, table: &Element) -> Element {
        let library = self.library;
        let query = Query::new(library);
        let said = evaluate(library, &query).sentence(library, &query);
        let (sentence, waiting) = (with_text(view::sentence(), &said), [("disabled", "")]);
        let summary = view::summary(library, &sentence, &waiting);
        let chips = element("ul", &[("class", "chips")]);
        let results = view::results();
        let results = with(results, &[&self.without_scripts(), &summary, &chips, table]);
        // For when the app cannot take over although there are scripts.
        let results = with(results, &self.next_rows("others").iter().collect::<Vec<_>>());
        let (commands, filters) = (view::commands_button(&waiting), view::filters_button(&waiting));
        let bar = view::bar(&view::search(), &commands, &filters);
        let facets = element("div", &[("class", "facets")]);
        let layout = view::layout(&[&bar, &facets, &results]);
        view::page("page plain", &library.catalog().about, &layout)
    }

    /// What is said where the app cannot take over, and where else to go.
    fn without_scripts(&self) -> Element {
        let all = self.library.catalog().len();
        let there = if all > FIRST { words::first_of(FIRST, all) } else { words::TAKES.to_owned() };
        let end = if self.is_alone { "." } else { words::ALL_IN };
        let notice = with_text(element("p", &[("class", "notice")]), &(there + end));
        let file = (!self.is_alone).then(|| anchor("catalog.json", "catalog.json"));
        let notice = with(notice, &file.iter().collect::<Vec<_>>());
        let more = self.next_rows("notice");
        let facets = (0..self.library.facets().len()).filter_map(|facet| self.named(facet));
        let parts: Vec<Element> = iter::once(notice).chain(more).chain(facets).collect();
        with(element("noscript", &[]), &parts.iter().collect::<Vec<_>>())
    }

    /// The way to the rows after the first ones, if there are any.
    fn next_rows(&self, class: &str) -> Option<Element> {
        let others = self.library.catalog().len().saturating_sub(FIRST);
        let link = || leading("next", &path(2), &words::next(ROWS.min(others)));
        let place = || with(element("p", &[("class", class)]), &[&link()]);
        (self.pages.last() > 1).then(place)
    }

    /// The most frequent values of a facet with links to their pages, if there are any.
    fn named(&self, facet: usize) -> Option<Element> {
        let pages = self.pages.values.iter().filter(|page| page.facet == facet).take(NAMED);
        let mut links = Vec::new();
        for page in pages {
            let label = self.library.label(facet, page.value);
            let name = format!("{label} ({})", self.library.total(facet, page.value));
            let path = format!("{}.html", page.path);
            links.push(with_text(element("a", &[("href", &path), ("dir", "auto")]), &name));
            links.push(with_text(element("span", &[]), " "));
        }
        let label = format!("{}: ", self.library.facets()[facet].label);
        let place = with_text(element("p", &[("class", "notice"), ("dir", "auto")]), &label);
        (!links.is_empty()).then(|| with(place, &links.iter().collect::<Vec<_>>()))
    }
}
