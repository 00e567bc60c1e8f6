//! What is built once per facet, from which values an entry has: which entries a value has.

use super::table::Table;
use super::{ForwardIndex, Postings, ValueId};
use std::sync::Arc;

/// A facet made ready for questions.
///
/// Every entry has at least one value: entries that came without one share [`FacetIndex::none`].
#[derive(Debug)]
pub struct FacetIndex {
    postings: Postings,
    totals: Arc<[u32]>,
    none: Option<ValueId>,
}

impl FacetIndex {
    /// Indexes entries whose values are all below `vocabulary`. O(entries + values).
    ///
    /// # Panics
    /// If a value is not below `vocabulary`.
    pub fn new(forward: &ForwardIndex, vocabulary: usize) -> Self {
        let lacking = forward.lengths()[0] > 0;
        let none = lacking.then(|| ValueId::new(vocabulary));
        let postings = Postings::new(forward, vocabulary + usize::from(lacking), none);
        let totals = (0..postings.values()).map(|value| postings.total(ValueId::new(value)));
        Self { totals: totals.collect(), postings, none }
    }

    /// The value that stands for "no value", where an entry has none. It follows the vocabulary.
    pub fn none(&self) -> Option<ValueId> {
        self.none
    }

    /// What entries without a value have: [`FacetIndex::none`] alone, or nothing where there is no such entry.
    pub fn values_of_none(&self) -> &[ValueId] {
        self.none.as_slice()
    }

    /// Every value, ascending; "no value" comes last.
    pub fn values(&self) -> impl Iterator<Item = ValueId> + use<> {
        (0..self.totals.len()).map(ValueId::new)
    }

    /// The entries of every value.
    pub fn postings(&self) -> &Postings {
        &self.postings
    }

    /// How many entries have each value when nothing is filtered.
    pub fn totals(&self) -> &Arc<[u32]> {
        &self.totals
    }
}

/// All facets of the same entries, made ready for questions.
#[derive(Debug)]
pub struct Facets {
    indexes: Vec<FacetIndex>,
    table: Table,
    entries: usize,
}

impl Facets {
    /// Facets, and what each was made from. O(entries × values of each).
    pub fn new(indexes: Vec<FacetIndex>, forwards: &[&ForwardIndex]) -> Self {
        let facets = indexes.iter().zip(forwards);
        let facets = facets.map(|(index, forward)| (*forward, index.totals.len(), index.none));
        let table = Table::new(&facets.collect::<Vec<_>>());
        let entries = forwards.first().map_or(0, |forward| forward.len());
        Self { indexes, table, entries }
    }

    /// The facets one by one.
    pub fn indexes(&self) -> &[FacetIndex] {
        &self.indexes
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.entries
    }

    pub(super) fn table(&self) -> &Table {
        &self.table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facet::{Bitmap, EntryId};

    fn index(rows: &[&[usize]], vocabulary: usize) -> FacetIndex {
        let mut forward = ForwardIndex::default();
        for row in rows {
            forward.push(&row.iter().map(|&value| ValueId::new(value)).collect::<Vec<_>>());
        }
        FacetIndex::new(&forward, vocabulary)
    }

    #[test]
    fn a_value_has_the_entries_that_have_it() {
        let facet = index(&[&[1, 0, 1], &[1], &[]], 3);
        let entries = |value| {
            let mut set = Bitmap::empty(3);
            facet.postings().add_to(ValueId::new(value), ValueId::new(value + 1), &mut set);
            set.iter().map(EntryId::index).collect::<Vec<_>>()
        };
        assert_eq!(entries(0), [0]);
        assert_eq!(entries(1), [0, 1]);
        assert_eq!(entries(2), [] as [usize; 0]);
        assert_eq!(facet.none(), Some(ValueId::new(3)));
        assert_eq!(entries(3), [2]);
        assert_eq!(facet.totals()[..], [1, 2, 0, 1]);
        assert_eq!(facet.values().count(), 4);
    }

    #[test]
    fn none_is_only_there_when_needed() {
        assert_eq!(index(&[&[1, 0]], 2).none(), None);
        assert_eq!(index(&[], 0).values().count(), 0);
    }
}
