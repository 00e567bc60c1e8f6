//! The reader's own list, until there is something on it: the rest is in `later/reading_list.rs`.

use crate::facet::EntryId;
use crate::query::{Library, Query};
use std::rc::Rc;

/// What is told of the list.
pub(super) type Told = dyn Fn(&Query);

/// The entries that a reader has saved.
pub(super) struct Saved {
    /// They alone.
    pub(super) list: Query,
    /// The browser keeps nothing, so that this is all there is.
    pub(super) is_lost: bool,
    /// Who is told of changes.
    pub(super) told: Vec<Rc<Told>>,
}

impl Saved {
    /// As far as is known at the start.
    pub(super) fn new(library: &Library) -> Self {
        Self { list: Query::new(library), is_lost: false, told: Vec::new() }
    }

    /// Whether an entry is saved, as its button says it.
    pub(super) fn is_saved(&self, entry: EntryId) -> &'static str {
        if self.list.listed().binary_search(&entry).is_ok() { "true" } else { "false" }
    }
}
