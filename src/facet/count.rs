//! Hits and counts.
//!
//! With R(F) for the entries that pass all filters F, the count of a value v of a facet is
//! - where values match all: |R(F + v)|, what choosing v will show;
//! - where values match any: |R(F without the facet's chosen values) having v|, so that a facet's own
//!   choice does not empty its other values; what is excluded stays excluded;
//! - where v is excluded: |R(F without -v) having v|, what stops being hidden when it is released.
//!
//! So each facet counts the entries of a set of its own, its ground. Counts are made from those of the
//! nearest ground that is known: none, all, or one of the last answers. They cost what the two differ by.

use super::{Bitmap, FacetIndex, Facets, Match, Refinement, ValueId};
use std::sync::Arc;

/// How many grounds are remembered for each facet.
const REMEMBERED: usize = 16;

/// How many of them are looked at for what is nearest; all are for what is the same.
const COMPARED: usize = 1;

/// What [`answer`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The entries that pass every filter.
    pub hits: Arc<Bitmap>,
    /// How many there are.
    pub len: u32,
    /// For each facet, the count of each of its values.
    pub counts: Vec<Arc<[u32]>>,
}

/// The counts of recent answers over the same facets, from which the next are made. It changes what an
/// answer costs, never what it is.
#[derive(Debug)]
pub struct Memory {
    /// Counts of all facets.
    whole: Known,
    /// For each facet, counts of its own.
    own: Vec<Known>,
}

/// Counts of no entry, of all entries, then of recent answers, the latest last.
#[derive(Debug)]
struct Known(Vec<Counted>);

/// A set of entries, and how many there are.
#[derive(Clone, Debug)]
struct Ground {
    len: u32,
    entries: Arc<Bitmap>,
}

#[derive(Debug)]
struct Counted {
    ground: Ground,
    /// Of the values of all facets, as the table numbers them.
    counts: Vec<u32>,
    /// The same by facet; where only one was counted, that one alone.
    shared: Vec<Arc<[u32]>>,
}

impl Ground {
    fn new(entries: Bitmap) -> Self {
        let len = entries.count();
        Self { entries: Arc::new(entries), len }
    }

    fn is_same(&self, other: &Self) -> bool {
        // Most differ in their length. To compare vectors goes byte by byte in the page.
        self.len == other.len
            && (Arc::ptr_eq(&self.entries, &other.entries)
                || self.entries.distance(&other.entries) == 0)
    }
}

impl Memory {
    /// Knows the counts of nothing and of everything.
    pub fn new(facets: &Facets) -> Self {
        let none = Ground::new(Bitmap::empty(facets.entries()));
        let all = Ground::new(Bitmap::full(facets.entries()));
        let nothing = facets.table().nothing();
        let mut totals = nothing.clone();
        for (at, index) in facets.indexes().iter().enumerate() {
            totals[facets.table().values(at)].copy_from_slice(index.totals());
        }
        let counted = |ground: &Ground, counts: &[u32]| {
            let (ground, counts) = (ground.clone(), counts.to_vec());
            Counted { ground, counts, shared: Vec::new() }
        };
        let known = || Known(vec![counted(&none, &nothing), counted(&all, &totals)]);
        Self { whole: known(), own: facets.indexes().iter().map(|_| known()).collect() }
    }
}

impl Known {
    /// The counts over a ground: of each facet, or of one.
    fn count(&mut self, facets: &Facets, ground: &Ground, facet: Option<usize>) -> &[Arc<[u32]>] {
        let at = self.same(ground).unwrap_or_else(|| {
            let from = &self.0[self.nearest(ground)];
            let sets = (&*from.ground.entries, &*ground.entries);
            let mut counts = from.counts.clone();
            facets.table().recount(&mut counts, sets, facet);
            if self.0.len() == REMEMBERED {
                self.0.remove(2);
            }
            self.0.push(Counted { ground: ground.clone(), counts, shared: Vec::new() });
            self.0.len() - 1
        });
        self.shared(facets, at, facet)
    }

    /// The place of the counts over the same ground.
    fn same(&self, ground: &Ground) -> Option<usize> {
        self.0.iter().position(|known| known.ground.is_same(ground))
    }

    /// The counts at a place, by facet.
    fn shared(&mut self, facets: &Facets, at: usize, facet: Option<usize>) -> &[Arc<[u32]>] {
        let Counted { counts, shared, .. } = &mut self.0[at];
        if shared.is_empty() {
            let asked = facet.map_or(0..facets.indexes().len(), |facet| facet..facet + 1);
            shared.extend(asked.map(|at| Arc::from(&counts[facets.table().values(at)])));
        }
        shared
    }

    /// The place of what differs least from a ground, as far as it is worth looking.
    fn nearest(&self, ground: &Ground) -> usize {
        let words = ground.entries.words().len();
        // From nothing or from everything: whichever is nearer, without looking.
        let size = |at: usize| self.0[at].ground.len.abs_diff(ground.len);
        let mut nearest = usize::from(size(1) < size(0));
        let mut least = size(nearest);
        for at in (2..self.0.len()).rev().take(COMPARED) {
            // Two sets differ by no less than their sizes do, and to compare 8 words takes as long as to
            // count an entry.
            if size(at) as usize + words / 8 < least as usize {
                let distance = self.0[at].ground.entries.distance(&ground.entries);
                if distance < least {
                    (nearest, least) = (at, distance);
                }
            }
        }
        nearest
    }
}

/// Hits and counts for one refinement per facet, among the entries of `base`.
/// O(facets² × entries / 64 + values of the entries that differ from the nearest that is known).
pub fn answer(
    facets: &Facets,
    refinements: &[Refinement],
    base: &Bitmap,
    memory: &mut Memory,
) -> Answer {
    let indexes = facets.indexes();
    let others = |leave_out| {
        let mut left = base.clone();
        for (at, (facet, asked)) in indexes.iter().zip(refinements).enumerate() {
            if at != leave_out {
                narrow(facet, asked, &mut left);
            }
        }
        left
    };
    let hits = Ground::new(others(indexes.len()));
    let mut counts = memory.whole.count(facets, &hits, None).to_vec();
    for (at, (facet, asked)) in indexes.iter().zip(refinements).enumerate() {
        let widens = asked.matching() == Match::Any && !asked.chosen().is_empty();
        if !widens && asked.excluded().is_empty() {
            continue;
        }
        let others = others(at);
        if widens {
            let mut ground = others.clone();
            drop_excluded(facet, asked, &mut ground);
            let ground = Ground::new(ground);
            counts[at] = match memory.whole.same(&ground) {
                Some(same) => Arc::clone(&memory.whole.shared(facets, same, None)[at]),
                None => Arc::clone(&memory.own[at].count(facets, &ground, Some(at))[0]),
            };
        }
        count_excluded(facet, asked, &others, &mut counts[at]);
    }
    Answer { hits: hits.entries, len: hits.len, counts }
}

/// The entries that pass, without the counts. O(entries / 64 × filters).
pub fn hits(facets: &Facets, refinements: &[Refinement], mut base: Bitmap) -> Bitmap {
    for (facet, asked) in facets.indexes().iter().zip(refinements) {
        narrow(facet, asked, &mut base);
    }
    base
}

/// Keeps the entries that a refinement lets through.
fn narrow(facet: &FacetIndex, asked: &Refinement, set: &mut Bitmap) {
    let postings = facet.postings();
    match (asked.matching(), asked.chosen()) {
        (_, []) => {}
        (_, &[value]) => postings.keep_in(value, set),
        (Match::All, chosen) => {
            for &value in chosen {
                postings.keep_in(value, set);
            }
        }
        (Match::Any, chosen) => keep_any(facet, chosen, set),
    }
    drop_excluded(facet, asked, set);
}

/// Keeps the entries that have one of some values. O(entries / 64 + entries of the values).
pub fn keep_any(facet: &FacetIndex, values: &[ValueId], set: &mut Bitmap) {
    let mut either = Bitmap::empty(set.list_len());
    for &value in values {
        facet.postings().add_to(value, value.next(), &mut either);
    }
    set.and(&either);
}

fn drop_excluded(facet: &FacetIndex, asked: &Refinement, set: &mut Bitmap) {
    for &value in asked.excluded() {
        facet.postings().drop_from(value, set);
    }
}

/// Sets the counts of excluded values; `others` is what the other facets let through.
fn count_excluded(
    facet: &FacetIndex,
    asked: &Refinement,
    others: &Bitmap,
    counts: &mut Arc<[u32]>,
) {
    for &value in asked.excluded() {
        let mut released = asked.clone();
        released.release(value);
        let mut shown = others.clone();
        narrow(facet, &released, &mut shown);
        Arc::make_mut(counts)[value.index()] = facet.postings().count_in(value, &shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facet::{EntryId, ForwardIndex};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_are_those_of_going_through_the_entries(
            rows in prop::collection::vec(prop::collection::vec(0_usize..20, 0..12), 1..150),
            // Numbers beyond 65,535 have no cell.
            spread in prop_oneof![Just(1_usize), Just(4000)],
            bases in prop::collection::vec(prop::collection::vec(any::<bool>(), 150), 1..6),
        ) {
            let mut forward = ForwardIndex::default();
            let mut first = ForwardIndex::default();
            for row in &rows {
                let row: Vec<ValueId> = row.iter().map(|at| ValueId::new(at * spread)).collect();
                forward.push(&row);
                first.push(&row[..row.len().min(1)]);
            }
            let both = [&forward, &first];
            let indexes = vec![
                FacetIndex::new(&forward, 20 * spread),
                FacetIndex::new(&first, 20 * spread + 5),
            ];
            let facets = Facets::new(indexes, &both);
            let mut memory = Memory::new(&facets);
            let asked = [Refinement::default(), Refinement::default()];
            for base in &bases {
                let entries = (0..rows.len()).filter(|&at| base[at]).map(EntryId::new);
                let entries: Vec<EntryId> = entries.collect();
                let base = Bitmap::of(&entries, rows.len());
                let found = answer(&facets, &asked, &base, &mut memory);
                for (at, forward) in both.iter().enumerate() {
                    let mut expected = vec![0; facets.indexes()[at].totals().len()];
                    for &entry in &entries {
                        let values = match forward.values(entry) {
                            [] => facets.indexes()[at].values_of_none(),
                            values => values,
                        };
                        for value in values {
                            expected[value.index()] += 1;
                        }
                    }
                    prop_assert_eq!(&found.counts[at][..], expected);
                }
            }
        }
    }
}
