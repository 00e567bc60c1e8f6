//! What goes with each value, in words: the same pairs as the cells, ordered.

use super::super::super::dom::{element, set_flag, with, with_text};
use super::super::super::explorer::Explorer;
use super::frame::NUMBERS;
use super::matrix::LEAST;
use crate::chart::Matrix;
use crate::query::{Pairs, Query, Rank};
use crate::text::isolated;
use crate::words::charts as words;
use web_sys::Element;

/// So many values are named for each.
const MOST: usize = 3;

/// A list of values, each with those that go with it.
pub(super) struct Companions {
    element: Element,
    heading: Element,
    list: Element,
    /// What is shown: each row, and the columns that go with it.
    shown: Vec<(String, Vec<Said>)>,
}

/// A value that goes with another: what is said of it, and where it leads.
type Said = (String, String);

impl Companions {
    /// None yet.
    pub(super) fn new() -> Self {
        let heading = element("h3", &[]);
        let list = element("ul", &[]);
        let element = element("div", &[("class", "companions"), ("hidden", "")]);
        Self { element: with(element, &[&heading, &list]), heading, list, shown: Vec::new() }
    }

    /// The whole of it.
    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Shows what goes with each row. A link asks for what has both, besides what is asked.
    pub(super) fn show(
        &mut self,
        explorer: Explorer,
        query: &Query,
        pairs: &Pairs,
        matrix: &Matrix,
        rank: Rank,
    ) {
        let (heading, least) = match rank {
            Rank::Count => (words::COMPANIONS, 1),
            Rank::Lift => (words::COMPANIONS_BY_LIFT, LEAST),
        };
        let columns = matrix.columns.len();
        let said = |row: usize, column: usize| {
            let cell = &matrix.cells[row * columns + column];
            let next = pairs.query(explorer.library, query, row, column);
            (
                words::companion(&isolated(&matrix.columns[column].label), &cell.text(NUMBERS)),
                explorer.href(&next),
            )
        };
        let rows = matrix.rows.iter().enumerate().map(|(row, heading)| {
            let best = pairs.companions(row, rank, least).into_iter().take(MOST);
            (heading.label.clone(), best.map(|column| said(row, column)).collect::<Vec<_>>())
        });
        let rows: Vec<_> = rows.filter(|(_, best)| !best.is_empty()).collect();
        self.heading.set_text_content(Some(heading));
        set_flag(&self.element, "hidden", "", rows.is_empty());
        if self.shown == rows {
            return;
        }
        self.list.set_text_content(None);
        for (label, best) in &rows {
            let name = with_text(element("bdi", &[]), label);
            let goes = with_text(element("span", &[]), words::GOES_WITH);
            let item = with(element("li", &[]), &[&name, &goes]);
            for (text, href) in best {
                _ = item.append_child(&crate::view::filter_link("tag", href, text));
            }
            _ = self.list.append_child(&item);
        }
        self.shown = rows;
    }
}
