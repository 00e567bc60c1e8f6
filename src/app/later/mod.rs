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
use super::{navigate, pace, states};
use crate::query::Library;
use crate::words::loading as words;
use leptos::prelude::document;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CssStyleSheet, Element};

/// How long other work may come between two steps of preparing the search.
const BETWEEN: Duration = Duration::from_millis(20);

/// How the views look.
const STYLE: &str = concat!(
    include_str!("../../../style/menus.css"),
    include_str!("../../../style/case.css"),
    include_str!("../../../style/comparison.css"),
    include_str!("../../../style/charts.css"),
);

/// What is loaded later.
#[derive(Clone, Copy)]
enum View {
    /// What finds words in a list.
    Words(&'static Library),
    /// All the rest.
    Rest(Explorer),
}

/// Makes what is loaded later. The one way into it: where the page is split, this is asynchronous, and fails if the
/// file does not arrive.
#[cfg_attr(
    feature = "split",
    wasm_split_macros::wasm_split(later, fallible, wasm_split_path = super::split)
)]
#[allow(clippy::unnecessary_wraps, reason = "what the split makes of it may fail")]
fn make(view: View) -> Result<(), NotLoaded> {
    match view {
        View::Words(library) => find_words(library),
        View::Rest(explorer) => {
            find_words(explorer.library);
            if explorer.is_behind.get() {
                explorer.answer();
            }
            adopt_style();
            let has_tried_again = states::take_away(&explorer.notices);
            whole::wire(explorer);
            // What was wanted may have taken it.
            let is_lost = |it: Element| it.tag_name() == "BODY";
            if has_tried_again && document().active_element().is_none_or(is_lost) {
                navigate::focus_sentence();
            }
        }
    }
    Ok(())
}

/// Has words found in a list from now on, and prepares for that while nothing else is to be done. Who searches before
/// does not wait for it.
fn find_words(library: &'static Library) {
    if library.make_searchable() {
        spawn_local(async {
            while library.text_step().or_else(|| library.title_step()).is_some() {
                pace::sleep(BETWEEN).await;
            }
        });
    }
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

/// Has words found in a list.
pub(super) async fn words(library: &'static Library) -> Result<(), NotLoaded> {
    load(View::Words(library)).await
}

#[allow(clippy::unused_async, reason = "it waits where the page is split")]
async fn load(view: View) -> Result<(), NotLoaded> {
    let made = make(view);
    #[cfg(feature = "split")]
    let made = made.await;
    made
}

/// Makes the rest of the page. If it does not arrive, all stays as it is; where somebody waits for it, the page says
/// so, and offers to try again.
pub(super) fn start(explorer: Explorer, says: bool) {
    spawn_local(async move {
        if load(View::Rest(explorer)).await.is_err() && says {
            failed(explorer);
        }
    });
}

fn failed(explorer: Explorer) {
    let says = with_text(element("div", &[("role", "alert")]), words::PART_FAILED);
    let retry = move || start(explorer, true);
    states::show(&explorer.notices, &states::offer(says, words::CHECK, Box::new(retry)));
}
