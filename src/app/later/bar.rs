//! The query bar: the search box, once it says the whole query and completes what is being typed.
//!
//! What is typed is read at each letter, and the rows follow as they do for plain words. The box is written
//! only when it does not say what is asked. Completions come when the rows are there.

use super::super::dom::on;
use super::super::explorer::Explorer;
use super::options::{Options, option};
use crate::query::{Query, bar};
use crate::words::{bar as words, number};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout, set_timeout_with_handle};
use leptos::prelude::document;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// How long completions wait for the next letter: the rows come first.
const PAUSE: Duration = Duration::from_millis(60);
/// How long after the focus has gone what is still in the box is read to its end: a click that took the focus
/// away must meet what it was meant for, and not a page that has changed under it.
const LEFT: Duration = Duration::from_millis(400);

struct Bar {
    explorer: Explorer,
    input: HtmlInputElement,
    options: Options,
    /// What the options are for; `None` while there are none.
    offered: Option<Offered>,
    /// An input method is at work, which owns the box until it has ended.
    composing: bool,
    completing: Option<TimeoutHandle>,
}

struct Offered {
    text: String,
    cursor: usize,
    /// What an option replaces, in bytes.
    range: Range<usize>,
    /// What each replaces it with, and whether that is a whole filter.
    items: Vec<(String, bool)>,
}

type Shared = Rc<RefCell<Bar>>;

/// Makes the search box of a form the query bar, with what stands in it and where the cursor is.
pub(super) fn take_over(explorer: Explorer, form: &Element) {
    let Some(input) = form.first_element_child() else { return };
    let input: HtmlInputElement = input.unchecked_into();
    let options = Options::new(input.clone(), "completions", words::COMPLETIONS);
    let list = options.list().clone();
    _ = form.append_child(&list);
    let composing = false;
    let bar = Bar { explorer, input, options, offered: None, composing, completing: None };
    bar.begin();
    let bar = Rc::new(RefCell::new(bar));
    listen(&bar, &list);
    let shown = Rc::clone(&bar);
    explorer.follow(move |query, _| {
        // It is busy while it asks what the box says by then.
        if let Ok(mut bar) = shown.try_borrow_mut() {
            bar.follow(query);
        }
    });
}

fn listen(bar: &Shared, list: &Element) {
    let input = bar.borrow().input.clone();
    let act = |target: &Element, event: &str, act: fn(&Shared, &Event)| {
        let bar = Rc::clone(bar);
        on(target, event, move |event| act(&bar, &event));
    };
    act(&input, "input", |bar, _| {
        bar.borrow().read();
        complete_later(bar);
    });
    act(&input, "keydown", |bar, event| {
        if let Some(key) = event.dyn_ref() {
            bar.borrow_mut().key(key);
        }
    });
    act(&input, "compositionstart", |bar, _| bar.borrow_mut().composing = true);
    act(&input, "compositionend", |bar, _| {
        bar.borrow_mut().composing = false;
        complete_later(bar);
    });
    act(&input, "blur", |bar, _| leave(bar));
    // The focus stays in the box, and with it the keyboard of a phone.
    act(list, "pointerdown", |_, event| event.prevent_default());
    act(list, "mousedown", |_, event| event.prevent_default());
    act(list, "click", |bar, event| {
        let mut bar = bar.borrow_mut();
        if let Some(at) = bar.options.of(event) {
            bar.accept(at);
        }
    });
}

/// Offers completions once nothing more is typed for a moment.
fn complete_later(bar: &Shared) {
    let later = Rc::clone(bar);
    let complete = move || {
        let mut bar = later.borrow_mut();
        bar.completing = None;
        bar.complete();
    };
    let mut bar = bar.borrow_mut();
    bar.stop_completing();
    bar.completing = set_timeout_with_handle(complete, PAUSE).ok();
}

/// The focus has gone.
fn leave(bar: &Shared) {
    let mut left = bar.borrow_mut();
    left.composing = false;
    left.stop_completing();
    left.close();
    let bar = Rc::clone(bar);
    set_timeout(
        move || {
            let bar = bar.borrow();
            if !bar.has_focus() {
                bar.end();
            }
        },
        LEFT,
    );
}

impl Bar {
    /// Starts from what somebody has typed already, if so, with the filters behind it.
    fn begin(&self) {
        let explorer = self.explorer;
        let asked = explorer.asked();
        let (text, cursor) = self.says();
        if text.is_empty() || text == asked.text {
            return;
        }
        let rest = bar::write(&asked.with_text(String::new()), explorer.library);
        if !rest.is_empty() {
            self.write(&[text.trim_end(), " ", &rest, " "].concat(), cursor);
        }
        self.read();
    }

    /// What the box says, and where in it the cursor is, in bytes.
    fn says(&self) -> (String, usize) {
        let text = self.input.value();
        let cursor = self.input.selection_end().ok().flatten();
        let cursor = cursor.map_or(text.len(), |cursor| bar::byte_at(&text, cursor as usize));
        (text, cursor)
    }

    fn has_focus(&self) -> bool {
        document().active_element().as_ref() == Some(self.input.as_ref())
    }

    /// Puts a text into the box, and the cursor at a byte of it.
    fn write(&self, text: &str, cursor: usize) {
        self.input.set_value(text);
        let cursor = bar::utf16_at(text, cursor) as u32;
        _ = self.input.set_selection_range(cursor, cursor);
    }

    /// Asks what is typed, as far as it is complete.
    fn read(&self) {
        self.explorer.navigator.adjust(self.asks());
    }

    fn asks(&self) -> Query {
        let (text, cursor) = self.says();
        bar::parse_typing(&text, cursor, self.explorer.library, &self.explorer.asked())
    }

    /// Asks what is typed, which is complete now.
    fn end(&self) {
        let (asked, text) = (self.explorer.asked(), self.input.value());
        let library = self.explorer.library;
        if bar::rewritten(&text, None, library, &asked).is_some() {
            self.explorer.navigator.adjust(bar::parse(&text, library, &asked));
            self.explorer.navigator.finish();
        }
    }

    /// Something is asked: by what is typed, or elsewhere, and then the box has to say it.
    fn follow(&mut self, query: &Query) {
        if self.composing {
            return;
        }
        let (text, cursor) = self.says();
        let cursor = self.has_focus().then_some(cursor);
        if let Some(mut next) = bar::rewritten(&text, cursor, self.explorer.library, query) {
            // So that what is typed next is no part of the last filter.
            if next != query.text.trim() {
                next.push(' ');
            }
            self.input.set_value(&next);
            self.close();
        }
    }

    fn stop_completing(&mut self) -> bool {
        self.completing.take().map(|timer| timer.clear()).is_some()
    }

    fn close(&mut self) {
        if self.offered.take().is_some() {
            self.options.show(Vec::new(), false);
        }
    }

    /// Offers what the piece at the cursor may become.
    fn complete(&mut self) {
        if self.composing || !self.has_focus() {
            return;
        }
        let (text, cursor) = self.says();
        let library = self.explorer.library;
        let others = bar::parse_others(&text, cursor, library, &self.explorer.asked());
        let outcome = self.explorer.found(&others);
        let found = bar::complete(&text, cursor, library, &outcome, &others);
        if found.items.is_empty() {
            return self.close();
        }
        let options = found.items.iter().map(|item| {
            let not = if item.text.starts_with('-') { words::NOT } else { "" };
            let key = &library.facets()[item.facet].key;
            if item.value.is_some() {
                let name = format!("{not}{key} {}", item.label);
                let count = number(item.count);
                option(&format!("{name}, {count}"), [&name, &count])
            } else {
                let values = words::values(item.count);
                option(&format!("{not}{key}, {values}"), [&item.text, &values])
            }
        });
        // What is begun of a value can only mean one of these; words may mean themselves.
        let is_filter = found.items.iter().all(|item| item.value.is_some())
            && text[found.range.start..cursor].contains(':')
            && !text[..cursor].ends_with(':');
        let says_nothing = self.asks() == others;
        self.options.show(options.collect(), is_filter && says_nothing);
        let items = found.items.iter().map(|item| (item.text.clone(), item.value.is_some()));
        let (items, range) = (items.collect(), found.range.clone());
        self.offered = Some(Offered { text, cursor, range, items });
    }

    /// Brings the completions up to date for a key that is about them.
    fn catch_up(&mut self) {
        if self.stop_completing() {
            self.complete();
        }
    }

    fn key(&mut self, key: &KeyboardEvent) {
        let modified = key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key();
        if self.composing || key.is_composing() || modified {
            return;
        }
        match &*key.key() {
            name @ ("ArrowDown" | "ArrowUp") => {
                self.catch_up();
                if !self.options.is_open() {
                    self.complete();
                }
                if self.options.is_open() {
                    key.prevent_default();
                    self.options.mark_next(name == "ArrowDown");
                }
            }
            "Enter" => {
                self.catch_up();
                if !self.accept_marked(key) {
                    self.close();
                    self.end();
                    self.explorer.navigator.settle();
                }
            }
            "Tab" => {
                self.catch_up();
                if !self.accept_marked(key) {
                    self.close();
                }
            }
            "Escape" => {
                key.prevent_default();
                self.stop_completing();
                if self.options.is_open() {
                    self.close();
                } else if !self.input.value().is_empty() {
                    self.input.set_value("");
                    self.explorer.navigator.go(self.asks());
                }
            }
            _ => {}
        }
    }

    fn accept_marked(&mut self, key: &KeyboardEvent) -> bool {
        let Some(at) = self.options.marked() else { return false };
        key.prevent_default();
        self.accept(at);
        true
    }

    /// Puts a completion into the box.
    fn accept(&mut self, at: usize) {
        let Some(Offered { text, cursor, range, items }) = self.offered.take() else { return };
        self.options.show(Vec::new(), false);
        let Some((item, is_whole)) = items.get(at) else { return };
        // Typed on meanwhile: what was offered is not for what is there.
        if self.says() != (text.clone(), cursor) {
            return self.complete();
        }
        let next = [&text[..range.start], item, &text[range.end..]].concat();
        self.write(&next, range.start + item.len());
        if *is_whole {
            self.read();
            self.explorer.navigator.finish();
        } else {
            self.read();
            self.complete();
        }
    }
}
