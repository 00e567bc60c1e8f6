//! An index from words to the entries that have them.

use super::fold::{fold, words};

/// Finds the entries that have every word of a query, each at least as a prefix.
///
/// 1. `terms` is ascending and names a word once.
/// 2. A term's postings are ascending and name an entry once.
#[derive(Clone, Debug)]
pub struct TextIndex {
    /// The terms, one after the other.
    letters: String,
    /// Where in `letters` each term ends.
    ends: Vec<u32>,
    /// One more than there are terms; term `t` has `postings[offsets[t]..offsets[t + 1]]`.
    offsets: Vec<u32>,
    postings: Vec<u32>,
}

impl TextIndex {
    /// Indexes entries in order; `texts` calls its second argument with each text of an entry.
    /// O(words × log words).
    pub fn new<T>(
        entries: impl IntoIterator<Item = T>,
        texts: impl Fn(T, &mut dyn FnMut(&str)),
    ) -> Self {
        let mut all = String::new();
        let mut found: Vec<(u32, u32, u32)> = Vec::new();
        for (at, entry) in entries.into_iter().enumerate() {
            texts(entry, &mut |text| {
                for word in words(&fold(text)) {
                    let start = all.len() as u32;
                    all.push_str(word);
                    found.push((start, all.len() as u32, at as u32));
                }
            });
        }
        let word = |&(start, end, _): &(u32, u32, u32)| &all[start as usize..end as usize];
        found.sort_by(|a, b| word(a).cmp(word(b)).then(a.2.cmp(&b.2)));
        found.dedup_by(|b, a| a.2 == b.2 && word(a) == word(b));

        let mut index = Self {
            letters: String::new(),
            ends: Vec::new(),
            offsets: vec![0],
            postings: Vec::new(),
        };
        for same in found.chunk_by(|a, b| word(a) == word(b)) {
            index.letters.push_str(word(&same[0]));
            index.ends.push(index.letters.len() as u32);
            index.postings.extend(same.iter().map(|&(_, _, entry)| entry));
            index.offsets.push(index.postings.len() as u32);
        }
        index
    }

    /// The positions of the entries that have every word of the query, each at least as a prefix;
    /// ascending. `None` where the query has no word, and so asks nothing.
    /// O(log terms + postings of the matching terms) a word.
    pub fn search(&self, query: &str) -> Option<Vec<u32>> {
        let folded = fold(query);
        let mut asked = words(&folded);
        let mut hits = self.having_prefix(asked.next()?);
        for word in asked {
            let having = self.having_prefix(word);
            hits.retain(|entry| having.binary_search(entry).is_ok());
        }
        Some(hits)
    }

    fn having_prefix(&self, prefix: &str) -> Vec<u32> {
        let first = self.first_at_or_after(prefix);
        let mut last = first;
        while last < self.ends.len() && self.term(last).starts_with(prefix) {
            last += 1;
        }
        let postings = self.offsets[first] as usize..self.offsets[last] as usize;
        let mut having = self.postings[postings].to_vec();
        having.sort_unstable();
        having.dedup();
        having
    }

    fn first_at_or_after(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.term(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn term(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.letters[start as usize..self.ends[at] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The five-line oracle: every word of the query is a prefix of some word of the text.
    fn matches(text: &str, query: &str) -> bool {
        let (text, query) = (fold(text), fold(query));
        words(&query).all(|asked| words(&text).any(|word| word.starts_with(asked)))
    }

    proptest! {
        #[test]
        fn finds_what_the_oracle_finds(
            texts in prop::collection::vec("[abßéÉ中 .]{0,12}", 0..12),
            query in "[abseÉ中 ]{0,5}",
        ) {
            let index = TextIndex::new(&texts, |text, add| add(text));
            let expected: Vec<u32> =
                (0..).zip(&texts).filter(|(_, text)| matches(text, &query)).map(|(at, _)| at).collect();
            if let Some(found) = index.search(&query) {
                prop_assert_eq!(found, expected);
            } else {
                prop_assert_eq!(words(&fold(&query)).count(), 0);
            }
        }
    }

    #[test]
    fn words_of_different_texts_of_an_entry_count_together() {
        let entries = [["Reverse Searching", "Netflix"], ["Searching", "Spotify"]];
        let index = TextIndex::new(entries, |entry, add| entry.iter().for_each(|text| add(text)));
        let found = |query| index.search(query).map(|hits| hits.len());
        assert_eq!(found("netf sear"), Some(1));
        assert_eq!(found("sear"), Some(2));
        assert_eq!(found("xyz"), Some(0));
        assert_eq!(found("·"), None);
    }
}
