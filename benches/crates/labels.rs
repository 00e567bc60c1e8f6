//! Tables of hashes: labels of values, and words of texts, each to have a number.

use crate::contest::Contests;
use casebook::catalog::{Builder, Catalog, Declaration, Strings};
use casebook::facet::Bitmap;
use casebook::text::{TextIndex, TextIndexBuilder};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::collections::BTreeSet;
use std::hash::BuildHasher;

/// Different texts and their numbers, by hashbrown and foldhash. The texts are in a column like ours, since nobody would
/// want an allocation for each.
#[derive(Default)]
struct Interned {
    column: Strings,
    numbers: HashTable<u32>,
    hasher: FixedState,
}

impl Interned {
    fn intern(&mut self, text: &str) -> u32 {
        let Self { column, numbers, hasher } = self;
        let hash = |text: &str| hasher.hash_one(text.as_bytes());
        let same = |&at: &u32| column.get(at as usize) == text;
        let next = column.len() as u32;
        match numbers.entry(hash(text), same, |&at| hash(column.get(at as usize))) {
            Entry::Occupied(found) => return *found.get(),
            Entry::Vacant(free) => _ = free.insert(next),
        }
        column.push(text);
        next
    }
}

/// Holds ours against others.
pub(crate) fn hold(contests: &mut Contests, catalog: &Catalog) {
    let tags = &catalog.facets[1];
    let met = tags.values.iter().flat_map(|(_, values)| values);
    let met: Vec<&str> = met.map(|&value| tags.vocabulary.label(value)).collect();
    intern(contests, "the tags of all entries get their numbers", &met);
    let titles: Vec<&str> = catalog.entries().map(|entry| catalog.title(entry)).collect();
    words(contests, &titles);
}

/// Holds them on labels that are all different.
pub(crate) fn hold_different(contests: &mut Contests, words: &BTreeSet<String>) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    intern(contests, "different labels get their numbers", &words);
}

fn intern(contests: &mut Contests, name: &str, labels: &[&str]) {
    let declared = || {
        let mut builder = Builder::default();
        _ = builder.declare(Declaration {
            key: "tag".into(),
            many: true,
            ..Declaration::default()
        });
        builder
    };
    let mut theirs = Interned::default();
    for label in labels {
        theirs.intern(label);
    }
    // At most half of the places are used, each of four bytes.
    let bytes =
        [(theirs.column.len() * 2).next_power_of_two() * 4, theirs.numbers.allocation_size()];
    let mut contest = contests.about(name);
    contest.enter_with("ours", bytes[0], declared, |builder| {
        labels.iter().map(|label| builder.intern(0, label).index()).sum::<usize>()
    });
    contest.enter_with("hashbrown and foldhash", bytes[1], Interned::default, |numbers| {
        labels.iter().map(|label| numbers.intern(label) as usize).sum()
    });
}

/// The words of texts get numbers, and each text the numbers of its words, once.
fn words(contests: &mut Contests, titles: &[&str]) {
    let bytes = check_words(titles);
    let mut contest = contests.about("the words of all titles get their numbers");
    contest.enter_with("ours", bytes[0], TextIndexBuilder::default, |builder| {
        for title in titles {
            builder.add(title);
            builder.end();
        }
        builder.len()
    });
    contest.enter_with("hashbrown and foldhash", bytes[1], Numbered::default, |numbered| {
        for title in titles {
            numbered.add(title);
        }
        numbered.texts as usize
    });
}

/// What a text has, as numbers of words.
#[derive(Default)]
struct Numbered {
    words: Interned,
    /// How many texts have a word, and the last of them, from 1.
    met: Vec<(u32, u32)>,
    /// One more than each number, and a 0 behind each text.
    numbers: Vec<u32>,
    texts: u32,
    folded: String,
}

impl Numbered {
    fn add(&mut self, text: &str) {
        let Self { words, met, numbers, texts, folded } = self;
        *texts += 1;
        folded.clear();
        folded.push_str(text);
        folded.make_ascii_lowercase();
        let is_between = |letter: char| !letter.is_ascii_alphanumeric();
        for word in folded.split(is_between).filter(|word| !word.is_empty()) {
            let number = words.intern(word);
            if number as usize == met.len() {
                met.push((0, 0));
            }
            let met = &mut met[number as usize];
            if met.1 != *texts {
                *met = (met.0 + 1, *texts);
                numbers.push(number + 1);
            }
        }
        numbers.push(0);
    }
}

/// Both find each word in as many texts. What they need besides the letters of the words: ours keeps a byte for every
/// seven bits of a number, 24 bytes a word, and two to four places of a table, of four bytes each.
fn check_words(titles: &[&str]) -> [usize; 2] {
    let index = TextIndex::new(titles.iter().copied());
    let mut numbered = Numbered::default();
    for title in titles {
        numbered.add(title);
    }
    for (at, (total, _)) in numbered.met.iter().enumerate().step_by(17) {
        let mut having = Bitmap::empty(titles.len());
        index.add_having(numbered.words.column.get(at), &mut having);
        assert_eq!(having.count(), *total);
    }
    let (words, numbers) = (numbered.met.len(), &numbered.numbers);
    let short: usize = numbers.iter().map(|number| 1 + number.max(&1).ilog2() as usize / 7).sum();
    let table = numbered.words.numbers.allocation_size();
    let ours = short + words * 24 + (words * 2).next_power_of_two() * 4;
    [ours, numbers.len() * 4 + words * 8 + table]
}
