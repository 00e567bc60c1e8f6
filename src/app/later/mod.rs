//! What is loaded later: all of the page but the list, its filters and its sentence, in a wasm of its own,
//! which the page fetches when it rests, or before, when it is wanted. What starts first does not carry it.
//!
//! Whatever is reached from here alone is loaded with it, texts and tables included; what something else calls, too,
//! stays in the first wasm, and this calls it there. To add a view, write it in a file here, and have it called
//! where a reader asks for it. Its style comes with it ([`STYLE`]).
//!
//! `cargo xtask build` splits the page, and says so by the feature `split`. Every other build is one wasm,
//! in which [`make`] is called like any function.

mod arrows;
mod bar;
mod beside;
mod bounds;
mod case;
mod charts;
mod comparison;
mod copying;
mod embedded;
mod embedding;
mod focus;
mod kept;
mod keys;
mod nothing;
mod notices;
mod options;
mod palette;
mod reading_list;
mod shortcuts;
mod take_away;
mod unknown;
mod whole;

use super::dom::{element, with_text};
use super::explorer::Explorer;
use super::{navigate, states};
use crate::words::loading as words;
use leptos::prelude::document;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CssStyleSheet, Element};

/// How the views look.
const STYLE: &str = concat!(
    include_str!("../../../style/menus.css"),
    include_str!("../../../style/case.css"),
    include_str!("../../../style/comparison.css"),
    include_str!("../../../style/charts.css"),
);

/// What is loaded later.
#[derive(Clone, Copy)]
pub(super) enum View {
    /// The query bar, in the form of the search box.
    Bar,
    /// All the rest, and what is said besides the sentence in its place.
    Rest,
}

/// Makes a view in its place. The one way into what is loaded later: where the page is split, this is
/// asynchronous, and fails if the file does not arrive.
#[cfg_attr(
    feature = "split",
    wasm_split_macros::wasm_split(later, fallible, wasm_split_path = super::split)
)]
#[allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "what the split makes of it has to own what it is given, and may fail"
)]
fn make(view: View, explorer: Explorer, place: Element) -> Result<(), NotLoaded> {
    adopt_style();
    let has_tried_again = states::take_away(&place);
    match view {
        View::Bar => bar::take_over(explorer, &place),
        View::Rest => whole::wire(explorer, &place),
    }
    // What was wanted may have taken it.
    if has_tried_again && document().active_element().is_none_or(|it| it.tag_name() == "BODY") {
        navigate::focus_sentence();
    }
    Ok(())
}

/// Has the document take over the style of the views. It comes with them, so that who opens none does not load it;
/// the Content-Security-Policy lets a script make one of what it has.
fn adopt_style() {
    if document().adopted_style_sheets().length() == 0
        && let Ok(style) = CssStyleSheet::new()
        && style.replace_sync(STYLE).is_ok()
    {
        document().set_adopted_style_sheets(&js_sys::Array::of1(&style));
    }
}

/// The file with the views did not arrive.
pub(super) struct NotLoaded;

/// Makes it in its place. If it does not arrive, all stays as it is; where somebody waits for it, the place says so,
/// and offers to try again.
pub(super) fn start(view: View, explorer: Explorer, place: Element, says: bool) {
    spawn_local(async move {
        let made = make(view, explorer, place.clone());
        #[cfg(feature = "split")]
        let made = made.await;
        if made.is_err() && says {
            failed(view, explorer, &place);
        }
    });
}

fn failed(view: View, explorer: Explorer, place: &Element) {
    let says = element("div", &[("role", "alert")]);
    let says = with_text(says, words::PART_FAILED);
    let again = place.clone();
    let retry = move || start(view, explorer, again, true);
    states::show(place, &states::offer(says, words::CHECK, Box::new(retry)));
}
