//! The dictionary of words.

use crate::contest::Contests;
use crate::workload::Chance;
use casebook::facet::{Bitmap, EntryId};
use casebook::text::TextIndex;
use fst::automaton::{Automaton, Levenshtein, Str};
use fst::{IntoStreamer, Map, Streamer};
use std::collections::BTreeSet;

/// How many words are asked for at a time.
const ASKED: usize = 1000;

/// The same words by everybody, each of them a text of its own here, so that the texts that are found are the words.
struct Dictionary {
    terms: Vec<String>,
    ours: TextIndex,
    fst: Map<Vec<u8>>,
}

/// Different words, ascending. Those of the workload are syllables by number, which an automaton folds to nothing; the
/// letters of these are drawn, so that they share no more than their syllables do.
pub(crate) fn generate(number: usize) -> BTreeSet<String> {
    const BEFORE: &[u8] = b"bcdfghklmnprstvwz";
    const VOWELS: &[u8] = b"aeiou";
    let mut chance = Chance(13);
    let mut words = BTreeSet::new();
    while words.len() < number {
        let mut word = String::new();
        for _ in 0..=chance.below(5) {
            word.push(char::from(BEFORE[chance.below(BEFORE.len())]));
            word.push(char::from(VOWELS[chance.below(VOWELS.len())]));
            if chance.below(3) == 0 {
                word.push(char::from(BEFORE[chance.below(BEFORE.len())]));
            }
        }
        words.insert(word);
    }
    words
}

/// Holds ours against others.
pub(crate) fn hold(contests: &mut Contests, words: &BTreeSet<String>) {
    let dictionary = Dictionary::new(words);
    find(contests, &dictionary);
    begin(contests, &dictionary);
    mend(contests, &dictionary);
}

impl Dictionary {
    fn new(terms: &BTreeSet<String>) -> Self {
        let terms: Vec<String> = terms.iter().cloned().collect();
        let ours = TextIndex::new(terms.iter().map(String::as_str));
        let fst = Map::from_iter(terms.iter().zip(0..)).unwrap();
        Self { terms, ours, fst }
    }

    /// Some of the words, from all of the alphabet, in an order that is not theirs.
    fn spread(&self, number: usize) -> Vec<&str> {
        let step = self.terms.len() / 2 + 7919;
        (0..number).map(|at| &*self.terms[at * step % self.terms.len()]).collect()
    }

    /// Letters and ends; automaton.
    fn bytes(&self) -> [usize; 2] {
        let letters: usize = self.terms.iter().map(String::len).sum();
        [letters + self.terms.len() * 4, self.fst.as_fst().as_bytes().len()]
    }
}

/// Ours finds where such words begin and where they end, since nothing less can be asked from without.
fn find(contests: &mut Contests, dictionary: &Dictionary) {
    let Dictionary { ours, fst, .. } = dictionary;
    let spread = dictionary.spread(ASKED);
    let absent = spread.iter().step_by(2).map(|word| format!("{word}x"));
    let present = spread.iter().skip(1).step_by(2).map(|&word| word.to_owned());
    let asked: Vec<String> = absent.chain(present).collect();
    let bytes = dictionary.bytes();
    let mut contest = contests.about("1,000 words looked up, half of them not there");
    contest.enter("ours", bytes[0], || asked.iter().filter(|word| ours.has_prefix(word)).count());
    contest.enter("fst", bytes[1], || asked.iter().filter(|word| fst.contains_key(word)).count());
}

/// Both know the words by their places, so that the first and the one after the last say all.
fn begin(contests: &mut Contests, dictionary: &Dictionary) {
    let Dictionary { terms, ours, fst } = dictionary;
    let asked = dictionary.spread(100);
    let asked: Vec<&str> = asked.iter().map(|word| &word[..3.min(word.len())]).collect();
    let bytes = dictionary.bytes();
    let mut contest = contests.about("words with any of 100 beginnings of 3 letters");
    contest.enter("ours", bytes[0], || {
        let mut found = Bitmap::empty(terms.len());
        for prefix in &asked {
            ours.add_prefixed(prefix, &mut found);
        }
        found.count()
    });
    contest.enter("fst, by the first and the last", bytes[1], || {
        let mut found = Bitmap::empty(terms.len());
        for prefix in &asked {
            let first = |from: &[u8]| {
                let found = fst.range().ge(from).into_stream().next().map(|(_, at)| at as usize);
                found.unwrap_or(terms.len())
            };
            let mut after = prefix.as_bytes().to_vec();
            *after.last_mut().unwrap() += 1;
            for at in first(prefix.as_bytes())..first(&after) {
                found.insert(EntryId::new(at));
            }
        }
        found.count()
    });
    contest.enter("fst, by all of them", bytes[1], || {
        let mut found = Bitmap::empty(terms.len());
        for prefix in &asked {
            let mut stream = fst.search(Str::new(prefix).starts_with()).into_stream();
            while let Some((_, at)) = stream.next() {
                found.insert(EntryId::new(at as usize));
            }
        }
        found.count()
    });
}

/// A word of which a letter is another one: whether what ours takes it for is among what the automaton allows. Ours knows
/// swapped neighbours besides, and chooses.
fn mend(contests: &mut Contests, dictionary: &Dictionary) {
    let Dictionary { terms, ours, fst } = dictionary;
    let word = terms.iter().skip(terms.len() / 3).find(|word| word.len() > 6).unwrap();
    let typed = format!("{}x{}", &word[..3], &word[4..]);
    let mut expected = None;
    ours.near(&typed, &mut expected);
    let expected = expected.unwrap().found;
    let bytes = dictionary.bytes();
    let mut contest = contests.about("what a mistyped word was meant to be");
    contest.enter("ours", bytes[0], || {
        let mut best = None;
        ours.near(&typed, &mut best);
        best.is_some_and(|best| best.found == expected)
    });
    contest.enter("fst", bytes[1], || {
        let automaton = Levenshtein::new(&typed, 1).unwrap().starts_with();
        let mut stream = fst.search(automaton).into_stream();
        let mut found = false;
        while let Some((term, _)) = stream.next() {
            found |= term.starts_with(expected.as_bytes());
        }
        found
    });
}
