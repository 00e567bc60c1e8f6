//! Words of a query → entries: in titles, in what facets call their values, in summaries.

use crate::catalog::Catalog;
use crate::facet::{Bitmap, EntryId, Facets, ValueId};
use crate::text::{TextIndex, TextIndexBuilder, each_word, fold};
use std::sync::Arc;

/// A word of fewer letters has too many neighbours to be taken for mistyped.
const CORRECTED: usize = 5;

/// Where and how well a word of a query is found, best first: in the title as a whole word, in the title
/// as the beginning of one, and so on through labels and summary.
const TIERS: usize = 6;

/// The words of all entries.
#[derive(Debug)]
pub(super) struct Search {
    titles: TextIndex,
    /// Of values, not of entries: an entry has the words of its values.
    labels: TextIndex,
    /// The values of `labels`, each with its facet.
    labelled: Vec<(usize, ValueId)>,
    summaries: TextIndex,
    facets: Arc<Facets>,
    entries: usize,
}

/// A [`Search`] being made.
#[derive(Debug, Default)]
pub(super) struct Searchable {
    titles: TextIndexBuilder,
    summaries: TextIndexBuilder,
}

impl Searchable {
    /// How many entries were added.
    pub(super) fn len(&self) -> usize {
        self.titles.len()
    }

    /// Adds so many more entries, as far as there are.
    pub(super) fn add(&mut self, catalog: &Catalog, entries: usize) {
        let end = catalog.len().min(self.len() + entries);
        for entry in (self.len()..end).map(EntryId::new) {
            self.titles.add(catalog.title(entry));
            self.titles.end();
            self.summaries.add(catalog.summary(entry));
            self.summaries.end();
        }
    }

    /// Adds what is left, and is done.
    pub(super) fn finish(mut self, catalog: &Catalog, facets: &Arc<Facets>) -> Search {
        self.add(catalog, catalog.len());
        let mut labels = TextIndexBuilder::default();
        let mut labelled = Vec::new();
        for (at, facet) in catalog.declared().iter().enumerate() {
            for value in facet.vocabulary.values() {
                labels.add(facet.vocabulary.label(value));
                labels.end();
                labelled.push((at, value));
            }
        }
        Search {
            titles: self.titles.finish(),
            labels: labels.finish(),
            labelled,
            summaries: self.summaries.finish(),
            facets: Arc::clone(facets),
            entries: catalog.len(),
        }
    }
}

impl Search {
    /// The words to search for, and what they are in one text where some had to be corrected. No words:
    /// nothing is asked.
    pub(super) fn words(&self, text: &str) -> (Vec<String>, Option<String>) {
        let mut corrected = false;
        let mut asked = Vec::new();
        each_word(&fold(text), &mut |word| {
            let better = self.correction(word);
            corrected |= better.is_some();
            asked.push(better.unwrap_or_else(|| word.to_owned()));
        });
        let text = corrected.then(|| asked.join(" "));
        (asked, text)
    }

    /// What a word that no entry has was meant to be, if that can be told.
    fn correction(&self, word: &str) -> Option<String> {
        let indexes = [&self.titles, &self.labels, &self.summaries];
        if word.chars().nth(CORRECTED - 1).is_none()
            || indexes.iter().any(|index| index.has_prefix(word))
        {
            return None;
        }
        let mut best = None;
        for index in indexes {
            index.near(word, &mut best);
        }
        best.map(|near| near.found.to_owned())
    }

    /// The entries that have a word that begins so.
    pub(super) fn having(&self, word: &str) -> Bitmap {
        let mut found = Bitmap::empty(self.entries);
        // What begins so includes what is so.
        (1..TIERS).step_by(2).for_each(|tier| self.add_tier(tier, word, &mut found));
        found
    }

    /// The hits of some words in groups, best first: by where the word that is found worst is found.
    pub(super) fn ranked(&self, asked: &[String], hits: &Bitmap) -> Vec<Bitmap> {
        let mut found = vec![Bitmap::empty(self.entries); asked.len()];
        let mut rest = hits.clone();
        let group = |tier| {
            let mut group = rest.clone();
            for (word, found) in asked.iter().zip(&mut found) {
                self.add_tier(tier, word, found);
                group.and(found);
            }
            rest.and_not(&group);
            group
        };
        (0..TIERS).map(group).collect()
    }

    /// Adds the entries that have just this word in title or summary.
    pub(super) fn add_having(&self, word: &str, set: &mut Bitmap) {
        self.titles.add_having(word, set);
        self.summaries.add_having(word, set);
    }

    fn add_tier(&self, tier: usize, word: &str, set: &mut Bitmap) {
        match tier {
            0 => self.titles.add_having(word, set),
            1 => self.titles.add_prefixed(word, set),
            2 | 3 => {
                let mut values = Bitmap::empty(self.labelled.len());
                if tier == 2 {
                    self.labels.add_having(word, &mut values);
                } else {
                    self.labels.add_prefixed(word, &mut values);
                }
                values.visit(|at| {
                    let (facet, value) = self.labelled[at.index()];
                    self.facets.indexes()[facet].postings().add_to(value, value.next(), set);
                });
            }
            4 => self.summaries.add_having(word, set),
            _ => self.summaries.add_prefixed(word, set),
        }
    }
}
