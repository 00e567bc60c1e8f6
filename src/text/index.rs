//! An index from words to the texts that have them.

use super::fold::{each_word, fold};
use super::near::{Near, near};
use super::order::order;
use crate::facet::{Bitmap, EntryId, Postings, PostingsBuilder, ValueId};
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
///
/// 1. Words are numbered from 1 as they are met, so that frequent ones have small numbers.
/// 2. What a text has is kept as such numbers, each in groups of seven bits, the lowest first and all but the
///    last with the eighth bit set (LEB128), and then a 0: a byte or two a word, where a place in an array
///    takes four.
#[derive(Debug, Default)]
pub struct TextIndexBuilder {
    /// In the order in which they were met.
    terms: Terms,
    met: Vec<Met>,
    /// Numbers of terms by the hash of the word, open addressing; 0 is free.
    slots: Vec<u32>,
    /// What the texts have, in blocks that never move.
    blocks: Vec<Vec<u8>>,
    texts: usize,
    folded: Vec<u8>,
}

/// What is known of a term while texts are added.
#[derive(Clone, Copy, Debug)]
struct Met {
    /// Its first letters, for telling most words apart without reading them.
    first: u64,
    /// For when more places are needed.
    hash: u32,
    /// How many texts have it.
    total: u32,
    /// The last of them, counted from 1.
    last: u32,
}

/// How long a block of texts is, about.
const BLOCK: usize = 1 << 16;

/// How many letters are read at a time.
const EIGHT: usize = 8;

impl Terms {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, at: usize) -> &[u8] {
        let ends = &self.ends[..];
        let start = if at == 0 { 0 } else { ends[at - 1] };
        &self.letters[start as usize..ends[at] as usize]
    }

    fn push(&mut self, word: &[u8]) {
        self.letters.extend_from_slice(word);
        self.ends.push(self.letters.len() as u32);
    }
}

impl TextIndexBuilder {
    /// Adds to the text that is being added.
    pub fn add(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        if text.is_ascii() {
            // The same as below, without decoding.
            folded.resize(folded.len().max(text.len() + EIGHT), 0);
            let mut end = 0;
            for &byte in text.as_bytes() {
                let letter = LETTERS[usize::from(byte)];
                if letter != 0 {
                    folded[end] = letter;
                    end += 1;
                } else if end > 0 {
                    self.add_word(&folded, end);
                    end = 0;
                }
            }
            if end > 0 {
                self.add_word(&folded, end);
            }
        } else {
            each_word(&fold(text), &mut |word| {
                folded.resize(folded.len().max(word.len() + EIGHT), 0);
                folded[..word.len()].copy_from_slice(word.as_bytes());
                self.add_word(&folded, word.len());
            });
        }
        self.folded = folded;
    }

    /// Ends the text that is being added; the next one begins.
    pub fn end(&mut self) {
        let block = self.block();
        block.push(0);
        let is_full = block.len() >= BLOCK;
        self.texts += 1;
        if is_full {
            self.blocks.push(Vec::with_capacity(BLOCK + BLOCK / 16));
        }
    }

    /// How many texts were added.
    pub fn len(&self) -> usize {
        self.texts
    }

    /// Whether no text was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index. O(words + terms × log terms).
    pub fn finish(self) -> TextIndex {
        let met = &self.terms;
        let order = order(met.len(), &|at| met.get(at as usize));
        let mut terms = Terms::default();
        let mut places = vec![ValueId::new(0); met.len()];
        for (place, &at) in order.iter().enumerate() {
            terms.push(met.get(at as usize));
            places[at as usize] = ValueId::new(place);
        }
        let totals: Vec<u32> = order.iter().map(|&at| self.met[at as usize].total).collect();
        let mut postings = PostingsBuilder::new(self.texts, &totals);
        let mut text = EntryId::new(0);
        for block in self.blocks {
            text = fill(&mut postings, &block, text, &places);
        }
        TextIndex { terms, postings: postings.finish() }
    }

    /// The block that is being filled.
    fn block(&mut self) -> &mut Vec<u8> {
        if self.blocks.is_empty() {
            self.blocks.push(Vec::new());
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[..][last]
    }

    /// Adds a word to the text that is being added: the first letters of a slice that has eight more.
    fn add_word(&mut self, folded: &[u8], end: usize) {
        if self.slots.len() <= self.terms.len() * 2 {
            self.grow();
        }
        let (word, (first, hash)) = (&folded[..end], digest(folded, end));
        let (slots, met) = (&self.slots[..], &self.met[..]);
        let mut slot = place(hash, slots.len());
        loop {
            let number = slots[slot];
            let Some(at) = (number as usize).checked_sub(1) else { break };
            // Fewer letters than eight are all in the first ones.
            if met[at].first == first && (end < EIGHT || self.terms.get(at) == word) {
                return self.add_number(number);
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
        let number = met.len() as u32 + 1;
        self.terms.push(word);
        self.met.push(Met { first, hash, total: 0, last: 0 });
        self.slots[slot] = number;
        self.add_number(number);
    }

    /// Adds a word by its number, unless the text has it.
    fn add_number(&mut self, number: u32) {
        let (met, text) = (&mut self.met[..][number as usize - 1], self.texts as u32 + 1);
        if met.last == text {
            return;
        }
        (met.total, met.last) = (met.total + 1, text);
        let (block, mut rest) = (self.block(), number);
        while rest >= 1 << 7 {
            block.push(rest as u8 | 1 << 7);
            rest >>= 7;
        }
        block.push(rest as u8);
    }

    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(1024)];
        for (at, met) in self.met.iter().enumerate() {
            let mut slot = place(met.hash, slots.len());
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = at as u32 + 1;
        }
        self.slots = slots;
    }
}

/// Puts what the texts of a block have into posting lists; the text after them. In a call for each block:
/// browsers run a function slowly until it was called often, and do not change it while it runs.
#[inline(never)]
fn fill(
    postings: &mut PostingsBuilder,
    block: &[u8],
    mut text: EntryId,
    places: &[ValueId],
) -> EntryId {
    let (mut number, mut shift) = (0, 0);
    for &byte in block {
        if byte == 0 {
            text = text.next();
        } else if byte < 1 << 7 {
            number |= usize::from(byte) << shift;
            postings.add(text, places[number - 1]);
            (number, shift) = (0, 0);
        } else {
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
        }
    }
    text
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

/// The first eight letters of a word, and its hash, by multiplication as in Firefox; the word is at the
/// beginning of a slice that has eight more.
fn digest(folded: &[u8], end: usize) -> (u64, u32) {
    let (mut first, mut hash, mut at) = (0, 0_u64, 0);
    while at < end {
        let letters = folded[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
        let unused = EIGHT.saturating_sub(end - at) as u32 * u8::BITS;
        let letters = letters << unused >> unused;
        hash = (hash.rotate_left(23) ^ letters).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if at == 0 {
            first = letters;
        }
        at += EIGHT;
    }
    // The upper bits are the ones that all letters have had a say in.
    (first, (hash >> 32) as u32)
}

/// Where to look for a word first, among a power of two of places.
fn place(hash: u32, places: usize) -> usize {
    hash as usize & (places - 1)
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

    /// More than there is in a block, and words whose numbers take several bytes and that begin alike.
    #[test]
    fn many_words_that_begin_alike_are_kept_apart() {
        let word = |at: usize| format!("annotation{at}");
        let texts: Vec<String> =
            (0..30_000).map(|at| format!("{} {}", word(at % 20_000), word(at / 10_000))).collect();
        let index = TextIndex::new(texts.iter().map(String::as_str));
        let having = |asked: &str| {
            let mut found = Bitmap::empty(texts.len());
            index.add_having(asked, &mut found);
            found.iter().map(EntryId::index).collect::<Vec<_>>()
        };
        assert_eq!(having(&word(1)).len(), 10_002);
        assert_eq!(having(&word(9999)), [9999, 29_999]);
        assert_eq!(having(&word(19_999)), [19_999]);
        assert!(having("annotati").is_empty());
    }
}
