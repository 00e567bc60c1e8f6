//! The page once the list is there.

use super::dom::{element, set, set_flag, with, with_text};
use super::navigate::Navigator;
use super::{facets, filters, table};
use crate::catalog::About;
use crate::facet::ValueId;
use crate::query::{Evaluator, Library, Link, Outcome, Query};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// What shows something of what is asked and found.
type Leaf = dyn FnMut(&Query, &Arc<Outcome>);

/// What every view works with.
#[derive(Clone, Copy)]
pub(super) struct Explorer {
    /// The list and its index.
    pub(super) library: &'static Library,
    /// Where changes go.
    pub(super) navigator: Navigator,
    leaves: StoredValue<Vec<Box<Leaf>>, LocalStorage>,
}

impl Explorer {
    fn new(library: &'static Library) -> Self {
        let navigator = Navigator::start(library);
        Self { library, navigator, leaves: StoredValue::new_local(Vec::new()) }
    }

    /// Has a leaf of a view run at the start and after every change, with what is asked and what is
    /// found. A leaf keeps what it showed last and touches only what differs.
    pub(super) fn follow(self, leaf: impl FnMut(&Query, &Arc<Outcome>) + 'static) {
        self.leaves.update_value(|leaves| leaves.push(Box::new(leaf)));
    }

    /// Answers every query from now on, for all leaves. One effect for them all: they all depend on the
    /// one signal, and each further effect is bookkeeping that a click pays for.
    fn answer(self) {
        let mut evaluator = Evaluator::new(self.library);
        Effect::new(move |_| {
            self.navigator.link().with(|Link { query, .. }| {
                let outcome = evaluator.answer(query);
                self.leaves.update_value(|leaves| {
                    for leaf in leaves {
                        leaf(query, &outcome);
                    }
                });
            });
        });
    }

    /// What is asked now.
    pub(super) fn asked(self) -> Query {
        self.navigator.link().with_untracked(|link| link.query.clone())
    }

    /// Where a query is, for a link; what is open beside the list stays so.
    pub(super) fn href(self, query: &Query) -> String {
        let next = self.navigator.link().with_untracked(|link| link.to(query.clone()));
        href(self.library, &next)
    }

    /// A link to a query: followed in place by a plain click, by the browser in every other way.
    pub(super) fn link(self, class: &str, query: &Query, text: &str) -> Element {
        filter_link(class, &self.href(query), text)
    }

    /// Makes a link that changes one value, as it is for the query that is asked, only when a reader
    /// comes near it (see [`Navigator`]); until then it leads to that value alone. So a click on a
    /// filter changes no other link, however many there are.
    pub(super) fn value_link(
        self,
        class: &str,
        (facet, value): (usize, ValueId),
        text: &str,
    ) -> Element {
        value_link(self.library, class, (facet, value), text)
    }
}

/// The address of a link.
pub(super) fn href(library: &Library, link: &Link) -> String {
    let mut href = link.encode(library);
    href.insert(0, '?');
    href
}

fn filter_link(class: &str, href: &str, text: &str) -> Element {
    let attributes = [("data-filter", ""), ("class", class), ("dir", "auto"), ("href", href)];
    with_text(element("a", &attributes), text)
}

/// See [`Explorer::value_link`].
pub(super) fn value_link(
    library: &Library,
    class: &str,
    (facet, value): (usize, ValueId),
    text: &str,
) -> Element {
    let nothing = Link::new(library);
    let alone = nothing.to(nothing.query.toggled(facet, value));
    let link = filter_link(class, &href(library, &alone), text);
    set(&link, "data-value", &format!("{facet}:{}", value.index()));
    link
}

/// The whole page for a list.
pub(super) fn explorer(library: &'static Library) -> Element {
    let explorer = Explorer::new(library);
    let page = element("div", &[("class", "page")]);
    let attributes =
        [("id", FACETS), ("class", "facets"), ("aria-label", "Filters"), ("popover", "auto")];
    let facets = with(
        element("aside", &attributes),
        &facets::facets(explorer).iter().chain([&facets_foot(explorer)]).collect::<Vec<_>>(),
    );
    let bar = with(
        element("div", &[("class", "bar")]),
        &[&filters::search(explorer), &filters_button()],
    );
    let results = element("main", &[("class", "results")]);
    filters::summary(explorer, &results);
    table::table(explorer, &results);
    let page_body = with(element("div", &[("class", "explorer")]), &[&bar, &facets, &results]);
    explorer.answer();
    with(page, &[&masthead(&library.catalog().about), &page_body])
}

/// What the list says of itself, in the page and as the title of its window.
pub(super) fn masthead(about: &About) -> Element {
    let head = element("header", &[("class", "masthead")]);
    let heading = with_text(element("h1", &[("dir", "auto")]), &about.title);
    _ = head.append_child(&heading);
    if !about.title.is_empty() {
        document().set_title(&about.title);
    }
    if !about.description.is_empty() {
        let description = element("p", &[("class", "description"), ("dir", "auto")]);
        _ = head.append_child(&with_text(description, &about.description));
    }
    if !about.updated.is_empty() {
        let updated = with_text(element("p", &[("class", "updated")]), "Last updated ");
        let day = with_text(element("time", &[("datetime", &about.updated)]), &about.updated);
        _ = head.append_child(&with(updated, &[&day]));
    }
    head
}

/// Where the panels are: beside the list, or on a narrow screen a sheet over it, which the browser opens
/// and closes.
const FACETS: &str = "facets";

/// On a narrow screen, what shows and hides the panels.
fn filters_button() -> Element {
    let attributes = [("class", "button filters-button"), ("popovertarget", FACETS)];
    with_text(element("button", &attributes), "Filters")
}

/// On a narrow screen, the way back to the list below the panels, which says what is there.
fn facets_foot(explorer: Explorer) -> Element {
    let attributes =
        [("class", "button"), ("popovertarget", FACETS), ("popovertargetaction", "hide")];
    let button = element("button", &attributes);
    let (shown, mut hits, all) = (button.clone(), None, explorer.library.catalog().len());
    explorer.follow(move |_, outcome| {
        let found = outcome.hits.len();
        if hits.replace(found) != Some(found) {
            shown.set_text_content(Some(&format!("Show {found} of {all}")));
        }
    });
    with(element("div", &[("class", "facets-foot")]), &[&button])
}

/// Says of a link whether what it leads to, or undoes, is in force.
pub(super) fn set_current(link: &Element, current: bool) {
    set_flag(link, "aria-current", "true", current);
}
