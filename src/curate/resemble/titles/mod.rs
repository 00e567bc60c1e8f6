//! Titles that are nearly the same.

mod near;

use super::twice::Twice;
use super::typo::SHORTEST;
use super::words::{Words, hash, mix};
use crate::curate::parts::in_parts;
use near::{Title, is_small};
use rayon::prelude::*;

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
/// O(letters) and a sort of the hashes that come again; 25 bytes a title where most are different, up to
/// 75 where most are equal. Every title is signed by hashes that a change leaves alone: of its words
/// without the small ones in any order, and of its letters without spaces. A typo leaves one half of the
/// longer words alone, the first, third and so on or the others, and of the other half the first letters;
/// so there is a hash for each half (a typo in a first letter is not found). Only hashes that come again
/// are kept, and their titles compared.
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

/// The bit of a key that says that its titles may have a typo. Those come behind the others.
const LESS: u64 = 1 << 63;
const NONE: u32 = u32::MAX;

/// More titles than this with one hash are compared with some of the others only.
const CAP: usize = 8;

/// How many slots to have for a title: about four for each of its hashes.
const SLOTS: usize = 16;

/// The hashes that come more than once, in order, each with its title: 32 bits of hash above 32 of index.
fn repeated_keys<'a>(count: usize, title: &(impl Fn(u32) -> (&'a str, u64) + Sync)) -> Vec<u64> {
    let signatures = in_parts(count, |part| {
        let mut words = Words::default();
        let sign = |at| {
            let (title, group) = title(at as u32);
            near::read(title, &mut words);
            Signature::of(&words, group)
        };
        (part.start as u64, part.map(sign).collect::<Vec<Signature>>())
    });
    let mut twice = Twice::new(count * SLOTS);
    for signature in signatures.iter().flat_map(|(_, part)| part) {
        signature.hashes().for_each(|hash| twice.note(hash));
    }
    let keys = signatures.par_iter().flat_map_iter(|(start, part)| {
        let with_title = |(signature, at)| Signature::hashes(signature).map(move |hash| hash | at);
        part.iter().zip(*start..).flat_map(with_title)
    });
    let mut keys: Vec<u64> = keys.filter(|&key| twice.is_again(key & HASH)).collect();
    keys.par_sort_unstable();
    keys
}

/// The part of a key that is a hash.
const HASH: u64 = !0 << 32;

/// The hashes by which a title is found; 0 stands for none.
#[derive(Clone, Copy, Default)]
struct Signature {
    /// Of its letters, of its words, and of those before `at Company`.
    whole: [u32; 3],
    /// Of one half of the longer words, and the first letters of the other half.
    halves: [u32; 2],
}

impl Signature {
    fn of(words: &Words, group: u64) -> Self {
        if words.len() == 0 {
            return Self::default();
        }
        // Sums, so that the order does not matter.
        let (mut sum, mut firm, mut long, mut initials) = (0_u64, 0_u64, [0_u64; 2], [0_u64; 2]);
        let (mut longs, mut head) = (0, 0);
        for at in 0..words.len() {
            let word = words.bytes(at);
            if word == b"at" && at >= near::LEAST_HEAD {
                head = if words.len() - at <= near::LONGEST_TAIL + 1 { sum } else { 0 };
            }
            if is_small(word) {
                continue;
            }
            let hash = hash(word);
            sum = sum.wrapping_add(hash);
            if word.len() < SHORTEST || words.has_digit(at) {
                firm = firm.wrapping_add(hash);
                continue;
            }
            let half = longs % 2;
            long[half] = long[half].wrapping_add(hash);
            initials[half] = initials[half].wrapping_add(mix(u64::from(word[0]), 0));
            longs += 1;
        }
        let signed = |sum, is_there| if is_there { (mix(sum, group) >> 33) as u32 } else { 0 };
        let half = |half: usize| {
            let sum = mix(firm.wrapping_add(long[half]), initials[1 - half]);
            signed(sum, longs > 1 - half)
        };
        let letters = hash(words.letters());
        Self {
            whole: [signed(letters, true), signed(sum, sum != 0), signed(head, head != 0)],
            halves: [half(0), half(1)],
        }
    }

    /// Those that there are, with [`LESS`], in the upper half of a key.
    fn hashes(&self) -> impl Iterator<Item = u64> + use<> {
        let key = |less: u64| move |hash: u32| u64::from(hash) << 32 | less;
        let halves = self.halves.into_iter().filter(|&hash| hash != 0).map(key(LESS));
        self.whole.into_iter().filter(|&hash| hash != 0).map(key(0)).chain(halves)
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

    /// Titles of which one half of the longer words is the same.
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
