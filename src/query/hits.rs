//! The entries that a query brings, in the order asked for.

use crate::facet::{Bitmap, EntryId};
use std::ops::Range;

/// The entries that pass every filter, in the order asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    set: Bitmap,
    order: Vec<EntryId>,
}

impl Hits {
    pub(super) fn new(set: Bitmap, order: Vec<EntryId>) -> Self {
        Self { set, order }
    }

    /// How many entries there are. O(1).
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether nothing matches.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries at some positions of the order, as rows to show; fewer where the hits end before.
    pub fn page(&self, positions: Range<usize>) -> Vec<EntryId> {
        let end = positions.end.min(self.len());
        self.order[positions.start.min(end)..end].to_vec()
    }

    /// All entries in order, as for an export.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> {
        self.order.iter().copied()
    }

    /// Whether an entry is among them. O(1).
    pub fn contains(&self, entry: EntryId) -> bool {
        self.set.contains(entry)
    }
}
