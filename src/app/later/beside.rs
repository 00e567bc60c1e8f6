//! What is open beside the list, as the link says: each view in a place of its own above the table, filled
//! when it is first asked for. The view of a case lies over the page, so that the list and the reader's place in
//! it stay as they are.

use super::super::dom::{element, on, set_flag};
use super::super::explorer::{Explorer, set_current};
use super::{case, charts, comparison, embedded};
use crate::query::{Beside, Chart, counterpart};
use leptos::prelude::WithUntracked;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

/// The views in the order in which they are shown.
#[derive(Clone, Copy, PartialEq)]
enum View {
    /// The way out of a frame in another page.
    Embedded,
    /// An entry of its own, and those like it.
    Case,
    /// What is asked held against something else.
    Comparison,
    /// The charts that are open.
    Charts,
}

const VIEWS: [View; 4] = [View::Embedded, View::Case, View::Comparison, View::Charts];

impl View {
    fn is_open(self, beside: &Beside) -> bool {
        match self {
            Self::Embedded => beside.embed,
            Self::Case => beside.case.is_some(),
            Self::Comparison => beside.versus.is_some(),
            Self::Charts => Chart::ALL.iter().any(|&chart| beside.shows(chart)),
        }
    }

    fn make(self, explorer: Explorer, place: &Element) {
        match self {
            Self::Embedded => embedded::view(explorer, place),
            Self::Case => case::view(explorer, place),
            Self::Comparison => comparison::view(explorer, place),
            Self::Charts => charts::view(explorer, place),
        }
    }
}

/// Says of the links that open and close charts which are open.
pub(super) fn follow_charts(explorer: Explorer, links: Vec<Element>) {
    explorer.follow(move |_, _| {
        explorer.navigator.link().with_untracked(|link| {
            for (chart, shown) in Chart::ALL.into_iter().zip(&links) {
                set_current(shown, link.beside.shows(chart));
            }
        });
    });
}

/// Keeps a place for each view, ahead of the table. A view that was made once follows the link itself, and is
/// hidden while it is not open.
pub(super) fn views(explorer: Explorer, results: &Element, table: &Element) {
    let mut places = VIEWS.map(|view| {
        let place = if view == View::Case {
            dialog(explorer)
        } else {
            let class = if view == View::Comparison { "comparison" } else { "" };
            element("section", &[("class", class), ("tabindex", "-1"), ("hidden", "")])
        };
        _ = results.insert_before(&place, Some(table));
        (view, place, false)
    });
    let mut started = false;
    explorer.follow(move |_, _| {
        for (view, place, is_made) in &mut places {
            let open = explorer.navigator.link().with_untracked(|link| view.is_open(&link.beside));
            let opened = open && place.has_attribute("hidden");
            if *view == View::Case {
                let dialog: &HtmlDialogElement = place.unchecked_ref();
                match (open, dialog.open()) {
                    (true, false) => _ = dialog.show_modal(),
                    (false, true) => dialog.close(),
                    _ => {}
                }
            } else {
                set_flag(place, "hidden", "", !open);
            }
            if open && !std::mem::replace(is_made, true) {
                view.make(explorer, place);
            }
            if opened && started && *view == View::Comparison {
                _ = place.unchecked_ref::<HtmlElement>().focus();
            }
        }
        started = true;
    });
}

/// Compares what is shown with what is most likely wanted, until the reader says with what.
pub(super) fn compare(explorer: Explorer) {
    let link = explorer.navigator.link();
    let next = link
        .with_untracked(|link| link.comparing(Some(counterpart(explorer.library, &link.query))));
    explorer.navigator.open(next);
}

/// The place of the view of a case. The browser moves the focus there and back, and closes it by Escape; the
/// link follows.
fn dialog(explorer: Explorer) -> Element {
    let dialog = element("dialog", &[("class", "case"), ("closedby", "any")]);
    on(&dialog, "close", move |_| {
        let link = explorer.navigator.link();
        if link.with_untracked(|link| link.beside.case.is_some()) {
            explorer.navigator.open(link.with_untracked(|link| link.showing(None)));
        }
    });
    dialog
}
