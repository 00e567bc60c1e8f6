//! What both boxes have that offer something while one types: a list of options below them, of which one may
//! be marked while the focus stays in the box.

use super::super::dom::{element, set, set_flag, with, with_text};
use crate::words::common;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The options of a box.
pub(super) struct Options {
    input: HtmlInputElement,
    list: Element,
    offered: Vec<Element>,
    marked: Option<usize>,
}

impl Options {
    /// A list without options, to be put below the box.
    pub(super) fn new(input: HtmlInputElement, id: &str, name: &str) -> Self {
        let attributes = [
            ("id", id),
            ("class", "options"),
            ("role", "listbox"),
            ("aria-label", name),
            ("hidden", ""),
        ];
        for (attribute, value) in
            [("role", "combobox"), ("aria-autocomplete", "list"), ("aria-controls", id)]
        {
            set(&input, attribute, value);
        }
        set(&input, "aria-expanded", "false");
        Self { input, list: element("ul", &attributes), offered: Vec::new(), marked: None }
    }

    /// The list.
    pub(super) fn list(&self) -> &Element {
        &self.list
    }

    /// Whether there is something to choose from.
    pub(super) fn is_open(&self) -> bool {
        !self.offered.is_empty()
    }

    /// Offers these, the first marked or none; without any the list is gone.
    pub(super) fn show(&mut self, options: Vec<Element>, first_is_marked: bool) {
        self.list.set_text_content(None);
        for (at, option) in options.iter().enumerate() {
            set(option, "id", &format!("{}-{at}", self.list.id()));
            _ = self.list.append_child(option);
        }
        self.offered = options;
        set_flag(&self.list, "hidden", "", !self.is_open());
        set(&self.input, "aria-expanded", if self.is_open() { "true" } else { "false" });
        self.marked = None;
        self.mark((first_is_marked && self.is_open()).then_some(0));
    }

    /// Which one is marked.
    pub(super) fn marked(&self) -> Option<usize> {
        self.marked
    }

    /// Marks the next one below, or above; behind the last comes the first.
    pub(super) fn mark_next(&mut self, down: bool) {
        let len = self.offered.len().max(1);
        let next = match self.marked {
            None if down => 0,
            None => len - 1,
            Some(at) => (at + if down { 1 } else { len - 1 }) % len,
        };
        self.mark(Some(next));
    }

    fn mark(&mut self, at: Option<usize>) {
        let option = |at: Option<usize>| at.and_then(|at| self.offered.get(at));
        if let Some(before) = option(self.marked) {
            set(before, "aria-selected", "false");
        }
        let marked = option(at);
        let id = marked.map(Element::id);
        set_flag(&self.input, "aria-activedescendant", id.as_deref().unwrap_or(""), id.is_some());
        if let Some(marked) = marked {
            set(marked, "aria-selected", "true");
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            marked.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
        self.marked = at;
    }

    /// Which one an event is about.
    pub(super) fn of(&self, event: &Event) -> Option<usize> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let option = target.closest("[role=option]").ok()??;
        self.offered.iter().position(|it| *it == option)
    }
}

/// An option: what it says, and how many, which are both in its name.
pub(super) fn option(name: &str, parts: [&str; 2]) -> Element {
    let attributes = [("role", "option"), ("aria-label", name), ("aria-selected", "false")];
    let option = element("li", &attributes);
    for part in parts {
        // With a space, so that it is words apart from the next, too, for who reads it without the styles.
        let part = [part, " "].concat();
        _ = option.append_child(&with_text(element("span", &[("dir", "auto")]), &part));
    }
    option
}

/// What closes the dialog that it is in.
pub(super) fn close_button() -> Element {
    let button = with_text(element("button", &[("class", "button")]), common::CLOSE);
    with(element("form", &[("method", "dialog")]), &[&button])
}
