//! The brush over the columns of years: two handles and what is between them, for pointer, finger and keys.

use super::super::super::dom::{change, element, on, set_flag, with};
use super::super::super::explorer::Explorer;
use crate::chart::{Columns, Projection};
use crate::query::{Brush, Handle, Nudge, Query};
use crate::words::charts;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// How far a pointer goes before it drags, in pixels: less is a click.
const STILL: i32 = 4;

/// The ends, and what readers call them.
const ENDS: [(Handle, &str); 2] =
    [(Handle::From, charts::FIRST_YEAR), (Handle::To, charts::LAST_YEAR)];

/// The brush, and what it lies over.
pub(super) struct Brushing {
    element: Element,
    window: Element,
    handles: [Element; 2],
    state: Rc<RefCell<State>>,
}

/// What listeners share.
struct State {
    explorer: Explorer,
    /// The first and the last year of the list.
    all: (u16, u16),
    brush: Brush,
    line: Projection,
    drag: Option<Drag>,
}

/// What a pointer does, since it went down.
struct Drag {
    /// What it moves; `None` where it draws anew.
    handle: Option<Handle>,
    /// Where it went down, and in which year.
    start: (i32, u16),
    /// What there was before.
    before: (Brush, Query),
    is_finger: bool,
    moves: bool,
}

impl Brushing {
    /// Over a drawing of the years from the first to the last.
    pub(super) fn new(explorer: Explorer, (first, last): (u16, u16), drawing: &Element) -> Self {
        let window = element("div", &[("class", "brush-window")]);
        let handles = ENDS.map(|(_, name)| {
            let attributes = [
                ("class", "brush-handle"),
                ("role", "slider"),
                ("tabindex", "0"),
                ("aria-label", name),
            ];
            element("div", &attributes)
        });
        let [from, to] = &handles;
        let brush = element("div", &[("class", "brush")]);
        let element = with(brush, &[&window, drawing, from, to]);
        let state = State {
            explorer,
            all: (first, last),
            brush: Brush::new(first, last, None),
            line: Projection::new(first, last, 0, 0),
            drag: None,
        };
        let state = Rc::new(RefCell::new(state));
        for ((handle, _), target) in ENDS.into_iter().zip(&handles) {
            listen_to_keys(explorer, &state, handle, target);
        }
        listen_to_pointers(&state, &element, &handles);
        Self { element, window, handles, state }
    }

    /// The whole of it.
    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Shows what is asked over the columns as they stand in a figure of a width.
    pub(super) fn show(&self, query: &Query, columns: &Columns, width: u32) {
        let mut state = self.state.borrow_mut();
        let brush = Brush::new(state.all.0, state.all.1, query.years);
        let (line, plot) = (columns.projection(width), columns.plot(width));
        (state.brush, state.line) = (brush, line);
        let area = line.area(brush.from(), brush.to(), plot.y, plot.height);
        set_flag(&self.window, "hidden", "", brush.range().is_none());
        place(&self.window, "left", area.x);
        place(&self.window, "width", area.width);
        place(&self.window, "top", plot.y);
        place(&self.window, "height", plot.height);
        let edges = [(brush.from(), area.x), (brush.to(), area.x + area.width)];
        for (((year, x), (handle, _)), shown) in edges.into_iter().zip(ENDS).zip(&self.handles) {
            place(shown, "left", x);
            place(shown, "top", plot.y);
            place(shown, "height", plot.height);
            let (least, greatest) = brush.limits(handle);
            change(shown, "aria-valuemin", &least.to_string());
            change(shown, "aria-valuemax", &greatest.to_string());
            change(shown, "aria-valuenow", &year.to_string());
            let column = columns.years.iter().find(|column| column.year == year);
            let found = column.map_or(0, |column| column.part);
            change(shown, "aria-valuetext", &charts::found(year, found));
        }
    }
}

/// Puts an element where it is to be, in pixels. The Content-Security-Policy allows a style to be set so, and not
/// as an attribute.
fn place(element: &Element, property: &str, pixels: u32) {
    let element: &HtmlElement = element.unchecked_ref();
    _ = element.style().set_property(property, &format!("{pixels}px"));
}

fn listen_to_keys(
    explorer: Explorer,
    state: &Rc<RefCell<State>>,
    handle: Handle,
    target: &Element,
) {
    let state = Rc::clone(state);
    on(target, "keydown", move |event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        if key.alt_key() || key.ctrl_key() || key.meta_key() {
            return;
        }
        if let Some(nudge) = Nudge::of_key(&key.key()) {
            // Not for scrolling.
            event.prevent_default();
            let before = state.borrow().brush;
            ask(explorer, before, before.moved(handle, nudge));
        }
    });
    // All that is done by keys while a handle has the focus is one step.
    for event in ["focus", "blur"] {
        on(target, event, move |_| explorer.navigator.finish());
    }
}

fn listen_to_pointers(state: &Rc<RefCell<State>>, plot: &Element, handles: &[Element; 2]) {
    let (down, over, handles) = (Rc::clone(state), plot.clone(), handles.clone());
    on(plot, "pointerdown", move |event| {
        let pointer: &PointerEvent = event.unchecked_ref();
        if pointer.button() != 0 || down.borrow().drag.is_some() {
            return;
        }
        let x = place_of(pointer, &over);
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_on = |handle: &Element| target.as_ref() == Some(handle);
        let explorer = down.borrow().explorer;
        explorer.navigator.finish();
        let end = handles.iter().position(is_on).map(|at| ENDS[at].0);
        down.borrow_mut().begin(end, x, pointer.pointer_type() == "touch");
        _ = over.set_pointer_capture(pointer.pointer_id());
    });
    let (moved, over) = (Rc::clone(state), plot.clone());
    on(plot, "pointermove", move |event| {
        let next = moved.borrow_mut().drag_to(place_of(event.unchecked_ref(), &over));
        follow(&moved, next);
    });
    let up = Rc::clone(state);
    on(plot, "pointerup", move |_| {
        let next = up.borrow_mut().end();
        follow(&up, next);
        let explorer = up.borrow().explorer;
        explorer.navigator.finish();
    });
    // The browser has taken the finger for scrolling: nothing was meant.
    let given_up = Rc::clone(state);
    on(plot, "pointercancel", move |_| {
        let drag = given_up.borrow_mut().drag.take();
        let explorer = given_up.borrow().explorer;
        if let Some(Drag { before: (_, query), moves: true, .. }) = drag {
            explorer.navigator.adjust(query);
        }
        explorer.navigator.finish();
    });
}

/// Where a pointer is within the drawing, in pixels from its left edge.
fn place_of(pointer: &PointerEvent, over: &Element) -> i32 {
    pointer.client_x() - over.get_bounding_client_rect().left() as i32
}

impl State {
    /// A pointer goes down, on an end or elsewhere.
    fn begin(&mut self, end: Option<Handle>, x: i32, is_finger: bool) {
        let year = self.year(x);
        let within = self.brush.from() <= year && year <= self.brush.to();
        // Where all years are within, there is no window to be moved.
        let window = (within && self.brush.range().is_some()).then_some(Handle::Window);
        self.drag = Some(Drag {
            handle: end.or(window),
            start: (x, year),
            before: (self.brush, self.explorer.asked()),
            is_finger,
            moves: false,
        });
    }

    /// A pointer is elsewhere: the brush before and now, if it is dragged.
    fn drag_to(&mut self, x: i32) -> Option<(Brush, Brush)> {
        let (year, half) = (self.year(x), self.half());
        let (sooner, later) = (self.year(x - half), self.year(x + half));
        let drag = self.drag.as_mut()?;
        drag.moves |= (x - drag.start.0).abs() > STILL;
        if !drag.moves {
            return None;
        }
        let (before, start) = (drag.before.0, drag.start.1);
        let next = match drag.handle {
            None => before.drawn(start, year),
            // An end is between two years, and goes to the nearest such place.
            Some(Handle::From) => before.dragged(Handle::From, later),
            Some(Handle::To) => before.dragged(Handle::To, sooner),
            Some(Handle::Window) => {
                before.moved(Handle::Window, Nudge::By(i32::from(year) - i32::from(start)))
            }
        };
        Some((self.brush, next))
    }

    /// The pointer goes up: where it did not move, it was a click on a year, which keeps to that year, or
    /// releases it.
    fn end(&mut self) -> Option<(Brush, Brush)> {
        let drag = self.drag.take()?;
        // Browsers take a finger beside a handle for one on it.
        let is_on_end = matches!(drag.handle, Some(Handle::From | Handle::To)) && !drag.is_finger;
        if drag.moves || is_on_end {
            return None;
        }
        let year = drag.start.1;
        let one = self.brush.drawn(year, year);
        let all = self.brush.drawn(u16::MIN, u16::MAX);
        Some((self.brush, if one == self.brush { all } else { one }))
    }

    fn year(&self, x: i32) -> u16 {
        self.line.year(x.max(0).unsigned_abs())
    }

    /// Half the width of a year.
    fn half(&self) -> i32 {
        let width = self.line.end(self.all.1) - self.line.x(self.all.0);
        (width / self.line.years() / 2).cast_signed()
    }
}

fn follow(state: &Rc<RefCell<State>>, next: Option<(Brush, Brush)>) {
    if let Some((before, next)) = next {
        let explorer = state.borrow().explorer;
        ask(explorer, before, next);
    }
}

/// Asks for what is in the brush, if it is another one.
fn ask(explorer: Explorer, before: Brush, next: Brush) {
    if before != next {
        explorer.navigator.adjust(next.query(explorer.library, &explorer.asked()));
    }
}
