//! What the reader asked, how it is written in a link, and how it is answered.
//!
//! [`Library`] is the catalog with its index, built once. A [`Query`] is a plain value; every change
//! makes a new one. [`evaluate`] turns both into an [`Outcome`], and [`encode`] and [`decode`] are the
//! two directions of a query as text. The address is a [`Link`]: a query, and what is open beside it.
//!
//! ```
//! use casebook::{catalog, query::{self, Library, Query}};
//!
//! let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true, "match": "all" }],
//!   "entries": [{ "id": "a", "title": "First", "year": 2024, "tag": ["nlp", "ops"] },
//!               { "id": "b", "title": "Second", "year": 2022, "tag": ["nlp"] }] }"#;
//! let library = Library::new(catalog::decode(json).unwrap());
//! let query = query::decode("?tag=NLP&year=..2023", &library);
//! let outcome = query::evaluate(&library, &query);
//! assert_eq!(outcome.sentence(&library, &query), "1 of 2 case studies · tag nlp · until 2023");
//! assert_eq!(query::encode(&query, &library), "tag=nlp&year=..2023");
//! ```

pub mod bar;
mod beside;
mod brush;
mod chart;
mod command;
mod compare;
mod evaluate;
mod evaluator;
mod hits;
mod indexing;
mod library;
mod link;
mod order;
mod pairs;
mod pin;
mod search;
mod similar;
mod step;
#[cfg(test)]
mod tests;
mod visit;

pub use beside::{Beside, Link};
pub use brush::{Brush, Handle, Nudge};
pub use chart::{Chart, Look};
pub use command::{Command, commands, is_named};
pub use compare::{Compared, Comparison, compare, counterpart};
pub use evaluate::{Outcome, Stage, WayOut, evaluate};
pub use evaluator::Evaluator;
pub use hits::Hits;
pub use indexing::{Indexing, Progress};
pub use library::Library;
pub use link::{decode, encode};
pub use pairs::{Axis, Pairs, Rank};
pub use pin::Pin;
pub use similar::{Reason, Similar, similar};
pub use step::Step;
pub use visit::Visit;

use crate::facet::{Bitmap, EntryId, Match, Refinement, ValueId};

/// What the reader asked. Facets are named by their position in [`Library::facets`].
///
/// 1. There is one refinement per facet of the library it was made for.
/// 2. `unknown` is ascending and names a thing once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words to search for, as typed.
    pub text: String,
    /// The years to keep to.
    pub years: Option<YearRange>,
    /// The order of the hits; `None`: the curator's.
    pub sort: Option<Sort>,
    /// What a link named and the catalog lacks: kept, shown, and without effect.
    pub unknown: Vec<Unknown>,
    /// Ascending, each once; a reading list with nothing on it is none.
    listed: Vec<EntryId>,
    refinements: Vec<Refinement>,
}

/// Years from and to, both included; no bound where `None`. `from` is never after `to`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearRange {
    from: Option<u16>,
    to: Option<u16>,
}

impl YearRange {
    /// The range between two bounds, whichever comes first; `None` where there is no bound at all.
    pub fn new(from: Option<u16>, to: Option<u16>) -> Option<Self> {
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) if to < from => Some(Self { from: Some(to), to: Some(from) }),
            _ => Some(Self { from, to }),
        }
    }

    /// The first year, included.
    pub fn from(self) -> Option<u16> {
        self.from
    }

    /// The last year, included.
    pub fn to(self) -> Option<u16> {
        self.to
    }

    /// Whether a year is within.
    pub fn contains(self, year: u16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// What hits are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The title.
    Title,
    /// A facet's first value.
    Facet(usize),
}

/// An order of the hits. Entries without a value come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// What to order by.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

/// A part of a link that the catalog has nothing for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// The key in the link, as `tag`.
    pub key: String,
    /// The value in the link, as `-foo`.
    pub value: String,
}

impl Query {
    /// Everything, in the curator's order.
    pub fn new(library: &Library) -> Self {
        let refinements = library.facets().iter().map(|facet| Refinement::new(facet.matching));
        Self {
            text: String::new(),
            years: None,
            sort: None,
            unknown: Vec::new(),
            listed: Vec::new(),
            refinements: refinements.collect(),
        }
    }

    /// What is asked of one facet.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn refinement(&self, facet: usize) -> &Refinement {
        &self.refinements[facet]
    }

    /// What is asked of every facet.
    pub fn refinements(&self) -> &[Refinement] {
        &self.refinements
    }

    /// The reading list to keep to, ascending; empty: there is none.
    pub fn listed(&self) -> &[EntryId] {
        &self.listed
    }

    /// How many entries of the reading list the catalog lacks.
    pub fn missing(&self) -> usize {
        self.unknown.iter().filter(|unknown| unknown.is_entry()).count()
    }

    /// Whether there are words to search for.
    pub fn has_words(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The filters one by one, in the order that readers see them in.
    pub fn steps(&self) -> Vec<Step> {
        self.list_steps(false)
    }

    /// The same, but what each lets through is what all before leave and it does: the chosen values of a
    /// facet that matches any are one step where they are several, [`Step::Either`].
    pub fn narrowing(&self) -> Vec<Step> {
        self.list_steps(true)
    }

    fn list_steps(&self, together: bool) -> Vec<Step> {
        let mut steps = Vec::new();
        if !self.listed.is_empty() {
            steps.push(Step::Listed);
        }
        if self.has_words() {
            steps.push(Step::Text);
        }
        for (facet, asked) in self.refinements.iter().enumerate() {
            let chosen = asked.chosen();
            if together && asked.matching() == Match::Any && chosen.len() > 1 {
                steps.push(Step::Either(facet));
            } else {
                steps.extend(chosen.iter().map(|&value| Step::Chosen(facet, value)));
            }
            steps.extend(asked.excluded().iter().map(|&value| Step::Excluded(facet, value)));
        }
        steps.extend(self.years.map(|_| Step::Years));
        steps
    }

    /// The same with a value chosen.
    #[must_use]
    pub fn choosing(&self, facet: usize, value: ValueId) -> Self {
        self.refined(facet, |asked| asked.choose(value))
    }

    /// The same with a value excluded.
    #[must_use]
    pub fn excluding(&self, facet: usize, value: ValueId) -> Self {
        self.refined(facet, |asked| asked.exclude(value))
    }

    /// Chooses a value, or releases one that was chosen or excluded.
    #[must_use]
    pub fn toggled(&self, facet: usize, value: ValueId) -> Self {
        self.refined(facet, |asked| {
            if asked.is_chosen(value) || asked.is_excluded(value) {
                asked.release(value);
            } else {
                asked.choose(value);
            }
        })
    }

    /// Excludes a value, or releases one that was excluded.
    #[must_use]
    pub fn toggled_exclusion(&self, facet: usize, value: ValueId) -> Self {
        self.refined(facet, |asked| {
            if asked.is_excluded(value) {
                asked.release(value);
            } else {
                asked.exclude(value);
            }
        })
    }

    /// The same with this value of a facet chosen in place of others; what is excluded stays so.
    #[must_use]
    pub fn choosing_only(&self, facet: usize, value: ValueId) -> Self {
        self.refined(facet, |asked| {
            asked.release_chosen();
            asked.choose(value);
        })
    }

    /// The same values of a facet, matched this way.
    #[must_use]
    pub fn matching(&self, facet: usize, matching: Match) -> Self {
        self.refined(facet, |asked| asked.set_matching(matching))
    }

    /// The same with other words.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }

    /// The same with other years.
    #[must_use]
    pub fn with_years(&self, years: Option<YearRange>) -> Self {
        Self { years, ..self.clone() }
    }

    /// The same with another reading list, given in any order, of which nothing is missing; none where it
    /// is empty.
    #[must_use]
    pub fn with_list(&self, entries: &[EntryId]) -> Self {
        let len = entries.iter().max().map_or(0, |last| last.index() + 1);
        let mut next = self.clone();
        next.listed.clear();
        Bitmap::of(entries, len).visit(|entry| next.listed.push(entry));
        next.unknown.retain(|unknown| !unknown.is_entry());
        next
    }

    /// The same with an entry on the reading list, or not on it; what is missing stays.
    #[must_use]
    pub fn listing(&self, entry: EntryId, listed: bool) -> Self {
        let mut next = self.clone();
        match (next.listed.binary_search(&entry), listed) {
            (Err(at), true) => next.listed.insert(at, entry),
            (Ok(at), false) => _ = next.listed.remove(at),
            _ => {}
        }
        next
    }

    /// The next order by a column: ascending, then descending, then the curator's again.
    #[must_use]
    pub fn sorted_by_next(&self, column: Column) -> Self {
        let sort = match self.sort {
            Some(sort) if sort.column == column && sort.descending => None,
            Some(sort) if sort.column == column => Some(Sort { column, descending: true }),
            _ => Some(Sort { column, descending: false }),
        };
        Self { sort, ..self.clone() }
    }

    /// The same without one of its filters.
    #[must_use]
    pub fn without(&self, step: Step) -> Self {
        match step {
            Step::Listed => self.with_list(&[]),
            Step::Text => self.with_text(String::new()),
            Step::Years => self.with_years(None),
            Step::Chosen(facet, value) | Step::Excluded(facet, value) => {
                self.refined(facet, |asked| asked.release(value))
            }
            Step::Either(facet) => self.refined(facet, Refinement::release_chosen),
        }
    }

    /// The same without something that the catalog lacks.
    #[must_use]
    pub fn without_unknown(&self, unknown: &Unknown) -> Self {
        let mut next = self.clone();
        next.unknown.retain(|other| other != unknown);
        next
    }

    /// No filter; order and ways of matching stay.
    #[must_use]
    pub fn cleared(&self) -> Self {
        let mut next = self.with_text(String::new());
        next.years = None;
        next.unknown.clear();
        next.listed.clear();
        next.refinements.iter_mut().for_each(Refinement::clear);
        next
    }

    fn refined(&self, facet: usize, change: impl FnOnce(&mut Refinement)) -> Self {
        let mut next = self.clone();
        change(&mut next.refinements[facet]);
        next
    }
}
