//! The page: it loads the catalog, keeps the query, and shows the outcome. The only user of the browser.
//!
//! One signal (the query), one memo (the outcome), leaf closures in the views. A view never changes the
//! query itself: its links say what the next query is, and [`navigate`] goes there.

mod explorer;
mod facets;
mod filters;
mod load;
mod navigate;
mod states;
mod table;

use crate::query::Library;
use leptos::prelude::*;
use leptos::task::spawn_local;
use load::LoadError;

/// Where `index.html` keeps a place for the page, with the loading state in it.
const PLACE: &str = "app";

/// The catalog on its way.
#[derive(Clone)]
enum Load {
    Loading,
    Failed(LoadError),
    /// Made once and never freed, as the page shows it for as long as it lives.
    Loaded(&'static Library),
}

/// Shows the page in its place in the document.
pub fn mount() {
    let Some(place) = document().get_element_by_id(PLACE) else { return };
    place.set_text_content(None);
    if let Ok(place) = wasm_bindgen::JsCast::dyn_into(place) {
        leptos::mount::mount_to(place, App).forget();
    }
}

#[component]
fn App() -> impl IntoView {
    let state = RwSignal::new(Load::Loading);
    let load = move || {
        state.set(Load::Loading);
        spawn_local(async move {
            state.set(match load::catalog().await {
                Ok(catalog) => Load::Loaded(Box::leak(Box::new(Library::new(catalog)))),
                Err(error) => Load::Failed(error),
            });
        });
    };
    load();
    move || match state.get() {
        Load::Loading => states::loading().into_any(),
        Load::Failed(error) => states::failed(&error, load).into_any(),
        Load::Loaded(library) => explorer::explorer(library).into_any(),
    }
}
