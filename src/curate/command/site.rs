//! `casebook site`.

use super::arguments::Site;
use super::build::write_catalog;
use super::export::catalog;
use super::{Stop, count, fail, say, write};
use crate::catalog::{decode, encode};
use crate::query::Library;
use crate::site::fill;
use std::fs;

pub(super) fn run(arguments: &Site) -> Result<(), Stop> {
    let Site { reading, into } = arguments;
    let page = into.join("index.html");
    let cannot = |what| fail(format_args!("{}: error: {what}", page.display()));
    // Known before a long list is read.
    let html = fs::read_to_string(&page).map_err(|error| {
        cannot(format!("cannot read it: {error}; `cargo xtask build` makes it"))
    })?;
    let catalog = catalog(reading)?;
    // As the page reads it, so that values have the same numbers.
    let library = Library::new(decode(encode(&catalog).as_bytes()).unwrap_or(catalog));
    let filled = fill(&html, &library).ok_or_else(|| {
        cannot("this is no page of Casebook: it has no place for a list".to_owned())
    })?;
    write_catalog(library.catalog(), Some(&into.join("catalog.json")))?;
    write(&filled, Some(&page))?;
    let entries = count(library.catalog().len(), "entry", "entries");
    say(format_args!("casebook: put {entries} into {}", into.display()));
    Ok(())
}
