//! What is open beside the list, as the link says: each view in a place of its own above the table, filled
//! when it is first asked for. The view of a case lies over the page, so that the list and the reader's place in
//! it stay as they are.

use super::dom::{element, on, set_flag};
use super::explorer::{Explorer, set_current};
use super::kept;
use super::later::{self, View};
use crate::query::{Beside, Chart, counterpart};
use crate::view;
use leptos::prelude::WithUntracked;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

/// Whether a view is open.
type IsOpen = fn(&Beside) -> bool;

/// The views in the order in which they are shown, and when each is open.
const VIEWS: [(View, IsOpen); 4] = [
    (View::Embedded, |beside| beside.embed),
    (View::Case, |beside| beside.case.is_some()),
    (View::Comparison, |beside| beside.versus.is_some()),
    (View::Charts, |beside| Chart::ALL.iter().any(|&chart| beside.shows(chart))),
];

/// What opens and closes the charts.
pub(super) fn charts(explorer: Explorer) -> Element {
    let (place, links) = view::charts(explorer.library);
    explorer.follow(move |_, _| {
        explorer.navigator.link().with_untracked(|link| {
            for (chart, shown) in Chart::ALL.into_iter().zip(&links) {
                set_current(shown, link.beside.shows(chart));
            }
        });
    });
    place
}

/// Keeps a place for each view. A view that was made once follows the link itself, and is hidden while it
/// is not open.
pub(super) fn views(explorer: Explorer, results: &Element) {
    let notices: HtmlElement = element("div", &[]).unchecked_into();
    _ = results.append_child(&notices);
    let has_changed = kept::has_changed(explorer.library);
    let mut places = VIEWS.map(|(view, is_open)| {
        let place = if matches!(view, View::Case) {
            dialog(explorer)
        } else {
            element("section", &[("class", "beside"), ("tabindex", "-1"), ("hidden", "")])
        };
        _ = results.append_child(&place);
        (view, is_open, place, false)
    });
    let mut started = false;
    explorer.follow(move |query, _| {
        let has_pin = explorer.navigator.link().with_untracked(|link| link.beside.pin.is_some());
        if has_changed || has_pin || !query.listed().is_empty() {
            later::show_once(View::Notices, explorer, &notices);
        }
        for (view, is_open, place, is_made) in &mut places {
            let open = explorer.navigator.link().with_untracked(|link| is_open(&link.beside));
            if matches!(view, View::Case) {
                let dialog: &HtmlDialogElement = place.unchecked_ref();
                match (open, dialog.open()) {
                    (true, false) => _ = dialog.show_modal(),
                    (false, true) => dialog.close(),
                    _ => {}
                }
            } else {
                let opened = open && place.has_attribute("hidden");
                set_flag(place, "hidden", "", !open);
                if opened && started && matches!(view, View::Comparison) {
                    _ = place.unchecked_ref::<HtmlElement>().focus();
                }
            }
            if open && !std::mem::replace(is_made, true) {
                later::show(*view, explorer, place.clone().unchecked_into());
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
