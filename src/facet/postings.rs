//! Which entries have a value: a list each, or a bitmap where that is shorter.

use super::{Bitmap, EntryId, ForwardIndex, ValueId};
use std::ops::Range;

/// A value that one of so many entries has takes as many bytes as a bitmap as it does as a list.
const DENSE: usize = u32::BITS as usize;

/// The entries of every value.
///
/// 1. A list is ascending and names an entry once.
/// 2. A value that more than one of 32 entries has is in `dense`, and its list is empty.
#[derive(Debug)]
pub struct Postings {
    entries: usize,
    /// One more than there are values; value `v` has `lists[offsets[v]..offsets[v + 1]]`.
    offsets: Vec<u32>,
    lists: Vec<EntryId>,
    /// Ascending by value.
    dense: Vec<Dense>,
}

#[derive(Debug)]
struct Dense {
    value: ValueId,
    total: u32,
    entries: Bitmap,
}

/// Makes [`Postings`] of pairs of an entry and a value, ascending by entry.
#[derive(Debug)]
pub struct PostingsBuilder {
    postings: Postings,
    /// For each value where its next entry goes: from the front the places of lists, from the back the
    /// bitmaps.
    next: Vec<u32>,
}

impl PostingsBuilder {
    /// Nothing yet, but room for as many entries of each value as there will be.
    pub fn new(entries: usize, totals: &[u32]) -> Self {
        let (mut next, mut offsets, mut dense, mut end) = (Vec::new(), vec![0], Vec::new(), 0);
        for (value, &total) in totals.iter().enumerate() {
            if total as usize * DENSE > entries {
                next.push(u32::MAX - dense.len() as u32);
                let (value, entries) = (ValueId::new(value), Bitmap::empty(entries));
                dense.push(Dense { value, total, entries });
            } else {
                next.push(end);
                end += total;
            }
            offsets.push(end);
        }
        let lists = vec![EntryId::new(0); end as usize];
        Self { postings: Postings { entries, offsets, lists, dense }, next }
    }

    /// Adds a pair.
    ///
    /// # Panics
    /// If there is no such entry or value, or no room is left for it.
    #[expect(
        clippy::inline_always,
        reason = "Compiled for size, it would be a call for each value."
    )]
    #[inline(always)]
    pub fn add(&mut self, entry: EntryId, value: ValueId) {
        let Postings { lists, dense, .. } = &mut self.postings;
        let place = &mut self.next[..][value.index()];
        if let Some(slot) = lists.get_mut(*place as usize) {
            *slot = entry;
            *place += 1;
        } else {
            dense[(u32::MAX - *place) as usize].entries.insert(entry);
        }
    }

    /// Adds the values of some entries; `none` for those without any.
    #[inline(never)]
    fn fill(&mut self, forward: &ForwardIndex, none: Option<ValueId>, entries: &Range<usize>) {
        let (mut start, ends, all) = forward.flat(entries);
        let mut entry = EntryId::new(entries.start);
        for &end in ends {
            let values = &all[start as usize..end as usize];
            for &value in if values.is_empty() { none.as_slice() } else { values } {
                self.add(entry, value);
            }
            (start, entry) = (end, entry.next());
        }
    }

    /// What was added.
    pub fn finish(self) -> Postings {
        self.postings
    }
}

impl Postings {
    /// The entries of every value below `values`, by counting sort; those without any value have `none`.
    /// O(entries + values).
    ///
    /// # Panics
    /// If a value is not below `values`.
    pub fn new(forward: &ForwardIndex, values: usize, none: Option<ValueId>) -> Self {
        let lacking = |value| if none == Some(value) { forward.lengths()[0] } else { 0 };
        let totals = (0..values).map(ValueId::new).map(|it| forward.total(it) + lacking(it));
        let mut postings = PostingsBuilder::new(forward.len(), &totals.collect::<Vec<_>>());
        for entries in forward.strides() {
            postings.fill(forward, none, &entries);
        }
        postings.finish()
    }

    /// How many entries have a value.
    pub fn total(&self, value: ValueId) -> u32 {
        self.dense(value).map_or_else(|| self.list(value).len() as u32, |dense| dense.total)
    }

    /// Adds the entries of the values from `first` to before `end`.
    pub fn add_to(&self, first: ValueId, end: ValueId, set: &mut Bitmap) {
        let lists = self.offsets[first.index()] as usize..self.offsets[end.index()] as usize;
        set.extend(&self.lists[lists]);
        let from = self.dense.partition_point(|dense| dense.value < first);
        for dense in self.dense[from..].iter().take_while(|dense| dense.value < end) {
            set.or(&dense.entries);
        }
    }

    /// Keeps the entries that have a value.
    pub fn keep_in(&self, value: ValueId, set: &mut Bitmap) {
        if let Some(dense) = self.dense(value) {
            set.and(&dense.entries);
            return;
        }
        let all = std::mem::replace(set, Bitmap::empty(self.entries));
        let words = all.words();
        for &entry in self.list(value) {
            if words[entry.index() / 64] >> (entry.index() % 64) & 1 == 1 {
                set.insert(entry);
            }
        }
    }

    /// Drops the entries that have a value.
    pub fn drop_from(&self, value: ValueId, set: &mut Bitmap) {
        match self.dense(value) {
            Some(dense) => set.and_not(&dense.entries),
            None => set.remove(self.list(value)),
        }
    }

    /// How many entries of a set have a value.
    pub fn count_in(&self, value: ValueId, set: &Bitmap) -> u32 {
        match self.dense(value) {
            Some(dense) => set.count_both(&dense.entries),
            None => self.list(value).iter().filter(|&&entry| set.contains(entry)).count() as u32,
        }
    }

    /// How many values there are.
    pub fn values(&self) -> usize {
        self.offsets.len() - 1
    }

    fn list(&self, value: ValueId) -> &[EntryId] {
        let at = value.index();
        &self.lists[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }

    fn dense(&self, value: ValueId) -> Option<&Dense> {
        let at = self.dense.binary_search_by_key(&value, |dense| dense.value).ok()?;
        Some(&self.dense[at])
    }
}
