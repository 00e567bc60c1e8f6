//! A dense set of entries, one bit each.

use super::EntryId;

const BITS: usize = u64::BITS as usize;

/// A set of entries out of a list of known length.
///
/// 1. Bits at or past `len` are always clear, so that `count` needs no mask.
/// 2. Two bitmaps are only ever combined when they are of the same list, and so of the same length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    words: Vec<u64>,
    len: usize,
}

impl Bitmap {
    /// No entry of a list of `len`.
    pub fn empty(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(BITS)], len }
    }

    /// Every entry of a list of `len`.
    pub fn full(len: usize) -> Self {
        let mut words = vec![u64::MAX; len.div_ceil(BITS)];
        if let Some(last) = words.last_mut()
            && !len.is_multiple_of(BITS)
        {
            *last = (1 << (len % BITS)) - 1;
        }
        Self { words, len }
    }

    /// The entries named, in any order.
    ///
    /// # Panics
    /// If an entry is not of a list of `len`.
    pub fn of(entries: impl IntoIterator<Item = EntryId>, len: usize) -> Self {
        let mut bitmap = Self::empty(len);
        bitmap.extend(entries);
        bitmap
    }

    /// How many entries are in the set.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// The entries, ascending.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.wrapping_sub(1);
                (bit < BITS).then(|| EntryId::new(at * BITS + bit))
            })
        })
    }

    /// Whether an entry is in the set.
    pub fn contains(&self, entry: EntryId) -> bool {
        let at = entry.index();
        at < self.len && self.words[at / BITS] >> (at % BITS) & 1 == 1
    }

    /// Adds entries, in any order.
    ///
    /// # Panics
    /// If an entry is not of this list.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = EntryId>) {
        for entry in entries {
            let at = entry.index();
            assert!(at < self.len, "entry {at} of {}", self.len);
            self.words[at / BITS] |= 1 << (at % BITS);
        }
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    /// Drops what is in the other.
    pub fn and_not(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= !theirs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(positions: &[usize]) -> impl Iterator<Item = EntryId> + '_ {
        positions.iter().map(|&at| EntryId::new(at))
    }

    proptest! {
        #[test]
        fn algebra_equals_that_of_ordered_sets(
            len in 0_usize..200,
            left in prop::collection::btree_set(0_usize..200, 0..60),
            right in prop::collection::btree_set(0_usize..200, 0..60),
        ) {
            let inside = |set: &std::collections::BTreeSet<usize>| {
                set.iter().copied().filter(|&at| at < len).collect::<Vec<_>>()
            };
            let (left, right) = (inside(&left), inside(&right));
            let (a, b) = (Bitmap::of(ids(&left), len), Bitmap::of(ids(&right), len));
            let list = |set: &Bitmap| set.iter().map(EntryId::index).collect::<Vec<_>>();
            prop_assert_eq!(list(&a), left.clone());
            prop_assert_eq!(a.count() as usize, left.len());

            let mut both = a.clone();
            both.and(&b);
            prop_assert_eq!(
                list(&both),
                left.iter().copied().filter(|at| right.contains(at)).collect::<Vec<_>>()
            );
            let mut rest = a.clone();
            rest.and_not(&b);
            prop_assert_eq!(rest.count() + both.count(), a.count());
            prop_assert!(rest.iter().all(|entry| a.contains(entry) && !b.contains(entry)));

            let mut everything = Bitmap::full(len);
            prop_assert_eq!(everything.count() as usize, len);
            everything.and(&a);
            prop_assert_eq!(everything, a);
        }
    }
}
