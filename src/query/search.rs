//! Words of a query → entries: in titles, in what facets call their values, in summaries.

use super::Progress;
use crate::catalog::Catalog;
use crate::facet::{Bitmap, EntryId, Facets, ValueId};
use crate::text::{TextIndex, TextIndexBuilder, each_word, fold, matches};
use std::fmt::Debug;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many entries a step of indexing takes: about a millisecond.
const STEP: usize = 2048;

/// A word of fewer letters has too many neighbours to be taken for mistyped.
const CORRECTED: usize = 5;

/// Where and how well a word of a query is found, best first: in the title as a whole word, in the title
/// as the beginning of one, and so on through labels and summary.
const TIERS: usize = 6;

/// What a library asks of words. It knows no more than this of how they are found, so that a page can start
/// without all that does it, and has it once there are words to find.
pub(super) trait Search: Debug + Send + Sync {
    /// Goes on a bit with the index; `None` once it is complete.
    fn step(&self) -> Option<Progress>;

    /// The words to search for, and what they are in one text where some had to be corrected. No words:
    /// nothing is asked.
    fn words(&self, text: &str) -> (Vec<String>, Option<String>);

    /// The entries that have a word that begins so.
    fn having(&self, word: &str) -> Bitmap;

    /// The hits of some words in groups, best first: by where the word that is found worst is found.
    fn ranked(&self, asked: &[String], hits: &Bitmap) -> Vec<Bitmap>;

    /// Adds the entries that have just this word in title or summary.
    fn add_having(&self, word: &str, set: &mut Bitmap);

    /// Where a text has words of a query; see [`matches`].
    fn matches(&self, text: &str, query: &str) -> Vec<Range<usize>>;
}

/// The words of a catalog, indexed when they are first asked for, or step by step before.
#[derive(Debug)]
pub(super) struct CatalogSearch {
    catalog: Arc<Catalog>,
    facets: Arc<Facets>,
    index: OnceLock<WordIndex>,
    /// The beginning of `index`.
    begun: Mutex<Searchable>,
}

impl CatalogSearch {
    /// Nothing indexed yet.
    pub(super) fn new(catalog: &Arc<Catalog>, facets: &Arc<Facets>) -> Self {
        let (catalog, facets) = (Arc::clone(catalog), Arc::clone(facets));
        Self { catalog, facets, index: OnceLock::new(), begun: Mutex::default() }
    }

    fn index(&self) -> &WordIndex {
        self.index.get_or_init(|| {
            let begun =
                std::mem::take(&mut *self.begun.lock().unwrap_or_else(PoisonError::into_inner));
            begun.finish(&self.catalog, &self.facets)
        })
    }
}

impl Search for CatalogSearch {
    fn step(&self) -> Option<Progress> {
        if self.index.get().is_some() {
            return None;
        }
        let of = self.catalog.len();
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.len() < of {
            begun.add(&self.catalog, STEP);
            return Some(Progress { done: begun.len(), of });
        }
        drop(begun);
        self.index();
        None
    }

    fn words(&self, text: &str) -> (Vec<String>, Option<String>) {
        self.index().words(text)
    }

    fn having(&self, word: &str) -> Bitmap {
        self.index().having(word)
    }

    fn ranked(&self, asked: &[String], hits: &Bitmap) -> Vec<Bitmap> {
        self.index().ranked(asked, hits)
    }

    fn add_having(&self, word: &str, set: &mut Bitmap) {
        self.index().add_having(word, set);
    }

    fn matches(&self, text: &str, query: &str) -> Vec<Range<usize>> {
        matches(text, query)
    }
}

/// The words of all entries.
#[derive(Debug)]
struct WordIndex {
    titles: TextIndex,
    /// Of values, not of entries: an entry has the words of its values.
    labels: TextIndex,
    /// The values of `labels`, each with its facet.
    labelled: Vec<(usize, ValueId)>,
    summaries: TextIndex,
    facets: Arc<Facets>,
    entries: usize,
}

/// A [`WordIndex`] being made.
#[derive(Debug, Default)]
struct Searchable {
    titles: TextIndexBuilder,
    summaries: TextIndexBuilder,
}

impl Searchable {
    /// How many entries were added.
    fn len(&self) -> usize {
        self.titles.len()
    }

    /// Adds so many more entries, as far as there are.
    fn add(&mut self, catalog: &Catalog, entries: usize) {
        let end = catalog.len().min(self.len() + entries);
        for entry in (self.len()..end).map(EntryId::new) {
            self.titles.add(catalog.title(entry));
            self.titles.end();
            self.summaries.add(catalog.summary(entry));
            self.summaries.end();
        }
    }

    /// Adds what is left, and is done.
    fn finish(mut self, catalog: &Catalog, facets: &Arc<Facets>) -> WordIndex {
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
        WordIndex {
            titles: self.titles.finish(),
            labels: labels.finish(),
            labelled,
            summaries: self.summaries.finish(),
            facets: Arc::clone(facets),
            entries: catalog.len(),
        }
    }
}

impl WordIndex {
    fn words(&self, text: &str) -> (Vec<String>, Option<String>) {
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

    fn having(&self, word: &str) -> Bitmap {
        let mut found = Bitmap::empty(self.entries);
        // What begins so includes what is so.
        (1..TIERS).step_by(2).for_each(|tier| self.add_tier(tier, word, &mut found));
        found
    }

    fn ranked(&self, asked: &[String], hits: &Bitmap) -> Vec<Bitmap> {
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

    fn add_having(&self, word: &str, set: &mut Bitmap) {
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
