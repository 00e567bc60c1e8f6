//! Titles that are nearly the same.

mod near;

use super::twice::Twice;
use super::typo::SHORTEST;
use super::words::{Words, hash, mix};
use crate::curate::both::of_both;
use near::{Title, is_small};
use std::ops::Range;

/// Finds the titles that are an earlier one with a small change; the number beside a title is its group,
/// and titles of different groups are never the same. Pairs of (later, earlier), ascending, each later
/// title once.
///
/// Case, accents, punctuation and where words are split never matter. One change may come on top:
/// - a typo, as among labels, or a plural for a singular, in one word;
/// - one small word more, less, or for another of its kind (`in`, `at`; `the`, `our`);
/// - three or more words in another order, as long as `for`, `to` and the like stay between the same two;
/// - `at Company` or `| Company` behind it.
///
/// Numbers always matter: digits, Roman numerals and number words.
///
/// O(letters) and a sort of the hashes that come again; 50 bytes a title where most are different, up to
/// 100 where most are equal. Every title is signed by hashes that the change leaves alone: of its words
/// without the small ones in any order, of its letters without spaces, and of its words but for one. Only
/// those hashes that come again are kept, and their titles compared.
///
/// Thousands of titles of one group with one hash (`Notes on …`) must not be compared each with each. Each
/// is compared with the first eight that differ among themselves; for typos, with the seven before it when
/// sorted by first letters and then by last ones (the sorted neighbourhoods of M. Hernández and S. Stolfo,
/// 1995). That misses the ninth variant of small words or order, and typos with many like them between.
pub(in crate::curate) fn near_duplicates<'a>(
    count: usize,
    title: impl Fn(usize) -> (&'a str, u64) + Sync,
) -> Vec<(usize, usize)> {
    let title = |at: u32| title(at as usize);
    let keys = repeated_keys(count, &title);
    let mut search = Search { title, earlier: vec![NONE; count] };
    let mut pool = Vec::new();
    for same in keys.chunk_by(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
        if same[0] & LESS == 0 {
            search.whole(same, &mut pool);
        } else {
            search.less(same, &mut pool);
        }
    }
    let pairs = search.earlier.iter().enumerate().filter(|&(_, &earlier)| earlier != NONE);
    pairs.map(|(later, &earlier)| (later, earlier as usize)).collect()
}

/// The bit of a key that says that the hash is of all words but one. Those come behind the others.
const LESS: u64 = 1 << 63;

const NONE: u32 = u32::MAX;

/// More titles than this with one hash are compared with some of the others only.
const CAP: usize = 8;

/// How many slots to have for a title: about four for each of its hashes.
const SLOTS: usize = 32;

/// The hashes that come more than once, in order, each with its title: 32 bits of hash above 32 of index.
fn repeated_keys<'a>(count: usize, title: &(impl Fn(u32) -> (&'a str, u64) + Sync)) -> Vec<u64> {
    let (first, second) = (0..count as u32 / 2, count as u32 / 2..count as u32);
    let noted = |titles| {
        let mut twice = Twice::new(count * SLOTS);
        in_batches(titles, title, |batch| batch.iter().for_each(|signed| twice.note(signed.hash)));
        twice
    };
    let (mut twice, others) = of_both(|| noted(first.clone()), || noted(second.clone()));
    twice.note_all(&others);
    drop(others);
    let repeated = |titles| {
        let mut keys = Vec::new();
        in_batches(titles, title, |batch| {
            let repeated = batch.iter().filter(|signed| twice.is_again(signed.hash));
            keys.extend(repeated.map(Signed::key));
        });
        keys
    };
    let (mut keys, others) = of_both(|| repeated(first.clone()), || repeated(second.clone()));
    keys.extend(others);
    drop(twice);
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A hash of a title.
struct Signed {
    hash: u64,
    at: u32,
    /// Whether a word is missing from it.
    less: bool,
}

impl Signed {
    /// The lower half of the hash, since its upper half chose the slot.
    fn key(&self) -> u64 {
        (self.hash << 32 & !LESS) | if self.less { LESS } else { 0 } | u64::from(self.at)
    }
}

/// Tells all hashes of some titles, some hundreds at a time: what they are looked up in is larger than a
/// processor's cache, and lookups without anything between them wait for memory together.
fn in_batches<'a>(
    titles: Range<u32>,
    title: &impl Fn(u32) -> (&'a str, u64),
    mut tell: impl FnMut(&[Signed]),
) {
    let mut words = Words::default();
    let mut batch = Vec::with_capacity(BATCH + HASHES);
    for at in titles {
        let (title, group) = title(at);
        sign(title, group, &mut words, |hash, less| batch.push(Signed { hash, at, less }));
        if batch.len() >= BATCH {
            tell(&batch);
            batch.clear();
        }
    }
    tell(&batch);
}

const BATCH: usize = 500;

/// Tells the hashes by which a title is found, and of each whether a word is missing from it.
fn sign(title: &str, group: u64, words: &mut Words, mut tell: impl FnMut(u64, bool)) {
    near::read(title, words);
    if words.len() == 0 {
        return;
    }
    let mut parts = Parts { sum: 0, long: [0; LONG], longs: 0 };
    let mut head = None;
    for at in 0..words.len() {
        if words.bytes(at) == b"at" && at >= near::LEAST_HEAD {
            head = Some((at, parts.sum));
        }
        parts.add(words.bytes(at), words.has_digit(at));
    }
    tell(mix(hash(words.letters()), group), false);
    if parts.sum != 0 {
        tell(mix(parts.sum, group), false);
    }
    if let Some((at, sum)) = head
        && words.len() - at <= near::LONGEST_TAIL + 1
    {
        tell(mix(sum, group), false);
    }
    for &word in &parts.long[..parts.longs] {
        tell(mix(parts.sum.wrapping_sub(word), !group), true);
    }
}

/// What a title is signed with: a sum, so that neither the order of words matters nor which one is missing.
struct Parts {
    sum: u64,
    /// The hashes of the words that may have a typo.
    long: [u64; LONG],
    longs: usize,
}

/// How many hashes a title has at most.
const HASHES: usize = LONG + 3;

/// Of a title with more longer words than this, typos are found in the first ones only.
const LONG: usize = 16;

impl Parts {
    fn add(&mut self, word: &[u8], has_digit: bool) {
        if is_small(word) {
            return;
        }
        let hash = hash(word);
        self.sum = self.sum.wrapping_add(hash);
        if word.len() >= SHORTEST && !has_digit && self.longs < LONG {
            self.long[self.longs] = hash;
            self.longs += 1;
        }
    }
}

struct Search<T> {
    /// Tells a title by its number, with its group.
    title: T,
    /// For each title the earlier one that it is like.
    earlier: Vec<u32>,
}

impl<'a, T: Fn(u32) -> (&'a str, u64)> Search<T> {
    fn title(&self, at: u32) -> &'a str {
        (self.title)(at).0
    }

    /// Compares if that is still of use.
    fn compare(&mut self, (a, a_at): (&Title, u32), (b, b_at): (&Title, u32)) -> bool {
        let (later, earlier) = (a_at.max(b_at), a_at.min(b_at));
        let group = |at| (self.title)(at).1;
        let found = group(later) == group(earlier) && a.is_near(b);
        if found && later != earlier && self.earlier[later as usize] == NONE {
            self.earlier[later as usize] = earlier;
        }
        found
    }

    /// Titles whose words, or letters, are all the same: each is like one of the first, or one more to
    /// compare with.
    fn whole(&mut self, same: &[u64], pool: &mut Vec<Title<'a>>) {
        pool.resize_with(CAP + 1, Title::default);
        let (first, this) = pool.split_at_mut(CAP);
        let mut firsts: [u32; CAP] = [NONE; CAP];
        let mut count = 0;
        for &key in same {
            let at = key as u32;
            if self.earlier[at as usize] != NONE {
                continue;
            }
            this[0].read(self.title(at));
            let known =
                (0..count).any(|one| self.compare((&this[0], at), (&first[one], firsts[one])));
            if !known && count < CAP {
                std::mem::swap(&mut first[count], &mut this[0]);
                firsts[count] = at;
                count += 1;
            }
        }
    }

    /// Titles whose words are all the same but for one in each.
    fn less(&mut self, same: &[u64], pool: &mut Vec<Title<'a>>) {
        let found = |key: &&u64| self.earlier[**key as u32 as usize] == NONE;
        let mut same: Vec<u32> = same.iter().filter(found).map(|&key| key as u32).collect();
        self.neighbours(&same, pool);
        if same.len() > CAP {
            same.sort_by_key(|&at| self.title(at));
            self.neighbours(&same, pool);
            same.sort_by(|&a, &b| self.title(a).bytes().rev().cmp(self.title(b).bytes().rev()));
            self.neighbours(&same, pool);
        }
    }

    /// Compares each of some titles with those around it.
    fn neighbours(&mut self, order: &[u32], pool: &mut Vec<Title<'a>>) {
        pool.resize_with(CAP + 1, Title::default);
        for (place, &at) in order.iter().enumerate() {
            pool[place % CAP].read(self.title(at));
            for before in place.saturating_sub(CAP - 1)..place {
                let (this, other) = (&pool[place % CAP], &pool[before % CAP]);
                if this.differs_in_a_letter(other) {
                    self.compare((this, at), (other, order[before]));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
