//! Makes a library in small steps, for a page that must not stand still.

use super::Library;
use crate::catalog::{Catalog, Facet};
use crate::facet::{FacetIndex, Facets};

/// How far something has come, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: usize,
    /// How much there is; at least `done`.
    pub of: usize,
}

/// A [`Library`] being made, a facet a step, so that a page may draw between two of them: some
/// milliseconds where there are a hundred thousand entries.
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
    indexes: Vec<FacetIndex>,
}

impl Indexing {
    /// Nothing indexed yet.
    pub fn new(catalog: Catalog) -> Self {
        Self { catalog, indexes: Vec::new() }
    }

    /// Goes on a bit; `None` once there is nothing left to do.
    pub fn step(&mut self) -> Option<Progress> {
        let facet = self.catalog.facets.get(self.indexes.len())?;
        self.indexes.push(index(facet));
        let (done, of) = (self.indexes.len(), self.catalog.facets.len());
        // In rows, as loading counts, too; below 2³² × 2³².
        let done = (self.catalog.len() as u64 * done as u64 / of as u64) as usize;
        Some(Progress { done, of: self.catalog.len() })
    }

    /// The library, whatever is left done at once; its words are not found before
    /// [`Library::make_searchable`].
    pub fn finish(mut self) -> Library {
        while self.step().is_some() {}
        let forwards: Vec<_> = self.catalog.facets.iter().map(|facet| &facet.values).collect();
        let facets = Facets::new(self.indexes, &forwards);
        Library::of(self.catalog, facets)
    }
}

fn index(facet: &Facet) -> FacetIndex {
    FacetIndex::new(&facet.values, facet.vocabulary.len())
}
