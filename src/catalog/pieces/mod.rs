//! Strings that are pieces of a longer text, as those of a list are of its file.

use std::sync::Arc;

/// Where in a text some strings begin; where each ends is kept by whoever has them.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    whole: Arc<String>,
    starts: Vec<u32>,
}

impl Pieces {
    /// No piece yet of a text of less than 4 GiB, and room for some.
    pub(super) fn new(whole: &Arc<String>, room: usize) -> Self {
        Self { whole: Arc::clone(whole), starts: Vec::with_capacity(room) }
    }

    /// Whether they are pieces of that very text.
    pub(super) fn are_of(&self, whole: &Arc<String>) -> bool {
        Arc::ptr_eq(&self.whole, whole)
    }

    /// Adds a string by where it begins.
    pub(super) fn push(&mut self, start: u32) {
        self.starts.push(start);
    }

    /// Adds an empty string, and tells where it ends.
    pub(super) fn push_empty(&mut self) -> u32 {
        self.starts.push(0);
        0
    }

    /// The string at a position, which ends somewhere.
    pub(super) fn get(&self, at: usize, end: u32) -> &str {
        &self.whole[self.starts[at] as usize..end as usize]
    }
}
