//! Reads a list as people keep it, finds its faults, and makes its catalog. For the host only.
//!
//! A [`Source`] is a file with its encoding repaired; [`build`] turns it into a catalog and a list of
//! [`Problem`]s. Each table row becomes an entry or an error with its place; nothing is lost in silence.
//!
//! ```
//! use casebook::curate::{build, Source};
//!
//! let list = "# Cases\n\n| Case Study | Year |\n|--|--|\n| [First](https://a.example/) | 2024 |\n";
//! let source = Source::new("list.md", list.into()).unwrap();
//! let built = build(&source, None);
//! assert_eq!(built.catalog.unwrap().len(), 1);
//! assert!(built.problems.is_empty());
//! ```

mod about;
mod command;
mod date;
mod entries;
mod front_matter;
mod link;
mod markdown;
mod problem;
mod source;

pub use command::main;
pub use problem::{Fault, Problem, Severity};
pub use source::{Encoding, Place, ReadError, Repair, RepairKind, Source};

use crate::catalog::Catalog;
use about::Origin;
use entries::Entries;
use link::Links;
use problem::Report;

/// What became of a list.
#[derive(Debug)]
pub struct Built {
    /// `None` if any problem is an error.
    pub catalog: Option<Catalog>,
    /// In order of their places.
    pub problems: Vec<Problem>,
}

/// Makes the catalog of a list; a `link_base` given here, an absolute web address, goes before the
/// list's own.
pub fn build(source: &Source, link_base: Option<&str>) -> Built {
    let mut report = Report::new(source);
    let (fields, body) = front_matter::split(source.text(), &mut report);
    let document = markdown::parse(source.text(), body);
    let origin = Origin::find(&fields, &document, link_base, &mut report);
    let links = Links::new(&origin.about.link_base);
    let mut entries = Entries::new(&origin.industry, links, &mut report);
    entries.read(source.text(), &document);
    let catalog = entries.finish(origin.about);
    let catalog = if report.errors() == 0 { Some(catalog) } else { None };
    Built { catalog, problems: report.finish() }
}
