//! How many case studies each year has, over how many there are, and which years to keep to.

use super::super::super::dom::{element, on_window, with_text};
use super::super::super::explorer::Explorer;
use super::brush::Brushing;
use super::drawing::Drawing;
use super::frame::{Frame, NUMBERS, Plotted};
use super::{Draw, say};
use crate::chart::{Columns, WIDTH};
use crate::plot;
use crate::query::{Library, Look, Outcome, Query};
use crate::words::charts as words;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The columns of the years.
struct Years {
    explorer: Explorer,
    frame: Frame,
    drawing: Drawing,
    brushing: Brushing,
    /// What is shown; none before the first.
    shown: Option<(Query, Columns)>,
}

/// Draws them.
pub(super) fn draw(explorer: Explorer, frame: Frame) -> Draw {
    let library = explorer.library;
    let (Some(first), Some(last)) = (library.years().next(), library.years().last()) else {
        say(&frame, words::NO_YEARS);
        return Box::new(|_, _, _| {});
    };
    let drawing = Drawing::new();
    let brushing = Brushing::new(explorer, (first, last), drawing.svg());
    let place = frame.element().clone();
    _ = frame.drawn().append_child(brushing.element());
    let legend = element("p", &[("class", "legend")]);
    _ = frame.drawn().append_child(&with_text(legend, words::YEARS_SAY));
    let years = Years { explorer, frame, drawing, brushing, shown: None };
    let years = Rc::new(RefCell::new(years));
    let resized = Rc::clone(&years);
    on_window(&place, "resize", move |_| resized.borrow_mut().draw());
    Box::new(move |query, outcome, look| years.borrow_mut().follow(query, outcome, look))
}

impl Years {
    fn follow(&mut self, query: &Query, outcome: &Arc<Outcome>, look: Look) {
        let library = self.explorer.library;
        // As with the values of every facet that a click widens, the years' own range does not count: what is
        // outside of it is what a wider one would bring.
        let columns = match query.years {
            None => plot::years(library, outcome),
            Some(_) => plot::years(library, &self.explorer.found(&query.with_years(None))),
        };
        let sentence = outcome.sentence(library, query);
        let plotted = Plotted::Columns(columns.clone());
        self.frame.show(words::BY_YEAR, sentence, plotted, look.table);
        self.shown = Some((query.clone(), columns));
        self.draw();
    }

    /// Draws what is shown as wide as there is room for.
    fn draw(&mut self) {
        let Some((query, columns)) = &self.shown else { return };
        let room = self.brushing.element().client_width();
        // While it is hidden it has no width.
        let width = if room > 0 { room.unsigned_abs() } else { WIDTH };
        let library = self.explorer.library;
        let is_faint =
            |at: usize| !columns.years.get(at).is_some_and(|it| asks_for(library, query, it.year));
        self.drawing.show(columns.figure(width, NUMBERS), &is_faint);
        self.brushing.show(query, columns, width);
    }
}

/// Whether a query lets a year through.
fn asks_for(library: &Library, query: &Query, year: u16) -> bool {
    let asked = query.refinement(library.year_facet());
    let value = library.find(library.year_facet(), &year.to_string());
    query.years.is_none_or(|range| range.contains(year))
        && value.is_none_or(|value| {
            !asked.is_excluded(value) && (asked.chosen().is_empty() || asked.is_chosen(value))
        })
}
