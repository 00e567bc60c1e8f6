//! The page once the list is there.

use super::dom::{element, on, set, set_flag, with, with_text};
use super::navigate::Navigator;
use super::{facets, filters, table};
use crate::catalog::About;
use crate::facet::ValueId;
use crate::query::{Evaluator, Library, Outcome, Query, encode};
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
    answered: StoredValue<Answered, LocalStorage>,
}

/// Who is told of answers, and the last one; none at the start.
type Answered = (Vec<Box<Leaf>>, Option<Arc<Outcome>>);

impl Explorer {
    fn new(library: &'static Library) -> Self {
        let navigator = Navigator::start(library);
        Self { library, navigator, answered: StoredValue::new_local((Vec::new(), None)) }
    }

    /// Has a leaf of a view run at the start and after every change, with what is asked and what is
    /// found. A leaf keeps what it showed last and touches only what differs.
    pub(super) fn follow(self, leaf: impl FnMut(&Query, &Arc<Outcome>) + 'static) {
        self.follow_boxed(Box::new(leaf));
    }

    fn follow_boxed(self, mut leaf: Box<Leaf>) {
        self.answered.update_value(|(leaves, found)| {
            // A view that is made later starts with what is shown by then.
            if let Some(outcome) = found {
                leaf(&self.asked(), outcome);
            }
            leaves.push(leaf);
        });
    }

    /// Answers every query from now on, for all leaves. One effect for them all: they all depend on the
    /// one signal, and each further effect is bookkeeping that a click pays for.
    fn answer(self) {
        let mut evaluator = Evaluator::new(self.library);
        Effect::new(move |_| {
            self.navigator.query().with(|query| {
                let outcome = evaluator.answer(query);
                self.answered.update_value(|(leaves, found)| {
                    for leaf in leaves {
                        leaf(query, &outcome);
                    }
                    *found = Some(outcome);
                });
            });
        });
    }

    /// What is asked now.
    pub(super) fn asked(self) -> Query {
        self.navigator.query().get_untracked()
    }

    /// Where a query is, for a link.
    pub(super) fn href(self, query: &Query) -> String {
        href(self.library, query)
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

/// Where a query is, for a link.
pub(super) fn href(library: &Library, query: &Query) -> String {
    let mut href = encode(query, library);
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
    let alone = Query::new(library).toggled(facet, value);
    let link = filter_link(class, &href(library, &alone), text);
    set(&link, "data-value", &format!("{facet}:{}", value.index()));
    link
}

/// The whole page for a list.
pub(super) fn explorer(library: &'static Library) -> Element {
    let explorer = Explorer::new(library);
    let page = element("div", &[("class", "page")]);
    let facets = with(
        element("aside", &[("id", "facets"), ("class", "facets"), ("aria-label", "Filters")]),
        &facets::facets(explorer).iter().collect::<Vec<_>>(),
    );
    let bar = with(
        element("div", &[("class", "bar")]),
        &[&filters::search(explorer), &filters_button(&facets)],
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

/// On a narrow screen, what shows and hides the panels.
fn filters_button(facets: &Element) -> Element {
    let attributes = [
        ("class", "button filters-button"),
        ("aria-controls", "facets"),
        ("aria-expanded", "false"),
    ];
    let button = with_text(element("button", &attributes), "Filters");
    let (facets, pushed) = (facets.clone(), button.clone());
    on(&button, "click", move |_| {
        let opened = facets.class_list().toggle("opened").unwrap_or_default();
        set(&pushed, "aria-expanded", if opened { "true" } else { "false" });
    });
    button
}

/// Says of a link whether what it leads to, or undoes, is in force.
pub(super) fn set_current(link: &Element, current: bool) {
    set_flag(link, "aria-current", "true", current);
}
