//! The entries that a query brings, in the order asked for.

use super::order::SortOrder;
use super::search::Search;
use crate::facet::{Bitmap, EntryId};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Beyond so many entries of a sorted list, all of it is listed once.
const DEEP: usize = 4096;

/// The entries that pass every filter, in the order asked for. They are put in order as they are asked
/// for, so that a million hits cost little until all are.
#[derive(Clone, Debug)]
pub struct Hits {
    set: Arc<Bitmap>,
    len: usize,
    order: Order,
    /// All in order, once somebody went far.
    listed: OnceLock<Vec<EntryId>>,
    /// Groups in order, where words rank.
    groups: OnceLock<Vec<Bitmap>>,
}

/// What hits are ordered by.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// As the curator has them.
    Curated,
    /// By a column, descending if so.
    Sorted(Arc<SortOrder>, bool),
    /// By how well they match the words.
    Ranked(Arc<dyn Search>, Vec<String>),
}

impl Hits {
    pub(super) fn new(set: Arc<Bitmap>, len: u32, order: Order) -> Self {
        let (listed, groups) = (OnceLock::new(), OnceLock::new());
        Self { set, len: len as usize, order, listed, groups }
    }

    /// The entries, in no order.
    pub(super) fn set(&self) -> &Bitmap {
        &self.set
    }

    /// How many entries there are. O(1).
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing matches.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entries at some positions of the order, as rows to show; fewer where the hits end before.
    /// O(entries of the list / 64 + positions); once for each outcome, the first positions beyond the
    /// first few thousand of a sorted column cost O(entries of the list).
    pub fn page(&self, positions: Range<usize>) -> Vec<EntryId> {
        let end = positions.end.min(self.len);
        let positions = positions.start.min(end)..end;
        let mut page = Vec::new();
        match &self.order {
            Order::Curated => self.set.page(positions, &mut page),
            Order::Ranked(search, words) => {
                let groups = self.groups.get_or_init(|| search.ranked(words, &self.set));
                let mut before = 0;
                for group in groups {
                    let len = group.count() as usize;
                    let from = |at: usize| at.saturating_sub(before).min(len);
                    group.page(from(positions.start)..from(positions.end), &mut page);
                    before += len;
                }
            }
            Order::Sorted(order, descending) => {
                let pick = |positions| order.page(&self.set, self.len, positions, *descending);
                if positions.end <= DEEP {
                    return pick(positions);
                }
                return self.listed.get_or_init(|| pick(0..self.len))[positions].to_vec();
            }
        }
        page
    }

    /// All entries in order, as for an export.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> {
        self.page(0..self.len).into_iter()
    }

    /// Where an entry is among them; `None` where it is not. O(hits).
    pub fn position(&self, entry: EntryId) -> Option<usize> {
        self.contains(entry).then(|| self.iter().position(|other| other == entry)).flatten()
    }

    /// Whether an entry is among them. O(1).
    pub fn contains(&self, entry: EntryId) -> bool {
        self.set.contains(entry)
    }
}

/// Equal where they are the same entries in the same order, however that came about.
impl PartialEq for Hits {
    fn eq(&self, other: &Self) -> bool {
        // Most differ where they begin, and putting all in order costs more than that.
        let begin = |hits: &Self| hits.page(0..64);
        self.set == other.set && begin(self) == begin(other) && self.iter().eq(other.iter())
    }
}

impl Eq for Hits {}
