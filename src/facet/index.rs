//! What is built once per facet: which values an entry has, and which entries a value has.

use super::table::Table;
use super::{EntryId, Postings, ValueId};
use std::sync::Arc;

/// The values of every entry: offsets into one flat array, so that no entry is an allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForwardIndex {
    /// One more than there are entries; entry `e` has `values[offsets[e]..offsets[e + 1]]`.
    offsets: Vec<u32>,
    values: Vec<ValueId>,
}

impl Default for ForwardIndex {
    fn default() -> Self {
        Self { offsets: vec![0], values: Vec::new() }
    }
}

impl ForwardIndex {
    /// Adds the next entry; values keep the order given, and one named twice is had once.
    pub fn push(&mut self, values: &[ValueId]) {
        for &value in values {
            self.add(value);
        }
        self.end();
    }

    /// Adds the next entry with values of which none is named twice; O(values).
    pub(crate) fn push_different(&mut self, values: &[ValueId]) {
        self.values.extend_from_slice(values);
        self.end();
    }

    /// Gives the entry that comes next a value, unless it has it.
    pub(crate) fn add(&mut self, value: ValueId) {
        let start = self.offsets[self.offsets.len() - 1] as usize;
        // Spelled out, since compiled for size each would be a call.
        for &other in &self.values[start..] {
            if other == value {
                return;
            }
        }
        self.values.push(value);
    }

    /// Adds the next entry with the values that it was given.
    pub(crate) fn end(&mut self) {
        self.offsets.push(self.values.len() as u32);
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values of an entry, in the order given.
    ///
    /// # Panics
    /// If there is no such entry.
    pub fn values(&self, entry: EntryId) -> &[ValueId] {
        let at = entry.index();
        &self.values[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }

    /// Every entry with its values, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (EntryId, &[ValueId])> {
        (0..self.len()).map(EntryId::new).map(|entry| (entry, self.values(entry)))
    }

    /// Calls every value by its new name, which its old one is the place of.
    ///
    /// # Panics
    /// If a value has no new name.
    pub(crate) fn rename(&mut self, names: &[ValueId]) {
        for value in &mut self.values {
            *value = names[value.index()];
        }
    }

    /// Every pair of an entry and a value, ascending by entry; entries without any value have `none`.
    /// Spelled out, as what is slow in code compiled for size.
    pub(super) fn each(&self, none: Option<ValueId>, mut visit: impl FnMut(EntryId, ValueId)) {
        let mut start = 0;
        for (at, &end) in self.offsets[1..].iter().enumerate() {
            let values = &self.values[start as usize..end as usize];
            start = end;
            for &value in if values.is_empty() { none.as_slice() } else { values } {
                visit(EntryId::new(at), value);
            }
        }
    }

    /// How many entries have so many values: none, one, and so on, up to `longest` or more.
    pub(super) fn lengths(&self, longest: usize) -> Vec<usize> {
        let mut lengths = vec![0; longest + 1];
        let mut start = 0;
        for &end in &self.offsets[1..] {
            lengths[((end - start) as usize).min(longest)] += 1;
            start = end;
        }
        lengths
    }
}

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
        let lacking = forward.lengths(1)[0] > 0;
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
    use crate::facet::Bitmap;

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
