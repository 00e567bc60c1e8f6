//! The page: it loads the catalog, keeps the query, and shows the outcome. The only user of the browser.
//!
//! One signal (the link), one subscriber (the outcome), leaf closures in the views. A view never changes the
//! query itself: its links say what the next query is, and [`navigate`] goes there.

mod answering;
mod dom;
mod explorer;
mod facets;
mod filters;
mod later;
mod load;
mod loading;
mod navigate;
mod pace;
mod rest;
mod row;
mod saved;
mod scroll;
#[cfg(feature = "split")]
mod split;
mod states;
mod table;
mod takeover;
mod window;

use crate::query::Library;
use leptos::prelude::document;
use loading::Loading;
use std::time::Duration;
use takeover::Focus;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

/// Where `index.html` keeps a place for the page, with the list and the loading state in it.
const PLACE: &str = "app";

/// How long after the list is shown the search is prepared.
const QUIET: Duration = Duration::from_secs(1);
/// How long other work may come between two steps of that.
const BETWEEN: Duration = Duration::from_millis(20);

/// Loads the catalog and shows the page in its place in the document.
pub fn mount() {
    let place = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        spawn_local(load(place));
    }
}

/// From loading to the list or to what went wrong; from there, when the reader tries again, to loading.
async fn load(place: HtmlElement) {
    let shown = Loading::new(&place);
    let loaded = load::library(&mut |progress| shown.show(progress)).await;
    match loaded {
        Ok(library) => {
            // Shown for as long as the page lives, and so never freed: every view may hold on to it.
            let library: &'static Library = Box::leak(Box::new(library));
            let (has_tried_again, focus) = (states::take_away(&place), Focus::now());
            open(&place, library);
            if has_tried_again {
                navigate::focus_sentence();
            }
            if let Some(focus) = focus {
                focus.restore();
            }
            index_words(library).await;
        }
        Err(error) => {
            shown.end();
            let again = place.clone();
            let failed = states::failed(error, || spawn_local(load(again)));
            // Ahead of the list, which can still be read.
            states::show(&place, &failed);
        }
    }
}

/// Prepares the search while nothing else is to be done. Who searches before does not wait for it.
async fn index_words(library: &Library) {
    pace::sleep(QUIET).await;
    while library.text_step().or_else(|| library.title_step()).is_some() {
        pace::sleep(BETWEEN).await;
    }
}

/// Shows a list in a place of the document, and nothing else there. What it listens to is its own for as
/// long as the place is in the document.
pub fn open(place: &HtmlElement, library: &'static Library) {
    explorer::explorer(place, library);
}
