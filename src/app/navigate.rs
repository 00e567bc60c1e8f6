//! The way back: every change of the link, and the address that follows it. The only user of History.
//!
//! The address is written by [`Navigator::write`] alone, and read at the start and on Back and Forward.
//! A discrete step is a history entry of its own. Typing is one entry however long it takes: its first
//! pause makes it, later ones replace it.

use super::dom::{on, on_window};
use super::scroll::Place;
use crate::facet::ValueId;
use crate::query::{Chart, Library, Link, Query};
use crate::view::href;
use leptos::leptos_dom::helpers::{TimeoutHandle, location, set_timeout_with_handle};
use leptos::prelude::*;
use std::cell::{RefCell, RefMut};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, MouseEvent, ScrollRestoration};

/// The links that [`Navigator`] follows without leaving the page.
const FILTER_LINKS: &str = "a[data-filter]";

/// How long typing pauses before the address follows.
const PAUSE: Duration = Duration::from_millis(300);
/// How long scrolling pauses before its place is kept: browsers refuse too many changes.
const SCROLLED: Duration = Duration::from_millis(400);
/// How long to wait when the browser refuses another address.
const REFUSED: Duration = Duration::from_secs(2);

/// The one that sets the link: the query, and what is open beside the list.
#[derive(Clone, Copy)]
pub(super) struct Navigator {
    library: &'static Library,
    state: &'static State,
}

struct State {
    link: ArcRwSignal<Link>,
    address: RefCell<Address>,
}

/// What was last written, and what is still to be.
struct Address {
    /// As it is written, without the `?`.
    written: String,
    /// The history entry shown was made by typing, so that more typing replaces it.
    typed: bool,
    trailing: Option<TimeoutHandle>,
    /// Where the reader is to be when the rows have followed the query.
    place: Place,
    /// Keeps the reader's place, once scrolling pauses.
    scrolled: Option<TimeoutHandle>,
}

#[derive(Clone, Copy)]
enum How {
    Push,
    Replace,
}

impl Navigator {
    /// Starts from the address, which is brought into its canonical form, and listens from there on.
    pub(super) fn start(within: &Element, library: &'static Library) -> Self {
        let (written, link) = read_address(library);
        let place = match Place::now() {
            now @ Place::At { y: 1.., .. } => now,
            _ if kept_place().is_empty() => Place::Stay,
            _ => Place::decode(&kept_place()),
        };
        let address = Address { written, typed: false, trailing: None, place, scrolled: None };
        let state = State { link: ArcRwSignal::new(link), address: RefCell::new(address) };
        let navigator = Self { library, state: Box::leak(Box::new(state)) };
        // The rows are there only after the query has changed, which the browser does not wait for.
        _ = window()
            .history()
            .and_then(|history| history.set_scroll_restoration(ScrollRestoration::Manual));
        navigator.write(How::Replace);
        navigator.listen(within);
        navigator
    }

    fn listen(self, within: &Element) {
        on_window(within, "popstate", move |_| self.back_or_forward());
        on_window(within, "scroll", move |_| self.keep_place_later());
        on(within, "click", move |click| self.follow(click.unchecked_ref()));
        for event in ["pointerover", "focusin"] {
            on(within, event, move |event| self.make_ready(&event));
        }
    }

    /// The link, to read.
    pub(super) fn link(self) -> &'static ArcRwSignal<Link> {
        &self.state.link
    }

    fn address(self) -> RefMut<'static, Address> {
        self.state.address.borrow_mut()
    }

    /// Where the reader is to be now that the rows have followed; asked once.
    pub(super) fn take_place(self) -> Place {
        std::mem::replace(&mut self.address().place, Place::Stay)
    }

    /// A discrete step to another query: one history entry.
    pub(super) fn go(self, query: Query) {
        self.open(self.link().with_untracked(|link| link.to(query)));
    }

    /// A discrete step: one history entry.
    pub(super) fn open(self, link: Link) {
        self.settle();
        self.keep_place();
        if self.link().with_untracked(|current| *current != link) {
            // Asked while nothing has changed: afterwards, the browser would have to lay out the page for it.
            let is_scrolled = window().scroll_y().is_ok_and(|y| y > 0.0);
            self.link().set(link);
            self.address().typed = false;
            self.write(How::Push);
            // The place in the new entry is kept even if nothing scrolls from here on.
            if is_scrolled {
                self.keep_place_later();
            }
        } else {
            self.take_place();
        }
    }

    /// One of many small steps, as a letter typed: the rows follow at once, the address after a pause, and all of
    /// them are one history entry.
    pub(super) fn adjust(self, query: Query) {
        self.link().update(|link| *link = link.to(query));
        self.write_later(PAUSE);
    }

    /// The small steps are over: whatever follows is a history entry of its own.
    pub(super) fn finish(self) {
        self.settle();
        self.address().typed = false;
    }

    /// Brings the address up to date with what was typed.
    pub(super) fn settle(self) {
        if self.stop_waiting() {
            self.write_typed();
        }
    }

    /// Forgets what was still to be written; whether there was something.
    fn stop_waiting(self) -> bool {
        let trailing = self.address().trailing.take();
        trailing.map(|timer| timer.clear()).is_some()
    }

    fn write_later(self, delay: Duration) {
        let later = move || {
            self.address().trailing = None;
            self.write_typed();
        };
        self.stop_waiting();
        let timer = set_timeout_with_handle(later, delay).ok();
        self.address().trailing = timer;
    }

    fn write_typed(self) {
        let typed = self.address().typed;
        let written = self.write(if typed { How::Replace } else { How::Push });
        self.address().typed |= written;
    }

    /// Writes the link into the address, if it is not there already; whether it did. A browser that
    /// refuses, as Safari does after about 100 writes in 30 seconds, is asked again later; the page works
    /// meanwhile.
    fn write(self, how: How) -> bool {
        let link = self.link().with_untracked(|link| link.encode(self.library));
        if self.address().written == link {
            return false;
        }
        let url = if link.is_empty() {
            location().pathname().unwrap_or_default()
        } else {
            format!("?{link}")
        };
        let written = window().history().and_then(|history| match how {
            How::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
            How::Replace => history.replace_state_with_url(&history.state()?, "", Some(&url)),
        });
        match written {
            Ok(()) => self.address().written = link,
            Err(_) => self.write_later(REFUSED),
        }
        written.is_ok()
    }

    /// Keeps the reader's place in the history entry shown, once scrolling pauses.
    fn keep_place_later(self) {
        self.forget_place();
        let timer = set_timeout_with_handle(move || self.keep_place(), SCROLLED).ok();
        self.address().scrolled = timer;
    }

    /// Keeps the reader's place in the history entry shown, if it is not kept already.
    fn keep_place(self) {
        if self.forget_place() {
            let place = JsValue::from_str(&Place::now().encode());
            // A browser that refuses forgets the place, and nothing else.
            _ = window().history().and_then(|history| history.replace_state(&place, ""));
        }
    }

    /// Does not keep the place; whether it was to be kept.
    fn forget_place(self) -> bool {
        let scrolled = self.address().scrolled.take();
        scrolled.map(|timer| timer.clear()).is_some()
    }

    /// Makes a link lead to what it says before the browser may copy it or open it elsewhere.
    fn make_ready(self, event: &Event) {
        if let Some(link) = filter_link(event)
            && let Some(next) = self.next_of(&link)
        {
            _ = link.set_attribute("href", &href(self.library, &next));
        }
    }

    /// Where a link of a value, a chart or a case leads from here; `None` for every other link.
    fn next_of(self, link: &Element) -> Option<Link> {
        if let Some(name) = link.get_attribute("data-chart") {
            let chart = Chart::named(&name)?;
            let mut next = self.link().with_untracked(Link::clone);
            next.beside.toggle(chart);
            return Some(next);
        }
        if link.has_attribute("data-case") {
            let case = self.decode(link).beside.case;
            return Some(self.link().with_untracked(|link| link.showing(case)));
        }
        let named = link.get_attribute("data-value")?;
        let (facet, value) = named.split_once(':')?;
        let facet = facet.parse().ok()?;
        let excluded = value.strip_prefix('-');
        let value = ValueId::new(excluded.unwrap_or(value).parse().ok()?);
        Some(self.link().with_untracked(|link| {
            link.to(if excluded.is_some() {
                link.query.toggled_exclusion(facet, value)
            } else {
                link.query.toggled(facet, value)
            })
        }))
    }

    fn back_or_forward(self) {
        let (written, link) = read_address(self.library);
        self.stop_waiting();
        self.forget_place();
        let mut address = self.address();
        address.typed = false;
        address.written = written;
        address.place = Place::decode(&kept_place());
        drop(address);
        let focused = document().active_element();
        if self.link().with_untracked(|current| *current != link) {
            self.link().set(link);
        }
        if let Some(focused) = focused {
            look_after_focus(&focused);
        }
    }

    /// What a link says that it leads to.
    fn decode(self, link: &Element) -> Link {
        Link::decode(&link.get_attribute("href").unwrap_or_default(), self.library)
    }

    /// Follows a plain click on a filter link; any other click is the browser's.
    fn follow(self, click: &MouseEvent) {
        let modified = click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key();
        if click.default_prevented() || click.button() != 0 || modified {
            return;
        }
        let Some(link) = filter_link(click) else { return };
        click.prevent_default();
        let next = self.next_of(&link).unwrap_or_else(|| self.decode(&link));
        // The view of a case leaves the rows as they are.
        let stays = next.beside.case.is_some();
        if !stays && link.closest(".cases tbody").is_ok_and(|body| body.is_some()) {
            self.address().place = Place::Table;
        }
        self.open(next);
        look_after_focus(&link);
    }
}

/// A link that leads nowhere any more is gone, and its focus with it: that goes to the sentence, unless a view
/// that was opened has it.
fn look_after_focus(had: &Element) {
    let gone = !had.is_connected() || had.closest("[hidden]").is_ok_and(|hidden| hidden.is_some());
    let focused = document().active_element();
    if gone && focused.is_none_or(|it| it == *had || it.tag_name() == "BODY") {
        focus_sentence();
    }
}

/// The filter link that an event is about.
fn filter_link(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(FILTER_LINKS).ok()?
}

/// What was kept of the reader's place; empty where nothing was.
fn kept_place() -> String {
    let state = window().history().and_then(|history| history.state());
    state.ok().and_then(|state| state.as_string()).unwrap_or_default()
}

/// What the address says.
pub(super) fn asked(library: &Library) -> Link {
    read_address(library).1
}

/// The address as it is written, without the `?`, and what it says.
fn read_address(library: &Library) -> (String, Link) {
    let search = location().search().unwrap_or_default();
    let written = search.strip_prefix('?').unwrap_or(&search).to_owned();
    let link = Link::decode(&written, library);
    (written, link)
}

/// Puts the focus on the sentence that says what is shown now.
pub(super) fn focus_sentence() {
    let sentence = document().query_selector("[role=status]").ok().flatten();
    if let Some(sentence) = sentence.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
    {
        _ = sentence.focus();
    }
}
