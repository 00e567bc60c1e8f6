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

use super::{Bitmap, FacetIndex, Match, Refinement};
use std::sync::Arc;

/// How many grounds are remembered for each facet.
const REMEMBERED: usize = 16;

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
#[derive(Clone, Debug)]
pub struct Memory {
    /// For each facet: of no entry, of all entries, then of recent answers, the latest last.
    known: Vec<Vec<Counted>>,
}

/// A set of entries, and how many there are.
#[derive(Clone, Debug)]
struct Ground {
    entries: Arc<Bitmap>,
    len: u32,
}

#[derive(Clone, Debug)]
struct Counted {
    ground: Ground,
    counts: Arc<[u32]>,
}

impl Ground {
    fn new(entries: Bitmap) -> Self {
        let len = entries.count();
        Self { entries: Arc::new(entries), len }
    }
}

impl Memory {
    /// Knows the counts of nothing and of everything.
    pub fn new(facets: &[FacetIndex]) -> Self {
        let len = facets.first().map_or(0, FacetIndex::entries);
        let (none, all) = (Ground::new(Bitmap::empty(len)), Ground::new(Bitmap::full(len)));
        let known = |facet: &FacetIndex| {
            let totals = Arc::clone(facet.totals());
            vec![
                Counted { ground: none.clone(), counts: vec![0; totals.len()].into() },
                Counted { ground: all.clone(), counts: totals },
            ]
        };
        Self { known: facets.iter().map(known).collect() }
    }

    /// The counts of a facet over a ground.
    fn count(&mut self, at: usize, facet: &FacetIndex, ground: &Ground) -> Arc<[u32]> {
        let known = &mut self.known[at];
        let (mut nearest, mut least) = (0, u32::MAX);
        for (place, Counted { ground: other, .. }) in known.iter().enumerate() {
            // Two sets differ by no less than their sizes do.
            if other.len.abs_diff(ground.len) < least {
                let distance = if place < 2 {
                    other.len.abs_diff(ground.len)
                } else if Arc::ptr_eq(&other.entries, &ground.entries) {
                    0
                } else {
                    other.entries.distance(&ground.entries)
                };
                if distance < least {
                    (nearest, least) = (place, distance);
                }
            }
        }
        let Counted { ground: from, counts } = &known[nearest];
        if least == 0 {
            return Arc::clone(counts);
        }
        let counts = facet.recount(counts, &from.entries, &ground.entries);
        if known.len() == REMEMBERED {
            known.remove(2);
        }
        known.push(Counted { ground: ground.clone(), counts: Arc::clone(&counts) });
        counts
    }
}

/// Hits and counts for one refinement per facet, among the entries of `base`.
/// O(facets² × entries / 64 + values of the entries that differ from the nearest that is known).
pub fn answer(
    facets: &[FacetIndex],
    refinements: &[Refinement],
    base: &Bitmap,
    memory: &mut Memory,
) -> Answer {
    let others = |leave_out| {
        let mut left = base.clone();
        for (at, (facet, asked)) in facets.iter().zip(refinements).enumerate() {
            if at != leave_out {
                narrow(facet, asked, &mut left);
            }
        }
        left
    };
    let hits = Ground::new(others(facets.len()));
    let mut counts = Vec::with_capacity(facets.len());
    for (at, (facet, asked)) in facets.iter().zip(refinements).enumerate() {
        let widens = asked.matching() == Match::Any && !asked.chosen().is_empty();
        if !widens && asked.excluded().is_empty() {
            counts.push(memory.count(at, facet, &hits));
            continue;
        }
        let others = others(at);
        let ground = if widens {
            let mut ground = others.clone();
            narrow(facet, &asked.without_chosen(), &mut ground);
            Ground::new(ground)
        } else {
            hits.clone()
        };
        let mut counted = memory.count(at, facet, &ground);
        count_excluded(facet, asked, &others, &mut counted);
        counts.push(counted);
    }
    Answer { hits: hits.entries, len: hits.len, counts }
}

/// The entries that pass, without the counts. O(entries / 64 × filters).
pub fn hits(facets: &[FacetIndex], refinements: &[Refinement], mut base: Bitmap) -> Bitmap {
    for (facet, asked) in facets.iter().zip(refinements) {
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
        (Match::Any, chosen) => {
            let mut either = Bitmap::empty(facet.entries());
            for &value in chosen {
                postings.add_to(value, value.next(), &mut either);
            }
            set.and(&either);
        }
    }
    for &value in asked.excluded() {
        postings.drop_from(value, set);
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
