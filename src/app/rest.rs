//! When the rest of the page comes, which is all but the list, its filters and its sentence: as soon as the page
//! rests, or before, when the link or the reader wants something of it.

use super::dom::on_window;
use super::explorer::Explorer;
use super::{later, takeover};
use crate::query::{Beside, Link};
use leptos::prelude::WithUntracked;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// Buttons that do nothing before.
const IDLE: &str = ".summary .button, .bar .button:not(.filters-button), .save";

/// Has the rest come in time; what is given back has it come at rest. What the reader did before is kept for it
/// (`Explorer::pending`).
pub(super) fn wait(explorer: Explorer) -> impl Fn() {
    let place = &explorer.notices;
    let ask = Rc::new(move |says: bool| {
        if !explorer.is_whole.get() {
            later::start(explorer, says);
        }
    });
    let wanted = Rc::clone(&ask);
    explorer.follow(move |query, outcome| {
        if explorer.is_whole.get() {
            return;
        }
        let is_plain = |link: &Link| link.beside == Beside::default();
        let is_plain = explorer.navigator.link().with_untracked(is_plain)
            && query.unknown.is_empty()
            && !query.has_words()
            && query.listed().is_empty()
            && !outcome.hits.is_empty();
        if !is_plain {
            wanted(true);
        }
    });
    for event in ["click", "keydown"] {
        let wanted = Rc::clone(&ask);
        on_window(place, event, move |event| {
            if !explorer.is_whole.get() && is_wanted(&event) {
                *explorer.pending.borrow_mut() = Some(event);
                wanted(true);
            }
        });
    }
    for (event, says) in [("focusin", false), ("input", true)] {
        let wanted = Rc::clone(&ask);
        on_window(place, event, move |event| {
            if target(&event).is_some_and(|it| it.id() == "search") {
                wanted(says);
            }
        });
    }
    if takeover::typed().is_some() {
        ask(true);
    }
    move || ask(false)
}

/// Whether an event is for the rest of the page: a push on what does nothing before, or a key; but where it is said
/// that it did not come, keys are for what was wanted then.
fn is_wanted(event: &Event) -> bool {
    let is_key = event.has_type::<KeyboardEvent>();
    let within = if is_key { "[role=alert]" } else { IDLE };
    target(event).is_some_and(|it| it.closest(within).is_ok_and(|found| found.is_some())) != is_key
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
