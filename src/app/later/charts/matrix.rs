//! Values against years, and values against each other: cells that are links to what is in them.

use super::super::super::dom::{element, on, set_flag, with, with_text};
use super::super::super::explorer::Explorer;
use super::cells::Cells;
use super::frame::{Frame, Plotted};
use super::{Draw, say};
use crate::chart::Matrix;
use crate::plot;
use crate::query::{Axis, Chart, Library, Outcome, Pairs, Query, Rank};
use crate::text::isolated;
use crate::words::charts as words;
use leptos::prelude::event_target_value;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// The most values of a facet, and the most years.
const VALUES: usize = 20;
const YEARS: usize = 30;
/// Pairs of fewer case studies than this are marked where it is about their lift.
const LEAST: u32 = 3;

const RANKS: [(Rank, &str); 2] = [(Rank::Count, words::BY_COUNT), (Rank::Lift, words::BY_LIFT)];

struct Shown {
    explorer: Explorer,
    frame: Frame,
    chart: Chart,
    cells: Cells,
    /// What darker means.
    legend: Element,
    facet: usize,
    rank: Rank,
    /// What was answered last.
    answered: Option<(Query, Arc<Outcome>)>,
}

/// Draws the shares of the years, or what goes together.
pub(super) fn draw(explorer: Explorer, frame: Frame, chart: Chart) -> Draw {
    let library = explorer.library;
    let facets = facets(library, chart);
    let Some(&facet) = facets.first() else {
        say(&frame, words::NO_FACET);
        return Box::new(|_, _| {});
    };
    let cells = Cells::new();
    let legend = element("p", &[("class", "legend")]);
    _ = with(frame.drawn().clone(), &[cells.element(), &legend]);
    let tools = frame.tools().clone();
    let shown =
        Shown { explorer, frame, chart, cells, legend, facet, rank: Rank::Count, answered: None };
    let shown = Rc::new(RefCell::new(shown));
    if facets.len() > 1 {
        let labels: Vec<&str> =
            facets.iter().map(|&facet| &*library.facets()[facet].label).collect();
        let chosen = Rc::clone(&shown);
        let choose = move |at: usize| {
            let mut shown = chosen.borrow_mut();
            shown.facet = facets.get(at).copied().unwrap_or(shown.facet);
            shown.draw();
        };
        _ = tools.append_child(&choice(words::FACET, &labels, choose));
    }
    if chart == Chart::Pairs {
        let chosen = Rc::clone(&shown);
        let choose = move |at: usize| {
            let mut shown = chosen.borrow_mut();
            shown.rank = RANKS.get(at).map_or(Rank::Count, |(rank, _)| *rank);
            shown.draw();
        };
        _ = tools.append_child(&choice(words::SHADE, &RANKS.map(|(_, name)| name), choose));
    }
    Box::new(move |query, outcome| {
        let mut shown = shown.borrow_mut();
        shown.answered = Some((query.clone(), Arc::clone(outcome)));
        shown.draw();
    })
}

/// The facets to choose from, tags first, then those of which an entry has several values; of those with one value,
/// no two go together.
fn facets(library: &Library, chart: Chart) -> Vec<usize> {
    let (mut facets, mut of_one) = (Vec::new(), Vec::new());
    for (at, facet) in library.catalog().declared().iter().enumerate() {
        match (facet.many, &*facet.key) {
            (true, "tag") => facets.insert(0, at),
            (true, _) => facets.push(at),
            (false, _) => of_one.push(at),
        }
    }
    if chart != Chart::Pairs {
        facets.append(&mut of_one);
    }
    facets
}

/// A list to choose from.
fn choice(name: &str, options: &[&str], mut choose: impl FnMut(usize) + 'static) -> Element {
    let select = element("select", &[("class", "button")]);
    for (at, option) in options.iter().enumerate() {
        let option = with_text(element("option", &[("value", &at.to_string())]), option);
        _ = select.append_child(&option);
    }
    on(&select, "change", move |change| {
        choose(event_target_value(&change).parse().unwrap_or(0));
    });
    with(with_text(element("label", &[]), name), &[&select])
}

impl Shown {
    fn draw(&mut self) {
        let Some((query, outcome)) = &self.answered else { return };
        let (library, hits) = (self.explorer.library, &outcome.hits);
        let label = &library.facets()[self.facet].label;
        let told = isolated(label);
        let rows = Axis::frequent(library, hits, self.facet, VALUES);
        let columns = match self.chart {
            Chart::Pairs => rows.clone(),
            _ => Axis::years(library, hits, YEARS),
        };
        let pairs = Pairs::new(library, hits, rows, columns);
        let (title, matrix) = match self.chart {
            Chart::Pairs => {
                let title = words::together(&told);
                (title, plot::together(library, &pairs, self.rank, LEAST))
            }
            _ => (words::by_year(&told), plot::shares(library, &pairs)),
        };
        self.explain(&matrix);
        self.cells.show(self.explorer, query, &pairs, &matrix, &title);
        let sentence = outcome.sentence(library, query);
        self.frame.show(&title, sentence, Plotted::Matrix(matrix, label.clone()));
    }

    /// Says what the cells say, or that there are none.
    fn explain(&self, matrix: &Matrix) {
        let is_empty = matrix.cells.is_empty();
        set_flag(self.cells.element(), "hidden", "", is_empty);
        let says: &[(&str, &str)] = match (self.chart, self.rank) {
            _ if is_empty => &[("", words::EMPTY)],
            (Chart::Pairs, Rank::Count) => &[("level", words::DARKER), ("white", words::WHITE)],
            (Chart::Pairs, Rank::Lift) => {
                &[("level", words::DARKER_BY_LIFT), ("few", words::FEW), ("white", words::WHITE)]
            }
            _ => &[("level", words::DARKER_IN_YEAR), ("few", words::FEW_IN_YEAR)],
        };
        self.legend.set_text_content(None);
        for (tone, text) in says {
            let sample = element("span", &[("class", "square"), ("data-tone", tone)]);
            let text = with_text(element("span", &[]), text);
            let parts = [&sample, &text];
            let parts = if tone.is_empty() { &parts[1..] } else { &parts[..] };
            _ = self.legend.append_child(&with(element("span", &[]), parts));
        }
    }
}
