//! Entries like another, and what makes them so.
//!
//! What two entries share counts by how few have it, in bits: log₂(entries / entries that have it), the
//! inverse document frequency (Spärck Jones, 1972). All is done in whole numbers, so that a browser finds
//! what a test found.

use super::Library;
use crate::facet::{Bitmap, EntryId, ValueId};
use crate::text::{each_word, fold, isolated};

/// What a bit counts for where a facet has several values for an entry: those say what it is about.
const VALUE: u32 = 4;
/// The same for a word, which may be shared by chance, and for a value of a facet with one for an entry: who did
/// something says little of what it is.
const LITTLE: u32 = 1;

/// Parts of a bit.
const BIT: u32 = 256;

/// What is shared has to count for so much: nearly what a value does that a third of all entries have, or
/// two words that one of 8 has.
pub(super) const LEAST: u32 = 6 * BIT;

/// So many entries are gone through at most, of the rarest values and words first; more than that only where
/// already the rarest is more common.
const VISITED: u32 = 1 << 18;

/// So many words of an entry are looked at.
const WORDS: usize = 64;

/// So many reasons are given.
const REASONS: usize = 3;

/// Words that say nothing of what a text is about.
const STOP_WORDS: &str = " and are but can did does for from get has have her his how into its new not now off one \
    our out over than that the their them then they this through under use used uses using via was way what when \
    where which who why will with you your ";

/// Something that two entries share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A value of a facet, by position.
    Value(usize, ValueId),
    /// A word of title or summary, folded.
    Word(String),
}

impl Reason {
    /// What readers call it.
    pub fn label<'a>(&'a self, library: &'a Library) -> &'a str {
        match self {
            Self::Value(facet, value) => library.label(*facet, *value),
            Self::Word(word) => word,
        }
    }

    /// Adds the entries that have it to a set.
    fn add_to(&self, library: &Library, set: &mut Bitmap) {
        match self {
            Self::Value(facet, value) => {
                let postings = library.indexed().indexes()[*facet].postings();
                postings.add_to(*value, value.next(), set);
            }
            Self::Word(word) => {
                if let Some(search) = library.search() {
                    search.add_having(word, set);
                }
            }
        }
    }
}

/// An entry that is like another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The entry.
    pub entry: EntryId,
    /// How much they share; larger is more.
    pub score: u32,
    /// The most telling things that they share, the strongest first; 1 to 3.
    pub reasons: Vec<Reason>,
}

impl Similar {
    /// The reasons in words: `rag, customer support`.
    pub fn describe(&self, library: &Library) -> String {
        let labels = self.reasons.iter().map(|reason| isolated(reason.label(library)));
        labels.collect::<Vec<_>>().join(", ")
    }
}

/// Something that an entry has, and what sharing it counts for.
struct Trait {
    reason: Reason,
    weight: u32,
}

/// The entries that are most like one, best first, equal ones in the curator's order; at most `most`.
/// O(values and words of the entry × entries of the list / 64 + entries that have the rarer of them). It waits
/// for the index of words.
///
/// ```
/// use casebook::{catalog, facet::EntryId, query::{Library, similar}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true }], "entries": [
///   { "id": "a", "title": "Answering with RAG", "tag": ["llm", "rag", "customer support"] },
///   { "id": "b", "title": "Better support", "tag": ["llm", "rag", "customer support"] },
///   { "id": "c", "title": "Video", "tag": ["ops"] }, { "id": "d", "title": "Audio", "tag": ["ops"] },
///   { "id": "e", "title": "Text", "tag": ["llm"] }, { "id": "f", "title": "Home", "tag": ["ops"] }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let found = similar(&library, EntryId::new(0), 5);
/// assert_eq!(library.catalog().id(found[0].entry), "b");
/// assert_eq!(found[0].describe(&library), "rag, customer support, llm");
/// ```
///
/// # Panics
/// If there is no such entry.
pub fn similar(library: &Library, entry: EntryId, most: usize) -> Vec<Similar> {
    let traits = traits(library, entry);
    let mut scores = vec![0_u32; library.catalog().len()];
    for shared in &traits {
        let scores = &mut scores[..];
        having(library, &shared.reason).visit(|other| scores[other.index()] += shared.weight);
    }
    scores[entry.index()] = 0;
    let mut found: Vec<Similar> = best(&scores, most)
        .map(|entry| Similar { entry, score: scores[entry.index()], reasons: Vec::new() })
        .collect();
    for shared in traits {
        let having = having(library, &shared.reason);
        for similar in &mut found {
            if similar.reasons.len() < REASONS && having.contains(similar.entry) {
                similar.reasons.push(shared.reason.clone());
            }
        }
    }
    found
}

fn having(library: &Library, reason: &Reason) -> Bitmap {
    let mut set = Bitmap::empty(library.catalog().len());
    reason.add_to(library, &mut set);
    set
}

/// What an entry has that another one may share, what counts most first; without what is too common to be
/// gone through.
fn traits(library: &Library, entry: EntryId) -> Vec<Trait> {
    let (reasons, all) = (reasons(library, entry), library.catalog().len() as u32);
    let mut rarest: Vec<u64> = Vec::new();
    for (at, (reason, _)) in reasons.iter().enumerate() {
        let total = having(library, reason).count();
        // What nobody else has, nobody shares, and what all have says nothing.
        if 1 < total && bits(total) < bits(all) {
            rarest.push(u64::from(total) << 32 | at as u64);
        }
    }
    rarest.sort_unstable();
    let (mut visited, mut weighed) = (0_u32, Vec::new());
    for key in rarest {
        let (total, at) = ((key >> 32) as u32, key as u32);
        visited = visited.saturating_add(total);
        if visited > VISITED && !weighed.is_empty() {
            break;
        }
        let weight = (bits(all) - bits(total)) * reasons[at as usize].1;
        weighed.push(u64::from(u32::MAX - weight) << 32 | u64::from(at));
    }
    weighed.sort_unstable();
    let trait_of = |key: u64| {
        let reason = reasons[key as u32 as usize].0.clone();
        Trait { reason, weight: u32::MAX - (key >> 32) as u32 }
    };
    weighed.into_iter().map(trait_of).collect()
}

/// All that an entry has, and what a bit of it counts for: values, then words that no label has.
fn reasons(library: &Library, entry: EntryId) -> Vec<(Reason, u32)> {
    let catalog = library.catalog();
    let (mut reasons, mut labels) = (Vec::new(), String::new());
    for (at, facet) in catalog.declared().iter().enumerate() {
        let weight = if facet.many { VALUE } else { LITTLE };
        for &value in facet.values.values(entry) {
            reasons.push((Reason::Value(at, value), weight));
            labels.push_str(facet.vocabulary.label(value));
            labels.push(' ');
        }
    }
    let mut known: Vec<String> = Vec::new();
    each_word(&fold(&labels), &mut |word| known.push(word.to_owned()));
    for text in [catalog.title(entry), catalog.summary(entry)] {
        each_word(&fold(text), &mut |word| {
            let is_new = || known.iter().all(|known| known != word);
            if reasons.len() < WORDS && is_telling(word) && is_new() {
                known.push(word.to_owned());
                reasons.push((Reason::Word(word.to_owned()), LITTLE));
            }
        });
    }
    reasons
}

/// Whether sharing a word may say something: two Latin letters hardly do, a sign of Chinese does.
fn is_telling(word: &str) -> bool {
    word.len() > 2 && !STOP_WORDS.split(' ').any(|stop| stop == word)
}

/// The entries with the largest scores, largest first.
fn best(scores: &[u32], most: usize) -> impl Iterator<Item = EntryId> {
    let mut keys: Vec<u64> = Vec::new();
    let mut worst = u64::MAX;
    for (at, &score) in scores.iter().enumerate() {
        let key = u64::from(u32::MAX - score) << 32 | at as u64;
        if score >= LEAST && key < worst {
            keys.push(key);
            if keys.len() > most * 4 {
                keys.sort_unstable();
                keys.truncate(most);
                worst = keys.last().copied().unwrap_or(0);
            }
        }
    }
    keys.sort_unstable();
    keys.truncate(most);
    keys.into_iter().map(|key| EntryId::new(key as u32 as usize))
}

/// The logarithm of a number to the base 2, in parts of a bit, rounded down between powers as if it were a
/// straight line there (Mitchell, 1962): at most 0.09 bits too little, never falling; 0 for 0.
pub(super) fn bits(number: u32) -> u32 {
    let Some(whole) = number.checked_ilog2() else { return 0 };
    let rest = u64::from(number) - (1 << whole);
    whole * BIT + ((rest * u64::from(BIT)) >> whole) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_are_a_logarithm(number in 1_u32.., more in 0_u32..1000) {
            let exact = f64::from(number).log2() * f64::from(BIT);
            let found = f64::from(bits(number));
            prop_assert!(found <= exact + 1e-6 && exact - found < 0.09 * f64::from(BIT) + 1.0);
            prop_assert!(bits(number) <= bits(number.saturating_add(more)));
        }

        #[test]
        fn the_best_are_those_that_sorting_finds(scores in prop::collection::vec(0..20 * BIT, 0..200), most in 0_usize..12) {
            let mut expected: Vec<usize> = (0..scores.len()).filter(|&at| scores[at] >= LEAST).collect();
            expected.sort_by_key(|&at| std::cmp::Reverse(scores[at]));
            expected.truncate(most);
            prop_assert_eq!(best(&scores, most).map(EntryId::index).collect::<Vec<_>>(), expected);
        }
    }
}
