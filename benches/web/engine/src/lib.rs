//! The engine for scripts: what `cargo xtask bench engine` measures in a browser.

use std::sync::Arc;

use casebook::catalog::Decoder;
use casebook::query::{self, Evaluator, Indexing, Library, Outcome, Query};
use wasm_bindgen::prelude::wasm_bindgen;

/// How many rows an answer shows.
const SHOWN: usize = 50;

/// A catalog that is being read, piece by piece, as the page reads it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reading(Decoder);

#[wasm_bindgen]
impl Reading {
    /// Nothing has come yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the next piece; whether it can be read.
    pub fn push(&mut self, piece: &[u8]) -> bool {
        self.0.push(piece).is_ok()
    }

    /// Indexes the facets; nothing if the catalog cannot be read. The library stays for as long as the page
    /// does, as in the page that ships.
    pub fn finish(self) -> Option<Engine> {
        let library = Indexing::new(self.0.finish().ok()?).finish();
        library.make_searchable();
        let library: &'static Library = Box::leak(Box::new(library));
        let evaluator = Evaluator::new(library);
        Some(Engine { library, evaluator, queries: Vec::new(), outcome: None, shown: Vec::new() })
    }
}

/// A library, and whoever asks it.
#[wasm_bindgen]
pub struct Engine {
    library: &'static Library,
    evaluator: Evaluator<'static>,
    queries: Vec<Query>,
    outcome: Option<Arc<Outcome>>,
    shown: Vec<u32>,
}

#[wasm_bindgen]
impl Engine {
    /// Indexes the words, which the page does while nobody asks.
    pub fn index_words(&self) {
        while self.library.text_step().is_some() {}
    }

    /// Makes ready to ask what a link says.
    pub fn prepare(&mut self, link: &str) {
        self.queries.push(query::decode(link, self.library));
    }

    /// Forgets what earlier answers found.
    pub fn forget(&mut self) {
        self.evaluator = Evaluator::new(self.library);
    }

    /// Answers one of the prepared questions, by position: rows, counts, and what is shown first.
    pub fn answer(&mut self, at: usize) {
        let Some(query) = self.queries.get(at) else { return };
        let outcome = self.evaluator.answer(query);
        self.shown.clear();
        self.shown.extend(outcome.hits.page(0..SHOWN).iter().map(|entry| entry.index() as u32));
        self.outcome = Some(outcome);
    }

    /// How many rows the last answer has.
    pub fn total(&self) -> usize {
        self.outcome.as_ref().map_or(0, |outcome| outcome.hits.len())
    }

    /// The rows that the last answer shows first, by their places in the catalog.
    pub fn rows(&self) -> Vec<u32> {
        self.shown.clone()
    }

    /// The counts of a facet in the last answer.
    pub fn counts(&self, key: &str) -> Vec<u32> {
        let counts =
            |outcome: &Arc<Outcome>| Some(outcome.counts[self.library.facet(key)?].to_vec());
        self.outcome.as_ref().and_then(counts).unwrap_or_default()
    }

    /// What the values of a facet are called, in the order of their counts, a line each.
    pub fn labels(&self, key: &str) -> String {
        let Some(facet) = self.library.facet(key) else { return String::new() };
        let vocabulary = &self.library.facets()[facet].vocabulary;
        let labels: Vec<&str> = vocabulary.values().map(|value| vocabulary.label(value)).collect();
        labels.join("\n")
    }
}
