//! What is shown of a list that is still coming: how far it is, and its first rows.

use super::dom::{element, with, with_text};
use super::explorer::masthead;
use super::load::Progress;
use super::row::{Rows, Words, columns};
use super::table::{header, label, shell};
use crate::catalog::Decoder;
use crate::query::{Library, Query};
use leptos::prelude::location;
use web_sys::{Element, HtmlElement};

/// How many rows are shown before all have come.
const FIRST: usize = 30;

/// The place of the page while it loads.
pub(super) struct Loading {
    place: HtmlElement,
    /// Says how far it is; in the state of `index.html` until there are rows.
    says: Option<Element>,
    has_rows: bool,
}

impl Loading {
    pub(super) fn new(place: HtmlElement) -> Self {
        let says = place.query_selector(".state-title").ok().flatten();
        Self { place, says, has_rows: false }
    }

    pub(super) fn show(&mut self, progress: &Progress) {
        if let Some(decoder) = progress.read
            && !self.has_rows
            // A link that asks for more than the list has to wait for what it asks.
            && location().search().is_ok_and(|search| search.is_empty())
        {
            self.has_rows = self.show_rows(decoder).is_some();
        }
        if let Some(says) = &self.says {
            says.set_text_content(Some(&sentence(progress)));
        }
    }

    fn show_rows(&mut self, decoder: &Decoder) -> Option<()> {
        // As long as the page: its rows point to it.
        let library: &'static Library = Box::leak(Box::new(Library::new(decoder.preview(FIRST)?)));
        let columns = columns(library);
        let headers = columns
            .iter()
            .map(|&column| with_text(header(library, column), label(library, column)));
        let table = shell(&headers.collect::<Vec<_>>());
        let body = element("tbody", &[]);
        let mut rows = Rows::new(library, columns);
        for entry in library.catalog().entries() {
            let row = rows.row(entry, &Query::new(library), &Words::default());
            _ = body.append_child(row.as_ref());
        }
        let says = element("p", &[("class", "sentence"), ("role", "status")]);
        let summary = with(element("div", &[("class", "summary")]), &[&says]);
        // Where the chips and the panels will be.
        let chips = element("div", &[("class", "chips")]);
        let table = with(table, &[&body]);
        let results = element("main", &[("class", "results"), ("aria-busy", "true")]);
        let results = with(results, &[&summary, &chips, &table]);
        let explorer = with(element("div", &[("class", "explorer")]), &[&results]);
        self.place.set_text_content(None);
        _ = self.place.append_child(&masthead(&library.catalog().about));
        _ = self.place.append_child(&explorer);
        self.says = Some(says);
        Some(())
    }
}

/// How far it is: `Loading the list… 34 %, 120000 rows`.
fn sentence(progress: &Progress) -> String {
    let Progress { bytes, of, read } = *progress;
    let Some(decoder) = read else { return "Indexing the list…".to_owned() };
    let rows = decoder.len();
    match of {
        Some(of) if of > 0 => {
            format!("Loading the list… {} %, {rows} rows", bytes as u64 * 100 / of as u64)
        }
        _ => format!("Loading the list… {} MB, {rows} rows", bytes / 1_000_000),
    }
}
