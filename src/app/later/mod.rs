//! What is loaded when it is first used: the views in this folder are in a wasm of their own, which the
//! page fetches when the first of them is to be shown. What starts first does not carry them.
//!
//! To add one, write it in a file here as a function of the explorer and of an empty place to fill, give
//! it a variant of [`View`] and an arm in [`make`], and have [`show`] called where a reader asks for it.
//! Whatever only these functions reach is loaded with them, texts and tables included; what something
//! else calls, too, stays in the first wasm, and they call it there.
//!
//! Their style comes with them: style/later.css.
//!
//! `cargo xtask build` splits the page, and says so by the feature `split`. Every other build is one wasm,
//! in which [`make`] is called like any function.

mod arrows;
mod bar;
mod case;
mod charts;
mod comparison;
mod embedded;
mod embedding;
mod notices;
mod options;
mod palette;
mod reading_list;
mod shortcuts;
mod take_away;

use super::dom::{element, with_text};
use super::explorer::Explorer;
use super::states;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CssStyleSheet, Element, HtmlElement};

/// How the views look.
const STYLE: &str = include_str!("../../../style/later.css");

/// A view that is loaded later.
#[derive(Clone, Copy)]
pub(super) enum View {
    /// The focus goes from a link in a list to the one below it, or above it; it is no view, and changes
    /// nothing in its place.
    Arrow {
        /// Below.
        down: bool,
    },
    /// The query bar, in the form of the search box.
    Bar,
    /// An entry of its own, and those like it.
    Case,
    /// The charts that are open.
    Charts,
    /// What is asked held against something else.
    Comparison,
    /// All there is to do, by name, in a dialog.
    Palette,
    /// What the keys do, in a dialog.
    Shortcuts,
    /// The way out of a frame in another page.
    Embedded,
    /// What a link or a visit brings with it.
    Notices,
    /// The menu with what a reader has saved.
    ReadingList,
    /// The menu that writes what is shown into files.
    TakeAway,
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
    if !matches!(view, View::Arrow { .. } | View::Bar) {
        place.set_text_content(None);
    }
    match view {
        View::Arrow { down } => arrows::go(&place, down),
        View::Bar => bar::take_over(explorer, &place),
        View::Case => case::view(explorer, &place),
        View::Charts => charts::view(explorer, &place),
        View::Comparison => comparison::view(explorer, &place),
        View::Palette => palette::view(explorer, &place),
        View::Shortcuts => shortcuts::view(explorer, &place),
        View::Embedded => embedded::view(explorer, &place),
        View::Notices => notices::view(explorer, &place),
        View::ReadingList => reading_list::view(explorer, &place),
        View::TakeAway => take_away::view(explorer, &place),
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

/// Shows a view in a place, which can have the focus. If the view does not arrive it says so there, and
/// offers to try again.
pub(super) fn show(view: View, explorer: Explorer, place: HtmlElement) {
    place.set_text_content(Some("Loading…"));
    load(view, explorer, place, true);
}

/// Has something happen that a page can do without: if it does not arrive, all stays as it is.
pub(super) fn start(view: View, explorer: Explorer, place: Element) {
    load(view, explorer, place.unchecked_into(), false);
}

fn load(view: View, explorer: Explorer, place: HtmlElement, says: bool) {
    spawn_local(async move {
        let made = make(view, explorer, place.clone().unchecked_into());
        #[cfg(feature = "split")]
        let made = made.await;
        if made.is_err() && says {
            failed(view, explorer, &place);
        }
    });
}

/// The same, if nothing is in the place yet.
pub(super) fn show_once(view: View, explorer: Explorer, place: &HtmlElement) {
    if !place.has_child_nodes() {
        show(view, explorer, place.clone());
    }
}

fn failed(view: View, explorer: Explorer, place: &HtmlElement) {
    let says = element("div", &[("role", "alert")]);
    let says = with_text(says, "This part of the page did not arrive.");
    let again = place.clone();
    let retry = move || {
        // The button that has the focus goes away.
        _ = again.focus();
        show(view, explorer, again.clone());
    };
    place.set_text_content(None);
    _ = place.append_child(&states::offer(says, states::CHECK, Box::new(retry)));
}
