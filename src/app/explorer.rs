//! The page once the list is there.

use super::navigate::Navigator;
use super::{facets, filters, table};
use crate::query::{Evaluator, Library, Outcome, Query, encode};
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// What every view works with.
#[derive(Clone, Copy)]
pub(super) struct Explorer {
    /// The list and its index.
    pub(super) library: &'static Library,
    /// What is asked.
    pub(super) query: ReadSignal<Query>,
    /// What is found.
    pub(super) outcome: Memo<Arc<Outcome>>,
    /// Where changes go.
    pub(super) navigator: Navigator,
}

impl Explorer {
    fn new(library: &'static Library) -> Self {
        let navigator = Navigator::start(library);
        let query = navigator.query();
        let evaluator = Mutex::new(Evaluator::new(library));
        let outcome = Memo::new(move |_| {
            let mut evaluator = evaluator.lock().unwrap_or_else(PoisonError::into_inner);
            query.with(|query| evaluator.answer(query))
        });
        Self { library, query, outcome, navigator }
    }

    /// Where a query is, for a link.
    pub(super) fn href(self, query: &Query) -> String {
        format!("?{}", encode(query, self.library))
    }
}

/// A link that filters: followed in place by a plain click, by the browser in every other way. All are of
/// this one form, since each further form of element is code that every reader downloads.
pub(super) struct FilterLink {
    /// What it is styled by.
    pub(super) class: &'static str,
    /// From [`Explorer::href`].
    pub(super) href: String,
    /// What it says.
    pub(super) text: String,
    /// What it is called, where that is more than it says.
    pub(super) name: Option<String>,
    /// Whether what it leads to, or undoes, is in force.
    pub(super) current: bool,
}

impl FilterLink {
    /// The link as an element.
    pub(super) fn view(self) -> impl IntoView + use<> {
        let Self { class, href, text, name, current } = self;
        let current = current.then_some("true");
        view! {
            <a data-filter class=class href=href aria-label=name aria-current=current dir="auto">{text}</a>
        }
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
