//! An index from words to the texts that have them.

use super::fold::{each_word, fold};
use super::near::{Near, near};
use super::order::order;
use crate::facet::{Bitmap, ForwardIndex, Postings, ValueId};
use std::ops::Range;

/// Which texts have which words: a facet whose values are words.
///
/// 1. The terms, which are the words that occur, are ascending, so that those that begin alike are neighbours.
/// 2. A term is named by its position, as a value.
#[derive(Debug)]
pub struct TextIndex {
    terms: Terms,
    postings: Postings,
}

/// Words, one after the other in one text.
#[derive(Debug, Default)]
struct Terms {
    letters: Vec<u8>,
    /// Where each word ends.
    ends: Vec<u32>,
}

/// Makes a [`TextIndex`], text by text.
#[derive(Debug, Default)]
pub struct TextIndexBuilder {
    /// In the order in which they were met.
    terms: Terms,
    /// Places of terms by the hash of the word, open addressing; 0 is free, and so terms count from 1.
    slots: Vec<u32>,
    forward: ForwardIndex,
    folded: Vec<u8>,
}

impl Terms {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.letters[start as usize..self.ends[at] as usize]
    }

    fn push(&mut self, word: &[u8]) {
        self.letters.extend_from_slice(word);
        self.ends.push(self.letters.len() as u32);
    }
}

impl TextIndexBuilder {
    /// Adds to the text that is being added.
    pub fn add(&mut self, text: &str) {
        if !text.is_ascii() {
            let mut add = |word: &str| self.add_word(word.as_bytes(), hash(word.as_bytes()));
            return each_word(&fold(text), &mut add);
        }
        // The same, without decoding, and in one go with the hash.
        let mut folded = std::mem::take(&mut self.folded);
        folded.resize(folded.len().max(text.len()), 0);
        let (mut end, mut sum) = (0, SEED);
        for byte in text.bytes().chain([0]) {
            let letter = LETTERS[usize::from(byte)];
            if letter != 0 {
                folded[end] = letter;
                end += 1;
                sum = mixed(sum, letter);
            } else if end > 0 {
                self.add_word(&folded[..end], sum);
                (end, sum) = (0, SEED);
            }
        }
        self.folded = folded;
    }

    /// Ends the text that is being added; the next one begins.
    pub fn end(&mut self) {
        self.forward.end();
    }

    /// How many texts were added.
    pub fn len(&self) -> usize {
        self.forward.len()
    }

    /// Whether no text was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index. O(words + terms × log terms).
    pub fn finish(self) -> TextIndex {
        let Self { terms: met, mut forward, .. } = self;
        let order = order(met.len(), &|at| met.get(at as usize));
        let mut terms = Terms::default();
        let mut places = vec![ValueId::new(0); met.len()];
        for (place, &at) in order.iter().enumerate() {
            terms.push(met.get(at as usize));
            places[at as usize] = ValueId::new(place);
        }
        forward.rename(&places);
        let postings = Postings::new(&forward, terms.len(), None);
        TextIndex { terms, postings }
    }

    /// Adds a word to the text that is being added.
    fn add_word(&mut self, word: &[u8], hash: u32) {
        if self.slots.len() <= self.terms.len() * 2 {
            self.grow();
        }
        let slots = &mut self.slots[..];
        let mut slot = place(hash, slots.len());
        loop {
            let term = slots[slot] as usize;
            if term == 0 {
                self.terms.push(word);
                slots[slot] = self.terms.len() as u32;
                self.forward.add(ValueId::new(self.terms.len() - 1));
                return;
            }
            if self.terms.get(term - 1) == word {
                self.forward.add(ValueId::new(term - 1));
                return;
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
    }

    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(1024)];
        for at in 0..self.terms.len() {
            let mut slot = place(hash(self.terms.get(at)), slots.len());
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = at as u32 + 1;
        }
        self.slots = slots;
    }
}

/// Letters and digits of ASCII in folded form, 0 for everything else.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// What FNV-1a begins with.
const SEED: u32 = 0x811c_9dc5;

/// One more byte of a word in its hash.
fn mixed(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn hash(word: &[u8]) -> u32 {
    word.iter().fold(SEED, |hash, &byte| mixed(hash, byte))
}

/// Where to look for a word first, among a power of two of places; the upper bits have a say, too.
fn place(hash: u32, places: usize) -> usize {
    (hash ^ hash >> 15) as usize & (places - 1)
}

impl TextIndex {
    /// An index of texts in order.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut builder = TextIndexBuilder::default();
        for text in texts {
            builder.add(text);
            builder.end();
        }
        builder.finish()
    }

    /// Adds the texts that have a word that begins so to a set; `prefix` is folded.
    /// O(log terms + postings of the terms).
    pub fn add_prefixed(&self, prefix: &str, set: &mut Bitmap) {
        let Range { start, end } = self.prefixed(prefix);
        self.postings.add_to(start, end, set);
    }

    /// Adds the texts that have just this word to a set; `word` is folded.
    pub fn add_having(&self, word: &str, set: &mut Bitmap) {
        let Range { start, end } = self.prefixed(word);
        if start < end && self.terms.get(start.index()) == word.as_bytes() {
            self.postings.add_to(start, start.next(), set);
        }
    }

    /// Whether some text has a word that begins so; `prefix` is folded.
    pub fn has_prefix(&self, prefix: &str) -> bool {
        !self.prefixed(prefix).is_empty()
    }

    /// Looks for the beginning of a term that a word was meant to be: the best of those that are one slip
    /// of the keyboard away, unless the best that was found before is better. O(terms).
    pub fn near<'a>(&'a self, word: &str, best: &mut Option<Near<'a>>) {
        let word: Vec<char> = word.chars().collect();
        for at in 0..self.terms.len() {
            let term = str::from_utf8(self.terms.get(at)).unwrap_or_default();
            let Some(found) = near(&word, term) else { continue };
            let Range { start, end } = self.prefixed(found);
            let mut weight = 0;
            for at in start.index()..end.index() {
                weight += self.postings.total(ValueId::new(at));
            }
            let near = Near { is_whole: found == term, weight, found };
            if best.as_ref().is_none_or(|best| near.is_better(best)) {
                *best = Some(near);
            }
        }
    }

    /// The terms that begin so.
    fn prefixed(&self, prefix: &str) -> Range<ValueId> {
        let prefix = prefix.as_bytes();
        let start = self.first(|term| term < prefix);
        let end = self.first(|term| term < prefix || term.starts_with(prefix));
        ValueId::new(start)..ValueId::new(end)
    }

    /// The first term that is no longer so.
    fn first(&self, is_before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.terms.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(self.terms.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facet::EntryId;
    use crate::text::words;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_oracle_finds(
            texts in prop::collection::vec("[abßéÉ中 .]{0,12}", 0..12),
            asked in "[abse中]{1,3}",
        ) {
            let index = TextIndex::new(texts.iter().map(String::as_str));
            let having = |is: &dyn Fn(&str) -> bool| {
                let texts = texts.iter().map(|text| fold(text)).enumerate();
                texts.filter(|(_, text)| words(text).any(is)).map(|(at, _)| at).collect::<Vec<_>>()
            };
            let listed = |set: &Bitmap| set.iter().map(EntryId::index).collect::<Vec<_>>();
            let mut found = Bitmap::empty(texts.len());
            index.add_prefixed(&asked, &mut found);
            prop_assert_eq!(listed(&found), having(&|word| word.starts_with(&asked)));
            prop_assert_eq!(found.count() > 0, index.has_prefix(&asked));
            let mut found = Bitmap::empty(texts.len());
            index.add_having(&asked, &mut found);
            prop_assert_eq!(listed(&found), having(&|word| word == asked));
        }
    }
}
