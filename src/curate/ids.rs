//! Ids for a million entries: slugs made without allocating, and which of them are there twice.

use super::bytes::{LANES, any_pair, are, are_digits, are_letters, are_within};
use super::resemble::{Twice, hash};
use crate::catalog::slugify;
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::HashSet;
use wide::u8x16;

/// Which ids are there twice, and which are taken.
#[derive(Debug)]
pub(super) struct Repeated {
    hashes: Vec<u64>,
    /// The same in order, if an id was ever asked for: to sort them takes less time than to find each in a set that no
    /// cache holds.
    sorted: OnceCell<Vec<u64>>,
    /// Ids that were taken later.
    others: HashSet<u64>,
}

impl Repeated {
    /// Takes the hashes of all ids, which are a fraction of what a set of ids would take, and as good but for
    /// once in 2⁶⁴ pairs, when an id is said to be taken that is not.
    pub(super) fn of(hashes: Vec<u64>) -> Self {
        Self { hashes, sorted: OnceCell::new(), others: HashSet::new() }
    }

    /// The entries whose id an earlier one has, ascending.
    pub(super) fn later(&self) -> Vec<usize> {
        let mut twice = Twice::new(self.hashes.len() * 4);
        for &hash in &self.hashes {
            twice.note(hash);
        }
        let entries = self.hashes.par_iter().enumerate().map(|(entry, &hash)| (hash, entry));
        let mut again: Vec<(u64, usize)> =
            entries.filter(|(hash, _)| twice.is_again(*hash)).collect();
        again.par_sort_unstable();
        let later = again.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let mut later: Vec<usize> = later.map(|pair| pair[1].1).collect();
        later.sort_unstable();
        later
    }

    /// Takes an id that no entry has, if it is one.
    pub(super) fn take(&mut self, id: &str) -> bool {
        let hash = hash(id.as_bytes());
        let sorted = || {
            let mut sorted = self.hashes.clone();
            sorted.par_sort_unstable();
            sorted
        };
        let taken = self.sorted.get_or_init(sorted);
        taken.binary_search(&hash).is_err() && self.others.insert(hash)
    }
}

/// Room for slugs, one after the other.
#[derive(Debug, Default)]
pub(super) struct Slug(Vec<u8>);

impl Slug {
    /// The slug of two texts with a space between them, as [`slugify`] makes it; allocates nothing where both
    /// are ASCII.
    pub(super) fn of(&mut self, first: &str, second: &str) -> &str {
        let slug = &mut self.0;
        slug.clear();
        slug.extend_from_slice(first.as_bytes());
        slug.push(b' ');
        slug.extend_from_slice(second.as_bytes());
        let mut end = slug.len();
        slug.resize(end.next_multiple_of(LANES), b'0');
        let is_plain = write(slug.as_chunks_mut().0);
        if slug[0] == b'-' || any_pair(&slug[..end], |a, b| are(a, b'-') & are(b, b'-')) {
            end = without_pairs(&mut slug[..end]);
        }
        end -= usize::from(end > 0 && slug[end - 1] == b'-');
        if end == 0 || !is_plain {
            *slug = slugify(&format!("{first} {second}")).into_bytes();
            end = slug.len();
        }
        std::str::from_utf8(&slug[..end]).unwrap_or_default()
    }
}

/// Writes letters and digits as slugs have them, and a hyphen for all else. Whether there is nothing but what
/// stands between words; [`slugify`] has to look at other signs.
fn write(text: &mut [[u8; LANES]]) -> bool {
    let mut odd = u8x16::default();
    for lanes in text {
        let bytes = u8x16::new(*lanes);
        let (letters, digits) = (are_letters(bytes), are_digits(bytes));
        let kept = ((bytes | u8x16::splat(0x20)) & letters) | (bytes & digits);
        *lanes = (kept | (u8x16::splat(b'-') & !(letters | digits))).to_array();
        odd |= are_within(bytes, 0x80, 0xff) | are(bytes, b'+') | are(bytes, b'#');
        odd |= are(bytes, b'&') | are(bytes, b'\'');
    }
    !odd.any()
}

/// Lets hyphens go that stand first or behind another. Every byte is written, and the next goes over it if it
/// is one hyphen too many: that takes no branch. How long the text is then.
fn without_pairs(text: &mut [u8]) -> usize {
    let (mut end, mut last) = (0, b'-');
    for at in 0..text.len() {
        let letter = text[at];
        text[end] = letter;
        end += usize::from(letter != b'-' || last != b'-');
        last = letter;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_comes_first_has_the_id() {
        let hashes = ["a", "b", "a", "b-2", "a"].map(|id| hash(id.as_bytes()));
        let mut repeated = Repeated::of(hashes.to_vec());
        assert_eq!(repeated.later(), [2, 4]);
        assert!(!repeated.take("b-2"));
        assert!(repeated.take("a-2"));
        assert!(!repeated.take("a-2"));
        assert!(repeated.take("a-3"));
    }

    proptest! {
        #[test]
        fn slugs_are_those_of_the_catalog(a in "([ -~]|é|\u{300}){0,6}", b in "[ -~]{0,12}|\\PC{0,6}") {
            let mut slug = Slug::default();
            slug.of("left", "over");
            prop_assert_eq!(slug.of(&a, &b), slugify(&format!("{a} {b}")));
        }
    }
}
