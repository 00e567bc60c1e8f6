//! All there is to do, found by its name: every filter, order and way of matching, every view and every file.

use super::super::dom::{element, on, set, with};
use super::super::explorer::Explorer;
use super::copying::copy_address;
use super::options::{Options, close_button, option};
use super::shortcuts;
use super::take_away::{FILES, File, save_entries};
use crate::query::{Chart, Command, Link, commands, is_named};
use crate::words::{common, number, page, palette as words};
use leptos::prelude::WithUntracked;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlDialogElement, HtmlInputElement, KeyboardEvent};

/// How many changes of the query are offered at a time.
const MOST: usize = 50;

/// What an option does.
enum Act {
    Open(Link),
    Save(File),
    CopyLink,
    ShowShortcuts,
}

struct Palette {
    explorer: Explorer,
    dialog: HtmlDialogElement,
    input: HtmlInputElement,
    options: Options,
    acts: Vec<Act>,
    /// Says what was done, where nothing else does.
    said: Element,
}

/// The content of the dialog, which has the focus then.
pub(super) fn view(explorer: Explorer, dialog: &Element) {
    set(dialog, "aria-label", page::COMMANDS);
    let attributes = [
        ("type", "text"),
        ("class", "find"),
        ("aria-label", words::FIND),
        ("placeholder", words::FIND_WHAT),
        ("autocomplete", "off"),
        ("spellcheck", "false"),
    ];
    let input: HtmlInputElement = element("input", &attributes).unchecked_into();
    let options = Options::new(input.clone(), "commands", page::COMMANDS);
    let list = options.list().clone();
    let said = element("p", &[("role", "status")]);
    _ = with(dialog.clone(), &[&input, &list, &said, &close_button()]);
    let dialog = dialog.clone().unchecked_into();
    let acts = Vec::new();
    let palette = Palette { explorer, dialog, input: input.clone(), options, acts, said };
    let palette = Rc::new(RefCell::new(palette));
    palette.borrow_mut().find();
    let typed = Rc::clone(&palette);
    on(&input, "input", move |_| typed.borrow_mut().find());
    let pressed = Rc::clone(&palette);
    on(&input, "keydown", move |event| {
        if let Some(key) = event.dyn_ref() {
            pressed.borrow_mut().key(key);
        }
    });
    // The focus stays in the box.
    on(&list, "mousedown", |event| event.prevent_default());
    on(&list, "click", move |event| {
        let at = palette.borrow().options.of(&event);
        if let Some(at) = at {
            palette.borrow_mut().act(at);
        }
    });
    _ = input.focus();
}

impl Palette {
    /// Offers what is called as is typed, and marks the first.
    fn find(&mut self) {
        let Self { explorer, input, .. } = self;
        let (typed, query) = (input.value(), explorer.asked());
        let outcome = explorer.found(&query);
        let link = explorer.navigator.link().with_untracked(Clone::clone);
        let mut found = Vec::new();
        for Command { name, count, query } in
            commands(&typed, explorer.library, &outcome, &query, MOST)
        {
            found.push((name, count, Act::Open(link.to(query))));
        }
        let others = others(&link).into_iter().filter(|(name, _)| is_named(name, &typed));
        let others = others.map(|(name, act)| (name, None, act));
        // Values are many, and none of the others is to be looked for behind them.
        let at = found.iter().position(|(_, count, _)| count.is_some()).unwrap_or(found.len());
        found.splice(at..at, others);
        let options = found.iter().map(|(name, count, _)| {
            let count = count.map(number);
            let called = count.as_ref().map(|count| format!("{name}, {count}"));
            option(called.as_ref().unwrap_or(name), [name, count.as_deref().unwrap_or("")])
        });
        self.options.show(options.collect(), true);
        self.acts = found.into_iter().map(|(.., act)| act).collect();
        self.said.set_text_content((!self.options.is_open()).then_some(words::NONE));
    }

    fn key(&mut self, key: &KeyboardEvent) {
        if key.is_composing() {
            return;
        }
        match &*key.key() {
            name @ ("ArrowDown" | "ArrowUp") => {
                key.prevent_default();
                if self.options.is_open() {
                    self.options.mark_next(name == "ArrowDown");
                }
            }
            "Enter" => {
                key.prevent_default();
                if let Some(at) = self.options.marked() {
                    self.act(at);
                }
            }
            _ => {}
        }
    }

    fn act(&self, at: usize) {
        let Self { explorer, dialog, said, .. } = self;
        match self.acts.get(at) {
            Some(Act::Open(link)) => {
                dialog.close();
                explorer.navigator.open(link.clone());
            }
            Some(Act::Save(file)) => {
                let found = explorer.found(&explorer.asked());
                let name = save_entries(explorer.library, found.hits.iter().collect(), *file);
                said.set_text_content(name.map(|name| common::saved(&name)).as_deref());
            }
            Some(Act::CopyLink) => {
                let (explorer, said) = (*explorer, said.clone());
                spawn_local(async move { _ = copy_address(explorer, &said).await });
            }
            Some(Act::ShowShortcuts) => {
                dialog.set_text_content(None);
                shortcuts::view(*explorer, dialog);
            }
            None => {}
        }
    }
}

/// What there is to do besides asking something else.
fn others(link: &Link) -> Vec<(String, Act)> {
    let mut others = Vec::new();
    for chart in Chart::ALL {
        let does = if link.beside.shows(chart) { words::HIDE } else { words::SHOW };
        let next = Link { beside: link.beside.toggled(chart), ..link.clone() };
        let what = match chart {
            Chart::Years => words::YEARS,
            Chart::Bars => words::BARS,
            Chart::Heat => words::HEAT,
            Chart::Pairs => words::PAIRS,
        };
        others.push((words::chart(does, what), Act::Open(next)));
    }
    others.push((page::COPY.to_owned(), Act::CopyLink));
    others.extend(FILES.map(|file| (words::export(file.name), Act::Save(file))));
    others.push((common::SHORTCUTS.to_owned(), Act::ShowShortcuts));
    others
}
