//! Values against years, and values against each other: cells that are links to what is in them.

use super::super::super::dom::{element, set_flag, with, with_text};
use super::super::super::explorer::Explorer;
use super::cells::Cells;
use super::choice::{choice, facet_choice, look};
use super::companions::Companions;
use super::frame::{Frame, Plotted};
use super::{Draw, say};
use crate::chart::Matrix;
use crate::plot;
use crate::query::{Axis, Chart, Look, Outcome, Pairs, Query, Rank};
use crate::text::isolated;
use crate::words::charts as words;
use web_sys::Element;

/// The most values of a facet, and the most years.
const VALUES: usize = 20;
const YEARS: usize = 30;
/// Pairs of fewer case studies than this are marked where it is about their lift.
pub(super) const LEAST: u32 = 3;

const RANKS: [(Rank, &str); 2] = [(Rank::Count, words::BY_COUNT), (Rank::Lift, words::BY_LIFT)];

struct Shown {
    explorer: Explorer,
    frame: Frame,
    chart: Chart,
    cells: Cells,
    /// What darker means.
    legend: Element,
    /// What goes with each row.
    companions: Companions,
}

/// Draws the shares of the years, or what goes together.
pub(super) fn draw(explorer: Explorer, frame: Frame, chart: Chart) -> Draw {
    if chart.facets(explorer.library).is_empty() {
        say(&frame, words::NO_FACET);
        return Box::new(|_, _, _| {});
    }
    let (cells, companions) = (Cells::new(), Companions::new());
    let legend = element("p", &[("class", "legend")]);
    _ = with(frame.drawn().clone(), &[cells.element(), &legend, companions.element()]);
    let mut show_facet = facet_choice(explorer, &frame, chart);
    let mut show_rank = (chart == Chart::Pairs).then(|| {
        let choose = move |at: usize| {
            let rank = RANKS.get(at).map_or(Rank::Count, |(rank, _)| *rank);
            look(explorer, chart, |look| look.rank = rank);
        };
        choice(&frame, words::SHADE, &RANKS.map(|(_, name)| name), Box::new(choose))
    });
    let mut shown = Shown { explorer, frame, chart, cells, legend, companions };
    Box::new(move |query, outcome, look| {
        show_facet(look);
        if let Some(show) = &mut show_rank {
            show(RANKS.iter().position(|(rank, _)| *rank == look.rank).unwrap_or(0));
        }
        shown.draw(query, outcome, look);
    })
}

impl Shown {
    fn draw(&mut self, query: &Query, outcome: &Outcome, look: Look) {
        let Some(facet) = look.facet(self.chart, self.explorer.library) else { return };
        let (library, hits) = (self.explorer.library, &outcome.hits);
        let label = &library.facets()[facet].label;
        let told = isolated(label);
        let rows = Axis::frequent(library, hits, facet, VALUES);
        let columns = match self.chart {
            Chart::Pairs => rows.clone(),
            _ => Axis::years(library, hits, YEARS),
        };
        let pairs = Pairs::new(library, hits, rows, columns);
        let (title, matrix) = match self.chart {
            Chart::Pairs => {
                let title = words::together(&told);
                (title, plot::together(library, &pairs, look.rank, LEAST))
            }
            _ => (words::by_year(&told), plot::shares(library, &pairs)),
        };
        self.explain(&matrix, look.rank);
        self.cells.show(self.explorer, query, &pairs, &matrix, &title);
        if self.chart == Chart::Pairs {
            self.companions.show(self.explorer, query, &pairs, &matrix, look.rank);
        }
        let sentence = outcome.sentence(library, query);
        self.frame.show(&title, sentence, Plotted::Matrix(matrix, label.clone()), look.table);
    }

    /// Says what the cells say, or that there are none.
    fn explain(&self, matrix: &Matrix, rank: Rank) {
        let is_empty = matrix.cells.is_empty();
        set_flag(self.cells.element(), "hidden", "", is_empty);
        let says: &[(&str, &str)] = match (self.chart, rank) {
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
