//! The page once the list is there.

use super::navigate::Navigator;
use super::{facets, filters, table};
use crate::query::{Library, Outcome, Query, encode, evaluate};
use leptos::prelude::*;

/// What every view works with.
#[derive(Clone, Copy)]
pub(super) struct Explorer {
    /// The list and its index.
    pub(super) library: &'static Library,
    /// What is asked.
    pub(super) query: ReadSignal<Query>,
    /// What is found.
    pub(super) outcome: Memo<Outcome>,
    /// Where changes go.
    pub(super) navigator: Navigator,
}

impl Explorer {
    fn new(library: &'static Library) -> Self {
        let navigator = Navigator::start(library);
        let query = navigator.query();
        let outcome = Memo::new(move |_| query.with(|query| evaluate(library, query)));
        Self { library, query, outcome, navigator }
    }

    /// A link to a query.
    pub(super) fn link(self, query: &Query) -> String {
        format!("?{}", encode(query, self.library))
    }
}

/// The whole page for a list.
pub(super) fn explorer(library: &'static Library) -> impl IntoView {
    let explorer = Explorer::new(library);
    let about = &library.catalog().about;
    if !about.title.is_empty() {
        document().set_title(&about.title);
    }
    let opened = RwSignal::new(false);
    view! {
        <header class="masthead">
            <h1 dir="auto">{about.title.as_str()}</h1>
            {(!about.description.is_empty())
                .then(|| view! { <p class="description" dir="auto">{about.description.as_str()}</p> })}
            {(!about.updated.is_empty()).then(|| {
                let day = about.updated.as_str();
                view! { <p class="updated">"Last updated " <time datetime=day>{day}</time></p> }
            })}
        </header>
        <div class="explorer">
            <div class="bar">
                {filters::search(explorer)}
                <button class="button filters-button" aria-controls="facets"
                    aria-expanded=move || opened.get().to_string()
                    on:click=move |_| opened.update(|opened| *opened = !*opened)>
                    "Filters"
                </button>
            </div>
            <aside id="facets" class="facets" class:opened=opened aria-label="Filters">
                {facets::facets(explorer)}
            </aside>
            <main class="results">
                {filters::summary(explorer)}
                {table::table(explorer)}
            </main>
        </div>
    }
}
