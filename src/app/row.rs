//! A row of the table: an entry.

use super::dom::{copy, element, with, with_text};
use super::explorer::set_current;
use crate::facet::EntryId;
use crate::query::{Column, Library, Query};
use crate::{text, view};
use leptos::prelude::document;
use std::collections::VecDeque;
use std::ops::Range;
use web_sys::Element;

/// How many rows that have gone are kept for when they come back.
const KEPT: usize = 200;

/// Makes the rows of a list. What is alike in many is made once and then copied, and rows that went not
/// long ago are used again.
pub(super) struct Rows {
    library: &'static Library,
    columns: Vec<Column>,
    /// A row with empty cells.
    empty: Element,
    /// For each facet, the link of each value that was met.
    links: Vec<Vec<Option<Element>>>,
    /// What has gone, by key; the last one last.
    gone: VecDeque<(u64, Element)>,
}

impl Rows {
    /// Rows with these columns.
    pub(super) fn new(library: &'static Library, columns: Vec<Column>) -> Self {
        let cells: Vec<_> = columns.iter().map(|&column| view::cell(library, column)).collect();
        let empty = with(view::row(&[]), &cells.iter().collect::<Vec<_>>());
        let values = |facet| vec![None; library.values(facet).len() + 1];
        let links = (0..library.facets().len()).map(values).collect();
        Self { library, columns, empty, links, gone: VecDeque::new() }
    }

    /// The row of an entry for a query, with the words marked that were searched for.
    pub(super) fn row(&mut self, entry: EntryId, query: &Query, words: &str) -> Element {
        let known = self.gone.iter().position(|(key, _)| *key == entry.index() as u64);
        let known = known.and_then(|at| self.gone.remove(at));
        let row = if let Some((_, row)) = known {
            each(&row, "[aria-current]", |link| set_current(link, false));
            mark(&row, words);
            row
        } else {
            let row = self.make(entry);
            if !words.is_empty() {
                mark(&row, words);
            }
            row
        };
        set_chosen(&row, query);
        row
    }

    /// Keeps rows that have gone.
    pub(super) fn keep(&mut self, gone: Vec<(u64, Element)>) {
        self.gone.extend(gone);
        self.gone.drain(..self.gone.len().saturating_sub(KEPT));
    }

    fn make(&mut self, entry: EntryId) -> Element {
        let row = copy(&self.empty);
        let mut next = row.first_element_child();
        for at in 0..self.columns.len() {
            let Some(cell) = next else { break };
            next = cell.next_element_sibling();
            match self.columns[at] {
                Column::Title => _ = view::title(self.library, entry, cell),
                Column::Facet(facet) => self.values(facet, entry, &cell),
            }
        }
        row
    }

    fn values(&mut self, facet: usize, entry: EntryId, cell: &Element) {
        let library = self.library;
        for &value in library.values_of(facet, entry) {
            if library.is_none(facet, value) {
                continue;
            }
            let Some(link) = self.links[facet].get_mut(value.index()) else { continue };
            let make =
                || view::value_link(library, "tag", (facet, value), library.label(facet, value));
            _ = cell.append_child(&copy(link.get_or_insert_with(make)));
        }
    }
}

/// Says of the links in some rows whether their values are chosen.
pub(super) fn show_chosen(rows: &Element, before: &Query, now: &Query) {
    for (facet, (old, new)) in before.refinements().iter().zip(now.refinements()).enumerate() {
        for &value in old.chosen().iter().chain(new.chosen()) {
            if old.is_chosen(value) != new.is_chosen(value) {
                let selector = format!("[data-value=\"{facet}:{}\"]", value.index());
                each(rows, &selector, |link| set_current(link, new.is_chosen(value)));
            }
        }
    }
}

/// Says of the links of a new row whether their values are chosen.
fn set_chosen(row: &Element, query: &Query) {
    for (facet, asked) in query.refinements().iter().enumerate() {
        for value in asked.chosen() {
            let selector = format!("[data-value=\"{facet}:{}\"]", value.index());
            each(row, &selector, |link| set_current(link, true));
        }
    }
}

/// Marks in a row what a search found.
pub(super) fn mark(row: &Element, words: &str) {
    each(row, "a, p", |told| {
        let text = told.text_content().unwrap_or_default();
        let found = text::matches(&text, words);
        if !found.is_empty() || told.child_element_count() > 0 {
            mark_text(told, &text, &found);
        }
    });
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

fn each(within: &Element, selector: &str, mut act: impl FnMut(&Element)) {
    each_boxed(within, selector, &mut act);
}

fn each_boxed(within: &Element, selector: &str, act: &mut dyn FnMut(&Element)) {
    use wasm_bindgen::JsCast;
    let Ok(found) = within.query_selector_all(selector) else { return };
    for at in 0..found.length() {
        if let Some(found) = found.get(at) {
            act(found.unchecked_ref());
        }
    }
}
