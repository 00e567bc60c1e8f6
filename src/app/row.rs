//! A row of the table: an entry.

use super::dom::{change, copy, each, element, set, with, with_text};
use super::explorer::{Explorer, set_current};
use crate::facet::EntryId;
use crate::query::{Column, Library, Query};
use crate::view;
use leptos::prelude::document;
use std::fmt::Write;
use std::ops::Range;
use web_sys::Element;

/// How many rows that have gone are kept for when they come back, at most.
const KEPT: usize = 1024;

/// A row that is made, and what it shows.
pub(super) struct Row {
    element: Element,
    /// Its position among the hits; none yet.
    position: Option<usize>,
    /// Which words are marked in it; 0 for none.
    marked: u32,
    /// What puts the entry on the reading list.
    save: Option<Element>,
}

impl AsRef<Element> for Row {
    fn as_ref(&self) -> &Element {
        &self.element
    }
}

impl Row {
    /// Says which of the hits the row is; the header is the table's first row.
    pub(super) fn place(&mut self, position: usize) {
        if self.position.replace(position) != Some(position) {
            set(&self.element, "aria-rowindex", &(position + 2).to_string());
        }
    }

    /// Marks in the row what a search found.
    pub(super) fn mark(&mut self, words: &Words) {
        if std::mem::replace(&mut self.marked, words.number) == words.number {
            return;
        }
        each(&self.element, "a:not(.details), p", |told| {
            let text = told.text_content().unwrap_or_default();
            let found = words.library.matches(&text, &words.text);
            if !found.is_empty() || told.child_element_count() > 0 {
                mark_text(told, &text, &found);
            }
        });
    }
}

/// What rows are marked with.
pub(super) struct Words {
    library: &'static Library,
    text: String,
    /// Another one for other words; 0 for none.
    number: u32,
    last: u32,
}

impl Words {
    /// None.
    pub(super) fn new(library: &'static Library) -> Self {
        Self { library, text: String::new(), number: 0, last: 0 }
    }

    /// From now on these.
    pub(super) fn change(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.last += 1;
            self.number = if text.is_empty() { 0 } else { self.last };
        }
    }
}

/// Makes the rows of a list. What is alike in many is made once and then copied, and rows that went not
/// long ago are used again.
pub(super) struct Rows {
    explorer: Explorer,
    columns: Vec<Column>,
    /// A row with empty cells.
    empty: Element,
    /// For each facet, the link of each value that was met.
    links: Vec<Vec<Option<Element>>>,
    /// What has gone, with its key, at the place that the key gives it: so that rows of a thousand entries
    /// are never in each other's way, and looking for one costs nothing.
    gone: Vec<Option<(u64, Row)>>,
}

impl Rows {
    /// Rows with these columns.
    pub(super) fn new(explorer: Explorer, columns: Vec<Column>) -> Self {
        let library = explorer.library;
        let cells = columns.iter().map(|&column| view::cell(library, column));
        let cells: Vec<_> = cells.chain([view::actions(&[], &[])]).collect();
        let empty = with(view::row(&[]), &cells.iter().collect::<Vec<_>>());
        let values = |facet| vec![None; library.values(facet).len() + 1];
        let links = (0..library.facets().len()).map(values).collect();
        let gone = (0..KEPT).map(|_| None).collect();
        Self { explorer, columns, empty, links, gone }
    }

    /// The row of an entry, with the words marked that were searched for; which of its values are chosen is said by
    /// [`show_chosen`].
    pub(super) fn row(&mut self, entry: EntryId, words: &Words) -> Row {
        let known = self.gone[entry.index() % KEPT].take();
        let known = known.filter(|(key, _)| *key == entry.index() as u64);
        let mut row = known.map_or_else(|| self.make(entry), |(_, row)| row);
        row.mark(words);
        if let Some(save) = &row.save {
            change(save, "aria-pressed", self.explorer.saved.borrow().is_saved(entry));
        }
        row
    }

    /// Keeps rows that have gone.
    pub(super) fn keep(&mut self, gone: Vec<(u64, Row)>) {
        for (key, row) in gone {
            self.gone[key as usize % KEPT] = Some((key, row));
        }
    }

    fn make(&mut self, entry: EntryId) -> Row {
        let (element, library) = (copy(&self.empty), self.explorer.library);
        let mut next = element.first_element_child();
        for at in 0..self.columns.len() {
            let Some(cell) = next else { break };
            next = cell.next_element_sibling();
            match self.columns[at] {
                Column::Title => _ = view::title(library, entry, cell),
                Column::Facet(facet) => self.values(facet, entry, &cell),
            }
        }
        let details = next.and_then(|cell| cell.first_element_child());
        let save = details.as_ref().and_then(Element::next_element_sibling);
        if let (Some(details), Some(save)) = (details, &save) {
            for (name, value) in view::details(library, entry) {
                set(&details, name, &value);
            }
            set(save, "aria-label", &view::save_name(library, entry));
        }
        Row { element, position: None, marked: 0, save }
    }

    fn values(&mut self, facet: usize, entry: EntryId, cell: &Element) {
        let library = self.explorer.library;
        let (first, others) = view::first_values(library, (facet, entry), view::LINKED);
        for &value in first {
            if library.is_none(facet, value) {
                continue;
            }
            let Some(link) = self.links[facet].get_mut(value.index()) else { continue };
            let make =
                || view::value_link(library, "tag", (facet, value), library.label(facet, value));
            _ = cell.append_child(&copy(link.get_or_insert_with(make)));
        }
        if let Some(others) = others {
            _ = cell.append_child(&others);
        }
    }
}

/// Says of the links in some rows whether their values are chosen, touching only those that say otherwise.
pub(super) fn show_chosen(rows: &Element, query: &Query) {
    let mut chosen = String::new();
    for (facet, asked) in query.refinements().iter().enumerate() {
        for value in asked.chosen() {
            let next = if chosen.is_empty() { "" } else { "," };
            _ = write!(chosen, "{next}[data-value=\"{facet}:{}\"]", value.index());
        }
    }
    if chosen.is_empty() {
        return each(rows, "[aria-current]", |link| set_current(link, false));
    }
    each(rows, &format!("[aria-current]:not({chosen})"), |link| set_current(link, false));
    each(rows, &format!(":is({chosen}):not([aria-current])"), |link| set_current(link, true));
}

/// An element's text, with pieces of it marked.
fn mark_text(told: &Element, text: &str, found: &[Range<usize>]) {
    told.set_text_content(None);
    let mut end = 0;
    let plain = |piece: Option<&str>| {
        if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
            _ = told.append_child(&document().create_text_node(piece));
        }
    };
    for range in found {
        plain(text.get(end..range.start));
        let marked = with_text(element("mark", &[]), text.get(range.clone()).unwrap_or_default());
        _ = with(told.clone(), &[&marked]);
        end = range.end;
    }
    plain(text.get(end..));
}
