//! Strings that are pieces of a longer text, as those of a list are of its file.

use std::ops::Range;
use std::sync::Arc;

/// Where in a text some strings begin; where each ends is kept by whoever has them.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    whole: Arc<String>,
    starts: Vec<u32>,
    /// The string that has not ended.
    open: Range<u32>,
}

impl Pieces {
    /// No piece yet of a text of less than 4 GiB, and room for some.
    pub(super) fn new(whole: &Arc<String>, room: usize) -> Self {
        Self { whole: Arc::clone(whole), starts: Vec::with_capacity(room), open: 0..0 }
    }

    /// Whether they are pieces of that very text.
    pub(super) fn are_of(&self, whole: &Arc<String>) -> bool {
        Arc::ptr_eq(&self.whole, whole)
    }

    /// Puts a piece in the place of the string that has not ended.
    pub(super) fn put(&mut self, piece: Range<usize>) {
        self.open = piece.start as u32..piece.end as u32;
    }

    /// Ends the string that was put last, and tells where.
    pub(super) fn end(&mut self) -> u32 {
        let Range { start, end } = std::mem::take(&mut self.open);
        self.starts.push(start);
        end
    }

    /// The string that has not ended.
    pub(super) fn open(&self) -> &str {
        &self.whole[self.open.start as usize..self.open.end as usize]
    }

    /// The string at a position, which ends somewhere.
    pub(super) fn get(&self, at: usize, end: u32) -> &str {
        &self.whole[self.starts[at] as usize..end as usize]
    }
}
