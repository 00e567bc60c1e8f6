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
use load::LoadError;
use loading::Loading;
use takeover::Focus;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

/// Where `index.html` keeps a place for the page, with the list and the loading state in it.
const PLACE: &str = "app";

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
    match library(&shown).await {
        Ok(library) => {
            let (has_tried_again, focus) = (states::take_away(&place), Focus::now());
            open(&place, library);
            if has_tried_again {
                navigate::focus_sentence();
            }
            if let Some(focus) = focus {
                focus.restore();
            }
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

/// The list, ready for what the link asks.
async fn library(shown: &Loading) -> Result<&'static Library, LoadError> {
    let library = load::library(&mut |progress| shown.show(progress)).await?;
    // Shown for as long as the page lives, and so never freed: every view may hold on to it.
    let library: &'static Library = Box::leak(Box::new(library));
    if navigate::asked(library).query.has_words() {
        later::words(library).await.map_err(|_| LoadError::Search)?;
    }
    Ok(library)
}

/// Shows a list in a place of the document, and nothing else there. What it listens to is its own for as
/// long as the place is in the document.
pub fn open(place: &HtmlElement, library: &'static Library) {
    explorer::explorer(place, library);
}
