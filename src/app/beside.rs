//! What is open beside the list, as the link says: each view in a place of its own above the table, filled
//! when it is first asked for.

use super::dom::{element, set_flag};
use super::explorer::{Explorer, set_current};
use super::later::{self, View};
use crate::query::{Beside, Chart};
use crate::view;
use leptos::prelude::WithUntracked;
use wasm_bindgen::JsCast;
use web_sys::Element;

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
    let mut places = VIEWS.map(|(view, is_open)| {
        let place = element("section", &[("class", "beside"), ("tabindex", "-1"), ("hidden", "")]);
        _ = results.append_child(&place);
        (view, is_open, place, false)
    });
    explorer.follow(move |_, _| {
        for (view, is_open, place, is_made) in &mut places {
            let open = explorer.navigator.link().with_untracked(|link| is_open(&link.beside));
            set_flag(place, "hidden", "", !open);
            if open && !std::mem::replace(is_made, true) {
                later::show(*view, explorer, place.clone().unchecked_into());
            }
        }
    });
}
