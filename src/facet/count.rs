//! Hits and counts.
//!
//! With R(F) for the entries that pass all filters F, the count of a value v of a facet is
//! - where values match all: |R(F + v)|, what choosing v will show;
//! - where values match any: |R(F without the facet's chosen values) having v|, so that a facet's own
//!   choice does not empty its other values; what is excluded stays excluded;
//! - where v is excluded: |R(F without -v) having v|, what stops being hidden when it is released.

use super::{Bitmap, EntryId, FacetIndex, Match, Refinement, ValueId};

/// What [`answer`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The entries that pass every filter.
    pub hits: Bitmap,
    /// For each facet, the count of each of its values.
    pub counts: Vec<Vec<u32>>,
}

/// Hits and counts for one refinement per facet, among the entries of `base`.
/// O(facets² × entries / 64 + values of the hits).
pub fn answer(facets: &[FacetIndex], refinements: &[Refinement], base: &Bitmap) -> Answer {
    let passing: Vec<Option<Bitmap>> =
        facets.iter().zip(refinements).map(|(facet, asked)| passing(facet, asked)).collect();
    let hits = narrowed(base, &passing, None);
    let counts = facets
        .iter()
        .zip(refinements)
        .enumerate()
        .map(|(at, (facet, asked))| {
            if asked.is_empty() || (asked.matching() == Match::All && asked.excluded().is_empty()) {
                return histogram(facet, &hits);
            }
            count_refined(facet, asked, &hits, &narrowed(base, &passing, Some(at)))
        })
        .collect();
    Answer { hits, counts }
}

/// The entries a refinement lets through; `None` where it lets all through.
fn passing(facet: &FacetIndex, asked: &Refinement) -> Option<Bitmap> {
    if asked.is_empty() {
        return None;
    }
    let len = facet.entries();
    let bitmap = |value: &ValueId| Bitmap::of(facet.posting(*value).iter().copied(), len);
    let mut pass = match asked.matching() {
        Match::Any if !asked.chosen().is_empty() => {
            Bitmap::of(asked.chosen().iter().flat_map(|&v| facet.posting(v)).copied(), len)
        }
        _ => asked.chosen().iter().map(bitmap).fold(Bitmap::full(len), |mut pass, value| {
            pass.and(&value);
            pass
        }),
    };
    for value in asked.excluded() {
        pass.and_not(&bitmap(value));
    }
    Some(pass)
}

/// `base` narrowed by every facet, but for the one to leave out.
fn narrowed(base: &Bitmap, passing: &[Option<Bitmap>], leave_out: Option<usize>) -> Bitmap {
    let mut hits = base.clone();
    for (at, pass) in passing.iter().enumerate() {
        if let Some(pass) = pass
            && Some(at) != leave_out
        {
            hits.and(pass);
        }
    }
    hits
}

/// The counts of a facet whose own refinement has a say in them; `others` is what the rest lets through.
fn count_refined(
    facet: &FacetIndex,
    asked: &Refinement,
    hits: &Bitmap,
    others: &Bitmap,
) -> Vec<u32> {
    let mut counts = if asked.matching() == Match::Any && !asked.chosen().is_empty() {
        let mut without_chosen = asked.clone();
        for &value in asked.chosen() {
            without_chosen.release(value);
        }
        histogram(facet, &and(others, passing(facet, &without_chosen)))
    } else {
        histogram(facet, hits)
    };
    for &value in asked.excluded() {
        let mut released = asked.clone();
        released.release(value);
        let shown = and(others, passing(facet, &released));
        let having = |entry: &&EntryId| shown.contains(**entry);
        counts[value.index()] = facet.posting(value).iter().filter(having).count() as u32;
    }
    counts
}

fn and(left: &Bitmap, right: Option<Bitmap>) -> Bitmap {
    let Some(mut both) = right else { return left.clone() };
    both.and(left);
    both
}

/// How many of the entries have each value; one pass over the entries' values, whatever the vocabulary.
fn histogram(facet: &FacetIndex, entries: &Bitmap) -> Vec<u32> {
    let mut counts = vec![0; facet.values().count()];
    for entry in entries.iter() {
        for value in facet.values_of(entry) {
            counts[value.index()] += 1;
        }
    }
    counts
}
