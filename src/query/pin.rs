//! What a link was made with.

use super::visit::{read, write};
use super::{Library, Outcome};
use crate::facet::EntryId;
use crate::words::notices;

/// What a link was made with, so that it can say what has changed since.
///
/// ```
/// use casebook::{catalog, query::{Library, Pin, Query, evaluate}};
///
/// let library = |entries: &str| {
///     let json = format!(r#"{{ "format": 1, "facets": [], "entries": [{entries}] }}"#);
///     Library::new(catalog::decode(json.as_bytes()).unwrap())
/// };
/// let then = library(r#"{ "id": "a", "title": "Ranking" }"#);
/// let ranking = Query::new(&then).with_text("ranking".into());
/// let pin = Pin::new(&then, &evaluate(&then, &ranking));
/// assert_eq!(pin.since(&then, &evaluate(&then, &ranking)), None);
///
/// let now = library(r#"{ "id": "a", "title": "Ranking" }, { "id": "b", "title": "Ranking films" }"#);
/// let says = pin.since(&now, &evaluate(&now, &ranking));
/// assert_eq!(says.as_deref(), Some("Made with 1 case studies; now 2; 1 new matches."));
/// let new = pin.new_hits(&now, &evaluate(&now, &ranking));
/// assert_eq!(new.iter().map(|&entry| now.catalog().id(entry)).collect::<Vec<_>>(), ["b"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The [fingerprint](crate::catalog::Catalog::fingerprint) of the catalog.
    pub catalog: u32,
    /// How many entries there were.
    pub total: u32,
    /// How many of them were hits.
    pub hits: u32,
    /// Which, by numbers made of their ids; empty where there are more than [`RECORDED`]. Two or three letters each.
    pub(super) record: String,
}

/// Of more hits a pin does not know which they were, since its link would grow too long.
const RECORDED: u32 = 300;

/// How many numbers there are for each hit: one of as many new hits is taken for one that was there.
const SPREAD: u64 = 4096;

impl Pin {
    /// What there is now.
    pub fn new(library: &Library, outcome: &Outcome) -> Self {
        let (total, hits) = (library.catalog().len() as u32, outcome.hits.len() as u32);
        let mut record = String::new();
        if hits <= RECORDED {
            let numbers = outcome.hits.iter().map(|entry| number(library, entry, hits));
            let mut numbers: Vec<u64> = numbers.map(u64::from).collect();
            numbers.sort_unstable();
            numbers.dedup();
            record = write(&numbers.into_iter().map(|number| number as u32).collect::<Vec<_>>());
        }
        Self { catalog: library.fingerprint(), total, hits, record }
    }

    /// The hits that were none then, in their order, as for [`Query::with_list`]; none where the pin does not know.
    /// O(hits × log hits).
    ///
    /// [`Query::with_list`]: super::Query::with_list
    pub fn new_hits(&self, library: &Library, outcome: &Outcome) -> Vec<EntryId> {
        let is_known = self.hits <= RECORDED && (self.hits == 0) == self.record.is_empty();
        let Some(then) = read(&self.record).filter(|_| is_known) else { return Vec::new() };
        let is_new = |&it: &EntryId| then.binary_search(&number(library, it, self.hits)).is_err();
        outcome.hits.iter().filter(is_new).collect()
    }

    /// What has changed since, in words; `None` where it is the same catalog.
    pub fn since(&self, library: &Library, outcome: &Outcome) -> Option<String> {
        if self.catalog == library.fingerprint() {
            return None;
        }
        let now = (library.catalog().len() as u32, outcome.hits.len() as u32);
        let new = self.new_hits(library, outcome).len();
        Some(notices::since((self.total, self.hits), now, new))
    }

    pub(super) fn encode(&self) -> String {
        let mut text = String::new();
        for shift in (0..8).rev().map(|digit| digit * 4) {
            text.extend(char::from_digit(self.catalog >> shift & 15, 16));
        }
        let Self { total, hits, .. } = self;
        text = format!("{text}.{total}.{hits}");
        if !self.record.is_empty() {
            text = text + "." + &self.record;
        }
        text
    }

    pub(super) fn decode(text: &str) -> Option<Self> {
        let mut numbers = text.split('.');
        let mut number = |radix| {
            let mut digits = numbers.next()?.chars();
            let first = digits.next()?.to_digit(radix)?;
            digits.try_fold(first, |number, digit| {
                number.checked_mul(radix)?.checked_add(digit.to_digit(radix)?)
            })
        };
        let (catalog, total, hits) = (number(16)?, number(10)?, number(10)?);
        let record = numbers.next().unwrap_or_default();
        let is_record = record.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it));
        let is_whole = is_record && numbers.next().is_none();
        is_whole.then(|| Self { catalog, total, hits, record: record.to_owned() })
    }
}

/// A hit as a pin of so many knows it.
fn number(library: &Library, entry: EntryId, hits: u32) -> u32 {
    let hash = u64::from(library.catalog().id_hash(entry));
    // Below 300 · 4096, whatever the hash.
    ((hash * (u64::from(hits.min(RECORDED)) * SPREAD)) >> 32) as u32
}
