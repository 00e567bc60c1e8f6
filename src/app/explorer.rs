//! The page once the list is there.

use super::dom::{element, set_flag, with};
use super::navigate::Navigator;
use super::saved::Saved;
use super::{answering, facets, filters, later, pace, rest, table};
use crate::facet::ValueId;
use crate::query::{Evaluator, Library, Link, Outcome, Query, WayOut};
use crate::view;
use crate::words;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

/// How long after the list is shown the page is taken to rest.
const REST: Duration = Duration::from_secs(1);

/// What shows something of what is asked and found.
type Leaf = dyn FnMut(&Query, &Arc<Outcome>);

/// What every view works with: a page's own, for as long as it lives.
#[derive(Clone, Copy)]
pub(super) struct Explorer(&'static Shared);

impl Deref for Explorer {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.0
    }
}

/// What an [`Explorer`] leads to, so that every closure of a view keeps one address.
pub(super) struct Shared {
    /// The list and its index.
    pub(super) library: &'static Library,
    /// Where changes go.
    pub(super) navigator: Navigator,
    evaluator: RefCell<Evaluator<'static>>,
    answered: RefCell<Answered>,
    /// The reader's own list.
    pub(super) saved: RefCell<Saved>,
    /// What the page says besides the sentence.
    pub(super) notices: Element,
    /// The rest of the page is there, too.
    pub(super) is_whole: Cell<bool>,
    /// What is asked waits for what finds words.
    pub(super) is_behind: Cell<bool>,
    /// What a reader did before, and is still to be answered.
    pub(super) pending: RefCell<Option<Event>>,
}

/// Who is told of answers, and the last one; none at the start.
type Answered = (Vec<Box<Leaf>>, Option<Arc<Outcome>>);

impl Explorer {
    fn new(place: &Element, library: &'static Library) -> Self {
        let navigator = Navigator::start(place, library);
        let evaluator = RefCell::new(Evaluator::new(library));
        let saved = RefCell::new(Saved::new(library));
        let shared = Shared {
            library,
            navigator,
            evaluator,
            answered: RefCell::default(),
            saved,
            notices: element("div", &[("class", "notices")]),
            is_whole: Cell::default(),
            is_behind: Cell::default(),
            pending: RefCell::default(),
        };
        Self(Box::leak(Box::new(shared)))
    }

    /// Has a leaf of a view run at the start and after every change, with what is asked and what is
    /// found. A leaf keeps what it showed last and touches only what differs.
    pub(super) fn follow(self, leaf: impl FnMut(&Query, &Arc<Outcome>) + 'static) {
        self.follow_boxed(Box::new(leaf));
    }

    fn follow_boxed(self, mut leaf: Box<Leaf>) {
        let (before, found) = {
            let (leaves, found) = &*self.answered.borrow();
            (leaves.len(), found.clone())
        };
        // A view that is made later starts with what is shown by then.
        if let Some(outcome) = found {
            leaf(&self.asked(), &outcome);
        }
        // Ahead of those of a view that it made.
        self.answered.borrow_mut().0.insert(before, leaf);
    }

    /// Tells all leaves of what is asked now, and of what it brings. A leaf may make a view, whose leaves come
    /// behind the others. Words that cannot be found yet are answered when they can.
    pub(super) fn answer(self) {
        self.navigator.link().with_untracked(|Link { query, .. }| {
            let is_behind = query.has_words() && !self.library.is_searchable();
            self.is_behind.set(is_behind);
            if is_behind {
                return later::start(self, true);
            }
            let outcome = self.found(query);
            let mut leaves = {
                let (leaves, found) = &mut *self.answered.borrow_mut();
                *found = Some(Arc::clone(&outcome));
                std::mem::take(leaves)
            };
            for leaf in &mut leaves {
                leaf(query, &outcome);
            }
            let made = &mut self.answered.borrow_mut().0;
            leaves.append(made);
            *made = leaves;
        });
    }

    /// What a query brings, for free where it was answered not long ago.
    pub(super) fn found(self, query: &Query) -> Arc<Outcome> {
        self.evaluator.borrow_mut().answer(query)
    }

    /// What is left after each filter of what is asked now; see [`Evaluator::left`].
    pub(super) fn left(self) -> Vec<Option<u32>> {
        self.evaluator.borrow_mut().left(&self.asked())
    }

    /// Where nothing matches, which filters to drop; see [`Evaluator::ways_out`].
    pub(super) fn ways_out(self) -> Vec<WayOut> {
        self.evaluator.borrow_mut().ways_out(&self.asked())
    }

    /// What is asked now.
    pub(super) fn asked(self) -> Query {
        self.navigator.link().with_untracked(|link| link.query.clone())
    }

    /// Where a query is, for a link; what is open beside the list stays so.
    pub(super) fn href(self, query: &Query) -> String {
        let next = self.navigator.link().with_untracked(|link| link.to(query.clone()));
        view::href(self.library, &next)
    }

    /// A link to a query: followed in place by a plain click, by the browser in every other way.
    pub(super) fn link(self, class: &str, query: &Query, text: &str) -> Element {
        view::filter_link(class, &self.href(query), text)
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
        view::value_link(self.library, class, (facet, value), text)
    }
}

/// Makes the whole page for a list in a place of the document.
pub(super) fn explorer(place: &Element, library: &'static Library) {
    let explorer = Explorer::new(place, library);
    let attributes = [
        ("id", view::FACETS),
        ("class", "facets"),
        ("aria-label", words::page::FILTERS),
        ("popover", "auto"),
    ];
    let facets = with(
        element("aside", &attributes),
        &facets::facets(explorer).iter().chain([&facets_foot(explorer)]).collect::<Vec<_>>(),
    );
    let search = filters::search();
    let bar = view::bar(&search, &view::commands_button(&[]), &view::filters_button(&[]));
    let results = view::results();
    filters::summary(explorer, &results);
    let ask = rest::wait(explorer);
    table::table(explorer, &results);
    let about = &library.catalog().about;
    if !about.title.is_empty() {
        document().set_title(&about.title);
    }
    let page = view::page("page", about, &view::layout(&[&bar, &facets, &results]));
    place.set_text_content(None);
    _ = place.append_child(&page);
    // The rows are as many as fit, which only what is in the document can tell.
    answering::start(explorer);
    spawn_local(async move {
        pace::sleep(REST).await;
        ask();
    });
}

/// On a narrow screen, the way back to the list below the panels, which says what is there.
fn facets_foot(explorer: Explorer) -> Element {
    let attributes =
        [("class", "button"), ("popovertarget", view::FACETS), ("popovertargetaction", "hide")];
    let button = element("button", &attributes);
    let (shown, mut hits, all) = (button.clone(), None, explorer.library.catalog().len());
    explorer.follow(move |_, outcome| {
        let found = outcome.hits.len();
        if hits.replace(found) != Some(found) {
            shown.set_text_content(Some(&words::facets::back(found, all)));
        }
    });
    with(element("div", &[("class", "facets-foot")]), &[&button])
}

/// Says of a link whether what it leads to, or undoes, is in force.
pub(super) fn set_current(link: &Element, current: bool) {
    set_flag(link, "aria-current", "true", current);
}
