//! Ids for a million entries: slugs made without allocating, and which of them are there twice.

use super::resemble::hash;
use crate::catalog::{Strings, slugify};
use std::collections::HashMap;

/// The ids of entries, and their hashes: those are a fraction of what a set of ids would take, and a list
/// is sorted in less time than it takes to find each in a set that no cache holds.
#[derive(Debug, Default)]
pub(super) struct Ids {
    column: Strings,
    hashes: Vec<u64>,
}

impl Ids {
    /// Takes the id of the next entry.
    pub(super) fn push(&mut self, id: &str) {
        self.column.push(id);
        self.hashes.push(hash(id.as_bytes()));
    }

    /// All of them, and those that are there twice; of an id by its hash, which is as good but for once in
    /// 2⁶⁴ pairs, when an id is said to be taken that is not.
    pub(super) fn repeated(self) -> (Strings, Repeated) {
        let mut sorted = self.hashes.clone();
        sorted.sort_unstable();
        let pairs = sorted.windows(2).filter(|pair| pair[0] == pair[1]);
        let first = pairs.map(|pair| (pair[0], None)).collect();
        (self.column, Repeated { hashes: self.hashes, sorted, first, others: HashMap::new() })
    }
}

/// Which ids are there twice, and which are taken.
#[derive(Debug)]
pub(super) struct Repeated {
    hashes: Vec<u64>,
    sorted: Vec<u64>,
    /// Of each id that is there twice, the entry that has it first.
    first: HashMap<u64, Option<usize>>,
    /// Ids that were taken later.
    others: HashMap<u64, usize>,
}

impl Repeated {
    /// Whether no id is.
    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Whether an earlier entry has the id of this one. To be asked in order of the entries.
    pub(super) fn is_taken_before(&mut self, entry: usize) -> bool {
        let Some(first) = self.first.get_mut(&self.hashes[entry]) else { return false };
        *first.get_or_insert(entry) != entry
    }

    /// Takes an id that no entry has, if it is one.
    pub(super) fn take(&mut self, id: &str, entry: usize) -> bool {
        let hash = hash(id.as_bytes());
        self.sorted.binary_search(&hash).is_err()
            && *self.others.entry(hash).or_insert(entry) == entry
    }
}

/// Room for slugs, one after the other.
#[derive(Debug, Default)]
pub(super) struct Slug(Vec<u8>);

impl Slug {
    /// The slug of two texts with a space between them, as [`slugify`] makes it. It looks at many bytes at a
    /// time where nothing is to be spelled out, and allocates nothing then.
    pub(super) fn of(&mut self, first: &str, second: &str) -> &str {
        self.0.clear();
        for part in [first, " ", second] {
            self.0.extend_from_slice(part.as_bytes());
        }
        let odd = |byte: u8| u32::from(byte >= 0x80 || matches!(byte, b'+' | b'#' | b'&' | b'\''));
        if self.0.iter().fold(0, |found, &byte| found | odd(byte)) == 0 {
            self.break_words();
        } else {
            self.0.clear();
        }
        if self.0.is_empty() {
            self.0 = slugify(&format!("{first} {second}")).into_bytes();
        }
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Makes small letters of letters, and hyphens of all between words.
    fn break_words(&mut self) {
        for byte in &mut self.0 {
            // The bit by which small letters differ from capitals; digits have it.
            *byte = if byte.is_ascii_alphanumeric() { *byte | 0x20 } else { b'-' };
        }
        self.0.dedup_by(|a, b| *a == b'-' && *b == b'-');
        if self.0.last() == Some(&b'-') {
            self.0.pop();
        }
        if self.0.first() == Some(&b'-') {
            self.0.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_comes_first_has_the_id() {
        let mut ids = Ids::default();
        for id in ["a", "b", "a", "b-2", "a"] {
            ids.push(id);
        }
        let (_, mut repeated) = ids.repeated();
        let taken: Vec<bool> = (0..5).map(|entry| repeated.is_taken_before(entry)).collect();
        assert_eq!(taken, [false, false, true, false, true]);
        assert!(!repeated.take("b-2", 2));
        assert!(repeated.take("a-2", 2));
        assert!(!repeated.take("a-2", 4));
        assert!(repeated.take("a-3", 4));
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
