//! What every chart has around it.

use super::super::super::dom::{change, change_text, element, on, set_flag, with, with_text};
use super::super::super::explorer::Explorer;
use super::super::take_away::{self, Saved};
use super::choice::look;
use crate::chart::{self, Bars, Columns, Matrix, Numbers, WIDTH};
use crate::export::{self, Dialect};
use crate::query::Chart;
use crate::view;
use crate::words::{charts as words, common, number, tenths};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

/// How the numbers of charts are written for the reader.
pub(super) const NUMBERS: Numbers = Numbers { count: |count| number(count), tenths };

/// A chart in numbers.
pub(super) enum Plotted {
    /// Of years.
    Columns(Columns),
    /// Of the values of a facet; its name.
    Bars(Bars, String),
    /// Of two lists of values; the name of the rows.
    Matrix(Matrix, String),
}

impl Plotted {
    fn figure(&self) -> chart::Figure {
        match self {
            Self::Columns(columns) => columns.figure(WIDTH, NUMBERS),
            Self::Bars(bars, _) => bars.figure(WIDTH, NUMBERS),
            Self::Matrix(matrix, _) => matrix.figure(NUMBERS),
        }
    }

    fn table(&self, numbers: Numbers) -> chart::Table {
        match self {
            Self::Columns(columns) => {
                columns.table([words::YEAR, words::FOUND, words::ALL], numbers)
            }
            Self::Bars(bars, label) => bars.table([label, words::FOUND, words::ALL], numbers),
            Self::Matrix(matrix, corner) => matrix.table(corner, numbers),
        }
    }
}

/// A chart as a figure of the page.
#[derive(Clone)]
pub(super) struct Frame {
    element: Element,
    heading: Element,
    tools: Element,
    as_table: Element,
    save: Element,
    drawn: Element,
    table: Element,
    shown: Rc<RefCell<Shown>>,
}

/// What is shown.
#[derive(Default)]
struct Shown {
    title: String,
    sentence: String,
    plotted: Option<Plotted>,
    /// As which table; none where it is drawn.
    table: Option<chart::Table>,
}

impl Frame {
    /// Without content yet.
    pub(super) fn new(explorer: Explorer, chart: Chart) -> Self {
        let id = format!("chart-{}", chart.name());
        let heading = element("h2", &[("id", &id), ("dir", "auto")]);
        let tools = element("div", &[("class", "chart-tools")]);
        let as_table = element("button", &[("class", "button"), ("aria-pressed", "false")]);
        let as_table = with_text(as_table, words::AS_TABLE);
        let save = with_text(element("button", &[("class", "button")]), words::SAVE_DRAWING);
        let said = element("span", &[("aria-live", "polite")]);
        let close = view::chart_link(explorer.library, "dismiss", chart, common::CLOSE_SIGN);
        _ = close.set_attribute("aria-label", &words::close(chart.label()));
        let head = element("figcaption", &[("class", "chart-head")]);
        let head = with(head, &[&heading, &tools, &said, &as_table, &save, &close]);
        let drawn = element("div", &[]);
        let attributes = [
            ("class", "chart-scroll"),
            ("role", "region"),
            ("aria-labelledby", &id),
            ("tabindex", "0"),
            ("hidden", ""),
        ];
        let table = element("div", &attributes);
        let figure = element("figure", &[("class", "chart"), ("aria-labelledby", &id)]);
        let frame = Self {
            element: with(figure, &[&head, &drawn, &table]),
            heading,
            tools,
            as_table,
            save: save.clone(),
            drawn,
            table,
            shown: Rc::default(),
        };
        on(&frame.as_table, "click", move |_| {
            look(explorer, chart, |look| look.table ^= true);
        });
        let shown = Rc::clone(&frame.shown);
        on(&save, "click", move |_| {
            let name = shown.borrow().save(explorer, chart);
            said.set_text_content(name.map(|name| common::saved(&name)).as_deref());
        });
        frame
    }

    /// The whole of it.
    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Where a chart has what is its own to choose.
    pub(super) fn tools(&self) -> &Element {
        &self.tools
    }

    /// Where it is drawn.
    pub(super) fn drawn(&self) -> &Element {
        &self.drawn
    }

    /// Has other numbers, and says of what: the sentence of what is asked.
    pub(super) fn show(&self, title: &str, sentence: String, plotted: Plotted, is_table: bool) {
        let mut shown = self.shown.borrow_mut();
        if shown.title != title {
            self.heading.set_text_content(Some(title));
            title.clone_into(&mut shown.title);
        }
        shown.sentence = sentence;
        let table = is_table.then(|| plotted.table(NUMBERS));
        shown.plotted = Some(plotted);
        if shown.table != table {
            self.write(table.as_ref(), title);
            shown.table = table;
        }
        change(&self.as_table, "aria-pressed", if is_table { "true" } else { "false" });
        let save = if is_table { words::SAVE_TABLE } else { words::SAVE_DRAWING };
        change_text(&self.save, save);
        set_flag(&self.drawn, "hidden", "", is_table);
        set_flag(&self.table, "hidden", "", !is_table);
    }

    /// Writes the table, or takes it away.
    fn write(&self, table: Option<&chart::Table>, title: &str) {
        self.table.set_text_content(None);
        let Some(table) = table else { return };
        let row = |cells: &[String], tag: &'static str| {
            let row = element("tr", &[]);
            for (at, cell) in cells.iter().enumerate() {
                let (tag, scope) =
                    if at == 0 && tag == "td" { ("th", "row") } else { (tag, "col") };
                let scope = [("scope", scope), ("dir", "auto")];
                let scope = if tag == "th" { &scope[..] } else { &[] };
                _ = row.append_child(&with_text(element(tag, scope), cell));
            }
            row
        };
        let head = with(element("thead", &[]), &[&row(&table.head, "th")]);
        let body = element("tbody", &[]);
        for cells in &table.rows {
            _ = body.append_child(&row(cells, "td"));
        }
        let whole = element("table", &[("class", "numbers-table"), ("aria-label", title)]);
        _ = self.table.append_child(&with(whole, &[&head, &body]));
    }
}

impl Shown {
    /// Has the browser save what is shown; the name of the file.
    fn save(&self, explorer: Explorer, chart: Chart) -> Option<String> {
        let plotted = self.plotted.as_ref()?;
        let saved = match &self.table {
            Some(_) => Saved {
                text: export::table(
                    &plotted.table(Numbers::PLAIN),
                    Dialect { tabs: false, for_spreadsheets: true },
                ),
                name: chart.name(),
                ending: "csv",
                media_type: "text/csv",
            },
            None => Saved {
                text: export::svg(&plotted.figure(), &self.title, &self.sentence),
                name: chart.name(),
                ending: "svg",
                media_type: "image/svg+xml",
            },
        };
        take_away::save(explorer.library, &saved)
    }
}
