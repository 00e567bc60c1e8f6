//! Entries in the order of a column.

use crate::facet::{Bitmap, EntryId};
use std::ops::Range;

/// How many bits can be looked at in the time that it takes to look up a rank, which is far away in memory.
const LOOKUP: u64 = 16;

/// The rank of entries that have no value.
pub(super) const UNRANKED: u32 = u32::MAX;

/// All entries by rank, equal ones in the curator's order.
#[derive(Debug)]
pub(super) struct SortOrder {
    /// For each entry; below the number of groups, or [`UNRANKED`].
    ranks: Vec<u32>,
    /// Ascending by rank.
    entries: Vec<EntryId>,
    /// One more than there are groups: group `g` is `entries[starts[g]..starts[g + 1]]`. The last group
    /// is of those without a rank.
    starts: Vec<u32>,
}

impl SortOrder {
    /// Orders entries by ranks below `groups`, by counting sort. O(entries + groups).
    pub(super) fn new(ranks: Vec<u32>, groups: usize) -> Self {
        let group = |rank: u32| if rank == UNRANKED { groups } else { rank as usize };
        let mut starts = vec![0_u32; groups + 2];
        for &rank in &ranks {
            starts[group(rank) + 1] += 1;
        }
        for at in 0..=groups {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut entries = vec![EntryId::new(0); ranks.len()];
        for (at, &rank) in ranks.iter().enumerate() {
            let place = &mut next[group(rank)];
            entries[*place as usize] = EntryId::new(at);
            *place += 1;
        }
        Self { ranks, entries, starts }
    }

    /// The rank of an entry.
    #[cfg(test)]
    pub(super) fn rank(&self, entry: EntryId) -> Option<u32> {
        Some(self.ranks[entry.index()]).filter(|&rank| rank != UNRANKED)
    }

    /// The entries of a set at some positions of the order, those without a rank last either way.
    pub(super) fn page(
        &self,
        set: &Bitmap,
        len: usize,
        positions: Range<usize>,
        descending: bool,
    ) -> Vec<EntryId> {
        // Whoever goes through all entries in order meets one of the set every so many. To look whether an
        // entry is in the set takes a small part of what it takes to look up the rank of an entry.
        let met = positions.end as u64 * self.entries.len() as u64;
        if met < len as u64 * len as u64 * LOOKUP {
            self.walk(set, positions, descending)
        } else {
            self.sort(set, positions, descending)
        }
    }

    /// Goes through all entries until enough of the set were met.
    fn walk(&self, set: &Bitmap, positions: Range<usize>, descending: bool) -> Vec<EntryId> {
        let (words, last) = (set.words(), self.starts.len() - 2);
        let mut found = Vec::new();
        let mut met = 0;
        for at in 0..=last {
            let group = if descending && at < last { last - 1 - at } else { at };
            let group = self.starts[group] as usize..self.starts[group + 1] as usize;
            for &entry in &self.entries[group] {
                // Spelled out, as what is slow in code compiled for size.
                if words[entry.index() / 64] >> (entry.index() % 64) & 1 == 0 {
                    continue;
                }
                if met == positions.end {
                    return found;
                }
                if positions.start <= met {
                    found.push(entry);
                }
                met += 1;
            }
        }
        found
    }

    /// Sorts the part of the set that comes first.
    fn sort(&self, set: &Bitmap, positions: Range<usize>, descending: bool) -> Vec<EntryId> {
        // What comes after the last position is dropped as soon as there is much of it.
        let (end, mut worst) = (positions.end.max(1), u64::MAX);
        let mut keys: Vec<u64> = Vec::new();
        set.visit(|entry| {
            let rank = match self.ranks[entry.index()] {
                rank if descending && rank != UNRANKED => UNRANKED - 1 - rank,
                rank => rank,
            };
            let key = u64::from(rank) << 32 | entry.index() as u64;
            if key < worst {
                keys.push(key);
                if keys.len() == end * 4 {
                    keys.sort_unstable();
                    keys.truncate(end);
                    worst = keys[end - 1];
                }
            }
        });
        keys.sort_unstable();
        keys[positions]
            .iter()
            .map(|key| EntryId::new((key & u64::from(u32::MAX)) as usize))
            .collect()
    }
}
