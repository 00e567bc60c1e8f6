//! Answers one query after the other, each with what the ones before have found.

use super::evaluate::Known;
use super::{Library, Outcome, Query};
use std::sync::Arc;

/// How many answers are remembered: enough for Back and for trying a few values in turn.
const REMEMBERED: usize = 16;

/// Answers queries as [`evaluate`](super::evaluate) does, and remembers what recent ones took.
///
/// ```
/// use casebook::{catalog, query::{Evaluator, Library, Query}};
///
/// let json = br#"{ "format": 1, "facets": [], "entries": [
///   { "id": "a", "title": "Feature stores", "year": 2024 }, { "id": "b", "title": "Ranking", "year": 2022 }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let mut evaluator = Evaluator::new(&library);
/// let query = Query::new(&library).with_text("staure".into());
/// assert_eq!(evaluator.answer(&query).correction, None);
/// let query = query.with_text("rnking".into());
/// let found = evaluator.answer(&query);
/// assert_eq!(found.correction.as_deref(), Some("ranking"));
/// assert_eq!(library.catalog().title(found.hits.page(0..10)[0]), "Ranking");
/// ```
#[derive(Debug)]
pub struct Evaluator<'a> {
    library: &'a Library,
    known: Known,
    /// The most recent last.
    recent: Vec<(Query, Arc<Outcome>)>,
}

impl<'a> Evaluator<'a> {
    /// Remembers nothing yet.
    pub fn new(library: &'a Library) -> Self {
        Self { library, known: Known::new(library), recent: Vec::new() }
    }

    /// The answer to a query; equal to what [`evaluate`](super::evaluate) says.
    pub fn answer(&mut self, query: &Query) -> Arc<Outcome> {
        if let Some(at) = self.recent.iter().position(|(asked, _)| asked == query) {
            let known = self.recent.remove(at);
            self.recent.push(known);
        } else {
            if self.recent.len() == REMEMBERED {
                self.recent.remove(0);
            }
            let outcome = Arc::new(self.known.answer(self.library, query));
            self.recent.push((query.clone(), outcome));
        }
        Arc::clone(&self.recent[self.recent.len() - 1].1)
    }
}
