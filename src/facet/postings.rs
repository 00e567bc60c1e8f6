//! Which entries have a value: a list each, or a bitmap where that is shorter.

use super::{Bitmap, EntryId, ForwardIndex, ValueId};

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

impl Postings {
    /// The entries of every value below `values`, by counting sort; those without any value have `none`.
    /// O(entries + values).
    ///
    /// # Panics
    /// If a value is not below `values`.
    pub fn new(forward: &ForwardIndex, values: usize, none: Option<ValueId>) -> Self {
        let entries = forward.len();
        let mut totals = vec![0_u32; values];
        forward.each(none, |_, value| totals[value.index()] += 1);
        let mut postings = Self { entries, offsets: vec![0], lists: Vec::new(), dense: Vec::new() };
        let mut next: Vec<u32> = Vec::with_capacity(values);
        let mut end = 0;
        for (value, &total) in totals.iter().enumerate() {
            if total as usize * DENSE > entries {
                next.push(u32::MAX - postings.dense.len() as u32);
                let (value, entries) = (ValueId::new(value), Bitmap::empty(entries));
                postings.dense.push(Dense { value, total, entries });
            } else {
                next.push(end);
                end += total;
            }
            postings.offsets.push(end);
        }
        postings.fill(forward, none, &mut next);
        postings
    }

    /// Puts every entry where `next` says: from the front where the next place of a list is, from the
    /// back the bitmaps.
    fn fill(&mut self, forward: &ForwardIndex, none: Option<ValueId>, next: &mut [u32]) {
        let listed = self.offsets[self.offsets.len() - 1] as usize;
        self.lists = vec![EntryId::new(0); listed];
        let Self { lists, dense, .. } = self;
        forward.each(none, |entry, value| {
            let place = &mut next[value.index()];
            if let Some(slot) = lists.get_mut(*place as usize) {
                *slot = entry;
                *place += 1;
            } else {
                dense[(u32::MAX - *place) as usize].entries.insert(entry);
            }
        });
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
