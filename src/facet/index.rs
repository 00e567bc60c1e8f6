//! What is built once per facet: which values an entry has, and which entries a value has.

use super::{EntryId, ValueId};

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
    /// Adds the next entry; values keep the order given.
    pub fn push(&mut self, values: &[ValueId]) {
        self.values.extend_from_slice(values);
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
}

/// A facet made ready for questions: forward index and posting lists.
///
/// 1. Every entry has at least one value: entries that came without one share [`FacetIndex::none`].
/// 2. A posting list is ascending and names an entry once.
#[derive(Clone, Debug)]
pub struct FacetIndex {
    forward: ForwardIndex,
    /// One more than there are values; value `v` has `postings[offsets[v]..offsets[v + 1]]`.
    offsets: Vec<u32>,
    postings: Vec<EntryId>,
    none: Option<ValueId>,
}

impl FacetIndex {
    /// Indexes entries whose values are all below `vocabulary`. O(entries + values), by counting sort.
    ///
    /// # Panics
    /// If a value is not below `vocabulary`.
    pub fn new(given: &ForwardIndex, vocabulary: usize) -> Self {
        let (forward, none) = with_none(given, vocabulary);
        let values = vocabulary + usize::from(none.is_some());
        let mut offsets = vec![0_u32; values + 1];
        for value in &forward.values {
            offsets[value.index() + 1] += 1;
        }
        for value in 0..values {
            offsets[value + 1] += offsets[value];
        }
        let mut next = offsets.clone();
        let mut postings = vec![EntryId::new(0); forward.values.len()];
        for (entry, values) in forward.iter() {
            for value in values {
                let slot = &mut next[value.index()];
                postings[*slot as usize] = entry;
                *slot += 1;
            }
        }
        Self { forward, offsets, postings, none }
    }

    /// The value that stands for "no value", where an entry has none. It follows the vocabulary.
    pub fn none(&self) -> Option<ValueId> {
        self.none
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.forward.len()
    }

    /// Every value, ascending; "no value" comes last.
    pub fn values(&self) -> impl Iterator<Item = ValueId> + use<> {
        (0..self.offsets.len() - 1).map(ValueId::new)
    }

    /// The values of an entry, in the order given; never empty.
    pub fn values_of(&self, entry: EntryId) -> &[ValueId] {
        self.forward.values(entry)
    }

    /// The entries of a value, ascending.
    pub fn posting(&self, value: ValueId) -> &[EntryId] {
        let at = value.index();
        &self.postings[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }

    /// How many entries have a value when nothing is filtered.
    pub fn total(&self, value: ValueId) -> u32 {
        self.posting(value).len() as u32
    }
}

/// The same entries, where each has a value once and those without any share one more value.
fn with_none(given: &ForwardIndex, vocabulary: usize) -> (ForwardIndex, Option<ValueId>) {
    let none = ValueId::new(vocabulary);
    let mut forward = ForwardIndex::default();
    let mut found = false;
    let mut seen: Vec<ValueId> = Vec::new();
    for (_, values) in given.iter() {
        seen.clear();
        for &value in values {
            assert!(value < none, "value {} of {vocabulary}", value.index());
            if !seen.contains(&value) {
                seen.push(value);
            }
        }
        if seen.is_empty() {
            found = true;
            seen.push(none);
        }
        forward.push(&seen);
    }
    (forward, found.then_some(none))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(rows: &[&[usize]], vocabulary: usize) -> FacetIndex {
        let mut forward = ForwardIndex::default();
        for row in rows {
            forward.push(&row.iter().map(|&value| ValueId::new(value)).collect::<Vec<_>>());
        }
        FacetIndex::new(&forward, vocabulary)
    }

    #[test]
    fn postings_are_ascending_and_name_an_entry_once() {
        let facet = index(&[&[1, 0, 1], &[1], &[]], 3);
        let posting = |value| {
            facet.posting(ValueId::new(value)).iter().map(|e| e.index()).collect::<Vec<_>>()
        };
        assert_eq!(posting(0), [0]);
        assert_eq!(posting(1), [0, 1]);
        assert_eq!(posting(2), [] as [usize; 0]);
        assert_eq!(facet.none(), Some(ValueId::new(3)));
        assert_eq!(posting(3), [2]);
        assert_eq!(facet.total(ValueId::new(1)), 2);
        assert_eq!(facet.values().count(), 4);
    }

    #[test]
    fn values_keep_their_order_and_none_is_only_there_when_needed() {
        let facet = index(&[&[1, 0]], 2);
        assert_eq!(facet.none(), None);
        assert_eq!(facet.values_of(EntryId::new(0)), [ValueId::new(1), ValueId::new(0)]);
        assert_eq!(index(&[], 0).entries(), 0);
    }
}
