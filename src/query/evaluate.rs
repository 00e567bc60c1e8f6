//! Query → outcome, the one way.

use super::hits::Order;
use super::{Hits, Library, Query, Sort, Step, YearRange};
use crate::facet::{Bitmap, Match, Memory, answer, hits, keep_any};
use std::sync::Arc;

/// How many words are remembered: those of a query, and the letters typed before.
const WORDS: usize = 16;

/// What a query brings: all that any view shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The entries that pass every filter, in the order asked for.
    pub hits: Hits,
    /// For each facet of the library, the count of each value; see [`crate::facet::answer`]. Counts that
    /// did not change from one outcome to the next may be shared.
    pub counts: Vec<Arc<[u32]>>,
    /// The words that were searched for in place of the query's, where some of those are in no entry and
    /// look mistyped. What [`crate::text::matches`] is to mark, too.
    pub correction: Option<String>,
}

/// A filter to drop, and how many entries that would show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// The filter to drop.
    pub step: Step,
    /// How many entries there are without it; at least 1.
    pub hits: u32,
}

/// A filter, and how many entries are left by it and all before it; see [`Evaluator::funnel`].
///
/// [`Evaluator::funnel`]: super::Evaluator::funnel
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The filter.
    pub step: Step,
    /// How many entries are left; no more than before.
    pub hits: u32,
}

/// What recent answers found that the next may need. It changes what an answer costs, never what it is.
#[derive(Debug)]
pub(super) struct Known {
    counts: Memory,
    /// Words with the entries that have them, the latest last.
    words: Vec<(String, Bitmap)>,
}

/// Answers a query from scratch. O(entries × values of each).
pub fn evaluate(library: &Library, query: &Query) -> Outcome {
    Known::new(library).answer(library, query)
}

impl Known {
    /// Nothing yet.
    pub(super) fn new(library: &Library) -> Self {
        Self { counts: Memory::new(library.indexed()), words: Vec::new() }
    }

    /// Answers a query of the same library.
    pub(super) fn answer(&mut self, library: &Library, query: &Query) -> Outcome {
        let (words, correction) = asked(library, query);
        let base = self.base(library, &words, query);
        let found = answer(library.indexed(), query.refinements(), &base, &mut self.counts);
        let order = match query.sort {
            Some(Sort { column, descending }) => {
                Order::Sorted(Arc::clone(library.order(column)), descending)
            }
            None => match library.search() {
                Some(search) if !words.is_empty() => Order::Ranked(Arc::clone(search), words),
                _ => Order::Curated,
            },
        };
        let hits = Hits::new(found.hits, found.len, order);
        Outcome { hits, counts: found.counts, correction }
    }

    /// What the reading list, words and years let through; they apply to every count.
    fn base(&mut self, library: &Library, words: &[String], query: &Query) -> Bitmap {
        let everything = || Bitmap::full(library.catalog().len());
        let mut base = query.years.map_or_else(everything, |years| within(library, years));
        if !query.listed().is_empty() {
            base.and(&listed(library, query));
        }
        for word in words {
            base.and(self.having(library, word));
        }
        base
    }

    fn having(&mut self, library: &Library, word: &str) -> &Bitmap {
        let known = self.words.iter().position(|(known, _)| known == word);
        let found = if let Some(at) = known {
            self.words.remove(at)
        } else {
            let everything = || Bitmap::full(library.catalog().len());
            let found = library.search().map_or_else(everything, |it| it.having(word));
            (word.to_owned(), found)
        };
        if self.words.len() == WORDS {
            self.words.remove(0);
        }
        self.words.push(found);
        &self.words[self.words.len() - 1].1
    }

    /// What is left after each filter of a query, in the order that readers see them in.
    pub(super) fn funnel(&mut self, library: &Library, query: &Query) -> Vec<Stage> {
        let mut left = Bitmap::full(library.catalog().len());
        let mut stages = Vec::new();
        for step in query.narrowing() {
            self.apply(library, query, step, &mut left);
            stages.push(Stage { step, hits: left.count() });
        }
        stages
    }

    /// What is left after each filter as readers see them; `None` behind a value that the next one widens.
    pub(super) fn left(&mut self, library: &Library, query: &Query) -> Vec<Option<u32>> {
        let mut left = Bitmap::full(library.catalog().len());
        let widens = |facet: usize| query.refinement(facet).matching() == Match::Any;
        let steps = query.steps();
        let mut counts = Vec::new();
        for (at, &step) in steps.iter().enumerate() {
            let (step, is_last) = match (step, steps.get(at + 1)) {
                (Step::Chosen(facet, _), next) if widens(facet) => {
                    let goes_on = matches!(next, Some(Step::Chosen(other, _)) if *other == facet);
                    (Step::Either(facet), !goes_on)
                }
                _ => (step, true),
            };
            if is_last {
                self.apply(library, query, step, &mut left);
            }
            counts.push(is_last.then(|| left.count()));
        }
        counts
    }

    /// Keeps what a filter lets through.
    fn apply(&mut self, library: &Library, query: &Query, step: Step, left: &mut Bitmap) {
        let index = |facet: usize| &library.indexed().indexes()[facet];
        match step {
            Step::Listed => left.and(&listed(library, query)),
            Step::Text => {
                for word in &asked(library, query).0 {
                    left.and(self.having(library, word));
                }
            }
            Step::Chosen(facet, value) => index(facet).postings().keep_in(value, left),
            Step::Either(facet) => {
                keep_any(index(facet), query.refinement(facet).chosen(), left);
            }
            Step::Excluded(facet, value) => index(facet).postings().drop_from(value, left),
            Step::Years => {
                if let Some(years) = query.years {
                    left.and(&within(library, years));
                }
            }
        }
    }

    /// The single filters to drop that bring something, most first.
    pub(super) fn ways_out(&mut self, library: &Library, query: &Query) -> Vec<WayOut> {
        let mut ways = Vec::new();
        for step in query.narrowing() {
            let fewer = query.without(step);
            let base = self.base(library, &asked(library, &fewer).0, &fewer);
            let hits = hits(library.indexed(), fewer.refinements(), base).count();
            if hits > 0 {
                let fewer = |other: &WayOut| other.hits < hits;
                let at = ways.iter().position(fewer).unwrap_or(ways.len());
                ways.insert(at, WayOut { step, hits });
            }
        }
        ways
    }
}

/// The words to search for, and what they are in one text where some had to be corrected.
fn asked(library: &Library, query: &Query) -> (Vec<String>, Option<String>) {
    match library.search() {
        // Nothing that is no word waits for the index of words.
        Some(search) if query.has_words() => search.words(&query.text),
        _ => (Vec::new(), None),
    }
}

/// The entries of the reading list.
fn listed(library: &Library, query: &Query) -> Bitmap {
    Bitmap::of(query.listed(), library.catalog().len())
}

/// The entries of a range of years.
fn within(library: &Library, range: YearRange) -> Bitmap {
    let mut within = Bitmap::empty(library.catalog().len());
    let postings = library.indexed().indexes()[library.year_facet()].postings();
    for (value, year) in library.catalog().year().vocabulary.values().zip(library.years()) {
        if range.contains(year) {
            postings.add_to(value, value.next(), &mut within);
        }
    }
    within
}
