//! Entries of a catalog, in the formats that other programs read.
//!
//! [`export`] writes the entries it is given, in the order given: a whole catalog, or the hits of a query.
//! Any text may stand in a catalog, so each format has one small file that escapes.
//!
//! ```
//! use casebook::{catalog, export::{Format, export}};
//!
//! let json = br#"{ "format": 1, "title": "Cases", "facets": [{ "key": "tag", "label": "Tags", "many": true }],
//!   "entries": [{ "id": "first", "title": "First", "year": 2024, "tag": ["C++", "ops"] }] }"#;
//! let catalog = catalog::decode(json).unwrap();
//! let format = Format::from_name("csv").unwrap();
//! let text = export(&catalog, catalog.entries(), format);
//! assert_eq!(text, "id,title,url,page,year,tag,summary\r\nfirst,First,,,2024,C++; ops,\r\n");
//! ```

mod atom;
mod bibtex;
mod chart;
mod csv;
mod frame;
mod link;
mod markdown;
#[cfg(test)]
mod tests;

pub use chart::{svg, table};
pub use csv::Dialect;
pub use frame::frame;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use link::of as link_of;

use crate::catalog::{Catalog, Facet, encode, encode_entries};
use crate::facet::EntryId;

/// A format to write entries in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A list: `casebook build` makes the same catalog of it.
    Markdown,
    /// A table.
    Csv(Dialect),
    /// The catalog itself, or if only some of its entries are wanted, an array of them.
    Json,
    /// A bibliography, for `biber`.
    Bibtex,
    /// A feed (RFC 4287), the newest year first.
    Atom,
}

impl Format {
    /// The names that [`Self::from_name`] knows.
    pub const NAMES: [&str; 6] = ["md", "csv", "tsv", "json", "bibtex", "atom"];

    /// The format with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "md" => Self::Markdown,
            "csv" => Self::Csv(Dialect::default()),
            "tsv" => Self::Csv(Dialect { tabs: true, ..Dialect::default() }),
            "json" => Self::Json,
            "bibtex" => Self::Bibtex,
            "atom" => Self::Atom,
            _ => return None,
        })
    }
}

/// Writes entries of a catalog, in the order given (but for [`Format::Atom`]).
///
/// # Panics
/// If the catalog has no such entry.
pub fn export(
    catalog: &Catalog,
    entries: impl IntoIterator<Item = EntryId>,
    format: Format,
) -> String {
    let entries: Vec<EntryId> = entries.into_iter().collect();
    match format {
        Format::Markdown => markdown::write(catalog, &entries),
        Format::Csv(dialect) => csv::write(catalog, &entries, dialect),
        Format::Json if catalog.entries().eq(entries.iter().copied()) => encode(catalog),
        Format::Json => encode_entries(catalog, entries.into_iter()),
        Format::Bibtex => bibtex::write(catalog, &entries),
        Format::Atom => atom::write(catalog, entries),
    }
}

/// The labels of an entry's values in a facet.
fn labels(facet: &Facet, entry: EntryId) -> impl Iterator<Item = &str> {
    facet.values.values(entry).iter().map(|&value| facet.vocabulary.label(value))
}

/// The entry's year in digits; empty where unknown.
fn year(catalog: &Catalog, entry: EntryId) -> &str {
    labels(catalog.year(), entry).next().unwrap_or_default()
}

/// The facet that says who did it: the company, or else the first one if entries have one value of it.
fn maker(catalog: &Catalog) -> Option<&Facet> {
    let declared = catalog.declared();
    let company = declared.iter().find(|facet| facet.key == "company");
    company.or_else(|| declared.first().filter(|facet| !facet.many))
}
