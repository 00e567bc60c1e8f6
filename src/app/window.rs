//! The part of the hits that is in the document.
//!
//! A click renders about as many rows as the reader can see. Of up to [`ALL`] hits all others follow when
//! nothing has happened for a while, so that the browser's own search and its printer find them: in groups
//! that the browser neither styles nor lays out before they come near what is seen. Of more hits only a window
//! around what the reader sees is there, with empty space above and below it in place of the rest;
//! `aria-rowcount` and `aria-rowindex` say what is missing.

use super::dom::{Keyed, change, element, on_window, with};
use super::explorer::Explorer;
use super::pace::Slice;
use super::row::{self, Row, Rows, Words};
use super::scroll::{Place, bottom, top};
use super::takeover;
use crate::facet::EntryId;
use crate::query::{Column, Outcome, Query};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::window;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Of so many hits all are in the document soon.
const ALL: usize = 1000;
/// Of more, this many at most.
const MOST: usize = 300;
/// How many rows are added at a time, and are in a group.
const STEP: usize = 50;
/// How long nothing has happened before the rows out of sight follow.
const QUIET: Duration = Duration::from_millis(600);
/// How long other work may come between two steps.
const BETWEEN: Duration = Duration::from_millis(30);
/// The height of a row, in pixels, before one was measured.
const ROW: i32 = 56;
/// Browsers cannot lay out what is much higher, in pixels.
const HIGHEST: u64 = 8_000_000;

/// The rows of a table, and what they show.
struct Window {
    explorer: Explorer,
    table: Element,
    body: Element,
    rows: Keyed<Row>,
    /// Those below them, in groups.
    grouped: Vec<(u64, Row)>,
    groups: Vec<Element>,
    made: Rows,
    /// What stands for the hits before and after the rows.
    space: [HtmlElement; 2],
    /// The position of the first row among the hits.
    start: usize,
    query: Query,
    /// What the rows are marked with.
    words: Words,
    /// None before the first.
    outcome: Option<Arc<Outcome>>,
    /// How many rows can be seen without scrolling, and some.
    room: usize,
    /// How many were shown before the first.
    taken_over: usize,
    /// Of a row on average, in pixels.
    row_height: i32,
    /// Whether the table begins above what the reader sees.
    scrolled: bool,
    filling: Option<TimeoutHandle>,
    this: Weak<RefCell<Window>>,
}

/// Shows the hits in a table, from now on.
pub(super) fn show(explorer: Explorer, columns: Vec<Column>, table: Element) {
    let window = Rc::new_cyclic(|this| {
        RefCell::new(Window::new(explorer, columns, table, Weak::clone(this)))
    });
    let shown = Rc::clone(&window);
    explorer.follow(move |query, outcome| shown.borrow_mut().follow(query, outcome));
    listen("scroll", &window, |window, _| window.scrolled());
    listen("resize", &window, |window, _| window.scrolled());
    listen("beforeprint", &window, |window, _| window.complete(true));
    listen("keydown", &window, |window, event| {
        if is_find(event) {
            window.complete(false);
        }
    });
}

/// Listens to the browser's window.
fn listen(event: &str, window: &Rc<RefCell<Window>>, act: fn(&mut Window, &web_sys::Event)) {
    let (table, window) = (window.borrow().table.clone(), Rc::clone(window));
    on_window(&table, event, move |event| {
        // Busy is only the window that scrolls the page itself.
        if let Ok(mut window) = window.try_borrow_mut() {
            act(&mut window, &event);
        }
    });
}

/// Whether a key opens the browser's search in the page.
fn is_find(event: &web_sys::Event) -> bool {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return false };
    let name = key.key();
    name == "F3" || ((key.ctrl_key() || key.meta_key()) && name.eq_ignore_ascii_case("f"))
}

impl Window {
    fn new(
        explorer: Explorer,
        columns: Vec<Column>,
        table: Element,
        this: Weak<RefCell<Self>>,
    ) -> Self {
        let body = element("tbody", &[("role", "rowgroup")]);
        let space =
            [(); 2].map(|()| element("tbody", &[("class", "space"), ("aria-hidden", "true")]));
        let table = with(table, &[&space[0], &body, &space[1]]);
        Self {
            query: Query::new(explorer.library),
            words: Words::new(explorer.library),
            made: Rows::new(explorer, columns),
            explorer,
            room: 12,
            taken_over: takeover::rows(),
            table,
            rows: Keyed::new(body.clone()),
            grouped: Vec::new(),
            groups: Vec::new(),
            body,
            space: space.map(JsCast::unchecked_into),
            start: 0,
            outcome: None,
            row_height: ROW,
            scrolled: false,
            filling: None,
            this,
        }
    }

    /// The rows in the document, by position, without those in groups.
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.rows.children().len()
    }

    /// The position behind the last row in the document.
    fn end(&self) -> usize {
        self.range().end + self.grouped.len()
    }

    fn total(&self) -> usize {
        self.outcome.as_ref().map_or(0, |outcome| outcome.hits.len())
    }

    fn follow(&mut self, query: &Query, outcome: &Arc<Outcome>) {
        // What else the link says is not in the rows.
        if self.outcome.is_none() || self.query != *query {
            self.answer(query, outcome);
        }
        match self.explorer.navigator.take_place() {
            Place::At { y, row, offset } => self.return_to(y, row, offset),
            Place::Stay if self.scrolled => self.cover(),
            Place::Table if self.scrolled => self.table.scroll_into_view(),
            Place::Stay | Place::Table => {}
        }
        self.fill_later(QUIET);
    }

    /// Shows the rows of another answer.
    fn answer(&mut self, query: &Query, outcome: &Arc<Outcome>) {
        // Who has scrolled sees what is further down.
        let taken_over = std::mem::take(&mut self.taken_over);
        let seen = if self.scrolled { self.end().min(MOST) } else { taken_over };
        self.ungroup();
        self.query = query.clone();
        self.outcome = Some(Arc::clone(outcome));
        self.words.change(outcome.correction.as_ref().unwrap_or(&query.text));
        change(&self.table, "aria-rowcount", &(self.total() + 1).to_string());
        self.show_from(0..self.room.max(seen).min(self.total()));
        for (_, row) in self.rows.children_mut() {
            row.mark(&self.words);
        }
    }

    /// Puts these hits into the document, and space in place of the others.
    fn show(&mut self, range: Range<usize>) {
        self.ungroup();
        self.show_from(range);
    }

    /// The same, where none are in groups.
    fn show_from(&mut self, range: Range<usize>) {
        let keys = self.keys(range.clone());
        let Self { made, rows, words, .. } = self;
        let make = &mut |at, key| {
            let mut row = made.row(EntryId::new(key as usize), words);
            row.place(range.start + at);
            row
        };
        let gone = rows.show(&keys, make);
        made.keep(gone);
        row::show_chosen(&self.body, &self.query);
        self.start = range.start;
        for (position, (_, row)) in (range.start..).zip(self.rows.children_mut()) {
            row.place(position);
        }
        self.space_out();
    }

    /// The hits at these positions.
    fn keys(&self, range: Range<usize>) -> Vec<u64> {
        let hits = self.outcome.as_ref().map(|outcome| outcome.hits.page(range));
        hits.into_iter().flatten().map(|entry| entry.index() as u64).collect()
    }

    /// Gives the hits that are not in the document their space.
    fn space_out(&self) {
        let missing = [self.start, self.total() - self.end()];
        for (space, rows) in self.space.iter().zip(missing) {
            let height = format!("{}px", self.height_of(rows));
            // The Content-Security-Policy allows a style to be set so, and not as an attribute.
            if space.style().get_property_value("height").ok().as_deref() != Some(&*height) {
                _ = space.style().set_property("height", &height);
            }
        }
    }

    /// Puts the next hits below the others into the document, as a group.
    fn group(&mut self) {
        let (start, group) =
            (self.end(), element("tbody", &[("role", "rowgroup"), ("class", "later")]));
        let keys = self.keys(start..self.total().min(start + STEP));
        // Its height until the browser has laid it out.
        let height = format!("auto {}px", whole(self.row_height) * keys.len());
        let style = group.unchecked_ref::<HtmlElement>().style();
        _ = style.set_property("contain-intrinsic-block-size", &height);
        for (position, key) in (start..).zip(keys) {
            let mut row = self.made.row(EntryId::new(key as usize), &self.words);
            row.place(position);
            _ = group.append_child(row.as_ref());
            self.grouped.push((key, row));
        }
        row::show_chosen(&group, &self.query);
        _ = self.table.insert_before(&group, Some(&self.space[1]));
        self.groups.push(group);
    }

    /// Takes all groups out of the document.
    fn ungroup(&mut self) {
        self.groups.drain(..).for_each(|group| group.remove());
        self.made.keep(std::mem::take(&mut self.grouped));
    }

    /// How much space stands for so many rows.
    fn height_of(&self, rows: usize) -> u64 {
        let (rows, total) = (rows as u64, self.total().max(1) as u64);
        let height = u64::from(self.row_height.unsigned_abs());
        (rows * height).min(rows * HIGHEST / total)
    }

    /// Puts these hits into the document, where the rows that stay do not move on the screen.
    fn show_in_place(&mut self, range: Range<usize>) {
        let old = self.range();
        let both = range.start.max(old.start)..range.end.min(old.end);
        let anchor = usize::midpoint(both.start, both.end).checked_sub(old.start);
        let anchor = anchor.and_then(|at| self.rows.children().get(at));
        let anchor = anchor.filter(|_| !both.is_empty() && old.start != range.start);
        let Some(anchor) = anchor.map(|(_, row)| row.as_ref().clone()) else {
            return self.show(range);
        };
        let before = top(&anchor);
        self.show(range);
        let moved = top(&anchor) - before;
        if moved != 0 {
            window().scroll_by_with_x_and_y(0.0, moved.into());
        }
    }

    /// The reader has scrolled.
    fn scrolled(&mut self) {
        self.scrolled = top(&self.table) < 0;
        self.cover();
    }

    /// Adds rows until those within a screen of what the reader sees are there.
    fn cover(&mut self) {
        let (height, total) = (height(), self.total());
        // Each round adds rows or jumps; a jump is followed by few.
        for _ in 0..8 {
            let Range { start, end } = self.range();
            let (above, below) = (top(&self.body), bottom(&self.body));
            let next = if total <= ALL {
                if self.end() < total && below < 2 * height {
                    self.complete(false);
                }
                return;
            } else if end < total && below < 2 * height {
                if below < -height { self.seen() } else { self.after(start..end) }
            } else if start > 0 && above > -height {
                if above > 2 * height { self.seen() } else { before(start..end) }
            } else {
                return;
            };
            self.show_in_place(next);
        }
    }

    /// With more rows at the end; with fewer at the start, where there are many.
    fn after(&self, range: Range<usize>) -> Range<usize> {
        let end = self.total().min(range.end + STEP);
        range.start.max(end.saturating_sub(MOST))..end
    }

    /// What would be at the reader's place, if every row were as high as the space for it.
    fn seen(&self) -> Range<usize> {
        let (above, all) = (whole(-top(&self.space[0])), self.height_of(self.total()).max(1));
        self.around((above as u64 * self.total() as u64 / all) as usize)
    }

    fn around(&self, row: usize) -> Range<usize> {
        let start = row.min(self.total()).saturating_sub(STEP / 2);
        start..self.total().min(start + 2 * STEP)
    }

    /// Goes back to where the reader was: the height of the page, and the row that was at its upper edge.
    fn return_to(&mut self, y: i32, row: usize, offset: i32) {
        // Rows that are there stay, and with them the focus.
        if row > 0 && !(self.start..self.end()).contains(&(row - 1)) {
            let around = self.around(row - 1);
            self.show(if self.total() <= ALL { 0..around.end } else { around });
        }
        window().scroll_to_with_x_and_y(0.0, y.into());
        let at = row.checked_sub(self.start + 1);
        let mut rows = self.rows.children().iter().chain(&self.grouped);
        if let Some((_, row)) = at.and_then(|at| rows.nth(at)) {
            window().scroll_by_with_x_and_y(0.0, (top(row.as_ref()) - offset).into());
        }
        self.scrolled();
    }

    /// Lets rows follow that are out of sight.
    fn fill_later(&mut self, wait: Duration) {
        if let Some(filling) = self.filling.take() {
            filling.clear();
        }
        if self.start == 0 && self.end() == self.total() {
            return;
        }
        let window = Weak::clone(&self.this);
        let fill = move || {
            if let Some(window) = window.upgrade()
                && let Ok(mut window) = window.try_borrow_mut()
            {
                window.fill();
            }
        };
        self.filling = set_timeout_with_handle(fill, wait).ok();
    }

    fn fill(&mut self) {
        let height = whole(bottom(&self.body) - top(&self.body));
        // Where space above the rows got another height, they would not be where the reader is.
        if let Some(height) = height.checked_div(self.rows.children().len())
            && !self.scrolled
        {
            self.row_height = i32::try_from(height).unwrap_or(ROW).max(8);
            let below = self::height() - top(&self.table);
            self.room = whole(below / self.row_height) + 2;
        }
        if self.total() <= ALL {
            let slice = Slice::new();
            while self.end() < self.total() && !slice.is_over() {
                self.group();
            }
            self.fill_later(BETWEEN);
        }
        // The space is as high as was measured.
        self.space_out();
    }

    /// Puts all hits into the document at once; for the printer, the first of very many.
    fn complete(&mut self, print: bool) {
        if self.total() > ALL && print {
            self.show_in_place(0..ALL);
        }
        while self.total() <= ALL && self.end() < self.total() {
            self.group();
        }
        self.space_out();
    }
}

/// With more rows at the start; with fewer at the end.
fn before(range: Range<usize>) -> Range<usize> {
    let start = range.start.saturating_sub(STEP);
    start..range.end.min(start + MOST)
}

/// The height of what the reader sees, in pixels.
fn height() -> i32 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0) as i32
}

fn whole(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}
