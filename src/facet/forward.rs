//! The values of every entry, and how often each occurs.

use super::{EntryId, ValueId};
use std::ops::Range;

/// Entries with so many values or more are counted together, and none has more cells in a table.
pub(super) const LONGEST: usize = 8;

/// How many entries are gone through in one call: browsers run a function slowly until it was called often,
/// and do not change it while it runs.
const STRIDE: usize = 1024;

/// The values of every entry: offsets into one flat array, so that no entry is an allocation.
///
/// 1. An entry has a value once, in the place where it was named first.
/// 2. What can be counted while entries are added is counted then, so that an index need not go through
///    all of them for it.
#[derive(Clone, Debug)]
pub struct ForwardIndex {
    /// One more than there are entries; entry `e` has `values[offsets[e]..offsets[e + 1]]`.
    offsets: Vec<u32>,
    /// Those of the entries, and then those of the one that has not ended.
    values: Vec<ValueId>,
    uses: Vec<Use>,
    lengths: [u32; LONGEST + 1],
}

/// What is known of a value.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    /// How many entries have it.
    total: u32,
    /// The last of them, counted from 1.
    last: u32,
}

impl Default for ForwardIndex {
    fn default() -> Self {
        let lengths = [0; LONGEST + 1];
        Self { offsets: vec![0], values: Vec::new(), uses: Vec::new(), lengths }
    }
}

impl PartialEq for ForwardIndex {
    fn eq(&self, other: &Self) -> bool {
        self.offsets == other.offsets && self.values == other.values
    }
}

impl Eq for ForwardIndex {}

impl ForwardIndex {
    /// Adds the next entry; values keep the order given, and one named twice is had once. O(values).
    pub fn push(&mut self, values: &[ValueId]) {
        for &value in values {
            self.add(value);
        }
        self.end();
    }

    /// Gives the entry that has not ended a value, unless it has it.
    pub(crate) fn add(&mut self, value: ValueId) {
        if self.uses.len() <= value.index() {
            self.uses.resize(value.index() + 1, Use::default());
        }
        let used = &mut self.uses[..][value.index()];
        let entry = self.offsets.len() as u32;
        if used.last != entry {
            *used = Use { total: used.total + 1, last: entry };
            self.values.push(value);
        }
    }

    /// The values that the entry has been given that has not ended.
    pub(crate) fn open(&self) -> &[ValueId] {
        &self.values[self.ended()..]
    }

    /// Takes from the entry that has not ended the values that it has been given.
    pub(crate) fn clear(&mut self) {
        while let Some(&value) = self.open().last() {
            let used = &mut self.uses[..][value.index()];
            *used = Use { total: used.total - 1, last: 0 };
            self.values.pop();
        }
    }

    /// Adds the next entry with the values that it was given.
    pub(crate) fn end(&mut self) {
        self.lengths[(self.values.len() - self.ended()).min(LONGEST)] += 1;
        self.offsets.push(self.values.len() as u32);
    }

    /// Where the values of the entry begin that has not ended.
    fn ended(&self) -> usize {
        self.offsets[..][self.offsets.len() - 1] as usize
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
        for values in self.values.chunks_mut(STRIDE) {
            rename(values, names);
        }
        let uses = self.uses.clone();
        for (used, name) in uses.into_iter().zip(names) {
            self.uses[name.index()] = used;
        }
    }

    /// Adds the entries of other indexes, whose values have other names here: those are asked for in the order in which
    /// the entries have the values, for each index once.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn extend<'o>(
        &mut self,
        others: impl Iterator<Item = &'o Self>,
        mut name: impl FnMut(ValueId) -> ValueId,
    ) {
        for other in others {
            self.extend_by(other, &mut name);
        }
    }

    /// Makes room for more entries and values.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn reserve(&mut self, entries: usize, values: usize) {
        self.offsets.reserve_exact(entries);
        self.values.reserve_exact(values);
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn extend_by(&mut self, other: &Self, mut name: impl FnMut(ValueId) -> ValueId) {
        let (entries, values) = (self.len() as u32, self.values.len() as u32);
        let mut names = vec![None; other.uses.len()];
        for &value in &other.values {
            self.values.push(*names[value.index()].get_or_insert_with(|| name(value)));
        }
        self.offsets.extend(other.offsets[1..].iter().map(|offset| offset + values));
        for (used, name) in other.uses.iter().zip(names) {
            let Some(name) = name else { continue };
            if self.uses.len() <= name.index() {
                self.uses.resize(name.index() + 1, Use::default());
            }
            let total = self.uses[name.index()].total + used.total;
            self.uses[name.index()] = Use { total, last: entries + used.last };
        }
        for (length, more) in self.lengths.iter_mut().zip(other.lengths) {
            *length += more;
        }
    }

    /// Every entry in runs of those that are next to each other.
    pub(super) fn strides(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let len = self.len();
        (0..len).step_by(STRIDE).map(move |start| start..len.min(start + STRIDE))
    }

    /// For loops that are spelled out: where the values of some entries begin, where those of each of them
    /// end, and the values of all.
    pub(super) fn flat(&self, entries: &Range<usize>) -> (u32, &[u32], &[ValueId]) {
        let start = self.offsets[entries.start];
        (start, &self.offsets[entries.start + 1..=entries.end], &self.values)
    }

    /// How many entries have a value.
    pub(super) fn total(&self, value: ValueId) -> u32 {
        self.uses.get(value.index()).map_or(0, |used| used.total)
    }

    /// How many entries have so many values: none, one, and so on, up to a number or more.
    pub(super) fn lengths(&self) -> &[u32; LONGEST + 1] {
        &self.lengths
    }
}

#[inline(never)]
fn rename(values: &mut [ValueId], names: &[ValueId]) {
    for value in values {
        *value = names[value.index()];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_counted_is_what_there_is(
            rows in prop::collection::vec((prop::collection::vec(0_usize..9, 0..12), any::<bool>()), 0..20),
        ) {
            let all = ((0..9).collect(), false);
            let rows: Vec<(Vec<usize>, bool)> = [all].into_iter().chain(rows).collect();
            let mut forward = ForwardIndex::default();
            for (row, is_cleared) in &rows {
                let row: Vec<ValueId> = row.iter().copied().map(ValueId::new).collect();
                for &value in &row {
                    forward.add(value);
                }
                if *is_cleared {
                    forward.clear();
                    prop_assert!(forward.open().is_empty());
                    for &value in row.iter().rev() {
                        forward.add(value);
                    }
                }
                forward.end();
            }
            let names: Vec<ValueId> = (0..9).rev().map(ValueId::new).collect();
            let mut renamed = forward.clone();
            renamed.rename(&names);
            let (mut twice, mut extended) = (renamed.clone(), ForwardIndex::default());
            extended.extend([&forward, &forward].into_iter(), |value| names[value.index()]);
            renamed.iter().for_each(|(_, values)| twice.push(values));
            prop_assert_eq!(&extended, &twice);
            prop_assert_eq!(extended.lengths(), twice.lengths());
            for value in (0..9).map(ValueId::new) {
                let total = forward.iter().filter(|(_, values)| values.contains(&value)).count();
                prop_assert_eq!(forward.total(value) as usize, total);
                prop_assert_eq!(renamed.total(names[value.index()]) as usize, total);
                prop_assert_eq!(extended.total(names[value.index()]) as usize, 2 * total);
            }
            for length in 0..LONGEST {
                let total = forward.iter().filter(|(_, values)| values.len() == length).count();
                prop_assert_eq!(forward.lengths()[length] as usize, total);
            }
            for ((row, is_cleared), (_, values)) in rows.iter().zip(forward.iter()) {
                let mut expected: Vec<ValueId> = Vec::new();
                let named: Vec<usize> =
                    if *is_cleared { row.iter().rev().copied().collect() } else { row.clone() };
                for value in named.into_iter().map(ValueId::new) {
                    if !expected.contains(&value) {
                        expected.push(value);
                    }
                }
                prop_assert_eq!(values, expected);
            }
        }
    }
}
