//! Answers one query after the other, each with what the ones before have found.

use super::evaluate::Known;
use super::{Library, Outcome, Query, Stage, WayOut};
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

    /// What is left after each filter of a query, in the order of [`Query::narrowing`], so that a reader
    /// sees what each does: 44 → tag nlp: 10 → 2022: 6. The last is the number of hits.
    /// O(entries / 64 × filters), and nothing for who does not ask.
    ///
    /// ```
    /// use casebook::{catalog, query::{self, Evaluator, Library}};
    ///
    /// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true }], "entries": [
    ///   { "id": "a", "title": "A", "year": 2024, "tag": ["nlp"] }, { "id": "b", "title": "B", "year": 2022 },
    ///   { "id": "c", "title": "C", "year": 2022, "tag": ["nlp"] }] }"#;
    /// let library = Library::new(catalog::decode(json).unwrap());
    /// let query = query::decode("tag=nlp&year=2022..", &library);
    /// let stages = Evaluator::new(&library).funnel(&query);
    /// let told = stages.iter().map(|stage| (stage.step.describe(&library, &query), stage.hits));
    /// assert_eq!(told.collect::<Vec<_>>(), [("tag nlp".into(), 2), ("from 2022".into(), 2)]);
    /// ```
    pub fn funnel(&mut self, query: &Query) -> Vec<Stage> {
        self.known.funnel(self.library, query)
    }

    /// What is left after each of [`Query::steps`], by the same count; `None` behind a value that the next one
    /// widens, since only both together let something through.
    pub fn left(&mut self, query: &Query) -> Vec<Option<u32>> {
        self.known.left(self.library, query)
    }

    /// Where nothing matches: the single filters to drop that bring something, most first.
    pub fn ways_out(&mut self, query: &Query) -> Vec<WayOut> {
        self.known.ways_out(self.library, query)
    }
}
