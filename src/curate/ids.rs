//! Ids for a million entries: slugs made without allocating, and which of them are taken.

use crate::catalog::{Builder, slugify};
use crate::facet::EntryId;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The ids that are taken, without a copy of them: a builder has them as its entries'.
#[derive(Debug, Default)]
pub(super) struct Ids {
    entries: HashTable<EntryId>,
    state: RandomState,
}

impl Ids {
    /// With room for so many.
    pub(super) fn for_entries(count: usize) -> Self {
        Self { entries: HashTable::with_capacity(count), ..Self::default() }
    }

    /// Takes an id for the entry that a builder makes next. Whether it was free.
    pub(super) fn take(&mut self, id: &str, builder: &Builder) -> bool {
        let hash = self.state.hash_one(id);
        let is_free = self.entries.find(hash, |&entry| id_of(entry, builder) == id).is_none();
        if is_free {
            let rehash = |entry: &EntryId| self.state.hash_one(id_of(*entry, builder));
            self.entries.insert_unique(hash, EntryId::new(builder.len()), rehash);
        }
        is_free
    }
}

/// The id of an entry; empty if the builder refused that.
fn id_of(entry: EntryId, builder: &Builder) -> &str {
    if entry.index() < builder.len() { builder.id(entry) } else { "" }
}

/// Room for slugs, one after the other.
#[derive(Debug, Default)]
pub(super) struct Slug(Vec<u8>);

impl Slug {
    /// The slug of two texts with a space between them, as [`slugify`] makes it. About 1 ns a byte where
    /// both are ASCII.
    pub(super) fn of(&mut self, first: &str, second: &str) -> &str {
        self.0.clear();
        if first.is_ascii() && second.is_ascii() {
            self.push(first);
            self.end_word();
            self.push(second);
            if self.0.ends_with(b"-") {
                self.0.pop();
            }
        }
        if self.0.is_empty() {
            self.0 = slugify(&format!("{first} {second}")).into_bytes();
        }
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn push(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                b'+' => self.push_word(b"plus-"),
                b'#' => self.push_word(b"sharp-"),
                b'&' => self.push_word(b"and-"),
                b'\'' => {}
                _ if byte.is_ascii_alphanumeric() => self.0.push(byte.to_ascii_lowercase()),
                _ => self.end_word(),
            }
        }
    }

    fn push_word(&mut self, word: &[u8]) {
        self.end_word();
        self.0.extend_from_slice(word);
    }

    fn end_word(&mut self) {
        if self.0.last().is_some_and(|last| *last != b'-') {
            self.0.push(b'-');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Declaration;
    use proptest::prelude::*;

    #[test]
    fn an_id_is_taken_once() {
        let (mut ids, mut builder) = (Ids::default(), Builder::default());
        builder.declare(Declaration { key: "x".into(), ..Declaration::default() }).unwrap();
        for number in (0..300).chain(100..200) {
            let id = number.to_string();
            let is_new = builder.len() < 300;
            assert_eq!(ids.take(&id, &builder), is_new, "{id}");
            if is_new {
                builder.row().title.push('x');
                builder.row().id = id;
                builder.commit().unwrap();
            }
        }
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
