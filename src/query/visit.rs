//! What is new since a reader's last visit, from a record that the reader's browser keeps.

use super::Library;
use crate::facet::EntryId;

/// Lists of more entries are not remembered: their record would be larger than what browsers keep for a
/// page, beside other pages of the same site.
const MOST: usize = 50_000;

/// The form of the record. A record of another form is none.
const FORM: char = '1';

/// Six bits as a letter that every store takes as it is.
const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// The entries that a reader has met, by numbers made of their ids; ascending, each once.
///
/// A new entry whose number happens to be that of another is taken for known: one in 86,000 in a list as
/// large as may be.
///
/// ```
/// use casebook::{catalog, query::{Library, Visit}};
///
/// let library = |entries: &str| {
///     let json = format!(r#"{{ "format": 1, "facets": [], "entries": [{entries}] }}"#);
///     Library::new(catalog::decode(json.as_bytes()).unwrap())
/// };
/// let record = Visit::new(&library(r#"{ "id": "a", "title": "A" }"#)).unwrap().encode();
///
/// let now = library(r#"{ "id": "b", "title": "B" }, { "id": "a", "title": "A" }"#);
/// let new = Visit::decode(&record).unwrap().new_entries(&now);
/// assert_eq!(new.iter().map(|&entry| now.catalog().title(entry)).collect::<Vec<_>>(), ["B"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit(Vec<u32>);

impl Visit {
    /// All that a list has now; `None` where it has more than is remembered.
    pub fn new(library: &Library) -> Option<Self> {
        let catalog = library.catalog();
        if catalog.len() > MOST {
            return None;
        }
        let mut seen: Vec<u64> = catalog.entries().map(|it| catalog.id_hash(it).into()).collect();
        seen.sort_unstable();
        seen.dedup();
        Some(Self(seen.into_iter().map(|hash| hash as u32).collect()))
    }

    /// The entries that were not there, in the curator's order, as for [`Query::with_list`].
    /// O(entries × log entries).
    ///
    /// [`Query::with_list`]: super::Query::with_list
    pub fn new_entries(&self, library: &Library) -> Vec<EntryId> {
        let catalog = library.catalog();
        let is_new = |entry: &EntryId| self.0.binary_search(&catalog.id_hash(*entry)).is_err();
        catalog.entries().filter(is_new).collect()
    }

    /// The record to keep: by how much each number is above the one before, five bits a letter, the lowest
    /// first; 4 to 6 letters an entry.
    pub fn encode(&self) -> String {
        String::from(FORM) + &write(&self.0)
    }

    /// Reads a record; `None` where it is of another form or damaged.
    pub fn decode(record: &str) -> Option<Self> {
        read(record.strip_prefix(FORM)?).filter(|seen| seen.len() <= MOST).map(Self)
    }
}

/// Ascending numbers in letters.
pub(super) fn write(numbers: &[u32]) -> String {
    let (mut record, mut before) = (String::new(), 0);
    for &number in numbers {
        let mut rest = number - before;
        before = number;
        while rest >= 32 {
            record.push(char::from(LETTERS[32 + (rest % 32) as usize]));
            rest /= 32;
        }
        record.push(char::from(LETTERS[rest as usize]));
    }
    record
}

/// Ascending numbers, each once, from letters; `None` where they are none.
pub(super) fn read(record: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    let (mut before, mut rise, mut shift) = (0_u64, 0_u64, 0);
    for letter in record.bytes() {
        let bits = LETTERS.iter().position(|&other| other == letter)? as u64;
        rise |= (bits % 32) << shift;
        shift += 5;
        if bits < 32 {
            before += rise;
            numbers.push(u32::try_from(before).ok()?);
            (rise, shift) = (0, 0);
        } else if shift > 30 {
            return None;
        }
    }
    (shift == 0 && numbers.is_sorted_by(|a, b| a < b)).then_some(numbers)
}
