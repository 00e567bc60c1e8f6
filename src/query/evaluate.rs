//! Query → outcome, the one way.

use super::{Column, Hits, Library, Query, Sort, Step};
use crate::facet::{Bitmap, EntryId, answer};
use std::sync::Arc;

/// What a query brings: all that any view shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The entries that pass every filter, in the order asked for.
    pub hits: Hits,
    /// For each facet of the library, the count of each value; see [`crate::facet::answer`]. Counts that
    /// did not change from one outcome to the next may be shared.
    pub counts: Vec<Arc<[u32]>>,
    /// Where nothing matches: the single filters to drop that bring something, most first.
    pub ways_out: Vec<WayOut>,
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

/// Answers a query from scratch. O(entries) and the hits' order.
pub fn evaluate(library: &Library, query: &Query) -> Outcome {
    let found = answer(library.indexes(), query.refinements(), &base(library, query));
    let mut hits: Vec<EntryId> = found.hits.iter().collect();
    if let Some(sort) = query.sort {
        order(library, sort, &mut hits);
    }
    let ways_out = if hits.is_empty() { ways_out(library, query) } else { Vec::new() };
    let counts = found.counts.into_iter().map(Arc::from).collect();
    Outcome { hits: Hits::new(found.hits, hits), counts, ways_out, correction: None }
}

/// What words and years let through; they apply to every count.
fn base(library: &Library, query: &Query) -> Bitmap {
    let len = library.catalog().len();
    let mut base = Bitmap::full(len);
    if let Some(found) = library.text().search(&query.text) {
        base.and(&Bitmap::of(found.into_iter().map(|at| EntryId::new(at as usize)), len));
    }
    if let Some(range) = query.years {
        let index = &library.indexes()[library.year_facet()];
        let mut within = Bitmap::empty(len);
        for (value, year) in index.values().zip(library.years()) {
            if range.contains(year) {
                within.extend(index.posting(value).iter().copied());
            }
        }
        base.and(&within);
    }
    base
}

/// Orders hits, equal ones as they were; those without a value last, whichever the direction.
fn order(library: &Library, sort: Sort, hits: &mut [EntryId]) {
    let rank = |entry: EntryId| match sort.column {
        Column::Title => Some(library.title_rank(entry)),
        Column::Facet(facet) => library.rank(facet, entry),
    };
    hits.sort_by_cached_key(|&entry| match rank(entry) {
        None => u32::MAX,
        Some(rank) if sort.descending => u32::MAX - 1 - rank,
        Some(rank) => rank,
    });
}

fn ways_out(library: &Library, query: &Query) -> Vec<WayOut> {
    let mut ways: Vec<WayOut> = query
        .steps()
        .into_iter()
        .map(|step| {
            let fewer = query.without(step);
            let found = answer(library.indexes(), fewer.refinements(), &base(library, &fewer));
            WayOut { step, hits: found.hits.count() }
        })
        .filter(|way| way.hits > 0)
        .collect();
    ways.sort_by_key(|way| std::cmp::Reverse(way.hits));
    ways
}
