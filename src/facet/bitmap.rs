//! A dense set of entries, one bit each.

use super::EntryId;
use std::ops::Range;

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
    pub fn of(entries: &[EntryId], len: usize) -> Self {
        let mut bitmap = Self::empty(len);
        bitmap.extend(entries);
        bitmap
    }

    /// How many entries are in the set.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many entries are in both.
    pub fn count_both(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// How many entries are in one of two sets and not in the other.
    pub fn distance(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// How long the list is.
    pub(super) fn list_len(&self) -> usize {
        self.len
    }

    /// The bits, 64 entries a word, the first entry lowest.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
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

    /// Visits the entries, ascending; less code than [`iter`](Self::iter) where every byte travels.
    pub(crate) fn visit(&self, mut visit: impl FnMut(EntryId)) {
        for (at, &word) in self.words.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                visit(EntryId::new(at * BITS + rest.trailing_zeros() as usize));
                rest &= rest - 1;
            }
        }
    }

    /// Appends the entries at some positions of the set, ascending; fewer where it ends before.
    /// O(entries of the list / 64 + positions).
    pub fn page(&self, positions: Range<usize>, into: &mut Vec<EntryId>) {
        let (mut skip, mut wanted) = (positions.start, positions.len());
        for (at, &word) in self.words.iter().enumerate() {
            let here = word.count_ones() as usize;
            if skip >= here {
                skip -= here;
                continue;
            }
            let mut rest = word;
            while rest != 0 {
                if skip > 0 {
                    skip -= 1;
                } else if wanted == 0 {
                    return;
                } else {
                    wanted -= 1;
                    into.push(EntryId::new(at * BITS + rest.trailing_zeros() as usize));
                }
                rest &= rest - 1;
            }
        }
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
    pub fn extend(&mut self, entries: &[EntryId]) {
        // As a slice: compiled for size, a vector is asked for its place again for each entry.
        let words = &mut self.words[..];
        for entry in entries {
            let at = entry.index();
            words[at / BITS] |= 1 << (at % BITS);
        }
    }

    /// Adds an entry.
    ///
    /// # Panics
    /// If it is not of this list.
    pub fn insert(&mut self, entry: EntryId) {
        self.words[entry.index() / BITS] |= 1 << (entry.index() % BITS);
    }

    /// Drops entries, in any order.
    ///
    /// # Panics
    /// If an entry is not of this list.
    pub fn remove(&mut self, entries: &[EntryId]) {
        let words = &mut self.words[..];
        for entry in entries {
            let at = entry.index();
            words[at / BITS] &= !(1 << (at % BITS));
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

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(positions: &[usize]) -> Vec<EntryId> {
        positions.iter().map(|&at| EntryId::new(at)).collect()
    }

    proptest! {
        #[test]
        fn algebra_equals_that_of_ordered_sets(
            len in 0_usize..200,
            left in prop::collection::btree_set(0_usize..200, 0..60),
            right in prop::collection::btree_set(0_usize..200, 0..60),
            (start, end) in (0_usize..70, 0_usize..70),
        ) {
            let inside = |set: &std::collections::BTreeSet<usize>| {
                set.iter().copied().filter(|&at| at < len).collect::<Vec<_>>()
            };
            let (left, right) = (inside(&left), inside(&right));
            let (a, b) = (Bitmap::of(&ids(&left), len), Bitmap::of(&ids(&right), len));
            let list = |set: &Bitmap| set.iter().map(EntryId::index).collect::<Vec<_>>();
            prop_assert_eq!(list(&a), left.clone());
            prop_assert_eq!(a.count() as usize, left.len());

            let mut both = a.clone();
            both.and(&b);
            prop_assert_eq!(
                list(&both),
                left.iter().copied().filter(|at| right.contains(at)).collect::<Vec<_>>()
            );
            prop_assert_eq!(both.count(), a.count_both(&b));
            let mut rest = a.clone();
            rest.and_not(&b);
            prop_assert_eq!(rest.count() + both.count(), a.count());
            prop_assert!(rest.iter().all(|entry| a.contains(entry) && !b.contains(entry)));
            prop_assert_eq!(a.distance(&b), a.count() + b.count() - 2 * both.count());

            let mut either = rest.clone();
            either.or(&b);
            let mut added = a.clone();
            added.extend(&ids(&right));
            prop_assert_eq!(&either, &added);
            added.remove(&ids(&right));
            prop_assert_eq!(added, rest);

            let mut page = Vec::new();
            a.page(start..end, &mut page);
            let expected = left.iter().skip(start).take(end.saturating_sub(start));
            prop_assert_eq!(page, ids(&expected.copied().collect::<Vec<_>>()));

            let mut everything = Bitmap::full(len);
            prop_assert_eq!(everything.count() as usize, len);
            everything.and(&a);
            prop_assert_eq!(everything, a);
        }
    }
}
