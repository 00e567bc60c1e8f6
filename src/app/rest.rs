//! When the rest of the page comes, which is all but the list, its filters and its sentence: as soon as the page
//! rests, or before, when the link or the reader wants something of it.

use super::dom::on_window;
use super::explorer::Explorer;
use super::later::{self, View};
use crate::query::{Beside, Link};
use leptos::prelude::WithUntracked;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// Buttons that do nothing before.
const IDLE: &str = ".summary .button, .bar .button:not(.filters-button), .save";

/// Has the rest come in time, into a place of the page; what is given back has it come at rest. What the reader did
/// before is kept for it (`Explorer::pending`).
pub(super) fn wait(explorer: Explorer, place: &Element) -> impl Fn() + use<> {
    let into = place.clone();
    let ask = Rc::new(move |says: bool| {
        if !explorer.is_whole.get() {
            later::start(View::Rest, explorer, into.clone(), says);
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
            && query.listed().is_empty()
            && outcome.correction.is_none()
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
    move || ask(false)
}

/// Whether an event is for the rest of the page: a push on what does nothing before, or a key; but where it is said
/// that it did not come, keys are for what was wanted then.
fn is_wanted(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_key = event.has_type::<KeyboardEvent>();
    let within = if is_key { "[role=alert]" } else { IDLE };
    target.is_some_and(|it| it.closest(within).is_ok_and(|found| found.is_some())) != is_key
}
