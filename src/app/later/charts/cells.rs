//! The cells of a matrix, as a grid: one stop for the tabulator, and arrows from cell to cell.

use super::super::super::dom::{Keyed, change, change_text, element, on, set, set_flag, with};
use super::super::super::explorer::{Explorer, set_current};
use super::frame::NUMBERS;
use crate::chart::{Cell, Heading, LEVELS, Matrix, Tone};
use crate::plot::FEW;
use crate::query::{Pairs, Query};
use crate::words::charts;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// More letters than this in the name of a column are written upwards.
const SHORT: usize = 5;

/// A grid of cells, which touches only what differs.
pub(super) struct Cells {
    element: Element,
    table: Element,
    head: Keyed<Element>,
    rows: Keyed<Row>,
}

/// A row of it.
struct Row {
    element: Element,
    heading: Element,
    cells: Keyed<Square>,
}

impl AsRef<Element> for Row {
    fn as_ref(&self) -> &Element {
        &self.element
    }
}

/// A cell of it.
struct Square {
    element: Element,
    link: HtmlElement,
    shown: Option<(Cell, String)>,
}

impl AsRef<Element> for Square {
    fn as_ref(&self) -> &Element {
        &self.element
    }
}

impl Cells {
    /// None yet.
    pub(super) fn new() -> Self {
        let head = element("tr", &[]);
        let body = element("tbody", &[]);
        _ = head.append_child(&element("td", &[]));
        let table = element("table", &[("role", "grid"), ("class", "cells")]);
        let table = with(table, &[&with(element("thead", &[]), &[&head]), &body]);
        let scroll = with(element("div", &[("class", "chart-scroll")]), &[&table]);
        let within = body.clone();
        on(&body, "keydown", move |event| _ = step(&within, &event));
        let within = body.clone();
        on(&body, "focusin", move |event| {
            if let Some(cell) = cell_of(&event) {
                stop_at(&within, &cell);
            }
        });
        Self { element: scroll, table, head: Keyed::new(head), rows: Keyed::new(body) }
    }

    /// The whole of it.
    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Shows the cells; a link asks for what is in one, besides what is asked.
    pub(super) fn show(
        &mut self,
        explorer: Explorer,
        query: &Query,
        pairs: &Pairs,
        matrix: &Matrix,
        title: &str,
    ) {
        change(&self.table, "aria-label", title);
        let columns = column_keys(pairs, matrix);
        let of_years = pairs.columns().facet == explorer.library.year_facet();
        let is_few = |column: &Heading| of_years && column.total < FEW;
        self.show_head(&is_few, matrix, &columns);
        let rows: Vec<u64> = pairs.rows().values.iter().map(|row| row.index() as u64).collect();
        self.rows.show(&rows, &mut |_, _| {
            let heading = element("th", &[("scope", "row"), ("dir", "auto")]);
            let element = with(element("tr", &[]), &[&heading]);
            Row { cells: Keyed::new(element.clone()), element, heading }
        });
        let of_row = matrix.cells.chunks(columns.len().max(1));
        let rows = self.rows.children_mut().iter_mut().zip(of_row).zip(&matrix.rows);
        for (((_, row), cells), heading) in rows {
            change_text(&row.heading, &heading.label);
            row.cells.show(&columns, &mut |_, _| Square::new());
            let squares = row.cells.children_mut().iter_mut().zip(cells).zip(&matrix.columns);
            for (((_, square), cell), column) in squares {
                let next = cell.of.filter(|&(row, column)| pairs.pair(row, column).both > 0);
                let next =
                    next.map(|(row, column)| pairs.query(explorer.library, query, row, column));
                let text = cell.text(NUMBERS);
                let (row, column) = (&heading.label, &column.label);
                let name = match cell.tone {
                    Tone::Blank => format!("{row}: {text}"),
                    Tone::White => charts::white_spot(row, column, &text),
                    _ => charts::cell(row, column, &text),
                };
                square.show(*cell, &text, name);
                square.lead(explorer, query, next.as_ref());
            }
        }
        let body = self.rows.parent();
        if body.query_selector("[tabindex='0']").ok().flatten().is_none()
            && let Some(first) = body.query_selector("td").ok().flatten()
        {
            set(&stop_of(&first), "tabindex", "0");
        }
    }

    fn show_head(&mut self, is_few: &dyn Fn(&Heading) -> bool, matrix: &Matrix, columns: &[u64]) {
        self.head.show(columns, &mut |_, _| element("th", &[("scope", "col"), ("dir", "auto")]));
        let is_long = |column: &Heading| column.label.chars().count() > SHORT;
        set_flag(self.head.parent(), "class", "upwards", matrix.columns.iter().any(is_long));
        for ((_, shown), column) in self.head.children().iter().zip(&matrix.columns) {
            let mark = if is_few(column) { "*" } else { "" };
            change_text(shown, &format!("{}{mark}", column.label));
        }
    }
}

/// What tells a column from every other: its value, or where nothing is of it, its year.
fn column_keys(pairs: &Pairs, matrix: &Matrix) -> Vec<u64> {
    let key = |(column, cell): (&Heading, &Cell)| match cell.of {
        Some((_, at)) => pairs.columns().values[at].index() as u64,
        // Beyond all values.
        None => u64::from(column.label.parse::<u16>().unwrap_or(0)) | 1 << 32,
    };
    matrix.columns.iter().zip(&matrix.cells).map(key).collect()
}

impl Square {
    fn new() -> Self {
        let link = element("a", &[("class", "square")]);
        let element = with(element("td", &[]), &[&link]);
        Self { element, link: link.unchecked_into(), shown: None }
    }

    /// Shows a cell, where it shows another one.
    fn show(&mut self, cell: Cell, text: &str, name: String) {
        let shown = Some((cell, name));
        if self.shown == shown {
            return;
        }
        let (tone, level) = match cell.tone {
            Tone::Few(level) => ("few", level),
            Tone::White => ("white", 0),
            Tone::Blank => ("blank", 0),
            Tone::Level(level) => ("level", level),
            Tone::Total | Tone::Part => ("level", LEVELS),
        };
        change(&self.link, "data-tone", tone);
        let share = u32::from(level) * 100 / u32::from(LEVELS);
        _ = self.link.style().set_property("--level", &format!("{share}%"));
        change_text(&self.link, &cell.short(NUMBERS));
        change(&self.element, "title", text);
        self.shown = shown;
    }

    /// Leads to what is in the cell; nowhere, if there is nothing in it.
    fn lead(&self, explorer: Explorer, query: &Query, next: Option<&Query>) {
        let href = next.map(|next| explorer.href(next));
        set_flag(&self.link, "data-filter", "", href.is_some());
        set_flag(&self.link, "href", href.as_deref().unwrap_or_default(), href.is_some());
        set_current(&self.link, next == Some(query));
        let (stop, other): (&Element, &Element) =
            if href.is_some() { (&self.link, &self.element) } else { (&self.element, &self.link) };
        let name = self.shown.as_ref().map_or("", |(_, name)| name);
        change(stop, "aria-label", name);
        if stop.get_attribute("tabindex").is_none() {
            set(stop, "tabindex", "-1");
        }
        for attribute in ["aria-label", "tabindex"] {
            set_flag(other, attribute, "", false);
        }
    }
}

/// What has the focus in a cell: its link, or else the cell.
fn stop_of(cell: &Element) -> Element {
    let link = cell.query_selector("a[href]").ok().flatten();
    link.unwrap_or_else(|| cell.clone())
}

/// The cell that an event is about.
fn cell_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("td").ok()?
}

/// Makes a cell the one that the tabulator stops at.
fn stop_at(body: &Element, cell: &Element) {
    if let Some(before) = body.query_selector("[tabindex='0']").ok().flatten() {
        change(&before, "tabindex", "-1");
    }
    change(&stop_of(cell), "tabindex", "0");
}

/// Goes to the next cell by an arrow, to the first or the last of the row by Home and End.
fn step(body: &Element, event: &Event) -> Option<()> {
    let key: &KeyboardEvent = event.unchecked_ref();
    let cell = cell_of(event)?;
    let row = cell.closest("tr").ok()??;
    let (across, down) = (place(&row, &cell)?, place(body, &row)?);
    // The first of a row is its name.
    let (across, down) = match &*key.key() {
        "ArrowLeft" => (across.checked_sub(1)?.max(1), down),
        "ArrowRight" => (across + 1, down),
        "ArrowUp" => (across, down.checked_sub(1)?),
        "ArrowDown" => (across, down + 1),
        "Home" => (1, down),
        "End" => (row.child_element_count() - 1, down),
        _ => return None,
    };
    event.prevent_default();
    let next = body.children().item(down)?.children().item(across)?;
    stop_of(&next).dyn_into::<HtmlElement>().ok()?.focus().ok()
}

/// Which of the children an element is.
fn place(parent: &Element, child: &Element) -> Option<u32> {
    let children = parent.children();
    (0..parent.child_element_count()).find(|&at| children.item(at).as_ref() == Some(child))
}
