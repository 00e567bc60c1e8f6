//! What an entry is, facet declarations, vocabularies, and the JSON they travel in.
//!
//! A [`Catalog`] keeps its entries by column, as the engine wants them. It is made by a [`Builder`], row
//! by row: from JSON with [`decode`], or by whoever else reads a list. [`encode`] writes it back.
//!
//! ```
//! use casebook::{catalog, facet::EntryId};
//!
//! let json = br#"{ "format": 1, "title": "Cases", "facets": [{ "key": "tag", "label": "Tags", "many": true }],
//!   "entries": [{ "id": "a", "title": "First", "year": 2024, "tag": ["C++", "ops"] }] }"#;
//! let catalog = catalog::decode(json).unwrap();
//! let tags = &catalog.facets[0].vocabulary;
//! assert_eq!(tags.slug(tags.find("c++").unwrap()), "c-plus-plus");
//! assert_eq!(catalog.title(EntryId::new(0)), "First");
//! ```

mod builder;
mod decode;
mod encode;
mod hash;
mod ids;
mod link;
#[cfg_attr(target_arch = "wasm32", path = "pieces/none.rs")]
mod pieces;
mod quote;
mod slug;
mod strings;
mod table;
mod vocabulary;

#[cfg(not(target_arch = "wasm32"))]
pub use builder::Columns;
pub use builder::{Builder, Declaration, DeclaredValue, TextField};
pub use decode::{DecodeError, Decoder, Fault, decode};
pub use encode::{encode, encode_entries, encode_facets, encode_piece, pieces};
pub use link::is_safe;
pub use quote::quoted;
pub use slug::slugify;
pub use strings::Strings;
pub use vocabulary::Vocabulary;

use crate::facet::{EntryId, ForwardIndex, Match};
use std::ops::RangeInclusive;

/// The version of the JSON that this code reads and writes.
pub const FORMAT: u64 = 1;

/// The key of the facet that every catalog has: the year, made from the entries' `year`.
pub const YEAR: &str = "year";

/// The years that an entry may be of.
pub const YEARS: RangeInclusive<u16> = 1..=9999;

/// Keys that no facet may have, since entries or links use them for something else.
pub const RESERVED_KEYS: [&str; 16] = [
    "all", "any", "case", "chart", "embed", "id", "list", "page", "pin", "q", "sort", "summary",
    "title", "url", "vs", YEAR,
];

/// What a list says of itself, apart from its facets and entries. Absent texts are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The heading.
    pub title: String,
    /// A sentence or two, plain text.
    pub description: String,
    /// The day of the last change, as `2025-03-08`.
    pub updated: String,
    /// What relative links of entries are relative to; empty: to the page.
    pub link_base: String,
}

/// A facet as a catalog declares it, the labels of its values, and which entry has which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its name in entries and links: `tag`.
    pub key: String,
    /// Its name for readers: `Tags`.
    pub label: String,
    /// Whether an entry may have several values.
    pub many: bool,
    /// How several chosen values work together until the reader says otherwise.
    pub matching: Match,
    /// The values. Those of [`YEAR`] ascend; others are in order of declaration, then of appearance.
    pub vocabulary: Vocabulary,
    /// The values of every entry.
    pub values: ForwardIndex,
}

impl Facet {
    /// What declares this facet again: itself, and the values that are more than their labels.
    pub fn declaration(&self) -> Declaration {
        let value = |value| {
            let (label, slug) = (self.vocabulary.label(value), self.vocabulary.slug(value));
            let slug = if slug == slugify(label) { "" } else { slug };
            let aliases = self.vocabulary.aliases().filter(|(_, of)| *of == value);
            let aliases = aliases.map(|(alias, _)| alias.to_owned()).collect();
            DeclaredValue { label: label.to_owned(), slug: slug.to_owned(), aliases }
        };
        let mut used = vec![false; self.vocabulary.len()];
        for value in self.values.iter().flat_map(|(_, values)| values) {
            used[value.index()] = true;
        }
        let is_more =
            |declared: &DeclaredValue| !declared.slug.is_empty() || !declared.aliases.is_empty();
        let values = self.vocabulary.values().filter_map(|id| {
            let declared = value(id);
            (is_more(&declared) || !used[id.index()]).then_some(declared)
        });
        let (key, label) = (self.key.clone(), self.label.clone());
        Declaration {
            key,
            label,
            many: self.many,
            matching: self.matching,
            values: values.collect(),
        }
    }
}

/// A curated list, by columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// What the list says of itself.
    pub about: About,
    /// The facets in order of declaration; the last one is [`YEAR`].
    pub facets: Vec<Facet>,
    /// By [`TextField`].
    texts: [Strings; TextField::ALL.len()],
}

impl Catalog {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.texts[0].len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every entry, in the curator's order.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.len()).map(EntryId::new)
    }

    /// A text of an entry.
    fn text(&self, field: TextField, entry: EntryId) -> &str {
        self.texts[field as usize].get(entry.index())
    }

    /// The entry's stable name.
    pub fn id(&self, entry: EntryId) -> &str {
        self.text(TextField::Id, entry)
    }

    /// The entry's title, plain text.
    pub fn title(&self, entry: EntryId) -> &str {
        self.text(TextField::Title, entry)
    }

    /// Where the thing itself is; empty where unknown. Not checked: see [`is_safe`].
    pub fn url(&self, entry: EntryId) -> &str {
        self.text(TextField::Url, entry)
    }

    /// Where the list describes it; empty where nowhere. Not checked: see [`is_safe`].
    pub fn page(&self, entry: EntryId) -> &str {
        self.text(TextField::Page, entry)
    }

    /// A sentence or two on the entry, plain text; may be empty.
    pub fn summary(&self, entry: EntryId) -> &str {
        self.text(TextField::Summary, entry)
    }

    /// The facets that the catalog declares: all but the year, which comes last and of itself.
    pub fn declared(&self) -> &[Facet] {
        &self.facets[..self.facets.len() - 1]
    }

    /// The year's facet.
    ///
    /// # Panics
    /// Never: a [`Builder`] adds it to every catalog.
    pub fn year(&self) -> &Facet {
        &self.facets[self.facets.len() - 1]
    }
}
